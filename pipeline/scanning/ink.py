"""How heavy the writing is: the strokes of every word measured in the picture, and which words are bold.

A stroke's width is the length of a run of ink along a row between baseline and x-height, its ends placed between
pixels where the grey crosses the level halfway from ink to paper. The median of a word's runs passes over the long ones
through curves and bars; the level is the line's own, so that uneven light, tint and light writing on dark do no harm.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.scanning.picture import Grey, Ints, Mask, Reals
from pipeline.scanning.sizes import lines_of
from pipeline.scanning.tesseract import Reading

X_HEIGHT = 0.46
"""Height of the zone in which strokes are measured, by type size."""

_LEAST_CONTRAST = 20
_INK, _PAPER = 0.03, 0.75

_AROUND = 0.7
"""How far beyond either end of a line, by type size, its ground is looked for: short bold words are mostly ink."""

_BOLD = 1.22
"""Strokes wider than expected by this factor are bold: bold type has 1.4 to 1.8 times the strokes of regular type."""

_NO_LETTERS = 1.12
"""Figures and capitals have strokes up to a tenth wider than small letters of the same type."""

_SMALL_GROWTH = 0.5
"""Small type is heavier for its size, and the blur of a thin stroke is underrated."""

_BODY_SHARE = 0.4
"""Rank of the width that stands for the running text: a little below the middle, for bold words are among it."""

_SCATTERS = 2.0
"""Standard deviations of the running text's strokes that bold type must be above them, were it not for the above."""

_SWITCH = 0.8
"""What the evidence must gain for the weight to change within a line."""

_SURE_RUNS = 40
_SAME_SIZE = 0.06
_SIZE_RUNS = 600

_POINT_SPREAD = 0.94
"""Width at half height of a blurred point (2.355 standard deviations) by that of the ramp that an edge becomes with
the slope it has at its middle (2.507)."""

_MOST_BLUR = 0.9
"""By the width of the strokes: where blur is all of it, nothing can be told from the rest."""

_BLUR_POWER = 4
"""A stroke of width w, blurred by a point spread b, is (w^4 + b^4)^(1/4) wide at half height, within 4 %."""


@dataclass(frozen=True)
class Strokes:
    """What was measured of each word.

    Args:
        width: Median width of its strokes, pixels; 0 without a stroke.
        runs: How many runs of ink that rests on.
        blur: Width of a point of ink in its line, pixels.
        light: Whether it is light on dark.
    """

    width: Reals
    runs: Ints
    blur: Reals
    light: Mask


def strokes(picture: Grey, reading: Reading, sizes: Reals) -> Strokes:
    """Measures the strokes of every word.

    Args:
        picture: As tesseract read it.
        reading: Its words.
        sizes: Type size of every word, pixels.
    """
    width, blur = np.zeros((2, len(reading)))
    found = Strokes(width, np.zeros(len(reading), dtype=np.int64), blur, np.zeros(len(reading), dtype=np.bool_))
    for words in lines_of(reading):
        boxes = reading.boxes[words]
        line = strip(picture, reading.lines[reading.line[words.start]], boxes, float(sizes[words.start]))
        found.light[words] = line.light
        if line.contrast >= _LEAST_CONTRAST:
            found.blur[words] = _measure(line, boxes, found.width[words], found.runs[words])
    return found


@dataclass(frozen=True)
class Strip:
    """The x-height zone of one line, its baseline level.

    Args:
        grey: Shape (rows, columns), the writing dark.
        left: Column of the picture that its first column is.
        level: Grey level halfway between ink and paper.
        contrast: Grey levels between them.
        light: Whether the writing was light on dark.
    """

    grey: Grey
    left: int
    level: float
    contrast: int
    light: bool


def strip(picture: Grey, line: Reals, boxes: Reals, size: float) -> Strip:
    """Cuts out the x-height zone of a line of words.

    Args:
        picture: As tesseract read it.
        line: The line's row of ``Reading.lines``.
        boxes: The boxes of its words.
        size: Their type size, pixels.
    """
    around = _zone(picture, line, boxes, size, round(_AROUND * size))[0]
    shares = np.bincount(around.ravel(), minlength=256).cumsum() / around.size
    light = bool(sum(np.searchsorted(shares, (_INK, 1 - _INK))) > 2 * np.searchsorted(shares, 0.5))
    grey, first = _zone(picture, line, boxes, size, 2)
    if light:
        grey = 255 - grey
    shares = np.bincount(grey.ravel(), minlength=256).cumsum() / grey.size
    ink, paper = (int(level) for level in np.searchsorted(shares, (_INK, _PAPER)))
    return Strip(grey, first, (ink + paper) / 2, paper - ink, light)


def _zone(picture: Grey, line: Reals, boxes: Reals, size: float, margin: int) -> tuple[Grey, int]:
    """The x-height zone of a line, its baseline level, with so many columns more at either end; and where it begins."""
    height, width = picture.shape
    left, baseline, slope = line[:3].tolist()
    ends = [boxes[:, 0].min() - margin, boxes[:, 2].max() + margin]
    first, last = np.clip(ends, 0, width).astype(int).tolist()
    columns = np.arange(first, max(last, first + 1)).clip(0, width - 1)
    lowest = np.rint(baseline + slope * (columns - left)).astype(np.int64)
    zone = np.arange(-max(1, round(X_HEIGHT * size)), 0)
    rows = np.clip(lowest + zone[:, None], 0, height - 1)
    return picture.ravel().take(rows * width + columns), first


