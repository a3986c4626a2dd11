"""Words from characters: where the gaps, the spaces and the baselines part them.

The gap between two characters is measured along their writing from advance width to advance width, by type size.
Spaces the file draws are believed; those PDFium generates are only what it makes of the same gaps. Letter-spaced type
carries the same gap between all its letters: it is taken off before the gaps are judged.
"""

from dataclasses import dataclass, fields

import numpy as np

from pipeline.reading.characters import HYPHEN, REPLACEMENT, Characters
from pipeline.reading.geometry import Flags, Ints, Reals

WORD_GAP = 0.15
"""A gap wider than this, by type size, parts words: kerning stays below .1, justified lines above .2."""

_DRAWN_SPACE_GAP = 0.03  # a drawn space that leaves no gap is no space to the eye
_SEEN_SPACE_GAP = 0.1  # PDFium knows advance widths where ink hangs over
_TRACKED = 0.06  # half of the gaps of a run beyond this: letter-spaced
_WIDE_SHARE = 0.25  # of the gaps of a run; words in running text have five letters and more
_MAX_TRACKED = 0.8
_MIN_TRACKED_GAPS = 3
_SPACED_OUT_LETTERS = 4
_UNEVEN = 0.12
_PITCH = 0.02  # by type size, from pen to pen
_LINE_SHIFT = 0.3  # baselines further apart, by type size, are of different lines or levels
_LEVEL_SHIFT = 0.08
_SMALLER = 0.86  # size by the size of the text beside it, from which a shifted baseline parts words
_MAX_SCRIPT_SHIFT = 0.8
_SLANT = 3.0  # degrees off the right angle, from which gaps cannot be measured along an axis

