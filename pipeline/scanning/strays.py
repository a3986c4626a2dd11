"""Marks that tesseract took for lines by themselves, put back before the lines that they open.

A column of bullets with room to its right looks to it like a column of text: it reads all the marks, and then all the
lines.
"""

from dataclasses import replace

import numpy as np

from pipeline.scanning.picture import Ints, Mask
from pipeline.scanning.sizes import lines_of, type_sizes
from pipeline.scanning.tesseract import Reading

_REACH = 2.5
"""Farthest gap between a mark and its line, by the line's type size; so all lengths below."""

_HEIGHT = (-0.15, 0.85)
"""How high above the baseline the middle of a mark may be."""


def with_strays_joined(reading: Reading) -> Reading:
    """The reading with marks in lines by themselves as the first words of the lines behind them.

    Args:
        reading: Its words, in pixels.
    """
    first = np.array([words.start for words in lines_of(reading)], dtype=np.int64)
    alone = np.diff(np.append(first, len(reading))) == 1
    stray = alone & np.array([_may_be_mark(reading.text[word]) for word in first.tolist()], dtype=np.bool_)
    marks, openers = first[stray], first[~stray]
    if not len(marks) or not len(openers):
        return reading
    opened = _opened(reading, marks, openers)
    marks, opened = marks[opened >= 0], opened[opened >= 0]
    line, place = reading.line.copy(), np.arange(len(reading), dtype=np.float64)
    line[marks], place[marks] = line[opened], opened - 0.5
    return replace(reading, line=line).take(np.argsort(place, kind="stable"))


def _may_be_mark(text: str) -> bool:
    """Whether bullets are read so: as a sign or a small letter."""
    return len(text) == 1 and (not text.isalnum() or text.islower())


def _opened(reading: Reading, marks: Ints, openers: Ints) -> Ints:
    """For each mark the word at its height that is nearest behind it, among some; -1 without one."""
    left, baseline, slope = reading.lines[reading.line[openers], :3].T
    size = type_sizes(reading)[openers]
    boxes, begins = reading.boxes[marks], reading.boxes[openers, 0]
    found = np.full(len(marks), -1, dtype=np.int64)
    for number, (x0, top, x1, bottom) in enumerate(boxes.tolist()):
        height = (baseline + slope * ((x0 + x1) / 2 - left) - (top + bottom) / 2) / size
        gap = (begins - x1) / size
        fits: Mask = (_HEIGHT[0] < height) & (height < _HEIGHT[1]) & (gap > 0) & (gap < _REACH)
        if fits.any():
            found[number] = openers[np.argmin(np.where(fits, gap, np.inf))]
    return found
