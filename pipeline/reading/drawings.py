"""The drawn things of a PDF page: rules, boxes, pictures, curves, through form XObjects too, in order of painting."""

from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as c

from pipeline.reading.frame import Frame, Reals
from pipeline.reading.geometry import (
    EVERYWHERE,
    FAR,
    IDENTITY,
    Box,
    Matrix,
    bounds_of,
    intersection,
    is_empty,
    multiplied,
    scale,
    transformed,
)
from pipeline.reading.paths import Shape, clip_box, ring, shapes
from pipeline.reading.pdf import Handle, Page
from pipeline.reading.styles import fill_color, stroke_color

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

RULE = 2.0
"""Bars up to this thickness (points) count as rules."""

_MAX_DEPTH = 12
_OBJECTS_PER_GRAPHIC = 5  # objects looked at, by the limit on graphics
_WHOLE_PAGE = 0.95
_WHITE = 0xFFFFFF
_OPAQUE = 255
_HAIR = 0.05


class Drawing(NamedTuple):
    """One drawn thing in the page's own space."""

    kind: str
    box: Box
    order: int
    stroke_width: float = 0.0
    fill: int = -1  # -1 if not filled, or with no one colour
    stroke: int = -1
    paints: bool = False  # covers what lies under its box
    dpi: float = 0.0  # of pictures


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


class _Space(NamedTuple):
    """The page, or a form XObject on it: the way to the page's own space, and what of the page it may draw on."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    depth: int = 0


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
    _visit((c.FPDFPage_GetObject(page.raw, i) for i in range(count)), _Space(), walk)
    drawings = [one for one in walk.drawings[:max_graphics] if not is_empty(one.box)]
    edges = np.array([one.box for one in drawings], dtype=np.float64).reshape(-1, 4)
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


def _visit(things: Iterator[Handle], space: _Space, walk: _Walk) -> None:
    for thing in things:
        walk.seen += 1
        if walk.spent:
            return
        kind = c.FPDFPageObj_GetType(thing)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            walk.text_orders[cast(thing, c_void_p).value or 0] = walk.seen
        elif kind == c.FPDF_PAGEOBJ_FORM and space.depth < _MAX_DEPTH:
            count = max(0, c.FPDFFormObj_CountObjects(thing))
            _visit((c.FPDFFormObj_GetObject(thing, i) for i in range(count)), _inside(thing, space), walk)
        elif kind in _DRAWERS:
            walk.drawings += _DRAWERS[kind](thing, space, walk.seen)


def _inside(form: Handle, space: _Space) -> _Space:
    return _Space(multiplied(_matrix(form), space.matrix), _clip(form, space), space.depth + 1)


def _clip(thing: Handle, space: _Space) -> Box:
    return intersection(space.clip, clip_box(thing, space.matrix))


def _matrix(thing: Handle) -> Matrix:
    """An object's own transformation matrix, as in a content stream's ``cm``."""
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(thing, byref(matrix)):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _bounds(thing: Handle, space: _Space) -> Box:
    """What of an object's bounds its clip leaves, in the page's own space."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    c.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    return intersection(_clip(thing, space), bounds_of([transformed(corner, space.matrix) for corner in corners]))


def _picture(thing: Handle, space: _Space, order: int) -> Iterator[Drawing]:
    width, height = c_uint(), c_uint()
    known = c.FPDFImageObj_GetImagePixelSize(thing, byref(width), byref(height))
    inches = scale(multiplied(_matrix(thing), space.matrix)) / 72
    dpi = sqrt(width.value * height.value) / inches if known and inches > 0 else 0.0
    yield Drawing("image", _bounds(thing, space), order, paints=True, dpi=dpi)


def _shading(thing: Handle, space: _Space, order: int) -> Iterator[Drawing]:
    yield Drawing("box", _bounds(thing, space), order, paints=True)


def _path(thing: Handle, space: _Space, order: int) -> Iterator[Drawing]:
    mode, stroked = c_int(), c_int()
    c.FPDFPath_GetDrawMode(thing, byref(mode), byref(stroked))
    fill, fill_alpha = fill_color(thing) if mode.value else (-1, 0)
    stroke, stroke_alpha = stroke_color(thing) if stroked.value else (-1, 0)
    if not (fill_alpha or stroke_alpha):
        return
    matrix, clip = multiplied(_matrix(thing), space.matrix), _clip(thing, space)
    found = list(shapes(thing, matrix, filled=fill_alpha > 0, bounds=lambda: _bounds(thing, space)))
    width = _line_width(thing, matrix) if stroke_alpha else 0.0
    if not stroke_alpha and (framed := ring(found)):
        found, width, fill, stroke, fill_alpha = [framed[0]], framed[1], -1, fill, 0
    boxes: set[Box] = set()
    for shape in found:
        box = intersection(shape.box, clip)
        if box not in boxes and not _cut_away(shape.box, box):
            boxes.add(box)
            kind = _kind(shape, box, width)
            yield Drawing(kind, box, order, width, fill, stroke, paints=fill_alpha == _OPAQUE)


def _cut_away(whole: Box, left: Box) -> bool:
    """Whether the clip leaves nothing of a shape that had two dimensions."""
    return min(left[2] - left[0], left[3] - left[1]) < _HAIR <= min(whole[2] - whole[0], whole[3] - whole[1])


def _line_width(thing: Handle, matrix: Matrix) -> float:
    width = c_float()
    c.FPDFPageObj_GetStrokeWidth(thing, byref(width))
    return min(FAR, width.value * scale(matrix))


def _kind(shape: Shape, box: Box, stroke_width: float) -> str:
    """What a shape is after clipping: of a box or bar a clip may leave a bar."""
    if (shape.straight or shape.is_box) and min(box[2] - box[0], box[3] - box[1]) + stroke_width <= RULE:
        return "rule"
    return "box" if shape.is_box else "curve"


_DRAWERS: dict[int, Callable[[Handle, _Space, int], Iterator[Drawing]]] = {
    c.FPDF_PAGEOBJ_PATH: _path,
    c.FPDF_PAGEOBJ_IMAGE: _picture,
    c.FPDF_PAGEOBJ_SHADING: _shading,
}
