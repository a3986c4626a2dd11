"""Confidence set right: lines rise, keep to shares, and are fitted to what was found."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bench.reliability import Judged, fitted
from pipeline.facts.confidence import Point, calibrated, height, points
from pipeline.facts.lexicon import table

SHARES = st.floats(0, 1)
ROWS = st.lists(st.builds(Judged, st.just("roles"), st.just(""), SHARES, st.booleans()), max_size=40)


@given(ROWS, ROWS)
def test_fitted_lines_rise_and_are_shares(opened: list[Judged], unread: list[Judged]) -> None:
    for line in fitted(unread, fitted(opened, {})).values():
        assert all(0 <= point.right <= 1 for point in line)
        assert all(one.given < two.given and one.right <= two.right for one, two in pairwise(line))


@given(st.booleans(), st.floats(0.01, 0.99))
def test_many_rows_outweigh_the_guess(right: bool, given_: float) -> None:
    rows = [Judged("roles", "", given_, right)] * 400
    ((only,),) = fitted(rows, {}).values()
    assert abs(only.right - right) < 0.02


@given(st.lists(st.tuples(SHARES, SHARES), max_size=8), SHARES, SHARES)
def test_height_never_falls(pairs: list[tuple[float, float]], low: float, high: float) -> None:
    xs, ys = (sorted({pair[at] for pair in pairs}) for at in (0, 1))
    line = [Point(x, y) for x, y in zip(xs, ys, strict=False)]
    low, high = sorted((low, high))
    assert 0 <= height(line, low) <= height(line, high) <= 1
    assert all(height(line, point.given) == point.right for point in line)


def test_what_is_shipped_rises_and_is_used() -> None:
    lines = {(row["table"], row["kind"]) for row in table("calibration")}
    assert {name for name, _ in lines} == {"entities", "events", "figures", "roles"}
    for name, kind in lines:
        line = points(name, kind)
        assert all(one.given < two.given and one.right <= two.right for one, two in pairwise(line))
    (row,) = calibrated("roles", [{"confidence": 0.9}])
    assert row["confidence"] == height(points("roles", ""), 0.9)
    assert list(calibrated("unknown", [{"confidence": 0.3}], 0.3)) == [{"confidence": 0.3}]
    assert list(calibrated("unknown", [{"confidence": 0.3}], 0.4)) == []
