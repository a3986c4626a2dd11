"""Every code cell of the notebooks runs, in order, in one namespace: no Jupyter is needed to know that they work."""

import json
from pathlib import Path
from typing import Any

import pytest

import pipeline.stages
from pipeline.stage import discover
from tests.documents import run_stages
from tests.report.conftest import Place

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def run(name: str) -> dict[str, Any]:
    """The names a notebook leaves behind."""
    cells = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells:
        if cell["cell_type"] == "code":
            code = "".join(cell["source"])
            exec(compile(code, f"{name}:{cell['id']}", "exec"), names)
    return names


@pytest.fixture
def surroundings(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setenv("RAW", str(place.raw))
    monkeypatch.setenv("PROCESSED", str(place.processed))
    monkeypatch.setenv("STAGES", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("surroundings")
@pytest.mark.filterwarnings("ignore:FigureCanvasAgg is non-interactive")
def test_explore(monkeypatch: pytest.MonkeyPatch) -> None:
    plt = pytest.importorskip("matplotlib.pyplot")
    pytest.importorskip("duckdb")
    drawn: list[int] = []

    def show() -> None:
        drawn.append(len(plt.gcf().axes))
        plt.close("all")

    monkeypatch.setattr(plt, "show", show)
    names = run("explore.ipynb")
    assert len(drawn) >= 5 and all(drawn)
    assert len(names["conflicts"]) >= 1
    assert names["reliability"]["mean"].between(0, 1).all()


def test_extend(surroundings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WRITE_STAGE", "1")
    names = run("extend.ipynb")
    assert names["found"][0]["kind"] == "mail"
    monkeypatch.setattr(pipeline.stages, "__path__", [*pipeline.stages.__path__, str(surroundings)])
    assert "addresses" in [stage.name for stage in discover()]
    found = run_stages(b"Where to write\n\nThe office reads what comes to desk@example.org every day.\n")["addresses"]
    assert found["evidence"].to_pylist() == ["desk@example.org"]


def test_notebooks_are_kept_without_output() -> None:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs"), path.name
