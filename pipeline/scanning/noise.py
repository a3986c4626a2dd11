"""Words that are no words: what tesseract makes of specks, pictures and the edge of the scan."""

import numpy as np

from pipeline.scanning.picture import Mask
from pipeline.scanning.tesseract import Reading

_WITNESS = 0.6
_LETTERS = 3
_BAR = "|"


def noise(reading: Reading, min_confidence: float) -> Mask:
    """Whether each word is noise: of little confidence, and too short or in a line without a surer word; or a rule.

    Tesseract now and then gives a word that it read right, within a line that it read right, no confidence at all. Of
    the rules beside lines it is sure: it takes them for bars, which writing has between words only.
    """
    surest = np.zeros(len(reading.lines))
    np.maximum.at(surest, reading.line, reading.confidence)
    letters = np.array([sum(map(str.isalnum, text)) for text in reading.text], dtype=np.int64)
    alone = (surest[reading.line] < _WITNESS) | (letters < _LETTERS)
    ends = (np.diff(reading.line, prepend=-1) != 0) | (np.diff(reading.line, append=-1) != 0)
    rules = ends & np.array([text == _BAR for text in reading.text], dtype=np.bool_)
    return np.asarray((reading.confidence < min_confidence) & alone | rules)
