"""From a PDF page's own space to the page as shown: cropped, turned, origin top left, y down. The one flip."""

from dataclasses import dataclass

import numpy as np

from pipeline.reading.geometry import Reals, clamped


@dataclass(frozen=True)
class Frame:
    """The visible part of a page in its own space (points, y up) and the clockwise turn it is shown with.

    Args:
        left, bottom, right, top: The crop box within the media box.
        rotation: 0, 90, 180 or 270 degrees.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width as shown, points."""
        return self.top - self.bottom if self.rotation % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown, points."""
        return self.right - self.left if self.rotation % 180 else self.top - self.bottom

    def points(self, x: Reals, y: Reals) -> tuple[Reals, Reals]:
        """Points of the page's own space, on the page as shown."""
        x, y = clamped(x), clamped(y)
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def boxes(self, left: Reals, bottom: Reals, right: Reals, top: Reals) -> tuple[Reals, Reals, Reals, Reals]:
        """Boxes of the page's own space as x0, top, x1, bottom on the page as shown."""
        xa, ya = self.points(left, bottom)
        xb, yb = self.points(right, top)
        return np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)
