"""Named things: what is one, what is not, and how mentions of one thing are brought together."""

from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.handover import Mentions, Placements, Words
from pipeline.stages.entities import entities
from pipeline.tables import Blocks, Cells, Repairs
from tests.facts.prose import Text, blocks, cells, named

NO_MENTIONS = Mentions.empty()
PIECES = (
    "Norway",
    "the Ministry of Health",
    "the International Organization for Migration (IOM)",
    "Dr Amina Okafor",
    "in Dhaka",
    "Lake Victoria",
    "COTE D'IVOIRE",
    "Türkiye’s",
    "(",
    "of",
    "and",
    ".",
    "\ue000",
    "\x00",
    "\ud800",
    "UN",
    "Georgia",
)


def found(*texts: Text, model: pa.Table = NO_MENTIONS, table: pa.Table | None = None) -> list[dict[str, Any]]:
    read = blocks(*texts)
    rows: list[dict[str, Any]] = named(read, Cells.empty() if table is None else table, model).to_pylist()
    return rows


def names(rows: list[dict[str, Any]], *labels: str) -> set[str]:
    return {row["canonical_name"] for row in rows if row["label"] in labels}


def codes(text: Text, *more: Text) -> set[str]:
    return {row["canonical_id"] for row in found(text, *more) if row["label"] == "COUNTRY"}


def bodies(*texts: Text) -> set[str]:
    return names(found(*texts), "ORG")


def places(*texts: Text) -> set[str]:
    return names(found(*texts), "GPE", "LOC", "FAC")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), min_size=1, max_size=4))
def test_mentions_stand_at_their_offsets_and_apart(texts: list[str]) -> None:
    clean = [text.replace("\ud800", "\ufffd") for text in texts]
    rows = found(*clean)
    assert all(clean[row["block"]][row["start"] : row["end"]] == row["text"] for row in rows)
    ordered = sorted((row["block"], row["start"], row["end"]) for row in rows)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(ordered))
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    assert rows == found(*clean)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads link Côte d’Ivoire with Burkina Faso.", {"CIV", "BFA"}),
        ("Delegations came from Türkiye, the UK and the U.S.", {"TUR", "GBR", "USA"}),
        ("DR Congo and the Republic of the Congo share a river.", {"COD", "COG"}),
        ("Experts from Guinea, Guinea-Bissau and Equatorial Guinea met.", {"GIN", "GNB", "GNQ"}),
        ("Kosovo and the Netherlands exchanged notes.", {"XKX", "NLD"}),
        ("Niger borders Nigeria.", {"NER", "NGA"}),
        ("Bosnia and Herzegovina sent a team.", {"BIH"}),
    ],
)
def test_countries_by_official_and_common_names(text: str, expected: set[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Swedish-led team praised Kenyan farmers and Turkish engineers.",
        "The Bank of Ghana kept its rate.",
        "Fishing on Lake Chad and in the Gulf of Guinea is hard.",
        "Chad Morrison, a plumber, fixed the pump.",
        "The budget is US$ 3 million.",
        "Trade with Latin America grew in New Mexico.",
    ],
)
def test_adjectives_bodies_waters_and_persons_are_no_countries(text: str) -> None:
    assert codes(text) == set()


def test_a_country_in_capitals_and_in_a_table() -> None:
    assert codes(("heading", "FLOODS IN PERU")) == {"PER"}
    assert codes(("table", "Donor Amount Chile 3 Japan 4")) == {"CHL", "JPN"}


def test_georgia_is_a_state_beside_its_neighbours_and_a_country_beside_others() -> None:
    assert codes("The port of Savannah in Georgia ships to Florida.") == set()
    assert codes("Georgia and Armenia share a border.") == {"GEO", "ARM"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan was drawn up by the Ministry of Roads and Bridges.", "Ministry of Roads and Bridges"),
        ("Funds come from the Fundación Ríos Vivos.", "Fundación Ríos Vivos"),
        ("The survey was run by the Lower Valley Statistics Office.", "Lower Valley Statistics Office"),
        ("A study by the University of Tromsdal found little.", "University of Tromsdal"),
        ("The pump was built by Halvorsen Marine Ltd in spring.", "Halvorsen Marine Ltd"),
        ("The Fishers’ Union of the Coast asked for help.", "Fishers’ Union of the Coast"),
        ("It met the Department of Health, Labour and Welfare.", "Department of Health, Labour and Welfare"),
        ("A Snow and Avalanche Panel advises them.", "Snow and Avalanche Panel"),
        ("The Plain’s Board of Wardens met twice.", "Board of Wardens"),
    ],
)
def test_organisations_by_the_noun_of_their_name(text: str, expected: str) -> None:
    assert bodies(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "The Lisbon Declaration was adopted.",
        "The 7th World Water Congress opened.",
        "Main Results Achieved So Far",
        "The second National Road Summit closed early.",
        "The Annual Growers’ Forum is near.",
        "The plan shows Interconnected Systems in red.",
        "The Coastal Ports Forum, its fourth edition, is near.",
        "A Rail Service Offering (RSO) is renewed.",
    ],
)
def test_what_is_written_or_held_is_no_organisation(text: str) -> None:
    assert bodies(text) == set()


