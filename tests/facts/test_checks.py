"""Checks: what a document says of itself, and only what it surely says."""

from typing import Any, Unpack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.handover import Placements, Words
from pipeline.stages.checks import checks
from pipeline.stages.events import events
from pipeline.tables import Cells, Entities, Events
from tests.facts.prose import Places, Text, blocks, cells

UNREAD = (Words.empty(), Placements.empty())
"""No words: nothing that OCR may have misread."""


def findings(*texts: Text, **places: Unpack[Places]) -> list[tuple[str, str]]:
    """Kind and status of all checks of some text; ``places`` as ``blocks`` takes them."""
    table = blocks(*texts, **places)
    dated = events(table, Entities.empty(), Cells.empty())[0]
    return [(row["kind"], row["status"]) for row in checks(table, Cells.empty(), dated, *UNREAD)[0].to_pylist()]


def totals(*rows: tuple[str, ...]) -> list[dict[str, Any]]:
    table = blocks(("table", "numbers"))
    return checks(table, cells(*rows), events(table, Entities.empty(), Cells.empty())[0], *UNREAD)[0].to_pylist()


def items(count: int) -> list[Text]:
    return [("list_item", f"Item {'abcdefghijkl'[at]}") for at in range(count)]


@pytest.mark.parametrize(
    ("before", "count", "expected"),
    [
        ([("heading", "Six lessons")], 6, [("count", "agree")]),
        ([("heading", "Six lessons")], 5, [("count", "conflict")]),
        ([("heading", "Our seven rules")], 8, [("count", "conflict")]),
        (["We follow five rules:"], 4, [("count", "conflict")]),
        (["Work is grouped in three fields:"], 3, [("count", "agree")]),
        (["Work is done in three fields:"], 4, []),
        ([("heading", "Work in six countries")], 4, []),
        ([("heading", "Twelve lessons")], 5, []),
        ([("heading", "Lessons")], 5, []),
        ([("heading", "Two years of work")], 5, []),
        ([("heading", "At least six lessons")], 5, []),
        ([("heading", "How we work: six lessons")], 5, [("count", "conflict")]),
        ([("heading", "Six rivers, five countries")], 4, []),
        (["The jury read 6 entries and chose these:"], 5, []),
        (["Five of the 6 barns are ready:"], 5, []),
        (["We offer the following six services:"], 5, [("count", "conflict")]),
    ],
)
def test_counts(before: list[Text], count: int, expected: list[tuple[str, str]]) -> None:
    assert findings(*before, *items(count)) == expected


def test_a_torn_list_is_no_evidence_of_a_conflict() -> None:
    assert findings(("heading", "Six lessons"), *items(5), ("heading", "ending of an item")) == []


def test_countries_are_counted_by_a_list_of_names() -> None:
    names: list[Text] = [("list_item", name) for name in ("Peru", "Chile", "Costa Rica")]
    assert findings(("heading", "Four countries"), *names) == [("count", "conflict")]
    deeds: list[Text] = [("list_item", f"We help where others {verb} not") for verb in ("can", "will", "do")]
    assert findings(("heading", "Four countries"), *deeds) == []


def scan(*texts: Text, confidence: float = 0.9, **marks: str) -> list[tuple[str, str]]:
    """What is found on a scan; the mark of the item at a place, as ``m3``, where it is no bullet."""
    bullets = {at: marks.get(f"m{at}", "•") for at in range(len(texts))}
    return findings(*texts, confidence=confidence, marks=bullets)


def test_a_scan_is_evidence_of_a_conflict_only_where_no_item_can_be_lost() -> None:
    texts: list[Text] = [("heading", "Six lessons"), *items(5)]
    assert scan(*texts) == [("count", "conflict")]
    assert scan(*texts, confidence=0.7) == []
    assert scan(*texts, m3="") == scan(*texts, m3="a)") == []
    assert scan(*texts, "Item without its mark") == []
    assert scan(texts[0], "1- Item that opens", *texts[1:]) == []
    assert scan(*texts[:3], ("caption", "A bridge"), *texts[3:]) == []
    assert findings(*texts, confidence=0.9, marks=dict.fromkeys(range(6), "•"), levels={3: 2}) == []


@pytest.mark.parametrize(("numbers", "expected"), [("12345", [("count", "conflict")]), ("12356", []), ("23456", [])])
def test_numbers_tell_which_item_is_lost(numbers: str, expected: list[tuple[str, str]]) -> None:
    marks = {at: f"{number}." for at, number in enumerate(numbers, 1)}
    assert findings(("heading", "Six lessons"), *items(5), marks=marks) == expected


