"""Numbers of list items that tesseract passed over, or took for writing that runs down the page.

Where the picture shows something as high as a figure, on the baseline, before line after line, these are marks of list
items, whatever they say: alone they are too small to be read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pipeline.scanning.blobs import BULLET
from pipeline.scanning.picture import Grey, Mask, Reals, standing_out
from pipeline.scanning.sizes import lines_of, type_sizes
from pipeline.scanning.tesseract import Reading

SEEN = 0.6
"""Confidence of a mark that only the picture shows."""

_STOPS = frozenset(".)")
"""What tesseract may have left of a number, as the first word of its line."""

_REACH = 7.0
"""Farthest left of its line that a number begins, by the line's type size; so all lengths below."""

_ZONE = (0.9, 0.25)
"""How far above and below the baseline numbers are looked for."""

_JOINED = 0.6
_WIDE = (0.3, 1.8)
_HIGH = (0.55, 0.85)
_OFF_LINE = 0.1
_TALLEST = 2.0
"""What is higher stands over several lines."""

_ALIGNED = 0.35
_FEWEST = 3
"""Such things in a column from which they are marks."""


@dataclass(frozen=True)
class _Unread:
    """Something in the picture before a line.

    Args:
        word: The first word of the line.
        stop: Whether that word is the number's own stop.
        box: Its left, upper, right and lower edge, pixels.
        size: Type size of the line, pixels.
    """

    word: int
    stop: bool
    box: tuple[int, int, int, int]
    size: float


def with_heads(picture: Grey, reading: Reading) -> Reading:
    """The reading with a mark for each number of a list that the picture shows and tesseract did not read.

    Args:
        picture: As tesseract read it.
        reading: Its words, in pixels.
    """
    heads = _in_columns(list(_before_lines(picture, reading)))
    confidence = reading.confidence.copy()
    for head in heads:
        confidence[_over(reading.boxes, head)] = 0.0
        if head.stop:
            confidence[head.word] = 0.0
    at, boxes = np.array([head.word for head in heads], dtype=np.int64), np.array([head.box for head in heads])
    told = replace(reading, confidence=confidence)
    return told.inserted(at, [BULLET] * len(at), boxes, np.full(len(at), SEEN), reading.line[at])


def _before_lines(picture: Grey, reading: Reading) -> Iterator[_Unread]:
    sizes = type_sizes(reading)
    for words in lines_of(reading):
        word, size = words.start, float(sizes[words.start])
        left, base, slope = reading.lines[reading.line[word], :3].tolist()
        x0, x1 = reading.boxes[word, [0, 2]].tolist()
        stop = reading.text[word] in _STOPS and words.stop - word > 1
        base += slope * (x0 - left)
        start = max(x0 - _REACH * size, _free(reading.boxes, word, base, size))
        zone = (start, base - _ZONE[0] * size, x1 if stop else x0 - 0.1 * size, base + _ZONE[1] * size)
        box = _nearest(picture, zone, _JOINED * size)
        if box is not None and _is_number(box, base, size):
            yield _Unread(word, stop, box, size)


def _is_number(box: tuple[int, int, int, int], base: float, size: float) -> bool:
    """Whether something is of the height of figures, stands on the line, and is no wider than a number of a list."""
    wide, high = (box[2] - box[0]) / size, (box[3] - box[1]) / size
    return _WIDE[0] < wide < _WIDE[1] and _HIGH[0] < high < _HIGH[1] and abs(box[3] - base) < _OFF_LINE * size


def _free(boxes: Reals, word: int, base: float, size: float) -> float:
    """Where the nearest word to the left ends at the height of a line; over several lines none counts."""
    beside = (boxes[:, 1] < base) & (boxes[:, 3] > base - _ZONE[0] * size) & (boxes[:, 0] < boxes[word, 0])
    beside &= boxes[:, 3] - boxes[:, 1] < _TALLEST * size
    beside[word] = False
    return float(boxes[beside, 2].max(initial=0.0))


def _nearest(picture: Grey, zone: tuple[float, ...], joined: float) -> tuple[int, int, int, int] | None:
    """Box of what stands out nearest to the right edge of a part of the picture; None where nothing does.

    Args:
        picture: The page.
        zone: Left, upper, right, lower edge.
        joined: Widest gap within what belongs together.
    """
    x0, top, x1, bottom = np.clip(zone, 0, np.array(picture.shape)[[1, 0, 1, 0]]).astype(np.int64).tolist()
    ink = standing_out(picture[top:bottom, x0:x1])
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return None
    last = columns[np.flatnonzero(np.diff(columns, prepend=-np.inf) > joined)[-1] :]
    rows = np.flatnonzero(ink[:, last].any(axis=1))
    return x0 + int(last[0]), top + int(rows[0]), x0 + int(last[-1]) + 1, top + int(rows[-1]) + 1


def _in_columns(unread: list[_Unread]) -> list[_Unread]:
    """Those that begin or end where enough others do."""
    edges = np.array([(one.box[0], one.box[2]) for one in unread], dtype=np.float64).reshape(-1, 2)
    return [
        one
        for one in unread
        if (np.abs(edges - (one.box[0], one.box[2])) < _ALIGNED * one.size).any(axis=1).sum() >= _FEWEST
    ]


def _over(boxes: Reals, head: _Unread) -> Mask:
    """The words that run down over a head: they were read on it and its like."""
    x0, top, x1, bottom = head.box
    meets = (boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
    return np.asarray(meets & (boxes[:, 3] - boxes[:, 1] >= _TALLEST * head.size))
