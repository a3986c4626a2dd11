"""The drawn things of a PDF page: rules, boxes, pictures, curves, through form XObjects too, in order of painting."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_void_p, cast
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as c

from pipeline.reading.frame import Frame, Reals
from pipeline.reading.paths import Shape, shapes
from pipeline.reading.pdf import Handle, Page
from pipeline.reading.styles import fill_color, stroke_color

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Matrix = tuple[float, float, float, float, float, float]

RULE = 2.0
"""Bars up to this thickness (points) count as rules."""

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MAX_DEPTH = 12
_OBJECTS_PER_GRAPHIC = 5  # objects looked at, by the limit on graphics
_WHOLE_PAGE = 0.95
_WHITE = 0xFFFFFF


class Drawing(NamedTuple):
    """One drawn thing in the page's own space."""

    kind: str
    left: float
    bottom: float
    right: float
    top: float
    stroke_width: float
    fill: int  # -1 if not filled, or with no one colour
    stroke: int
    order: int
    paints: bool  # covers what lies under its box
    dpi: float  # of pictures


@dataclass(frozen=True)
class Drawings:
    """The drawn things of a page as shown, one entry each, in order of painting; points."""

    kind: list[str]
    x0: Reals
    top: Reals
    x1: Reals
    bottom: Reals
    stroke_width: Reals
    fill: Ints
    stroke: Ints
    order: Ints
    paints: Flags
    dpi: Reals
    text_orders: dict[int, int]  # place in the order of painting of each text object, by PDFium's handle
    truncated: bool  # there are more than were read

    def __len__(self) -> int:
        return len(self.kind)


@dataclass
class _Walk:
    """The budget of a walk through a page's objects, and what it met."""

    limit: int
    seen: int = 0
    drawings: list[Drawing] = field(default_factory=list)
    text_orders: dict[int, int] = field(default_factory=dict)

    @property
    def spent(self) -> bool:
        return len(self.drawings) > self.limit or self.seen > self.limit * _OBJECTS_PER_GRAPHIC


def read_drawings(page: Page, frame: Frame, max_graphics: int) -> Drawings:
    """The first ``max_graphics`` drawn things of a page, clipped to it; white grounds of the whole page left out."""
    walk = _Walk(max_graphics)
    count = c.FPDFPage_CountObjects(page.raw)
    _visit((c.FPDFPage_GetObject(page.raw, i) for i in range(count)), _IDENTITY, 0, walk)
    drawings = walk.drawings[:max_graphics]
    edges = np.array([one[1:5] for one in drawings], dtype=np.float64).reshape(-1, 4)
    x0, top, x1, bottom = frame.boxes(*edges.T)
    shown = (x1 >= 0) & (x0 <= frame.width) & (bottom >= 0) & (top <= frame.height)
    whole = (x1 - x0 >= _WHOLE_PAGE * frame.width) & (bottom - top >= _WHOLE_PAGE * frame.height)
    paper = [one.kind == "box" and one.fill == _WHITE and one.stroke < 0 for one in drawings]
    kept = np.flatnonzero(shown & ~(whole & np.array(paper, dtype=bool)))
    rest = [drawings[i] for i in kept.tolist()]
    return Drawings(
        kind=[one.kind for one in rest],
        x0=np.clip(x0[kept], 0, frame.width),
        top=np.clip(top[kept], 0, frame.height),
        x1=np.clip(x1[kept], 0, frame.width),
        bottom=np.clip(bottom[kept], 0, frame.height),
        stroke_width=np.array([one.stroke_width for one in rest], dtype=np.float64),
        fill=np.array([one.fill for one in rest], dtype=np.int64),
        stroke=np.array([one.stroke for one in rest], dtype=np.int64),
        order=np.array([one.order for one in rest], dtype=np.int64),
        paints=np.array([one.paints for one in rest], dtype=bool),
        dpi=np.array([one.dpi for one in rest], dtype=np.float64),
        text_orders=walk.text_orders,
        truncated=walk.spent,
    )


