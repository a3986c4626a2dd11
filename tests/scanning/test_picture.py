"""The filters and the regions against what they say they are, computed the slow way."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pipeline.scanning.picture import Grey, Mask, blurred, boxes, closed, components, darkest, lightest, opened, reduced

SHAPES = arrays.array_shapes(min_dims=2, max_dims=2, max_side=14)
PICTURES = arrays.arrays(np.uint8, SHAPES)
MASKS = arrays.arrays(np.bool_, SHAPES)
WINDOWS = st.tuples(st.integers(1, 9), st.integers(1, 9))


def _windows(picture: Grey, height: int, width: int) -> list[Grey]:
    """The window around each pixel, in rows; beyond the edge the edge goes on."""
    above, before = height // 2, width // 2
    padded = np.pad(picture, ((above, height - 1 - above), (before, width - 1 - before)), mode="edge")
    rows, columns = picture.shape
    return [padded[y : y + height, x : x + width] for y, x in product(range(rows), range(columns))]


@given(PICTURES, WINDOWS)
def test_extremes_are_those_of_the_window(picture: Grey, window: tuple[int, int]) -> None:
    assert lightest(picture, *window).ravel().tolist() == [int(one.max()) for one in _windows(picture, *window)]
    assert darkest(picture, *window).ravel().tolist() == [int(one.min()) for one in _windows(picture, *window)]


@given(PICTURES, st.integers(0, 3), st.integers(0, 3))
def test_blur_is_the_mean_of_the_window(picture: Grey, height: int, width: int) -> None:
    means = [float(one.mean()) for one in _windows(picture, 2 * height + 1, 2 * width + 1)]
    assert blurred(picture, height, width).ravel() == pytest.approx(means, abs=1.5)


@given(PICTURES, st.sampled_from([1, 3, 5, 7]))
def test_closing_only_lightens_and_opening_only_darkens(picture: Grey, window: int) -> None:
    assert (closed(picture, window, window) >= picture).all()
    assert (opened(picture, window, window) <= picture).all()


@given(PICTURES, st.integers(1, 5))
def test_a_reduced_picture_covers_all_of_it(picture: Grey, factor: int) -> None:
    expected = tuple(-(-side // factor) for side in picture.shape)
    assert reduced(picture, factor).shape == expected


@given(MASKS)
def test_regions_are_those_of_a_flood(mask: Mask) -> None:
    found = components(mask)
    assert sorted(zip(map(tuple, boxes(found).tolist()), found.area.tolist(), strict=True)) == sorted(_flooded(mask))


def _flooded(mask: Mask) -> list[tuple[tuple[int, ...], int]]:
    left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    regions: list[tuple[tuple[int, ...], int]] = []
    while left:
        front = [left.pop()]
        region = set(front)
        while front:
            y, x = front.pop()
            near = {(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)} & left
            left -= near
            region |= near
            front += near
        ys, xs = zip(*region, strict=True)
        regions.append(((min(xs), min(ys), max(xs) + 1, max(ys) + 1), len(region)))
    return regions
