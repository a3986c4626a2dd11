"""The laws: what holds for the tables of every document, whoever wrote it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import pyarrow as pa

from pipeline.repair.edits import joined, replay, undo
from pipeline.stage import discover
from pipeline.tables import BLOCK_KINDS

Tables = Mapping[str, pa.Table]
"""Every table of one document, by name, published or not; rows without ``doc_id``."""

Law = Callable[[Tables], Iterator[str]]
"""Tells where a document breaks it."""


def conservation(tables: Tables) -> Iterator[str]:
    """Every letter and digit read is in exactly one block, or in a repair that says why not."""
    read = _letters(tables["words"]["text"].to_pylist())
    in_blocks = _letters(tables["blocks"]["raw_text"].to_pylist())
    left_out = _letters(repair.before for repair in _rows(tables["repairs"]) if repair.block is None)
    if in_blocks + left_out != read:
        yield f"lost: {read - in_blocks - left_out}, won: {in_blocks + left_out - read}"
    if not all(repair.rule for repair in _rows(tables["repairs"])):
        yield "a repair without a rule"


def replaying(tables: Tables) -> Iterator[str]:
    """raw_text and repairs give text; without any one rule they give the text without it, and without all raw_text."""
    by_block: dict[int, list[Any]] = {}
    for repair in _rows(tables["repairs"]):
        by_block.setdefault(repair.block, []).append(repair)
    for block in _rows(tables["blocks"]):
        repairs = sorted(by_block.get(block.block, []), key=lambda r: (r.start, r.end))
        if replay(block.raw_text, repairs) != block.text:
            yield f"block {block.block} cannot be replayed"
        if undo(block.text, repairs) != joined(block.raw_text):
            yield f"block {block.block} cannot be undone"
        if any(block.text[repair.start : repair.end] != repair.after for repair in repairs):
            yield f"block {block.block}: a repair stands elsewhere"
        for rule in sorted({repair.rule for repair in repairs}):
            chosen = [repair for repair in repairs if repair.rule == rule]
            if undo(block.text, repairs, {rule}) != _rebuilt_without(block.text, chosen):
                yield f"block {block.block}: rule {rule} cannot be undone alone"


def offsets(tables: Tables) -> Iterator[str]:
    """blocks.text[start:end] is the mention or the evidence, in every row that has them."""
    blocks = {block.block: block for block in _rows(tables["blocks"])}
    for name, table in tables.items():
        said = next((column for column in ("evidence", "text") if column in table.schema.names), None)
        if said and {"block", "start", "end"} <= set(table.schema.names):
            for row in table.to_pylist():
                block = blocks[row["block"]]
                if block.text[row["start"] : row["end"]] != row[said] or row["page"] != block.page:
                    yield f"{name}: {row[said]!r:.80} does not stand where it is said to"


def numbering(tables: Tables) -> Iterator[str]:
    """Blocks are numbered in order and of a known kind."""
    if tables["blocks"]["block"].to_pylist() != list(range(len(tables["blocks"]))):
        yield "blocks are not numbered in order"
    if unknown := set(tables["blocks"]["kind"].to_pylist()) - set(BLOCK_KINDS):
        yield f"kinds of blocks that are not known: {sorted(unknown)}"


def keys(tables: Tables) -> Iterator[str]:
    """No two rows of a table have the same key."""
    keyed = {table.name: table.key for stage in discover() for table in stage.writes if table.key}
    for name, key in sorted(keyed.items()):
        found = [tuple(row[column] for column in key) for row in tables[name].select(key).to_pylist()]
        if len(found) != len(set(found)):
            yield f"{name}: two rows have the same key"


def sanity(tables: Tables) -> Iterator[str]:
    """Confidences are shares; boxes have their corners the right way round."""
    for name, table in tables.items():
        for row in table.to_pylist() if "confidence" in table.schema.names else []:
            if not 0 <= row["confidence"] <= 1:
                yield f"{name}: confidence {row['confidence']}"
        for row in table.to_pylist() if "x0" in table.schema.names else []:
            if row["x0"] is not None and not (row["x0"] <= row["x1"] and row["top"] <= row["bottom"]):
                yield f"{name}: box {row['x0']} {row['top']} {row['x1']} {row['bottom']}"


def cleanness(tables: Tables) -> Iterator[str]:
    """Repaired text holds no control characters, ligatures, or spaces too many."""
    for text in tables["blocks"]["text"].to_pylist():
        if re.search(r"[\x00-\x1f\u00ad\u200b\ufb00-\ufb06]|  |^ | $", text):
            yield f"not clean: {text!r:.80}"


LAWS: tuple[Law, ...] = (conservation, replaying, offsets, numbering, keys, sanity, cleanness)


def broken(tables: Tables) -> Iterator[str]:
    """Where a document breaks any of the laws."""
    for law in LAWS:
        yield from (f"{law.__name__}: {fault}" for fault in law(tables))


def _letters(texts: Iterable[str]) -> Counter[str]:
    """Letters and digits, compatibility forms such as ligatures resolved."""
    return Counter(c for text in texts for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def _rows(table: pa.Table) -> list[Any]:
    return [SimpleNamespace(**row) for row in table.to_pylist()]


def _rebuilt_without(text: str, repairs: list[Any]) -> str:
    """The text with some repairs taken back, by the plainest means: from the last to the first."""
    for repair in reversed(repairs):
        text = text[: repair.start] + repair.before.replace("\n", " ") + text[repair.end :]
    return text
