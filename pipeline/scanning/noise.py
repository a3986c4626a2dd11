"""Words that are no words: what tesseract makes of specks, pictures and the edge of the scan."""

import numpy as np

from pipeline.scanning.picture import Mask
from pipeline.scanning.tesseract import Reading

_WITNESS = 0.6
_LETTERS = 3


def noise(reading: Reading, min_confidence: float) -> Mask:
    """Whether each word is noise: of little confidence, and too short or in a line without a surer word.

    Tesseract now and then gives a word that it read right, within a line that it read right, no confidence at all.
    """
    surest = np.zeros(len(reading.lines))
    np.maximum.at(surest, reading.line, reading.confidence)
    letters = np.array([sum(map(str.isalnum, text)) for text in reading.text], dtype=np.int64)
    alone = (surest[reading.line] < _WITNESS) | (letters < _LETTERS)
    return np.asarray((reading.confidence < min_confidence) & alone)