def test_coordination_ends_where_another_name_begins() -> None:
    assert bodies("It was agreed by the Ministry of Finance and UNICEF.") == {"Ministry of Finance", "UNICEF"}


def test_an_acronym_is_the_name_it_was_defined_for() -> None:
    rows = found("The Coastal Erosion Monitoring Agency (CEMA) opened. CEMA has nine staff.")
    assert names(rows, "ORG") == {"Coastal Erosion Monitoring Agency"}
    assert [row["text"] for row in rows] == ["Coastal Erosion Monitoring Agency", "CEMA", "CEMA"]
    assert len({row["canonical_id"] for row in rows}) == 1


def test_a_definition_in_the_document_goes_before_the_list() -> None:
    rows = found("The Alpine Dairy Board (ADB) met.", "The ADB will meet again.")
    assert names(rows, "ORG") == {"Alpine Dairy Board"}


def test_a_listed_body_has_its_id_whatever_form_is_printed() -> None:
    ids = {row["canonical_id"] for row in found("The World Health Organization spoke.", "WHO spoke.")}
    assert ids == {"who"}


def test_a_body_called_by_its_noun() -> None:
    rows = found("The Delta Reed Fund opened in May.", "The Fund has two staff.")
    assert [(row["text"], row["canonical_name"]) for row in rows] == [
        ("Delta Reed Fund", "Delta Reed Fund"),
        ("Fund", "Delta Reed Fund"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We waited long,” says Ingrid Vassbotn, Director of the Reed Fund.", "Ingrid Vassbotn"),
        ("Dr Tomasz Wilk opened the meeting.", "Tomasz Wilk"),
        ("The Minister of Health, Amina Okafor, was there.", "Amina Okafor"),
        ("Goalkeeper Carlos Mendieta saved it.", "Carlos Mendieta"),
        ("Signed: Lt. Gen. (ret.) Bakhyt Seitkali", "Bakhyt Seitkali"),
        ("It was named after the botanist Clementine Farquharson.", "Clementine Farquharson"),
        ("The choir is led by Thandiwe Nkosi-Mabaso.", "Thandiwe Nkosi-Mabaso"),
        ("The prize went to Oyunchimeg Dashdorj.", "Oyunchimeg Dashdorj"),
    ],
)
def test_persons_by_title_office_and_speech(text: str, expected: str) -> None:
    assert names(found(text), "PERSON") == {expected}


def test_a_surname_alone_is_the_person_named_before() -> None:
    rows = found("Dr Tomasz Wilkowski spoke.", "Later Wilkowski left.")
    assert [(row["text"], row["canonical_name"]) for row in rows] == [
        ("Tomasz Wilkowski", "Tomasz Wilkowski"),
        ("Wilkowski", "Tomasz Wilkowski"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The office is in Dhaka.", {"Dhaka"}),
        ("They work near Qarabulli and Tazerbo.", {"Qarabulli", "Tazerbo"}),
        ("People of West Africa and the Fergana valley trade.", {"West Africa", "Fergana valley"}),
        ("The villages of Ondava, Lubotín and Plaveč were flooded.", {"Ondava", "Lubotín", "Plaveč"}),
        ("Boats cross Lake Naivasha.", {"Lake Naivasha"}),
        ("It began in Brezovica, a village of 300 people.", {"Brezovica"}),
        ("A bus left Brezovica for Hornvik.", {"Brezovica", "Hornvik"}),
        ("“It works,” says Amina Okafor of Brezovica.", {"Brezovica"}),
        ("They met in the hall of Brezovica.", {"Brezovica"}),
        ("Noise in the Vale of Ostrelle fell.", {"Vale of Ostrelle"}),
        ("Trains run from Little Marwick to Great Thornby.", {"Little Marwick", "Great Thornby"}),
        ("The survey covered Nampara (Peru).", {"Nampara"}),
        ("The Ostrelle Game Reserve (OGR) is large.", {"Ostrelle Game Reserve"}),
        ("Ostrelle lies on the coast.", {"Ostrelle"}),
        ("The Kordun pass is closed in winter.", {"Kordun pass"}),
        ("Their shop is at Rua da Torre 12, Dhaka.", {"Rua da Torre", "Dhaka"}),
        ("Write to Vlasotince, Dhaka.", {"Vlasotince", "Dhaka"}),
        ("It was done in four towns: Orvelle, Quimoret and Lannec.", {"Orvelle", "Quimoret", "Lannec"}),
        ("Residents of Kilbarra and Ardmeen took turns.", {"Kilbarra", "Ardmeen"}),
        ("Ossendal has 1,200 households.", {"Ossendal"}),
        ("The road between Mirashat and Dolgan is paved.", {"Mirashat", "Dolgan"}),
        ("Herds cross the Mirashat river and the Dolganic foothills.", {"Mirashat river", "Dolganic foothills"}),
    ],
)
def test_places_by_list_noun_and_preposition(text: str, expected: set[str]) -> None:
    assert places(text) == expected


