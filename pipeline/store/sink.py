"""A published table's file: rows of document after document, sorted, in row groups that depend on the rows alone."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.schema import DOC_ID, Table

ROWS, BYTES = 16_384, 1 << 22
"""A row group ends with the document that fills one of these; the bytes are those of its texts."""

ORDER = ("page", "block", "start")
PIECES = 100
"""Small tables weigh far more than their rows; so many of them are joined at once."""

_DOCUMENT = "position of the document"


class TornError(Exception):
    """A file that stands does not hold what was written."""


class Sink:
    """Takes documents' rows in published order; memory is bounded by one row group.

    Args:
        path: The file to write.
        table: What it holds.
        counted: Columns of which ``counts`` is to say how often each combination of values stands there.
    """

    def __init__(self, path: Path, table: Table, counted: Sequence[str] = ()) -> None:
        self._schema, self._counted = table.published_schema, counted
        self._by = [(name, "ascending") for name in (_DOCUMENT, *ORDER) if name in (_DOCUMENT, *table.schema.names)]
        self._texts = [field.name for field in self._schema if pa.types.is_string(field.type)]
        self._file = path.open("w+b")
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")
        self._ids: list[str] = []
        self._lengths: list[int] = []
        self._pieces: list[pa.Table] = []
        self._run: tuple[pa.Table, int, int] | None = None
        self._group: list[pa.Table] = []
        self._room = np.array([ROWS, BYTES])
        self.rows, self.digest = 0, ""
        self.counts: Counter[tuple[object, ...]] = Counter()

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._settle()
            self._flush()
            self._writer.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self.digest = _digest(self._file)
        finally:
            self._file.close()

    def add(self, doc_id: str, pieces: Sequence[pa.Table]) -> None:
        """Add the rows of one document, all of ``pieces``, in any order."""
        if self._run or len(self._pieces) >= PIECES:
            self._settle()
        self._ids.append(doc_id)
        self._lengths.append(sum(map(len, pieces)))
        self._pieces += pieces

    def keep(self, rows: pa.Table, start: int, stop: int) -> None:
        """Add rows of a standing file: those of one document or several."""
        if self._run and self._run[0] is rows and self._run[2] == start:
            start = self._run[1]
        else:
            self._settle()
        self._run = rows, start, stop

    def _settle(self) -> None:
        """Put what was added last into the row group, sorted."""
        if self._run:
            rows, start, stop = self._run
            self._fill(rows.slice(start, stop - start))
        elif self._pieces:
            places = np.repeat(np.arange(len(self._ids)), self._lengths)
            rows = pa.concat_tables(self._pieces)
            order = pc.sort_indices(rows.append_column(_DOCUMENT, pa.array(places)), sort_keys=self._by)
            ids = pa.array(self._ids, pa.string()).take(pa.array(places))
            self._fill(pa.table([ids, *rows.take(order).columns], schema=self._schema))
        self._run = None
        self._ids, self._lengths, self._pieces = [], [], []

    def _fill(self, rows: pa.Table) -> None:
        """Add sorted rows of whole documents to the row group, and write it where a document fills it."""
        while len(rows):
            weights = np.cumsum([np.ones(len(rows), np.int64), _lengths(rows.select(self._texts))], axis=1)
            ends = _ends(rows)
            full = np.flatnonzero((weights[:, ends - 1] >= self._room[:, None]).any(axis=0))
            end = int(ends[full[0]]) if len(full) else len(rows)
            self._group.append(rows.slice(0, end))
            self._room = self._room - weights[:, end - 1]
            if len(full):
                self._flush()
            rows = rows.slice(end)

    def _flush(self) -> None:
        if self._group:
            rows = pa.concat_tables(self._group).combine_chunks()
            self._group.clear()
            self._writer.write_table(rows, row_group_size=len(rows))
            self.rows += len(rows)
            if self._counted:
                self.counts.update(zip(*(rows[name].to_pylist() for name in self._counted), strict=True))
        self._group, self._room = [], np.array([ROWS, BYTES])


def standing(file: BinaryIO, table: Table, digest: str) -> Iterator[tuple[str, pa.Table, int, int]]:
    """The rows of a file that a sink wrote, document by document: its doc_id, and a table that holds them, from, to.

    Raises:
        TornError: The file is not what was written.
    """
    if _digest(file) != digest:
        raise TornError
    written = pq.ParquetFile(file)
    for group in range(written.num_row_groups):
        rows = written.read_row_group(group).cast(table.published_schema)
        start = 0
        ends = _ends(rows)
        for doc_id, end in zip(rows[DOC_ID.name].take(pa.array(ends - 1)).to_pylist(), ends.tolist(), strict=True):
            yield doc_id, rows, start, end
            start = end


def _ends(rows: pa.Table) -> np.ndarray:
    """The place after the last row of each document."""
    ids = pc.run_end_encode(rows[DOC_ID.name].combine_chunks())
    return _numbers(ids.run_ends)


def _lengths(texts: pa.Table) -> np.ndarray:
    """The bytes of all texts of each row."""
    found = [_numbers(pc.fill_null(pc.binary_length(one.combine_chunks()), 0)) for one in texts.columns]
    return np.asarray(np.sum(found, axis=0, dtype=np.int64))


def _numbers(array: pa.Array) -> np.ndarray:
    """Whole numbers without nulls; ``to_numpy`` would load pandas."""
    return np.from_dlpack(array)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    made = hashlib.blake2b(digest_size=16)
    for piece in iter(partial(file.read, 1 << 20), b""):
        made.update(piece)
    file.seek(0)
    return made.hexdigest()
