"""The characters of a PDF page as columns of numbers, in few calls into PDFium.

Results go to addresses inside numpy arrays, ``map`` runs the loops (see ``fast``), and what holds for a whole text
object (font, size, colour, ...) is asked once an object (``styles.py``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float, c_int, c_size_t, c_uint, c_void_p
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as c

from pipeline.reading.frame import Frame
from pipeline.reading.geometry import Flags, Ints, Reals
from pipeline.reading.pdf import INDEX, Handle, Page, address, addresses, fast, run
from pipeline.reading.styles import Styles, read_styles

HYPHEN = 0x02
"""What PDFium gives for a hyphen at a line end that it takes for hyphenation."""

REPLACEMENT = 0xFFFD

_WRITING_EDGES = ((0, 2), (1, 3), (2, 0), (3, 1))  # where writing starts and ends in a box, by quarter turns clockwise


@dataclass(frozen=True)
class Characters:
    """The characters of one page in PDFium's order (content stream, one line's objects by x), one entry each.

    Geometry is on the page as shown, points. Spaces and line breaks are entries too, also those that PDFium
    generates where it sees a gap: these have no place.
    """

    code: Ints  # code point
    x0: Reals  # box: advance width by the font's ascent and descent
    top: Reals
    x1: Reals
    bottom: Reals
    x: Reals  # origin: where the pen stood, on the baseline
    y: Reals
    style: Ints  # entry of `styles`; -1 for what PDFium generated outside any text object
    generated: Flags
    unmapped: Flags  # the font does not say what the glyph means
    advance: Reals  # how far it moves the pen, without what is added between letters; 0 if unknown, as in ligatures
    line: Ints  # PDFium's line, from 0
    styles: Styles
    truncated: bool  # the page has more characters than were read

    def __len__(self) -> int:
        return len(self.code)


def read_characters(page: Page, frame: Frame, max_characters: int) -> Characters:
    """The first ``max_characters`` characters of a page."""
    with _text_page(page) as text:
        count = max(0, c.FPDFText_CountChars(text))
        n = min(count, max_characters)
        handle = address(text)
        code = np.fromiter(map(_unicode, repeat(handle), range(n)), dtype=np.int64, count=n)
        objects = np.fromiter(map(_object, repeat(handle), range(n)), dtype=np.uint64, count=n)
        generated = _generated(handle, code)
        asked = np.flatnonzero(~generated)
        box, origin = np.zeros((n, 4), dtype=np.float32), np.zeros((n, 2))
        box[asked], origin[asked] = _boxes(handle, asked.tolist()), _origins(handle, asked.tolist())
        known, first, style = _distinct(objects)
        styles = read_styles(handle, known, first, frame)
        style = np.where(objects == 0, -1, style)
        unmapped, advance = _by_glyph(handle, code, objects, style, styles)
    whole = _joined(code)
    code, style, box, origin, advance = code[whole], style[whole], box[whole], origin[whole], advance[whole]
    _spread_ligatures(box, origin, advance, style, (styles.turn - frame.rotation)[style])
    x, y = frame.points(origin[:, 0], origin[:, 1])
    left, top, right, bottom = box.T.astype(np.float64)
    return Characters(
        code,
        *frame.boxes(left, bottom, right, top),
        x,
        y,
        style,
        generated[whole],
        unmapped[whole],
        advance,
        line=np.cumsum((code == ord("\n")) | (np.append(0, code)[:-1] == HYPHEN)),
        styles=styles,
        truncated=count > n,
    )


@contextmanager
def _text_page(page: Page) -> Iterator[Handle]:
    text = c.FPDFText_LoadPage(page.raw)
    try:
        yield text
    finally:
        c.FPDFText_ClosePage(text)


_unicode = fast(c.FPDFText_GetUnicode, c_uint, c_void_p, INDEX)
_object = fast(c.FPDFText_GetTextObject, c_size_t, c_void_p, INDEX)
_loose_box = fast(c.FPDFText_GetLooseCharBox, c_int, c_void_p, INDEX, c_void_p)
_tight_box = fast(c.FPDFText_GetCharBox, c_int, c_void_p, INDEX, c_void_p, c_void_p, c_void_p, c_void_p)
_origin = fast(c.FPDFText_GetCharOrigin, c_int, c_void_p, INDEX, c_void_p, c_void_p)
_is_generated = fast(c.FPDFText_IsGenerated, c_int, c_void_p, INDEX)
_font_of = fast(c.FPDFTextObj_GetFont, c_size_t, c_void_p)
_glyph_width = fast(c.FPDFFont_GetGlyphWidth, c_int, c_size_t, c_uint, c_float, c_void_p)
_has_map_error = fast(c.FPDFText_HasUnicodeMapError, c_int, c_void_p, INDEX)


def _distinct(objects: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], Ints, Ints]:
    """As ``np.unique``: the different ones, the first place of each, and which each is; most follow one like them."""
    starts = np.flatnonzero(np.concatenate([[True], objects[1:] != objects[:-1]])[: len(objects)])
    known, first, which = np.unique(objects[starts], return_index=True, return_inverse=True)
    return known, starts[first], np.repeat(which, np.diff(starts, append=len(objects)))


def _boxes(handle: int, asked: list[int]) -> npt.NDArray[np.float32]:
    """Left, top, right, bottom in the page's own space; a glyph without width gets the box of its ink."""
    boxes = np.zeros((len(asked), 4), dtype=np.float32)
    run(map(_loose_box, repeat(handle), asked, addresses(boxes)))
    ink = np.zeros(4)  # left, right, bottom, top
    to = [ink.ctypes.data + 8 * i for i in range(4)]
    for i in np.flatnonzero(~(np.abs(boxes[:, 2] - boxes[:, 0]) > 0) & (boxes != 0).any(axis=1)).tolist():
        if _tight_box(handle, asked[i], *to):
            boxes[i, [0, 2]] = ink[:2]
    return boxes


