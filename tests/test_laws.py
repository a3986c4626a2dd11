"""The laws, on every test document: drawn here, shipped as samples, and shared ones where they are at hand."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from pipeline.repair.edits import joined, replay, undo
from pipeline.stage import discover
from pipeline.tables import BLOCK_KINDS
from tests.documents import run_stages, samples, shared_documents, tables_of, typeset
from tests.sheets import NAMES, sheet

SHARED_DOCUMENTS = list(shared_documents())


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    for name in NAMES:
        sheet(name).build(folder)
    return folder


@pytest.fixture(params=[*NAMES, *samples(), *typeset(), *SHARED_DOCUMENTS], ids=lambda p: Path(p).name)
def tables(request: pytest.FixtureRequest, drawn: Path) -> dict[str, pa.Table]:
    """All tables of one document."""
    if isinstance(request.param, Path):
        return tables_of(request.param)
    return tables_of(drawn / f"{request.param}.pdf")


def test_shared_documents_are_at_hand() -> None:
    if not SHARED_DOCUMENTS:
        pytest.skip("the shared documents are not beside this clone; the laws run on the repository's own")


def letters(texts: Iterable[str]) -> Counter[str]:
    """Letters and digits, compatibility forms such as ligatures resolved."""
    return Counter(c for text in texts for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def rows(table: pa.Table) -> list[Any]:
    return [SimpleNamespace(**row) for row in table.to_pylist()]


def test_conservation(tables: dict[str, pa.Table]) -> None:
    """Every letter and digit read is in exactly one block, or in a repair that says why not."""
    read = letters(tables["words"]["text"].to_pylist())
    in_blocks = letters(tables["blocks"]["raw_text"].to_pylist())
    left_out = letters(r.before for r in rows(tables["repairs"]) if r.block is None)
    assert in_blocks + left_out == read
    assert all(r.rule for r in rows(tables["repairs"]))


def test_replay(tables: dict[str, pa.Table]) -> None:
    """raw_text and repairs give text; without any one rule they give the text without it, and without all raw_text."""
    by_block: dict[int, list[Any]] = {}
    for repair in rows(tables["repairs"]):
        by_block.setdefault(repair.block, []).append(repair)
    for block in rows(tables["blocks"]):
        repairs = sorted(by_block.get(block.block, []), key=lambda r: (r.start, r.end))
        assert replay(block.raw_text, repairs) == block.text
        assert undo(block.text, repairs) == joined(block.raw_text)
        assert all(block.text[r.start : r.end] == r.after for r in repairs)
        for rule in {r.rule for r in repairs}:
            others = undo(block.text, repairs, {rule})
            assert others == rebuilt_without(block.text, [r for r in repairs if r.rule == rule])


def rebuilt_without(text: str, repairs: list[Any]) -> str:
    """The text with some repairs taken back, by the plainest means: from the last to the first."""
    for repair in reversed(repairs):
        text = text[: repair.start] + repair.before.replace("\n", " ") + text[repair.end :]
    return text


def test_offsets(tables: dict[str, pa.Table]) -> None:
    """blocks.text[start:end] is the mention or the evidence, in every row that has them."""
    texts = dict(zip(tables["blocks"]["block"].to_pylist(), tables["blocks"]["text"].to_pylist(), strict=True))
    pages = dict(zip(tables["blocks"]["block"].to_pylist(), tables["blocks"]["page"].to_pylist(), strict=True))
    for table in tables.values():
        said = next((name for name in ("evidence", "text") if name in table.schema.names), None)
        if said and {"block", "start", "end"} <= set(table.schema.names):
            for row in table.to_pylist():
                assert texts[row["block"]][row["start"] : row["end"]] == row[said]
                assert row["page"] == pages[row["block"]]


def test_blocks_are_numbered_in_order_and_of_a_known_kind(tables: dict[str, pa.Table]) -> None:
    assert tables["blocks"]["block"].to_pylist() == list(range(len(tables["blocks"])))
    assert set(tables["blocks"]["kind"].to_pylist()) <= set(BLOCK_KINDS)


def test_keys_are_unique(tables: dict[str, pa.Table]) -> None:
    for table in {table for stage in discover() for table in stage.writes if table.key}:
        keys = [tuple(row[name] for name in table.key) for row in tables[table.name].select(table.key).to_pylist()]
        assert len(keys) == len(set(keys)), table.name


def test_boxes_and_confidences_are_sane(tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        for row in table.to_pylist() if "confidence" in table.schema.names else []:
            assert 0 <= row["confidence"] <= 1, name
        for row in table.to_pylist() if "x0" in table.schema.names else []:
            assert row["x0"] is None or (row["x0"] <= row["x1"] and row["top"] <= row["bottom"]), name


def test_repaired_text_is_clean(tables: dict[str, pa.Table]) -> None:
    for text in tables["blocks"]["text"].to_pylist():
        assert not re.search(r"[\x00-\x1f\u00ad\u200b\ufb00-\ufb06]|  |^ | $", text), repr(text)


def test_the_same_document_gives_the_same_tables(drawn: Path) -> None:
    data = (drawn / f"{NAMES[0]}.pdf").read_bytes()
    first, second = run_stages(data), run_stages(data)
    assert all(first[name].equals(second[name]) for name in first)
