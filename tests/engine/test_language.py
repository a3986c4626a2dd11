import io
import math
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.german import german_dates, german_events, german_figures
from pipeline.facts.numbers import parse_cell
from pipeline.facts.spans import Passage
from pipeline.language import OTHERS, decimal_mark, detect, languages_of, within
from pipeline.schema import Row
from pipeline.stage import discover, uncovered
from pipeline.tables import Blocks, Cells, Entities
from tests.documents import Tables, run_stages
from tests.sheets import german

TEXTS = {
    "en": "The council brings together the ministers of the region and has met twice since it was founded in the.",
    "de": "Der Rat bringt die Minister der Region zusammen und hat sich seit der Gründung im Frühling zweimal.",
    "fr": "Le conseil réunit les ministres de la région et il est en place dans la ville depuis le printemps avec un.",
    "es": "El consejo reúne a los ministros de la región y se ha reunido dos veces desde que fue fundado en la.",
    "it": "Il consiglio riunisce i ministri della regione e si è riunito due volte da quando è nato nella città con il",
    "nl": "De raad brengt de ministers van de regio bijeen en is sinds de oprichting in het voorjaar al twee keer bij.",
    "pt": "O conselho reúne os ministros da região e já se reuniu duas vezes desde que foi fundado na primavera com o.",
    "pl": "Rada zrzesza ministrów i jest w tym roku po raz drugi na spotkaniu, które się odbyło przy biurze oraz do.",
    "tr": "Konsey bölgenin bakanlarını bir araya getirir ve bu yıl için iki kez toplandı, daha sonra da yeni bir karar",
}


@pytest.mark.parametrize("language", TEXTS)
def test_running_text_is_told_by_its_commonest_words(language: str) -> None:
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "The council of the region", "12 34 56 " * 50, "Lorem ipsum dolor amet consectetur adipiscing elit sed " * 5],
)
def test_what_says_too_little_is_not_told(text: str) -> None:
    assert detect(text) is None


def test_a_text_half_in_another_language_is_not_told() -> None:
    assert detect(f"{TEXTS['en']} {TEXTS['de']}") is None


def test_a_million_characters_are_no_matter() -> None:
    assert detect("the of and " * 400_000) == "en"


def test_a_block_is_in_its_documents_language_unless_it_is_clearly_in_another() -> None:
    short, names = "Zwei Sätze auf Deutsch.", "Ministerio de la Mar, Casa de los Vientos and the Junta del Puerto."
    assert languages_of([TEXTS["en"] * 6, short, names, TEXTS["de"] * 3]) == ["en", "en", "en", "de"]
    assert languages_of([short]) == [None]


def test_rules_see_only_what_is_in_their_languages() -> None:
    blocks = Blocks.rows([_block(at, code) for at, code in enumerate(("en", "de", None))])
    cells = pa.table({"block": [0, 1, 1, 2], "text": list("abcd")})
    untouched = pa.table({"page": [1]})
    seen = [table.to_pydict() for table in within((blocks, cells, untouched), ("de",)) if isinstance(table, pa.Table)]
    assert (seen[0]["block"], seen[1]["text"], seen[2]["page"]) == ([1], ["b", "c"], [1])
    (english,) = within((blocks,), ("en",))
    assert isinstance(english, pa.Table) and english["block"].to_pylist() == [0, 2]
    assert within((cells,), ("de",)) == [cells]


def test_what_a_language_has_no_rules_for_is_named() -> None:
    stages = discover()
    assert uncovered(stages, {}, "en") == uncovered(stages, {}, None) == uncovered(stages, {}, "en-GB") == []
    assert uncovered(stages, {}, "de") == ["mentions", "roles"]
    assert uncovered(stages, {"mentions": {"models": {"de": "some_model"}}}, "de") == ["roles"]
    for language in OTHERS:
        assert (
            {"mentions", "roles"} <= set(uncovered(stages, {}, language)) <= {"mentions", "roles", "figures", "events"}
        )


def test_rules_for_english_say_nothing_of_german_text() -> None:
    """By the declarations: the text would tempt them."""
    text = "The board serves over 30 towns in the valley."
    blocks, nothing = Blocks.rows([{**_block(0, "de"), "text": text}]), (Entities.empty(), Cells.empty())
    stages = {stage.name: stage for stage in discover()}
    for name in ("figures", "events", "roles"):
        assert [len(rows) for rows in stages[name](blocks, *nothing)] == [0], name
    english = blocks.set_column(blocks.schema.names.index("language"), "language", pa.array(["en"]))
    assert len(stages["figures"](Blocks.rows(english), *nothing)[0]) == 1


def test_a_german_claim_made_twice_is_one_row() -> None:
    text = "Die Mühle hat 31 Räder. Am Fluss drehen sich 31 Räder."
    blocks = Blocks.rows([{**_block(0, "de"), "text": text}])
    (stage,) = (stage for stage in discover() if stage.name == "german")
    figures, _ = stage(blocks)
    assert [(row["value"], row["measure"]) for row in figures.to_pylist()] == [(31, "räder")]


def _block(number: int, language: str | None) -> Row:
    return {
        "block": number,
        "page": 1,
        "kind": "paragraph",
        "column": 1,
        "text": "",
        "raw_text": "",
        "language": language,
        "confidence": 1.0,
    }