_SPACES = np.array([*range(0x09, 0x0E), 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)])
_SPACES = np.concatenate([_SPACES, [0x2028, 0x2029, 0x202F, 0x205F, 0x3000]])
_FORMATS = np.array([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_SOFT_HYPHEN = 0xAD


@dataclass(frozen=True)
class Glyphs:
    """The characters that show, one entry each: columns that the cutting into words needs.

    ``along`` and ``across`` are distances in the direction of writing and down from it.
    """

    code: Ints
    index: Ints  # place among the page's characters
    start: Reals  # along
    end: Reals
    base: Reals  # across, of the baseline
    size: Reals
    turn: Ints  # 0, 90, 180, 270
    slanted: Flags
    style: Ints
    line: Ints
    spaces: Ints  # drawn ones that stand before it on the page
    blanks: Ints  # spaces and line breaks, drawn or generated, that do
    hyphen: Flags

    def where(self, holds: Flags) -> "Glyphs":
        """Those of which something holds."""
        if holds.all():
            return self
        return Glyphs(**{field.name: getattr(self, field.name)[holds] for field in fields(self)})


def glyphs(characters: Characters) -> Glyphs:
    """The characters that are neither space nor control.

    Control characters and invisible formatting marks are no text and are dropped here; lone surrogates,
    non-characters and what the font gives no meaning to become U+FFFD. Hyphens that PDFium has replaced by its own
    mark, and soft hyphens that are drawn (so they show), become ``-``.
    """
    code = plain_codes(characters)
    index = np.flatnonzero(code > 0)
    is_space = code == 0
    style = characters.style[index]
    turn = characters.styles.turn[style]
    right_angle = (np.round(turn / 90).astype(np.int64) * 90) % 360
    start, end, base = _along(characters, index, right_angle)
    return Glyphs(
        code=code[index],
        index=index,
        start=start,
        end=end,
        base=base,
        size=type_size(characters)[index],
        turn=right_angle,
        slanted=np.abs((turn - right_angle + 180) % 360 - 180) > _SLANT,
        style=style,
        line=characters.line[index],
        spaces=np.cumsum(is_space & ~characters.generated)[index],
        blanks=np.cumsum(is_space)[index],
        hyphen=characters.code[index] == HYPHEN,
    )


def plain_codes(characters: Characters) -> Ints:
    """Code points cleaned: 0 for spaces, -1 for what is no text."""
    code = characters.code.copy()
    lost = (code >= 0xD800) & (code < 0xE000) | (code & 0xFFFE == 0xFFFE) | (code > 0x10FFFF)
    code[lost | characters.unmapped & ~characters.generated] = REPLACEMENT
    code[(characters.code == HYPHEN) | (code == _SOFT_HYPHEN)] = ord("-")
    spaces = np.isin(characters.code, _SPACES)
    controls = (code < 0x20) | (code >= 0x7F) & (code < 0xA0) | np.isin(code, _FORMATS)
    code[controls & ~spaces] = -1
    code[spaces] = 0
    return code


def type_size(characters: Characters) -> Reals:
    """Type size of each character; its box's height where the file gives a size that cannot be."""
    size = characters.styles.size[characters.style]
    height = characters.bottom - characters.top
    absurd = (size <= 0) | ~np.isfinite(size) | (height > 4 * size)
    return np.where(absurd, np.clip(height / 1.2, 0.1, 1e4), size)


def cuts(run: Glyphs) -> tuple[Flags, Flags]:
    """Whether a word begins at each glyph, and whether it does so without a space before it."""
    n = len(run.code)
    begins, glued = np.ones(n, dtype=bool), np.zeros(n, dtype=bool)
    if n < 2:
        return begins, glued
    size = np.maximum(run.size[1:], run.size[:-1])
    gap = np.maximum(run.start[1:] - run.end[:-1], run.start[:-1] - run.end[1:])
    gap /= np.sqrt(run.size[1:] * run.size[:-1])
    shift = np.abs(np.diff(run.base)) / size
    smaller = np.minimum(run.size[1:], run.size[:-1]) < _SMALLER * size
    level = (shift > _LINE_SHIFT) | smaller & (shift > _LEVEL_SHIFT)
    space, blank = np.diff(run.spaces) > 0, np.diff(run.blanks) > 0
    tracking = _tracking(run, gap, space, level)
    free = gap - tracking
    apart = (free > WORD_GAP) | (space & (free > _DRAWN_SPACE_GAP)) | (blank & (free > _SEEN_SPACE_GAP))
    apart &= ~_spaced_out(run, gap, space, blank, level)
    slanted = run.slanted[1:] | run.slanted[:-1]
    apart = np.where(slanted, blank, apart) | (np.diff(run.turn) != 0)
    begins[1:] = apart | np.where(slanted, False, level)
    glued[1:] = begins[1:] & ~apart & (shift < _MAX_SCRIPT_SHIFT)
    return begins, glued


def _along(characters: Characters, index: Ints, turn: Ints) -> tuple[Reals, Reals, Reals]:
    """Start and end along the writing, and the baseline across it, for each right-angled turn.

    A glyph starts where the pen stood, not where its ink hangs over to the left; its box ends at its advance width or
    its ink, whichever is further.
    """
    x0, top, x1, bottom = (v[index] for v in (characters.x0, characters.top, characters.x1, characters.bottom))
    x, y = characters.x[index], characters.y[index]
    turns = [turn == 0, turn == 90, turn == 180, turn == 270]
    end = np.select(turns, [x1, bottom, -x0, -top])
    start = np.maximum(np.select(turns, [x0, top, -x1, -bottom]), np.select(turns, [x, y, -x, -y]))
    return np.minimum(start, end), end, np.select(turns, [y, -x, -y, x])


def _runs(run: Glyphs, level: Flags) -> Ints:
    """A number for each glyph: the stretch of one line, level and type that it stands in."""
    changes = (np.diff(run.line) != 0) | (np.diff(run.size) != 0) | level
    return np.concatenate([[0], np.cumsum(changes)])


def _tracking(run: Glyphs, gap: Reals, space: Flags, level: Flags) -> Reals:
    """For each gap the letter-spacing of its stretch of type; 0 in stretches that are not set wide.

    Only stretches of letters count: figures in a row are cells of a table.
    """
    tracking = np.zeros(len(gap))
    stretch = _runs(run, level)
    inside = (stretch[1:] == stretch[:-1]) & ~space
    wide = inside & (gap > _TRACKED)
    of_gap = stretch[1:]
    n_wide, n_inside = np.bincount(of_gap[wide]), np.bincount(of_gap[inside])
    share = n_wide / np.maximum(n_inside[: len(n_wide)], 1)
    for number in np.flatnonzero(share > _WIDE_SHARE).tolist():
        first, last = np.searchsorted(of_gap, [number, number + 1])
        set_in = inside[first:last]
        if set_in.sum() >= _MIN_TRACKED_GAPS and is_letter(run.code[first : last + 1]).mean() > 0.5:
            pen = np.diff(run.start[first : last + 1]) / run.size[first]
            tracking[first:last] = _spacing(gap[first:last], pen, set_in)
    return tracking


def _spacing(gap: Reals, pen: Reals, inside: Flags) -> Reals:
    """The letter-spacing of one stretch: the middle of its gaps, or whatever keeps its letters at an even pitch."""
    gaps = np.sort(gap[inside])
    middle = gaps[(len(gaps) - 1) // 2]
    if _TRACKED < middle < _MAX_TRACKED and gaps[(len(gaps) - 1) // 4] > middle - _UNEVEN:
        return np.full(len(gap), middle)
    even = np.abs(pen - np.median(pen[inside])) < _PITCH
    return np.where(even & (gap < _MAX_TRACKED), gap, 0.0) if even[inside].mean() > 0.8 else np.zeros(len(gap))


def _spaced_out(run: Glyphs, gap: Reals, space: Flags, blank: Flags, level: Flags) -> Flags:
    """Gaps inside a word set with a drawn space between its letters: ``P R O C E S S``.

    Such are four letters or more, a drawn space between each, all the same narrow gap apart; a wider gap ends them.
    """
    inside = np.zeros(len(gap), dtype=bool)
    letter = is_letter(run.code)
    letter &= (run.code < ord("a")) | (run.code > ord("z"))
    single = space & letter[1:] & letter[:-1] & ~level & (gap < _MAX_TRACKED)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], single, [False]]).astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        alone = (first == 0 or blank[first - 1]) and (last == len(gap) or blank[last])
        narrow = gap[first:last] <= gap[first:last].min() + _UNEVEN
        if alone and narrow.sum() >= _SPACED_OUT_LETTERS - 1:
            inside[first:last] = narrow
    return inside


def is_letter(code: Ints) -> Flags:
    """Whether each is a Latin letter."""
    folded = code | 0x20
    return (folded >= ord("a")) & (folded <= ord("z")) | (code >= 0xC0) & (code < 0x250)
