"""Strokes: the straight lines a reader sees, horizontal and vertical, however the file drew them.

A rule, a thin bar and the edges of a box are all strokes; pieces of one line are joined. Snapping and joining after
pdfplumber's table finder (edges, `snap_tolerance`, `join_tolerance`).
"""

from dataclasses import dataclass

import numpy as np

from pipeline.layout.page import Flags, Ints, Page, Reals

THIN = 3.0  # points: a box no thicker is a stroke
SNAP = 3.0  # strokes no further apart are one: double rules, white gaps between cells
JOIN = 3.0  # pieces of a line with no wider gap are one
SHORTEST = 8.0  # points
MOST_STROKES = 4000  # more of one direction are a map or a chart
WHITE = 0xFFFFFF


@dataclass(frozen=True)
class Strokes:
    """Parallel lines: for a horizontal one `at` is its y, `start` and `end` its x; for a vertical one the reverse."""

    at: Reals
    start: Reals
    end: Reals

    def __len__(self) -> int:
        return len(self.at)

    def take(self, where: Ints) -> "Strokes":
        """The strokes at the given positions, or where a mask holds."""
        return Strokes(self.at[where], self.start[where], self.end[where])


def tints(page: Page) -> Flags:
    """Which of the drawn things are boxes that are filled, but not framed."""
    return np.array([kind == "box" for kind in page.graphics.kind], dtype=np.bool_) & (page.graphics.stroke < 0)


def find_strokes(page: Page, wanted: Flags) -> tuple[Strokes, Strokes]:
    """The horizontal and vertical strokes, snapped and joined; none if there are too many for a table.

    Args:
        page: A page whose tables are looked for.
        wanted: For each drawn thing whether its strokes count.
    """
    drawn = page.graphics
    x0, x1 = (np.clip(np.nan_to_num(x), 0.0, page.width) for x in (drawn.x0, drawn.x1))
    top, bottom = (np.clip(np.nan_to_num(y), 0.0, page.height) for y in (drawn.top, drawn.bottom))
    wide, high = x1 - x0, bottom - top
    kinds = np.array(drawn.kind, dtype=object)
    unseen = (drawn.stroke < 0) & (drawn.fill == WHITE) & (high > THIN) & (wide > THIN)
    whole_page = (wide > 0.93 * page.width) & (high > 0.9 * page.height)
    line = wanted & ((kinds == "rule") | (kinds == "box")) & ~unseen & ~whole_page
    flat = line & (high <= THIN) & (wide > high)
    upright = line & (wide <= THIN) & (high >= wide)
    box = line & (kinds == "box") & (high > THIN) & (wide > THIN)
    middle_y, middle_x = (top + bottom) / 2, (x0 + x1) / 2
    across = Strokes(
        np.concatenate((middle_y[flat], top[box], bottom[box])),
        np.concatenate((x0[flat], x0[box], x0[box])),
        np.concatenate((x1[flat], x1[box], x1[box])),
    )
    down = Strokes(
        np.concatenate((middle_x[upright], x0[box], x1[box])),
        np.concatenate((top[upright], top[box], top[box])),
        np.concatenate((bottom[upright], bottom[box], bottom[box])),
    )
    return _joined(across), _joined(down)


def snap(values: Reals, gap: float) -> tuple[Ints, Reals]:
    """Values in groups between which lies more than a gap: each value's group, and each group's middle, ascending."""
    order = np.argsort(values, kind="stable")
    opens = np.concatenate(([True], np.diff(values[order]) > gap))[: len(values)]
    group = np.empty(len(values), dtype=np.int64)
    group[order] = np.cumsum(opens) - 1
    first, last = np.flatnonzero(opens), np.flatnonzero(np.roll(opens, -1))
    return group, (values[order][first] + values[order][last]) / 2


def _joined(pieces: Strokes) -> Strokes:
    if not len(pieces):
        return pieces
    group, at = snap(pieces.at, SNAP)
    order = np.lexsort((pieces.start, group))
    group, start, end = group[order], pieces.start[order], pieces.end[order]
    apart = 2 * (float(end.max()) + JOIN)
    reach = np.maximum.accumulate(end + group * apart) - group * apart  # furthest end so far within the group
    opens = np.concatenate(([True], (group[1:] != group[:-1]) | (start[1:] > reach[:-1] + JOIN)))
    closes = np.concatenate((opens[1:], [True]))
    whole = Strokes(at[group[opens]], start[opens], reach[closes])
    whole = whole.take(np.flatnonzero(whole.end - whole.start >= SHORTEST))
    return whole if len(whole) <= MOST_STROKES else whole.take(np.array([], dtype=np.int64))
