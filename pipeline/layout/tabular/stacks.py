"""Grids of which every other row is drawn: tinted rows on one set of columns, with plain rows between them."""

from collections.abc import Sequence

import numpy as np

from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.columns import Columns, Strip
from pipeline.layout.tabular.rows import text_rows
from pipeline.layout.tabular.strokes import SNAP, Strokes

Component = tuple[Ints, Ints]  # horizontal and vertical strokes that hang together
HIGHEST_GAP = 2.5  # of the height of the lower of the two rows beside it
SAME_END = SNAP + 1.0  # points


def stacked(
    across: Strokes, down: Strokes, components: Sequence[Component], words: PageWords, where: Ints
) -> list[Component]:
    """Components, with those as one that stand one under the other on the same columns and leave a row between."""
    boxes = [_Box(across.take(h), down.take(v)) for h, v in components]
    order = sorted(range(len(boxes)), key=lambda k: (round(boxes[k].x0 / SAME_END), boxes[k].top))
    middle_x, middle_y = (words.x0[where] + words.x1[where]) / 2, (words.top[where] + words.bottom[where]) / 2
    joined: list[Component] = []
    last: _Box | None = None
    for k in order:
        box = boxes[k]
        if last and last.same_columns(box):
            inside = (middle_x > box.x0) & (middle_x < box.x1) & (middle_y > last.bottom) & (middle_y < box.top)
            if _is_row(words, where[inside], last, box):
                h, v = joined.pop()
                joined.append((np.union1d(h, components[k][0]), np.union1d(v, components[k][1])))
                last = last.with_below(box)
                continue
        joined.append(components[k])
        last = box
    return joined


class _Box:
    """The place of a component and the columns that it draws."""

    def __init__(self, across: Strokes, down: Strokes) -> None:
        self.x0, self.x1 = float(across.start.min()), float(across.end.max())
        self.top, self.bottom = float(across.at.min()), float(across.at.max())
        self.xs = np.unique(down.at)
        self.lowest = float(np.diff(np.unique(across.at)).min(initial=self.bottom - self.top))

    def same_columns(self, below: "_Box") -> bool:
        """Whether two components have the same edges, and the columns of the one are among those of the other."""
        if abs(self.x0 - below.x0) > SAME_END or abs(self.x1 - below.x1) > SAME_END:
            return False
        few, many = sorted((self.xs, below.xs), key=len)
        near = np.abs(few[:, None] - many[None, :]).min(axis=1) <= SAME_END
        return bool(near.all()) and len(many) > 2

    def with_below(self, below: "_Box") -> "_Box":
        """Both as one."""
        both = object.__new__(_Box)
        both.x0, both.x1, both.top, both.bottom = self.x0, self.x1, self.top, below.bottom
        both.xs = max(self.xs, below.xs, key=len)
        both.lowest = min(self.lowest, below.lowest)
        return both


def _is_row(words: PageWords, between: Ints, above: _Box, below: _Box) -> bool:
    """Whether the words between two components fill a row of their columns."""
    gap = below.top - above.bottom
    if not len(between) or not 0 < gap <= HIGHEST_GAP * min(above.lowest, below.lowest):
        return False
    xs = max(above.xs, below.xs, key=len)
    columns = Columns(above.x0, above.x1, tuple(Strip(x, x) for x in xs[1:-1].tolist()))
    pieces = [piece for row in text_rows(words, between) for piece in columns.pieces(words, row)]
    return len({first for first, _, _ in pieces}) > 1 and all(first == last for first, last, _ in pieces)
