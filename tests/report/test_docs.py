"""What the documentation shows works as it shows it, and leads to pages and commands that are there."""

import re
from pathlib import Path
from shutil import which
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.report.conftest import Place

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


@pytest.mark.parametrize("name", ["loading.md", "tutorial.md", "howto/run-on-a-cluster.md"])
def test_code_on_the_page_runs(place: Place, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("polars", "duckdb", "matplotlib"):
        pytest.importorskip(package)
    assert place.call("export", "--duckdb").returncode == 0
    (tmp_path / "processed").symlink_to(place.processed)
    (tmp_path / "shards/0").mkdir(parents=True)
    (tmp_path / "shards/0/processed").symlink_to(place.processed)
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    names: dict[str, Any] = {}
    for number, code in enumerate(blocks):
        exec(compile(code, f"{name}:{number}", "exec"), names)


def test_spark_reads_every_table(place: Place) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed")
    if which("java") is None:
        pytest.skip("Spark needs Java")
    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    for path in place.processed.glob("*.parquet"):
        table = spark.read.parquet(str(path.resolve()))
        assert table.count() == pq.read_metadata(path).num_rows
        types = dict(table.dtypes)
        for field in pq.read_schema(path):
            assert types[field.name] == _SPARK.get(str(field.type), types[field.name]), (path.name, field)
    spark.stop()


_SPARK = {"string": "string", "int32": "int", "date32[day]": "date", "double": "double", "bool": "boolean"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_commands_that_are_named_exist() -> None:
    known = set(re.findall(r"^[│|] (\w+) ", CliRunner().invoke(app, ["--help"]).stdout, re.MULTILINE))
    named = {
        word for page in PAGES for word in re.findall(r"python -m pipeline (\w+)", page.read_text(encoding="utf-8"))
    }
    assert named and named <= known, named - known


def test_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = {*re.findall(r"^([a-z]+):", makefile, re.MULTILINE)}
    known |= {path.stem for path in (ROOT / "pipeline/stages").glob("[a-z]*.py")}
    for page in PAGES:
        named = set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= known | {"addresses", "questions"}, (page, named - known)
