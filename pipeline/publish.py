"""Parts become the published tables: sorted, joined, and visible all at once.

Publications lie in two folders by turns; ``_tables`` is a link to the one that stands, and ``<table>.parquet`` a link
through that. Turning the one link is a single step of the file system: a reader, or a run after a crash at any
moment, finds the old tables or the new ones and never a mixture.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

import pyarrow as pa

from pipeline import parts
from pipeline.corrections import Corrections
from pipeline.fingerprint import digest
from pipeline.handover import Descriptions, Metadata
from pipeline.inventory import Document
from pipeline.package import data_package, file_name
from pipeline.parts import Parts, StoreError, Told
from pipeline.schema import Row, Table
from pipeline.settings import Settings
from pipeline.stage import Stage, uncovered
from pipeline.tables import Documents, Pages

BATCH = 1000
"""Documents whose own rows are written together."""

FORMAT = 3
"""Raise it when the same rows are to be written differently, so that tables are published anew."""

CURRENT = "_tables"
FOLDERS = ("_tables.a", "_tables.b")
_UNDER_WAY = "_tables.link"
PACKAGE, ACCOUNT = "datapackage.json", "run.json"


@dataclass(frozen=True)
class Publication:
    """What is to be published: documents by source, what is known of each, and where their parts lie."""

    stages: Sequence[Stage]
    documents: Sequence[Document]
    told: Mapping[str, Told]
    store: Parts
    corrections: Corrections = field(default_factory=Corrections)
    settings: Settings = field(default_factory=Settings)

    @property
    def tables(self) -> list[Table]:
        """The published tables."""
        return published_tables(self.stages)

    @property
    def signature(self) -> str:
        """The digest of everything the tables are made from."""
        rows = [
            [one.doc_id, one.source, one.duplicates, one.n_bytes, self.told[one.doc_id]["outcome"]]
            for one in self.documents
        ]
        spoken = {one.name: one.spoken(self.settings.of(one)) for one in self.stages}
        schemas = [table.published_schema.to_string(truncate_metadata=False) for table in self.tables]
        return digest(FORMAT, schemas, rows, spoken, self.corrections.digest)


def published_tables(stages: Iterable[Stage]) -> list[Table]:
    """The tables that the stages publish, by name, and ``documents``, which is last."""
    written = {table.name: table for stage in stages for table in stage.writes if table.published}
    return [*(written[name] for name in sorted(written)), Documents]


def is_public(table: Table) -> bool:
    """Whether a table's rows are published, as they are or in ``documents``."""
    return table.published or table.name in (Metadata.name, Descriptions.name)


def stands(processed: Path, tables: Iterable[Table]) -> bool:
    """Whether every published file is there."""
    names = [PACKAGE, ACCOUNT, *map(file_name, tables)]
    return all((processed / name).is_file() for name in names)


class Totals(TypedDict):
    """What was published: rows by table, how many pages OCR read, people's corrections that changed nothing, and how
    many documents are in languages that some tables have no rules or model for, by language and tables."""

    rows: dict[str, int]
    ocr_pages: int
    unmatched: list[str]
    not_covered: dict[str, int]


def standing(processed: Path) -> Totals:
    """The totals of what is published."""
    told = json.loads((processed / ACCOUNT).read_bytes())
    return Totals(**{name: told[name] for name in Totals.__annotations__})  # type: ignore[typeddict-item]  # as written


def publish(processed: Path, publication: Publication, account: Callable[[Totals], object]) -> None:
    """Write all tables and swap them in, and with them what ``account`` makes of their totals, as ``run.json``.

    Raises:
        DamagedError: A part does not hold what it should; it has been removed; work on its document again.
        StoreError: The disk is full or may not be written; what was published before still stands.
    """
    folder = processed / next(name for name in FOLDERS if name != _current(processed))
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()
        totals = _write_tables(folder, publication)
        _write_json(folder / PACKAGE, data_package(publication.tables))
        _write_json(folder / ACCOUNT, account(totals))
        _synced(folder)
        for path in sorted(folder.iterdir()):
            _link(processed / path.name, f"{CURRENT}/{path.name}")
        _link(processed / CURRENT, folder.name)
        _synced(processed)
    except OSError as error:
        raise StoreError(f"{error.filename or folder}: {error.strerror or error}") from error


