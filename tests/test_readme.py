"""What the README shows works as it shows it."""

import re
from pathlib import Path

import pytest

import pipeline.stages
from pipeline.stage import discover
from pipeline.tables import BLOCK_KINDS
from tests.documents import run_stages

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_stage_in_the_readme_is_one_file_and_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = next(code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "@stage" in code)
    (tmp_path / "questions.py").write_text(code, encoding="utf-8")
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
