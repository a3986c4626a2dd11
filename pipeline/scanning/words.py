"""What tesseract read, as rows of words in points."""

import numpy as np

from pipeline.scanning.tesseract import Reading
from pipeline.schema import Row

_HYPHENS = "-‐­"


def word_rows(page: int, reading: Reading, scale: float, min_confidence: float) -> list[Row]:
    """One row a word, in tesseract's order.

    Args:
        page: Its number.
        reading: The words, in pixels.
        scale: Pixels a point.
        min_confidence: A word below it is kept as rejected.
    """
    boxes = reading.boxes / scale
    left, baseline, slope, height, _ = reading.lines[reading.line].T
    middle = reading.boxes[:, [0, 2]].mean(axis=1)
    baselines = (baseline + slope * (middle - left)) / scale
    sizes = np.maximum(height / scale, 1.0)
    return [
        {
            "page": page,
            "seq": seq,
            "text": text,
            "x0": box[0],
            "top": box[1],
            "x1": box[2],
            "bottom": box[3],
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
        for seq, (text, box, base, size, line, confidence) in enumerate(
            zip(
                reading.text,
                boxes.tolist(),
                baselines.tolist(),
                sizes.tolist(),
                reading.line.tolist(),
                reading.confidence.tolist(),
                strict=True,
            )
        )
    ]
