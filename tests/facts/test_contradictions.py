"""What contradicts itself and what only looks so: passages of both sorts, each as a sheet might print it."""

import pytest

from tests.facts.prose import Text
from tests.facts.test_checks import findings, totals

CONFLICT = "conflict"

DATES_THAT_CLASH = [
    ("The pier was reopened on 4 May 2011.", "14 May 2011: pier reopened"),
    ("The dam was inaugurated on 9 June 1974.", "19 June 1974: inauguration of the dam"),
    ("The ferry terminal was completed on 12 March 2020.", "21 March 2020: ferry terminal completed"),
    ("The merger of the two unions took place on 1 July 2003.", "11 July 2003: merger of the two unions"),
    ("The Harbour Act was adopted on 23 October 1998.", "13 October 1998: Harbour Act adopted"),
    ("The wind tunnel was decommissioned on 30 April 2016.", "20 April 2016: wind tunnel decommissioned"),
    ("The tramway was extended on 2 August 1931.", "3 August 1931: extension of the tramway"),
    ("The signing of the lease in Tallin took place on 5 May 2017.", "15 May 2017: signing of the lease in Tallin"),
    ("The Reed Lake reserve was proclaimed on 12 May 2009.", "21 May 2009: Reed Lake reserve proclaimed by decree"),
    ("The salt mine was closed on 4 May 2011.", "4 June 2011: salt mine closed"),
    ("The 9th Salt Congress was held on 8–10 May 2022.", "18–20 May 2022: 9th Salt Congress"),
    ("The 12th Glass Forum was held in May 2018.", "4 September 2018: 12th Glass Forum"),
    ("The third Reed Summit was held on 4 April 2023.", "14 April 2023: third Reed Summit"),
    ("The launch of the seed portal took place on 6 June 2021.", "16 June 2021: launch of the seed portal"),
]

DATES_THAT_AGREE = [
    ("The pier was reopened on 4 May 2011.", "4 May 2011: pier reopened"),
    ("The pier was reopened in May 2011.", "4 May 2011: pier reopened"),
    ("The pier was closed on 4 May 2011.", "14 May 2011: pier reopened"),
    ("The north pier was reopened on 4 May 2011.", "14 May 2011: south pier reopened"),
    ("The 9th Salt Congress was held on 8 May 2022.", "18 May 2023: 10th Salt Congress"),
    ("The salt market was held on 3 May 2021.", "13 May 2021: salt market"),
    ("A workshop on bees was held on 3 May 2021.", "5 May 2021: workshop on wasps"),
    ("The annual general meeting was held on 3 May 2021.", "4 May 2022: annual general meeting"),
    ("The bridge was opened in Riga on 3 May 2019.", "13 May 2019: bridge opened in Narva"),
    ("The Reed Lake bridge was opened on 12 May 2009.", "22 May 2009: opening of a second bridge"),
    ("The first stone was laid on 4 May 2011.", "14 May 2013: last stone laid"),
    ("The camp ran from 3 to 14 May 2021.", "5 May 2021: visit to the camp"),
    ("Applications close on 1 May 2025.", "11 May 2025: applications for grants open"),
    ("The exhibition was shown on 3–9 May 2021.", "3–9 May 2021: exhibition"),
    ("The board met on 3 March 2021.", "13 March 2021: meeting of the committee"),
]


@pytest.mark.parametrize(("one", "other"), DATES_THAT_CLASH)
def test_two_dates_of_one_deed_clash(one: str, other: str) -> None:
    assert findings(one, ("list_item", other)) == [("date", CONFLICT)]


@pytest.mark.parametrize(("one", "other"), DATES_THAT_AGREE)
def test_dates_of_two_happenings_do_not(one: str, other: str) -> None:
    assert findings(one, ("list_item", other)) == []


def listed(count: int) -> list[Text]:
    return [
        ("list_item", f"Keep the {thing} dry") for thing in "rope sail oar net lamp chart horn knife".split()[:count]
    ]


@pytest.mark.parametrize(
    ("before", "count"),
    [
        (("heading", "Five habits of good sailors"), 4),
        (("heading", "Five habits of good sailors"), 6),
        (("heading", "How to stow: seven rules"), 6),
        (("heading", "The four golden rules"), 5),
        (("heading", "Our 6 principles"), 5),
        (("heading", "Eight tips for the crew"), 7),
        ("Every skipper follows five rules:", 6),
        ("There are three rules:", 4),
        ("The school teaches the following six skills:", 5),
    ],
)
def test_a_list_longer_or_shorter_than_announced_clashes(before: Text, count: int) -> None:
    assert findings(before, *listed(count)) == [("count", CONFLICT)]


