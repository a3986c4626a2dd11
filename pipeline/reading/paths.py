"""The shapes of one path object: which are lines, which rectangles, which anything else."""

from collections.abc import Callable, Iterator
from ctypes import byref, c_float
from math import isnan
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as c

from pipeline.reading.frame import FAR
from pipeline.reading.pdf import Handle

Box = tuple[float, float, float, float]
Point = tuple[float, float]

MAX_SEGMENTS = 2000
"""A path of more segments is a drawing (a map, a chart): one curve, by its bounds."""

_LEVEL = 0.5  # points that a straight edge may be off the horizontal or vertical
_EDGES = 0.5  # share of its bounds' outline that a box draws straight: the rest are rounded corners


class Shape(NamedTuple):
    """One subpath: left, bottom, right, top in the page's own space, and what it looks like."""

    box: Box
    straight: bool  # only horizontal and vertical edges
    is_box: bool  # outlines its bounds, corners perhaps rounded


class _Subpath(NamedTuple):
    points: list[Point]  # where each segment ends; the first is where the pen was set down
    curved: list[bool]  # for each point, whether a curve leads to it
    controls: list[Point]
    closed: bool


def shapes(path: Handle, matrix: tuple[float, ...], *, filled: bool, bounds: Callable[[], Box]) -> Iterator[Shape]:
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


def _subpaths(path: Handle, count: int, matrix: tuple[float, ...]) -> Iterator[_Subpath]:
    current = _Subpath([], [], [], False)
    pending: list[Point] = []
    for i in range(count):
        segment = c.FPDFPath_GetPathSegment(path, i)
        kind = c.FPDFPathSegment_GetType(segment)
        point = _point(segment, matrix)
        if kind == c.FPDF_SEGMENT_MOVETO and current.points:
            yield current
            current = _Subpath([], [], [], False)
        if kind == c.FPDF_SEGMENT_BEZIERTO and len(pending) < 2:
            pending.append(point)
            continue
        current.controls.extend(pending)
        pending = []
        current.points.append(point)
        current.curved.append(kind == c.FPDF_SEGMENT_BEZIERTO)
        if c.FPDFPathSegment_GetClose(segment):
            yield current._replace(closed=True)
            current = _Subpath([], [], [], False)
    if current.points:
        yield current


def _point(segment: Handle, matrix: tuple[float, ...]) -> Point:
    x, y = c_float(), c_float()
    c.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    a, b, c_, d, e, f = matrix
    px, py = a * x.value + c_ * y.value + e, b * x.value + d * y.value + f
    return _finite(px), _finite(py)


def _finite(value: float) -> float:
    return FAR if isnan(value) else min(FAR, max(-FAR, value))


def _shapes(subpath: _Subpath, *, filled: bool) -> Iterator[Shape]:
    if len(subpath.points) < 2:
        return
    edges = list(_edges(subpath, closed=filled or subpath.closed))
    box = _bounds(subpath.points + subpath.controls)
    level = [abs(a[0] - b[0]) <= _LEVEL or abs(a[1] - b[1]) <= _LEVEL for a, b in edges]
    straight = all(level) and not any(subpath.curved)
    is_box = _outlines(edges, level, box)
    if straight and not is_box and not filled:
        yield from (Shape(_bounds([a, b]), straight=True, is_box=False) for a, b in edges)
    else:
        yield Shape(box, straight, is_box)


def _edges(subpath: _Subpath, *, closed: bool) -> Iterator[tuple[Point, Point]]:
    """The straight edges."""
    points, curved = subpath.points, subpath.curved
    yield from ((a, b) for a, b, curve in zip(points, points[1:], curved[1:], strict=False) if not curve)
    if closed and len(points) > 2 and points[0] != points[-1]:
        yield points[-1], points[0]


def _bounds(points: list[Point]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


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
