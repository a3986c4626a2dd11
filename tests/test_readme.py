"""What the README shows works as it shows it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import pipeline.stages
from pipeline.stage import discover
from pipeline.tables import BLOCK_KINDS
from tests.documents import run_stages
from tests.newcomer import Step, walk

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_stage_in_the_readme_is_one_file_and_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "questions.py").write_text(_stage(), encoding="utf-8")
    monkeypatch.setattr(pipeline.stages, "__path__", [*pipeline.stages.__path__, str(tmp_path)])
    assert "questions" in [stage.name for stage in discover()]
    tables = run_stages(b"Opening hours\n\nWhen is the archive open? Ask at the gate. Why?\n")
    asked = tables["questions"].to_pylist()
    texts = tables["blocks"]["text"].to_pylist()
    assert [row["evidence"] for row in asked] == ["When is the archive open?"]
    assert texts[asked[0]["block"]][asked[0]["start"] : asked[0]["end"]] == asked[0]["evidence"]


def test_every_published_table_is_named() -> None:
    published = {table.name for stage in discover() for table in stage.writes if table.published} | {"documents"}
    listed = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    assert listed == published
    assert BLOCK_KINDS


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the newcomer's copy of the repository goes."""
    return tmp_path_factory.mktemp("newcomer") / "clone"


@pytest.fixture(scope="module")
def venv(home: Path) -> Path:
    """The environment of these tests, in the place of one that make would have made."""
    folder = home.parent / "venv"
    folder.mkdir()
    for path in Path(sys.prefix).iterdir():
        if not path.name.startswith(".installed"):
            (folder / path.name).symlink_to(path)
    for mark in (".installed", ".installed-dev"):  # newer than what make would compare them with
        (folder / mark).touch()
        os.utime(folder / mark, (2**31, 2**31))
    return folder


@pytest.fixture(scope="module")
def steps(home: Path, venv: Path) -> dict[str, Step]:
    """The newcomer's way, as README and tutorial tell it."""
    pytest.importorskip("matplotlib")
    return {step.done: step for step in walk(home, venv)}


def test_a_newcomer_sees_what_the_first_screen_shows(steps: dict[str, Step]) -> None:
    shown = [_told(block) for block in re.split(r"^\$ make .*$", _first_screen(), flags=re.MULTILINE)[1:]]
    run, report = _told(steps["make all"].said), steps["make report"].said
    assert list(shown[0]) == list(run)
    for same in ("documents", "pages", "languages"):
        assert shown[0][same] == run[same]
    tables = [re.findall(r"\d+ (\w+)", told["rows"]) for told in (shown[0], run)]
    assert tables[0] == tables[1]
    assert report == "processed/report/index.html  (6 documents written anew)\n"
    assert "processed/report/index.html  (5 documents written anew)\n" in _first_screen()


def test_a_new_document_costs_itself_and_gets_into_the_chart(steps: dict[str, Step], home: Path) -> None:
    assert "(1 worked on now)" in steps["make all, with one more document"].said
    assert (home / "figures.png").stat().st_size > 5000
    kept = [line.split()[1:] for line in steps["make status"].said.splitlines()[1:]]
    assert set(map(tuple, kept)) == {("6", "0", "0", "0", "0")}


@pytest.mark.usefixtures("steps")
def test_the_other_commands_of_the_readme_work(home: Path, venv: Path) -> None:
    def said(*command: str) -> str:
        return subprocess.run(command, cwd=home, capture_output=True, text=True, check=True).stdout

    make = ("make", "--no-print-directory", f"VENV={venv}")
    assert "make report" in said(*make)
    assert "went up to 'layout'" in said(*make, "layout")
    (home / "dir").mkdir()
    (home / "dir" / "a.txt").write_text("Opening hours\n\nWhen is the archive open?\n")
    assert "1 ok" in said(*make, "all", "RAW=dir", "PROCESSED=out", "WORKERS=2")
    (home / "pipeline/stages/questions.py").write_text(_stage(), encoding="utf-8")
    assert "went up to 'questions'" in said(*make, "questions", "RAW=dir", "PROCESSED=out")
    said(*make, "all", "RAW=dir", "PROCESSED=out")
    assert pq.read_table(home / "out" / "questions.parquet")["evidence"].to_pylist() == ["When is the archive open?"]
    query = next(re.finditer(r"```sql\n(.*?)```", README, re.DOTALL))[1]
    rows = pytest.importorskip("duckdb").sql(query.replace("'processed/", f"'{home}/processed/")).fetchall()
    assert rows and all(row[2] > 1e6 for row in rows)
    code = next(code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "load(" in code)
    said(str(venv / "bin" / "python"), "-c", code)


def test_every_command_of_the_readme_is_known_to_be_run() -> None:
    """Those above, ``make test``, which runs this, and the one that ``tests/test_floors.py`` is about."""
    named = set(re.findall(r"(?:`|^\$ )(make(?: [\w= ]+)?|python -m [\w. \[\]]+)", README, re.MULTILINE))
    assert {one.strip() for one in named} == {
        "make",
        "make all",
        "make all RAW=dir PROCESSED=dir WORKERS=n",
        "make layout",
        "make questions",
        "make report",
        "make status",
        "make test",
        "python -m pipeline run",
        "python -m tests.quality [PDF ...]",
    }


def _first_screen() -> str:
    return next(re.finditer(r"```\n(\$ make.*?)```", README, re.DOTALL))[1]


def _told(said: str) -> dict[str, str]:
    return {line[:9].strip(): line[11:] for line in said.splitlines() if line[:9].strip()}


def _stage() -> str:
    return next(code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "@stage" in code)
