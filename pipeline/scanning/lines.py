"""Lines that tesseract ran together across a gutter, cut where the words beyond it stand higher or lower, or in a box.

A word without descenders shows by its own foot where it stands.
"""

from dataclasses import replace

import numpy as np

from pipeline.scanning.directions import directions
from pipeline.scanning.picture import Boxes, Ints, Mask, Reals
from pipeline.scanning.sizes import lines_of
from pipeline.scanning.tesseract import Reading

_STANDING = frozenset("ABCDEFGHIJKLMNOPRSTUVWXYZabcdefhiklmnorstuvwxz012345678")
"""What stands on the baseline in all typefaces."""

_BESIDE = frozenset(".:!?'’”\"%&*+-–=")
"""What does not reach below it."""

_APART = 1.4
"""Gap that may be a gutter, by the height of the words; so all lengths below."""

_STEP = 0.2
"""How far words on one line may stand above each other on either side of a gutter."""

_ENOUGH = 2
"""Feet that show where a stretch of words stands: a single box may be wrong."""


def cut_at_gutters(reading: Reading, panels: Boxes) -> Reading:
    """The reading with lines cut at gutters where the words beyond stand higher or lower, or where a box ends.

    Args:
        reading: Its words, in pixels.
        panels: Frames and panels of the page, in the same pixels.
    """
    feet = np.where(_stand(reading), reading.boxes[:, 3], np.nan)
    feet[directions(reading) != 0] = np.nan
    heights = reading.boxes[:, 3] - reading.boxes[:, 1]
    line = np.zeros(len(reading), dtype=np.int64)
    rows: list[Reals] = []
    for words in lines_of(reading):
        row, height = reading.lines[reading.line[words.start]], float(np.median(heights[words]))
        cuts = _cuts(row, reading.boxes[words], feet[words], height, panels)
        for part in np.split(np.arange(words.start, words.stop), cuts):
            line[part] = len(rows)
            rows.append(_under(row, _middle(feet[part])) if len(cuts) else row)
    return replace(reading, line=line, lines=np.array(rows).reshape(-1, 5))


def _stand(reading: Reading) -> Mask:
    """Whether a word surely stands on the baseline and nothing of it below."""
    return np.array(
        [set(text) & _STANDING and set(text) <= _STANDING | _BESIDE for text in reading.text], dtype=np.bool_
    )


def _cuts(row: Reals, boxes: Reals, feet: Reals, height: float, panels: Boxes) -> Ints:
    """The words before which a line is cut: behind a gap in which a box ends, or higher or lower than those before it.

    Higher or lower also than the slope of the line has it.
    """
    gaps = np.flatnonzero(boxes[1:, 0] - boxes[:-1, 2] > _APART * height) + 1
    steps = [np.abs(np.diff([_middle(part) for part in np.split(one, gaps)])) for one in (feet, _off(row, boxes, feet))]
    return gaps[(np.minimum(*steps) > _STEP * height) | _edges_within(boxes, gaps, panels)]


def _edges_within(boxes: Reals, gaps: Ints, panels: Boxes) -> Mask:
    """Whether the left or right edge of a box at the height of a line stands in each of its gaps."""
    level = boxes[:, [1, 3]].mean()
    edges = panels[(panels[:, 1] < level) & (level < panels[:, 3])][:, [0, 2]].ravel()
    within = (boxes[gaps - 1, 2][:, None] <= edges) & (edges <= boxes[gaps, 0][:, None])
    return np.asarray(within.any(axis=1))


def _under(row: Reals, foot: float) -> Reals:
    """The row of ``Reading.lines`` of a part of a line: level under its words, if it is known where they stand."""
    return row if np.isnan(foot) else np.array([row[0], foot, 0.0, *row[3:]])


def _off(row: Reals, boxes: Reals, feet: Reals) -> Reals:
    """How far the feet of words are below their line."""
    left, baseline, slope = row[:3]
    off: Reals = feet - (baseline + slope * (boxes[:, [0, 2]].mean(axis=1) - left))
    return off


def _middle(values: Reals) -> float:
    """The median of the numbers among some values; not a number where they are few."""
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) >= _ENOUGH else float("nan")
