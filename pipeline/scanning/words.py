"""What tesseract read, as rows of words in points."""

import numpy as np

from pipeline.scanning.picture import Reals
from pipeline.scanning.prepare import Prepared
from pipeline.scanning.tesseract import Reading
from pipeline.schema import Row

_POINTS = 72.0
_HYPHENS = "-‐­"

_ASCENDER = 0.745
"""Height of the ascenders by type size: 0.70 to 0.80 from typeface to typeface, where the whole height, with the
descenders, goes from 0.83 to 1.05."""

_SAME_SIZE = 0.07
"""Line heights are whole pixels: sizes nearer to each other than this share are taken for one."""


def word_rows(page: int, reading: Reading, source: Prepared, min_confidence: float) -> list[Row]:
    """One row a word, in tesseract's order.

    Args:
        page: Its number.
        reading: The words, in pixels.
        source: The page that was read.
        min_confidence: A word below it is kept as rejected.
    """
    points = _POINTS / source.dpi
    left, baseline, slope, _, _ = reading.lines[reading.line].T
    middle = reading.boxes[:, [0, 2]].mean(axis=1)
    columns = zip(
        reading.text,
        (reading.boxes * points).tolist(),
        ((baseline + slope * (middle - left)) * points).tolist(),
        _sizes(reading, points).tolist(),
        reading.line.tolist(),
        reading.confidence.tolist(),
        strict=True,
    )
    return [
        {
            "page": page,
            "seq": seq,
            "text": text,
            "x0": x0,
            "top": top,
            "x1": x1,
            "bottom": bottom,
            "baseline": base,
            "size": size,
            "bold": False,
            "italic": False,
            "font": None,
            "color": None,
            "angle": 0,
            "script": 0,
            "glued": False,
            "hyphen": len(text) > 1 and text[-1] in _HYPHENS,
            "line": line,
            "confidence": confidence,
            "rejected": "noise" if confidence < min_confidence else None,
        }
        for seq, (text, (x0, top, x1, bottom), base, size, line, confidence) in enumerate(columns)
    ]


def _sizes(reading: Reading, points: float) -> Reals:
    """Type size of every word, from the heights of the lines of about its own line's size."""
    height, descenders = reading.lines[:, 3:].T
    size = np.maximum((height - descenders) * points / _ASCENDER, 1.0)
    sizes = size[reading.line]  # a line counts by its words
    ordered = np.sort(sizes)
    first = np.searchsorted(ordered, sizes * (1 - _SAME_SIZE), side="left")
    last = np.searchsorted(ordered, sizes * (1 + _SAME_SIZE), side="right") - 1
    typical: Reals = ordered[(first + last) // 2]
    return typical
