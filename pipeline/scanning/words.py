"""What tesseract read, as rows of words in points."""

import numpy as np

from pipeline.scanning.bullets import with_bullets
from pipeline.scanning.directions import directions, turned_back
from pipeline.scanning.ink import bold, strokes
from pipeline.scanning.prepare import Prepared
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading
from pipeline.schema import Row

_POINTS = 72.0
_HYPHENS = "-‐­"


def word_rows(page: int, reading: Reading, source: Prepared, turn: int, min_confidence: float) -> list[Row]:
    """One row a word, in tesseract's order, bullets put in, on the page as the file shows it, but straight.

    Args:
        page: Its number.
        reading: The words, in pixels.
        source: The page that was read.
        turn: The clockwise turn that had brought it upright.
        min_confidence: A word below it is kept as rejected.
    """
    points = _POINTS / source.dpi
    reading, misread = with_bullets(source.picture, reading)
    angles = directions(reading)
    sizes = type_sizes(reading)
    left, baseline, slope, _, _ = reading.lines[reading.line].T
    baselines = baseline + slope * (reading.boxes[:, [0, 2]].mean(axis=1) - left)
    height, width = source.picture.shape
    boxes = turned_back(reading.boxes, turn, width, height)
    if turn:
        baselines = boxes[:, 3]
    columns = zip(
        reading.text,
        (boxes * points).tolist(),
        (np.where(angles == 0, baselines, boxes[:, 3]) * points).tolist(),
        (sizes * points).tolist(),
        bold(strokes(source.picture, reading, sizes), reading, sizes).tolist(),
        ((angles - turn) % 360).tolist(),
        reading.line.tolist(),
        reading.confidence.tolist(),
        misread.tolist(),
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
            "bold": heavy,
            "italic": False,
            "font": None,
            "color": None,
            "angle": angle,
            "script": 0,
            "glued": False,
            "hyphen": len(text) > 1 and text[-1] in _HYPHENS,
            "line": line,
            "confidence": confidence,
            "rejected": "bullet_misread" if spoilt else "noise" if confidence < min_confidence else None,
        }
        for seq, (text, (x0, top, x1, bottom), base, size, heavy, angle, line, confidence, spoilt) in enumerate(columns)
    ]