def test_months_languages_and_offices_are_no_places() -> None:
    assert places("In January the guide appeared in French. It is kept in Annex 2.") == set()
    assert places("Leaflets in Velmorese, Old Dolgan and Portuguese were dropped; it sang in Welsh.") == set()


def test_a_column_head_says_what_its_cells_are() -> None:
    table = cells(("Port", "Ships"), ("Ouvéa", "12"), ("All ports", "12"))
    rows = found(("table", "Port Ships Ouvéa 12 All ports 12"), table=table)
    assert [(row["text"], row["label"]) for row in rows] == [("Ouvéa", "GPE")]


def test_known_places_in_a_column_tell_of_its_other_cells() -> None:
    table = cells(("Light", "Lit"), ("Cape Dolgan", "1896"), ("Mirashat", "1914"), ("Velmora Island", "1920"))
    rows = found(("table", "Light Lit Cape Dolgan 1896 Mirashat 1914 Velmora Island 1920"), table=table)
    assert names(rows, "GPE", "LOC") == {"Cape Dolgan", "Mirashat", "Velmora Island"}
    words = cells(("Item", "Cost"), ("Fishing Port", "6"), ("Drinking Water", "5"), ("Town Hall", "12"))
    assert found(("table", "Item Cost Fishing Port 6 Drinking Water 5 Town Hall 12"), table=words) == []


def test_a_column_of_words_holds_no_places() -> None:
    table = cells(("Site", "Cases"), ("Liver", "12"), ("Breast", "9"))
    assert found(("table", "Site Cases Liver 12 Breast 9"), table=table) == []


def test_a_cell_beside_an_office_holds_who_has_it() -> None:
    table = cells(("Since", "2019"), ("Harbour Master", "Capt. Orla Quennell"), header=False)
    rows = found(("table", "Since 2019 Harbour Master Capt. Orla Quennell"), table=table)
    assert [(row["text"], row["label"]) for row in rows] == [("Orla Quennell", "PERSON")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elena Quennell", {"Elena Quennell"}),
        ("ELENA QUENNELL, Chair of the Board", {"ELENA QUENNELL"}),
        ("Elena Quennell – field coordinator", {"Elena Quennell"}),
        ("Clean Energy, Chair of the Board", set()),
    ],
)
def test_a_line_of_a_contact_box_names_a_person(text: str, expected: set[str]) -> None:
    assert names(found(("other", text)), "PERSON") == expected


@pytest.mark.parametrize("piece", ["Dr. ", "A’s ", "Ab & ", "(AB) ", "Aa – ", "of Trade and "])
def test_what_repeats_without_end_takes_no_time(piece: str) -> None:
    assert all(row["end"] <= 8000 for row in found((piece * 2000)[:8000]))


def test_a_label_says_what_stands_behind_it() -> None:
    rows = found("Funders: Skogvind and Nordljus. Supplier: Tindra – two pumps.")
    assert names(rows, "ORG") == {"Skogvind", "Nordljus", "Tindra"}


def test_a_name_ends_with_its_cell() -> None:
    table = cells(("Donor", "Coast"), ("Kenya", "Coast"), ("Fiji", "Bay"))
    assert {row["canonical_id"] for row in found(("table", "Donor Coast Kenya Coast Fiji Bay"), table=table)} == {
        "KEN",
        "FJI",
    }


def test_a_place_in_a_longer_name_is_none() -> None:
    assert places("The cable was laid by Kivimets Baltic.") == set()
    assert places("The Geneva Convention and Elena Toledo are known to Adriatic fishers.") == set()


def test_a_heading_says_what_its_list_holds() -> None:
    rows = found(("heading", "Our main suppliers"), ("list_item", "Skogvind"), ("list_item", "Clean water for all"))
    assert [(row["text"], row["label"]) for row in rows] == [("Skogvind", "ORG")]


