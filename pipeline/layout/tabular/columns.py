"""Columns between strips of white that run down a region, and the cells that rows and strips make."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from pipeline.layout.page import Ints, PageWords, Reals
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.rows import HEADER_GAP, WIDE_GAP, Row, row_size, split_wide

NARROWEST = 0.25  # of the type size: a strip of white at least so wide parts columns
MOST_COLUMNS = 64  # more strips of white than that are a pattern, not a table without rules
SPLITTING = 0.7  # a gap in a row from here on parts two cells where a strip runs


@dataclass(frozen=True)
class Strip:
    """White from x0 to x1, all the way down a table."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Where the boundary of the two columns is put."""
        return (self.x0 + self.x1) / 2


def clear_strips(words: PageWords, rows: Sequence[Row]) -> list[Strip]:
    """The strips that no word of any row enters, and are a wide gap in half of the rows they part."""
    if not rows:
        return []
    index = [i for row in rows for i in row]
    order = np.array(index)
    order = order[np.argsort(words.x0[order], kind="stable")]
    reach = np.maximum.accumulate(words.x1[order])
    ends = np.flatnonzero(words.x0[order[1:]] - reach[:-1] >= NARROWEST * row_size(words, index))
    if len(ends) > MOST_COLUMNS:
        return []
    strips = [Strip(float(reach[k]), float(words.x0[order[k + 1]])) for k in ends]
    spans = _Spans.of(words, rows)
    shares = [spans.parted_share(strips, k) for k in range(len(strips))]
    while strips and min(shares) < 0.5:
        weak = min(range(len(strips)), key=lambda k: (shares[k], strips[k].x1 - strips[k].x0))
        del strips[weak], shares[weak]
        for k in range(max(0, weak - 1), min(len(strips), weak + 1)):
            shares[k] = spans.parted_share(strips, k)
    return strips


@dataclass(frozen=True)
class _Spans:
    """The words of rows: where each begins and ends, and in which row it stands; of each row the type size."""

    x0: Reals
    x1: Reals
    row: Ints
    size: Reals

    @classmethod
    def of(cls, words: PageWords, rows: Sequence[Row]) -> "_Spans":
        index = np.array([i for row in rows for i in row])
        number = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        return cls(words.x0[index], words.x1[index], number, words.size[[row[0] for row in rows]])

    def parted_share(self, strips: Sequence[Strip], k: int) -> float:
        """Of the rows with words in both columns beside a strip, the share in which it is a wide gap."""
        low = strips[k - 1].middle if k else -np.inf
        high = strips[k + 1].middle if k + 1 < len(strips) else np.inf
        left = (self.x1 <= strips[k].x0 + 0.01) & (self.x0 >= low)
        right = (self.x0 >= strips[k].x1 - 0.01) & (self.x1 <= high)
        start, end = np.full(len(self.size), -np.inf), np.full(len(self.size), np.inf)
        np.maximum.at(start, self.row[left], self.x1[left])
        np.minimum.at(end, self.row[right], self.x0[right])
        both = np.isfinite(start) & np.isfinite(end)
        return float((end - start >= WIDE_GAP * self.size)[both].mean()) if both.any() else 0.0