def test_nested_items_are_not_counted() -> None:
    assert findings(("heading", "Three steps"), *items(4), levels={2: 2}) == [("count", "agree")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The museum opening took place on 2 March 2009.", "22 March 2009: museum opening", [("date", "conflict")]),
        ("The 6th Lake Forum was held in May 2019.", "8 June 2013: 6th Lake Forum", [("date", "conflict")]),
        ("The 6th Lake Forum was held in May 2019.", "8 May 2019: 6th Lake Forum", []),
        ("The 6th Lake Forum was held in May 2019.", "8 May 2021: 7th Lake Forum", []),
        ("The opening of Line 1 took place on 3 May 2021.", "5 May 2021: opening of Line 2", []),
        ("The training course took place on 3 May 2021.", "5 June 2021: training course", []),
        ("The annual summit took place on 3 May 2021.", "5 May 2022: annual summit", []),
        ("The museum opening in Bonn took place on 3 May 2009.", "5 May 2009: museum opening in Lima", []),
        (
            "The night parade in Bonn was held on 3–4 May 2009.",
            "4–5 May 2009: night parade in Bonn",
            [("date", "conflict")],
        ),
        ("The night parade in Bonn was held on 3 May 2009.", "9 June 2009: night parade in Bonn", []),
        ("The dance tour opened on 3 May 2009.", "3 May 2009: opening night", []),
    ],
)
def test_dates(one: str, other: str, expected: list[tuple[str, str]]) -> None:
    assert findings(one, ("list_item", other)) == expected


HEADER = ("Zone", "Houses", "People")


def test_two_dates_in_one_breath_are_no_conflict() -> None:
    text = "The museum opening took place on 2 March 2009."
    table = blocks(text)
    (one,) = events(table, Entities.empty(), Cells.empty())[0].to_pylist()
    other = one | {"date_start": one["date_start"].replace(day=22), "date_end": one["date_end"].replace(day=22)}
    for start, expected in ((one["end"] + 2, []), (one["end"] + 80, ["conflict"])):
        dated = Events.rows([one, other | {"start": start, "end": start + 9}])
        assert checks(table, Cells.empty(), dated, *UNREAD)[0]["status"].to_pylist() == expected


def test_a_total_that_fits_and_one_that_does_not() -> None:
    rows = totals(HEADER, ("North", "1,200", "5,100"), ("South", "800", "3,900"), ("Total", "2,000", "9,900"))
    assert [(row["status"], row["expected"], row["actual"]) for row in rows] == [
        ("agree", 2000, 2000),
        ("conflict", 9900, 9000),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Zone", "Houses"), ("North", "1,200"), ("South", "n/a"), ("Total", "2,000")],
        [("Zone", "Average age"), ("North", "31"), ("South", "40"), ("Total", "60")],
        [("Zone", "Houses"), ("North", "1,200"), ("of which new", "300"), ("Total", "1,200")],
        [("Zone", "Houses"), ("North", "1,200"), ("South", "900"), ("Total", "40,000")],
        [("Zone", "Houses"), ("North", "1,200"), ("South", "900")],
        [("Zone", "Houses"), ("North", "1,200"), ("Total", "1,300")],
    ],
)
def test_what_proves_nothing(rows: list[tuple[str, ...]]) -> None:
    assert totals(*rows) == []


def test_a_wrong_grand_total_is_told_once() -> None:
    rows = totals(("Zone", "Men", "All"), ("North", "10", "30"), ("South", "20", "50"), ("Total", "30", "90"))
    assert [row["status"] for row in rows].count("conflict") == 1


def test_what_is_left_over_adds_up_with_signs() -> None:
    rows = [("Item", "2023", "2024"), ("Fees", "41.6", "44.9"), ("Paid out", "(18.7)", "(27.3)")]
    found = totals(*rows, ("Surplus", "22.9", "18.6"))
    assert {row["claim"]: row["status"] for row in found} == {"22.9": "agree", "18.6": "conflict"}


@settings(deadline=None)
@given(st.lists(st.integers(1, 999_999), min_size=2, max_size=8))
def test_a_column_and_its_sum_agree(parts: list[int]) -> None:
    rows = [(f"Zone {'abcdefgh'[at]}", f"{part:,}") for at, part in enumerate(parts)]
    (found,) = totals(("Zone", "Houses"), *rows, ("Total", f"{sum(parts):,}"))
    assert found["status"] == "agree"


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 90), min_size=2, max_size=8))
def test_rounded_parts_agree_with_their_rounded_sum(parts: list[float]) -> None:
    rows = [(f"Zone {'abcdefgh'[at]}", f"{part:.1f}") for at, part in enumerate(parts)]
    found = totals(("Zone", "Value"), *rows, ("Total", f"{sum(parts):.1f}"))
    assert [row["status"] for row in found] == ["agree"]


@pytest.mark.parametrize(("sure", "expected"), [(0.96, ["conflict"]), (0.3, [])])
def test_a_number_read_with_doubt_is_no_evidence_against_a_total(sure: float, expected: list[str]) -> None:
    rows = (("Gate", "Visitors"), ("North", "212"), ("South", "311"), ("Total", "533"))
    word: dict[str, object] = {
        "page": 1,
        "seq": 0,
        "text": "212",
        "confidence": sure,
        "source": "ocr",
        "line": 0,
        "angle": 0,
        "script": 0,
    }
    word |= dict.fromkeys(("x0", "top", "x1", "bottom", "baseline", "size"), 0.0)
    word |= dict.fromkeys(("bold", "italic", "glued", "hyphen"), False)
    place = {"block": 0, "page": 1, "seq": 0, "line": 0, "row": 1, "column": 1}
    table = blocks(("table", "numbers"))
    found = checks(table, cells(*rows), Events.empty(), Words.rows([word]), Placements.rows([place]))[0]
    assert found["status"].to_pylist() == expected
