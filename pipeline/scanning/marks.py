"""The rules, frames and panels found in the picture of a page, as rows in points."""

import numpy as np

from pipeline.scanning.directions import turned_back
from pipeline.scanning.picture import Reals
from pipeline.scanning.prepare import Prepared
from pipeline.schema import Row

_POINTS = 72.0
_INK = 0x404040
_MAX_CUT = 1
"""Words that the edge of a panel may cut; what shines through from the back of the sheet cuts more."""


def graphic_rows(page: int, found: Prepared, turn: int, words: list[Row]) -> list[Row]:
    """One row a rule, frame or panel; a panel whose edge cuts through the words is none.

    Args:
        page: Its number.
        found: The page, as prepared for reading.
        turn: The clockwise turn that had brought it upright.
        words: Its rows of words.
    """
    points = _POINTS * found.factor / found.dpi
    height, width = (side / found.factor for side in found.picture.shape)
    rules, framed, panels = (
        turned_back(one.astype(np.float64), turn, width, height) * points
        for one in (found.rules, found.frames, found.panels.boxes)
    )
    places = np.array(
        [[word[side] for side in ("x0", "top", "x1", "bottom")] for word in words if not word["rejected"]]
    )
    places = places.reshape(-1, 4)
    rows = [_row(page, "rule", box, stroke=_INK) for box in rules.tolist()]
    rows += [_row(page, "box", box, stroke=_INK) for box in framed.tolist()]
    for box, grey in zip(panels, found.panels.grey.tolist(), strict=True):
        if _cut(box, places) <= _MAX_CUT:
            rows.append(_row(page, "box", box.tolist(), fill=grey * 0x010101))
    return rows


def _cut(box: Reals, words: Reals) -> int:
    """How many words stand across the edge of a box, by at least a third of their width or height."""
    meets = (words[:, :2] < box[2:]).all(axis=1) & (words[:, 2:] > box[:2]).all(axis=1)
    third = (words[:, 2:] - words[:, :2]) / 3
    sticks_out = (words[:, :2] + third < box[:2]).any(axis=1) | (words[:, 2:] - third > box[2:]).any(axis=1)
    return int((meets & sticks_out).sum())


def _row(page: int, kind: str, box: list[float], *, fill: int | None = None, stroke: int | None = None) -> Row:
    x0, top, x1, bottom = box
    return {
        "page": page,
        "kind": kind,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "stroke_width": min(x1 - x0, bottom - top) if kind == "rule" else 0.0,
        "fill": fill,
        "stroke": stroke,
    }
