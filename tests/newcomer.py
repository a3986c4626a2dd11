"""A newcomer's way from a clone to a chart, as README and tutorial tell it: `python -m tests.newcomer` times it."""

import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.sheets import sheet

ROOT = Path(__file__).resolve().parents[1]
_LEFT_BEHIND = ignore_patterns(".git", ".venv", "processed", "__pycache__", ".*_cache", "*.egg-info", "bench", "tests")


class Step(NamedTuple):
    """Something done, the seconds it took, and what was said."""

    done: str
    seconds: float
    said: str


def walk(home: Path, venv: Path | None = None) -> Iterator[Step]:
    """The steps one by one, in a copy of the repository.

    Args:
        home: Folder for the copy, not there yet.
        venv: An environment to use; None: the newcomer's own is made.

    Raises:
        CalledProcessError: A command failed.
    """
    make = ["make", "--no-print-directory", *([f"VENV={venv}"] if venv else [])]
    python = str((venv or home / ".venv") / "bin" / "python")
    copytree(ROOT, home, ignore=_LEFT_BEHIND)
    yield _step(home, "make all", *make, "all")
    sheet("s01").build(home / "raw")
    (home / "raw" / "s01.json").unlink()
    yield _step(home, "make all, with one more document", *make, "all")
    yield _step(home, "make report", *make, "report")
    if not venv:
        yield _step(home, "pip install, for the chart", python, *_installing())
    yield _step(home, "the chart of the tutorial", python, "-c", tutorial())
    yield _step(home, "make status", *make, "status")


def _installing() -> list[str]:
    """What the tutorial has installed before the chart, as arguments of Python."""
    line = next(re.finditer(r"^\.venv/bin/python (-m pip .*)$", (ROOT / "docs/tutorial.md").read_text("utf-8"), re.M))
    return shlex.split(line[1])


def tutorial() -> str:
    """The code of the tutorial."""
    return "\n".join(re.findall(r"```python\n(.*?)```", (ROOT / "docs/tutorial.md").read_text("utf-8"), re.DOTALL))


def _step(home: Path, done: str, *command: str) -> Step:
    clock = time.perf_counter()
    said = subprocess.run(command, cwd=home, capture_output=True, text=True, check=True).stdout
    return Step(done, time.perf_counter() - clock, said)


def main() -> None:
    """Walk it with an environment of its own, and say what took how long."""
    with TemporaryDirectory() as folder:
        total = 0.0
        for step in walk(Path(folder, "clone")):
            total += step.seconds
            print(f"{step.seconds:7.1f} s  {step.done}", flush=True)
        print(f"{total:7.1f} s  from clone to chart")


if __name__ == "__main__":
    main()
