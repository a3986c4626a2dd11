"""What holds for a whole text object of a PDF page: font, size, weight, colour, turn, visibility."""

import re
from collections.abc import Callable
from ctypes import byref, c_float, c_int, c_uint, cast, create_string_buffer
from dataclasses import dataclass
from functools import partial
from math import atan2, degrees, hypot

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as c

from pipeline.reading.frame import Frame, Reals
from pipeline.reading.pdf import Handle

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!light)|(?:^|[-_ ,])(?:bd|blk|hv)\b", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"regular|roman|light|book|medium|thin|normal", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|slanted|(?:^|[-_ ,])it\b", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18  # PDF 32000-1, table 123
_BOLD_WEIGHT = 650
_STROKED = (c.FPDF_TEXTRENDERMODE_FILL_STROKE, c.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)
_UNSEEN = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True)
class Font:
    """A font as the file names and describes it."""

    name: str
    bold: bool
    italic: bool


@dataclass(frozen=True)
class Styles:
    """One entry a text object."""

    object: npt.NDArray[np.uint64]  # PDFium's handle
    size: Reals  # type size as shown, points
    turn: Reals  # clockwise turn of the writing on the page as shown, degrees in 0..360
    font: Ints  # entry of `fonts`
    bold: Flags
    italic: Flags
    color: Ints  # 0xRRGGBB, -1 if unknown
    unseen: Flags  # drawn with no ink
    fonts: tuple[Font, ...]


def read_styles(text: int, objects: npt.NDArray[np.uint64], first: Ints, frame: Frame) -> Styles:
    """The styles of text objects.

    Args:
        text: Address of PDFium's text page.
        objects: Handles; 0 stands for no object.
        first: For each, the index of one of its characters.
        frame: The page, for its rotation.
    """
    fonts: dict[int, int] = {}
    known: list[Font] = []
    rows = [_style(text, handle, at, fonts, known) for handle, at in zip(objects.tolist(), first.tolist(), strict=True)]
    size, turn, font, stroked, color, unseen = zip(*rows, strict=True) if rows else ((),) * 6
    index = np.array(font, dtype=np.int64)
    return Styles(
        object=objects,
        size=np.array(size, dtype=np.float64),
        turn=(np.array(turn, dtype=np.float64) + frame.rotation) % 360,
        font=index,
        bold=np.array(stroked, dtype=bool) | np.array([one.bold for one in known], dtype=bool)[index],
        italic=np.array([one.italic for one in known], dtype=bool)[index],
        color=np.array(color, dtype=np.int64),
        unseen=np.array(unseen, dtype=bool),
        fonts=tuple(known),
    )


def _style(
    text: int, handle: int, at: int, fonts: dict[int, int], known: list[Font]
) -> tuple[float, float, int, bool, int, bool]:
    if not handle:
        return 0.0, 0.0, _font_index(0, fonts, known), False, -1, False
    thing = cast(handle, c.FPDF_PAGEOBJECT)
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(cast(text, c.FPDF_TEXTPAGE), at, byref(matrix))
    size = c_float()
    c.FPDFTextObj_GetFontSize(thing, byref(size))
    mode = c.FPDFTextObj_GetTextRenderMode(thing)
    font = cast(c.FPDFTextObj_GetFont(thing), c.c_void_p).value or 0
    color, alpha = fill_color(thing)
    return (
        abs(size.value) * hypot(matrix.c, matrix.d),
        -degrees(atan2(matrix.b, matrix.a)),
        _font_index(font, fonts, known),
        mode in _STROKED,
        color,
        mode in _UNSEEN or alpha == 0,
    )


def fill_color(thing: Handle) -> tuple[int, int]:
    """0xRRGGBB and alpha (0..255) that an object is filled with; -1 and 255 where PDFium cannot tell (patterns)."""
    return _color(c.FPDFPageObj_GetFillColor, thing)


def stroke_color(thing: Handle) -> tuple[int, int]:
    """0xRRGGBB and alpha (0..255) that an object is stroked with; -1 and 255 where PDFium cannot tell."""
    return _color(c.FPDFPageObj_GetStrokeColor, thing)


def _color(getter: Callable[..., int], thing: Handle) -> tuple[int, int]:
    r, g, b, a = c_uint(), c_uint(), c_uint(), c_uint()
    if not getter(thing, byref(r), byref(g), byref(b), byref(a)):
        return -1, 255
    return r.value << 16 | g.value << 8 | b.value, a.value


def _font_index(handle: int, fonts: dict[int, int], known: list[Font]) -> int:
    if handle not in fonts:
        fonts[handle] = len(known)
        known.append(_font(handle))
    return fonts[handle]


def _font(handle: int) -> Font:
    if not handle:
        return Font("", bold=False, italic=False)
    font = cast(handle, c.FPDF_FONT)
    name = _SUBSET.sub("", _string(partial(c.FPDFFont_GetBaseFontName, font)))
    flags = max(0, c.FPDFFont_GetFlags(font))
    angle = c_int()
    c.FPDFFont_GetItalicAngle(font, byref(angle))
    heavy = c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT and not _PLAIN_NAME.search(name)
    bold = bool(_BOLD_NAME.search(name)) or heavy or bool(flags & _FLAG_FORCE_BOLD)
    italic = bool(_ITALIC_NAME.search(name)) or bool(flags & _FLAG_ITALIC) or angle.value != 0
    return Font(name, bold, italic)


def _string(getter: Callable[..., int]) -> str:
    """A string of PDFium's, by its two-call convention: length first, then the bytes."""
    length = getter(None, 0)
    buffer = create_string_buffer(max(1, length))
    getter(buffer, length)
    return buffer.value.decode("utf-8", errors="replace")
