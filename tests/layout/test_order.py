"""Reading order: nothing is lost, columns are finished before the next, and the stream decides only where it may."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.items import Item
from pipeline.layout.order import arrange


def item(name: str, x0: float, top: float, x1: float, bottom: float, middle: float = float("nan")) -> Item:
    return Item(x0, top, x1, bottom, 10.0, middle, content=name)


def names(items: list[Item], *, streamed: bool = False) -> list[object]:
    return [one.content for one, _ in arrange(items, streamed=streamed).placed]


boxes = st.tuples(
    st.floats(0, 500), st.floats(0, 700), st.floats(1, 300), st.floats(1, 200), st.integers(0, 1000), st.booleans()
)


@given(st.lists(boxes, max_size=14), st.booleans())
def test_every_item_comes_out_once(drawn: list[tuple[float, float, float, float, int, bool]], streamed: bool) -> None:
    items = [Item(x, y, x + w, y + h, 10.0, m, heading, content=k) for k, (x, y, w, h, m, heading) in enumerate(drawn)]
    assert sorted(names(items, streamed=streamed), key=str) == sorted((i.content for i in items), key=str)


@given(st.integers(2, 5), st.integers(1, 5), st.randoms(use_true_random=False), st.booleans())
def test_columns_are_read_one_after_the_other(columns: int, rows: int, rng: random.Random, streamed: bool) -> None:
    """Whatever order the file holds them in: columns whose paragraph gaps align by chance stay columns."""
    grid = [
        item(f"{column}-{row}", column * 110, row * 60, column * 110 + 100, row * 60 + 50, middle=column * 100 + row)
        for column in range(columns)
        for row in range(rows)
    ]
    expected = [one.content for one in grid]
    rng.shuffle(grid)
    assert names(grid, streamed=streamed) == expected


def two_columns() -> list[Item]:
    return [item("left", 0, 100, 280, 300, 10), item("right", 300, 100, 580, 300, 20)]


def test_what_crosses_the_gutter_parts_the_columns() -> None:
    items = [
        item("heading", 0, 320, 500, 340, 30),
        item("left 2", 0, 350, 280, 500, 40),
        item("right 2", 300, 350, 580, 500, 50),
    ]
    assert names([*two_columns(), *items]) == ["left", "right", "heading", "left 2", "right 2"]


@pytest.mark.parametrize(("middle", "expected"), [(15, ["left", "foot", "right"]), (30, ["left", "right", "foot"])])
def test_the_stream_tells_a_longer_column_from_what_follows_both(middle: float, expected: list[str]) -> None:
    foot = item("foot", 0, 330, 250, 400, middle)
    assert names([*two_columns(), foot], streamed=True) == expected


def test_a_heading_below_both_columns_comes_after_them_on_a_scan() -> None:
    heading = Item(0, 330, 120, 345, 10.0, float("nan"), heading=True, content="heading")
    table = item("table", 0, 360, 580, 500)
    assert names([*two_columns(), heading, table]) == ["left", "right", "heading", "table"]


def test_cards_are_read_row_by_row_where_the_stream_says_so() -> None:
    cards = [
        item(f"{row}{column}", column * 200, row * 100, column * 200 + 180, row * 100 + 80, middle=row * 10 + column)
        for row in range(2)
        for column in range(2)
    ]
    assert names(cards, streamed=True) == ["00", "01", "10", "11"]
    assert names(cards) == ["00", "10", "01", "11"]


def test_a_pull_quote_across_the_gutter_is_set_aside_and_the_page_marked() -> None:
    items = [
        item("left 1", 0, 0, 280, 200),
        item("left 2", 0, 202, 230, 300),
        item("right 1", 300, 0, 580, 190),
        item("right 2", 350, 195, 580, 300),
        item("quote", 240, 210, 340, 290),
    ]
    arrangement = arrange(items, streamed=False)
    assert {one.content for one, _ in arrangement.placed} == {i.content for i in items}
    order = [one.content for one, _ in arrangement.placed if one.content != "quote"]
    assert order == ["left 1", "left 2", "right 1", "right 2"]


def test_columns_are_numbered_and_what_lies_across_is_not() -> None:
    arrangement = arrange([item("top", 0, 0, 580, 50), *two_columns()], streamed=False)
    columns = {one.content: column for one, column in arrangement.placed}
    assert columns == {"top": 0, "left": 1, "right": 2}
    assert arrangement.n_columns == 2


@pytest.mark.parametrize("streamed", [True, False])
def test_boxes_in_a_row_that_share_their_border_are_columns(streamed: bool) -> None:
    cards = [replace(item(f"card {k}", k * 100, 100, k * 100 + 101, 150, float(5 - k)), panel=True) for k in range(4)]
    assert names(cards[::-1], streamed=streamed) == [f"card {k}" for k in range(4)]


@pytest.mark.parametrize(("middle", "first"), [(5, "strip"), (30, "card")])
def test_a_strip_of_text_beside_a_card_is_read_first_where_the_stream_has_it_so(middle: float, first: str) -> None:
    """Whether it goes on below or not: without a full stop at its end only the stream tells."""
    strip = replace(item("strip", 0, 100, 100, 300, middle), runs_on=True)
    card = replace(item("card", 120, 100, 580, 300, 20), panel=True)
    assert names([strip, card, item("below", 0, 320, 580, 400, 40)], streamed=True)[0] == first


@pytest.mark.parametrize("streamed", [True, False])
def test_captions_side_by_side_go_to_the_tables_below_them(streamed: bool) -> None:
    captions = [replace(item("caption a", 0, 320, 150, 330, 30), heading=True, bare=True)]
    captions += [replace(item("caption b", 400, 320, 550, 330, 50), heading=True, bare=True)]
    tables = [item("table a", 0, 335, 380, 500, 40), item("table b", 400, 335, 580, 500, 60)]
    assert names([*two_columns(), *captions, *tables], streamed=streamed) == [
        *("left", "right", "caption a", "table a", "caption b", "table b")
    ]


@pytest.mark.parametrize("opens", [True, False])
def test_a_list_that_opens_a_column_on_a_scan_began_at_the_foot_of_the_one_before(opens: bool) -> None:
    left, right = two_columns()
    items = [
        left,
        replace(right, opens_list=opens, listed=True),
        replace(item("heading", 0, 320, 200, 332), heading=True, bare=True),
        replace(item("items", 0, 340, 280, 400), opens_list=True, listed=True),
        item("below", 0, 420, 580, 500),
    ]
    order = names(items)
    assert order[-1] == "below"
    assert (order.index("items") < order.index("right")) == opens
