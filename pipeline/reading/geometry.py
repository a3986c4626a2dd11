"""Columns of boxes and matrices in a PDF page's own space: points, y up; one row an entry.

Boxes are left, bottom, right, top; matrices a, b, c, d, e, f as in a content stream's ``cm``.
"""

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FAR = 1e6
"""Coordinates are clamped to this (points): files say 1e30, infinity, or no number at all."""

IDENTITY = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
EVERYWHERE = np.array([-FAR, -FAR, FAR, FAR])


def clamped(values: Reals) -> Reals:
    """Values within ``FAR`` of the origin; what is no number becomes ``FAR``."""
    within: Reals = np.fmax(np.fmin(values, FAR), -FAR)
    return within


def multiplied(first: Reals, then: Reals) -> Reals:
    """Matrices that do ``first`` and ``then`` after it: shape (n, 6)."""
    with np.errstate(invalid="ignore", over="ignore"):
        a, b, c, d, e, f = first.T
        p, q, r, s, t, u = then.T
        return np.array(
            [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
        ).T


def transformed(points: Reals, matrices: Reals) -> Reals:
    """Points, shape (n, 2), each moved by its matrix, clamped."""
    with np.errstate(invalid="ignore", over="ignore"):
        a, b, c, d, e, f = matrices.T
        x, y = points.T
        return clamped(np.array([a * x + c * y + e, b * x + d * y + f]).T)


def scale(matrices: Reals) -> Reals:
    """How much longer each matrix makes lines, on average over directions."""
    with np.errstate(invalid="ignore", over="ignore"):
        return clamped(np.sqrt(np.abs(matrices[:, 0] * matrices[:, 3] - matrices[:, 1] * matrices[:, 2])))


def bounds(points: Reals, starts: Ints) -> Reals:
    """The bounds of groups of points, shape (groups, 4); a group ends where the next starts, none is empty."""
    if not len(starts):
        return np.zeros((0, 4))
    return np.hstack([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)])


def intersection(a: Reals, b: Reals) -> Reals:
    """What boxes share, row by row; right of its right or above its top edge where they share nothing."""
    return np.hstack([np.maximum(a[..., :2], b[..., :2]), np.minimum(a[..., 2:], b[..., 2:])])


def starts_of(counts: Ints) -> Ints:
    """Where each of some groups of these sizes starts."""
    return np.cumsum(counts) - counts
