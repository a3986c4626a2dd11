"""The picture of a page as columns of numbers, and the few filters that the scanning code is built on.

All of them work on whole arrays; their cost does not grow with the size of the window.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""Shape (height, width), 0 black, 255 white."""
Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


_LEAST_CONTRAST = 40
"""Grey levels from which something stands out from the ground around it."""


def standing_out(cut: Grey) -> Mask:
    """What of a part of a picture is over halfway from its ground to what differs most; nothing if all is faint."""
    if not cut.size:
        return np.zeros(cut.shape, dtype=np.bool_)
    contrast = np.abs(cut.astype(np.int64) - np.median(cut))
    return np.asarray((contrast > contrast.max() / 2) & (contrast.max() >= _LEAST_CONTRAST))


def reduced(picture: Grey, factor: int) -> Grey:
    """A picture made smaller by a whole factor: each pixel the mean of a square; what is left over at the end too."""
    from PIL import Image

    return np.asarray(Image.fromarray(picture).reduce(factor)) if factor > 1 else picture


def blurred(picture: Grey, height: int, width: int) -> Grey:
    """The mean of ``2 * height + 1`` by ``2 * width + 1`` pixels around each pixel, the edge going on beyond itself."""
    from PIL import Image, ImageFilter

    return np.asarray(Image.fromarray(picture).filter(ImageFilter.BoxBlur((width, height))))


def lightest(picture: Grey, height: int, width: int) -> Grey:
    """The lightest pixel of the window around each pixel."""
    return _extreme(_extreme(picture, height, 0, np.maximum), width, 1, np.maximum)


def darkest(picture: Grey, height: int, width: int) -> Grey:
    """The darkest pixel of the window around each pixel."""
    return _extreme(_extreme(picture, height, 0, np.minimum), width, 1, np.minimum)


def closed(picture: Grey, height: int, width: int) -> Grey:
    """The picture without dark things thinner than the window (a grey closing)."""
    return darkest(lightest(picture, height, width), height, width)


def opened(picture: Grey, height: int, width: int) -> Grey:
    """The picture without light things thinner than the window (a grey opening)."""
    return lightest(darkest(picture, height, width), height, width)


def _extreme(picture: Grey, window: int, axis: int, better: Callable[[Grey, Grey], Grey]) -> Grey:
    """A running extreme along an axis by doubling the span seen (van Herk's idea, without his blocks)."""
    before = window // 2
    padding = [(0, 0), (0, 0)]
    padding[axis] = (before, window - 1 - before)
    best = np.moveaxis(np.pad(picture, padding, mode="edge"), axis, 0)
    span = 1
    while span < window:
        step = min(span, window - span)
        best = better(best[:-step], best[step:])
        span += step
    return np.moveaxis(best, 0, axis)


@dataclass(frozen=True)
class Components:
    """Connected regions of a mask, one array entry a region; pixel boxes with exclusive ends."""

    x0: Ints
    top: Ints
    x1: Ints
    bottom: Ints
    area: Ints

    def __len__(self) -> int:
        return len(self.area)


Boxes = Ints
"""Shape (boxes, 4): left, upper, right and lower edge in pixels, the last two exclusive."""


def boxes(regions: Components) -> Boxes:
    """The boxes around regions."""
    return np.stack((regions.x0, regions.top, regions.x1, regions.bottom), axis=1)


def components(mask: Mask) -> Components:
    """The regions of a mask whose pixels touch by an edge (union of the runs of neighbouring rows)."""
    row, start, end = _runs(mask)
    parent = list(range(len(row)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for upper, lower in zip(*(side.tolist() for side in _touching(row, start, end, mask.shape[1])), strict=True):
        first, second = sorted((root(upper), root(lower)))
        parent[second] = first
    roots, region = np.unique([root(one) for one in range(len(row))], return_inverse=True)
    x0, top = np.full(len(roots), mask.shape[1]), np.full(len(roots), mask.shape[0])
    x1, bottom, area = (np.zeros(len(roots), dtype=np.int64) for _ in range(3))
    np.minimum.at(x0, region, start)
    np.minimum.at(top, region, row)
    np.maximum.at(x1, region, end)
    np.maximum.at(bottom, region, row + 1)
    np.add.at(area, region, end - start)
    return Components(x0, top, x1, bottom, area)


def _runs(mask: Mask) -> tuple[Ints, Ints, Ints]:
    """Row, start and end of every run of set pixels, row by row."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, start = np.nonzero(steps == 1)
    return row, start, np.nonzero(steps == -1)[1]


def _touching(row: Ints, start: Ints, end: Ints, width: int) -> tuple[Ints, Ints]:
    """The pairs of runs (upper, lower) in neighbouring rows that share a column."""
    stride = width + 1
    first = np.searchsorted(row * stride + end, (row - 1) * stride + start, side="right")
    last = np.searchsorted(row * stride + start, (row - 1) * stride + end, side="left")
    count = np.maximum(last - first, 0)
    lower = np.repeat(np.arange(len(row)), count)
    offset = np.arange(count.sum()) - np.repeat(count.cumsum() - count, count)
    return first[lower] + offset, lower