@pytest.mark.parametrize(
    ("before", "count"),
    [
        (("heading", "Lessons of five years"), 4),
        (("heading", "Work in seven harbours"), 6),
        (("heading", "At least five habits"), 4),
        (("heading", "Some of our twelve rules"), 4),
        (("heading", "One boat, two masts"), 4),
        (("heading", "20 years at sea"), 5),
        (("heading", "Four ports, three rules"), 5),
        (("heading", "Rules for crews of six"), 5),
        ("About five rules matter:", 4),
        ("Of the nine rules, these matter most:", 4),
        ("The crew of six keeps to this:", 5),
        ("Two to four rules apply:", 5),
    ],
)
def test_other_counts_before_a_list_do_not(before: Text, count: int) -> None:
    assert ("count", CONFLICT) not in findings(before, *listed(count))


HEAD = ("Quay", "Ships", "Boats")


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ("North", "120", "310"), ("South", "240", "440"), ("Total", "360", "570")],
        [HEAD, ("North", "1,204", "31"), ("South", "2,400", "44"), ("Total", "3,640", "75")],
        [("Quay", "Ships"), ("North", "1,200"), ("South", "3,417"), ("East", "883"), ("Total", "5,400")],
        [("Quay", "Ships"), ("Total", "5,400"), ("North", "1,200"), ("South", "3,417"), ("East", "883")],
        [("Quay", "Ships"), ("North", "1,200"), ("South", "–"), ("East", "883"), ("Total", "2,183")],
        [("Quay", "Ships"), ("North", "1,200"), ("of which old", "340"), ("East", "883"), ("Total", "2,183")],
        [("Quay", "Ships"), ("North", "1,200"), ("East", "883"), ("Harbour total", "2,183")],
        [("Quay", "Ships", "Per day"), ("North", "1,200", "3"), ("East", "883", "2"), ("All quays", "2,183", "6")],
        [("Quay", "2023", "2024"), ("North", "10", "300"), ("East", "20", "533"), ("Together", "30", "883")],
    ],
)
def test_a_total_off_by_a_digit_clashes(rows: list[tuple[str, ...]]) -> None:
    assert [row["status"] for row in totals(*rows)].count(CONFLICT) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ("North", "120", "31"), ("South", "240", "44"), ("Total", "360", "75")],
        [("Quay", "Share"), ("North", "33"), ("South", "33"), ("East", "33"), ("Total", "100")],
        [("Quay", "%"), ("North", "33.3"), ("South", "33.3"), ("East", "33.3"), ("Total", "100.0")],
        [("Quay", "Ships"), ("North", "120"), ("South", "240"), ("Sub-total", "360"), ("East", "40"), ("Total", "400")],
        [("Quay", "Ships"), ("North", "120"), ("of which old", "40"), ("South", "240"), ("Total", "360")],
        [("Quay", "Ships"), ("North", "120"), ("South", "–"), ("East", "240"), ("Total", "391")],
        [("Quay", "Ships"), ("North", "120"), ("South", "n/a"), ("East", "240"), ("Total", "391")],
        [("Quay", "Average wait"), ("North", "31"), ("South", "44"), ("All quays", "37")],
        [("Quay", "Unique visitors"), ("North", "3,100"), ("South", "4,400"), ("Total", "7,100")],
        [("Quay", "Depth (m)"), ("North", "9"), ("South", "14"), ("East", "12")],
        [("Quay", "Ships"), ("North", "1,200"), ("South", "900"), ("Total for the country", "14,000")],
        [("Item", "2024"), ("Dues", "41.6"), ("Wages", "(18.7)"), ("Surplus", "22.9")],
        [("Quay", "t (million)"), ("North", "1.24"), ("South", "2.38"), ("Total", "3.6")],
        [("Quay", "Ships"), ("Total", "360"), ("North", "120"), ("South", "240")],
        [("Port", "Rank", "Ships"), ("North", "1", "120"), ("South", "2", "240"), ("Total", "", "360")],
    ],
)
def test_totals_that_only_look_wrong_do_not(rows: list[tuple[str, ...]]) -> None:
    assert CONFLICT not in [row["status"] for row in totals(*rows)]
