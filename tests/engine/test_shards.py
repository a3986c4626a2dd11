"""Tables in several files: the same rows, and an update that touches only the files it must."""

import json
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

import pipeline
from tests.engine.desk import Desk

DOCUMENTS = 40
SHARDS = 8


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for number in range(DOCUMENTS):
        desk.put(f"{number}.txt", f"line {number}\nand another\n")
    desk.run(partitions=SHARDS)
    return desk


def files(desk: Desk, table: str = "blocks") -> dict[str, int]:
    """Inode by path: a file that was written anew has another."""
    found = (desk.processed / table).glob("*/*.parquet")
    return {str(path.relative_to(desk.processed)): path.stat().st_ino for path in found}


def rows(desk: Desk, table: str) -> list[dict[str, object]]:
    frame = pipeline.load(table, desk.processed)
    keys = [name for name in ("doc_id", "page", "block") if name in frame]
    found: list[dict[str, object]] = frame.sort_values(keys).to_dict("records")  # type: ignore[assignment]  # names are strings
    return found


def test_one_file_or_many_hold_the_same_rows(filled: Desk) -> None:
    many = {table: rows(filled, table) for table in ("blocks", "documents", "list_items")}
    filled.run()
    assert len(many["documents"]) == DOCUMENTS
    for table, found in many.items():
        assert str(rows(filled, table)) == str(found)
    assert not (filled.processed / "blocks").exists()


def test_readers_get_one_dataset(filled: Desk) -> None:
    folder = filled.processed / "blocks"
    counts = [
        len(pd.read_parquet(folder)),
        len(pl.read_parquet(f"{folder}/**/*.parquet")),
        len(duckdb.read_parquet(f"{folder}/*/*.parquet").df()),
        ds.dataset(folder, partitioning="hive").count_rows(),
    ]
    assert counts == [2 * DOCUMENTS] * 4
    (package,) = [one for one in _package(filled)["resources"] if one["name"] == "blocks"]
    assert sorted(package["path"]) == sorted(files(filled))


def _package(desk: Desk) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((desk.processed / "datapackage.json").read_text())
    return found


@pytest.mark.parametrize("change", ["new", "gone", "changed"])
def test_an_update_writes_only_the_files_it_must(filled: Desk, change: str) -> None:
    before = files(filled)
    if change == "gone":
        (filled.raw / "7.txt").unlink()
    else:
        filled.put("7.txt" if change == "changed" else "new.txt", "something else\n")
    filled.run(partitions=SHARDS)
    after = files(filled)
    touched = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    assert 1 <= len(touched) <= (2 if change == "changed" else 1)
    updated = filled.bytes_of("blocks")
    fresh = Desk(_beside(filled.root))
    for path in filled.raw.iterdir():
        fresh.put(path.name, path.read_text())
    fresh.run(partitions=SHARDS)
    assert updated == fresh.bytes_of("blocks")


def _beside(root: Path) -> Path:
    other = root.with_name(f"{root.name}-fresh")
    other.mkdir()
    return other


def test_a_correction_touches_only_its_document(filled: Desk) -> None:
    before = files(filled, "documents")
    doc_id = str(rows(filled, "documents")[0]["doc_id"])
    head = "doc_id,table,key,column,value,by,why\n"
    (filled.root / "corrections.csv").write_text(f"{head}{doc_id},documents,,title,Right,ann,was wrong\n")
    filled.run(partitions=SHARDS)
    after = files(filled, "documents")
    assert sum(before[path] != after[path] for path in before) == 1
    assert "Right" in pipeline.load("documents", filled.processed)["title"].tolist()
