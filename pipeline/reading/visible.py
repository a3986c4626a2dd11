"""What of a page's text a reader does not see: outside the page, without ink, drawn twice, the colour of its ground."""

import numpy as np

from pipeline.reading.characters import Characters
from pipeline.reading.drawings import KINDS, Drawings
from pipeline.reading.frame import Frame
from pipeline.reading.geometry import Flags, Ints
from pipeline.reading.words import Glyphs

REASONS = (None, "outside_page", "invisible", "duplicate")
_OUTSIDE, _INVISIBLE, _DUPLICATE = 1, 2, 3

MIN_SIZE = 1.0
"""Type smaller than this (points) is not there for readers."""

_SAME_PLACE = (0.5, 0.25)  # of the advance width along, of the type size across
_WHITE = 0xFFFFFF
_LAST = 1 << 62
_SAME_COLOR = 12  # largest difference in a channel that no eye tells apart


def rejected(characters: Characters, drawn: Glyphs, drawings: Drawings, frame: Frame) -> Ints:
    """For each glyph of a page why it is no text, as an entry of ``REASONS``; 0 where it is."""
    x = (characters.x0 + characters.x1)[drawn.index] / 2
    y = (characters.top + characters.bottom)[drawn.index] / 2
    outside = ~((x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height))
    unseen = characters.styles.unseen[drawn.style] | (drawn.size < MIN_SIZE)
    found = np.where(outside, _OUTSIDE, np.where(unseen, _INVISIBLE, 0))
    found[_on_own_color(characters, drawn, drawings, found == 0)] = _INVISIBLE
    found[_doubles(characters, drawn, found == 0)] = _DUPLICATE
    return found


def _doubles(characters: Characters, drawn: Glyphs, kept: Flags) -> Ints:
    """Glyphs drawn a second time in the same place (bold by overprinting, shadows): all but the first.

    Sorted by character and place, doubles are neighbours. Places are binned twice, half a bin apart, so that no
    pair is parted by the edge of a bin.
    """
    drawn = drawn.where(kept)
    code = characters.code[drawn.index]  # as the file has it: unmapped glyphs are not all the same
    if not len(drawn.code):
        return drawn.index
    bin_ = max(2 * _SAME_PLACE[1] * float(np.median(drawn.size)), MIN_SIZE)
    double = np.zeros(len(drawn.code), dtype=bool)
    for offset in (0.0, 0.5):
        row = np.floor(drawn.base / bin_ + offset)
        order = np.lexsort((drawn.index, drawn.start, row, drawn.turn, code))
        a, b = order[:-1], order[1:]
        double[np.maximum(a, b)[_same_place(drawn, a, b) & (code[a] == code[b]) & (row[a] == row[b])]] = True
    return np.flatnonzero(kept)[double]


def _same_place(drawn: Glyphs, a: Ints, b: Ints) -> Flags:
    """Whether two characters each are drawn in the same size and place."""
    along, across = _SAME_PLACE[0] * (drawn.end[a] - drawn.start[a]), _SAME_PLACE[1] * drawn.size[a]
    same: Flags = drawn.turn[a] == drawn.turn[b]
    same &= (np.abs(drawn.start[a] - drawn.start[b]) < along) & (np.abs(drawn.base[a] - drawn.base[b]) <= across)
    return same & (np.abs(drawn.size[a] - drawn.size[b]) < 0.1 * drawn.size[a])


def _on_own_color(characters: Characters, drawn: Glyphs, drawings: Drawings, kept: Flags) -> Ints:
    """Glyphs of the colour of what lies behind them.

    The ground is the last thing painted under a character, else white paper. Pictures, patterns, curves (that fill
    part of their box) and things that hold only part of the character's box are no ground of one colour: there it
    counts as seen.
    """
    styles = characters.styles
    grounds = np.unique(np.append(drawings.fill[drawings.fill >= 0], _WHITE))
    colors, back = np.unique(styles.color, return_inverse=True)
    alike = [color >= 0 and bool(_alike(grounds, color).any()) for color in colors.tolist()]
    asked = np.flatnonzero(kept & np.array(alike, dtype=bool)[back][drawn.style])
    if not len(asked):
        return asked
    orders = np.array([drawings.text_orders.get(handle, _LAST) for handle in styles.object.tolist()], dtype=np.int64)
    style = drawn.style[asked]
    ground = _grounds(characters, drawn.index[asked], orders[style], drawings)
    return asked[(ground >= 0) & _alike(ground, styles.color[style])]


def _grounds(characters: Characters, at: Ints, orders: Ints, drawings: Drawings) -> Ints:
    """The colour under each character's box; -1 where it is no one colour."""
    x0, top, x1, bottom = (v[at] for v in (characters.x0, characters.top, characters.x1, characters.bottom))
    ground = np.full(len(at), _WHITE, dtype=np.int64)
    open_ = np.ones(len(at), dtype=bool)
    for i in np.flatnonzero(drawings.paints)[::-1].tolist():
        left, upper, right, lower = drawings.box[i].tolist()
        meets = (left < x1) & (x0 < right) & (upper < bottom) & (top < lower) & open_ & (drawings.order[i] < orders)
        holds = (left <= x0) & (x1 <= right) & (upper <= top) & (bottom <= lower)
        ground[meets] = np.where(holds[meets] & (drawings.kind[i] != KINDS.index("curve")), drawings.fill[i], -1)
        open_ &= ~meets
        if not open_.any():
            break
    return ground


def _alike(colors: Ints, other: Ints | int) -> Flags:
    differences = [np.abs((colors >> shift & 0xFF) - (np.asarray(other) >> shift & 0xFF)) for shift in (0, 8, 16)]
    alike: Flags = np.max(differences, axis=0) <= _SAME_COLOR
    return alike
