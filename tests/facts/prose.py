"""Blocks and entities built from plain sentences."""

from typing import Any, TypedDict, Unpack

import pyarrow as pa

from pipeline.handover import Mentions, Placements, Words
from pipeline.tables import Blocks, Cells, Entities, Repairs

Text = str | tuple[str, str]
"""A paragraph, or a kind of block with its text."""


def _heading_above(kinds: list[tuple[str, str]], at: int) -> str | None:
    return next((text for kind, text in reversed(kinds[:at]) if kind == "heading"), None)


class Places(TypedDict, total=False):
    """What blocks differ in, by position: levels, left edges (points) and marks of items; confidence of all."""

    levels: dict[int, int]
    indents: dict[int, float]
    marks: dict[int, str]
    confidence: float


def blocks(*texts: Text, **places: Unpack[Places]) -> pa.Table:
    """One block a text, all on page 1."""
    levels, indents, marks = places.get("levels", {}), places.get("indents", {}), places.get("marks", {})
    kinds = [("paragraph", text) if isinstance(text, str) else text for text in texts]
    return Blocks.rows(
        {
            "block": at,
            "page": 1,
            "kind": kind,
            "level": levels.get(at, 1),
            "section": _heading_above(kinds, at),
            "column": 1,
            "x0": indents.get(at, 0.0),
            "top": 0.0,
            "x1": 1.0,
            "bottom": 1.0,
            "text": text,
            "raw_text": f"{marks.get(at, '')} {text}".strip(),
            "confidence": places.get("confidence", 1.0),
        }
        for at, (kind, text) in enumerate(kinds)
    )


def named(read: pa.Table, cells: pa.Table, model: pa.Table | None = None) -> pa.Table:
    """What the stage finds named in blocks whose words are not known; ``model``: the language model's mentions."""
    from pipeline.stages.entities import entities as stage

    mentions = Mentions.empty() if model is None else model
    (found,) = stage(read, mentions, cells, Repairs.empty(), Words.empty(), Placements.empty())
    return found


def entities(table: pa.Table, **labels: str) -> pa.Table:
    """An entity wherever a name stands in a block; names as keywords with '_' for a space, their label as value."""
    rows = []
    for block in table.to_pylist():
        for key, label in labels.items():
            name = key.replace("_", " ")
            start = block["text"].find(name)
            if start >= 0:
                rows.append(_entity(block["block"], start, name, label))
    return Entities.rows(rows)


def _entity(block: int, start: int, name: str, label: str) -> dict[str, Any]:
    country = label == "COUNTRY"
    return {
        "block": block,
        "page": 1,
        "start": start,
        "end": start + len(name),
        "text": name,
        "label": label,
        "canonical_name": name,
        "canonical_id": name[:3].upper() if country else None,
        "source": "rule",
        "confidence": 1.0,
        "x0": 0.0,
        "top": 0.0,
        "x1": 1.0,
        "bottom": 1.0,
    }


def cells(*rows: tuple[str, ...], header: bool = True) -> pa.Table:
    """One table; ``header`` tells whether its first row is one."""
    from pipeline.facts.numbers import parse_cell

    return Cells.rows(
        {
            "block": 0,
            "page": 1,
            "table": 0,
            "row": row,
            "column": column,
            "row_span": 1,
            "column_span": 1,
            "is_header": header and row == 0,
            "text": text,
            "value": parse_cell(text)[0],
            "unit": parse_cell(text)[1],
            "x0": 0.0,
            "top": 0.0,
            "x1": 1.0,
            "bottom": 1.0,
        }
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
