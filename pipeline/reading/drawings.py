"""The drawn things of a PDF page: rules, boxes, pictures, curves, through form XObjects too, in order of painting."""

from ctypes import c_int, c_size_t, c_void_p
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as c

from pipeline.reading.frame import Frame
from pipeline.reading.geometry import (
    EVERYWHERE,
    IDENTITY,
    Flags,
    Ints,
    Reals,
    bounds,
    clamped,
    intersection,
    multiplied,
    scale,
    transformed,
)
from pipeline.reading.paths import Shapes, clip_boxes, shapes
from pipeline.reading.pdf import INDEX, Handle, Page, address, addresses, fast, run
from pipeline.reading.styles import fill_colors, stroke_colors

RULE = 2.0
"""Bars up to this thickness (points) count as rules."""

KINDS = ("rule", "box", "image", "curve")
_RULE, _BOX, _IMAGE, _CURVE = range(4)

_MAX_DEPTH = 12
_OBJECTS_PER_GRAPHIC = 5  # objects looked at, by the limit on graphics
_WHOLE_PAGE = 0.95
_WHITE = 0xFFFFFF
_OPAQUE = 255
_HAIR = 0.05
_MAX_FRAME = 6.0  # thickness of a frame painted as a ring

_on_page = fast(c.FPDFPage_GetObject, c_size_t, c_void_p, INDEX)
_in_form = fast(c.FPDFFormObj_GetObject, c_size_t, c_void_p, INDEX)
_count_in_form = fast(c.FPDFFormObj_CountObjects, c_int, c_void_p)
_type = fast(c.FPDFPageObj_GetType, c_int, c_void_p)
_get_matrix = fast(c.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_get_bounds = fast(c.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
_draw_mode = fast(c.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_get_width = fast(c.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)
_pixel_size = fast(c.FPDFImageObj_GetImagePixelSize, c_int, c_void_p, c_void_p, c_void_p)


@dataclass(frozen=True)
class Drawings:
    """The drawn things of a page, one entry each, in order of painting; boxes on the page as shown, points."""

    kind: Ints  # entry of KINDS
    box: Reals  # x0, top, x1, bottom
    stroke_width: Reals
    fill: Ints  # 0xRRGGBB; -1 if not filled, or with no one colour
    stroke: Ints
    order: Ints  # place in the order of painting
    paints: Flags  # covers what lies under its box
    dpi: Reals  # of pictures; 0 of others
    text_orders: dict[int, int]  # place in the order of painting of each text object, by PDFium's handle
    truncated: bool  # there are more than were read
    n_objects: int = 0  # how many things of any kind, shown or not, were looked at

    def __len__(self) -> int:
        return len(self.kind)

    def count(self, kind: str) -> int:
        """How many there are of a kind."""
        return int((self.kind == KINDS.index(kind)).sum())


@dataclass
class _Walk:
    """What a walk through a page's objects met, and how much it may meet.

    A space is the page, or a form XObject on it: a matrix to the page's own space, and what of the page it may draw on.
    """

    limit: int
    seen: int = 0
    things: list[tuple[int, int, int, int]] = field(default_factory=list)  # handle, type, space, order
    matrices: list[Reals] = field(default_factory=lambda: [IDENTITY])
    clips: list[Reals] = field(default_factory=lambda: [EVERYWHERE])
    text_orders: dict[int, int] = field(default_factory=dict)

    @property
    def spent(self) -> bool:
        """Whether the page has more than may be read."""
        return len(self.things) > self.limit or self.seen > self.limit * _OBJECTS_PER_GRAPHIC

    def visit(self, getter: Handle, container: int, count: int, space: int = 0, depth: int = 0) -> None:
        """Note the objects of the page or of a form, and of the forms in it."""
        for handle in map(getter, repeat(container), range(count)):
            kind = _type(handle)
            self.seen += 1
            if self.spent:
                return
            if kind == c.FPDF_PAGEOBJ_TEXT:
                self.text_orders[handle] = self.seen
            elif kind != c.FPDF_PAGEOBJ_FORM:
                self.things.append((handle, kind, space, self.seen))
            elif depth < _MAX_DEPTH:
                self.visit(_in_form, handle, _count_in_form(handle), self._enter(handle, space), depth + 1)

    def _enter(self, form: int, space: int) -> int:
        outer = self.matrices[space][None]
        self.matrices.append(multiplied(_matrices([form]), outer)[0])
        self.clips.append(intersection(self.clips[space], clip_boxes([form], outer)[0]))
        return len(self.matrices) - 1


def read_drawings(page: Page, frame: Frame, max_graphics: int) -> Drawings:
    """The first ``max_graphics`` drawn things of a page, clipped to it; white grounds of the whole page left out."""
    walk = _Walk(max_graphics)
    walk.visit(_on_page, address(page.raw), c.FPDFPage_CountObjects(page.raw))
    things = walk.things[:max_graphics]
    handles = [thing[0] for thing in things]
    kind, space, order = np.array([thing[1:] for thing in things], dtype=np.int64).reshape(-1, 3).T
    spaces = np.array(walk.matrices)[space]
    matrices = multiplied(_matrices(handles), spaces)
    clips = intersection(np.array(walk.clips)[space], clip_boxes(handles, spaces))
    boxes = _bounds(handles, spaces)
    found = [
        _paths(_Things.of(kind == c.FPDF_PAGEOBJ_PATH, handles, matrices, boxes, clips, order)),
        _pictures(_Things.of(kind == c.FPDF_PAGEOBJ_IMAGE, handles, matrices, boxes, clips, order)),
        _shadings(_Things.of(kind == c.FPDF_PAGEOBJ_SHADING, handles, matrices, boxes, clips, order)),
    ]
    joined = _Columns(*map(np.concatenate, zip(*found, strict=True)))
    painted = joined.take(np.argsort(joined.order, kind="stable"))
    return _on_frame(
        painted.take(slice(max_graphics)), frame, walk, truncated=walk.spent or len(painted.kind) > max_graphics
    )


class _Things(NamedTuple):
    """Page objects of one type, one entry each, in the page's own space."""

    handles: list[int]
    matrices: Reals
    boxes: Reals
    clips: Reals
    order: Ints

    @classmethod
    def of(cls, where: Flags, handles: list[int], *columns: npt.NDArray[Any]) -> "_Things":
        """Those where a mask holds."""
        return cls([handles[i] for i in np.flatnonzero(where).tolist()], *(column[where] for column in columns))


class _Columns(NamedTuple):
    """The columns of ``Drawings``, boxes still in the page's own space."""

    kind: Ints
    box: Reals
    stroke_width: Reals
    fill: Ints
    stroke: Ints
    order: Ints
    paints: Flags
    dpi: Reals

    def take(self, where: Ints | Flags | slice) -> "_Columns":
        """The entries at some positions."""
        columns: tuple[Any, ...] = tuple(column[where] for column in self)
        return _Columns(*columns)


def _on_frame(found: _Columns, frame: Frame, walk: _Walk, *, truncated: bool) -> Drawings:
    x0, top, x1, bottom = box = np.array(frame.boxes(*found.box.T))
    shown = (found.box[:, :2] <= found.box[:, 2:]).all(axis=1)  # the clip leaves something
    shown &= (x1 >= 0) & (x0 <= frame.width) & (bottom >= 0) & (top <= frame.height)
    whole = (x1 - x0 >= _WHOLE_PAGE * frame.width) & (bottom - top >= _WHOLE_PAGE * frame.height)
    shown &= ~(whole & (found.kind == _BOX) & (found.fill == _WHITE) & (found.stroke < 0))
    size = np.array([frame.width, frame.height, frame.width, frame.height])
    kept = found.take(shown)._replace(box=np.clip(box.T[shown], 0, size))
    return Drawings(*kept, walk.text_orders, truncated, walk.seen)


def _matrices(handles: list[int]) -> Reals:
    """The objects' own matrices."""
    matrices = np.tile(IDENTITY.astype(np.float32), (len(handles), 1))
    run(map(_get_matrix, handles, addresses(matrices)))
    return matrices.astype(np.float64)


def _bounds(handles: list[int], spaces: Reals) -> Reals:
    """The objects' bounds in the page's own space, before clipping."""
    raw = np.zeros((len(handles), 4), dtype=np.float32)
    run(map(_get_bounds, handles, *map(addresses, raw.T)))
    corners = raw[:, [0, 1, 0, 3, 2, 1, 2, 3]].reshape(-1, 2).astype(np.float64)
    return bounds(transformed(corners, np.repeat(spaces, 4, axis=0)), 4 * np.arange(len(handles)))


def _pictures(things: _Things) -> _Columns:
    pixels = np.zeros((len(things.handles), 2), dtype=np.uint32)
    run(map(_pixel_size, things.handles, *map(addresses, pixels.T)))
    inches = np.maximum(scale(things.matrices), 1e-6) / 72
    return _plain(_IMAGE, things, np.sqrt(pixels.prod(axis=1, dtype=np.float64)) / inches)


def _shadings(things: _Things) -> _Columns:
    return _plain(_BOX, things, np.zeros(len(things.handles)))


def _plain(kind: int, things: _Things, dpi: Reals) -> _Columns:
    """Things that cover their bounds in no one colour."""
    n = len(things.handles)
    none, zero = np.full(n, -1), np.zeros(n)
    box = intersection(things.boxes, things.clips)
    return _Columns(np.full(n, kind), box, zero, none, none, things.order, np.ones(n, dtype=bool), dpi)


def _paths(things: _Things) -> _Columns:
    n = len(things.handles)
    modes, width = np.zeros((n, 2), dtype=np.int32), np.zeros(n, dtype=np.float32)
    run(map(_draw_mode, things.handles, *map(addresses, modes.T)))
    run(map(_get_width, things.handles, addresses(width)))
    fill, fill_alpha = fill_colors(things.handles)
    stroke, stroke_alpha = stroke_colors(things.handles)
    filled, stroked = (modes[:, 0] > 0) & (fill_alpha > 0), (modes[:, 1] > 0) & (stroke_alpha > 0)
    found = shapes(things.handles, things.matrices, things.boxes, filled)
    of = found.path
    drawn = _Columns(
        kind=np.zeros(len(of), dtype=np.int64),
        box=intersection(found.box, things.clips[of]),
        stroke_width=np.where(stroked, clamped(width * scale(things.matrices)), 0.0)[of],
        fill=np.where(filled, fill, -1)[of],
        stroke=np.where(stroked, stroke, -1)[of],
        order=things.order[of],
        paints=(filled & (fill_alpha == _OPAQUE))[of],
        dpi=np.zeros(len(of)),
    )
    outer, inner, thickness = _rings(found, filled & ~stroked)
    drawn.stroke_width[outer], drawn.stroke[outer] = thickness, drawn.fill[outer]
    drawn.fill[outer], drawn.paints[outer] = -1, False
    drawn.kind[:] = _kinds(found, drawn)
    left = (filled | stroked)[of] & ~_cut_away(found, drawn.box) & ~_repeated(found, drawn.box)
    left[inner] = False
    return drawn.take(left)


def _kinds(found: Shapes, drawn: _Columns) -> Ints:
    """What shapes are after clipping: of a box or bar a clip may leave a bar."""
    thin = _thickness(drawn.box) + drawn.stroke_width <= RULE
    return np.where((found.straight | found.is_box) & thin, _RULE, np.where(found.is_box, _BOX, _CURVE))


def _rings(found: Shapes, fill_only: Flags) -> tuple[Ints, Ints, Reals]:
    """Frames painted as the area between two boxes: the outer and the inner shape of each, and its thickness."""
    alone = np.bincount(found.path, minlength=len(fill_only)) == 2
    first = np.flatnonzero((np.diff(found.path) == 0) & (alone & fill_only)[found.path[1:]])
    first = first[found.is_box[first] & found.is_box[first + 1]]
    swapped = (found.box[first, 2] - found.box[first, 0]) < (found.box[first + 1, 2] - found.box[first + 1, 0])
    outer, inner = np.where(swapped, first + 1, first), np.where(swapped, first, first + 1)
    sides = (found.box[inner] - found.box[outer]) * (1, 1, -1, -1)
    is_ring = (sides.min(axis=1, initial=_MAX_FRAME) >= 0) & (sides.max(axis=1, initial=0.0) <= _MAX_FRAME)
    return outer[is_ring], inner[is_ring], sides.max(axis=1, initial=0.0)[is_ring]


def _cut_away(found: Shapes, left: Reals) -> Flags:
    """Whether the clip leaves nothing of a shape that had two dimensions."""
    cut: Flags = (_thickness(left) < _HAIR) & (_thickness(found.box) >= _HAIR)
    return cut


def _repeated(found: Shapes, left: Reals) -> Flags:
    """Whether a shape is all that is left of the one before it in its path, too."""
    same = (np.diff(left, axis=0) == 0).all(axis=1) & (np.diff(found.path) == 0)
    return np.append(False, same)[: len(left)]


def _thickness(box: Reals) -> Reals:
    thickness: Reals = (box[:, 2:] - box[:, :2]).min(axis=1, initial=np.inf)
    return thickness
