"""Published tables in other forms: CSV that is safe in a spreadsheet, JSON lines, a DuckDB database of views."""

import json
import math
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.report import NotThereError
from pipeline.report.published import standing
from pipeline.store.package import PACKAGE, files
from pipeline.store.storage import StoreError, write
from pipeline.tables import Documents

FORMULA = r"^\s*[=+\-@＝＋－＠]\s*\S|^[\t\r]"
"""How a text begins that a spreadsheet would take for a formula (OWASP, "CSV Injection")."""

DATABASE = "factsheets.duckdb"


def export_csv(processed: Path, folder: Path) -> list[Path]:
    """Every table as ``<table>.csv``; a text that a spreadsheet would run as a formula gets ``'`` before it.

    ``datapackage.json`` beside them says what they hold. CSV knows no difference between an empty text and none.

    Raises:
        NotThereError: No run has published there.
        StoreError: A file cannot be written.
    """
    package = json.loads((standing(processed) / PACKAGE).read_bytes())
    package.pop("shards")
    for resource in package["resources"]:
        resource |= {"path": f"{resource['name']}.csv", "format": "csv", "mediatype": "text/csv"}
        for field in (one for one in resource["schema"]["fields"] if one["type"] == "string"):
            del field["constraints"]
    described = folder / PACKAGE
    write(described, [json.dumps(package, indent=2, ensure_ascii=False).encode()], sync=False)
    return [*_exported(processed, folder, "csv", _write_csv), described]


def export_json(processed: Path, folder: Path) -> list[Path]:
    """Every table as ``<table>.jsonl``, one row a line.

    Raises:
        NotThereError: No run has published there.
        StoreError: A file cannot be written.
    """
    return _exported(processed, folder, "jsonl", _write_json)


def export_duckdb(processed: Path) -> Path:
    """``factsheets.duckdb`` beside the tables: a view a table, and ``<table>_with_source`` with source and title.

    The views read the Parquet files, so they show what the last run published.

    Raises:
        NotThereError: No run has published there, or DuckDB is not installed.
        StoreError: It cannot be written.
    """
    try:
        import duckdb
    except ImportError as error:
        raise NotThereError("DuckDB is not installed; `pip install duckdb` brings it") from error

    folder, path = standing(processed), processed / DATABASE
    tables = {name: [processed / one.relative_to(folder) for one in paths] for name, paths in files(folder).items()}
    with _swapped(path) as temporary, duckdb.connect(str(temporary)) as database:
        for name, paths in sorted(tables.items()):
            listed = ", ".join(f"'{str(one.absolute()).replace(chr(39), chr(39) * 2)}'" for one in paths)
            database.execute(f"create view {name} as select * from read_parquet([{listed}], hive_partitioning = false)")
        for name in sorted(tables.keys() - {Documents.name}):
            beside = "select documents.source as document, documents.title as document_title, t.* from documents join"
            database.execute(f"create view {name}_with_source as {beside} {name} t using (doc_id)")
    return path


def safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of texts in which none can be taken for a formula."""
    texts = column.cast(pa.string())
    risky = pc.fill_null(pc.match_substring_regex(texts, FORMULA), False)
    return pc.if_else(risky, pc.binary_join_element_wise("'", texts, ""), texts)


def _exported(processed: Path, folder: Path, suffix: str, form: Callable[[Sequence[Path], Path], None]) -> list[Path]:
    written = []
    for name, sources in sorted(files(standing(processed)).items()):
        path = folder / f"{name}.{suffix}"
        with _swapped(path) as temporary:
            form(sources, temporary)
        written.append(path)
    return written


@contextmanager
def _swapped(path: Path) -> Iterator[Path]:
    """A temporary path that takes the place of ``path`` when all went well."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; choose another folder or make room") from error
    finally:
        temporary.unlink(missing_ok=True)


def _write_csv(sources: Sequence[Path], path: Path) -> None:
    from pyarrow.csv import CSVWriter

    schema = pa.schema([(field.name, _plain(field.type)) for field in pq.read_schema(sources[0])])
    with path.open("wb") as sink, CSVWriter(sink, schema) as writer:
        for batch in _batches(sources):
            writer.write_table(pa.table([_flat(pa.chunked_array([one])) for one in batch.columns], schema=schema))


def _batches(sources: Sequence[Path]) -> Iterator[pa.RecordBatch]:
    for source in sources:
        yield from pq.ParquetFile(source).iter_batches()


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) else kind


def _flat(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_list(column.type):
        texts = [json.dumps(value, ensure_ascii=False) for value in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return safe(column) if pa.types.is_string(column.type) else column


def _write_json(sources: Sequence[Path], path: Path) -> None:
    with path.open("w", encoding="utf-8") as sink:
        for batch in _batches(sources):
            for row in batch.to_pylist():
                sink.write(json.dumps({name: _json(value) for name, value in row.items()}, ensure_ascii=False) + "\n")


def _json(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)
