"""Rivers: strips of white that run down between words of several rows.

A table without rules shows as rivers between columns of short cells. Rows and edges as evidence after Nurminen,
"Algorithmic extraction of data in tables in PDF documents" (2013) and Camelot's stream parser; the rivers are found
in one sweep down the page, so that a table inside one column of a page is found whatever stands in the others.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np

from pipeline.layout.marks import opens_caption
from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.rows import WIDE_GAP, Row, row_size

NARROWEST = 0.25  # of the type size
FURTHEST_ROW = 5.2  # type sizes from one row of a river to the next: a row that heads others may stand between
MOST_PASSED = 3  # rows of text beside a river that do not stand on both of its sides
MOST_ACTIVE = 200  # rivers at once: more are noise
SAME_SIZE = 1.3


@dataclass(frozen=True)
class Member:
    """A row on both sides of a river."""

    row: int
    left: Row  # the words of the piece left of it
    right: Row
    wide: bool  # whether the gap is wider than a space


@dataclass
class River:
    """A strip of white and the rows along it, while the sweep goes down the page."""

    x0: float
    x1: float
    left: float  # leftmost edge of the pieces on its left
    right: float  # rightmost edge of the pieces on its right
    panel: int
    last: float  # baseline of the last row beside it
    passed: int = 0
    members: list[Member] = field(default_factory=list)


@dataclass(frozen=True)
class SweptRow:
    """A row of words with what the sweep asks of it at hand."""

    text: Sequence[str]  # of all words of the page
    words: Row
    x0: list[float]
    x1: list[float]
    piece: list[int]  # for each word the number of its piece
    panel: list[int]
    size: float
    baseline: float

    def around(self, k: int) -> tuple[Row, Row]:
        """The pieces that end before and begin with the word at a place."""
        start, end = k - 1, k + 1
        while start > 0 and self.piece[start - 1] == self.piece[k - 1]:
            start -= 1
        while end < len(self.words) and self.piece[end] == self.piece[k]:
            end += 1
        return self.words[start:k], self.words[k:end]

    def opens_caption(self, k: int) -> bool:
        """Whether the piece with the word at a place begins as captions do."""
        start = self.piece.index(self.piece[k])
        return opens_caption(" ".join(self.text[i] for i in self.words[start : start + 2]))


def find_rivers(words: PageWords, rows: Sequence[Row], panels: Ints) -> list[River]:
    """The rivers of a page's rows, each with at least two rows."""
    done: list[River] = []
    active: list[River] = []
    for r, row in enumerate(rows):
        swept = _swept(words, row, panels)
        taken: set[int] = set()
        flowing: list[River] = []
        for river in active:
            goes_on = _alive(river, swept) and _flows(river, swept, r, taken)
            (flowing if goes_on else done).append(river)
        active = flowing
        active += _springs(swept, r, taken) if len(active) < MOST_ACTIVE else []
    return [river for river in (*done, *active) if len(river.members) > 1]


def _swept(words: PageWords, row: Row, panels: Ints) -> SweptRow:
    columns, size = words.lists, row_size(words, row)
    x0 = [columns.x0[i] for i in row]
    x1 = list(accumulate([columns.x1[i] for i in row], max))
    panel = panels[row].tolist()
    wide = [x0[k] - x1[k - 1] >= WIDE_GAP * size or panel[k] != panel[k - 1] for k in range(1, len(row))]
    piece = list(accumulate(wide, initial=0))
    return SweptRow(words.text, row, x0, x1, piece, panel, size, columns.baseline[row[0]])


def _alive(river: River, row: SweptRow) -> bool:
    return row.baseline - river.last <= FURTHEST_ROW * row.size and river.passed <= MOST_PASSED


def _flows(river: River, row: SweptRow, r: int, taken: set[int]) -> bool:
    """Lead a river past a row: False if the row's words dam it."""
    k, x0, x1 = _widest_gap(row, river.x0, river.x1)
    if x1 - x0 < NARROWEST * row.size:
        return False
    river.x0, river.x1 = x0, x1
    on_left = k > 0 and row.panel[k - 1] == river.panel and row.x1[k - 1] > river.left
    on_right = k < len(row.words) and row.panel[k] == river.panel and row.x0[k] < river.right
    if on_left and on_right:
        _join(river, row, r, k)
        taken.add(k)
        river.passed = 0
    elif on_left or on_right:
        if row.opens_caption(k - 1 if on_left else k):
            return False
        river.passed += 1
        river.last = row.baseline
    return True


def _widest_gap(row: SweptRow, x0: float, x1: float) -> tuple[int, float, float]:
    """The widest free stretch of a strip in a row, and the place of the first word right of it."""
    best = (0, x0, x0)
    k = bisect_left(row.x1, x0 + 0.01)
    start = x0
    while start < x1:
        end = min(x1, row.x0[k]) if k < len(row.words) else x1
        if end - start > best[2] - best[1]:
            best = (k, start, end)
        if k == len(row.words):
            break
        start = max(start, row.x1[k])
        k += 1
    return best


def _join(river: River, row: SweptRow, r: int, k: int) -> None:
    left, right = row.around(k)
    wide = row.piece[k] != row.piece[k - 1]
    river.members.append(Member(r, left, right, wide))
    river.left = min(river.left, row.x0[k - len(left)])
    river.right = max(river.right, row.x1[k + len(right) - 1])
    river.last = row.baseline


def _springs(row: SweptRow, r: int, taken: set[int]) -> Iterator[River]:
    """New rivers at the wide gaps of a row that no river runs through."""
    for k in range(1, len(row.words)):
        if row.piece[k] != row.piece[k - 1] and row.panel[k] == row.panel[k - 1] and k not in taken:
            river = River(row.x1[k - 1], row.x0[k], np.inf, -np.inf, row.panel[k], row.baseline)
            _join(river, row, r, k)
            yield river
