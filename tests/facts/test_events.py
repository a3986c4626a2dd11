"""Events: sentences and the dated happenings in them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.events import events
from pipeline.tables import Cells, Entities
from tests.facts.prose import Text, blocks, entities


def happenings(*texts: Text) -> list[dict[str, Any]]:
    return events(blocks(*texts), Entities.empty(), Cells.empty())[0].to_pylist()


def brief(row: dict[str, Any]) -> str:
    """An event in one line: first day, last day where another, precision, name."""
    first, last = row["date_start"], row["date_end"]
    days = {
        "day": f"{first}" + (f"..{last}" if last != first else ""),
        "month": f"{first:%Y-%m}",
        "year": f"{first:%Y}",
    }
    return f"{days[row['date_precision']]} {row['name']}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 3rd Harbour Forum took place in Gdansk on 4–5 June 2024.", ["2024-06-04..2024-06-05 3rd Harbour Forum"]),
        ("The festival ran from 28 June to 7 July 2024.", ["2024-06-28..2024-07-07 festival"]),
        ("The next General Assembly is scheduled for 3 October 2026.", ["2026-10-03 General Assembly"]),
        ("Elections were held on 15 October 2023.", ["2023-10-15 Elections"]),
        ("The fire broke out on 15 April 2019.", ["2019-04-15 fire"]),
        ("The sixth season kicked off on 14 September 2023.", ["2023-09-14 sixth season"]),
        ("The Forum, hosted by the city of Bergen, took place in May 2022.", ["2022-05 Forum"]),
        ("The cyclone struck the coast on 14 March 2019.", ["2019-03-14 cyclone"]),
    ],
)
def test_verbs_of_happening(text: str, expected: list[str]) -> None:
    assert [brief(row) for row in happenings(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was opened to traffic on 14 July 2016.", ["2016-07-14 opening of the bridge"]),
        ("Parliament passed the Water Act in 2012.", ["2012 passing of the Water Act"]),
        ("The agency, founded in 1974, employs 300 people.", ["1974 founding of the agency"]),
        ("Founded in 1952, the union has 40 member states.", ["1952 founding of the union"]),
        ("The museum reopened in May 2022.", ["2022-05 reopening of the museum"]),
        ("The Alliance (ALL) was set up in September 2015.", ["2015-09 establishment of the Alliance"]),
        ("The Foundation was set up in 1987.", ["1987 establishment of the Foundation"]),
        (
            "A code, on which experts had long worked, enters into force in May 2026.",
            ["2026-05 entry into force of the code"],
        ),
        ("She was elected President of the Board in May 2023.", ["2023-05 election of President of the Board"]),
        ("The contract expires on 31 December 2026.", ["2026-12-31 expiry of the contract"]),
        ("The committee met in Vienna from 3 to 5 April 2017.", ["2017-04-03..2017-04-05 meeting of the committee"]),
        (
            "The Charter was adopted on 9 May 1998 and entered into force on 1 January 2000.",
            ["1998-05-09 adoption of the Charter", "2000-01-01 entry into force of the Charter"],
        ),
        (
            "A treaty among Chad, Niger and Mali, concluded on 11 April 2006, still holds.",
            ["2006-04-11 conclusion of the treaty among Chad, Niger and Mali"],
        ),
    ],
)
def test_verbs_of_doing_become_nouns(text: str, expected: list[str]) -> None:
    assert [brief(row) for row in happenings(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A public hearing in May 2017 settled it.", ["2017-05 public hearing"]),
        ("The Council held its twelfth session in March 2021.", ["2021-03 twelfth session"]),
        ("In April 2019, Kenya hosted the World Irrigation Congress.", ["2019-04 World Irrigation Congress"]),
        ("The earthquake of 6 February 2023 destroyed the old town.", ["2023-02-06 earthquake"]),
        ("The 2015 earthquake killed thousands.", ["2015 earthquake"]),
        ("A workshop in Dakar (12–14 March 2024) trained officers.", ["2024-03-12..2024-03-14 workshop"]),
        ("After the eruption of the volcano on 8 July 1997, many left.", ["1997-07-08 eruption of the volcano"]),
        ("Market day was 7 October 2017.", ["2017-10-07 Market day"]),
        ("Lebanon will host the Super Cup on 21–22 March 2025.", ["2025-03-21..2025-03-22 Super Cup"]),
    ],
)
def test_event_nouns(text: str, expected: list[str]) -> None:
    assert [brief(row) for row in happenings(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 March 2020: first lockdown", "2020-03-01 first lockdown"),
        ("2004 – foundation of the club", "2004 foundation of the club"),
        ("May 2021: The fund is launched", "2021-05 launch of the fund"),
        ("11–12 June 2031: boat show in Cork", "2031-06-11..2031-06-12 boat show"),
        ("Deadline for applications: 31 January 2025", "2025-01-31 Deadline for applications"),
        ("Next meeting: 14 May 2025, Lyon", "2025-05-14 meeting"),
        ("Founded: 1921", "1921 founding"),
    ],
)
def test_lines_of_a_timeline(text: str, expected: str) -> None:
    assert [brief(row) for row in happenings(("list_item", text))] == [expected]


@pytest.mark.parametrize("mark", [" — ", " • ", "; "])
def test_a_timeline_run_together_gives_each_date_its_own_event(mark: str) -> None:
    lines = ["3 May 2011: first harvest", "June 2012: opening of the mill", "2014: visit of the guild"]
    found = [brief(row) for row in happenings(mark.join(lines))]
    assert found == ["2011-05-03 first harvest", "2012-06 opening of the mill", "2014 visit of the guild"]


@pytest.mark.parametrize(
    "text",
    [
        "Since 2015 the network has grown; as of 30 June 2024 it had 40 members.",
        "Exports fell in 2020 and recovered in 2021.",
        "By 2030 the country wants to halve emissions.",
        "She has been director since March 2019.",
        "The 2004–2006 wines are sold out.",
        "In 2014, most trade went by rail due to low water.",
        "Several meetings were held in 2021.",
        "They opened 12 schools in 2022.",
        "Last updated: 3 March 2024",
        "The release date is still open in 2025.",
        "The data refer to 31 December 2022.",
        "Between 2024 and 2028 every sample will be tested.",
        "As in 1999–2001, the boats were taken ashore.",
    ],
)
def test_dates_without_a_happening(text: str) -> None:
    assert [brief(row) for row in happenings(text)] == []


def test_pronouns_stand_for_what_was_named_before() -> None:
    table = blocks("The Delta Bank lends. It was founded in 1994.")
    (row,) = events(table, entities(table, Delta_Bank="ORG"), Cells.empty())[0].to_pylist()
    assert row["name"] == "founding of Delta Bank"


def test_place_country_and_ordinal() -> None:
    table = blocks("The Second Harvest Congress convened in Quito, Ecuador, on 3 May 2021.")
    (row,) = events(table, entities(table, Quito="GPE", Ecuador="COUNTRY"), Cells.empty())[0].to_pylist()
    assert (row["place"], row["country"], row["ordinal"]) == ("Quito", "ECU", 2)


def test_an_event_named_twice_is_one_row_unless_the_dates_differ() -> None:
    twice = happenings("The bridge concert in June 2016 was short.", ("list_item", "5 June 2016: bridge concert"))
    assert [brief(row) for row in twice] == ["2016-06-05 bridge concert"]
    differing = happenings("The bridge concert on 3 June 2016 was short.", ("list_item", "5 June 2016: bridge concert"))
    assert len(differing) == 2


WORDS = st.sampled_from(
    "the a meeting was held in on 5 May 2020 from to and , . : ( ) it opened Bank Forum which signed 2019 of".split(" ")
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_evidence_stands_at_its_offsets(text: str) -> None:
    clean = text.encode(errors="ignore").decode()
    for row in happenings(clean):
        assert row["evidence"] == clean[row["start"] : row["end"]] != ""
        assert row["date_start"] <= row["date_end"]
        assert row["name"].strip()
