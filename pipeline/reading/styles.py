"""What holds for a whole text object of a PDF page: font, size, weight, colour, turn, visibility."""

import re
from collections.abc import Callable
from ctypes import byref, c_float, c_int, c_size_t, c_void_p, cast, create_string_buffer
from dataclasses import dataclass
from functools import partial
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as c

from pipeline.reading.frame import Frame
from pipeline.reading.geometry import Flags, Ints, Reals, clamped
from pipeline.reading.pdf import INDEX, Handle, addresses, fast, run

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
    descent: float  # by type size; below the baseline it is negative


@dataclass(frozen=True)
class Styles:
    """One entry a text object."""

    object: npt.NDArray[np.uint64]  # PDFium's handle
    size: Reals  # type size as shown, points
    width: Reals  # type size along the writing: another one where type is narrowed or widened
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
    handles = objects.tolist()
    matrix, size = np.zeros((len(handles), 6), dtype=np.float32), np.zeros(len(handles), dtype=np.float32)
    run(map(_matrix, repeat(text), first.tolist(), addresses(matrix)))
    run(map(_size, handles, addresses(size)))
    mode = np.fromiter(map(_mode, handles), dtype=np.int64, count=len(handles))
    color, alpha = fill_colors(handles)
    faces, font = np.unique(np.fromiter(map(_font_of, handles), np.uint64, len(handles)), return_inverse=True)
    fonts = tuple(map(_font, faces.tolist()))
    a, b, c_, d = (clamped(column) for column in matrix.T[:4].astype(np.float64))
    return Styles(
        object=objects,
        size=clamped(np.abs(size) * np.hypot(c_, d)),
        width=clamped(np.abs(size) * np.hypot(a, b)),
        turn=(frame.rotation - np.degrees(np.arctan2(b, a))) % 360,
        font=font,
        bold=np.isin(mode, _STROKED) | np.array([one.bold for one in fonts], dtype=bool)[font],
        italic=np.array([one.italic for one in fonts], dtype=bool)[font],
        color=color,
        unseen=np.isin(mode, _UNSEEN) | (alpha == 0),
        fonts=fonts,
    )


def fill_colors(handles: list[int]) -> tuple[Ints, Ints]:
    """0xRRGGBB and alpha (0..255) that objects are filled with; -1 and 255 where PDFium cannot tell (patterns)."""
    return _colors(_fill, handles)


def stroke_colors(handles: list[int]) -> tuple[Ints, Ints]:
    """0xRRGGBB and alpha (0..255) that objects are stroked with; -1 and 255 where PDFium cannot tell."""
    return _colors(_stroke, handles)


def _colors(getter: Handle, handles: list[int]) -> tuple[Ints, Ints]:
    channels = np.zeros((len(handles), 4), dtype=np.uint32)
    to = map(addresses, channels.T)
    known = np.fromiter(map(getter, handles, *to), dtype=np.int64, count=len(handles)) > 0
    r, g, b, alpha = channels.T.astype(np.int64)
    return np.where(known, r << 16 | g << 8 | b, -1), np.where(known, alpha, 255)


_matrix = fast(c.FPDFText_GetMatrix, c_int, c_void_p, INDEX, c_void_p)
_size = fast(c.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
_mode = fast(c.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_font_of = fast(c.FPDFTextObj_GetFont, c_size_t, c_void_p)
_fill = fast(c.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
_stroke = fast(c.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *[c_void_p] * 4)


def _font(handle: int) -> Font:
    if not handle:
        return Font("", bold=False, italic=False, descent=0.0)
    font = cast(handle, c.FPDF_FONT)
    name = _SUBSET.sub("", _string(partial(c.FPDFFont_GetBaseFontName, font)))
    flags = max(0, c.FPDFFont_GetFlags(font))
    angle, descent = c_int(), c_float()
    c.FPDFFont_GetItalicAngle(font, byref(angle))
    c.FPDFFont_GetDescent(font, 1.0, byref(descent))
    heavy = c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT and not _PLAIN_NAME.search(name)
    bold = bool(_BOLD_NAME.search(name)) or heavy or bool(flags & _FLAG_FORCE_BOLD)
    italic = bool(_ITALIC_NAME.search(name)) or bool(flags & _FLAG_ITALIC) or angle.value != 0
    return Font(name, bold, italic, descent.value)


def _string(getter: Callable[..., int]) -> str:
    """A string of PDFium's, by its two-call convention: length first, then the bytes."""
    length = getter(None, 0)
    buffer = create_string_buffer(max(1, length))
    getter(buffer, length)
    return buffer.value.decode("utf-8", errors="replace")
