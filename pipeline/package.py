"""The published tables as a Frictionless Data Package: types, meanings and keys, made from the schemas."""

from collections.abc import Iterable

import pyarrow as pa

from pipeline.schema import DOC_ID, Table
from pipeline.tables import Documents


def file_name(table: Table) -> str:
    """The file of a published table."""
    return f"{table.name}.parquet"


def data_package(tables: Iterable[Table]) -> dict[str, object]:
    """The tables as a Frictionless Data Package."""
    return {
        "profile": "tabular-data-package",
        "name": "fact-sheets",
        "title": "Fact sheets as tables",
        "resources": [_resource(table) for table in sorted(tables, key=lambda one: one.name)],
    }


def _resource(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(field) for field in (DOC_ID, *table.columns)]}
    if table.key:
        schema["primaryKey"] = list(dict.fromkeys(("doc_id", *table.key)))
    if table is not Documents:
        reference = {"resource": Documents.name, "fields": ["doc_id"]}
        schema["foreignKeys"] = [{"fields": ["doc_id"], "reference": reference}]
    return {
        "name": table.name,
        "path": file_name(table),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "schema": schema,
    }


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
