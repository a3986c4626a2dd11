"""The command line: exit codes, what is said, and that a run with nothing to do loads nothing heavy."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.store.sites import LocalSite
from tests.engine.desk import Desk


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.put("a.txt", "one\ntwo\n")
    desk.put("b.txt", "three\n")
    return desk


def test_a_run_says_in_short_what_came_out(filled: Desk) -> None:
    done = filled.call("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "documents  2 ok, 0 partial, 0 failed (2 worked on now)",
        "pages      0, 0 of them by OCR",
        "rows       3 blocks, 0 checks, 3 list_items",
    ]


def test_a_failed_document_makes_one_and_is_named(filled: Desk) -> None:
    filled.put("no\u202e.txt", "locked\n")
    done = filled.call("run")
    assert done.returncode == 1
    assert "failed     no\\u202e.txt: encrypted in read: It needs a password" in done.stdout
    assert len(filled.documents()) == 3


def test_a_partial_document_is_no_failure(filled: Desk) -> None:
    filled.put("lost.txt", "lost page\n")
    assert filled.call("run").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "lime"), "no stage 'lime'; did you mean 'lines'?"),
        (("run", "--config", "none.toml"), "none.toml"),
        (("run", "--workers", "0"), "--workers"),
        (("run", "--zzz"), "--zzz"),
    ],
)
def test_wrong_usage_makes_two(filled: Desk, words: tuple[str, ...], said: str) -> None:
    done = filled.call(*words)
    assert done.returncode == 2
    assert said in done.stderr


def test_no_raw_folder_makes_two(filled: Desk) -> None:
    filled.raw.rename(filled.root / "elsewhere")
    done = filled.call("run")
    assert done.returncode == 2
    assert f"{filled.raw}: no such folder" in done.stderr


def test_settings_are_found_and_checked(filled: Desk) -> None:
    (filled.root / "pipeline.toml").write_text("[lines]\nfrist = 1\n")
    done = filled.call("run")
    assert done.returncode == 2
    assert "pipeline.toml: no setting in [lines]: 'frist'; did you mean 'first'?" in done.stderr
    (filled.root / "pipeline.toml").write_text("[lines]\nfirst = 3\n")
    assert filled.call("run").returncode == 0
    assert filled.table("blocks")["block"].to_pylist() == [3, 4, 3]


def test_stages_that_do_not_fit_together_are_named(filled: Desk) -> None:
    filled.source("read").unlink()
    done = filled.call("run")
    assert done.returncode == 2
    assert "stage 'lines' reads table 'sheets', which no stage writes" in done.stderr


def test_a_second_run_is_refused_at_once(filled: Desk) -> None:
    with LocalSite(filled.processed).locked():
        done = filled.call("run")
    assert done.returncode == 75
    assert str(filled.processed) in done.stderr
    assert filled.call("run").returncode == 0


def test_a_folder_that_cannot_be_written_is_named(filled: Desk) -> None:
    filled.processed.write_text("a file")
    done = filled.call("run")
    assert done.returncode == 74
    assert str(filled.processed) in done.stderr


def test_a_run_up_to_a_stage(filled: Desk) -> None:
    done = filled.call("run", "lines")
    assert done.returncode == 0
    assert "went up to 'lines'" in done.stdout
    assert filled.bytes() == {}


def test_status_says_what_would_run_and_why(filled: Desk) -> None:
    def status() -> dict[str, list[str]]:
        lines = filled.call("status").stdout.splitlines()
        return {line.split()[0]: line.split()[1:] for line in lines[1:5]}

    assert status()["read"] == ["0", "2", "0", "0", "0"]
    filled.run()
    assert set(map(tuple, status().values())) == {("2", "0", "0", "0", "0")}
    filled.put("c.txt", "fine\nboom\n")
    filled.run()
    assert status() == {
        "read": ["3", "0", "0", "0", "0"],
        "lines": ["3", "0", "0", "0", "0"],
        "items": ["2", "0", "0", "1", "0"],
        "checked": ["2", "0", "0", "0", "1"],
    }
    filled.edit("lines", "line.strip()", "line.strip(' ')")
    assert status() == {
        "read": ["3", "0", "0", "0", "0"],
        "lines": ["0", "3", "0", "0", "0"],
        "items": ["0", "0", "3", "0", "0"],
        "checked": ["0", "1", "2", "0", "0"],
    }
    said = filled.call("status").stdout
    assert "lines: 3 would run: code changed" in said
    (filled.root / "pipeline.toml").write_text('[items]\ntitle = "x"\n')
    filled.edit("lines", "line.strip(' ')", "line.strip()")
    assert "items: 3 would run: setting title changed" in filled.call("status").stdout


def test_status_of_what_could_not_be_finished(filled: Desk) -> None:
    filled.put("die.txt", "die\n")
    filled.run()
    assert "read: 1 would run: again after worker_died" in filled.call("status").stdout


def test_an_interrupted_run_stops_and_goes_on_later(filled: Desk) -> None:
    filled.put("hang.txt", "hang 912.5\n")
    with filled.start("run") as command:
        end = time.monotonic() + 30
        while subprocess.run(["pgrep", "-f", "sleep 912.5"], capture_output=True, check=False).returncode:
            assert time.monotonic() < end
            time.sleep(0.05)
        command.send_signal(signal.SIGINT)
        _, said = command.communicate(timeout=10)
    assert command.returncode == 130
    assert "run again" in said
    (filled.raw / "hang.txt").unlink()
    assert filled.run().documents == {"ok": 2}


def test_a_run_with_nothing_to_do_loads_nothing_heavy(filled: Desk) -> None:
    filled.run()
    command = filled.command("run")
    code = command[2].replace("cli.main()", "import atexit; atexit.register(lambda: print(*sys.modules)); cli.main()")
    command[2] = code
    done = subprocess.run(command, cwd=filled.root, capture_output=True, text=True, check=True)
    assert "(0 worked on now)" in done.stdout
    heavy = {"spacy", "pandas", "PIL", "wordfreq", "pypdfium2", "pdfplumber", "pyarrow.parquet", "rich.progress"}
    assert set(done.stdout.split()) & heavy == set()


def test_the_whole_pipeline_declares_itself(tmp_path: Path) -> None:
    def said(*words: str) -> str:
        command = [sys.executable, "-m", "pipeline", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "## documents" in said("schema")
    (tmp_path / "pipeline.toml").write_text(said("settings"))
    assert "[run]" in (tmp_path / "pipeline.toml").read_text()
