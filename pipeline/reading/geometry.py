"""Boxes and matrices in a PDF page's own space: points, y up, as left, bottom, right, top."""

from math import isnan, sqrt

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

FAR = 1e6
"""Coordinates are clamped to this (points): files say 1e30, infinity, or no number at all."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-FAR, -FAR, FAR, FAR)


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and ``then`` after it."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def transformed(point: Point, matrix: Matrix) -> Point:
    """A point moved by a matrix, clamped."""
    a, b, c, d, e, f = matrix
    x, y = point
    return _clamped(a * x + c * y + e), _clamped(b * x + d * y + f)


def scale(matrix: Matrix) -> float:
    """How much longer a matrix makes lines, on average over directions; 0 if it is no number."""
    area = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
    return 0.0 if isnan(area) else min(FAR, sqrt(area))


def bounds_of(points: list[Point]) -> Box:
    """The bounds of some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def intersection(a: Box, b: Box) -> Box:
    """What two boxes share; right of its right or above its top edge where they share nothing."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def is_empty(box: Box) -> bool:
    """Whether a box is no box: its edges have changed sides."""
    return box[0] > box[2] or box[1] > box[3]


def _clamped(value: float) -> float:
    return FAR if isnan(value) else min(FAR, max(-FAR, value))
