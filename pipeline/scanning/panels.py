"""Tinted and dark panels in the picture of a straight page.

Light falls unevenly on a scan, so no grey level tells panel from paper; but light has no edges. The writing is
taken out of the picture; long straight steps in what is left cut the page into regions; one that fills its box is a
panel.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.scanning.picture import (
    Boxes,
    Grey,
    Mask,
    blurred,
    boxes,
    closed,
    components,
    lightest,
    opened,
    reduced,
)

_DARK = 0.55
"""A panel of less than this share of the paper's grey is dark: its writing is light."""

_WRITING = 0.11
"""Widest stroke of running text, inches, with the gaps between its letters."""

_SHRUNK = 2
_STEP = 2
_LEAST_STEP = 5.0
_LEAST_SHARE = 0.03
_GAP = 0.14
_LONG = 0.4
_MIN_SIZE = (0.4, 0.2)
_FULL = 0.6
_LARGEST = 0.6


@dataclass(frozen=True)
class Panels:
    """Panels of a picture.

    Args:
        boxes: In pixels.
        grey: Grey level of each panel's ground.
        dark: Whether its writing must be light.
    """

    boxes: Boxes
    grey: npt.NDArray[np.uint8]
    dark: Mask


@dataclass(frozen=True)
class Ground:
    """What a page looks like without its writing.

    Args:
        level: Grey level of paper or panel at every pixel.
        light: The same with dark panels taken for paper: the light that falls on the sheet, with its tints.
        dark: Below this level it is a dark panel.
    """

    level: Grey
    light: Grey
    dark: float


def ground(picture: Grey, dpi: float) -> Ground:
    """The picture without its writing: dark strokes filled on light ground, light ones on dark ground.

    Args:
        picture: A straight page at about 100 dpi.
        dpi: Its resolution.
    """
    paper = float(np.percentile(picture, 75))
    dark = _DARK * paper
    reach = round(0.75 * _WRITING * dpi)
    dark_ground = blurred((picture < dark).astype(np.uint8) * 255, reach, reach) > 127
    window = round(_WRITING * dpi) | 1
    level = np.where(dark_ground, opened(picture, window, window), closed(picture, window, window))
    return Ground(level, np.where(level < dark, np.uint8(paper), level), dark)


def panels(shade: Ground, dpi: float) -> Panels:
    """The panels of a page.

    Args:
        shade: Its ground, of a picture at about 100 dpi.
        dpi: That resolution.
    """
    level = reduced(shade.level, _SHRUNK)
    coarse = dpi / _SHRUNK
    regions = components(~_edges(blurred(level, 1, 1), coarse))
    found = boxes(regions)
    width, height = found[:, 2] - found[:, 0], found[:, 3] - found[:, 1]
    box_area = width * height
    kept = (width > _MIN_SIZE[0] * coarse) & (height > _MIN_SIZE[1] * coarse)
    kept &= (regions.area > _FULL * box_area) & (box_area < _LARGEST * level.size)
    found = found[kept]
    grey = np.array([np.median(level[top:bottom, x0:x1]) for x0, top, x1, bottom in found.tolist()], dtype=np.uint8)
    outward = np.array([-_STEP, -_STEP, _STEP, _STEP])  # the edge is in the middle of the band of its steps
    limits = np.array(shade.level.shape)[[1, 0, 1, 0]]
    return Panels(np.clip((found + outward) * _SHRUNK, 0, limits), grey, grey < shade.dark)


def _edges(level: Grey, dpi: float) -> Mask:
    """Long straight steps between two levels of grey, along the rows and down, joined at the corners."""
    along = _lines(_steps(level.T).T, dpi)
    down = _lines(_steps(level).T, dpi).T
    return along | down


def _steps(level: Grey) -> Mask:
    """Where the grey changes from left to right."""
    before, after = level[:, : -2 * _STEP], level[:, 2 * _STEP :]
    lighter = np.maximum(before, after)
    steps = np.zeros(level.shape, dtype=np.bool_)
    steps[:, _STEP:-_STEP] = lighter - np.minimum(before, after) > np.maximum(_LEAST_STEP, _LEAST_SHARE * lighter)
    return steps


def _lines(steps: Mask, dpi: float) -> Mask:
    """The steps that make up long lines along the second axis, their gaps closed, their ends drawn out."""
    whole = closed(np.ascontiguousarray(steps).astype(np.uint8), 1, round(_GAP * dpi))
    return lightest(opened(whole, 1, round(_LONG * dpi)), 1, 4 * _STEP + 1) > 0
