"""Which reading of a page is taken, and what becomes of the other."""

from typing import Any

import pyarrow as pa
import pytest

from pipeline.handover import LayerWords, OcrWords, Sheets
from pipeline.stages.words import words

SAID = "the harbour took in 4,210 boats and 12.5 tonnes of herring in 2019".split()


def _sheets(*routes: str) -> pa.Table:
    return Sheets.rows(
        {
            "page": page,
            "width": 400,
            "height": 600,
            "rotation": 0,
            "route": route,
            "route_reason": "drawn",
            "problem": None,
            "image_dpi": None,
        }
        for page, route in enumerate(routes, start=1)
    )


def _word(page: int, seq: int, text: str, confidence: float, rejected: str | None) -> dict[str, Any]:
    x = 20.0 * seq
    return {
        **{"page": page, "seq": seq, "text": text, "confidence": confidence, "rejected": rejected, "line": 0},
        **{"x0": x, "top": 10, "x1": x + 18, "bottom": 20, "baseline": 18, "size": 10, "angle": 0, "script": 0},
        **{"bold": False, "italic": False, "font": None, "color": None, "glued": False, "hyphen": False},
    }


def _read(texts: list[str], *, page: int = 1, confidence: float = 1.0, rejected: str | None = None) -> list[Any]:
    return [_word(page, seq, text, confidence, rejected) for seq, text in enumerate(texts)]


def _chosen(route: str, layer: list[Any], read: list[Any]) -> list[dict[str, Any]]:
    (found,) = words(_sheets(route), LayerWords.rows(layer), OcrWords.rows(read))
    rows: list[dict[str, Any]] = found.to_pylist()
    assert len(rows) == len(layer) + len(read), "every word read is kept, if as rejected"
    assert len({row["seq"] for row in rows}) == len(rows)
    return rows


def _taken(rows: list[dict[str, Any]]) -> tuple[set[str], list[str]]:
    kept = [row for row in rows if row["rejected"] is None]
    return {row["source"] for row in kept}, [row["text"] for row in kept]


@pytest.mark.parametrize(
    ("route", "layer", "read", "source", "reason"),
    [
        ("text_layer", SAID, [], "text_layer", None),
        ("ocr", [], SAID, "ocr", None),
        ("ocr", ["Scanned"], SAID, "ocr", "layer_doubted"),
        ("both", SAID, SAID, "text_layer", "ocr_redundant"),
        ("both", ["qxv"] * 12, SAID, "ocr", "layer_wrong"),
        ("both", SAID[:4], SAID, "ocr", "layer_wrong"),
        ("none", [], [], None, None),
    ],
)
def test_the_reading_that_the_route_and_the_picture_ask_for(
    route: str, layer: list[str], read: list[str], source: str | None, reason: str | None
) -> None:
    rows = _chosen(route, _read(layer), _read(read, confidence=0.95))
    sources, texts = _taken(rows)
    assert sources == ({source} if source else set())
    assert texts == (read if source == "ocr" else layer)
    assert {row["rejected"] for row in rows} - {None} == ({reason} if reason else set())


def test_one_number_that_the_picture_does_not_show_undoes_the_layer() -> None:
    layer = [text.replace("4,210", "9,999") for text in SAID]
    assert _taken(_chosen("both", _read(layer), _read(SAID, confidence=0.95))) == ({"ocr"}, SAID)


def test_a_word_that_ocr_is_unsure_of_bears_no_witness() -> None:
    read = _read(SAID, confidence=0.95)
    read[3] |= {"text": "4,270", "confidence": 0.6}
    assert _taken(_chosen("both", _read(SAID), read)) == ({"text_layer"}, SAID)


def test_a_layer_that_nobody_sees_loses_even_where_it_agrees() -> None:
    rows = _chosen("both", _read(SAID, rejected="invisible"), _read(SAID, confidence=0.95))
    assert _taken(rows) == ({"ocr"}, SAID)
    assert {row["rejected"] for row in rows if row["source"] == "text_layer"} == {"invisible"}


@pytest.mark.parametrize("read", [[], ["mmm"] * 9])
def test_a_hidden_layer_stands_in_where_ocr_finds_nothing_it_is_sure_of(read: list[str]) -> None:
    rows = _chosen("both", _read(SAID, rejected="invisible"), _read(read, confidence=0.3))
    assert _taken(rows) == ({"text_layer"}, SAID)
    assert {row["rejected"] for row in rows if row["source"] == "ocr"} <= {"ocr_poor"}


def test_poor_words_are_better_than_none() -> None:
    assert _taken(_chosen("ocr", [], _read(SAID, confidence=0.4))) == ({"ocr"}, SAID)


def test_every_page_is_judged_by_itself() -> None:
    layer = _read(SAID, page=1) + _read(["qxv"] * 9, page=2) + _read(SAID, page=3)
    read = _read(SAID, page=2, confidence=0.95) + _read(SAID, page=4, confidence=0.95)
    sheets = _sheets("text_layer", "both", "text_layer", "ocr")
    (found,) = words(sheets, LayerWords.rows(layer), OcrWords.rows(read))
    for page, source in enumerate(("text_layer", "ocr", "text_layer", "ocr"), start=1):
        assert _taken([row for row in found.to_pylist() if row["page"] == page]) == ({source}, SAID)
