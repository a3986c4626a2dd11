"""Rows of text: words on one baseline across a region, and the runs of words within a row."""

import itertools
from collections.abc import Sequence

import numpy as np

from pipeline.layout.page import Ints, PageWords

SAME_BASELINE = 0.35  # of the type size
DISPLACED = 0.5  # the same for OCR, whose baselines waver
WIDE_GAP = 0.9  # of the type size: a gap from here on parts two cells
HEADER_GAP = 0.55  # the same in a header over columns that are known
Row = list[int]  # positions of words, left to right


def text_rows(words: PageWords, where: Ints) -> list[Row]:
    """The given words in rows, top down; superscripts stand in the row of the word they mark."""
    if len(where) < 2:
        return [where.tolist()] if len(where) else []
    upright = words.script[where] == 0
    if not upright.any():
        upright[:] = True
    plain = where[upright]
    order = plain[np.argsort(words.baseline[plain], kind="stable")]
    tolerance = (DISPLACED if words.ocr else SAME_BASELINE) * words.size
    rows: list[Row] = []
    anchor = -np.inf
    for i in order.tolist():
        if words.baseline[i] - anchor > tolerance[i]:
            rows.append([])
            anchor = float(words.baseline[i])
        rows[-1].append(i)
    _place_marks(words, rows, where[~upright])
    return [sorted(row, key=lambda i: (float(words.x0[i]), i)) for row in rows]


def _place_marks(words: PageWords, rows: list[Row], marks: Ints) -> None:
    """Put raised and lowered words in the row that holds the nearest word beside them."""
    if not len(marks):
        return
    heights = np.array([words.baseline[row[0]] for row in rows])
    for i in marks.tolist():
        reach = 1.2 * float(words.size[i])
        first, last = np.searchsorted(heights, [words.baseline[i] - reach, words.baseline[i] + reach])
        near = range(int(first), int(last)) or range(min(int(first), len(rows) - 1), min(int(first), len(rows) - 1) + 1)
        rows[min(near, key=lambda r: _distance(words, rows[r], i))].append(i)


def _distance(words: PageWords, row: Row, i: int) -> float:
    others = np.array(row)
    aside = np.maximum(words.x0[others] - words.x1[i], words.x0[i] - words.x1[others])
    return float(np.maximum(aside, 0).min()) + abs(float(words.baseline[row[0]] - words.baseline[i]))


def row_size(words: PageWords, row: Sequence[int]) -> float:
    """The type size of a row: the median over its words, at least one point."""
    sizes = np.sort(words.size[np.array(row)])  # np.median takes ten times as long for a few numbers
    return max(1.0, float(sizes[(len(row) - 1) // 2] + sizes[len(row) // 2]) / 2)


def split_wide(words: PageWords, row: Row, gap: float = WIDE_GAP) -> list[Row]:
    """A row cut at its gaps of so many type sizes or more."""
    index = np.array(row)
    gaps = words.x0[index[1:]] - np.maximum.accumulate(words.x1[index])[:-1]
    cuts = np.flatnonzero(gaps >= gap * row_size(words, row)) + 1
    edges = [0, *cuts.tolist(), len(row)]
    return [row[a:b] for a, b in itertools.pairwise(edges)]


def text_of(words: PageWords, row: Sequence[int]) -> str:
    """The words with a space between them, but where none is printed."""
    return "".join(words.text[i] if k == 0 or words.glued[i] else " " + words.text[i] for k, i in enumerate(row))


def count_words(words: PageWords, row: Sequence[int]) -> int:
    """Printed words: glued pieces count once."""
    return len(row) - int(words.glued[np.array(row[1:], dtype=np.int64)].sum()) if row else 0