def _joined(code: Ints) -> Flags:
    """Where a character begins: surrogate pairs are joined in place, their second halves left out."""
    high, low = (code >= 0xD800) & (code < 0xDC00), (code >= 0xDC00) & (code < 0xE000)
    pairs = np.flatnonzero(high[:-1] & low[1:])
    code[pairs] = 0x10000 + ((code[pairs] - 0xD800) << 10) + (code[pairs + 1] - 0xDC00)
    whole = np.ones(len(code), dtype=bool)
    whole[pairs + 1] = False
    return whole


def _spread_ligatures(
    boxes: npt.NDArray[np.float32], origins: Reals, advances: Reals, style: Ints, turn: Reals
) -> None:
    """Side by side what one glyph stands for: PDFium mostly gives each letter of a ligature the whole glyph's box."""
    if len(style) < 2:
        return
    extends = (boxes[:, :2] != boxes[:, 2:]).any(axis=1)  # as generated spaces do not
    same = (np.diff(origins, axis=0) == 0).all(axis=1) & (np.diff(style) == 0) & (style[1:] >= 0)
    same &= extends[1:] & extends[:-1]
    advances[:-1][same] = advances[1:][same] = 0
    same &= (np.diff(boxes, axis=0) == 0).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        from_, to = _WRITING_EDGES[round(turn[first] / 90) % 4]
        steps = np.linspace(boxes[first, from_], boxes[first, to], last - first + 2)
        boxes[first : last + 1, from_], boxes[first : last + 1, to] = steps[:-1], steps[1:]


def _origins(handle: int, asked: list[int]) -> Reals:
    origins = np.zeros((len(asked), 2))
    run(map(_origin, repeat(handle), asked, addresses(origins[:, 0]), addresses(origins[:, 1])))
    return origins


def _generated(handle: int, code: Ints) -> Flags:
    """Only spaces and line breaks are ever generated: no other character is asked."""
    generated = np.zeros(len(code), dtype=bool)
    asked = np.flatnonzero(code <= ord(" "))
    generated[asked] = [bool(_is_generated(handle, i)) for i in asked.tolist()]
    return generated


def _by_glyph(
    handle: int, code: Ints, objects: npt.NDArray[np.uint64], style: Ints, styles: Styles
) -> tuple[Flags, Reals]:
    """Whether characters are unmapped, and their advance: asked once for every character of a font."""
    pairs = styles.font[style] * 0x200000 + code
    _, first, back = np.unique(pairs, return_index=True, return_inverse=True)
    unmapped = np.array([_has_map_error(handle, i) == 1 for i in first.tolist()], dtype=bool)
    fonts = map(_font_of, objects[first].tolist())
    widths = np.zeros(len(first), dtype=np.float32)
    run(map(_glyph_width, fonts, code[first].tolist(), repeat(1.0), addresses(widths)))
    return unmapped[back], widths.astype(np.float64)[back] * styles.width[style]
