"""The shapes of all paths of a page at once: which are lines, which rectangles, which anything else."""

from collections.abc import Iterable
from ctypes import c_int, c_size_t, c_void_p
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as c

from pipeline.reading.geometry import (
    EVERYWHERE,
    Flags,
    Ints,
    Reals,
    bounds,
    intersection,
    starts_of,
    transformed,
)
from pipeline.reading.pdf import INDEX, addresses, fast, run

MAX_SEGMENTS = 2000
"""A path of more segments is a drawing (a map, a chart): one curve, by its bounds."""

MAX_PAGE_SEGMENTS = 400_000
"""After so many segments on a page all further paths are drawings."""

_MAX_CLIP_SEGMENTS = 100
_MAX_CLIPS = 16  # clip paths looked at of an object: each object carries all that it is nested in
_LEVEL = 0.5  # points that a straight edge may be off the horizontal or vertical
_EDGES = 0.5  # share of its bounds' outline that a box draws straight: the rest are rounded corners

_count = fast(c.FPDFPath_CountSegments, c_int, c_void_p)
_segment = fast(c.FPDFPath_GetPathSegment, c_size_t, c_void_p, INDEX)
_clip_path = fast(c.FPDFPageObj_GetClipPath, c_size_t, c_void_p)
_clip_count = fast(c.FPDFClipPath_CountPaths, c_int, c_void_p)
_clip_segments = fast(c.FPDFClipPath_CountPathSegments, c_int, c_void_p, INDEX)
_clip_segment = fast(c.FPDFClipPath_GetPathSegment, c_size_t, c_void_p, INDEX, INDEX)
_point = fast(c.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_kind = fast(c.FPDFPathSegment_GetType, c_int, c_void_p)
_closes = fast(c.FPDFPathSegment_GetClose, c_int, c_void_p)


class Shapes(NamedTuple):
    """The shapes that paths are made of, one entry each, in order."""

    path: Ints  # which of the paths
    box: Reals  # in the page's own space
    straight: Flags  # only level and upright edges
    is_box: Flags  # outlines its bounds, corners perhaps rounded


class _Edges(NamedTuple):
    """The straight edges of subpaths."""

    of: Ints  # which subpath
    start: Reals
    end: Reals
    level: Flags  # horizontal or vertical


def shapes(paths: list[int], matrices: Reals, boxes: Reals, filled: Flags) -> Shapes:
    """The shapes of paths: a shape a subpath; of one that is a run of level and upright lines, a shape a line.

    Args:
        paths: Handles.
        matrices: From each path's space to the page's.
        boxes: Each path's bounds, for those too long to be looked at.
        filled: Whether each is filled, which closes every subpath.
    """
    count = np.fromiter(map(_count, paths), dtype=np.int64, count=len(paths))
    is_short = (count <= MAX_SEGMENTS) & (np.cumsum(np.minimum(count, MAX_SEGMENTS)) <= MAX_PAGE_SEGMENTS)
    short, long = np.flatnonzero(is_short & (count > 0)), np.flatnonzero(~is_short)
    found = _subpaths([paths[i] for i in short.tolist()], count[short], matrices[short], filled[short])
    path = np.concatenate([short[found.path], long])
    none = np.zeros(len(long), dtype=bool)
    order = np.argsort(path, kind="stable")
    box = np.concatenate([found.box, boxes[long]])
    straight, is_box = np.append(found.straight, none), np.append(found.is_box, none)
    return Shapes(path[order], box[order], straight[order], is_box[order])


def clip_boxes(things: list[int], matrices: Reals) -> Reals:
    """The bounds that each object's clip path leaves of it, in the page's own space: shape (n, 4)."""
    clips = list(map(_clip_path, things))
    nested = map(_clip_count, clips)
    paths = [
        (i, clip, j) for i, (clip, n) in enumerate(zip(clips, nested, strict=True)) for j in range(n)[-_MAX_CLIPS:]
    ]
    counts = [_clip_segments(clip, j) for _, clip, j in paths]
    kept = [(path, count) for path, count in zip(paths, counts, strict=True) if 0 < count <= _MAX_CLIP_SEGMENTS]
    of = np.array([i for (i, _, _), _ in kept], dtype=np.int64)
    count = np.array([count for _, count in kept], dtype=np.int64)
    segments = chain.from_iterable(map(_clip_segment, repeat(clip), repeat(j), range(n)) for (_, clip, j), n in kept)
    boxes = bounds(_points(segments, matrices[np.repeat(of, count)]), starts_of(count))
    left = np.tile(EVERYWHERE, (len(things), 1))
    for i, box in zip(of.tolist(), boxes, strict=True):
        left[i] = intersection(left[i], box)
    return left


def _points(segments: Iterable[int], matrices: Reals) -> Reals:
    """Where segments end, in the page's own space: shape (n, 2)."""
    raw = np.zeros((len(matrices), 2), dtype=np.float32)
    run(map(_point, segments, *map(addresses, raw.T)))
    return transformed(raw.astype(np.float64), matrices)


def _subpaths(paths: list[int], count: Ints, matrices: Reals, filled: Flags) -> Shapes:
    n = int(count.sum())
    segments = [
        one for path, k in zip(paths, count.tolist(), strict=True) for one in map(_segment, repeat(path), range(k))
    ]
    points = _points(segments, np.repeat(matrices, count, axis=0))
    kinds = np.fromiter(map(_kind, segments), dtype=np.int64, count=n)
    closes = np.fromiter(map(_closes, segments), dtype=np.int64, count=n) > 0
    begins = (kinds == c.FPDF_SEGMENT_MOVETO) | np.append(True, closes[:-1])[:n]
    begins[starts_of(count)] = True
    starts = np.flatnonzero(begins)
    of = np.cumsum(begins) - 1
    path = np.repeat(np.arange(len(paths)), count)[starts]
    curve = kinds == c.FPDF_SEGMENT_BEZIERTO
    is_end = ~curve | (np.cumsum(curve) % 3 == 0)  # a curve is three points: two controls, one end
    last = np.append(starts[1:], n)[: len(starts)] - 1
    edges = _edges(points[is_end], of[is_end], curve[is_end], closes[last] | filled[path])
    box = bounds(points, starts)
    drawn = np.bincount(of, minlength=len(starts)) > 1
    bent = np.bincount(of[curve], minlength=len(starts)) + np.bincount(edges.of[~edges.level], minlength=len(starts))
    straight = bent == 0
    return _split(Shapes(path, box, straight, _outlines(edges, box)), edges, drawn, filled)


def _edges(ends: Reals, of: Ints, curved: Flags, closed: Flags) -> _Edges:
    """The straight edges between the ends of segments, and those that close subpaths of three ends or more."""
    follows = (np.diff(of) == 0) & ~curved[1:]
    first = np.flatnonzero(np.diff(of, prepend=-1))
    last = np.append(first[1:], len(of))[: len(first)] - 1
    back = closed & (last - first >= 2) & (ends[first] != ends[last]).any(axis=1)
    start = np.concatenate([ends[:-1][follows], ends[last[back]]])
    end = np.concatenate([ends[1:][follows], ends[first[back]]])
    level = (np.abs(start - end) <= _LEVEL).any(axis=1)
    return _Edges(np.concatenate([of[1:][follows], of[first[back]]]), start, end, level)


def _outlines(edges: _Edges, box: Reals) -> Flags:
    """Whether level and upright edges on the sides of the bounds make up half of their outline, on all four sides."""
    of, middle = edges.of[edges.level], (edges.start + edges.end)[edges.level] / 2
    length = np.abs(edges.start - edges.end)[edges.level]
    mine = box[of]
    drawn = np.zeros((len(box), 4))
    for side in range(4):
        axis = side % 2
        on_side = np.abs(middle[:, axis] - mine[:, side]) <= _LEVEL
        drawn[:, side] = np.bincount(of, weights=on_side * length[:, 1 - axis], minlength=len(box))
    outline = 2 * (box[:, 2] - box[:, 0] + box[:, 3] - box[:, 1])
    outlined: Flags = (drawn > 0).all(axis=1) & (drawn.sum(axis=1) >= _EDGES * outline)
    return outlined


def _split(found: Shapes, edges: _Edges, drawn: Flags, filled: Flags) -> Shapes:
    """Runs of lines that are no box, line by line; subpaths without extent left out."""
    flat = (found.box[:, 2:] - found.box[:, :2]).min(axis=1, initial=np.inf) <= _LEVEL
    lines = found.straight & ~found.is_box & ~filled[found.path] & ~flat
    whole = np.flatnonzero(~lines & drawn)
    of = np.flatnonzero(lines[edges.of])
    box = np.hstack([np.minimum(edges.start, edges.end), np.maximum(edges.start, edges.end)])[of]
    path = np.concatenate([found.path[whole], found.path[edges.of[of]]])
    order = np.argsort(path, kind="stable")
    straight = np.append(found.straight[whole], np.ones(len(of), dtype=bool))
    is_box = np.append(found.is_box[whole], np.zeros(len(of), dtype=bool))
    return Shapes(path[order], np.concatenate([found.box[whole], box])[order], straight[order], is_box[order])
