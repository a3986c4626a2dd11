"""Four rules around a text of its own."""

import numpy as np
import pytest

from pipeline.scanning.frames import frames
from pipeline.scanning.picture import Boxes

BOX = (100, 200, 400, 500)


def _sides(x0: int, top: int, x1: int, bottom: int, *, round_by: int = 0) -> list[tuple[int, int, int, int]]:
    r = round_by
    return [
        (x0 + r, top, x1 - r, top + 2),
        (x0 + r, bottom - 2, x1 - r, bottom),
        (x0, top + r, x0 + 2, bottom - r),
        (x1 - 2, top + r, x1, bottom - r),
    ]


def _boxes(*rules: tuple[int, int, int, int]) -> Boxes:
    return np.array(rules, dtype=np.int64).reshape(-1, 4)


@pytest.mark.parametrize("round_by", [0, 6])
def test_rules_that_meet_at_four_corners_are_a_frame(round_by: int) -> None:
    found = frames(_boxes((80, 50, 420, 52), *_sides(*BOX, round_by=round_by), (120, 300, 250, 302)))
    assert found.tolist() == [list(BOX)]


@pytest.mark.parametrize("missing", range(4))
def test_three_rules_are_no_frame(missing: int) -> None:
    sides = _sides(*BOX)
    del sides[missing]
    assert not len(frames(_boxes(*sides)))


@pytest.mark.parametrize("inner", [(100, 350, 400, 352), (250, 200, 252, 500)])
def test_a_grid_is_no_frame(inner: tuple[int, int, int, int]) -> None:
    assert not len(frames(_boxes(*_sides(*BOX), inner)))


def test_frames_side_by_side_are_each_one() -> None:
    found = frames(_boxes(*_sides(*BOX), *_sides(450, 200, 700, 500)))
    assert found.tolist() == [list(BOX), [450, 200, 700, 500]]


def test_pages_without_rules_or_with_a_drawing_have_none() -> None:
    assert not len(frames(_boxes()))
    assert not len(frames(np.tile(_boxes(*_sides(*BOX)), (200, 1))))
