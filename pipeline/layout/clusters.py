"""Clusters: lines that follow each other closely in one column, the pieces that reading order is made of.

Bottom-up grouping by nearness, after O'Gorman's docstrum (1993), with the rule that a line joins a neighbour only
when each is the other's one neighbour: a heading across two columns then joins neither of them.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.layout.lines import Line
from pipeline.layout.separators import Rules

LOOSEST_LEADING = 2.1  # baseline to baseline, in type sizes
SAME_SIZE = 1.15
MANY = 64  # lines near by in which numpy looks: fewer cost less in plain lists


def cluster(lines: list[Line], rules: Rules) -> list[list[Line]]:
    """Chains of lines, each chain from the top down.

    Args:
        lines: Sorted by baseline.
        rules: A rule between two lines keeps them apart.
    """
    below = _neighbours(lines)
    above: dict[int, list[int]] = {}
    for a, found in enumerate(below):
        for b in found:
            above.setdefault(b, []).append(a)
    follows: dict[int, int] = {}
    for a, found in enumerate(below):
        if len(found) == 1 and len(above[found[0]]) == 1 and _alike(lines[a], lines[found[0]], rules):
            follows[a] = found[0]
    followers = set(follows.values())
    heads = [i for i in range(len(lines)) if i not in followers]
    return [[lines[i] for i in _chain(head, follows)] for head in heads]


def _chain(head: int, follows: dict[int, int]) -> list[int]:
    chain = [head]
    while chain[-1] in follows:
        chain.append(follows[chain[-1]])
    return chain


def _neighbours(lines: list[Line]) -> list[list[int]]:
    """For each line those right below it: the nearest that overlap it sideways, and others level with the nearest."""
    x0, x1 = np.array([line.x0 for line in lines]), np.array([line.x1 for line in lines])
    y, size = np.array([line.baseline for line in lines]), np.array([line.size for line in lines])
    starts = np.searchsorted(y, y + 0.5 * size, side="left").tolist()
    ends = np.searchsorted(y, y + LOOSEST_LEADING * size, side="right").tolist()
    below: list[list[int]] = []
    for i, (line, start, end) in enumerate(zip(lines, starts, ends, strict=True)):
        first = max(i + 1, start)
        near: Sequence[int] = range(first, end)
        if len(near) > MANY:
            near = (np.flatnonzero((x1[first:end] > line.x0) & (x0[first:end] < line.x1)) + first).tolist()
        found = [k for k in near if lines[k].panel == line.panel and _touch(line, lines[k])]
        below.append([k for k in found if lines[k].baseline <= lines[found[0]].baseline + 0.5 * line.size])
    return below


def _touch(a: Line, b: Line) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0)


def _alike(upper: Line, lower: Line, rules: Rules) -> bool:
    sizes = sorted((upper.size, lower.size))
    heading = lower.heavy and not upper.heavy
    if heading or sizes[1] > SAME_SIZE * sizes[0] or lower.baseline - upper.baseline > LOOSEST_LEADING * sizes[0]:
        return False
    overlap = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
    if overlap < 0.5 * min(upper.width, lower.width) and abs(upper.x0 - lower.x0) > 1.5 * sizes[1]:
        return False
    return not rules.between(upper, lower)
