"""The stage as a whole: blocks, their sections, cells, and what stands in no block."""

from typing import Any

import pyarrow as pa
import pytest

from pipeline.handover import Grid, Outline, Placements, Words
from pipeline.stages.repair import repair
from tests.repair.typeset import WORD, Block, typeset


def repaired(*blocks: Block, rejected: tuple[str, ...] = ()) -> tuple[list[Any], list[Any], list[Any]]:
    """Rows of blocks, repairs and cells."""
    blocks_table, repairs, cells = repair(*typeset(blocks, rejected))
    return blocks_table.to_pylist(), repairs.to_pylist(), cells.to_pylist()


def test_lines_become_text() -> None:
    blocks, repairs, _ = repaired({"lines": ["A weir on the", "upper river"]})
    assert blocks[0]["raw_text"] == "A weir on the\nupper river"
    assert blocks[0]["text"] == "A weir on the upper river"
    assert not repairs


def test_glued_words_stand_without_a_space() -> None:
    words, outline, placements, grid = typeset([{"lines": ["weirs 1 remain"]}])
    rows = words.to_pylist()
    rows[1] |= {"glued": True, "script": 1}
    blocks, repairs, _ = repair(Words.rows(rows), outline, placements, grid)
    assert blocks["text"].to_pylist() == ["weirs¹ remain"]
    assert [(r["before"], r["after"]) for r in repairs.to_pylist()] == [("weirs1", "weirs¹")]


def test_a_word_glued_to_one_in_another_block_stands_alone() -> None:
    words, outline, placements, grid = typeset([{"lines": ["two weirs here"]}])
    rows = words.to_pylist()
    rows[2]["glued"] = True
    left = placements.take([0, 2])
    blocks, repairs, _ = repair(Words.rows(rows), outline, left, grid)
    assert blocks["text"].to_pylist() == ["two here"]
    assert [(r["block"], r["before"], r["rule"]) for r in repairs.to_pylist()] == [(None, "weirs", "unplaced")]


def test_sections_are_the_headings_above() -> None:
    def heading(text: str, level: int | None) -> Block:
        return {"kind": "heading", "level": level, "lines": [text]}

    blocks, _, _ = repaired(
        {"kind": "title", "lines": ["Weirs"]},
        {"lines": ["Lead"]},
        heading("One", 1),
        heading("One-", 2),
        {"lines": ["Text"]},
        {"kind": "footer", "lines": ["Page 1"]},
        heading("Two", None),
        {"lines": ["Text"]},
    )
    assert [b["section"] for b in blocks] == [None, None, None, "One", "One > One-", None, None, "Two"]


def test_cells_and_the_block_of_their_table_agree() -> None:
    cells_given = {(0, 0): ["Weir"], (0, 1): ["Fall in", "me-", "tres"], (1, 0): ["Up-", "per"], (1, 1): ["4.5"]}
    blocks, repairs, cells = repaired({"kind": "table", "cells": cells_given, "table": 0})
    assert blocks[0]["raw_text"] == "Weir\nFall in\nme-\ntres\nUp-\nper\n4.5"
    assert blocks[0]["text"] == "Weir Fall in metres Upper 4.5"
    assert [c["text"] for c in cells] == ["Weir", "Fall in metres", "Upper", "4.5"]
    assert [c["value"] for c in cells] == [None, None, None, 4.5]
    assert [blocks[0]["text"][r["start"] : r["end"]] for r in repairs] == ["metres", "Upper"]


def test_a_hyphen_at_the_end_of_a_cell_is_not_joined_to_the_next() -> None:
    blocks, _, _ = repaired({"kind": "table", "cells": {(0, 0): ["or-"], (0, 1): ["ganic"]}, "table": 0})
    assert blocks[0]["text"] == "or- ganic"


def test_rejected_words_are_on_record_a_run_at_a_time() -> None:
    _, repairs, _ = repaired({"lines": ["Weirs"]}, rejected=("under", "the", "bridge"))
    assert [(r["block"], r["before"], r["after"], r["rule"]) for r in repairs] == [
        (None, "under the bridge", "", "invisible")
    ]


@pytest.mark.parametrize(("read", "laid_out"), [(0.5, 0.9), (0.9, 0.5)])
def test_a_block_is_as_sure_as_the_less_sure_of_reading_and_layout(read: float, laid_out: float) -> None:
    blocks, _, _ = repaired({"lines": ["Weirs"], "word": {"confidence": read}, "confidence": laid_out})
    assert blocks[0]["confidence"] == pytest.approx(0.5)


def test_nothing_read_gives_nothing() -> None:
    tables = [table.empty() for table in (Words, Outline, Placements, Grid)]
    assert [len(table) for table in repair(*tables)] == [0, 0, 0]


def test_a_block_without_words_has_an_empty_text() -> None:
    words, outline, placements, grid = typeset([{"lines": ["Weirs"]}])
    blocks, repairs, _ = repair(words, outline, placements.slice(0, 0), grid)
    assert (blocks["text"].to_pylist(), blocks["raw_text"].to_pylist()) == ([""], [""])
    assert repairs["rule"].to_pylist() == ["unplaced"]


def test_a_word_is_cut_by_a_page_break() -> None:
    words = [{**WORD, "page": page, "seq": 0, "text": text} for page, text in ((1, "har-"), (2, "vest"))]
    _, outline, _, grid = typeset([{"lines": ["x"]}])
    places = [{"block": 0, "page": page, "seq": 0, "line": 0, "row": None, "column": None} for page in (1, 2)]
    blocks, _, _ = repair(Words.rows(words), outline, Placements.rows(places), grid)
    assert blocks["text"].to_pylist() == ["harvest"]


def test_the_order_of_words_in_the_table_does_not_matter() -> None:
    words, outline, placements, grid = typeset([{"lines": ["A weir on the", "upper river"]}])
    turned = words.take(pa.array(range(len(words) - 1, -1, -1)))
    assert repair(turned, outline, placements, grid)[0].equals(repair(words, outline, placements, grid)[0])
