"""Events: sentences and the dated happenings in them."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.stages.events import events
from pipeline.tables import Cells, Entities
from tests.facts.prose import Text, blocks, cells, entities


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
        ("A donors’ round table followed in Graz on 2–3 May 2020.", ["2020-05-02..2020-05-03 donors’ round table"]),
        ("A reunion of the 1968 crew is set for November 2025.", ["2025-11 reunion of the 1968 crew"]),
        ("The fair, which Bergen will host from 3 to 5 May 2026, is free.", ["2026-05-03..2026-05-05 fair"]),
        ("A constituent assembly in Lima, Peru, on 9 May 2016 agreed.", ["2016-05-09 constituent assembly"]),
        ("A study begun in May 2021 and completed in June 2023 shows it.", ["2021-05 study"]),
        ("Our first workshop was in Bergen in May 2022.", ["2022-05 first workshop"]),
        (
            "White Gold, an exhibition with loans from Chile, runs from 3 to 9 May 2026.",
            ["2026-05-03..2026-05-09 White Gold"],
        ),
        ("The festival returns on 5–7 July 2025.", ["2025-07-05..2025-07-07 festival"]),
        ("Experts gathered in Bonn on 3 May 2023 for the Global Soil Forum.", ["2023-05-03 Global Soil Forum"]),
        ("Storm Ida, which hit the town on 3 May 2021, felled trees.", ["2021-05-03 Storm Ida"]),
        ("Meet us at Harbour Tech (Bremen, 3–5 May 2026).", ["2026-05-03..2026-05-05 Harbour Tech"]),
        (
            "Workshops were held in Lima on 3 May 2021 and in Quito on 4 June 2022.",
            ["2021-05-03 Workshops", "2022-06-04 Workshops"],
        ),
        (
            "The 1st round was held on 3 May 2023, the second in Riga on 7 June 2024.",
            ["2023-05-03 1st round", "2024-06-07 second round"],
        ),
        ("Ratification by Chile followed on 4 April 2018.", ["2018-04-04 Ratification by Chile"]),
        ("The network marked its tenth anniversary in June 2021.", ["2021-06 tenth anniversary"]),
        (
            "Choirs sing at the Green Valley festival. The fifth edition was held on 3 May 2023; the sixth will be on"
            " 4 May 2025.",
            ["2023-05-03 fifth Green Valley festival", "2025-05-04 sixth Green Valley festival"],
        ),
        (
            "Members report to the General Growers’ Congress. The third Congress takes place on 7 June 2025.",
            ["2025-06-07 third General Growers’ Congress"],
        ),
        ("The next fair, in 2027, will be hosted by Chile.", ["2027 fair"]),
        ("A soil survey began in May 2021 and lasted until June 2023.", ["2021-05 soil survey"]),
        (
            "Peru joined on 4 May 2017, Chile in June 2018.",
            ["2017-05-04 accession of Peru", "2018-06 accession of Chile"],
        ),
        (
            "The Lake Pact was signed by the River Council in May 2012. It was renewed on 3 May 2022.",
            ["2012-05 signing of the Lake Pact by the River Council", "2022-05-03 renewal of Lake Pact"],
        ),
        ("Created in Lima, Peru, in May 2009, the League links ports.", ["2009-05 creation of the League"]),
        ("The new label will be introduced from January 2026.", ["2026-01 introduction of the new label"]),
        (
            "The scheme dates from 4 May 2012, when the so-called Lake Pact was signed by the mayors.",
            ["2012-05-04 signing of Lake Pact by the mayors"],
        ),
        ("The treaty that set up the fund was signed on 3 May 2015.", ["2015-05-03 signing of the treaty"]),
        ("Peru and the Bahamas signed in 2008.", ["2008 signing of Peru and the Bahamas"]),
        (
            "A wooden boat that was tried out in August 2024 sank; it will be rolled out from May 2026.",
            ["2024-08 trial of the wooden boat", "2026-05 roll-out of wooden boat"],
        ),
        (
            "The World Seed Congress takes place in Cali on 3 May 2026 and the Youth Seed Day on 6 May 2026.",
            ["2026-05-03 World Seed Congress", "2026-05-06 Youth Seed Day"],
        ),
        ("A year later, on 3 May 2014, the two schools merged.", ["2014-05-03 merger of the two schools"]),
        (
            "The bill was adopted in May 1998 and amended in 2007 and 2016.",
            ["1998-05 adoption of the bill", "2007 amendment of the bill", "2016 amendment of the bill"],
        ),
        ("The summer school (Brest, 6–17 July 2026) is full.", ["2026-07-06..2026-07-17 summer school"]),
        ("Next Rope Games: Oslo, 3–5 May 2026.", ["2026-05-03..2026-05-05 Rope Games"]),
        ("The board voted to double the fee on 3 May 2024.", ["2024-05-03 vote of the board to double the fee"]),
        (
            "The Rope Games began in 1990. It was last held on 3 June 2021.",
            ["1990 start of the Rope Games", "2021-06-03 Rope Games"],
        ),
        ("It was held on 3 June 2021.", []),
        ("The blast of 26 December 2004 killed nobody.", ["2004-12-26 blast"]),
        ("Chad and Mali declare the first park in May 2011.", ["2011-05 declaration of the first park"]),
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
        ("The Alliance (ALL) was set up in September 2015.", ["2015-09 setting-up of the Alliance"]),
        ("The Foundation was set up in 1987.", ["1987 setting-up of the Foundation"]),
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
        (
            "The Pledge on Seeds, which Peru and Chile signed on 3 May 2022, binds.",
            ["2022-05-03 signing of the Pledge on Seeds"],
        ),
        ("Calls for the new fund open on 1 February 2026.", ["2026-02-01 opening of Calls for the new fund"]),
        ("On 29 August 2015, masons from Cusco arrived.", ["2015-08-29 arrival of masons from Cusco"]),
        ("Their statutes were last revised in 2021.", ["2021 revision of the statutes"]),
        ("A drone, long asked for by nurses, goes on sale in May 2024.", ["2024-05 sale of the drone"]),
        ("Storm Ida made landfall near Beira on 14 March 2019.", ["2019-03-14 landfall of Storm Ida"]),
        ("A new ferry will enter service in May 2027.", ["2027-05 entry into service of the new ferry"]),
        ("The museum opened its doors on 12 May 2019.", ["2019-05-12 opening of the museum"]),
        ("The bank joined as a partner in May 2019.", ["2019-05 joining of the bank as a partner"]),
        ("The budget for 2024 was approved on 3 December 2023.", ["2023-12-03 approval of the budget for 2024"]),
        ("It was founded in Lyon on the first of May 1998.", ["1998-05-01 founding"]),
        ("Signed in Lisbon in May 2022, the pledge binds six towns.", ["2022-05 signing of the pledge"]),
        (
            "On 4 May 2020 the port opened; in 2022 the airport closed.",
            ["2020-05-04 opening of the port", "2022 closing of the airport"],
        ),
        (
            "In 2009 the parties signed a treaty; it entered into force in 2011.",
            ["2009 signing of the treaty", "2011 entry into force of treaty"],
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
        ("The lighthouse was automated in 1988.", ["1988 automation of the lighthouse"]),
        ("The line was electrified in 1986.", ["1986 electrification of the line"]),
        ("The minister laid the first stone on 4 June 2018.", ["2018-06-04 laying of the first stone"]),
        ("The dam burst on the night of 10 September 2023.", ["2023-09-10 bursting of the dam"]),
        (
            "The railway carried its first passengers on 9 October 1863.",
            ["1863-10-09 carrying of the first passengers by the railway"],
        ),
        ("In 2004 came the first tram.", ["2004 first tram"]),
        ("Chad joined the customs union in June 2022.", ["2022-06 accession of Chad to the customs union"]),
        ("The portal has been open since 7 April 2021.", ["2021-04-07 opening of the portal"]),
        ("Applications must be submitted by 15 May 2025.", ["2025-05-15 deadline for Applications"]),
        ("Two cranes fell; both were replaced in May 2019.", ["2019-05 replacement"]),
        ("The balance is paid under a contract that ends in 2029.", []),
        ("The port treated 3,000 patients in May 2022.", []),
    ],
)
def test_any_verb_may_tell_what_happened(text: str, expected: list[str]) -> None:
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
        "Members elected in 2022 serve for three years.",
        "US$ 640 million landed value in 2023",
        "The 2019 edition drew 3,000 visitors.",
        "Under the Act of 12 June 2007 each town must report.",
        "Applications received after 31 March 2025 will not be considered.",
        "Save the date: 12 June 2025",
        "In 2022, 340 farmers attended courses.",
        "The jury awarded the town its prize in 2016.",
        "In 2024 about 300 hikers bought a pass.",
        "In 2025 help was granted to 61 farmers.",
        "Peru is in the chair for a term that began on 1 July 2023.",
        "The letter of 3 May 2010 says so.",
    ],
)
def test_dates_without_a_happening(text: str) -> None:
    assert [brief(row) for row in happenings(text)] == []


def test_a_calendar_needs_no_mark_between_date_and_event() -> None:
    lines: list[Text] = [
        ("list_item", "12–16 May 2024 Casting week"),
        ("list_item", "June 2024 Prison plays in Tirana"),
        ("list_item", "2025 was better"),
    ]
    assert [brief(row) for row in happenings(*lines)] == ["2024-05-12..2024-05-16 Casting week", "2024-06 Prison plays"]


def test_what_comes_again_has_the_name_that_was_said() -> None:
    rows = happenings("The eleventh Harvest Fair took place on 3 May 2024. Peru will host the next one in May 2025.")
    assert [brief(row) for row in rows] == ["2024-05-03 eleventh Harvest Fair", "2025-05 Harvest Fair"]
    assert happenings("Peru will host the next one in May 2025.") == []


def tabled(*rows: tuple[str, ...], header: bool) -> list[str]:
    """Events of one table."""
    table = blocks(("table", " ".join(text for row in rows for text in row)))
    return [brief(row) for row in events(table, Entities.empty(), cells(*rows, header=header))[0].to_pylist()]


def test_key_facts_and_calendars_in_tables() -> None:
    facts = (("Opened", "May 3, 2014"), ("Staff", "22"), ("Renewed until", "5 May 2030"), ("Seat", "Lima"))
    assert tabled(*facts, header=False) == ["2014-05-03 opening"]
    calendar = (("Date", "What", "Where"), ("3 May 2024", "Spring fair", "Lima"), ("June 2024", "Boat race", "Puno"))
    assert tabled(*calendar, header=True) == ["2024-05-03 Spring fair", "2024-06 Boat race"]
    data = (("Year", "Visitors"), ("2023", "4,000"), ("2024", "5,000"))
    assert tabled(*data, header=True) == []


def test_heads_of_columns_tell_what_their_dates_are() -> None:
    treaties = (("Treaty", "Adopted", "In force"), ("Seas", "3 May 2019", "4 June 2021"), ("Rivers", "May 2020", "–"))
    found = ["2019-05-03 adoption of Seas", "2021-06-04 entry into force of Seas", "2020-05 adoption of Rivers"]
    assert tabled(*treaties, header=True) == found
    fairs = (
        ("Date", "Time", "Place", "Event"),
        ("3 May 2026", "10:00", "Lima", "Fair"),
        ("tbc", "9:30", "Puno", "Race"),
    )
    assert tabled(*fairs, header=True) == ["2026-05-03 Fair"]
    days = (("2026", "What"), ("3 May", "Fair"), ("4–5 June", "Race"))
    assert tabled(*days, header=True) == ["2026-05-03 Fair", "2026-06-04..2026-06-05 Race"]


def test_a_bare_deed_in_a_box_is_the_one_that_the_text_dates() -> None:
    table = blocks("The founding charter was signed on 3 May 2017.", ("list_item", "Founded: 2017"))
    rows = events(table, Entities.empty(), Cells.empty())[0].to_pylist()
    assert [brief(row) for row in rows] == ["2017-05-03 signing of the founding charter"]


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


@example("2000 SIGNED THE")
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_evidence_stands_at_its_offsets(text: str) -> None:
    clean = text.encode(errors="ignore").decode()
    for row in happenings(clean):
        assert row["evidence"] == clean[row["start"] : row["end"]] != ""
        assert row["date_start"] <= row["date_end"]
        assert row["name"].strip()
