"""A published table's file: rows of document after document, sorted, in row groups that depend on the rows alone."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.schema import Table

ROWS, BYTES = 32_768, 1 << 27
"""A row group ends with the document that fills one of these."""

ORDER = ("page", "block", "start")
PIECES = 200
"""Small tables weigh far more than their rows; so many of them are joined at once."""

_DOCUMENT = "position of the document"


class Sink:
    """Takes documents' rows in published order; memory is bounded by one row group."""

    def __init__(self, path: Path, table: Table) -> None:
        self._schema = table.published_schema
        self._by = [(name, "ascending") for name in (_DOCUMENT, *ORDER) if name in (_DOCUMENT, *table.schema.names)]
        self._file = path.open("wb")
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")
        self._clear()
        self.rows = 0

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._flush()
            self._writer.close()
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    def add(self, ids: Sequence[str], pieces: Sequence[pa.Table]) -> None:
        """Add rows of one document (all of ``pieces``), or one row for each of several documents."""
        count = sum(map(len, pieces))
        if not count:
            return
        each = count // len(ids)
        self._ids += ids
        self._lengths += [each] * len(ids)
        self._pieces += pieces
        self.rows += count
        self._count += count
        self._bytes += sum(piece.nbytes for piece in pieces)
        if len(self._pieces) >= PIECES:
            self._joined.append(pa.concat_tables(self._pieces).combine_chunks())
            self._pieces.clear()
        if self._count >= ROWS or self._bytes >= BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._ids:
            places = np.repeat(np.arange(len(self._ids)), self._lengths)
            rows = pa.concat_tables([*self._joined, *self._pieces])
            order = pc.sort_indices(rows.append_column(_DOCUMENT, pa.array(places)), sort_keys=self._by)
            ids = pa.array(self._ids, pa.string()).take(pa.array(places))
            rows = pa.table([ids, *rows.take(order).combine_chunks().columns], schema=self._schema)
            self._writer.write_table(rows, row_group_size=len(rows))
        self._clear()

    def _clear(self) -> None:
        self._ids: list[str] = []
        self._lengths: list[int] = []
        self._joined: list[pa.Table] = []
        self._pieces: list[pa.Table] = []
        self._count = self._bytes = 0
