"""The stages that describe pages and documents as people load them."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.handover import Graphics, LayoutPages, Metadata, Scans, Sheets, Words
from pipeline.schema import Row, Table
from pipeline.stages.description import description
from pipeline.stages.pages import pages
from pipeline.tables import Blocks

DEFAULTS: dict[pa.DataType, object] = {pa.int32(): 0, pa.float32(): 1.0, pa.string(): "x", pa.bool_(): False}


def rows(table: Table, *given: Row) -> pa.Table:
    """Rows with what is given; required columns that are not get a value that says nothing."""
    default = {field.name: DEFAULTS[field.type] for field in table.schema if not field.nullable}
    return table.rows([{**default, **row} for row in given])


def word(page: int, source: str, *, rejected: str | None = None, confidence: float = 1.0) -> Row:
    return {"page": page, "source": source, "rejected": rejected, "confidence": confidence}


def made(
    sheets: Sequence[Row],
    scans: Sequence[Row] = (),
    words: Sequence[Row] = (),
    blocks: Sequence[Row] = (),
    graphics: Sequence[Row] = (),
) -> list[dict[str, object]]:
    layout = rows(LayoutPages, {"page": 1, "n_columns": 2, "ambiguous": True})
    read = rows(Sheets, *sheets), rows(Scans, *scans), layout, rows(Words, *words), rows(Graphics, *graphics)
    (found,) = pages(*read, rows(Blocks, *blocks))
    return found.to_pylist()


def test_a_page_holds_the_blocks_that_begin_on_it_in_order() -> None:
    blocks: list[Row] = [
        {"block": 2, "page": 2, "text": "third"},
        {"block": 0, "page": 1, "text": "first"},
        {"block": 1, "page": 1, "text": "second"},
    ]
    texts = [row["text"] for row in made([{"page": 1}, {"page": 2}, {"page": 3}], blocks=blocks)]
    assert texts == ["first\n\nsecond", "third", ""]


def test_the_source_is_what_most_words_that_count_came_from() -> None:
    words = [
        word(1, "text_layer"),
        word(1, "ocr", rejected="doubled"),
        word(1, "ocr", rejected="doubled"),
        word(2, "text_layer"),
        word(2, "ocr"),
        word(2, "ocr"),
    ]
    found = made([{"page": 1}, {"page": 2}, {"page": 3}], words=words)
    assert [row["text_source"] for row in found] == ["text_layer", "ocr", "none"]


def test_marks_without_text_are_told() -> None:
    sheets: list[Row] = [{"page": page} for page in range(1, 9)]
    graphics: list[Row] = [
        {"page": 2, "kind": "rule", "stroke": 0},
        {"page": 3, "kind": "box", "fill": 0xFFFFFF},
        {"page": 4, "kind": "image"},
        {"page": 5, "kind": "image"},
        {"page": 6, "kind": "image"},
        {"page": 8, "kind": "image"},
    ]
    scans: list[Row] = [{"page": 5, "ink": 0.2}, {"page": 6, "ink": 0.0}]
    words = [word(7, "text_layer", rejected="invisible"), word(8, "ocr")]
    found = made(sheets, scans, words, graphics=graphics)
    assert [row["page"] for row in found if row["problem"] == "no_text"] == [2, 4, 5, 7]


def test_what_ocr_found_is_told_and_turns_add_up() -> None:
    scan: Row = {"page": 1, "dpi": 300, "turn": 270, "skew": 1.5, "ocr_confidence": 0.5, "problem": "no_text"}
    (row,) = made([{"page": 1, "rotation": 180}], [scan])
    assert (row["rotation"], row["dpi"], row["skew"], row["ocr_confidence"]) == (90, 300, 1.5, 0.5)
    assert (row["problem"], row["n_columns"], row["ambiguous"]) == ("no_text", 2, True)


def test_a_page_without_layout_or_ocr_says_nothing_of_them() -> None:
    row = made([{"page": 1}, {"page": 2, "problem": "page_failed"}])[1]
    assert (row["dpi"], row["n_columns"], row["ambiguous"], row["problem"]) == (None, None, False, "page_failed")


def described(metadata: Row, blocks: Sequence[Row], words: Sequence[Row] = ()) -> dict[str, object]:
    (found,) = description(rows(Metadata, metadata), rows(Blocks, *blocks), rows(Words, *words))
    (row,) = found.to_pylist()
    return dict(row)


def test_the_printed_title_goes_before_the_one_in_the_file() -> None:
    claimed: Row = {"title": "untitled.indd", "language": "fr"}
    blocks: list[Row] = [{"kind": "header", "text": "Head"}, {"kind": "title", "text": "The Title"}]
    assert described(claimed, blocks)["title"] == "The Title"
    assert described(claimed, blocks[:1])["title"] == "untitled.indd"


def test_the_language_found_goes_before_the_one_claimed() -> None:
    text = "The council brings together the ministers of the region and it has met twice since it was founded."
    assert described({"language": "fr"}, [{"text": text}, {"text": text}])["language"] == "en"
    assert described({"language": "fr"}, [{"text": "Bonjour"}])["language"] == "fr"


def test_blocks_words_and_confidence_are_counted() -> None:
    words = [
        word(1, "ocr", confidence=0.5),
        word(1, "ocr", confidence=1.0),
        word(1, "ocr", rejected="x", confidence=0.0),
    ]
    row = described({}, [{"text": "one two"}, {"text": "three"}], [*words, word(1, "text_layer")])
    assert (row["n_blocks"], row["n_words"], row["ocr_confidence"]) == (2, 3, 0.75)
    assert described({}, [])["ocr_confidence"] is None
