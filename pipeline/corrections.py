"""Corrections that people made: ``corrections.csv`` beside raw/ changes published values, on record, row by row.

Its columns are ``doc_id, table, key, column, value, by, why``. The key names the row: the table's own key columns with
``/`` between (``0/2/1`` for a cell), or ``block/start/end`` for tables of facts; nothing for ``documents``. An empty
value means null. Each becomes a row of ``repairs`` of kind ``correction`` that stands in no block.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.schema import Row, Table
from pipeline.settings import SettingsError, check_name
from pipeline.tables import Documents, Repairs

FILE = "corrections.csv"
COLUMNS = ("doc_id", "table", "key", "column", "value", "by", "why")

AS_READ = frozenset({"doc_id", "block", "page", "start", "end", "evidence", "text", "raw_text", "source", "duplicates"})
"""Columns that say what was read and where: other rows point there, so they cannot be corrected one by one."""

_SPAN = ("block", "start", "end")


class Correction(NamedTuple):
    """One line of the file."""

    line: int
    doc_id: str
    table: str
    key: str
    column: str
    value: object
    by: str
    why: str


@dataclass(frozen=True)
class Corrections:
    """All corrections."""

    rows: tuple[Correction, ...] = ()

    @cached_property
    def _by_document(self) -> dict[str, list[Correction]]:
        found: dict[str, list[Correction]] = {}
        for row in self.rows:
            found.setdefault(row.doc_id, []).append(row)
        return found

    def of(self, doc_id: str) -> Sequence[Correction]:
        """The corrections of one document."""
        return self._by_document.get(doc_id, ())

    def unmatched(self, outcome: Mapping[str, str]) -> list[str]:
        """The corrections that changed nothing, each with the reason, given what ``apply`` told of all documents."""
        told = ((row, outcome.get(str(row.line), "that document has no such rows")) for row in self.rows)
        return [f"{FILE}, line {row.line} ({row.table} {row.key}): {why}" for row, why in told if why]

    def apply(self, doc_id: str, tables: Mapping[str, Table], rows: dict[str, list[pa.Table]]) -> dict[str, str]:
        """Correct the rows of one document, by table, in place.

        Returns:
            By line why it changed nothing; empty where it did.
        """
        outcome = {}
        for one in (row for row in self.of(doc_id) if row.table in rows):
            pieces = rows[one.table]
            found = [
                (number, at)
                for number, piece in enumerate(pieces)
                for at, key in enumerate(_keys(piece, tables[one.table]))
                if key == one.key
            ]
            outcome[str(one.line)] = "" if len(found) == 1 else f"its key fits {len(found)} rows, not one"
            if len(found) == 1:
                number, at = found[0]
                pieces[number], record = _corrected(pieces[number], at, one)
                rows[Repairs.name] = [*rows.get(Repairs.name, []), Repairs.rows([record])]
        return outcome


def read(path: Path, tables: Iterable[Table]) -> Corrections:
    """The corrections in a file; none where there is no file.

    Raises:
        SettingsError: It is no such CSV, or names a table, column or value that cannot be.
    """
    if not path.exists():
        return Corrections()
    known = {table.name: table for table in tables}
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise SettingsError(f"{path}: its first line must be {','.join(COLUMNS)}")
            return Corrections(tuple(_checked(row, line, known) for line, row in enumerate(reader, 2)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path}: {error}") from error
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}" if str(path) not in str(error) else str(error)) from error


def _checked(row: dict[str, str], line: int, known: Mapping[str, Table]) -> Correction:
    try:
        check_name("table", row["table"], known)
        table = known[row["table"]]
        check_name(f"column to correct in {table.name}:", row["column"], _correctable(table))
        value = _value(row["value"], table.schema.field(row["column"]))
    except (SettingsError, TypeError) as error:
        raise SettingsError(f"line {line}: {error}") from error
    return Correction(line, row["doc_id"], table.name, row["key"], row["column"], value, row["by"], row["why"])


def _correctable(table: Table) -> list[str]:
    return [name for name in table.schema.names if name not in AS_READ and name not in table.key]


def _value(text: str | None, column: pa.Field) -> object:
    if not text:
        if column.nullable:
            return None
        raise SettingsError(f"{column.name} cannot be empty")
    try:
        return pa.array([text]).cast(column.type)[0].as_py()
    except pa.ArrowInvalid as error:
        raise SettingsError(f"{text!r} is no {column.type}, which {column.name} holds") from error


def _keys(rows: pa.Table, table: Table) -> Iterator[str]:
    names = [] if table is Documents else list(table.key or _SPAN)
    if not set(names) <= set(rows.schema.names):
        return
    for row in rows.select(names).to_pylist() if names else [{}] * len(rows):
        yield "/".join(str(value) for value in row.values())


def _corrected(rows: pa.Table, at: int, one: Correction) -> tuple[pa.Table, Row]:
    """The rows with one value put right, and the row of ``repairs`` that says so."""
    place, column = rows.schema.get_field_index(one.column), rows.schema.field(one.column)
    values = rows[one.column].to_pylist()
    before, values[at] = values[at], one.value
    page = rows["page"][at].as_py() if "page" in rows.schema.names else 1
    record = {
        "block": None,
        "page": page,
        "kind": "correction",
        "start": 0,
        "end": 0,
        "before": "" if before is None else str(before),
        "after": "" if one.value is None else str(one.value),
        "rule": f"{one.table} {one.key} {one.column}, by {one.by}: {one.why}",
        "confidence": 1.0,
    }
    return rows.set_column(place, column, pa.array(values, column.type)), record
