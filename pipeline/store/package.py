"""The published tables as a Frictionless Data Package: types, meanings and keys, made from the schemas."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.schema import DOC_ID, Table
from pipeline.tables import Blocks, Documents, Pages

PACKAGE = "datapackage.json"

_TARGETS = (
    (Documents, ("",)),
    (Pages, ("page", "claim_page", "found_page")),
    (Blocks, ("block", "claim_block", "found_block")),
)
"""Tables that others point to, and the columns that do, with ``doc_id``."""


def file_name(table: Table) -> str:
    """The file of a published table, where it is one file."""
    return f"{table.name}.parquet"


def package(folder: Path) -> dict[str, Any]:
    """The data package in a folder; empty where there is none."""
    with suppress(OSError, ValueError):
        found: dict[str, Any] = json.loads((folder / PACKAGE).read_bytes())
        return found
    return {}


def files_of(shards: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The files of shards, of all tables."""
    for shard in shards:
        yield from shard["files"].values()


def files_of_table(package: Mapping[str, Any], table: str) -> list[str]:
    """The files of a table, as the package that stands beside them lists them; none where it knows no such table."""
    return [path for shard in package.get("shards", ()) if (path := shard["files"].get(table))]


def files(folder: Path) -> dict[str, list[Path]]:
    """The files of every table in a folder with a data package, by the table's name."""
    found = package(folder)
    names = [resource["name"] for resource in found.get("resources", ())]
    return {name: [folder / path for path in files_of_table(found, name)] for name in names}


def data_package(tables: Iterable[Table], files: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The tables, and the files of each by its name, as a Frictionless Data Package."""
    return {
        "profile": "data-package",
        "name": "fact-sheets",
        "title": "Fact sheets as tables",
        "resources": [_resource(table, files[table.name]) for table in sorted(tables, key=lambda one: one.name)],
    }


def _resource(table: Table, files: Sequence[str]) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(field) for field in (DOC_ID, *table.columns)]}
    if table.key:
        schema["primaryKey"] = list(dict.fromkeys(("doc_id", *table.key)))
    schema["foreignKeys"] = list(_references(table))
    return {
        "name": table.name,
        "path": files[0] if len(files) == 1 else list(files),
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
