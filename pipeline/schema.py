"""What a table is: a name, an Arrow schema whose fields carry their meaning, a key and an order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import pyarrow as pa

Row = Mapping[str, object]
Rows: TypeAlias = pa.Table | Iterable[Row]
"""What a stage gives back for one table: an Arrow table, or rows as mappings."""

DOC_ID = pa.field("doc_id", pa.string(), nullable=False, metadata={"description": "SHA-256 of the file's bytes"})


def column(name: str, kind: pa.DataType, description: str, *, required: bool = False) -> pa.Field:
    """A column with its meaning; ``required`` columns never hold null."""
    return pa.field(name, kind, nullable=not required, metadata={"description": description})


@dataclass(frozen=True)
class Table:
    """A declared table. Stages see one document's rows, without ``doc_id``; publishing adds it.

    Args:
        name: The table's name, also of its Parquet file.
        description: What one row stands for.
        columns: The fields, in published order, without ``doc_id``.
        key: The columns that with ``doc_id`` identify a row; empty where rows have no identity.
        published: Whether the table is a product (``processed/<name>.parquet``) or passes between stages only.
    """

    name: str
    description: str
    columns: tuple[pa.Field, ...]
    key: tuple[str, ...] = ()
    published: bool = True

    @cached_property
    def schema(self) -> pa.Schema:
        """The columns of one document's rows."""
        return pa.schema(self.columns, metadata={"description": self.description})

    @cached_property
    def published_schema(self) -> pa.Schema:
        """The columns of the published table: ``doc_id`` first."""
        return pa.schema((DOC_ID, *self.columns), metadata={"description": self.description})

    def rows(self, rows: Rows) -> pa.Table:
        """Rows checked against the schema.

        Raises:
            ValueError: A column is unknown or missing, a value has the wrong type, or a required one is null.
        """
        if isinstance(rows, pa.Table):
            return self._checked(rows)
        listed = [dict(row) for row in rows]
        unknown = {name for row in listed for name in row} - set(self.schema.names)
        if unknown:
            raise ValueError(f"{self.name}: no such column: {', '.join(sorted(unknown))}")
        try:
            return self._checked(pa.Table.from_pylist(listed, schema=self.schema))
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise ValueError(f"{self.name}: {error}") from error

    def empty(self) -> pa.Table:
        """A table of no rows."""
        return self.schema.empty_table()

    def _checked(self, table: pa.Table) -> pa.Table:
        if table.schema.names != self.schema.names:
            raise ValueError(f"{self.name}: columns {table.schema.names} instead of {self.schema.names}")
        if not table.schema.equals(self.schema, check_metadata=True):
            table = table.cast(self.schema)
        for field in self.schema:
            if not field.nullable and table.column(field.name).null_count:
                raise ValueError(f"{self.name}.{field.name}: null in a required column")
        return table