@cache
def sheet(*, scanned: bool) -> Tables:
    """The German sheet through all stages, as drawn or as the picture of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "sheet.pdf")
        german.draw(path)
        if not scanned:
            return run_stages(path.read_bytes())
        picture = io.BytesIO()
        page = pypdfium2.PdfDocument(path.read_bytes())[0].render(scale=200 / 72, grayscale=True).to_pil()
        page.save(picture, "PNG", dpi=(200, 200))
        return run_stages(picture.getvalue())


@pytest.mark.parametrize("scanned", [False, True], ids=["text layer", "OCR"])
class TestGermanSheet:
    def test_words_cut_at_line_ends_are_whole(self, scanned: bool) -> None:
        text = "\n".join(sheet(scanned=scanned)["blocks"]["text"].to_pylist())
        for drawn in (german.LEFT, german.RIGHT):
            for paragraph in "\n".join(drawn).split("\n\n"):
                whole = paragraph.replace("Vor-\nund", "Vor- und").replace("-\n", "").replace("\n", " ")
                assert whole in text
        assert all(line in text for line in german.TIMELINE)

    def test_its_language_is_known_and_what_is_missing_for_it(self, scanned: bool) -> None:
        tables = sheet(scanned=scanned)
        assert tables["descriptions"]["language"].to_pylist() == ["de"]
        assert len(tables["mentions"]) == len(tables["roles"]) == 0

    def test_cells_have_their_values(self, scanned: bool) -> None:
        cells = sheet(scanned=scanned)["cells"].to_pylist()
        found = [[cell["value"] for cell in cells if cell["row"] == row] for row in (1, 2, 3)]
        assert found[0] == [2021, 8_120_400, 7.4, 3212.5]
        assert found[2] == [2023, 7_995_000, 6.2, 3598.25]
        assert [cell["unit"] for cell in cells if cell["row"] == 1] == [None, None, "%", "EUR"]

    def test_quantities_are_found(self, scanned: bool) -> None:
        rows = sheet(scanned=scanned)["figures"].to_pylist()
        assert [(row["comparator"], row["value"], row["unit"], row["measure"]) for row in rows] == [
            (">", 128_500, None, "menschen"),
            ("=", 34, None, "gemeinden"),
            ("=", 1234.5, "km", None),
            ("~", 45, "%", "leitungen"),
            ("=", 3_600_000, "EUR", None),
            ("=", 4, None, "arbeitsgruppen"),
        ]

    def test_dated_lines_are_events(self, scanned: bool) -> None:
        rows = sheet(scanned=scanned)["events"].to_pylist()
        assert [(row["name"], str(row["date_start"]), str(row["date_end"]), row["ordinal"]) for row in rows] == [
            ("Gründung des Verbands in Lindach", "1962-05-12", "1962-05-12", None),
            ("Bau des Hochbehälters Weißenbrunn", "1987-03-01", "1987-03-31", None),
            ("4. Lindentaler Wasserforum", "2019-10-03", "2019-10-05", 4),
        ]

    def test_countries_are_found_by_their_german_names(self, scanned: bool) -> None:
        rows = sheet(scanned=scanned)["entities"].to_pylist()
        assert [row["canonical_id"] for row in rows] == ["AUT", "CHE", "CZE"]
        assert all(row["bottom"] - row["top"] < 20 for row in rows)  # their line, not their block


@pytest.mark.parametrize(("printed", "english", "german_value"), [("1.250", 1.25, 1250), ("1,250", 1250, 1.25)])
def test_the_same_digits_are_other_values_in_other_languages(printed: str, english: float, german_value: float) -> None:
    assert parse_cell(printed, decimal_mark("en")) == parse_cell(printed, decimal_mark(None)) == (english, None)
    assert parse_cell(printed, decimal_mark("de")) == (german_value, None)
    assert _figures(f"{printed} Menschen")[0]["value"] == german_value


@pytest.mark.parametrize(
    "text", ["Tel. 0821 4455 Lindach", "86150 Lindach", "siehe Seite 3 Abbildung", "seit 2004 Mitglied", "um 14 Uhr"]
)
def test_german_numbers_that_count_nothing(text: str) -> None:
    assert _figures(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("vom 28. Dezember bis 3. Januar 2024", "2023-12-28/2024-01-03"),
        ("Mai bis Juni 2021", "2021-05/2021-06"),
        ("3./4. Okt. 2020", "2020-10-03/2020-10-04"),
        ("am 12.05.2019", "2019-05-12"),
        ("im Jänner 2020", "2020-01"),
        ("31. Februar 2020", None),
    ],
)
def test_german_dates(text: str, wanted: str | None) -> None:
    assert [dated.iso for dated in german_dates(text)] == ([wanted] if wanted else [])


WORDS = (
    "über |34|1.250|3,6 |Mio. |Euro|%| der |Gemeinden|große |3. |bis |Mai |2019|31. Februar |: |– |ſechs|zweı |٣|  |•"
)
PIECES = st.sampled_from([*WORDS.split("|"), "\n", "\0", "\ud800", "9" * 40])


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_written_evidence_is_what_stands_there(text: str) -> None:
    passage = Passage(0, 1, "paragraph", None, None, text, (None, None, None, None))
    for row in (*german_figures([passage]), *german_events([passage])):
        assert text[row["start"] : row["end"]] == row["evidence"] == row["evidence"].strip()
        assert math.isfinite(row.get("value", 0))


@pytest.mark.parametrize("piece", ["1 ", "über ", "1.234.", "10. ", "Mai 20", "zwei A", "5 große große ", "Mai bis "])
def test_long_texts_take_time_in_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        passage = Passage(0, 1, "paragraph", None, None, text, (None, None, None, None))
        clock = time.process_time()
        list(german_figures([passage]))
        return time.process_time() - clock

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.01)


def _figures(text: str) -> list[dict[str, Any]]:
    """The figures of a German text."""
    stages = {stage.name: stage for stage in discover()}
    rows: list[dict[str, Any]] = stages["german"](Blocks.rows([{**_block(0, "de"), "text": text}]))[0].to_pylist()
    return rows
