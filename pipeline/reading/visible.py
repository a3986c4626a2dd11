"""What of a page's text a reader does not see: outside the page, without ink, drawn twice, the colour of its ground."""

import numpy as np

from pipeline.reading.characters import Characters, Flags, Ints
from pipeline.reading.drawings import Drawings
from pipeline.reading.frame import Frame, Reals
from pipeline.reading.words import plain_codes, type_size

REASONS = (None, "outside_page", "invisible", "duplicate")
_OUTSIDE, _INVISIBLE, _DUPLICATE = 1, 2, 3

MIN_SIZE = 1.0
"""Type smaller than this (points) is not there for readers."""

_SAME_PLACE = (0.5, 0.25)  # of the advance width along, of the type size across
_WHITE = 0xFFFFFF
_LAST = 1 << 62
_SAME_COLOR = 12  # largest difference in a channel that no eye tells apart
_PART_OF_LINE = 0.6  # a ground is at least that high, by type size


def rejected(characters: Characters, drawings: Drawings, frame: Frame) -> Ints:
    """For each character why it is no text of the page, as an entry of ``REASONS``; 0 where it is."""
    x, y = (characters.x0 + characters.x1) / 2, (characters.top + characters.bottom) / 2
    size = type_size(characters)
    outside = ~((x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height))
    unseen = characters.styles.unseen[characters.style] | (size < MIN_SIZE)
    found = np.where(outside, _OUTSIDE, np.where(unseen, _INVISIBLE, 0))
    found[_on_own_color(characters, drawings, found == 0)] = _INVISIBLE
    found[_doubles(characters, size, found == 0)] = _DUPLICATE
    return found


def _doubles(characters: Characters, size: Reals, kept: Flags) -> Ints:
    """Characters drawn a second time in the same place (bold by overprinting, shadows): all but the first.

    Sorted by character and place, doubles are neighbours. Places are binned twice, half a bin apart, so that no
    pair is parted by the edge of a bin.
    """
    code = plain_codes(characters)
    at = np.flatnonzero((code > 0) & kept)
    if len(at) < 2:
        return at[:0]
    code, x, y, size = code[at], characters.x0[at], characters.y[at], size[at]
    width = np.abs(characters.x1[at] - characters.x0[at])
    double = np.zeros(len(at), dtype=bool)
    for offset in (0.0, 0.5):
        row = np.floor(y / np.maximum(_SAME_PLACE[1] * 2 * np.median(size), 0.1) + offset)
        order = np.lexsort((at, x, row, code))
        a, b = order[:-1], order[1:]
        same = (code[a] == code[b]) & (row[a] == row[b]) & (np.abs(y[a] - y[b]) <= _SAME_PLACE[1] * size[a])
        same &= (np.abs(x[b] - x[a]) < _SAME_PLACE[0] * width[a]) & (np.abs(size[a] - size[b]) < 0.1 * size[a])
        double[np.maximum(a, b)[same]] = True
    return at[double]


def _on_own_color(characters: Characters, drawings: Drawings, kept: Flags) -> Ints:
    """Characters of the colour of what lies behind them.

    The ground is the last thing painted before a character that holds its centre, else white paper. Pictures,
    patterns and curves (that fill part of their box) have no one colour: on them every character counts as seen.
    """
    styles = characters.styles
    grounds = np.unique(np.append(drawings.fill[drawings.fill >= 0], _WHITE))
    alike = [color >= 0 and bool(_alike(grounds, color).any()) for color in styles.color.tolist()]
    suspect = np.array(alike, dtype=bool)
    asked = np.flatnonzero(kept & suspect[characters.style])
    if not len(asked):
        return asked
    orders = np.array([drawings.text_orders.get(handle, _LAST) for handle in styles.object.tolist()], dtype=np.int64)
    style = characters.style[asked]
    ground = _grounds(characters, asked, orders[style], drawings)
    return asked[(ground >= 0) & _alike(ground, styles.color[style])]


def _grounds(characters: Characters, at: Ints, orders: Ints, drawings: Drawings) -> Ints:
    """The colour under each character's centre; -1 where it is no one colour."""
    x, y = (characters.x0[at] + characters.x1[at]) / 2, (characters.top[at] + characters.bottom[at]) / 2
    ground = np.full(len(x), _WHITE, dtype=np.int64)
    open_ = np.ones(len(x), dtype=bool)
    high = drawings.bottom - drawings.top >= _PART_OF_LINE * type_size(characters)[at].min()
    for i in np.flatnonzero(drawings.paints & high)[::-1].tolist():
        holds = (drawings.x0[i] <= x) & (x <= drawings.x1[i]) & (drawings.top[i] <= y) & (y <= drawings.bottom[i])
        holds &= open_ & (drawings.order[i] < orders)
        ground[holds] = -1 if drawings.kind[i] == "curve" else drawings.fill[i]
        open_ &= ~holds
        if not open_.any():
            break
    return ground


def _alike(colors: Ints, other: Ints | int) -> Flags:
    differences = [np.abs((colors >> shift & 0xFF) - (np.asarray(other) >> shift & 0xFF)) for shift in (0, 8, 16)]
    alike: Flags = np.max(differences, axis=0) <= _SAME_COLOR
    return alike
