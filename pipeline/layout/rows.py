"""Rows of words across a page, to ask whether a gap within a line belongs to a gutter."""

from dataclasses import dataclass

import numpy as np

from pipeline.layout.marks import BULLETS
from pipeline.layout.page import Flags, Ints, PageWords, Reals

STRIPS = ((0.5, 5), (1.2, 3))  # width in type sizes of what must be free of ink, and in how many rows at least
MARGIN = 0.1  # of the type size: distance of the strip from the words of its own line
REACH = 9.0  # of the type size, above and below
NEAR = 3.2  # the same for words that bridge a gap
BESIDE = (8.0, 2.0)  # of the type size: how far left and right of the strip the nearest words may be
ROWS_WITH_BOTH_SIDES = 3
ALIGNED = 0.25  # of the type size: the words to the right of a gutter begin at one edge
FLUSH = 0.7  # share of the rows whose words do


@dataclass(frozen=True)
class Rows:
    """A page's words by their baselines, top down; points."""

    baseline: Reals
    x0: Reals
    x1: Reals
    bullet: Flags

    @classmethod
    def of(cls, words: PageWords) -> "Rows":
        """The rows of a page."""
        order = np.argsort(words.baseline, kind="stable")
        bullet = np.array([words.text[i] in BULLETS for i in order], dtype=np.bool_)
        return cls(words.baseline[order], words.x0[order], words.x1[order], bullet)

    def leave_free(self, gap: tuple[float, float], y: float, size: float) -> bool:
        """Whether a strip within a gap is free in the rows around it too, with words on both sides of it in some.

        A river of spaces in justified text is free for a row or two, a gutter for many. The strip is looked for at
        either end and in the middle of the gap: bullets and hanging lines make one side of a gutter ragged.

        Args:
            gap: Left and right end, points.
            y: The baseline of its line.
            size: Type size there.
        """
        start, end = np.searchsorted(self.baseline, [y - REACH * size, y + REACH * size])
        level = self.baseline[start:end]
        row: Ints = np.zeros(len(level), dtype=np.int64)
        np.cumsum(level[1:] - level[:-1] > 0.5 * size, out=row[1:])
        own, count = int(row[np.argmin(np.abs(level - y))]), int(row[-1]) + 1
        aside = size * np.array([-BESIDE[0] - STRIPS[-1][0] - 1, BESIDE[1] + STRIPS[-1][0] + 1]) + gap
        x0, x1 = self.x0[start:end], self.x1[start:end]
        close = (x1 > aside[0]) & (x0 < aside[1])  # no other words matter, however wide the page is
        near = _Near(row[close], own, count, x0[close], x1[close], self.bullet[start:end][close], size)
        margin = MARGIN * size
        for sizes, rows in STRIPS:
            width = sizes * size
            lefts = {gap[0] + margin, (gap[0] + gap[1] - width) / 2, gap[1] - margin - width}
            if any(near.free_rows(left, left + width) >= rows for left in sorted(lefts)):
                return True
        return False

    def bridge(self, gap: tuple[float, float], y: float, size: float) -> bool:
        """Whether words stand over or under a gap, in lines near by: then it is no gutter.

        Args:
            gap: Left and right end, points.
            y: The baseline of its line.
            size: Type size there.
        """
        start, end = np.searchsorted(self.baseline, [y - NEAR * size, y + NEAR * size])
        middle = (gap[0] + gap[1]) / 2
        over = (self.x0[start:end] < middle) & (self.x1[start:end] > middle)
        levels = self.baseline[start:end][over]
        return len(levels) > 1 and float(levels[-1] - levels[0]) > 0.5 * size


@dataclass(frozen=True)
class _Near:
    """The words around a gap: for each the row it stands in, which of the rows is the line's own, and how many."""

    row: Ints
    own: int
    rows: int
    x0: Reals
    x1: Reals
    bullet: Flags
    size: float

    def free_rows(self, left: float, right: float) -> int:
        """How many rows around the own one leave a strip free; none if too few have words on both sides of it."""
        blocked = self._any_by_row((self.x0 < right) & (self.x1 > left))
        first, last = _free_around(blocked, self.own)
        if last - first < ROWS_WITH_BOTH_SIDES:
            return 0
        both = self._any_by_row((self.x1 <= left) & (self.x1 > left - BESIDE[0] * self.size))
        both &= self._any_by_row((self.x0 >= right) & (self.x0 < right + BESIDE[1] * self.size))
        if int(both[first:last].sum()) < ROWS_WITH_BOTH_SIDES or not self._flush(right, first, last):
            return 0
        return last - first

    def _flush(self, right: float, first: int, last: int) -> bool:
        """Whether most rows have words to the right of a strip that begin at one edge; a river's begin anywhere.

        Where items hang, that is the edge of their bullets, or of the text behind.
        """
        beside = (
            (self.x0 >= right) & (self.x0 < right + BESIDE[1] * self.size) & (self.row >= first) & (self.row < last)
        )
        return self._begin_alike(beside) or self._begin_alike(beside & ~self.bullet)

    def _begin_alike(self, beside: Flags) -> bool:
        """Whether the first of some words in each row begin at one edge, in most rows."""
        starts = np.full(self.rows, np.inf)
        np.minimum.at(starts, self.row[beside], self.x0[beside])
        edges = np.sort(starts[np.isfinite(starts)])
        alike = np.searchsorted(edges, edges + ALIGNED * self.size, side="right") - np.arange(len(edges))
        return bool(alike.max(initial=0) >= FLUSH * len(edges))

    def _any_by_row(self, flags: Flags) -> Flags:
        return np.bincount(self.row[flags], minlength=self.rows) > 0


def _free_around(blocked: Flags, own: int) -> tuple[int, int]:
    """The rows around one, end exclusive, up to the nearest blocked ones."""
    above = np.flatnonzero(blocked[:own])
    below = np.flatnonzero(blocked[own:])
    return (int(above[-1]) + 1 if len(above) else 0), (own + int(below[0]) if len(below) else len(blocked))
