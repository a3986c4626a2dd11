"""Contacts: what is printed in any usual form comes out in one, and numbers that call nobody do not."""

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.contacts import contacts
from tests.facts.prose import Text, blocks

LETTERS = st.text(string.ascii_lowercase, min_size=2, max_size=8)
HOSTS = st.builds("{}.{}".format, LETTERS, st.sampled_from(["org", "int", "co.uk", "de"]))
AT = st.sampled_from(["@", " (at) ", "[at]", " {at} ", "(AT)", "@ "])
DOT = st.sampled_from([".", " (dot) ", "[dot]"])
GROUPS = st.lists(st.integers(100, 9999).map(str), min_size=3, max_size=3)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["Tel", "+", "@", "(at)", "www.", "https://", "/", ".", ",", ":", " ", "12", "Rue", "P.O. Box", "x"]
        ),
        st.text(max_size=6),
    ),
    max_size=24,
).map("".join)


def found(*texts: Text) -> list[tuple[str, str]]:
    return [(row["kind"], row["value"]) for row in contacts(blocks(*texts))[0].to_pylist()]


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_evidence_stands_at_its_offsets_and_each_contact_once(text: str) -> None:
    rows = contacts(blocks(text))[0].to_pylist()
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row in rows)
    assert len({(row["kind"], row["value"]) for row in rows}) == len(rows)
    assert all(one["end"] <= two["start"] for one, two in pairwise(rows))


@settings(deadline=None)
@given(LETTERS, LETTERS, HOSTS, AT, DOT)
def test_an_email_is_found_however_it_is_hidden(first: str, last: str, host: str, at: str, dot: str) -> None:
    printed = f"{first}.{last}{at}{host.replace('.', dot)}"
    assert found(f"Write to {printed}, please.") == [("email", f"{first}.{last}@{host}")]


@settings(deadline=None)
@given(HOSTS, st.lists(LETTERS, max_size=3), st.sampled_from(["", ".", ",", ")", ".”", ";"]))
def test_a_url_ends_before_the_marks_of_its_sentence(host: str, path: list[str], mark: str) -> None:
    url = "/".join([f"https://www.{host}", *path])
    assert found(f"(See {url}{mark} Then go on") == [("url", url)]


@given(
    GROUPS, st.sampled_from([" ", "-", ".", " - ", "/"]), st.sampled_from(["", " ext. 12", " x12", ", extension 12"])
)
def test_a_number_with_a_country_code_is_its_digits(groups: list[str], gap: str, extension: str) -> None:
    value = f"+49{''.join(groups)}{';ext=12' if extension else ''}"
    assert found(f"We are at +49 {gap.join(groups)}{extension} today") == [("phone", value)]


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}", "USD {:,}", "+{:,} trees", "No. {}", "{} %"]))
def test_amounts_are_no_telephone_numbers(number: int, form: str) -> None:
    assert found(f"There were {form.format(number)} in 2019–2020.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tel. +44 (0)20 5550 0958 ext. 12", ("phone", "+442055500958;ext=12")),
        ("Fax: 030 555 12 34", ("fax", "0305551234")),
        ("Hotline 116 111", ("phone", "116111")),
        ("(030) 555-1234", ("phone", "0305551234")),
        ("202-555-0143", ("phone", "2025550143")),
        ("jane at example dot org", ("email", "jane@example.org")),
        ("Visit Example.org or example.org/a.", ("url", "https://example.org/a")),
        ("12 Mill Street, Leeds LS1 4AB", ("address", "12 Mill Street, Leeds LS1 4AB")),
        ("15 rue du Lac, 1202 Geneva, Switzerland", ("address", "15 rue du Lac, 1202 Geneva, Switzerland")),
        ("Seestraße 4b, 10115 Berlin", ("address", "Seestraße 4b, 10115 Berlin")),
        ("P.O. Box 55, Nairobi, Kenya", ("address", "P.O. Box 55, Nairobi, Kenya")),
    ],
)
def test_forms(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 978-3-16-148410-0",
        "12.05.2019–13.05.2019",
        "more than +12 345 678 people",
        "In 2019, 12 Main Street shops closed.",
        "report.pdf, e.g. in the U.S. or v1.2.3",
        "We met at work at noon.",
        "version 10.1.2.3 of 2020-0001-2345",
        "1 234 567 and 12 345 678 905 people",
    ],
)
def test_what_reaches_nobody(text: str) -> None:
    assert found(text) == []


def test_a_url_goes_on_over_the_line_end_it_was_broken_at() -> None:
    table = blocks("See https://example.org/fact- sheets/a_b for more.").to_pylist()
    broken = [{**row, "raw_text": "See https://example.org/fact-\nsheets/a_b for more."} for row in table]
    rows = contacts(type(blocks("x")).from_pylist(broken, schema=blocks("x").schema))[0].to_pylist()
    assert [row["value"] for row in rows] == ["https://example.org/fact-sheets/a_b"]
    assert found("See https://example.org/fact- sheets/a_b for more.") == [("url", "https://example.org/fact-")]


def test_a_running_footer_is_one_contact() -> None:
    footer: Text = ("footer", "info@example.org")
    assert found(footer, "Text", footer) == [("email", "info@example.org")]


@pytest.mark.parametrize("piece", ["a.b", "+1 ", "www.", "a@", "1 ", "Rue de ", "1 A ", "(at) ", "a dot ", "12 A B "])
def test_strange_texts_come_to_an_end(piece: str) -> None:
    text = piece * 5000
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row in contacts(blocks(text))[0].to_pylist())
