"""The published tables as a Frictionless Data Package: types, meanings and keys, made from the schemas."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pipeline.schema import DOC_ID, Table
from pipeline.tables import Blocks, Documents, Pages

_TARGETS = (
    (Documents, ("",)),
    (Pages, ("page", "claim_page", "found_page")),
    (Blocks, ("block", "claim_block", "found_block")),
)
"""Tables that others point to, and the columns that do, with ``doc_id``."""


def file_name(table: Table) -> str:
    """The file of a published table."""
    return f"{table.name}.parquet"


def data_package(tables: Iterable[Table]) -> dict[str, object]:
    """The tables as a Frictionless Data Package."""
    return {
        "profile": "data-package",
        "name": "fact-sheets",
        "title": "Fact sheets as tables",
        "resources": [_resource(table) for table in sorted(tables, key=lambda one: one.name)],
    }


def _resource(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(field) for field in (DOC_ID, *table.columns)]}
    if table.key:
        schema["primaryKey"] = list(dict.fromkeys(("doc_id", *table.key)))
    schema["foreignKeys"] = list(_references(table))
    return {
        "name": table.name,
        "path": file_name(table),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "schema": schema,
    }


def _references(table: Table) -> Iterator[dict[str, object]]:
    """Where a table's rows point: to their document, page and block.

    Frictionless takes a key of which one column is null for one that leads nowhere, so columns that may be null
    (``repairs.block``) are none.
    """
    required = {field.name for field in table.schema if not field.nullable}
    for target, names in _TARGETS:
        for name in names:
            fields = ["doc_id", name] if name else ["doc_id"]
            if table is not target and name in ("", *required):
                key = ["doc_id", *(one for one in target.key if one != "doc_id")]
                yield {"fields": fields, "reference": {"resource": target.name, "fields": key}}


def _field(field: pa.Field) -> dict[str, object]:
    return {
        "name": field.name,
        "type": _frictionless(field.type),
        "description": field.metadata[b"description"].decode(),
        "constraints": {"required": not field.nullable},
    }


def _frictionless(kind: pa.DataType) -> str:
    tests = (
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "datetime"),
        (pa.types.is_list, "array"),
    )
    return next((name for test, name in tests if test(kind)), "string")
