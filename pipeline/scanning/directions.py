"""Which way the writing runs: lines that tesseract read sideways, and pages turned back to how the file shows them."""

import numpy as np

from pipeline.scanning.picture import Ints, Reals
from pipeline.scanning.sizes import lines_of
from pipeline.scanning.tesseract import Reading

_LETTERS = 3
"""A word of fewer letters may be higher than wide and yet level."""

_HIGHER = 1.5


def directions(reading: Reading) -> Ints:
    """Clockwise turn of the writing of every word in the picture: 0, or 90 (downwards) and 270 (upwards)."""
    width, height = (reading.boxes[:, 2:] - reading.boxes[:, :2]).T
    letters = np.array([len(text) for text in reading.text], dtype=np.int64)
    tall = (height > _HIGHER * width) * letters
    wide = (height < width) * letters
    found = np.zeros(len(reading), dtype=np.int64)
    for words in lines_of(reading):
        if letters[words].max() >= _LETTERS and tall[words].sum() > wide[words].sum():
            downwards = reading.boxes[words.stop - 1, 1] > reading.boxes[words.start, 1]
            found[words] = 90 if downwards else 270
    return found


def sideways(reading: Reading) -> bool:
    """Whether most of what was read runs up or down the picture."""
    letters = np.array([len(text) for text in reading.text], dtype=np.int64)
    return bool(letters[directions(reading) != 0].sum() * 2 > letters.sum())


def turned_back(boxes: Reals, turn: int, width: float, height: float) -> Reals:
    """Boxes on a page that was turned upright, as they lie on the page before it was turned.

    Args:
        boxes: Shape (boxes, 4): left, upper, right, lower edge.
        turn: The clockwise turn that brought the page upright.
        width: Width of the upright page.
        height: Its height.
    """
    x0, top, x1, bottom = boxes.T
    if turn == 90:
        return np.stack((top, width - x1, bottom, width - x0), axis=1)
    if turn == 180:
        return np.stack((width - x1, height - bottom, width - x0, height - top), axis=1)
    if turn == 270:
        return np.stack((height - bottom, x0, height - top, x1), axis=1)
    return boxes
