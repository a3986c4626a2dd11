"""Numbers print and read back, in any format."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.numbers import NUMERAL, SPELLED, numeral, parse_cell, spelled

SEPARATORS = [",", " ", "\u00a0", "\u202f", "'", "’"]


@given(st.integers(0, 10**15), st.sampled_from(SEPARATORS))
def test_a_whole_number_reads_back_with_any_separator(value: int, separator: str) -> None:
    printed = f"{value:,}".replace(",", separator)
    match = re.fullmatch(NUMERAL, printed)
    assert match and numeral(printed) == value


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("’", ".")]))
def test_cents_read_back_with_any_marks(whole: int, cents: int, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    if thousands == "." and whole < 1000:
        thousands = ""
    printed = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02}"
    value, unit = parse_cell(printed)
    assert value == pytest.approx(whole + cents / 100)
    assert unit is None


def in_words(value: int) -> str:
    """A whole number below a billion in English words."""
    small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    small += " seventeen eighteen nineteen"
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if value < 20:
        return small.split()[value]
    if value < 100:
        return tens[value // 10 - 2] + (f"-{in_words(value % 10)}" if value % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if size == 100 else " "
            return f"{in_words(value // size)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    raise AssertionError(value)


@given(st.integers(0, 10**9 - 1))
def test_a_number_in_words_reads_back(value: int) -> None:
    printed = in_words(value)
    match = re.fullmatch(SPELLED, printed)
    assert match and spelled(printed) == value


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1,234", 1234, None),
        ("1.234", 1.234, None),
        ("1.234.567", 1234567, None),
        ("12,34,567", 1234567, None),
        ("0,5", 0.5, None),
        ("4.1 million", 4100000, None),
        ("35m", 35e6, None),
        ("US$ 35m", 35e6, "USD"),
        ("€4.2bn", 4.2e9, "EUR"),
        ("2 500 CHF", 2500, "CHF"),
        ("12.5 %", 12.5, "%"),
        ("7 per cent", 7, "%"),
        ("−1.8", -1.8, None),
        ("(1,234)", -1234, None),
        ("(12%)", -12, "%"),
        ("+3", 3, None),
        ("48 km²", 48, "km²"),
        ("4,116²", 4116, None),
        ("11,900*", 11900, None),
        ("5 years", 5, "years"),
    ],
)
def test_a_cell_with_one_number(printed: str, value: float, unit: str | None) -> None:
    found = parse_cell(printed)
    assert found[0] == pytest.approx(value)
    assert found[1] == unit


@pytest.mark.parametrize(
    "printed", ["", "–", "-", "n/a", "..", "10-12", "5 schools", "see note 3", "A4", "٣٤", "1,23,4"]
)
def test_a_cell_without_one_number(printed: str) -> None:
    assert parse_cell(printed) == (None, None)


@given(st.text(max_size=300))
def test_any_text_is_read_without_fault(text: str) -> None:
    value, unit = parse_cell(text)
    assert value is not None or unit is None