def _measure(line: Strip, boxes: Reals, width: Reals, runs: Ints) -> float:
    """Puts the median width and the number of the runs of each word of a line into ``width`` and ``runs``.

    Returns:
        Width of a point of ink, pixels.
    """
    column, length, step = _runs(line.grey, line.level)
    starts = boxes[:, 0] - line.left - 1
    order = np.argsort(starts, kind="stable")
    word = order[np.searchsorted(starts[order], column, side="right").clip(1) - 1]
    by_word = np.lexsort((length, word))
    found, first, count = np.unique(word[by_word], return_index=True, return_counts=True)
    width[found] = length[by_word][first + count // 2]
    runs[found] = count
    return _POINT_SPREAD * line.contrast / max(step, 1.0)


def _runs(grey: Grey, level: float) -> tuple[Ints, Reals, float]:
    """Column and length of every run of ink along the rows, its ends between pixels; and the usual step at its ends."""
    padded = np.pad(grey, ((0, 0), (1, 1)), constant_values=255)
    values = padded.ravel()
    ink = values < level
    before = np.flatnonzero(ink[1:] != ink[:-1])
    inner, step = values[before].astype(np.float64), values[before + 1].astype(np.float64) - values[before]
    crossing = before + (level - inner) / step
    usual = float(np.median(np.abs(step))) if len(step) else 0.0
    return before[0::2] % padded.shape[1], crossing[1::2] - crossing[0::2], usual


def bold(found: Strokes, reading: Reading, sizes: Reals) -> Mask:
    """Whether each word is clearly heavier than the page's running text.

    Args:
        found: Its strokes.
        reading: The words.
        sizes: Type size of every word, pixels.
    """
    result = np.zeros(len(reading), dtype=np.bool_)
    telling = [any(letter.isalnum() for letter in text) for text in reading.text]
    known = np.array(telling, dtype=np.bool_) & (found.runs > 0)
    if not known.any():
        return result
    plain = [any(letter.islower() for letter in text) for text in reading.text]
    evidence = np.zeros(len(reading))
    width = np.where(plain, found.width, found.width / _NO_LETTERS)[known]
    sure = np.minimum(found.runs[known] / _SURE_RUNS, 1.0)
    evidence[known] = _weight(width, found.runs[known], found.blur[known], sizes[known]) * sure
    for words in lines_of(reading):
        result[words] = _heavy_spans(evidence[words].tolist())
    return result


def _weight(width: Reals, runs: Ints, blur: Reals, sizes: Reals) -> Reals:
    """How heavy each word is on this page: -1 as regular type of its size, above 0 bold, 1 at most.

    The size most is written in gives the measure. Smaller type is often of another face (tables, notes): it has its
    own measure where there is enough of it. Larger type has not: headings may all be bold.
    """
    spread = min(_ranked(blur, runs, 0.5), _MOST_BLUR * _ranked(width, runs, 0.5))
    sharp = np.maximum(width**_BLUR_POWER - spread**_BLUR_POWER, 0.0) ** (1 / _BLUR_POWER)
    body = _ranked(sizes, runs, 0.5)
    near = np.abs(sizes / body - 1) < _SAME_SIZE
    growth = np.where(sizes < body, _SMALL_GROWTH, 1.0)
    expected: Reals = _ranked(sharp[near], runs[near], _BODY_SHARE) * (sizes / body) ** growth
    for size in np.unique(sizes[sizes < body * (1 - _SAME_SIZE)]):
        group = np.abs(sizes / size - 1) < _SAME_SIZE
        if runs[group].sum() >= _SIZE_RUNS:
            own, mine = _ranked(sharp[group], runs[group], _BODY_SHARE), sizes == size
            expected[mine] = np.clip(own, expected[mine] / _BOLD, expected[mine] * _BOLD)
    regular, least = (_blurred(factor * expected, spread) for factor in (1.0, _BOLD))
    scatter = np.log(_ranked(width[near], runs[near], 0.5) / _ranked(width[near], runs[near], 0.16))
    step = np.maximum(np.log(least / regular), _SCATTERS * scatter)
    weight: Reals = np.log(width / regular) / step - 1
    return weight.clip(-1, 1)


def _blurred(width: Reals, spread: float) -> Reals:
    blurred: Reals = (width**_BLUR_POWER + spread**_BLUR_POWER) ** (1 / _BLUR_POWER)
    return blurred


def _ranked(values: Reals, weights: Ints, share: float) -> float:
    """The value that this share of the weight is not above."""
    order = np.argsort(values, kind="stable")
    total = weights[order].cumsum()
    return float(values[order][np.searchsorted(total, total[-1] * share)])


def _heavy_spans(evidence: list[float]) -> list[bool]:
    """The words of a line that are bold: the most evidence, less what each change of weight costs (Viterbi)."""
    regular, heavy = 0.0, 0.0
    before: list[tuple[bool, bool]] = []
    for one in evidence:
        before.append((heavy - _SWITCH > regular, heavy >= regular - _SWITCH))
        regular, heavy = max(regular, heavy - _SWITCH), max(heavy, regular - _SWITCH) + one
    state = heavy > regular
    spans = []
    for from_regular, from_heavy in reversed(before):
        spans.append(state)
        state = from_heavy if state else from_regular
    return spans[::-1]
