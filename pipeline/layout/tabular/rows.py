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
    index: Row = where.tolist()
    if len(index) < 2:
        return [index] if index else []
    script, baseline, size, x0 = words.lists.script, words.lists.baseline, words.lists.size, words.lists.x0
    plain = [i for i in index if script[i] == 0] or index
    tolerance = DISPLACED if words.ocr else SAME_BASELINE
    rows: list[Row] = []
    anchor = -np.inf
    for i in sorted(plain, key=baseline.__getitem__):
        if baseline[i] - anchor > tolerance * size[i]:
            rows.append([])
            anchor = baseline[i]
        rows[-1].append(i)
    if len(plain) < len(index):
        _place_marks(words, rows, [i for i in index if script[i] != 0])
    return [sorted(row, key=lambda i: (x0[i], i)) for row in rows]


def _place_marks(words: PageWords, rows: list[Row], marks: Row) -> None:
    """Put raised and lowered words in the row that holds the nearest word beside them."""
    heights = np.array([words.baseline[row[0]] for row in rows])
    for i in marks:
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
    size = words.lists.size
    sizes = sorted([size[i] for i in row])
    return max(1.0, (sizes[(len(row) - 1) // 2] + sizes[len(row) // 2]) / 2)


def split_wide(words: PageWords, row: Row, gap: float = WIDE_GAP) -> list[Row]:
    """A row cut at its gaps of so many type sizes or more."""
    x0, x1, least = words.lists.x0, words.lists.x1, gap * row_size(words, row)
    reach = itertools.accumulate([x1[i] for i in row], max)
    cuts = [k for k, (i, end) in enumerate(zip(row[1:], reach, strict=False), start=1) if x0[i] - end >= least]
    return [row[a:b] for a, b in itertools.pairwise([0, *cuts, len(row)])]


def text_of(words: PageWords, row: Sequence[int]) -> str:
    """The words with a space between them, but where none is printed."""
    return words.joined(row)


def count_words(words: PageWords, row: Sequence[int]) -> int:
    """Printed words: glued pieces count once."""
    glued = words.lists.glued
    return len(row) - sum([glued[i] for i in row[1:]])
