"""Figures: sentences and what they claim."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.figures.statements import run_together
from pipeline.stages.figures import figures
from pipeline.tables import Blocks, Cells, Entities
from tests.facts.prose import Text, blocks, cells, entities


def claims(*texts: Text) -> list[dict[str, Any]]:
    return figures(blocks(*texts), Entities.empty(), Cells.empty())[0].to_pylist()


def brief(row: dict[str, Any]) -> str:
    """A claim in one line: comparator, number or range, unit, measure."""
    upper = "" if row["value_max"] is None else f"..{row['value_max']:.10g}"
    return f"{row['comparator']} {row['value']:.10g}{upper} {row['unit'] or '-'} {row['measure']}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The network links 5 000 volunteers in 1,200 villages.", ["= 5000 - volunteers", "= 1200 - villages"]),
        ("Some 1.2 m people depend on the river.", ["~ 1200000 - people"]),
        ("The pilot reached 90,000+ readers.", [">= 90000 - readers"]),
        ("A hundred nurses and thirty-five doctors were hired.", ["= 100 - nurses", "= 35 - doctors"]),
        ("It shelters 14 species of bats and two dozen mammals.", ["= 14 - species of bats", "= 24 - mammals"]),
        ("The herd counted only a dozen animals.", ["= 12 - animals"]),
        ("At least 300 but no more than 450 seats are reserved.", ["= 300..450 - seats"]),
        ("The court received 512 cases and closed 438.", ["= 512 - cases", "= 438 - cases"]),
        ("Of 340 samples, 12 failed.", ["= 340 - samples", "= 12 - samples"]),
        ("Incidence, adjusted for age, stood at 108.4 per 100,000 women.", ["= 108.4 - incidence"]),
        ("Each of the 26 cantons has one vote.", ["= 1 - vote", "= 26 - cantons"]),
        ("The two sides agreed on 3 of the 12 points.", ["= 3 - points", "= 12 - points"]),
        ("About 2000 people marched.", ["~ 2000 - people"]),
        ("The company employs a staff of sixty.", ["= 60 - staff"]),
        ("Membership stands at 1,870.", ["= 1870 - membership"]),
        ("As many as 60 species live here.", ["<= 60 - species"]),
        ("It takes 7 to 10 days.", ["= 7..10 - days"]),
        ("The mill opens every 12 weeks or so.", ["~ 12 - weeks"]),
        ("It needs 10 members or more.", [">= 10 - members"]),
        ("About one hour is enough. A film about one family was shown.", ["~ 1 - hour"]),
        ("It has 240 stations, up from 90 in 2010.", ["= 240 - stations", "= 90 - stations"]),
        ("Nine firms own it. Together the three have made an offer.", ["= 9 - firms"]),
        ("The herd grew from 40 animals to more than 300.", ["= 40 - animals", "> 300 - animals"]),
        ("In all, 34 villages take part; 12 more are to join.", ["= 34 - villages", "= 12 - villages"]),
        ("The number of huts is capped at 55.", ["<= 55 - number of huts"]),
        ("The mill employs barely 60 people.", ["~ 60 - people"]),
        ("Replies must come within 90 days.", ["<= 90 - days"]),
        ("It drew 2 or more bidders.", [">= 2 - bidders"]),
        ("Fewer than 11 open positions remain.", ["< 11 - open positions"]),
        ("An estimated 1,500 to 2,000 bears roam the forests.", ["~ 1500..2000 - bears"]),
        ("They are grouped under 6 headings.", ["= 6 - headings"]),
        (
            "Twelve firms signed; today there are 64. Eight of them are abroad.",
            ["= 12 - firms", "= 64 - firms", "= 8 - firms"],
        ),
        ("At least 50 barns will be rebuilt. So far, 176 have been finished.", [">= 50 - barns", "= 176 - barns"]),
        ("It has 24 member towns, of which nine are capitals.", ["= 24 - member towns", "= 9 - capitals"]),
        ("Eggs are served on at least one day a week.", [">= 1 - day"]),
        ("Two and a half million photographs were kept.", ["= 2500000 - photographs"]),
        ("It lends a quarter of a million books.", ["= 250000 - books"]),
        ("No permit lasts for more than five years.", ["<= 5 - years"]),
        ("The trail is for walkers over 16 years of age.", ["> 16 - years of age"]),
        ("Attendance doubled to 9,200.", ["= 9200 - attendance"]),
    ],
)
def test_counts(text: str, expected: list[str]) -> None:
    assert sorted(brief(row) for row in claims(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnout was 62 per cent.", ["= 62 % turnout"]),
        ("Nearly a third of the teachers have retired.", ["~ 33.333333 % teachers"]),
        ("One in four posts is vacant.", ["= 25 % posts"]),
        ("Two out of three farmers own less than 2 hectares.", ["= 66.666667 % farmers", "< 2 ha farmers"]),
        ("Half of the budget goes to salaries.", ["= 50 % budget"]),
        ("From 4% to 6% of pupils drop out.", ["= 4..6 % pupils"]),
        ("Unemployment fell from 12% to 9%.", ["= 12 % unemployment", "= 9 % unemployment"]),
        ("Water losses are below 15%.", ["< 15 % water losses"]),
        ("Rates rose by 0.5 percentage points to 3.75 %.", ["= 0.5 - percentage points", "= 3.75 % rates"]),
        ("They won almost 40% in the suburbs.", ["~ 40 % suburbs"]),
        ("Survival after the first winter stood at 71%.", ["= 71 % survival"]),
        ("The rate for 2020–2024 amounts to 7%.", ["= 7 % rate"]),
        ("We saw 160 actors, of whom nearly 45% are young.", ["= 160 - actors", "~ 45 % actors"]),
        ("Some 60 per cent are women.", ["~ 60 % women"]),
        ("Some trees were planted, 80% of them by pupils.", ["= 80 % trees"]),
        ("The reservoir never falls below 60% of its capacity.", [">= 60 % capacity"]),
        ("A town pays up to 80% of the cost.", ["<= 80 % cost"]),
    ],
)
def test_shares(text: str, expected: list[str]) -> None:
    assert sorted(brief(row) for row in claims(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An endowment of NOK 7.3 million was made.", ["= 7300000 NOK endowment"]),
        ("A grant of up to £25,000 per school is available.", ["<= 25000 GBP grant"]),
        ("Revenue exceeded $3.4bn.", ["> 3400000000 USD revenue"]),
        ("The budget of €1.5–2 million is spent.", ["= 1500000..2000000 EUR budget"]),
        ("Loans worth ₹850 crore were made.", ["= 8500000000 INR loans"]),
        ("The award is worth 10,000 euros.", ["= 10000 EUR award"]),
        ("The plant produces 40-60 MW and covers 12 km² of desert.", ["= 40..60 MW plant", "= 12 km² desert"]),
        ("The line has 14 stations and is 23.5 km long.", ["= 14 - stations", "= 23.5 km line"]),
        ("Between 7 and 9 tonnes of fish are landed.", ["= 7..9 t fish"]),
        ("Temperatures reached 31 °C.", ["= 31 °C temperatures"]),
        ("The lake is 254 m deep.", ["= 254 m lake"]),
        ("The bridge is 1.4 km long and 23 metres wide.", ["= 1.4 km bridge", "= 23 m bridge"]),
        ("No barn may receive more than EUR 240,000.", ["<= 240000 EUR barn"]),
        ("Fees must not exceed EUR 40.", ["<= 40 EUR fees"]),
        ("The Lake Bank contributed EUR 1.1 million.", ["= 1100000 EUR contribution"]),
        ("Every lorry contributes between EUR 6 and EUR 48.", ["= 6..48 EUR contribution of lorry"]),
        ("Up to GBP 9,500 per barn is available.", ["<= 9500 GBP barn"]),
        ("Some 900 hikers bought a pass, at EUR 30 apiece.", ["~ 900 - hikers", "= 30 EUR pass"]),
        ("The club gave two boats, valued at EUR 90,000.", ["= 2 - boats", "= 90000 EUR boats"]),
        ("Goats graze above 3,000 metres.", ["> 3000 m metres"]),
        ("In the port a new hall opened. It cost EUR 8 million.", ["= 8000000 EUR new hall"]),
        ("It weighs a lot. It is 34 metres long.", ["= 34 m metres"]),
        ("The wing, opened in 2021, has 120 beds and cost CHF 4 million.", ["= 4000000 CHF wing", "= 120 - beds"]),
        ("EUR 12 million has been set aside for repairs.", ["= 12000000 EUR repairs"]),
        ("They plant 40 trees; 85% survive the winter.", ["= 40 - trees", "= 85 % trees"]),
        ("Anglers need a licence (EUR 25 a year).", ["= 25 EUR licence"]),
        ("Each kit costs USD 14 and weighs 2.3 kg.", ["= 14 USD kit", "= 2.3 kg kit"]),
        ("The river is 320 km long and drains 12,000 km².", ["= 320 km river", "= 12000 km² river"]),
        ("Its store, the largest of all, holds 60 million litres.", ["= 60000000 l store"]),
        ("The plant can treat 30,000 m³ a day.", ["= 30000 m³ plant"]),
        ("The mill sold 14,000 tonnes of flour, 9% more than before.", ["= 14000 t flour", "= 9 % flour"]),
        ("The whole plant draws no more than 12 kW from the grid.", ["<= 12 kW plant"]),
        (
            "The budget comes to USD 60 million, of which no less than 30% is reserved for wells.",
            ["= 60000000 USD budget", ">= 30 % budget"],
        ),
        ("A further $640,000 came from private donors.", ["= 640000 USD private donors"]),
        ("The prize, which is worth €30,000, is old.", ["= 30000 EUR prize"]),
        ("Gifts are voluntary. In 2024 they add up to €3 million.", ["= 3000000 EUR gifts"]),
        ("Projects may cost anything from €20,000 to €150,000.", ["= 20000..150000 EUR projects"]),
        ("The budget rose by EUR 2 million to EUR 14 million.", ["= 2000000 EUR budget", "= 14000000 EUR budget"]),
        ("Most trips are shorter than 5 km.", ["< 5 km trips"]),
        ("They live within 15 km.", ["<= 15 km km"]),
    ],
)
def test_money_and_physical_units(text: str, expected: list[str]) -> None:
    assert sorted(brief(row) for row in claims(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5 years typical lifespan", "= 3.5 years typical lifespan"),
        ("640 kW peak output", "= 640 kW peak output"),
        ("GBP 95 typical weekly rent", "= 95 GBP typical weekly rent"),
        ("75%+ of seats sold", ">= 75 % seats"),
        ("Peak output: 640 kW", "= 640 kW peak output"),
        ("1 central bank", "= 1 - central bank"),
        ("1.9x cover of claims", "= 1.9 - cover of claims"),
    ],
)
def test_boxes_of_key_figures(text: str, expected: str) -> None:
    assert [brief(row) for row in claims(("key_figure", text))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of Regulation (EU) 2016/679 and Resolution 1325 apply to Phase 2 projects.",
        "Call +41 22 717 91 11 or (020) 7946 0018 before 5 p.m. on 12 June.",
        "The office at 12 Harbour Street is open 24/7, from 9:30 to 17:00.",
        "See page 14, Table 3 and footnote 7; the sample is described in section 2.1.",
        "Covid-19 closed the G20 and the A4 motorway; SP 800-53 controls and COP 27 delegates remained.",
        "A 400-bed hospital, a 3-year programme and a ten year lease were announced.",
        "Since 2015, in the 1990s and on 5 May 2021 the 3rd and fourth meetings were held.",
        "One of the partners left, but one another helped.",
        "Version 2.1.3 is at https://example.org/5/12 and 10.0.0.1.",
        "They won 3:1 and 5-2.",
        "",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert [brief(row) for row in claims(text)] == []


def test_tables_titles_and_furniture_claim_nothing() -> None:
    silent: list[Text] = [(kind, "Over 50 countries take part") for kind in ("table", "title", "header", "footer")]
    assert claims(*silent) == []


def in_table(*rows: tuple[str, ...], header: bool = False) -> list[str]:
    """Figures of one table."""
    table = blocks(("table", " ".join(text for row in rows for text in row)))
    found = figures(table, Entities.empty(), cells(*rows, header=header))[0].to_pylist()
    assert all(row["evidence"] == table["text"][0].as_py()[row["start"] : row["end"]] for row in found)
    return [brief(row) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About one visitor in five stays overnight.", ["~ 20 % visitor"]),
        ("Deaths fell by a third.", ["= 33.333333 % deaths"]),
        ("The average stay is 2.4 days.", ["= 2.4 days average stay"]),
        ("They report a 12% increase in visits.", ["= 12 % increase in visits"]),
        ("Rain falls on a good 40 hectares of forest.", ["> 40 ha forest"]),
        ("It lies 310 km north of Lima.", ["= 310 km km"]),
        ("The new roof, which cost EUR 8,000, leaks.", ["= 8000 EUR new roof"]),
        ("A shed, to cost USD 36 million, is planned.", ["= 36000000 USD shed"]),
        ("In summer the prostate has 29%, ahead of the liver with 21%.", ["= 21 % liver", "= 29 % prostate"]),
        ("Losses fell from 38% in 2015 to 24% in 2023.", ["= 24 % losses", "= 38 % losses"]),
        ("Last year EUR 3 million was lent.", ["= 3000000 EUR loan"]),
    ],
)
def test_what_an_amount_is_of_stands_where_it_may(text: str, expected: list[str]) -> None:
    assert sorted(brief(row) for row in claims(text)) == expected


def test_key_facts_are_claims_and_data_are_not() -> None:
    facts = (
        ("Staff", "22 (17 of them deaf)"),
        ("Seat", "Lima"),
        ("Telephone", "5550123"),
        ("Visits per month", "30–35"),
        ("Budget in 2024", "$1.2 million"),
    )
    expected = ["= 22 - staff", "= 17 - deaf", "= 30..35 - visits per month", "= 1200000 USD budget"]
    assert in_table(*facts) == expected
    assert in_table(("Indicator", "Value"), *facts, header=True) == expected
    assert in_table(("Country", "Clubs"), ("Chad", "22"), ("Mali", "–"), ("Peru", "5"), header=True) == []
    assert in_table(("Peru", "34"), ("Chile", "12")) == []


Box = tuple[float, float, float, float]


@pytest.mark.parametrize(
    ("number", "label", "expected"),
    [
        ((100, 100, 180, 124), (100, 128, 200, 138), "stations"),
        ((100, 100, 180, 124), (100, 84, 200, 96), "stations"),
        ((100, 100, 180, 124), (188, 108, 260, 118), "stations"),
        ((100, 100, 180, 124), (100, 300, 200, 310), None),
        ((100, 100, 180, 124), (400, 128, 500, 138), None),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_number_in_large_type_is_of_the_label_near_it(
    number: Box, label: Box, expected: str | None, *, first: bool
) -> None:
    placed = [("heading", "640", number), ("paragraph", "Stations", label)]
    placed = placed if first else placed[::-1]
    rows = blocks(*((kind, text) for kind, text, _ in placed)).to_pylist()
    edges = ("x0", "top", "x1", "bottom")
    boxed = [row | dict(zip(edges, box, strict=True)) for row, (_, _, box) in zip(rows, placed, strict=True)]
    found = figures(Blocks.rows(boxed), Entities.empty(), Cells.empty())[0].to_pylist()
    assert [(row["value"], row["measure"]) for row in found] == ([(640, expected)] if expected else [])


def test_numbered_headings_are_no_claims() -> None:
    rows = claims(("heading", "1 Aims"), ("heading", "2 Results"), ("heading", "2.1 Lakes"), ("heading", "Six Lakes"))
    assert [brief(row) for row in rows] == ["= 6 - lakes"]


def test_a_claim_printed_twice_is_one_row_with_the_fullest_wording() -> None:
    rows = claims(("heading", "Eight mirrors"), "It has eight large mirrors and, in all, 12 mirrors.")
    assert [brief(row) for row in rows] == ["= 8 - large mirrors", "= 12 - mirrors"]


def test_subject_and_period() -> None:
    table = blocks("In 2023 the Lake Bank lent EUR 5 million, after 70 loans in 2022.")
    first, second = figures(table, entities(table, Lake_Bank="ORG"), Cells.empty())[0].to_pylist()
    assert (first["subject"], first["period"]) == ("Lake Bank", "2023")
    assert (second["measure"], second["period"]) == ("loans", "2023")


WORDS = st.sampled_from(
    "over at least 5 12% EUR 1,200 million – - of the schools and between 40 km m people in 2020 one half a third . : ("
    " ) + up to two".split(" ")
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_evidence_stands_at_its_offsets(text: str) -> None:
    for row in claims(text.encode(errors="ignore").decode()):
        assert row["evidence"] == text.encode(errors="ignore").decode()[row["start"] : row["end"]] != ""
        assert 0 < row["confidence"] <= 1
        assert row["value_max"] is None or row["value"] < row["value_max"]


@given(st.integers(2, 10**9), st.sampled_from(["{:,}", "{}", "some {:,}", "over {:,}"]))
def test_a_count_survives_its_printing(value: int, form: str) -> None:
    if 1600 <= value <= 2199 and form == "{}":
        value += 10**4  # else a year
    rows = claims(f"We counted {form.format(value)} lighthouses.")
    assert [(row["value"], row["measure"]) for row in rows] == [(value, "lighthouses")]


def test_titles_run_together_in_a_dump_count_nothing() -> None:
    assert run_together("Two Quiet Harbours Three Bridges One Ferry for Everyone")
    assert not run_together("Three Bridges for Two Rivers")
    assert not run_together("One of the ferries takes two cars and three bicycles.")
