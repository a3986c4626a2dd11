"""Making the picture of a page ready for tesseract: straight, evenly lit, without rules; and what was found on the way.

Measured on degraded fact sheets, in words right by words: deskewing, erasing rules and dividing by the ground help;
painting dark panels light, and thresholds other than tesseract's own, do harm.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.scanning.frames import frames
from pipeline.scanning.panels import Panels, ground, panels
from pipeline.scanning.picture import Boxes, Grey, Mask, blurred, reduced
from pipeline.scanning.rules import rules
from pipeline.scanning.skew import Skew, ink, skew
from pipeline.scanning.straighten import scanner_edges, straightened

SMALL_DPI = 100
"""Resolution at which skew, rules and panels are looked for."""

_NEAR_DPI = 0.12
_NO_SKEW = 0.04
_WHITE = 235
_DARKEST = 60
_GAIN_BITS = 6


@dataclass(frozen=True)
class Prepared:
    """A page ready to be read.

    Args:
        picture: For tesseract.
        dpi: Its resolution.
        skew: What was taken out.
        rules: Rules, in pixels of the small picture.
        frames: Frames that rules make, likewise.
        panels: Panels, likewise.
        factor: Pixels of the picture to one of the small picture.
        steps: What was done to the picture, in order.
    """

    picture: Grey
    dpi: float
    skew: Skew
    rules: Boxes
    frames: Boxes
    panels: Panels
    factor: int
    steps: tuple[str, ...]

    @property
    def boxed(self) -> Boxes:
        """Frames and panels, in pixels of the picture."""
        both: Boxes = np.concatenate((self.frames, self.panels.boxes)) * self.factor
        return both


def same_dpi(dpi: float, wanted: float) -> bool:
    """Whether a picture is near enough to the resolution wanted to be read as it is: resampling costs sharpness."""
    return abs(dpi / wanted - 1) < _NEAR_DPI


def prepared(picture: Grey, dpi: float, reading_dpi: float) -> Prepared:
    """A page made ready.

    Args:
        picture: The page as scanned, upright.
        dpi: Its resolution.
        reading_dpi: Resolution to read it at.
    """
    factor = _factor(dpi)
    small = reduced(picture, factor)
    edges = scanner_edges(small)
    paper = int(np.median(small))
    steps = []
    if edges.any():
        picture = _without_edges(picture, edges, factor, paper)
        small = _without_edges(small, edges, 1, paper)  # beside black, paper stands out, as straight as the glass
        steps.append("edges")
    slant = skew(ink(small) & ~edges)
    wanted = dpi if same_dpi(dpi, reading_dpi) else reading_dpi
    if max(abs(slant.angle), abs(slant.spread) / 2) < _NO_SKEW:
        slant = Skew()
    else:
        steps.append("deskew")
    if slant != Skew() or wanted != dpi:
        picture = straightened(picture, slant, wanted / dpi, paper)
    if wanted != dpi:
        steps.append(f"scale {wanted / dpi:.2f}")
    return _cleaned(picture, wanted, slant, steps)


def _cleaned(picture: Grey, dpi: float, slant: Skew, steps: list[str]) -> Prepared:
    factor = _factor(dpi)
    small = reduced(picture, factor)
    lines = rules(small, dpi / factor)
    if len(lines):
        picture = _without_rules(picture, lines * factor)
        steps.append("rules")
    shade = ground(small, dpi / factor)
    picture = _evenly_lit(picture, shade.light)
    return Prepared(picture, dpi, slant, lines, frames(lines), panels(shade, dpi / factor), factor, (*steps, "light"))


def _factor(dpi: float) -> int:
    return max(1, round(dpi / SMALL_DPI))


def _without_edges(picture: Grey, edges: Mask, factor: int, paper: int) -> Grey:
    height, width = picture.shape
    whole = edges.repeat(factor, axis=0).repeat(factor, axis=1)[:height, :width]
    return np.where(whole, np.uint8(paper), picture)


def _without_rules(picture: Grey, lines: Boxes) -> Grey:
    """The rules painted over, each with what lies on the lighter of its sides."""
    picture = picture.copy()
    height, width = picture.shape
    for x0, top, x1, bottom in lines.tolist():
        if x1 - x0 > bottom - top:
            above, below = max(top - 3, 0), min(bottom + 2, height - 1)
            picture[above + 1 : below, x0:x1] = np.maximum(picture[above, x0:x1], picture[below, x0:x1])
        else:
            left, right = max(x0 - 3, 0), min(x1 + 2, width - 1)
            sides = np.maximum(picture[top:bottom, left], picture[top:bottom, right])
            picture[top:bottom, left + 1 : right] = sides[:, None]
    return picture


def _evenly_lit(picture: Grey, light: Grey) -> Grey:
    """The picture divided by the light that fell on its paper, tints included; dark panels stay dark."""
    from PIL import Image

    height, width = picture.shape
    ground = np.maximum(blurred(reduced(light, 2), 2, 2), _DARKEST).astype(np.uint16)
    gain = Image.fromarray(((_WHITE << _GAIN_BITS) // ground).astype(np.uint8))
    whole = np.asarray(gain.resize((width, height), Image.Resampling.BILINEAR))
    level = np.multiply(picture, whole, dtype=np.uint16) >> _GAIN_BITS
    lit: Grey = np.minimum(level, 255).astype(np.uint8)
    return lit
