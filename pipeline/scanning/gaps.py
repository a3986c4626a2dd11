"""Words that tesseract drew over a gutter: a bullet beyond it taken for the stop behind the last word before it."""

from dataclasses import replace

import numpy as np

from pipeline.scanning.picture import Grey, Ints, standing_out
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading

_APART = 1.0
"""Gap, by type size, that no word leaves between its letters, nor before its stop."""


def parted_at_gaps(picture: Grey, reading: Reading) -> Reading:
    """The reading with the last mark of a word as a word by itself where a wide gap in the picture parts them.

    Args:
        picture: As tesseract read it.
        reading: Its words, in pixels.
    """
    gap = _APART * type_sizes(reading)
    wide = np.flatnonzero(reading.boxes[:, 2] - reading.boxes[:, 0] > gap).tolist()
    marked = [word for word in wide if len(reading.text[word]) > 1 and not reading.text[word][-1].isalnum()]
    ends = {word: _around_gap(picture, reading.boxes[word].astype(np.int64), float(gap[word])) for word in marked}
    split = [(word, end) for word, end in ends.items() if end]
    if not split:
        return reading
    at = np.array([word for word, _ in split])
    text, boxes, beyond = list(reading.text), reading.boxes.copy(), reading.boxes[at]
    boxes[at, 2], beyond[:, 0] = np.array([end for _, end in split]).T
    for word, _ in split:
        text[word] = text[word][:-1]
    marks = [reading.text[word][-1] for word, _ in split]
    rest = replace(reading, text=text, boxes=boxes)
    return rest.inserted(at + 1, marks, beyond, reading.confidence[at], reading.line[at])


def _around_gap(picture: Grey, box: Ints, least: float) -> tuple[int, int] | None:
    """Where the ink in a box ends before its last gap of some width, and where it begins again; None without one."""
    x0, top, x1, bottom = np.maximum(box, 0).tolist()
    columns = np.flatnonzero(standing_out(picture[top:bottom, x0:x1]).any(axis=0))
    gaps = np.flatnonzero(np.diff(columns) > least)
    return (x0 + int(columns[gaps[-1]]) + 1, x0 + int(columns[gaps[-1] + 1])) if len(gaps) else None
