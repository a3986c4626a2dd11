"""Bringing the picture of a page upright and straight."""

import math

import numpy as np

from pipeline.scanning.picture import Grey, Mask
from pipeline.scanning.skew import Skew

_EDGE_DARK = 80
_EDGE_REACH = 0.06
_EDGE_MARGIN = 3


def scanner_edges(picture: Grey) -> Mask:
    """The black that a scanner leaves around the sheet: dark from the picture's edge inwards, and not far."""
    edges = np.zeros(picture.shape, dtype=np.bool_)
    for quarter in range(4):
        turned, found = np.rot90(picture, quarter), np.rot90(edges, quarter)
        light = turned > _EDGE_DARK
        run = np.where(light.any(axis=1), light.argmax(axis=1), turned.shape[1])
        run[run > turned.shape[1] * _EDGE_REACH] = 0  # a dark panel that reaches the edge of the page
        run[run > 0] += _EDGE_MARGIN
        found |= np.arange(turned.shape[1]) < run[:, None]
    return edges


def straightened(picture: Grey, skew: Skew, scale: float, paper: int) -> Grey:
    """A picture resampled once: scaled, turned about its middle by the skew, its perspective taken out.

    Args:
        picture: Grey.
        skew: How its lines slope.
        scale: Size of the result by that of the picture.
        paper: Grey level for what comes from beyond the picture.
    """
    from PIL import Image

    height, width = picture.shape
    corners = [_source(x, y, width, height, skew) for x, y in ((0, 0), (0, height), (width, height), (width, 0))]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    quad = [coordinate for corner in corners for coordinate in corner]
    image = Image.fromarray(picture).transform(
        size, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR, fillcolor=paper
    )
    return np.asarray(image)


def _source(x: float, y: float, width: float, height: float, skew: Skew) -> tuple[float, float]:
    """The place in the skewed picture that comes to stand at a place of the straight one."""
    angle = math.radians(skew.angle)
    across, down = x - width / 2, y - height / 2
    return (
        width / 2 + across * math.cos(angle) - down * math.sin(angle),
        height / 2 + down * math.cos(angle) + across * skew.slope(y, height) * math.cos(angle),
    )
