"""Points in numbers that tesseract passed over: it reads 4.6 as 46, and is sure of it.

In the picture the point is there: between two figures, on the baseline, a small blob with free columns on both sides.
It is put in only where every figure of the word stands free too, so that its place is beyond doubt.
"""

import re
from dataclasses import replace

import numpy as np

from pipeline.scanning.picture import Boxes, Grey, Ints, Mask
from pipeline.scanning.tesseract import Reading

SEEN = 0.8
"""Confidence, at most, of a word whose point only the picture shows."""

_NUMBER = re.compile(r"[0-9]{2,6}")
_MARGIN = 2
_FIGURE = 0.7
_SMALL = (0.08, 0.36)
_ON_LINE = 0.15
_COMMA = 0.12
_THOUSANDS = 3
"""With so many figures behind it, it may be a comma whose tail is blurred away: the number is right without it."""

_MIN_CONTRAST = 40
_LEVELS = (0.5, 0.35, 0.7)
"""Where ink ends, between its darkest and the ground: a low level parts what blur joined, a high one joins strokes."""


def with_points(picture: Grey, reading: Reading) -> Reading:
    """The reading with the points that the picture shows put into its numbers.

    Args:
        picture: As tesseract read it.
        reading: Its words, in pixels.
    """
    text, confidence = list(reading.text), reading.confidence.copy()
    for word, number in enumerate(reading.text):
        if _NUMBER.fullmatch(number):
            text[word] = _with_point(number, picture, reading.boxes[word].astype(np.int64))
            if text[word] != number:
                confidence[word] = min(confidence[word], SEEN)
    return replace(reading, text=text, confidence=confidence)


def _with_point(number: str, picture: Grey, box: Ints) -> str:
    x0, top, x1, bottom = np.maximum(box + np.array([-_MARGIN, -_MARGIN, _MARGIN, _MARGIN]), 0).tolist()
    cut = picture[top:bottom, x0:x1]
    ink, ground = (int(cut.min()), int(np.median(cut))) if cut.size else (0, 0)
    if ground - ink >= _MIN_CONTRAST:
        for level in _LEVELS:
            place = _point(_stretches(cut < ink + level * (ground - ink)), len(number))
            if place:
                after, mark = place
                return f"{number[:after]}{mark}{number[after:]}"
    return number


def _stretches(ink: Mask) -> Boxes:
    """Boxes of the ink between free columns, from left to right."""
    steps = np.diff(ink.any(axis=0).astype(np.int8), prepend=0, append=0)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    rows = [np.flatnonzero(ink[:, start:end].any(axis=1)) for start, end in zip(starts, ends, strict=True)]
    tops, bottoms = [one[0] for one in rows], [one[-1] + 1 for one in rows]
    return np.array([starts, tops, ends, bottoms], dtype=np.int64).T


def _point(stretches: Boxes, figures: int) -> tuple[int, str] | None:
    """How many figures stand before the point, and the point; None unless there is just one, between figures."""
    if len(stretches) != figures + 1:
        return None
    size = stretches[:, 2:] - stretches[:, :2]
    high = size[:, 1].max()
    tall = size[:, 1] > _FIGURE * high
    point = int(np.argmin(size[:, 1]))
    small = (size[point] > _SMALL[0] * high).all() and (size[point] < _SMALL[1] * high).all()
    below = (stretches[point, 3] - np.median(stretches[tall, 3])) / high
    if tall.sum() != figures or not small or not 0 < point < figures or below < -_ON_LINE:
        return None
    if figures - point == _THOUSANDS:
        return None
    return point, "," if below > _COMMA else "."
