"""Frames: four rules around a text of its own. Grids, whose rules run on inside, are none."""

import numpy as np

from pipeline.scanning.picture import Boxes

_APART = 11
"""Pixels, at ``prepare.SMALL_DPI``, up to which the ends of two rules meet: corners may be round."""

_ACROSS = 0.8
"""Share of a frame's width or height from which a rule within it makes it a grid."""

_MOST = 400
"""More rules than that are a drawing or a large table."""


def frames(rules: Boxes) -> Boxes:
    """The outlines of frames, top down.

    Args:
        rules: Shape (rules, 4): left, upper, right, lower edge, pixels at ``prepare.SMALL_DPI``.
    """
    if len(rules) > _MOST:
        return rules[:0]
    level = rules[:, 2] - rules[:, 0] > rules[:, 3] - rules[:, 1]
    across, down = rules[level], rules[~level]
    found = [frame for top in across if (frame := _under(top, across, down)) is not None]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def _under(top: Boxes, across: Boxes, down: Boxes) -> Boxes | None:
    """The frame whose upper rule is given; None where there is none."""
    hanging = down[np.abs(down[:, 1] - top[1]) < _APART]
    left = hanging[np.abs(hanging[:, 0] - top[0]) < _APART]
    right = hanging[np.abs(hanging[:, 2] - top[2]) < _APART]
    if not len(left) or not len(right):
        return None
    ends = (np.abs(across[:, [0, 2]] - top[[0, 2]]) < _APART).all(axis=1)
    closing = ends & (np.abs(across[:, 3] - left[0, 3]) < _APART) & (np.abs(across[:, 3] - right[0, 3]) < _APART)
    if not closing.any() or across[closing][0, 1] <= top[3] + _APART:
        return None
    frame = np.array([left[0, 0], top[1], right[0, 2], across[closing][0, 3]])
    return None if _is_grid(frame, across, down) else frame


def _is_grid(frame: Boxes, across: Boxes, down: Boxes) -> bool:
    """Whether rules run on inside from edge to edge."""
    x0, top, x1, bottom = frame.tolist()
    rows = (across[:, 1] > top + _APART) & (across[:, 3] < bottom - _APART)
    columns = (down[:, 0] > x0 + _APART) & (down[:, 2] < x1 - _APART)
    covered = np.minimum(across[:, 2], x1) - np.maximum(across[:, 0], x0)
    height = np.minimum(down[:, 3], bottom) - np.maximum(down[:, 1], top)
    return bool((rows & (covered > _ACROSS * (x1 - x0))).any() or (columns & (height > _ACROSS * (bottom - top))).any())
