"""Where runs of words on one baseline are cut: at upright rules, and at gaps that are part of a gutter."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.layout.marks import BULLETS, is_mark
from pipeline.layout.page import PageGraphics, PageWords, Reals
from pipeline.layout.rows import Rows

SHORTEST_WALL = 40.0  # points
DOUBTFUL_SPACE = 0.7  # of the type size: from here on a gap may be a gutter, if the rows around it say so


@dataclass(frozen=True)
class Walls:
    """Upright rules of a page that stand between columns, left to right; points."""

    x: Reals
    top: Reals
    bottom: Reals

    def between(self, left: float, right: float, y: float) -> bool:
        """Whether one stands within a gap at a height."""
        start, end = np.searchsorted(self.x, (left, right))
        return bool(((self.top[start:end] < y) & (y < self.bottom[start:end])).any())


def walls(graphics: PageGraphics) -> Walls:
    """The page's upright rules of some length."""
    rules = graphics.of_kind("rule")
    wide, high = graphics.x1[rules] - graphics.x0[rules], graphics.bottom[rules] - graphics.top[rules]
    upright = rules[(high > SHORTEST_WALL) & (high > 10 * wide)]
    x = (graphics.x0[upright] + graphics.x1[upright]) / 2
    order = np.argsort(x, kind="stable")
    return Walls(x[order], graphics.top[upright][order], graphics.bottom[upright][order])


def split_at_walls(words: PageWords, runs: list[list[int]], walls: Walls | None) -> list[list[int]]:
    """Split runs wherever an upright rule stands between two of their words."""
    if walls is None or not len(walls.x):
        return runs
    split: list[list[int]] = []
    x0, x1, baseline = words.lists.x0, words.lists.x1, words.lists.baseline
    for run in runs:
        cuts = [
            k
            for k, (left, right) in enumerate(pairwise(run), start=1)
            if walls.between(x1[left] - 1, x0[right] + 1, baseline[right] - 1)
        ]
        split += [run[a:b] for a, b in pairwise([0, *cuts, len(run)])]
    return split


def split_at_gutters(words: PageWords, runs: list[list[int]]) -> list[list[int]]:
    """Split runs at wide gaps that are part of a gutter: the rows around leave the same strip free of ink."""
    columns = words.lists
    doubtful = [(r, k) for r, run in enumerate(runs) for k in range(1, len(run)) if _may_be_gutter(words, run, k)]
    if not doubtful:
        return runs
    rows = Rows.of(words)
    cuts: dict[int, list[int]] = {}
    for r, k in doubtful:
        left, right = runs[r][k - 1], runs[r][k]
        if rows.leave_free((columns.x1[left], columns.x0[right]), columns.baseline[right], columns.size[right]):
            cuts.setdefault(r, []).append(k)
    split: list[list[int]] = []
    for r, run in enumerate(runs):
        split += [run[a:b] for a, b in pairwise([0, *cuts.get(r, []), len(run)])]
    return split


def _may_be_gutter(words: PageWords, run: list[int], k: int) -> bool:
    left, right = run[k - 1], run[k]
    columns, text = words.lists, words.text[left]
    wide = columns.x0[right] - columns.x1[left] > DOUBTFUL_SPACE * columns.size[right]
    return wide and not (text in BULLETS or (k == 1 and is_mark(text)))
