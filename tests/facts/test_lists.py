"""Lists: their items, titles and claimed counts."""

from typing import Unpack

import pytest

from pipeline.stages.list_items import list_items
from tests.facts.prose import Places, Text, blocks


def lists(*texts: Text, **places: Unpack[Places]) -> list[tuple[str | None, int | None, int]]:
    """Title, claimed count and number of items of each list; ``places`` as ``blocks`` takes them."""
    found: dict[int, list[dict[str, object]]] = {}
    for row in list_items(blocks(*texts, **places))[0].to_pylist():
        found.setdefault(row["list"], []).append(row)
    return [(rows[0]["list_title"], rows[0]["claimed_count"], len(rows)) for rows in found.values()]  # type: ignore[misc]


def items(*texts: str) -> list[Text]:
    return [("list_item", text) for text in texts]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([("heading", "Our aims")], ("Our aims", None)),
        ([("heading", "Three aims")], ("Three aims", 3)),
        ([("heading", "Our aims"), "They are set each year."], ("Our aims", None)),
        ([("heading", "Our aims"), "We pursue three aims:"], ("Our aims", 3)),
        ([("heading", "Work"), "Long ago.", "We pursue three aims:"], ("We pursue three aims:", 3)),
        ([("heading", "Work in 12 regions")], ("Work in 12 regions", None)),
        ([("heading", "Two years of work")], ("Two years of work", None)),
        (["Of 5 ministries, these:"], ("Of 5 ministries, these:", None)),
        ([], (None, None)),
    ],
)
def test_title_and_claim(before: list[Text], expected: tuple[str | None, int | None]) -> None:
    assert lists(*before, *items("Clean air", "Clear water", "Calm roads")) == [(*expected, 3)]


def test_a_second_list_under_one_heading_has_its_sentence_for_a_title() -> None:
    found = lists(("heading", "Help"), *items("Food"), "We also lend:", *items("Tents", "Tools"))
    assert found == [("Help", None, 1), ("We also lend:", None, 2)]


def test_furniture_does_not_end_a_list() -> None:
    found = lists(("heading", "Help"), *items("Food"), ("footer", "Page"), ("header", "Aid"), *items("Tents"))
    assert found == [("Help", None, 2)]


def test_a_paragraph_ends_a_list() -> None:
    found = lists(("heading", "Help"), *items("Food"), "Ask us.", *items("Tents"))
    assert [size for _, _, size in found] == [1, 1]


def test_a_note_under_an_item_does_not_end_a_list() -> None:
    texts: list[Text] = [("heading", "Help"), *items("Food"), "Rice only.", *items("Tents")]
    bullets = {1: "•", 3: "•"}
    assert lists(*texts, marks=bullets, indents={2: 12.0}) == [("Help", None, 2)]
    assert [size for *_, size in lists(*texts, marks=bullets)] == [1, 1]
    assert [size for *_, size in lists(*texts, marks={1: "•", 3: "–"}, indents={2: 12.0})] == [1, 1]
    assert lists(*texts, marks={1: "1.", 3: "2."}) == [("Help", None, 2)]
    assert [size for *_, size in lists(*texts, marks={1: "1.", 3: "1."})] == [1, 1]


def test_a_heading_ends_a_list() -> None:
    texts: list[Text] = [("heading", "Help"), *items("Food"), ("heading", "More"), *items("Tents")]
    assert [size for *_, size in lists(*texts, marks={1: "1.", 3: "2."})] == [1, 1]


def test_an_item_with_a_colon_announces_a_list_of_its_own() -> None:
    texts: list[Text] = [("heading", "Help"), *items("Food", "We lend two things:", "tents", "tools", "Rice")]
    expected = [("Help", None, 3), ("We lend two things:", 2, 2)]
    assert lists(*texts, levels={3: 2, 4: 2}) == expected
    assert lists(*texts, indents={3: 3.0, 4: 3.0}, marks={1: "•", 2: "•", 3: "–", 4: "–", 5: "•"}) == expected


def test_positions_and_levels() -> None:
    table = blocks(("heading", "Help"), *items("Food", "Rice", "Tents"), levels={2: 2})
    rows = list_items(table)[0].to_pylist()
    assert [(row["position"], row["level"], row["text"]) for row in rows] == [
        (1, 1, "Food"),
        (2, 2, "Rice"),
        (3, 1, "Tents"),
    ]
