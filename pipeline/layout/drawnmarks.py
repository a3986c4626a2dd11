"""Bullets that are drawn, not written: browsers paint the marks of lists as small shapes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.layout.lines import Line
from pipeline.layout.page import PageGraphics

SIZES = (0.15, 0.85)  # of the type size, width and height of a drawn bullet
REACH = (0.1, 2.6)  # of the type size, from the bullet to the text
FEWEST = 2  # lines with a bullet at the same place


def note_drawn_bullets(lines: Sequence[Line], graphics: PageGraphics) -> list[Line]:
    """Lines, those behind a small shape marked as list items where shapes recur at the same x."""
    shapes = _small_shapes(graphics)
    if not len(shapes):
        return list(lines)
    found = {i: x0 for i, line in enumerate(lines) if (x0 := _shape_before(line, shapes)) is not None}
    columns = Counter(round(x0 / 2) for x0 in found.values())
    marked = {i for i, x0 in found.items() if columns[round(x0 / 2)] >= FEWEST}
    return [replace(line, bulleted=True) if i in marked else line for i, line in enumerate(lines)]


def _small_shapes(graphics: PageGraphics) -> PageGraphics:
    """Compact shapes of at most 20 points, sorted by the height of their centres."""
    wide, high = graphics.x1 - graphics.x0, graphics.bottom - graphics.top
    compact = (wide < 20) & (high < 20) & (wide > 0.4 * high) & (high > 0.4 * wide)
    shapes = graphics.take(compact)
    return shapes.take(np.argsort(shapes.top + shapes.bottom, kind="stable"))


def _shape_before(line: Line, shapes: PageGraphics) -> float | None:
    """Left edge of the shape that stands right before a line at the height of its small letters."""
    middle = (shapes.top + shapes.bottom) / 2
    start, end = np.searchsorted(middle, [line.baseline - 0.65 * line.size, line.baseline + 0.05 * line.size])
    gap = line.x0 - shapes.x1[start:end]
    wide = shapes.x1[start:end] - shapes.x0[start:end]
    fits = (gap > REACH[0] * line.size) & (gap < REACH[1] * line.size)
    fits &= (wide > SIZES[0] * line.size) & (wide < SIZES[1] * line.size)
    return float(shapes.x0[start:end][fits][-1]) if fits.any() else None