def sweep(processed: Path) -> None:
    """Remove what runs that were cut short have left, and tables that no longer stand."""
    current = _current(processed)
    for path in processed.iterdir():
        if path.name in FOLDERS and path.name != current:
            shutil.rmtree(path)
        elif path.is_symlink() and (path.name == _UNDER_WAY or not path.exists()):
            path.unlink()


def _current(processed: Path) -> str | None:
    link = processed / CURRENT
    return os.fspath(link.readlink()) if link.is_symlink() else None


def _link(path: Path, target: str) -> None:
    """Make a link, or turn one, in a single step."""
    if path.is_symlink() and os.fspath(path.readlink()) == target:
        return
    temporary = path.with_name(_UNDER_WAY)
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(path)


def _synced(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_json(path: Path, content: object) -> None:
    parts.write(path, [json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"])


def _write_tables(folder: Path, publication: Publication) -> Totals:
    from pipeline.sink import Sink

    ocr_pages, not_covered = 0, Counter[str]()
    with ExitStack() as files:
        sinks = {
            table.name: files.enter_context(Sink(folder / file_name(table), table)) for table in publication.tables
        }
        for start in range(0, len(publication.documents), BATCH):
            described: dict[str, Row] = {}
            for document in publication.documents[start : start + BATCH]:
                rows = _rows(publication, document)
                about = _described(publication, document, rows)
                described[document.doc_id] = _corrected(publication, document.doc_id, about, rows)
                for name in rows.keys() & sinks.keys():
                    sinks[name].add([document.doc_id], rows[name])
                ocr_pages += sum(piece["text_source"].to_pylist().count("ocr") for piece in rows.get(Pages.name, []))
            not_covered.update(
                f"{row['language']}: {row['not_covered']}" for row in described.values() if row["not_covered"]
            )
            sinks[Documents.name].add(list(described), [Documents.rows(described.values())])
    counts = {name: sink.rows for name, sink in sinks.items()}
    return Totals(
        rows=counts,
        ocr_pages=ocr_pages,
        unmatched=publication.corrections.unmatched,
        not_covered=dict(sorted(not_covered.items())),
    )


def _corrected(publication: Publication, doc_id: str, about: Row, rows: dict[str, list[pa.Table]]) -> Row:
    """The document's own row, corrected by people, and in place all its others."""
    if not publication.corrections.rows:
        return about
    rows[Documents.name] = [Documents.rows([about])]
    publication.corrections.apply(doc_id, {table.name: table for table in publication.tables}, rows)
    corrected: Row = rows.pop(Documents.name)[0].to_pylist()[0]
    return corrected


def _rows(publication: Publication, document: Document) -> dict[str, list[pa.Table]]:
    """All rows of one document that are published or describe it, by table."""
    found: dict[str, list[pa.Table]] = {}
    for stage in publication.stages:
        if stage.name in publication.told[document.doc_id]["parts"]:
            wanted = [table.name for table in stage.writes if is_public(table)]
            for name, rows in publication.store.tables(stage.name, document.doc_id, wanted)[1].items():
                found.setdefault(name, []).append(rows)
    return found


def _described(publication: Publication, document: Document, rows: Mapping[str, list[pa.Table]]) -> Row:
    """The document's own row: what the inventory, the stages and the run know of it."""
    told = publication.told[document.doc_id]
    known: dict[str, Any] = {}
    for table in (Metadata, Descriptions):
        for piece in rows.get(table.name, []):
            known |= {name: value for row in piece.to_pylist() for name, value in row.items()}
    known |= {
        "source": document.source,
        "duplicates": list(document.duplicates),
        "n_bytes": document.n_bytes,
        "not_covered": _not_covered(publication, known.get("language")),
        "media_type": told["media_type"],
        "status": told["status"],
        "error_stage": told["stage"],
        "error_type": told["reason"],
        "error_message": told["message"],
    }
    return {name: known.get(name) for name in Documents.schema.names}


def _not_covered(publication: Publication, language: str | None) -> str | None:
    values = {stage.name: publication.settings.of(stage) for stage in publication.stages}
    return ", ".join(uncovered(publication.stages, values, language)) or None
