"""Rules in the picture of a straight page: long, thin, evenly dark."""

import numpy as np

from pipeline.scanning.picture import Boxes, Grey, Mask, blurred, boxes, closed, components, darkest, lightest

MIN_LENGTH = 0.4
"""Shortest rule, inches: longer than the strokes of large type."""

_MAX_WIDTH = 0.06
_MIN_DARKNESS = 18
_EVEN = 0.6
_JOINED = 0.15
_BORDER = 0.1
"""Nearer to the edge of the picture, inches, it is the edge of the sheet or of the scanner's glass."""


def rules(picture: Grey, dpi: float) -> Boxes:
    """Boxes of the horizontal and the vertical rules, in pixels.

    Args:
        picture: A straight page at about 100 dpi.
        dpi: Its resolution.
    """
    level = _level(picture, dpi, np.zeros(picture.shape, dtype=np.bool_))
    # a level rule hides the upright ones that cross it: there they go on as beside it
    crossing = _covered(level, picture.shape)
    upright = _level(np.ascontiguousarray(picture.T), dpi, crossing.T)[:, [1, 0, 3, 2]]
    return np.concatenate((level, upright))


def _covered(found: Boxes, shape: tuple[int, ...]) -> Mask:
    covered = np.zeros(shape, dtype=np.bool_)
    for x0, top, x1, bottom in found.tolist():
        covered[max(top - 2, 0) : bottom + 2, x0:x1] = True
    return covered


def _level(picture: Grey, dpi: float, crossing: Mask) -> Boxes:
    length = round(MIN_LENGTH * dpi)
    window = 2 * round(_MAX_WIDTH * dpi) + 1
    darkness = closed(picture, window, 1) - picture
    near = lightest(darkness, 3, 1)  # what is left of a slope moves a rule by a pixel or two
    near = np.where(crossing, closed(near, 1, window), near)
    least = darkest(near, 1, length)
    # in writing the darkness comes and goes with the strokes; a rule is as dark everywhere
    even = least > np.maximum(_MIN_DARKNESS, _EVEN * blurred(near, 0, length // 2))
    along = lightest(even.astype(np.uint8), 1, length)
    joined = closed(along, 1, round(_JOINED * dpi))
    found = boxes(components(joined > 0))
    found[:, 1] += 1  # the row that ``near`` has added on either side
    found[:, 3] = np.maximum(found[:, 3] - 1, found[:, 1] + 1)
    inside = (found[:, 1] > _BORDER * dpi) & (found[:, 3] < len(picture) - _BORDER * dpi)
    return found[inside & (found[:, 3] - found[:, 1] <= 2 * _MAX_WIDTH * dpi)]
