"""The sample documents through the whole pipeline: every table as declared, and the same bytes however it is run."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.schema import Table
from pipeline.stage import discover
from pipeline.store.publication import published_tables

ROOT = Path(__file__).resolve().parents[2]
TABLES = published_tables(discover())


def process(processed: Path, *, workers: int, seed: int) -> Path:
    command = [sys.executable, "-m", "pipeline", "run", "--processed", str(processed), "--workers", str(workers)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return processed


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return process(tmp_path_factory.mktemp("processed"), workers=2, seed=1)


def test_same_bytes_for_any_workers_and_hash_seed(processed: Path, tmp_path: Path) -> None:
    again = process(tmp_path / "processed", workers=1, seed=2)
    for table in TABLES:
        path = f"{table.name}.parquet"
        assert sha256((again / path).read_bytes()).digest() == sha256((processed / path).read_bytes()).digest(), path


def test_every_sample_comes_through(processed: Path) -> None:
    documents = pd.read_parquet(processed / "documents.parquet")
    assert set(documents["status"]) == {"ok"}
    assert documents["n_words"].gt(0).all()
    assert documents["title"].notna().all()
    languages = documents.set_index("source")[["language", "not_covered"]].T.to_dict("list")
    assert languages.pop("lindental-wasser.pdf") == ["de", "mentions, roles"]
    assert {language for language, _ in languages.values()} == {"en"}
    assert {bool(pd.isna(not_covered)) for _, not_covered in languages.values()} == {True}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_pandas_and_duckdb_read_every_table_with_its_types_and_keys(processed: Path, table: Table) -> None:
    path = processed / f"{table.name}.parquet"
    rows = pq.read_table(path)
    frame, loaded = pd.read_parquet(path), duckdb.read_parquet(str(path)).df()
    assert list(frame.columns) == list(loaded.columns) == table.published_schema.names
    assert len(frame) == len(loaded) == len(rows)
    for field in table.published_schema:
        assert rows.schema.field(field.name).type in (field.type, "timestamp[ms]"), field.name
        assert field.nullable or not (frame[field.name].isna().any() or loaded[field.name].isna().any()), field.name
    if table.key:
        assert not frame.duplicated(list(dict.fromkeys(("doc_id", *table.key)))).any()


@pytest.mark.parametrize(
    "table", [table for table in TABLES if "block" in table.schema.names], ids=lambda one: one.name
)
def test_every_row_belongs_to_a_block_and_a_page(processed: Path, table: Table) -> None:
    rows = pd.read_parquet(processed / f"{table.name}.parquet").dropna(subset=["block"])
    blocks = pd.read_parquet(processed / "blocks.parquet")
    pages = pd.read_parquet(processed / "pages.parquet")
    for key, target in ((["doc_id", "block"], blocks), (["doc_id", "page"], pages)):
        assert rows.merge(target[key], on=key, how="left", indicator=True)["_merge"].eq("both").all()


def test_offsets_lead_to_the_words(processed: Path) -> None:
    blocks = pq.read_table(processed / "blocks.parquet").to_pylist()
    texts = {(row["doc_id"], row["block"]): row["text"] for row in blocks}
    for table in TABLES:
        names = table.schema.names
        said = "evidence" if "evidence" in names else "text" if {"start", "text"} <= set(names) else None
        if said and "start" in names:
            for row in pq.read_table(processed / f"{table.name}.parquet").to_pylist():
                assert texts[row["doc_id"], row["block"]][row["start"] : row["end"]] == row[said]
