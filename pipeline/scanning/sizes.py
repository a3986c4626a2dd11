"""Type sizes of what tesseract read, from the heights of its words.

Tesseract's own line height depends on whether a line holds descenders, capitals or figures (0.81 to 1.06 of the type
size on one page). A word's letters tell how high it should stand; the page tells how high each kind of letter stands
in its typeface.
"""

from itertools import pairwise

import numpy as np

from pipeline.scanning.picture import Ints, Reals
from pipeline.scanning.tesseract import Reading

_ASCENDER = 0.745
"""Height of the ascenders by type size: 0.70 to 0.80 from typeface to typeface."""

_HIGH = (frozenset("bdfhklij()[]{}/|"), frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$€£%&?!"))
_LOW = frozenset("acemnorsuvwxzgpqy")
_FLAT = frozenset(".,;-")
_DEEP = frozenset("gpqy")
_DESCENDER = 0.21
_UNSURE = 3

_USUAL = (1.0, 0.96, 0.71)
"""Heights by that of the ascenders: of ascenders, of capitals and figures, of letters with neither."""

_NEAR_BODY = 0.1
_ENOUGH = 8

_TELLING = 2
"""Words that tell the size of a line: one may be off by a fifth, in a typeface with larger small letters."""

_NEAR_ABOVE = 0.3
_LEADING = 2.0
"""Distance of lines, by the height of ascenders."""

_SAME = 0.035
"""Boxes are whole pixels: sizes nearer to each other than this share are taken for one."""


def type_sizes(reading: Reading) -> Reals:
    """Type size of every word, in pixels; the same for all words of a line."""
    measured = _measured(reading)
    sizes = np.empty(len(reading))
    ascenders = _ascenders(reading, measured)
    above = slice(0, 0)
    for words in lines_of(reading):
        known = ascenders[words][~np.isnan(ascenders[words])]
        sizes[words] = np.median(known) if len(known) else measured[words]
        if len(known) < _TELLING and _goes_on(reading, above, words, sizes):
            sizes[words] = sizes[above.start]
        above = words
    return _snapped(np.maximum(sizes / _ASCENDER, 1.0))


def _goes_on(reading: Reading, above: slice, words: slice, sizes: Reals) -> bool:
    """Whether a line is the short last one of a text: right under a longer one of about its size.

    Args:
        reading: The words.
        above: Those of the line before.
        words: Those of the line.
        sizes: What was measured, in pixels, of any part of the type.
    """
    if above.start == above.stop:
        return False
    upper, lower, size = reading.boxes[above], reading.boxes[words], sizes[words.start]
    alike = abs(sizes[above.start] / size - 1) < _NEAR_ABOVE
    step = np.median(lower[:, 3]) - np.median(upper[:, 3])
    inside = upper[0, 0] <= lower[0, 0] + size and lower[-1, 2] < upper[-1, 2]
    return bool(alike and inside and 0 < step < _LEADING * size)


def letter_heights(reading: Reading) -> Reals:
    """How high ascenders, capitals and figures, and letters with neither stand on this page, by type size."""
    stands = _stands(reading, _measured(reading))
    return _ASCENDER * stands / stands[0]


def letter_extent(letter: str, heights: Reals) -> tuple[float, float]:
    """How far above the baseline a letter or figure begins and ends, by type size; not a number where unsure.

    Args:
        letter: The letter.
        heights: Those of the page.
    """
    kind = _kind(letter)
    return (-_DESCENDER if letter in _DEEP else 0.0), (float(heights[kind]) if kind < _UNSURE else np.nan)


def lines_of(reading: Reading) -> list[slice]:
    """The words of each line that has words."""
    edges = [*np.flatnonzero(np.diff(reading.line, prepend=-1)).tolist(), len(reading)]
    return [slice(start, end) for start, end in pairwise(edges)]


def _measured(reading: Reading) -> Reals:
    """Height of the ascenders as tesseract gives it, a word."""
    measured: Reals = (reading.lines[:, 3] - reading.lines[:, 4])[reading.line]
    return measured


def _ascenders(reading: Reading, measured: Reals) -> Reals:
    """How high ascenders would stand in the type of each word, by its own height; not a number where unsure.

    Old-style figures are of any height: figures by themselves tell of a line only where nothing else does.

    Args:
        reading: The words.
        measured: Height of the ascenders as tesseract gives it, a word.
    """
    height, kind, stands = _heights(reading), _kinds(reading), _stands(reading, measured)
    figures = np.array([_figures(text) for text in reading.text], dtype=np.bool_)
    lettered = np.bincount(reading.line[(kind < _UNSURE) & ~figures], minlength=len(reading.lines)) > 0
    known = (kind < _UNSURE) & ~(figures & lettered[reading.line])
    result = np.full(len(reading), np.nan)
    result[known] = height[known] * stands[0] / np.maximum(stands[kind[known]], 1.0)
    return np.where(result > 0, result, np.nan)


def _stands(reading: Reading, measured: Reals) -> Reals:
    """How high each kind of letter stands in the body type of a page, pixels; the usual share where it has too few."""
    by_ascender = _body(measured, reading)
    body = np.abs(measured / by_ascender - 1) < _NEAR_BODY
    if body.any():  # the middle of two sizes is near neither
        by_ascender = float(np.median(measured[body]))
    height, kind = _heights(reading), _kinds(reading)
    stands = np.empty(len(_USUAL))
    for one, usual in enumerate(_USUAL):
        sample = height[(kind == one) & body]
        stands[one] = max(np.median(sample) if len(sample) >= _ENOUGH else usual * by_ascender, 1.0)
        by_ascender = float(stands[0])
    return stands


def _heights(reading: Reading) -> Reals:
    """How far each word rises above its baseline, pixels."""
    left, baseline, slope, _, _ = reading.lines[reading.line].T
    height: Reals = baseline + slope * (reading.boxes[:, [0, 2]].mean(axis=1) - left) - reading.boxes[:, 1]
    return height


def _kinds(reading: Reading) -> Ints:
    return np.array([_kind(text) for text in reading.text], dtype=np.int64)


def _body(measured: Reals, reading: Reading) -> float:
    lengths = [len(text) for text in reading.text]
    return max(float(np.median(measured.repeat(lengths))), 1.0) if lengths else 1.0


def _kind(text: str) -> int:
    """What stands highest in a word: 0 an ascender, 1 a capital or figure, 2 letters with neither; 3 unsure."""
    letters = frozenset(text)
    for kind, high in enumerate(_HIGH):
        if letters & high:
            return kind
    return 2 if letters & _LOW and letters <= _LOW | _FLAT else _UNSURE


def _figures(text: str) -> bool:
    """Whether a word is a number, with whatever stops."""
    return any(one.isdigit() for one in text) and not any(one.isalpha() for one in text)


def _snapped(sizes: Reals) -> Reals:
    """Each size as the middle one of all sizes about as large; a line counts by its words."""
    ordered = np.sort(sizes)
    first = np.searchsorted(ordered, sizes * (1 - _SAME), side="left")
    last = np.searchsorted(ordered, sizes * (1 + _SAME), side="right") - 1
    typical: Reals = ordered[(first + last) // 2]
    return typical
