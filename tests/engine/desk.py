"""A place to run in, with small stages of its own: lines of text files become blocks and list items."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import run as runs
from pipeline.settings import Run, Settings
from pipeline.stage import discover
from pipeline.store.sites import LocalSite
from pipeline.survey import Place, Survey

ROOT = Path(__file__).resolve().parents[2]

READ = '''"""Reads a text file; its first word can make it fail in every way there is."""

import os
import signal
import subprocess
import time

from pipeline.handover import Metadata, Sheets
from pipeline.reasons import DocumentError, Reason
from pipeline.stage import File, stage


@stage(reads=(File,), writes=(Sheets, Metadata))
def read(file, *, shout: bool = False):
    text = file.data.decode()
    if text.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("hang"):
        subprocess.Popen(["sleep", text.split()[1]])
        time.sleep(1000)
    if text.startswith("locked"):
        raise DocumentError(Reason.ENCRYPTED, "It needs a password")
    if text.startswith("slow"):
        time.sleep(0.050)
    sheet = {"width": 1.0, "height": 1.0, "rotation": 0, "route": "text_layer", "route_reason": "text"}
    problem = Reason.NO_TEXT.value if "lost page" in text else None
    sheets = [{"page": page, "problem": problem if page == 2 else None, **sheet} for page in (1, 2)]
    return sheets, [{"kind": "text", "n_pages": 2, "producer": "LOUD" if shout else "quiet"}]
'''

LINES = '''"""Every line is a block."""

from pipeline.handover import Sheets
from pipeline.stage import File, stage
from pipeline.tables import Blocks


def clean(line):
    """A line without the spaces around it."""
    return line.strip()


@stage(reads=(File, Sheets), writes=Blocks)
def lines(file, sheets, *, first: int = 0):
    for number, line in enumerate(file.data.decode().splitlines()):
        text = clean(line)
        row = {"kind": "paragraph", "column": 0, "text": text, "raw_text": line, "confidence": 1.0}
        yield {"block": number + first, "page": 1, **row}
'''

ITEMS = '''"""Every block is a list item."""

from pipeline.stage import stage
from pipeline.tables import Blocks, ListItems


@stage(reads=(Blocks,), writes=ListItems)
def items(blocks, *, title: str = "Items"):
    for row in blocks.to_pylist():
        if row["text"] == "boom":
            raise RuntimeError("an item too many")
        position = row["block"] + 1
        item = {"list": 0, "list_title": title, "level": 1, "text": row["text"]}
        yield {"block": row["block"], "page": 1, "position": position, **item}
'''

CHECKED = '''"""A check of the list items, last in line."""

from pipeline.stage import stage
from pipeline.tables import Checks, ListItems


@stage(reads=(ListItems,), writes=Checks)
def checked(items):
    row = {"kind": "count", "status": "agree", "claim": "items", "found": "items", "message": "so it is"}
    place = {"claim_page": 1, "claim_block": 0, "found_page": 1, "found_block": 0}
    if len(items) > 2:
        yield {**row, **place, "actual": float(len(items)), "confidence": 1.0}
'''

SOURCES = {"read": READ, "lines": LINES, "items": ITEMS, "checked": CHECKED}


def forget_stores() -> None:
    """Let no connection to an S3 server that another test had stand for one to the server of this test."""
    with suppress(ImportError):
        from s3fs import S3FileSystem

        S3FileSystem.clear_instance_cache()


class Desk:
    """A raw folder, a processed folder and a package of stages, all below one folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.raw, self.processed = root, root / "raw", root / "processed"
        self.package = f"fakes_{sha256(str(root).encode()).hexdigest()[:12]}"
        self.raw.mkdir()
        (root / self.package).mkdir()
        (root / self.package / "__init__.py").touch()
        for name, source in SOURCES.items():
            self.source(name).write_text(source)
        sys.path.insert(0, str(root))

    def source(self, stage: str) -> Path:
        """The file of a stage."""
        return self.root / self.package / f"{stage}.py"

    def edit(self, stage: str, old: str, new: str) -> None:
        """Change a stage's code, as a developer would between two runs."""
        path = self.source(stage)
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
        self.forget()

    def forget(self) -> None:
        """Make Python import the stages again."""
        for name in [name for name in sys.modules if name.partition(".")[0] == self.package]:
            del sys.modules[name]

    def put(self, name: str, text: str) -> Path:
        """A document."""
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def survey(self, stages: dict[str, dict[str, object]] | None = None, **run: object) -> Survey:
        """What a run finds, with settings of the stages and of the run."""
        limits = replace(Run(workers=2, timeout=30.0), **run)  # type: ignore[arg-type]
        place = Place(self.raw, self.processed, self.package)
        return Survey(place, Settings(limits, stages or {}), discover(self.package))

    def run(
        self, stages: dict[str, dict[str, object]] | None = None, last: str | None = None, **run: object
    ) -> runs.Report:
        """A whole run."""
        with LocalSite(self.processed).locked():
            return runs.run(self.survey(stages, **run), last, lambda *_: None)

    def command(self, *words: str) -> list[str]:
        """``python -m pipeline``, on the stages of this desk."""
        start = f"import sys; sys.path[:0] = {[str(ROOT), str(self.root)]}; import pipeline.cli as cli"
        code = f"{start}; cli.PACKAGE = {self.package!r}; cli.main()"
        places = ["--raw", str(self.raw), "--processed", str(self.processed)]
        return [sys.executable, "-c", code, *words, *(places if words[0] in ("run", "status") else [])]

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The command's exit code and what it said."""
        return subprocess.run(self.command(*words), cwd=self.root, capture_output=True, text=True, check=False)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The command at work, in a session of its own."""
        return subprocess.Popen(
            self.command(*words),
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def table(self, name: str) -> pa.Table:
        """A published table."""
        return pq.read_table(self.processed / f"{name}.parquet")

    def documents(self) -> dict[str, dict[str, object]]:
        """Rows of ``documents`` by source."""
        return {row["source"]: row for row in self.table("documents").to_pylist()}

    def bytes(self) -> dict[str, str]:
        """The digest of every published table."""
        paths = sorted(self.processed.glob("*.parquet"))
        return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}

    def bytes_of(self, table: str) -> dict[str, str]:
        """The digest of every file of a table that is cut into several."""
        paths = sorted((self.processed / table).glob("*/*.parquet"))
        return {path.parent.name: sha256(path.read_bytes()).hexdigest() for path in paths}
