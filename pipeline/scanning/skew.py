"""How far the lines of a page slope: the projection profile, sharpest where it runs along the lines.

Postl's measure (US patent 4 723 297): of all slopes, the right one gives the profile with the steepest steps between
rows. It is taken over the ink only, sheared rather than turned, so that trying a slope costs one histogram.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipeline.scanning.picture import Grey, Mask, Reals, blurred

LIMIT = 12.0
"""Largest skew looked for, degrees: scanners and phones do not go further."""

_STEP = 0.5
_FINEST = 0.02
_CONE_LIMIT = 1.0
_MAX_INK = 60_000
_GOLDEN = 0.6180339887


@dataclass(frozen=True)
class Skew:
    """The slope of the lines of a picture.

    Args:
        angle: Degrees clockwise, in the middle of the page.
        spread: How much more the lines at its lower edge slope than those at its upper edge, degrees: perspective.
        sharpness: Postl's measure there, by the square of the ink: comparable between directions of one picture.
    """

    angle: float = 0.0
    spread: float = 0.0
    sharpness: float = 0.0

    def slope(self, y: float, height: float) -> float:
        """Slope (not degrees) of the lines at a height of the page."""
        return math.tan(math.radians(self.angle + self.spread * (y / height - 0.5)))


def ink(picture: Grey) -> Mask:
    """Where a picture of about 100 dpi stands out from its surroundings, dark or light: writing, rules, edges."""
    mean = blurred(picture, 12, 12)
    from_mean = np.maximum(picture, mean) - np.minimum(picture, mean)
    return np.asarray(from_mean > max(15.0, 0.4 * float(np.percentile(from_mean[::3, ::3], 99))))


def skew(marks: Mask) -> Skew:
    """Slope of the lines among the marks."""
    y, x = _sampled(marks)
    if not len(y):
        return Skew()
    height, width = marks.shape
    # a dither, the same for every slope: without it slope 0, whose rows need no rounding, looks sharpest
    y += (x * _GOLDEN) % 1
    x -= width / 2
    lever = x * (y / height - 0.5)

    def sharpness(angle: float, spread: float) -> float:
        rows = y - x * math.tan(math.radians(angle)) - lever * math.radians(spread)
        profile = np.bincount((rows + width).astype(np.int64)).astype(np.float64)
        return float(np.square(np.diff(profile)).sum()) / len(y) ** 2

    angle = _best(lambda one: sharpness(one, 0.0), 0.0, LIMIT, _STEP)
    spread = _best(lambda one: sharpness(angle, one), 0.0, _CONE_LIMIT, _STEP / 4)
    angle = _best(lambda one: sharpness(one, spread), angle, _STEP / 2, _STEP / 8)
    return Skew(angle, spread, sharpness(angle, spread))


def _sampled(marks: Mask) -> tuple[Reals, Reals]:
    y, x = np.nonzero(marks)
    every = len(y) // _MAX_INK + 1
    return y[::every].astype(np.float64), x[::every].astype(np.float64)


def _best(measure: Callable[[float], float], middle: float, reach: float, step: float) -> float:
    """The place with the greatest measure: a grid over ``middle`` +- ``reach``, then finer ones around its best."""
    while True:
        places = middle + step * np.arange(-round(reach / step), round(reach / step) + 1)
        middle = float(places[int(np.argmax([measure(float(place)) for place in places]))])
        if step <= _FINEST:
            return middle
        reach, step = step, step / 4
