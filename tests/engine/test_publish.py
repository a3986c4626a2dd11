"""The published tables: their order, types, keys and meanings, and that readers never see half a publication."""

import json
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.schema import Table, column
from pipeline.stage import discover
from pipeline.store import publish, sink
from pipeline.store.parts import Entry, Parts
from pipeline.store.publication import Publication, published_tables
from pipeline.store.sink import Sink
from pipeline.store.sites import LocalSite
from pipeline.store.storage import StoreError
from pipeline.tables import Blocks, Documents
from tests.engine.desk import Desk

NAMES = "abcdefgh"
SMALL = Table("small", "Small.", (column("page", pa.int32(), "Page"), column("text", pa.string(), "Text")))


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.put("b.txt", "one\ntwo\n")
    desk.put("a.txt", "three\n")
    desk.put("z.txt", "locked\n")
    desk.run()
    return desk


def test_every_table_reads_back_with_its_types_and_keys(filled: Desk) -> None:
    for table in published_tables(discover(filled.package)):
        path = filled.processed / f"{table.name}.parquet"
        assert _types(pq.read_schema(path)) == _types(table.published_schema)
        frame, loaded = pd.read_parquet(path), duckdb.read_parquet(str(path)).df()
        assert list(frame.columns) == list(loaded.columns) == table.published_schema.names
        assert len(frame) == len(loaded) == len(filled.table(table.name))
        for field in table.published_schema:
            assert field.nullable or frame[field.name].notna().all()
        if table.key:
            assert not frame.duplicated(list(dict.fromkeys(("doc_id", *table.key)))).any()
        assert set(frame["doc_id"]) <= set(filled.table("documents")["doc_id"].to_pylist())


def _types(schema: pa.Schema) -> list[tuple[str, str, bool]]:
    """Names, types and whether null may stand; Parquet keeps seconds as milliseconds and names list elements so."""
    parquet = {"timestamp[s]": "timestamp[ms]", "list<item: string>": "list<element: string>"}
    return [(field.name, parquet.get(str(field.type), str(field.type)), field.nullable) for field in schema]


def test_columns_keep_their_meaning_and_nothing_of_pandas(filled: Desk) -> None:
    schema = pq.read_schema(filled.processed / "blocks.parquet")
    assert schema.metadata == {b"description": Blocks.description.encode()}
    assert all(field.metadata[b"description"] for field in schema)


def test_tables_are_sorted_by_source_then_place(filled: Desk) -> None:
    order = {row["doc_id"]: row["source"] for row in filled.table("documents").to_pylist()}
    rows = [(order[row["doc_id"]], row["page"], row["block"]) for row in filled.table("blocks").to_pylist()]
    assert rows == sorted(rows)
    assert list(order.values()) == ["a.txt", "b.txt", "z.txt"]


def test_rows_are_sorted_within_a_document_and_ties_keep_their_order(tmp_path: Path) -> None:
    table = Table("t", "T.", tuple(column(name, pa.int32(), name) for name in ("page", "block", "start", "n")))
    rows = {"page": [2, 1, 1, 1], "block": [0, 5, None, 5], "start": [0, 1, 0, 1], "n": [0, 1, 2, 3]}
    with Sink(tmp_path / "t.parquet", table) as made:
        made.add("b", [pa.table(rows, schema=table.schema)])
        made.add("a", [pa.table(rows, schema=table.schema)] * 2)
    written = pq.read_table(tmp_path / "t.parquet")
    assert written["n"].to_pylist() == [1, 3, 2, 0, 1, 3, 1, 3, 2, 2, 0, 0]
    assert written["doc_id"].to_pylist() == ["b"] * 4 + ["a"] * 8


def test_tables_without_rows_are_written_too(desk: Desk) -> None:
    desk.run()
    assert sorted(desk.bytes()) == ["blocks.parquet", "checks.parquet", "documents.parquet", "list_items.parquet"]
    assert _types(desk.table("documents").schema) == _types(Documents.published_schema)


def test_row_groups_depend_on_rows_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sink, "ROWS", 5)
    for number in range(6):
        desk.put(f"{number}.txt", f"a {number}\nb\nc\n")
    desk.run()
    about = pq.ParquetFile(desk.processed / "blocks.parquet").metadata
    assert [about.row_group(group).num_rows for group in range(about.num_row_groups)] == [6, 6, 6]


def test_load_gives_a_frame_and_names_what_is_missing(filled: Desk) -> None:
    assert list(pipeline.load("blocks", filled.processed)["text"]) == ["three", "one", "two"]
    with pytest.raises(FileNotFoundError, match=r"figures\.parquet.*make all"):
        pipeline.load("figures", filled.processed)


