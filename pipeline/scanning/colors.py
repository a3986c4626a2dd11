"""The colour of the writing on a coloured scan, line by line.

A stroke is thinner than a pixel of the small picture it is looked for in, so its colour is mixed there with that of the
paper. What it takes from each colour of the paper is not: black takes the same share of all three, coloured ink not.
"""

import numpy as np
import numpy.typing as npt

from pipeline.scanning.picture import Mask, Reals
from pipeline.scanning.sizes import lines_of
from pipeline.scanning.skew import Skew
from pipeline.scanning.straighten import straightened
from pipeline.scanning.tesseract import Reading

Colors = npt.NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""

SMALL_DPI = 75.0
"""Resolution at which colours are looked for."""

BLACK, WHITE = 0x000000, 0xFFFFFF

_COLORED = 0.11
"""Least difference between the shares taken of two colours, by the largest share: black ink stays below 0.06."""

_INK = 0.1
"""Share of a line's pixels that are mostly ink."""


def upright(colors: Colors, turn: int, skew: Skew) -> Colors:
    """A coloured picture turned and straightened as the grey one was.

    Args:
        colors: The page as shown.
        turn: Clockwise turn.
        skew: What is to be taken out.
    """
    turned = np.rot90(colors, -turn // 90)
    channels = (np.ascontiguousarray(turned[:, :, channel]) for channel in range(3))
    return np.stack([straightened(channel, skew, 1.0, 255) for channel in channels], axis=2)


def word_colors(colors: Colors | None, reading: Reading, scale: float, light: Mask) -> list[int]:
    """Colour 0xRRGGBB of every word, that of its line: black, white, or a colour as full as its ink can be.

    Args:
        colors: The page, straight; None where it has no colour.
        reading: Its words.
        scale: Pixels of ``colors`` to a pixel of ``reading``.
        light: Whether each word is light on dark.
    """
    result = np.where(light, WHITE, BLACK)
    if colors is not None:
        for words in lines_of(reading):
            if not light[words.start]:
                result[words] = _line_color(colors, reading.boxes[words] * scale)
    found: list[int] = result.tolist()
    return found


def _line_color(colors: Colors, boxes: Reals) -> int:
    edges = np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0) + 1))
    x0, top, x1, bottom = edges.clip(0, np.array(colors.shape)[[1, 0, 1, 0]]).astype(int).tolist()
    pixels = colors[top:bottom, x0:x1].reshape(-1, 3).astype(np.int64)
    if not len(pixels):
        return BLACK
    by_light = pixels[np.argsort(pixels.sum(axis=1), kind="stable")]
    paper = np.median(by_light[len(pixels) // 2 :], axis=0)
    ink = by_light[: max(1, round(_INK * len(pixels)))].mean(axis=0)
    taken = 1 - ink / np.maximum(paper, 1)
    most = float(taken.max())
    if most <= 0 or most - float(taken.min()) < _COLORED * most:
        return BLACK
    full = (255 * (1 - taken / most)).clip(0, 255).astype(np.int64)
    return int(full @ np.array([0x10000, 0x100, 1]))
