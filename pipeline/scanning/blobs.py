"""Blobs of ink before stretches of text, where bullets stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pipeline.scanning.ink import strip
from pipeline.scanning.picture import Grey, Mask, Reals
from pipeline.scanning.sizes import letter_extent, lines_of, type_sizes
from pipeline.scanning.tesseract import Reading

BULLET, DASH = "•", "–"

_DOUBTFUL = frozenset("([{$€£#%?!§&|,;*")
"""Read so, a blob may be what was read: notes and amounts begin with these. (Quotation marks stand higher.)"""

_OF_AMOUNTS = frozenset("<>~=+-–—±≤≥≈")
"""Before figures these may be what was read as well."""

_TALL_SIGNS = frozenset("@©®")
"""As high as capitals."""

_SHORT = 3
_APART = 1.5
"""Gap at which a new stretch of text begins within a line, by its type size; so all lengths below."""

_GAP = (0.25, 2.5)
_ZONE = (0.85, 0.22)
_MIDDLE = (0.08, 0.5)
_DISC = (0.14, 0.8)
_SLIM = 0.6
_DASH = (0.25, 1.1)
_FLAT = 0.16
_GLYPH = (0.14, 1.0)
"""Least and largest side of a mark that is neither disc nor dash."""

_BROKEN = 0.08
"""Gap that does not part one thing from another."""

GRID = 6
"""Squares along a side of the grid that is laid over a blob."""

_OFF = 0.07
"""How far from where a letter would end a blob must end, at its head or foot, to be no such letter."""

_SOLID = 0.66
"""Share of its box that a disc, a square or an arrow head fills, and a letter does not."""

_LEAST_CONTRAST = 40


@dataclass(frozen=True)
class Blob:
    """A blob that may be a bullet.

    Args:
        word: The word it stands before.
        read: What tesseract read on it; empty: nothing.
        box: In pixels.
        size: Type size of its line, pixels.
        foot: Height of its lower edge above the baseline, by type size.
        look: Share of ink in the squares of a grid over it, row by row.
        figure: Whether a figure follows.
        rest: Where the rest of the word begins, where the blob stands in its box; else 0.
    """

    word: int
    read: str
    box: tuple[int, int, int, int]
    size: float
    foot: float
    look: Reals
    figure: bool
    rest: float = 0.0

    @property
    def width(self) -> float:
        """By its type size."""
        return (self.box[2] - self.box[0]) / self.size

    @property
    def height(self) -> float:
        """By its type size."""
        return (self.box[3] - self.box[1]) / self.size

    @property
    def dash(self) -> bool:
        """Whether it is long and flat."""
        return self.height <= _FLAT and _DASH[0] <= self.width <= _DASH[1]

    @property
    def disc(self) -> bool:
        """Whether it is about as wide as high."""
        least, most = sorted((self.width, self.height))
        return _DISC[0] <= least and most <= _DISC[1] and least >= _SLIM * most

    @property
    def mark(self) -> str:
        """What to write for it."""
        return DASH if self.dash else BULLET

    @property
    def placed(self) -> bool:
        """Whether it is of a bullet's size, and at its height."""
        glyph = _GLYPH[0] <= min(self.width, self.height) and max(self.width, self.height) <= _GLYPH[1]
        return (self.dash or glyph) and _MIDDLE[0] < self.foot + self.height / 2 < _MIDDLE[1]

    @property
    def solid(self) -> bool:
        """Whether it can be no letter, by its shape."""
        return self.dash or (self.disc and float(self.look.mean()) >= _SOLID)

    @property
    def unread(self) -> bool:
        """Whether nothing was read on it, where no part of a number or word stands, or what stands alone on a page."""
        return frozenset(self.read) <= _TALL_SIGNS and not self.figure and not self.rest

    def symbol(self, heights: Reals) -> bool:
        """Whether it was read as no letter, or as one that it is not, and as nothing that notes begin with.

        Args:
            heights: Those of the letters of the page.
        """
        of_amount = self.figure and frozenset(self.read) <= _OF_AMOUNTS
        if not self.read or of_amount or any(one in _DOUBTFUL for one in self.read):
            return False
        if not any(one.isalnum() or one in _TALL_SIGNS for one in self.read):
            return True
        alike = len(set(self.read.casefold())) == 1
        return alike and not any(self._may_be(one, heights) for one in self.read)

    def _may_be(self, letter: str, heights: Reals) -> bool:
        """Whether it stands where a letter would."""
        foot, head = letter_extent("B" if letter in _TALL_SIGNS else letter, heights)
        return not (abs(self.foot - foot) > _OFF or abs(self.foot + self.height - head) > _OFF)


def blobs_before_text(picture: Grey, reading: Reading) -> Iterator[Blob]:
    """What stands before each stretch of text.

    Ink on which nothing was read, a short word, or the first letter of the first word.
    """
    sizes = type_sizes(reading)
    for words in lines_of(reading):
        size = float(sizes[words.start])
        row, boxes = reading.lines[reading.line[words.start]], reading.boxes[words]
        line = _Line(picture, reading, row, size, strip(picture, row, boxes, size).light)
        gap = boxes[:, 0] - np.append(-np.inf, boxes[:-1, 2])
        for start in (np.flatnonzero(gap > _APART * size) + words.start).tolist():
            after, short = start + 1, len(reading.text[start]) <= _SHORT
            if after < words.stop and short and _GAP[0] * size < gap[after - words.start] < _GAP[1] * size:
                yield from line.before(after, reading.text[start])
            yield from line.before(start)
            if len(reading.text[start]) > 1:
                yield from line.within(start)