@dataclass(frozen=True)
class Columns:
    """The columns of a table without vertical rules: its edges and the strips between."""

    x0: float
    x1: float
    strips: tuple[Strip, ...]

    @cached_property
    def edges(self) -> list[float]:
        """The boundaries of the columns, one more than there are columns."""
        return [self.x0, *(strip.middle for strip in self.strips), self.x1]

    def pieces(self, words: PageWords, row: Row) -> list[tuple[int, int, Row]]:
        """A row's cells: first column, last column, words. A piece that runs across a strip covers both columns."""
        x0, x1, middles = words.lists.x0, words.lists.x1, self.edges[1:-1]
        found: list[tuple[int, int, Row]] = []
        for k, i in enumerate(row):
            low, high = sorted((bisect_left(middles, x0[i] + 0.01), bisect_left(middles, x1[i] - 0.01)))
            if found and (low <= found[-1][1] or not self._parted(words, row[k - 1], i, found[-1][1])):
                start, end, mine = found[-1]
                found[-1] = (start, max(end, high), [*mine, i])
            else:
                found.append((low, high, [i]))
        return found

    def _parted(self, words: PageWords, left: int, right: int, column: int) -> bool:
        """Whether the gap between two words is one between cells, not a space of a text across columns."""
        x0, x1, size = words.lists.x0[right], words.lists.x1[left], words.lists.size
        if x0 - x1 >= SPLITTING * max(size[left], size[right]):
            return True
        strip = self.strips[column]
        return min(x0, strip.x1) - max(x1, strip.x0) >= 0.8 * (strip.x1 - strip.x0)

    def narrowed(self, words: PageWords, header: Sequence[Row]) -> "Columns":
        """The columns with strips that leave out the cells of a header, where each stands over one column.

        Lines are taken from the lowest up, so that a cell across columns shows as one over those below it.
        """
        strips = list(self.strips)
        for piece in (piece for row in reversed(header) for piece in split_wide(words, row, HEADER_GAP)):
            x0, x1 = float(words.x0[piece[0]]), float(words.x1[piece[-1]])
            first = bisect_right([strip.x0 for strip in strips], x0)
            last = bisect_left([strip.x1 for strip in strips], x1)
            if first == last + 1:  # wholly in the white: over the column that it nearly touches
                before, after = x0 - strips[last].x0, strips[last].x1 - x1
                first = last = last if before < after else first
                if min(before, after) > row_size(words, piece):
                    continue
            if first != last:
                continue
            if first > 0:
                strips[first - 1] = replace(strips[first - 1], x1=min(strips[first - 1].x1, x0))
            if first < len(strips):
                strips[first] = replace(strips[first], x0=max(strips[first].x0, x1))
        return replace(self, strips=tuple(strips))

    def slots(self, words: PageWords, groups: Sequence[Sequence[Row]], edges: Sequence[float]) -> list[Slot]:
        """The cells of a table.

        Args:
            words: The page's words.
            groups: For each row of the table its rows of text.
            edges: The boundaries of the rows, one more than there are rows.
        """
        slots: list[Slot] = []
        for r, group in enumerate(groups):
            cells: list[tuple[int, int, Row]] = []
            for row in group:
                for piece in self.pieces(words, row):
                    cells = _with(cells, piece)
            covered = {c for first, last, _ in cells for c in range(first, last + 1)}
            cells += [(c, c, []) for c in range(len(self.strips) + 1) if c not in covered]
            slots += [self._slot(r, cell, edges) for cell in sorted(cells, key=lambda cell: cell[0])]
        return slots

    def _slot(self, r: int, cell: tuple[int, int, Row], edges: Sequence[float]) -> Slot:
        first, last, mine = cell
        x = self.edges
        return Slot(r, first, 1, last - first + 1, x[first], edges[r], x[last + 1], edges[r + 1], tuple(mine))


def _with(cells: list[tuple[int, int, Row]], piece: tuple[int, int, Row]) -> list[tuple[int, int, Row]]:
    """Cells of one row with one more piece of text: it joins the cells whose columns it shares."""
    first, last, mine = piece
    apart: list[tuple[int, int, Row]] = []
    for cell in cells:
        if cell[0] <= last and first <= cell[1]:
            first, last, mine = min(first, cell[0]), max(last, cell[1]), [*cell[2], *mine]
        else:
            apart.append(cell)
    return [*apart, (first, last, mine)]


def row_edges(words: PageWords, groups: Sequence[Sequence[Row]]) -> list[float]:
    """Boundaries of rows that no rule parts: halfway between the words of one and of the next."""
    spans = [
        (float(words.top[index].min()), float(words.bottom[index].max()))
        for index in (np.array([i for row in group for i in row]) for group in groups)
    ]
    inner = [(above[1] + below[0]) / 2 for above, below in pairwise(spans)]
    ends = [min(top for top, _ in spans), *inner, max(bottom for _, bottom in spans)]
    edges: list[float] = np.minimum(np.maximum.accumulate(ends), ends[-1]).tolist()
    return edges
