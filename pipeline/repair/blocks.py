"""Blocks and cells with their repaired texts, and the repairs that explain them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.facts.numbers import parse_cell
from pipeline.language import decimal_mark, languages_of
from pipeline.repair.edits import Grounds, Repaired, joined
from pipeline.repair.evidence import Evidence
from pipeline.repair.passages import Cell, Passage
from pipeline.repair.rules import repaired
from pipeline.schema import Row

EMPTY_CELL = Grounds("spacing", "empty_cell", 1.0)
FURNITURE = frozenset({"header", "footer", "page_number"})


class Text(NamedTuple):
    """A text with where it came from: see the columns of these names in ``blocks`` and ``repairs``."""

    text: str
    raw_text: str
    repairs: list[Repaired]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the outline with its text; in a table also the texts of its cells."""

    outline: Mapping[str, Any]
    text: Text
    cells: Mapping[Cell, Text]
    confidence: float


def assemble(
    outline: Iterable[Mapping[str, Any]], passages: Mapping[int, Mapping[Cell | None, Passage]]
) -> Iterator[Block]:
    """The blocks of the outline with their repaired texts, in reading order."""
    evidence = Evidence(passage.raw for cells in passages.values() for passage in cells.values())
    for row in sorted(outline, key=lambda row: row["block"]):
        mine = passages.get(row["block"], {})
        texts = {cell: _text(passage, evidence) for cell, passage in mine.items()}
        confidence = min([row["confidence"], *(passage.confidence for passage in mine.values() if passage.words)])
        yield Block(row, _whole(texts.values()), {cell: text for cell, text in texts.items() if cell}, confidence)


def _text(passage: Passage, evidence: Evidence) -> Text:
    draft = repaired(passage, evidence)
    return Text(joined(draft.text), draft.raw, draft.repairs())


def _whole(texts: Iterable[Text]) -> Text:
    """Texts one after the other: a line break between them as read, a space as repaired (none where one is empty)."""
    repairs: list[Repaired] = []
    read: list[str] = []
    shown = ""
    for text in texts:
        if read and shown and text.text:
            shown += " "
        elif read:
            repairs.append(Repaired(len(shown), len(shown), "\n", "", *EMPTY_CELL))
        at = len(shown)
        repairs += (r._replace(start=r.start + at, end=r.end + at) for r in text.repairs)
        shown += text.text
        read.append(text.raw_text)
    return Text(shown, "\n".join(read), repairs)


def languages(blocks: Sequence[Block]) -> dict[int, str | None]:
    """By number the language of each block."""
    told = languages_of([block.text.text for block in blocks])
    return dict(zip((block.outline["block"] for block in blocks), told, strict=True))


def block_rows(blocks: Iterable[Block], spoken: Mapping[int, str | None]) -> Iterator[Row]:
    """Rows of the table ``blocks``; ``spoken``: see ``languages``."""
    headings: list[tuple[int, str]] = []  # those a block stands under: level and text
    for block in blocks:
        row, kind = block.outline, block.outline["kind"]
        if kind == "heading":
            headings = [h for h in headings if h[0] < (row["level"] or 1)]
        section = None if kind in FURNITURE else " > ".join(text for _, text in headings) or None
        if kind == "heading":
            headings.append((row["level"] or 1, block.text.text))
        yield {
            **{name: row[name] for name in ("block", "page", "kind", "level", "column", "x0", "top", "x1", "bottom")},
            "section": section,
            "text": block.text.text,
            "raw_text": block.text.raw_text,
            "language": spoken[row["block"]],
            "confidence": block.confidence,
        }


def repair_rows(blocks: Iterable[Block]) -> Iterator[Row]:
    """Rows of the table ``repairs`` for what the rules changed."""
    for block in blocks:
        at = {"block": block.outline["block"], "page": block.outline["page"]}
        yield from ({**at, **repair._asdict()} for repair in block.text.repairs)


def cell_rows(
    grid: Iterable[Mapping[str, Any]], blocks: Iterable[Block], spoken: Mapping[int, str | None]
) -> Iterator[Row]:
    """Rows of the table ``cells``: the grid with texts and, where a cell is a number, its value."""

    cells = {block.outline["block"]: block.cells for block in blocks}
    for row in grid:
        found = cells.get(row["block"], {}).get((row["row"], row["column"]))
        text = found.text if found else ""
        value, unit = parse_cell(text, decimal_mark(spoken.get(row["block"])))
        yield {**row, "text": text, "value": value, "unit": unit}
