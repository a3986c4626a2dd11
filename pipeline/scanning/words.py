"""What tesseract read, as rows of words in points."""

import numpy as np

from pipeline.scanning.bullets import with_bullets
from pipeline.scanning.colors import Colors, word_colors
from pipeline.scanning.directions import directions, turned_back
from pipeline.scanning.ink import bold, strokes
from pipeline.scanning.noise import noise
from pipeline.scanning.picture import Mask
from pipeline.scanning.prepare import Prepared
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading
from pipeline.schema import Row

_POINTS = 72.0
_HYPHENS = "-‐­"


def word_rows(
    page: int, reading: Reading, source: Prepared, turn: int, colors: Colors | None, min_confidence: float
) -> list[Row]:
    """One row a word, in tesseract's order, bullets put in, on the page as the file shows it, but straight.

    Args:
        page: Its number.
        reading: The words, in pixels.
        source: The page that was read.
        turn: The clockwise turn that had brought it upright.
        colors: The page in colour, upright and straight; None where it has none.
        min_confidence: Words below it may be noise.
    """
    points = _POINTS / source.dpi
    reading, misread = with_bullets(source.picture, reading)
    angles = directions(reading)
    left, baseline, slope, height, _ = reading.lines[reading.line].T
    sizes = np.where(angles == 0, type_sizes(reading), height)
    baselines = baseline + slope * (reading.boxes[:, [0, 2]].mean(axis=1) - left)
    boxes = turned_back(reading.boxes, turn, *reversed(source.picture.shape))
    if turn:
        baselines = boxes[:, 3]
    found = strokes(source.picture, reading, sizes)
    scale = colors.shape[1] / source.picture.shape[1] if colors is not None else 1.0
    columns = zip(
        reading.text,
        (boxes * points).tolist(),
        (np.where(angles == 0, baselines, boxes[:, 3]) * points).tolist(),
        (sizes * points).tolist(),
        bold(found, reading, sizes).tolist(),
        word_colors(colors, reading, scale, found.light),
        ((angles - turn) % 360).tolist(),
        reading.line.tolist(),
        reading.confidence.tolist(),
        _rejections(misread, noise(reading, min_confidence)),
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
            "color": color,
            "angle": angle,
            "script": 0,
            "glued": False,
            "hyphen": len(text) > 1 and text[-1] in _HYPHENS,
            "line": line,
            "confidence": confidence,
            "rejected": rejected,
        }
        for seq, (
            text,
            (x0, top, x1, bottom),
            base,
            size,
            heavy,
            color,
            angle,
            line,
            confidence,
            rejected,
        ) in enumerate(columns)
    ]


def _rejections(misread: Mask, noisy: Mask) -> list[str | None]:
    return [
        "bullet_misread" if spoilt else "noise" if junk else None for spoilt, junk in zip(misread, noisy, strict=True)
    ]
