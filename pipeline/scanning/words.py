"""What tesseract read, as rows of words in points."""

from pipeline.scanning.ink import bold, strokes
from pipeline.scanning.prepare import Prepared
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading
from pipeline.schema import Row

_POINTS = 72.0
_HYPHENS = "-‐­"


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
    sizes = type_sizes(reading)
    middle = reading.boxes[:, [0, 2]].mean(axis=1)
    columns = zip(
        reading.text,
        (reading.boxes * points).tolist(),
        ((baseline + slope * (middle - left)) * points).tolist(),
        (sizes * points).tolist(),
        bold(strokes(source.picture, reading, sizes), reading, sizes).tolist(),
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
            "bold": heavy,
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
        for seq, (text, (x0, top, x1, bottom), base, size, heavy, line, confidence) in enumerate(columns)
    ]
