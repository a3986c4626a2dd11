"""What holds for every text: letters are conserved, edits replay and undo, offsets are right, the text is clean."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.edits import joined, replay, undo
from pipeline.stages.repair import repair
from tests.repair.typeset import typeset

PIECES = re.findall(
    r"\S+",
    """co- operation orga- nisation long- term (1990- 2023) COVID- 19 mid- and – — - naive TThhee mmiillll 12 groups , .
    • » anannex ofthe com mon S I T E http://a.b/ c-d/e x@ y.org /path rnodern c1ay the of under- stand Alpha- Beta
    İ ß ŉ ﬃ deﬁ- nition Ã©tÃ©""",
)
ODD_PIECES = (
    "pa–\u200b",
    "a\u00adb",
    "\u00ad",
    "ham\u00ad",
    "e\u0301t",
    "E\u00a0F\tG",
    "\x00",
    "\ufeff",
    "\u202e",
)
WORDS = st.sampled_from((*PIECES, *ODD_PIECES)) | st.text(
    st.characters(exclude_characters=" ", codec="utf-8"), min_size=1, max_size=6
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)
LOOKS = st.fixed_dictionaries(
    {
        "script": st.sampled_from((0, 0, 1, -1)),
        "glued": st.booleans(),
        "size": st.sampled_from((10.0, 30.0)),
        "source": st.sampled_from(("text_layer", "ocr")),
        "confidence": st.sampled_from((0.2, 1.0)),
    }
)
TEXT_BLOCKS = st.fixed_dictionaries(
    {
        "lines": LINES,
        "word": LOOKS,
        "kind": st.sampled_from(("title", "heading", "paragraph", "list_item", "footer")),
        "level": st.none() | st.integers(1, 3),
        "marker": st.integers(0, 2),
    }
)
TABLES = st.fixed_dictionaries(
    {
        "cells": st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 2)), LINES, min_size=1, max_size=4),
        "kind": st.just("table"),
    }
)


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def rows(table: pa.Table) -> list[Any]:
    return [SimpleNamespace(**row) for row in table.to_pylist()]


@settings(deadline=None)
@given(st.lists(TEXT_BLOCKS | TABLES, max_size=4), st.lists(WORDS, max_size=3))
def test_laws(given_blocks: list[dict[str, Any]], rejected: list[str]) -> None:
    words, outline, placements, grid = typeset(given_blocks, rejected)
    blocks, repairs, cells = map(rows, repair(words, outline, placements, grid))
    left_out = [r for r in repairs if r.block is None]
    assert letters(words["text"].to_pylist()) == letters([*(b.raw_text for b in blocks), *(r.before for r in left_out)])
    for block in blocks:
        mine = [r for r in repairs if r.block == block.block]
        explained(block, mine)
        assert not re.search(r"[\x00-\x1f\u00ad\u200b\ufb00-\ufb06]|\s\s|^\s|\s$", block.text)
        in_order = sorted((cell.row, cell.column, cell.text) for cell in cells if cell.block == block.block)
        assert block.kind != "table" or " ".join(text for _, _, text in in_order if text) == block.text


def explained(block: SimpleNamespace, repairs: list[Any]) -> None:
    """That raw_text and repairs give text, and text without any of its rules gives the text without them."""
    assert replay(block.raw_text, repairs) == block.text
    assert undo(block.text, repairs) == joined(block.raw_text)
    assert all(block.text[r.start : r.end] == r.after for r in repairs)
    assert all(a.end <= b.start for a, b in pairwise(repairs))
    for rule in {r.rule for r in repairs}:
        text = block.text
        for r in reversed(repairs):
            text = text[: r.start] + joined(r.before) + text[r.end :] if r.rule == rule else text
        assert undo(block.text, repairs, {rule}) == text