def test_the_model_is_heard_but_not_believed() -> None:
    text = "Main Results achieved so far in Velmora"
    mentions = Mentions.rows(
        [
            {"block": 0, "start": 0, "end": 12, "label": "PERSON"},
            {"block": 0, "start": 32, "end": 39, "label": "GPE"},
        ]
    )
    assert [(row["text"], row["label"]) for row in found(text, model=mentions)] == [("Velmora", "GPE")]


def test_headers_and_footers_name_things_and_page_numbers_nothing() -> None:
    rows = found(
        ("header", "Delta Reed Fund | Profile"),
        ("footer", "Delta Reed Fund · 12 Harbour Lane, Dhaka"),
        ("page_number", "Chad 1"),
    )
    assert names(rows, "ORG") == {"Delta Reed Fund"}
    assert names(rows, "GPE", "LOC", "COUNTRY") == {"Harbour Lane", "Dhaka"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Copper Lantern is a charity that plants hedges.", "Copper Lantern"),
        ("The survey was funded by Kellervane and two banks.", "Kellervane"),
        ("Ida Holm, Director of Kellervane, agreed.", "Kellervane"),
        ("The Heathland Farm Initiative attends as an observer.", "Heathland Farm Initiative"),
        ("It is a partner of the Deutsches Torfmuseum.", "Deutsches Torfmuseum"),
        ("A Growers’ and Millers’ Council was formed.", "Growers’ and Millers’ Council"),
        ("Norway’s Tidewater Institute keeps the records.", "Tidewater Institute"),
        ("Weavers Association Without Borders meets in May.", "Weavers Association Without Borders"),
        ("Nine are elected by the Conference of Harbour Masters.", "Conference of Harbour Masters"),
        ("The line belongs to a consortium led by Kivimets.", "Kivimets"),
        ("It is operated by Coastal Rail.", "Coastal Rail"),
        ("They sail with Quiet Harbour, a charity for sailors.", "Quiet Harbour"),
        ("The Vale of Ostrelle Council signed it.", "Vale of Ostrelle Council"),
        (
            "The Coastal Rescue Reserve is the sender; ask the Director of the Coastal Rescue Reserve (CRR).",
            "Coastal Rescue Reserve",
        ),
        ("The grocer is the Estonian retail chain Kivimets.", "Kivimets"),
    ],
)
def test_organisations_by_what_they_are_and_do(text: str, expected: str) -> None:
    assert bodies(text) == {expected}


def test_a_name_that_is_a_body_once_is_a_body_everywhere() -> None:
    texts = "The vote was won by Ostrelle Airport.", "The road to Ostrelle Airport was cut."
    assert places(*texts[1:]) == {"Ostrelle Airport"}
    rows = found("Ana Okafor is Commercial Director of Ostrelle Airport.", *texts)
    assert [row["label"] for row in rows if row["text"] == "Ostrelle Airport"] == ["ORG"] * 3


def test_an_initiative_may_be_a_project() -> None:
    assert bodies("The Heathland Farm Initiative began in spring.") == set()


def test_the_box_is_that_of_the_first_line_of_the_mention() -> None:
    lines = (("The", "Delta"), ("Reed", "Fund"), ("in", "Dhaka"))
    printed = [(line, at, word) for line, texts in enumerate(lines) for at, word in enumerate(texts)]
    read = blocks("The Delta Reed Fund in Dhaka")
    raw = pa.array(["\n".join(" ".join(line) for line in lines)])
    read = read.set_column(read.schema.get_field_index("raw_text"), Blocks.schema.field("raw_text"), raw)
    words = Words.rows(
        {
            "page": 1,
            "seq": seq,
            "text": word,
            "x0": 50.0 * at,
            "top": 20.0 * line,
            "x1": 50.0 * at + 40,
            "bottom": 20.0 * line + 10,
            "baseline": 20.0 * line + 8,
            "size": 10.0,
            "bold": False,
            "italic": False,
            "angle": 0,
            "script": 0,
            "glued": False,
            "hyphen": False,
            "line": line,
            "confidence": 1.0,
            "source": "text_layer",
        }
        for seq, (line, at, word) in enumerate(printed)
    )
    placements = Placements.rows(
        {"block": 0, "page": 1, "seq": seq, "line": line} for seq, (line, _, _) in enumerate(printed)
    )
    (rows,) = entities(read, NO_MENTIONS, Cells.empty(), Repairs.empty(), words, placements)
    boxes = {row["text"]: (row["page"], row["x0"], row["top"], row["x1"], row["bottom"]) for row in rows.to_pylist()}
    assert boxes == {"Delta Reed Fund": (1, 50, 0, 90, 10), "Dhaka": (1, 50, 40, 90, 50)}
