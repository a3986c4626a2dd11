"""Bullets that tesseract took for letters or did not read: small compact blobs before lines of text.

One blob proves nothing; two alike, one above the other, each before a line of its own, are bullets. Tesseract has no
glyph for most of them and calls the same square ``=``, ``a`` and ``«`` on one page: what it read says little, except
that what was read as a letter or figure must be solid ink: letters are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pipeline.scanning.ink import strip
from pipeline.scanning.picture import Grey, Mask
from pipeline.scanning.sizes import lines_of, type_sizes
from pipeline.scanning.tesseract import Reading

BULLET, DASH = "•", "–"

_GENUINE = frozenset("•»-–—▪■●○◦‣·")
"""Read so, a mark is left as it is."""

_DOUBTFUL = frozenset("([{$€£#%?!§&@|_.,;©®™*")
"""Read so, a blob may be what was read: notes and amounts begin with these. (Quotation marks stand higher.)"""

_TICKS = frozenset("YV")
"""Capitals that a tick is taken for; as capitals they would stand higher."""

_SHORT = 3
_APART = 1.5
"""Gap at which a new stretch of text begins within a line, by its type size; so all lengths below."""

_GAP = (0.25, 2.5)
_ZONE = (0.68, 0.1)
_MIDDLE = (0.08, 0.5)
_DISC = (0.14, 0.62)
_SLIM = 0.6
_DASH = (0.25, 1.1)
_FLAT = 0.16
_BROKEN = 0.08
_ALIGNED = 0.35
_ALIKE = np.array([0.1, 0.1, 0.5])
"""How far blobs that are alike differ in width and height; and they are both dashes, or neither is."""


_SOLID = 0.66
"""Share of its box that a disc, a square or an arrow head fills, and a letter does not."""

_LEAST_CONTRAST = 40


@dataclass(frozen=True)
class _Blob:
    """A blob that may be a bullet.

    Args:
        word: The word it stands before.
        read: What tesseract read on it; empty: nothing.
        box: In pixels.
        size: Type size of its line, pixels.
        mark: Bullet or dash, by its shape.
        fill: Share of its box that is ink.
    """

    word: int
    read: str
    box: tuple[int, int, int, int]
    size: float
    mark: str
    fill: float

    @property
    def symbol(self) -> bool:
        """Whether it was read as something that no word, amount or note begins with."""
        return bool(self.read) and not any(one.isalnum() and one not in _TICKS or one in _DOUBTFUL for one in self.read)

    @property
    def solid(self) -> bool:
        """Whether it can be no letter, by its shape."""
        return self.mark == DASH or self.fill >= _SOLID

    @property
    def form(self) -> tuple[float, float, float, bool]:
        """Place across in pixels, width and height by the type size, and whether it is a dash."""
        return (
            self.box[0],
            (self.box[2] - self.box[0]) / self.size,
            (self.box[3] - self.box[1]) / self.size,
            self.mark == DASH,
        )


def with_bullets(picture: Grey, reading: Reading) -> tuple[Reading, Mask]:
    """The reading with its bullets put in, and which of its words were misread ones.

    Args:
        picture: As tesseract read it.
        reading: What it read.
    """
    found = [(blob, alike) for blob, alike in _repeated(list(_blobs(picture, reading))) if blob.read not in _GENUINE]
    at = [blob.word for blob, _ in found]
    misread = np.zeros(len(reading), dtype=np.bool_)
    misread[[blob.word - 1 for blob, _ in found if blob.read]] = True
    whole = replace(
        reading,
        text=np.insert(np.array(reading.text, dtype=object), at, [blob.mark for blob, _ in found]).tolist(),
        boxes=np.insert(reading.boxes, at, np.array([blob.box for blob, _ in found]).reshape(-1, 4), axis=0),
        confidence=np.insert(reading.confidence, at, [alike / (alike + 1) for _, alike in found]),
        line=np.insert(reading.line, at, reading.line[at]),
    )
    return whole, np.insert(misread, at, False)


def _repeated(blobs: list[_Blob]) -> Iterator[tuple[_Blob, int]]:
    """The bullets among the blobs, with how many are alike.

    They stand one above the other, or anywhere where all were read as symbols, and are solid or were read so.
    """
    forms = np.array([blob.form for blob in blobs]).reshape(-1, 4)
    symbol = np.array([blob.symbol for blob in blobs], dtype=np.bool_)
    for blob, form in zip(blobs, forms, strict=True):
        off = np.abs(forms - form)
        alike = (off[:, 1:] < _ALIKE).all(axis=1) & ((off[:, 0] < _ALIGNED * blob.size) | symbol & blob.symbol)
        if alike.sum() > 1 and (blob.solid or blob.symbol):
            yield blob, int(alike.sum())


def _blobs(picture: Grey, reading: Reading) -> Iterator[_Blob]:
    """What stands before each stretch of text: what was read as a short word there, or ink where nothing was read."""
    sizes = type_sizes(reading)
    for words in lines_of(reading):
        size = float(sizes[words.start])
        light = strip(picture, reading.lines[reading.line[words.start]], reading.boxes[words], size).light
        left, right = reading.boxes[words, 0], reading.boxes[words, 2]
        gap = left - np.append(-np.inf, right[:-1])
        for start in (np.flatnonzero(gap > _APART * size) + words.start).tolist():
            after = start + 1
            if (
                after < words.stop
                and len(reading.text[start]) <= _SHORT
                and _GAP[0] * size < gap[after - words.start] < _GAP[1] * size
            ):
                yield from _blob(picture, reading, after, size, True, light)
            yield from _blob(picture, reading, start, size, False, light)


def _blob(picture: Grey, reading: Reading, word: int, size: float, marked: bool, light: bool) -> Iterator[_Blob]:
    """The blob nearest before a word, where it has the place and the shape of a bullet.

    Args:
        picture: As tesseract read it.
        reading: What it read.
        word: A word that a stretch of text begins with.
        size: Type size of its line, pixels.
        marked: Whether the word before was read on the blob.
        light: Whether the line is light on dark.
    """
    left, baseline, slope = reading.lines[reading.line[word], :3].tolist()
    end = reading.boxes[word, 0] - 0.6 * _GAP[0] * size
    base = baseline + slope * (end - size - left)
    top, bottom = base - _ZONE[0] * size, base + _ZONE[1] * size
    start = max(end - (_GAP[1] + 0.5) * size, _free(reading, word - marked, top, bottom))
    box = np.clip([start, top, end, bottom], 0, np.array(picture.shape)[[1, 0, 1, 0]]).astype(int).tolist()
    zone = picture[box[1] : box[3], box[0] : box[2]]
    ink = _last(_inked(255 - zone if light else zone), round(_BROKEN * size))
    if ink is None:
        return
    x0, upper, x1, lower, fill = ink
    middle = (base - box[1] - (upper + lower) / 2) / size
    mark = _mark((x1 - x0) / size, (lower - upper) / size, middle)
    placed = (box[0] + x0, box[1] + upper, box[0] + x1, box[1] + lower)
    on_word = not marked or placed[0] < reading.boxes[word - 1, 2] and reading.boxes[word - 1, 0] < placed[2]
    clear = x0 > 0 and reading.boxes[word, 0] - placed[2] > _GAP[0] * size
    if mark and on_word and clear:
        yield _Blob(word, reading.text[word - 1] if marked else "", placed, size, mark, fill)


def _free(reading: Reading, word: int, top: float, bottom: float) -> float:
    """Where the nearest word to the left of a word ends, at its height."""
    boxes = reading.boxes
    beside = (boxes[:, 1] < bottom) & (boxes[:, 3] > top) & (boxes[:, 0] < boxes[word, 0])
    beside[word] = False
    return float(boxes[beside, 2].max(initial=0.0))


def _inked(zone: Grey) -> Mask:
    """Where a part of the picture is darker than halfway from its paper to its darkest ink."""
    if not zone.size:
        return np.zeros(zone.shape, dtype=np.bool_)
    paper, ink = float(np.median(zone)), float(zone.min())
    return zone < ((paper + ink) / 2 if paper - ink >= _LEAST_CONTRAST else 0)


def _last(ink: Mask, joined: int) -> tuple[int, int, int, int, float] | None:
    """Box of the last thing along the columns, with the share of the box that is ink.

    Args:
        ink: The picture of it.
        joined: Columns without ink that do not part a thing.
    """
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return None
    breaks = np.flatnonzero(np.diff(columns) > joined + 1)
    x0, x1 = int(columns[breaks[-1] + 1 if len(breaks) else 0]), int(columns[-1]) + 1
    rows = np.flatnonzero(ink[:, x0:x1].any(axis=1))
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    return x0, top, x1, bottom, float(ink[top:bottom, x0:x1].mean())


def _mark(width: float, height: float, middle: float) -> str:
    """Bullet or dash by its measures and the height of its middle above the baseline, by type size; else nothing."""
    if not _MIDDLE[0] < middle < _MIDDLE[1]:
        return ""
    if height <= _FLAT and _DASH[0] <= width <= _DASH[1]:
        return DASH
    least, most = sorted((width, height))
    return BULLET if _DISC[0] <= least and most <= _DISC[1] and least >= _SLIM * most else ""
