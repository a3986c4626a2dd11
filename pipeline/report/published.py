"""The published tables, one document at a time, in bounded memory."""

import difflib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.report import NotThereError
from pipeline.store.package import PACKAGE, files
from pipeline.tables import Blocks, Documents

Row = dict[str, object]


class Folders(NamedTuple):
    """The folder of the documents and that of the tables."""

    raw: Path
    processed: Path


PLACED = {"block", "page", "start", "end", "evidence"}
"""Columns that make a table one of facts: its rows point to the words that say so."""


_PREFIX = 6
"""Digits of a doc_id that name a document."""


@dataclass(frozen=True)
class Published:
    """One document: its row in ``documents`` and its rows in every other table, with ``doc_id``."""

    about: Row
    tables: dict[str, pa.Table]

    @property
    def doc_id(self) -> str:
        """SHA-256 of the file."""
        return str(self.about["doc_id"])

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The rows of every table as dictionaries, without ``doc_id``."""
        return {name: table.drop_columns(["doc_id"]).to_pylist() for name, table in self.tables.items()}

    @cached_property
    def blocks(self) -> dict[int, Row]:
        """By number the blocks."""
        return {int(str(row["block"])): row for row in self.rows.get(Blocks.name, [])}

    @property
    def facts(self) -> list[str]:
        """Names of the tables whose rows point to the words that say so."""
        return sorted(name for name, table in self.tables.items() if set(table.schema.names) >= PLACED)

    def digest(self, *more: object) -> str:
        """The digest of all rows, and of what else the caller depends on."""
        found = hashlib.blake2b(repr((sorted(self.about.items()), more)).encode(), digest_size=16)
        for name in sorted(self.tables):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, self.tables[name].schema) as writer:
                writer.write_table(self.tables[name].combine_chunks())
            found.update(sink.getvalue())
        return found.hexdigest()


def published(processed: Path) -> Iterator[Published]:
    """Every document of the standing publication, in published order.

    The tables are sorted by document alike, so they are read side by side, a row group at a time.

    Raises:
        NotThereError: No run has published there.
    """
    tables = files(standing(processed))
    readers = {name: _Reader(paths) for name, paths in sorted(tables.items()) if name != Documents.name}
    for path in tables[Documents.name]:
        for batch in pq.ParquetFile(path).iter_batches():
            for about in batch.to_pylist():
                yield Published(about, {name: reader.of(about["doc_id"]) for name, reader in readers.items()})


def standing(processed: Path) -> Path:
    """The folder of the publication that stands now; it stays whole while the next run publishes.

    Raises:
        NotThereError: No run has published there.
    """
    path = processed / PACKAGE
    if not path.exists():
        raise NotThereError(f"{processed}: no tables here; run `python -m pipeline run` first")
    return path.resolve().parent


class _Reader:
    """Gives the rows of one document after the other; asked in the order of the table."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._schema = pq.read_schema(paths[0])
        self._groups = (found for path in paths for found in _slices(pq.ParquetFile(path)))
        self._next = next(self._groups, None)

    def of(self, doc_id: str) -> pa.Table:
        pieces = []
        while self._next is not None and self._next[0] == doc_id:
            pieces.append(self._next[1])
            self._next = next(self._groups, None)
        return pa.concat_tables(pieces) if pieces else self._schema.empty_table()


def _slices(file: pq.ParquetFile) -> Iterator[tuple[str, pa.Table]]:
    """Rows of each document in a file, in their order; a document's may come in several pieces."""
    for group in range(file.num_row_groups):
        rows = file.read_row_group(group)
        ids = np.asarray(rows["doc_id"].to_pylist(), dtype=object)
        starts = np.flatnonzero(np.append(True, ids[1:] != ids[:-1])) if len(ids) else np.array([], dtype=int)
        for start, end in zip(starts, [*starts[1:], len(ids)], strict=False):
            yield str(ids[start]), rows.slice(int(start), int(end - start))


def find(processed: Path, name: str) -> Published:
    """The document of that source, file name or beginning of a doc_id.

    Raises:
        NotThereError: There is none, or more than one, or nothing is published.
    """
    sources: list[str] = []
    found: list[Published] = []
    for one in published(processed):
        sources.append(str(one.about["source"]))
        found += [one] if _is_called(one, name) else []
    if len(found) == 1:
        return found[0]
    if not found:
        close = difflib.get_close_matches(name, sources, n=1, cutoff=0.3)
        hint = f"did you mean {close[0]!r}?" if close else "`documents.parquet` lists those that were read"
        raise NotThereError(f"no document {name!r} in {processed}; {hint}")
    listed = ", ".join(str(one.about["source"]) for one in found[:5])
    raise NotThereError(f"{name!r} may be any of {listed}; give the path below raw/")


def _is_called(document: Published, name: str) -> bool:
    if len(name) >= _PREFIX and document.doc_id.startswith(name):
        return True
    duplicates = document.about["duplicates"]
    names = [str(document.about["source"]), *(duplicates if isinstance(duplicates, list) else [])]
    return any(f"/{one}".endswith(f"/{name}") or name.endswith(f"/{one}") for one in names)
