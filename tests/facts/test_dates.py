"""Dates print and read back, in any form."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.facts.dates import find_dates, meant_year

DAYS = st.dates(date(1700, 1, 1), date(2199, 12, 31))
FORMS = [
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0.day} {0:%b} {0.year}",
    "{0.day} {0:%b}. {0.year}",
    "the {0.day}th of {0:%B} {0.year}",
    "{0:%Y-%m-%d}",
    "{0:%d.%m.%Y}",
]


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_reads_back_from_any_form(day: date, form: str) -> None:
    assume(day.month != 5 or "%b}." not in form)  # 'May' is no abbreviation
    text = f"It rained on {form.format(day)}, all day."
    (found,) = find_dates(text)
    assert (found.first, found.last, found.precision) == (day, day, "day")
    assert found.confidence == 1


@given(DAYS, DAYS)
def test_a_span_of_days_reads_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    text = f"from {first.day} {first:%B} {first.year} to {last.day} {last:%B} {last.year}"
    (found,) = find_dates(text)
    assert (found.first, found.last) == (first, last)


@given(st.text("0123456789 .,/-–JanuryMy", max_size=80))
def test_offsets_hold_and_never_overlap(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= dated.start < dated.end <= len(text) and dated.first <= dated.last for dated in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2 and 3 August 2011", "2011-08-02/2011-08-03", "day"),
        ("17–19 April 2027", "2027-04-17/2027-04-19", "day"),
        ("from 30 March to 6 April 2012", "2012-03-30/2012-04-06", "day"),
        ("28 December to 3 January 2024", "2023-12-28/2024-01-03", "day"),
        ("July 4–6, 2016", "2016-07-04/2016-07-06", "day"),
        ("3, 4 and 5 June 2024", "2024-06-03/2024-06-05", "day"),
        ("Monday 3 to Wednesday 5 June 2024", "2024-06-03/2024-06-05", "day"),
        ("the twenty-first of June 2020", "2020-06-21", "day"),
        ("30.6. – 2.7.2024", "2024-06-30/2024-07-02", "day"),
        ("2024-05-03 to 2024-05-05", "2024-05-03/2024-05-05", "day"),
        ("in March 2021", "2021-03", "month"),
        ("mid-March 2021", "2021-03", "month"),
        ("the second half of 2024", "2024-07/2024-12", "month"),
        ("June–July 2022", "2022-06/2022-07", "month"),
        ("January 2020 to March 2021", "2020-01/2021-03", "month"),
        ("Q3 2024", "2024-07/2024-09", "month"),
        ("in 1998", "1998", "year"),
        ("2019-2024", "2019/2024", "year"),
        ("the 2023/24 season", "2023/2024", "year"),
        ("early spring 2018", "2018", "year"),
        ("12-May-2021", "2021-05-12", "day"),
        ("2024 Q3", "2024-07/2024-09", "month"),
        ("2023-05", "2023-05", "month"),
        ("founded in 1425 by monks", "1425", "year"),
        ("between 3 May 2022 and 4 June 2022", "2022-05-03/2022-06-04", "day"),
    ],
)
def test_forms(text: str, iso: str, precision: str) -> None:
    (found,) = find_dates(text)
    assert (found.iso, found.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text", ["31 February 2020", "Regulation 2016/679", "the 1990s", "1,998 sheep", "2020%", "5 May"]
)
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_days_without_a_year_are_of_the_year_that_is_meant() -> None:
    assert [dated.iso for dated in find_dates("3–5 May: fair; June 7", 2024)] == ["2024-05-03/2024-05-05", "2024-06-07"]
    assert meant_year("Fairs in 2024") == meant_year("3 May", "Calendar 2024") == 2024
    assert meant_year("2023 and 2024") is meant_year("since 2019, every year on 3 May") is None


def test_and_parts_days_of_different_months() -> None:
    assert [dated.iso for dated in find_dates("on 3 May 2027 and 4 June 2028")] == ["2027-05-03", "2028-06-04"]


def test_a_day_that_could_be_a_month_is_doubtful() -> None:
    (doubtful,) = find_dates("03/04/2021")
    (clear,) = find_dates("25/12/2020")
    assert doubtful.first == date(2021, 4, 3)
    assert doubtful.confidence < clear.confidence == 1
