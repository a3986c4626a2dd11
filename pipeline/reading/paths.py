"""The shapes of one path object: which are lines, which rectangles, which anything else."""

from collections.abc import Callable, Iterator
from ctypes import c_int, c_size_t, c_void_p
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as c

from pipeline.reading.frame import Reals, clamped
from pipeline.reading.geometry import EVERYWHERE, Box, Matrix, Point, bounds_of, intersection
from pipeline.reading.pdf import Handle, address, fast, run

MAX_SEGMENTS = 2000
"""A path of more segments is a drawing (a map, a chart): one curve, by its bounds."""

_LEVEL = 0.5  # points that a straight edge may be off the horizontal or vertical
_MAX_FRAME = 6.0
_EDGES = 0.5  # share of its bounds' outline that a box draws straight: the rest are rounded corners


_path_segment = fast(c.FPDFPath_GetPathSegment, c_size_t, c_void_p, c_int)
_clip_segment = fast(c.FPDFClipPath_GetPathSegment, c_size_t, c_void_p, c_int, c_int)
_segment_point = fast(c.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_kind = fast(c.FPDFPathSegment_GetType, c_int, c_void_p)
_closes = fast(c.FPDFPathSegment_GetClose, c_int, c_void_p)


class Shape(NamedTuple):
    """One subpath: left, bottom, right, top in the page's own space, and what it looks like."""

    box: Box
    straight: bool  # only horizontal and vertical edges
    is_box: bool  # outlines its bounds, corners perhaps rounded


class _Subpath(NamedTuple):
    points: list[Point]  # all, controls of curves too
    curved: list[bool]  # for each end of a segment, whether a curve leads to it
    ends: list[Point]  # of segments; the first is where the pen was set down
    closed: bool


def shapes(path: Handle, matrix: Matrix, *, filled: bool, bounds: Callable[[], Box]) -> Iterator[Shape]:
    """The subpaths of a path.

    Args:
        path: PDFium's object.
        matrix: From its space to the page's.
        filled: Whether it is filled, which closes every subpath.
        bounds: Gives its bounds, for paths too long to be looked at.
    """
    count = c.FPDFPath_CountSegments(path)
    if count > MAX_SEGMENTS:
        yield Shape(bounds(), straight=False, is_box=False)
        return
    for subpath in _subpaths(path, count, matrix):
        yield from _shapes(subpath, filled=filled)


def ring(found: list[Shape]) -> tuple[Shape, float] | None:
    """A frame painted as the area between two boxes: the outer one and its thickness; None if it is no such frame."""
    if len(found) != 2 or not all(shape.is_box for shape in found):
        return None
    outer, inner = sorted(found, key=lambda shape: shape.box[0] - shape.box[2])
    a, b = outer.box, inner.box
    sides = (b[0] - a[0], b[1] - a[1], a[2] - b[2], a[3] - b[3])
    return (outer, max(sides)) if min(sides) >= 0 and max(sides) <= _MAX_FRAME else None


def clip_box(thing: Handle, matrix: Matrix) -> Box:
    """The bounds that an object's clip path leaves of it, in the page's own space."""
    clip = c.FPDFPageObj_GetClipPath(thing)
    box = EVERYWHERE
    for i in range(max(0, c.FPDFClipPath_CountPaths(clip))):
        count = min(c.FPDFClipPath_CountPathSegments(clip, i), MAX_SEGMENTS)
        segments = list(map(_clip_segment, repeat(address(clip)), repeat(i), range(count)))
        if segments:
            points = _points(segments, matrix)
            box = intersection(box, (*points.min(axis=0).tolist(), *points.max(axis=0).tolist()))
    return box


def _subpaths(path: Handle, count: int, matrix: Matrix) -> Iterator[_Subpath]:
    segments = np.fromiter(
        map(_path_segment, repeat(address(path)), range(count)), dtype=np.uint64, count=count
    ).tolist()
    points = _points(segments, matrix)
    kinds = np.fromiter(map(_kind, segments), dtype=np.int64, count=count)
    closes = np.fromiter(map(_closes, segments), dtype=np.int64, count=count) > 0
    curve = kinds == c.FPDF_SEGMENT_BEZIERTO
    is_end = ~curve | (np.cumsum(curve) % 3 == 0)  # a curve is three points: two controls, one end
    starts = np.flatnonzero((kinds == c.FPDF_SEGMENT_MOVETO) | np.append(True, closes[:-1]))
    for first, last in zip(starts.tolist(), [*starts[1:].tolist(), count], strict=True):
        mine = points[first:last]
        ends = is_end[first:last]
        yield _Subpath(
            list(map(tuple, mine.tolist())),
            curve[first:last][ends].tolist(),
            list(map(tuple, mine[ends].tolist())),
            bool(closes[last - 1]),
        )


def _points(segments: list[int], matrix: Matrix) -> Reals:
    """Where segments end, in the page's own space: shape (n, 2)."""
    n = len(segments)
    raw = np.zeros((n, 2), dtype=np.float32)
    at = raw.ctypes.data
    run(map(_segment_point, segments, range(at, at + 8 * n, 8), range(at + 4, at + 4 + 8 * n, 8)))
    a, b, c_, d, e, f = matrix
    with np.errstate(invalid="ignore", over="ignore"):
        points = raw.astype(np.float64) @ np.array([[a, b], [c_, d]]) + (e, f)
    return clamped(points)


def _shapes(subpath: _Subpath, *, filled: bool) -> Iterator[Shape]:
    if len(subpath.ends) < 2:
        return
    edges = list(_edges(subpath, closed=filled or subpath.closed))
    box = bounds_of(subpath.points)
    level = [abs(a[0] - b[0]) <= _LEVEL or abs(a[1] - b[1]) <= _LEVEL for a, b in edges]
    straight = all(level) and not any(subpath.curved)
    is_box = _outlines(edges, level, box)
    if straight and not is_box and not filled:
        yield from (Shape(bounds_of([a, b]), straight=True, is_box=False) for a, b in edges)
    else:
        yield Shape(box, straight, is_box)


def _edges(subpath: _Subpath, *, closed: bool) -> Iterator[tuple[Point, Point]]:
    """The straight edges."""
    points, curved = subpath.ends, subpath.curved
    yield from ((a, b) for a, b, curve in zip(points, points[1:], curved[1:], strict=False) if not curve)
    if closed and len(points) > 2 and points[0] != points[-1]:
        yield points[-1], points[0]


def _outlines(edges: list[tuple[Point, Point]], level: list[bool], box: Box) -> bool:
    """Whether straight edges on the sides of the bounds make up most of their outline, on all four sides."""
    left, bottom, right, top = box
    drawn = np.zeros(4)
    for (a, b), is_level in zip(edges, level, strict=True):
        if is_level:
            x, y, w, h = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, abs(a[0] - b[0]), abs(a[1] - b[1])
            sides = [(x - left, h), (right - x, h), (y - bottom, w), (top - y, w)]
            for i, (distance, length) in enumerate(sides):
                drawn[i] += length if abs(distance) <= _LEVEL else 0.0
    width, height = right - left, top - bottom
    return bool((drawn > 0).all() and drawn.sum() >= _EDGES * 2 * (width + height))