def _visit(things: Iterator[Handle], matrix: Matrix, depth: int, walk: _Walk) -> None:
    for thing in things:
        walk.seen += 1
        if walk.spent:
            return
        kind = c.FPDFPageObj_GetType(thing)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            walk.text_orders[cast(thing, c_void_p).value or 0] = walk.seen
        elif kind == c.FPDF_PAGEOBJ_PATH:
            walk.drawings += _path(thing, matrix, walk.seen)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            walk.drawings.append(_picture(thing, matrix, walk.seen))
        elif kind == c.FPDF_PAGEOBJ_SHADING:
            walk.drawings.append(_shading(thing, matrix, walk.seen))
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = multiplied(object_matrix(thing), matrix)
            count = c.FPDFFormObj_CountObjects(thing)
            _visit((c.FPDFFormObj_GetObject(thing, i) for i in range(max(0, count))), inner, depth + 1, walk)


def object_matrix(thing: Handle) -> Matrix:
    """An object's own transformation matrix, as in a content stream's ``cm``."""
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(thing, byref(matrix)):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and ``then`` after it."""
    a, b, c_, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c_ * p + d * r, c_ * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(thing: Handle, matrix: Matrix) -> tuple[float, float, float, float]:
    """An object's left, bottom, right, top in the page's own space."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    c.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    a, b, c_, d, e, f = matrix
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [a * x + c_ * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _picture(thing: Handle, matrix: Matrix, order: int) -> Drawing:
    left, bottom, right, top = _bounds(thing, matrix)
    return Drawing("image", left, bottom, right, top, 0.0, -1, -1, order, True, _dpi(thing, matrix))


def _dpi(thing: Handle, matrix: Matrix) -> float:
    """Pixels an inch of a picture as placed; 0 where it is not known."""
    width, height = c.c_uint(), c.c_uint()
    if not c.FPDFImageObj_GetImagePixelSize(thing, byref(width), byref(height)):
        return 0.0
    a, b, c_, d, _, _ = multiplied(object_matrix(thing), matrix)
    area = abs(a * d - b * c_)
    return float(72 * np.sqrt(width.value * height.value / area)) if 0 < area < np.inf else 0.0


def _shading(thing: Handle, matrix: Matrix, order: int) -> Drawing:
    return Drawing("box", *_bounds(thing, matrix), 0.0, -1, -1, order, True, 0.0)


def _path(thing: Handle, matrix: Matrix, order: int) -> Iterator[Drawing]:
    mode, stroked = c_int(), c_int()
    if not c.FPDFPath_GetDrawMode(thing, byref(mode), byref(stroked)):
        return
    fill, fill_alpha = fill_color(thing) if mode.value else (-1, 0)
    stroke, stroke_alpha = stroke_color(thing) if stroked.value else (-1, 0)
    filled, lined = bool(mode.value) and fill_alpha > 0, bool(stroked.value) and stroke_alpha > 0
    if not (filled or lined):
        return
    whole = multiplied(object_matrix(thing), matrix)
    width = _line_width(thing, whole) if lined else 0.0
    paints = filled and fill_alpha == 255
    for shape in shapes(thing, whole, filled=filled, bounds=lambda: _bounds(thing, matrix)):
        kind = _kind(shape, width)
        yield Drawing(kind, *shape.box, width, fill if filled else -1, stroke if lined else -1, order, paints, 0.0)


def _line_width(thing: Handle, matrix: Matrix) -> float:
    width = c_float()
    c.FPDFPageObj_GetStrokeWidth(thing, byref(width))
    a, b, c_, d, _, _ = matrix
    return float(width.value * np.sqrt(abs(a * d - b * c_)))


def _kind(shape: Shape, stroke_width: float) -> str:
    left, bottom, right, top = shape.box
    if shape.straight and min(right - left, top - bottom) + stroke_width <= RULE:
        return "rule"
    return "box" if shape.is_box else "curve"