@dataclass(frozen=True)
class _Line:
    """A line of writing in which blobs are looked for.

    Args:
        picture: As tesseract read it.
        reading: What it read.
        row: The line's row of ``Reading.lines``.
        size: Its type size, pixels.
        light: Whether it is light on dark.
    """

    picture: Grey
    reading: Reading
    row: Reals
    size: float
    light: bool

    def before(self, word: int, read: str = "") -> Iterator[Blob]:
        """The blob nearest before a word, where it has the place of a bullet.

        Args:
            word: A word that a stretch of text begins with.
            read: The word before, if that was read on the blob.
        """
        begin = float(self.reading.boxes[word, 0])
        farthest = begin - (_GAP[1] + 0.5) * self.size
        blob = self._blob(word, read, begin, max(farthest, self._free(word - bool(read), begin)))
        if blob and (not read or blob.box[0] - self.reading.boxes[word - 1, 0] < _GAP[0] * self.size):
            yield blob

    def within(self, word: int) -> Iterator[Blob]:
        """The first thing in a word, where a gap parts it from the rest."""
        left, right = self.reading.boxes[word, [0, 2]].tolist()
        x0, _, ink = self._zone(left - 1, right)
        columns = np.flatnonzero(ink.any(axis=0))
        gaps = np.flatnonzero(np.diff(columns) > _GAP[0] * self.size)
        if len(gaps):
            rest = x0 + float(columns[gaps[0] + 1])
            blob = self._blob(word, _read_on_it(self.reading.text[word]), rest, left - 1 - _BROKEN * self.size)
            if blob and not (blob.figure and blob.read):
                yield replace(blob, rest=rest)

    def _blob(self, word: int, read: str, begin: float, start: float) -> Blob | None:
        """The last thing between two columns of the picture, where that is a thing by itself and fit for a bullet."""
        x0, top, ink = self._zone(start, begin - 0.6 * _GAP[0] * self.size)
        place = _last(ink, round(_BROKEN * self.size))
        if place is None:
            return None
        left, upper, right, lower = place
        box = (x0 + left, top + upper, x0 + right, top + lower)
        foot = (self._baseline(begin) - box[3]) / self.size
        figure = self.reading.text[word].removeprefix(read)[:1].isdigit()
        blob = Blob(word, read, box, self.size, foot, _look(ink[upper:lower, left:right]), figure)
        whole = left > 0 and upper > 0 and lower < len(ink)
        return blob if blob.placed and whole and begin - box[2] > _GAP[0] * self.size else None

    def _zone(self, start: float, end: float) -> tuple[int, int, Mask]:
        """Left and upper edge of the zone of bullets between two columns, and the ink in it."""
        base = self._baseline(end)
        edges = [start, base - _ZONE[0] * self.size, end, base + _ZONE[1] * self.size]
        x0, top, x1, bottom = np.clip(edges, 0, np.array(self.picture.shape)[[1, 0, 1, 0]]).astype(int).tolist()
        cut = self.picture[top:bottom, x0:x1]
        return x0, top, _inked(255 - cut if self.light else cut)

    def _baseline(self, x: float) -> float:
        left, baseline, slope = self.row[:3].tolist()
        return float(baseline + slope * (x - left))

    def _free(self, word: int, begin: float) -> float:
        """Where the nearest word to the left ends at the height of the line, but for one word."""
        base, boxes = self._baseline(begin), self.reading.boxes
        beside = (boxes[:, 1] < base) & (boxes[:, 3] > base - _ZONE[0] * self.size) & (boxes[:, 0] < begin)
        beside[word] = False
        return float(boxes[beside, 2].max(initial=0.0))


def _read_on_it(word: str) -> str:
    """The first letter of a word if that can have been read on a bullet before it; else nothing was."""
    first, rest = word[0], word[1:]
    return first if not first.isalnum() or first.islower() and (len(rest) == 1 or rest[0].isupper()) else ""


def _inked(zone: Grey) -> Mask:
    """Where a part of the picture is darker than halfway from its paper to its darkest ink."""
    if not zone.size:
        return np.zeros(zone.shape, dtype=np.bool_)
    paper, ink = float(np.median(zone)), float(zone.min())
    return zone < ((paper + ink) / 2 if paper - ink >= _LEAST_CONTRAST else 0)


def _last(ink: Mask, joined: int) -> tuple[int, int, int, int] | None:
    """Box of the last thing along the columns.

    Args:
        ink: The picture of it.
        joined: Columns and rows without ink that do not part a thing.
    """
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return None
    breaks = np.flatnonzero(np.diff(columns) > joined + 1)
    x0, x1 = int(columns[breaks[-1] + 1 if len(breaks) else 0]), int(columns[-1]) + 1
    rows = ink[:, x0:x1].sum(axis=1)
    stretches = np.split(np.flatnonzero(rows), np.flatnonzero(np.diff(np.flatnonzero(rows)) > joined + 1) + 1)
    most = max(stretches, key=lambda stretch: int(rows[stretch].sum()))  # the others are specks
    return x0, int(most[0]), x1, int(most[-1]) + 1


def _look(ink: Mask) -> Reals:
    """Share of ink in each square of a grid laid over a blob, row by row."""
    sums = np.pad(ink.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0))).astype(np.float64)
    down, across = (np.linspace(0, side, GRID + 1) for side in ink.shape)
    corners = _between(_between(sums, down).T, across).T
    shares: Reals = np.diff(np.diff(corners, axis=0), axis=1) / (ink.size / GRID**2)
    return shares.ravel()


def _between(rows: Reals, places: Reals) -> Reals:
    """Rows at places between whole ones."""
    lower = np.minimum(places.astype(np.int64), len(rows) - 2)
    part = (places - lower)[:, None]
    between: Reals = rows[lower] * (1 - part) + rows[lower + 1] * part
    return between
