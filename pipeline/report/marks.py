"""A block's text cut where repairs, entities and facts begin and end, so that each piece carries what holds there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.report.published import Published, Row

_SHOWN = 12
"""Marks of one piece that are told: where texts pile up thousands, nobody reads them."""

_WHERE = frozenset({"block", "page", "start", "end", "x0", "top", "x1", "bottom", "evidence", "text"})
"""Columns that say where a row stands, and what its words are."""


@dataclass(frozen=True)
class Mark:
    """A row that speaks of a stretch of a block's text.

    Args:
        layer: repair, entity or fact.
        table: The table it comes from.
        id: Its name on the page: table and row.
        block: The block.
        start: Offset of the first character.
        end: Offset behind the last.
        text: The words themselves.
        told: What the row says, in one line.
    """

    layer: str
    table: str
    id: str
    block: int
    start: int
    end: int
    text: str
    told: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text in which the same marks hold; ``begins`` are those that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    @property
    def lead(self) -> Mark:
        """The mark that a click follows: a fact before an entity before a repair, then the shortest."""
        return min(self.marks, key=lambda mark: (_LAYERS.index(mark.layer), mark.end - mark.start))

    @property
    def classes(self) -> str:
        """The layers that hold, for the style."""
        gone = ["gone"] if not self.text else []
        return " ".join([*sorted({mark.layer for mark in self.marks}), *gone])

    @property
    def told(self) -> str:
        """What all marks say, a line each."""
        return "\n".join(dict.fromkeys(mark.told for mark in self.marks[:_SHOWN]))


_LAYERS = ("fact", "entity", "repair")


def marks(document: Published) -> dict[int, list[Mark]]:
    """By block all marks of a document, in order."""
    found: dict[int, list[Mark]] = {number: [] for number in document.blocks}
    for mark in (*_repairs(document), *_entities(document), *_facts(document)):
        if mark.block in found:
            found[mark.block].append(mark)
    return {block: sorted(rows, key=lambda mark: (mark.start, -mark.end)) for block, rows in found.items()}


def pieces(text: str, marked: Iterable[Mark]) -> Iterator[Piece]:
    """The text in pieces; what was taken out gives an empty piece where it stood."""
    listed = [mark for mark in marked if 0 <= mark.start <= mark.end <= len(text)]
    begins: dict[int, list[Mark]] = {}
    for mark in listed:
        begins.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(text), *(at for mark in listed for at in (mark.start, mark.end))})
    holding: list[Mark] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        fresh = begins.get(start, [])
        for gone in (mark for mark in fresh if mark.start == mark.end):
            yield Piece("", (gone,), (gone,))
        fresh = [mark for mark in fresh if mark.end > mark.start]
        holding = [*(mark for mark in holding if mark.end > start), *fresh]
        if end > start:
            yield Piece(text[start:end], tuple(holding), tuple(fresh))


def told(row: Mapping[str, object]) -> str:
    """What a row says, without where: ``measure: governments, value: 50``."""
    parts = (f"{name.replace('_', ' ')}: {value_of(value)}" for name, value in row.items() if name not in _WHERE)
    return ", ".join(part for part in parts if not part.endswith(": "))


def value_of(value: object) -> str:
    """A value as people write it; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)


def _repairs(document: Published) -> Iterator[Mark]:
    for number, row in enumerate(document.rows.get("repairs", [])):
        if row["block"] is not None:
            before, after = str(row["before"]).replace("\n", "⏎"), row["after"]
            change = f"“{before}” became “{after}”" if after else f"“{before}” was taken out"
            why = f"{row['kind']} by rule {row['rule']}, confidence {value_of(row['confidence'])}"
            yield _mark("repair", "repairs", number, row, str(after), f"Repair: {change} ({why})")


def _entities(document: Published) -> Iterator[Mark]:
    for number, row in enumerate(document.rows.get("entities", [])):
        known = f" {row['canonical_name']}" if row["canonical_name"] not in (None, row["text"]) else ""
        identity = f" [{row['canonical_id']}]" if row["canonical_id"] else ""
        why = f"{row['source']}, confidence {value_of(row['confidence'])}"
        yield _mark("entity", "entities", number, row, str(row["text"]), f"{row['label']}:{known}{identity} ({why})")


def _facts(document: Published) -> Iterator[Mark]:
    for table in document.facts:
        for number, row in enumerate(document.rows[table]):
            said = f"{table.replace('_', ' ').removesuffix('s').capitalize()}: {told(row)}"
            yield _mark("fact", table, number, row, str(row["evidence"]), said)


def _mark(layer: str, table: str, number: int, row: Row, text: str, said: str) -> Mark:
    block, start, end = (int(str(row[name])) for name in ("block", "start", "end"))
    return Mark(layer, table, f"{table}-{number}", block, start, end, text, said)
