"""Roles: the constructions of English that give them, and what does not."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.roles import roles
from pipeline.tables import Cells
from tests.facts.prose import Text, blocks, cells, named

PIECES = (
    "Norway",
    "the Reed Fund",
    "Dr Amina Okafor",
    "is chaired by",
    "chairs",
    "Director of",
    "a member of",
    "with",
    "as co-chair",
    "and",
    ",",
    ".",
    "funded by",
    "since 2018",
    "the forum’s",
    "\ue000",
)


def rows(*texts: Text, table: pa.Table | None = None) -> list[dict[str, Any]]:
    read, grid = blocks(*texts), Cells.empty() if table is None else table
    (found,) = roles(read, named(read, grid), grid)
    return found.to_pylist()


def held(*texts: Text, table: pa.Table | None = None) -> set[tuple[str, str, str | None]]:
    return {(row["holder"], row["role"], row["body"]) for row in rows(*texts, table=table)}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join))
def test_evidence_stands_at_its_offsets_and_names_the_holder(text: str) -> None:
    found = rows(text)
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row in found)
    assert all(0 <= row["confidence"] <= 1 for row in found)
    assert found == rows(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway chairs the reef panel.", {("Norway", "chair", "reef panel")}),
        ("Peru will host the Second Reef Assembly.", {("Peru", "host", "Second Reef Assembly")}),
        (
            "The reef panel is chaired by Norway and co-chaired by Fiji.",
            {("Norway", "chair", "reef panel"), ("Fiji", "co-chair", "reef panel")},
        ),
        (
            "The panel meets twice a year and is led by Norway.",
            {("Norway", "lead", "panel")},
        ),
        (
            "A school programme funded by Japan, Chile and UNICEF began.",
            {
                ("Japan", "funder", "school programme"),
                ("Chile", "funder", "school programme"),
                ("UNICEF", "funder", "school programme"),
            },
        ),
        ("UNICEF is the technical partner of the reef panel.", {("UNICEF", "partner", "reef panel")}),
        (
            "The largest donors to the appeal are Japan and Chile.",
            {("Japan", "donor", "appeal"), ("Chile", "donor", "appeal")},
        ),
        ("UNICEF is the panel’s lead donor.", {("UNICEF", "donor", "panel")}),
        (
            "UNICEF is a signatory of the Reef Pledge and a member of the Coral Forum.",
            {("UNICEF", "signatory", "Reef Pledge"), ("UNICEF", "member", "Coral Forum")},
        ),
        ("Norway chairs the reef panel, with Fiji as vice-chair.", {
            ("Norway", "chair", "reef panel"),
            ("Fiji", "vice-chair", "reef panel"),
        }),
        ("The Swedish-led consortium won.", {("Sweden", "lead", "consortium")}),
        ("UNICEF, a partner of the reef panel, agreed.", {("UNICEF", "partner", "reef panel")}),
        ("The roof was built with a loan from Japan.", {("Japan", "donor", "roof")}),
        ("UNICEF provides the secretariat of the reef panel.", {("UNICEF", "secretariat", "reef panel")}),
        ("The secretariat of the reef panel is provided by UNICEF.", {("UNICEF", "secretariat", "reef panel")}),
        ("The reef panel meets under the chairmanship of Norway.", {("Norway", "chair", "reef panel")}),
        ("The chair of the reef panel passes to Fiji in May.", {("Fiji", "chair", "reef panel")}),
        ("The reef panel works in partnership with UNICEF.", {("UNICEF", "partner", "reef panel")}),
        ("The reef panel receives technical support from UNICEF.", {("UNICEF", "partner", "reef panel")}),
        (
            "The reef panel is run by UNICEF with funding from Japan.",
            {("UNICEF", "lead", "reef panel"), ("Japan", "donor", "reef panel")},
        ),
        (
            "Funded by Japan and run by UNICEF, the reef panel meets in May.",
            {("Japan", "funder", "reef panel"), ("UNICEF", "lead", "reef panel")},
        ),
        (
            "The Reef Charter, which Norway and Fiji signed in 2004, is open.",
            {("Norway", "signatory", "Reef Charter"), ("Fiji", "signatory", "Reef Charter")},
        ),
        ("The third Reef Assembly, to be hosted by Peru, opens in May.", {("Peru", "host", "third Reef Assembly")}),
        ("UNICEF attends meetings of the Reef Board as an observer.", {("UNICEF", "observer", "Reef Board")}),
        ("The Reef Board admitted Fiji as a member.", {("Fiji", "member", "Reef Board")}),
        (
            "Norway is the chair and Fiji the co-chair of the reef panel.",
            {("Norway", "chair", "reef panel"), ("Fiji", "co-chair", "reef panel")},
        ),
        (
            "The reef panel brings together Norway, Fiji and Peru.",
            {("Norway", "member", "reef panel"), ("Fiji", "member", "reef panel"), ("Peru", "member", "reef panel")},
        ),
        (
            "The reef panel has two observers: Norway and Fiji.",
            {("Norway", "observer", "reef panel"), ("Fiji", "observer", "reef panel")},
        ),
        ("The Reef Board, of which Fiji is a member, agreed.", {("Fiji", "member", "Reef Board")}),
        ("A reef panel headed by Dr Amina Okafor agreed.", {("Amina Okafor", "chair", "reef panel")}),
        (
            "The treaty that set up the Reed Fund was signed by Norway and Fiji.",
            {("Norway", "signatory", "treaty"), ("Fiji", "signatory", "treaty")},
        ),
        (
            "The school programme is funded by Norway and the Danish retail chain Reed Fund.",
            {("Norway", "funder", "school programme"), ("Reed Fund", "funder", "school programme")},
        ),
        (
            "UNICEF hosts the Water Council, and Norway and Fiji are its deputy chairs.",
            {
                ("UNICEF", "host", "Water Council"),
                ("Norway", "deputy chair", "Water Council"),
                ("Fiji", "deputy chair", "Water Council"),
            },
        ),
        ("The secretariat is managed by UNICEF.", {("UNICEF", "secretariat", None)}),
        ("UNICEF acts as scientific adviser to the reef panel.", {("UNICEF", "scientific adviser", "reef panel")}),
        ("A team under Dr Amina Okafor counts birds.", {("Amina Okafor", "lead", "team")}),
        (
            "The Water Council’s members – Norway and Fiji – meet in May.",
            {("Norway", "member", "Water Council"), ("Fiji", "member", "Water Council")},
        ),
        (
            "Twelve states, among them Norway and Fiji, are parties to the Water Convention.",
            {("Norway", "signatory", "Water Convention"), ("Fiji", "signatory", "Water Convention")},
        ),
        ("Since 1 July 2023 the Water Council has been chaired by Norway.", {("Norway", "chair", "Water Council")}),
    ],
)  # fmt: skip
def test_constructions_that_give_roles(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway is not a member of the reef panel.",
        "Chad hosts more than 600,000 people.",
        "This leads to delays in Norway.",
        "Norway and Fiji praised the chair of the panel.",
        "UNICEF and Norway supported the idea.",
        "Norway runs out of sand.",
        "Dr Amina Okafor heads a staff of 58.",
        "Data provided by Norway show a fall.",
        "Half of all visitors come from Peru.",
        "Farmers from Norway received support from neighbours.",
    ],
)
def test_what_gives_no_role(text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr Amina Okafor, Director of the Reed Fund, spoke.", ("Amina Okafor", "Director", "Reed Fund")),
        ("The Reed Fund’s Deputy Director Amina Okafor spoke.", ("Amina Okafor", "Deputy Director", "Reed Fund")),
        ("Amina Okafor was elected president of the Reed Fund.", ("Amina Okafor", "president", "Reed Fund")),
        (
            "The Minister of Roads and Bridges, Amina Okafor, spoke.",
            ("Amina Okafor", "Minister of Roads and Bridges", None),
        ),
        ("Executive Director: Amina Okafor", ("Amina Okafor", "Executive Director", None)),
    ],
)
def test_offices_of_persons(text: str, expected: tuple[str, str, str | None]) -> None:
    assert held(text) == {expected}


def test_a_trade_in_apposition_is_no_office() -> None:
    assert held("Amina Okafor, a nurse, spoke.") == set()


def test_the_noun_stands_for_the_body_named_before() -> None:
    found = held("The Coral Dialogue is a forum of states.", "The Dialogue is chaired by Norway.")
    assert found == {("Norway", "chair", "Coral Dialogue")}


def test_a_body_has_the_name_that_its_sentence_prints() -> None:
    found = rows(
        "Norway chairs the Baltic Reef Agency (BRA).",
        "Fiji and Norway are observers of the BRA.",
        "Fiji is an observer of the Baltic Reef Agency.",
    )
    assert [(row["holder"], row["role"], row["body"]) for row in found] == [
        ("Norway", "chair", "Baltic Reef Agency"),
        ("Fiji", "observer", "BRA"),
        ("Norway", "observer", "BRA"),
    ]


def test_it_is_what_the_sentence_before_was_about() -> None:
    found = held("The Coral Dialogue meets in May. It is chaired by Norway.")
    assert found == {("Norway", "chair", "Coral Dialogue")}


def test_since_and_until() -> None:
    since, until = rows("Norway has chaired the reef panel since 4 May 2018.", "Fiji hosts the reef office until 2026.")
    assert (since["since"], since["until"]) == (date(2018, 5, 4), None)
    assert (until["since"], until["until"]) == (None, date(2026, 12, 31))


def test_a_label_and_a_heading_give_roles_to_those_they_list() -> None:
    assert held("Donors to the reef appeal: Japan and Chile") == {
        ("Japan", "donor", "reef appeal"),
        ("Chile", "donor", "reef appeal"),
    }
    assert held(
        ("heading", "Members of the reef panel"), ("list_item", "Fiji"), ("list_item", "Peru (since 2019)")
    ) == {
        ("Fiji", "member", "reef panel"),
        ("Peru", "member", "reef panel"),
    }


def test_a_table_of_donors_but_not_one_of_trade() -> None:
    donors = cells(("Donor", "USD"), ("Japan", "5"))
    assert held(("table", "Donor USD Japan 5"), ("caption", "Gifts to the reef appeal"), table=donors) == {
        ("Japan", "donor", "reef appeal")
    }
    trade = cells(("Partner", "Exports"), ("Japan", "5"))
    assert held(("table", "Partner Exports Japan 5"), table=trade) == set()


def test_a_table_of_offices_and_one_of_bodies() -> None:
    people = cells(("Name", "Office"), ("Dr Amina Okafor", "Deputy Director"))
    assert held(("table", "Name Office Dr Amina Okafor Deputy Director"), table=people) == {
        ("Amina Okafor", "Deputy Director", None)
    }
    groups = cells(("Working group", "Chair"), ("Sand and stone", "Dr Amina Okafor (Fiji)"))
    assert held(("table", "Working group Chair Sand and stone Dr Amina Okafor (Fiji)"), table=groups) == {
        ("Amina Okafor", "chair", "Sand and stone")
    }


def test_labels_beside_values() -> None:
    values = cells(("Observers", "Norway, UNICEF"), ("Executive Director", "Dr Amina Okafor"), header=False)
    assert held(("table", "Observers Norway, UNICEF Executive Director Dr Amina Okafor"), table=values) == {
        ("Norway", "observer", None),
        ("UNICEF", "observer", None),
        ("Amina Okafor", "Executive Director", None),
    }
    assert held("Funding: Japan and UNICEF") == {("Japan", "donor", None), ("UNICEF", "donor", None)}
    assert held("Chairmanship: Norway (2024)") == {("Norway", "chair", None)}


def test_a_signature_over_two_blocks() -> None:
    assert held("Dr Amina Okafor,", "Acting Deputy Director.") == {("Amina Okafor", "Acting Deputy Director", None)}


def test_a_line_of_names_under_a_heading() -> None:
    assert held(("heading", "Our partners"), "UNICEF · Norway · Fiji") == {
        ("UNICEF", "partner", None),
        ("Norway", "partner", None),
        ("Fiji", "partner", None),
    }


def test_what_is_signed_or_hosted_is_the_last_treaty_or_event() -> None:
    assert held("The Reef Charter was drawn up in Suva. It was signed by Norway and Fiji.") == {
        ("Norway", "signatory", "Reef Charter"),
        ("Fiji", "signatory", "Reef Charter"),
    }
    assert held("The Reef Assembly met in May. Peru will host the next one.") == {("Peru", "host", "Reef Assembly")}


def test_we_is_the_body_of_the_sheet() -> None:
    found = held(
        ("title", "The Coral Dialogue"), "The Coral Dialogue began in May.", "We are a member of the Reef Forum."
    )
    assert found == {("Coral Dialogue", "member", "Reef Forum")}


def test_a_role_stated_twice_is_one_row() -> None:
    assert len(rows("Norway chairs the reef panel.", "The reef panel is chaired by Norway.")) == 1


@pytest.mark.parametrize("words", ["Deputy Head ", "Norway, ", "is chaired by Norway and ", "since long been ", "the "])
def test_words_without_end_come_to_an_end(words: str) -> None:
    text = (words * 200)[:1400]
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row in rows(text))