def test_data_package_describes_every_table(filled: Desk) -> None:
    package = json.loads((filled.processed / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {resource["path"] for resource in resources.values()} == set(filled.bytes())
    for table in published_tables(discover(filled.package)):
        schema = resources[table.name]["schema"]
        assert [field["name"] for field in schema["fields"]] == table.published_schema.names
    assert resources["blocks"]["schema"]["primaryKey"] == ["doc_id", "block"]
    assert resources["documents"]["schema"]["primaryKey"] == ["doc_id"]


@pytest.mark.parametrize("method", ["mkdir", "symlink_to", "replace", "open", "unlink"])
def test_a_publication_that_breaks_at_any_step_leaves_old_tables_or_new_ones(
    filled: Desk, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """The file system refuses the nth call of one kind, for every n; a reader looks in after each refusal."""
    site, new = LocalSite(filled.processed), filled.survey().publication
    old = replace(new, stories=lambda shard, shards: islice(new.stories(shard, shards), 1))

    def published(publication: Publication) -> dict[str, str]:
        publish.publish(site, publication, lambda totals: totals)
        return filled.bytes()

    before, after = published(old), published(new)
    assert before != after
    for refused in range(1000):
        assert published(old) == before
        with monkeypatch.context() as patch:
            calls = _refuse(patch, method, refused)
            with suppress(StoreError):
                publish.publish(site, new, lambda totals: totals)
        if len(calls) <= refused:
            break
        assert filled.bytes() in (before, after)
        site.sweep()
        assert filled.bytes() in (before, after)
    assert refused, "nothing was ever refused"
    assert filled.bytes() == after


def _refuse(patch: pytest.MonkeyPatch, method: str, number: int) -> list[Path]:
    calls: list[Path] = []
    real: Callable[..., Any] = getattr(Path, method)

    def tried(self: Path, *args: object, **options: object) -> object:
        calls.append(self)
        if len(calls) == number + 1:
            raise OSError(28, "No space left on device", os.fspath(self))
        return real(self, *args, **options)

    patch.setattr(Path, method, tried)
    return calls


def test_a_full_disk_names_the_path_and_leaves_the_tables(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    old = filled.bytes()
    filled.put("new.txt", "four\n")
    with monkeypatch.context() as patch:
        _refuse(patch, "mkdir", 2)
        with pytest.raises(StoreError, match=r"_tables\.b: No space left"):
            filled.run()
    assert filled.bytes() == old


@given(
    before=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), max_size=8),
    after=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), max_size=8),
)
@settings(max_examples=25, deadline=None)
def test_rows_that_are_kept_make_the_same_file_as_rows_that_are_made(
    before: dict[str, int], after: dict[str, int]
) -> None:
    """Documents of some rows each, by source; what has as many rows as before is kept."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sink, "ROWS", 4)
        patch.setattr(sink, "PIECES", 2)
        old, new, merged = (Path(folder, name) for name in ("old", "new", "merged"))
        digest = _fill(old, before)
        _fill(new, after)
        with Sink(merged, SMALL) as made, old.open("rb") as file:
            standing = {one[0]: one[1:] for one in sink.standing(file, SMALL, digest)}
            for source, count in sorted(after.items()):
                if before.get(source) == count and source in standing:
                    made.keep(*standing[source])
                else:
                    made.add(source, [_small(source, count)])
        assert merged.read_bytes() == new.read_bytes()


def _fill(path: Path, documents: dict[str, int]) -> str:
    with Sink(path, SMALL) as made:
        for source, count in sorted(documents.items()):
            made.add(source, [_small(source, count)])
    return made.digest


def _small(source: str, count: int) -> pa.Table:
    rows = [{"page": count - number, "text": f"{source} {number}"} for number in range(count)]
    return SMALL.rows(rows)


def test_an_update_takes_over_what_stands_and_writes_what_a_first_run_would(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    tables = Parts.tables

    def noted(self: Parts, stage: str, doc_id: str, wanted: Collection[str]) -> tuple[Entry, dict[str, pa.Table]]:
        read.append(doc_id)
        return tables(self, stage, doc_id, wanted)

    (filled.raw / "a.txt").rename(filled.raw / "moved.txt")
    new = filled.put("c.txt", "four\nfive\n")
    monkeypatch.setattr(Parts, "tables", noted)
    filled.run()
    moved = str(filled.documents()["moved.txt"]["doc_id"])
    assert set(read) == {moved, sha256(new.read_bytes()).hexdigest()}
    assert filled.bytes() == _from_parts(filled)


def test_a_standing_file_that_is_not_what_was_written_is_made_anew(filled: Desk) -> None:
    path = (filled.processed / "blocks.parquet").resolve()
    path.write_bytes(path.read_bytes().replace(b"one", b"two"))
    filled.put("c.txt", "four\n")
    filled.run()
    assert filled.bytes() == _from_parts(filled)


def test_what_a_run_could_not_note_is_made_anew(filled: Desk) -> None:
    """The tables were swapped in, and the run ended before the ledger was stored."""
    ledger = filled.processed / "_parts" / "ledger.sqlite"
    noted = ledger.read_bytes()
    filled.put("c.txt", "four\n")
    filled.run()
    ledger.write_bytes(noted)
    (filled.raw / "c.txt").unlink()
    filled.put("d.txt", "five\n")
    filled.run()
    assert filled.bytes() == _from_parts(filled)


def _from_parts(desk: Desk) -> dict[str, str]:
    """The tables as they are without anything that was published before."""
    (desk.processed / "_parts" / "ledger.sqlite").unlink()
    for name in ("_tables.a", "_tables.b"):
        rmtree(desk.processed / name, ignore_errors=True)
    desk.run()
    return desk.bytes()
