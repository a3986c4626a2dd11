"""One folder of documents, some of them hostile, taken through the pipeline and its report once."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, which

import pytest

from pipeline.report.published import Published, published
from pipeline.report.site import build
from pipeline.settings import Run
from pipeline.stage import discover
from tests.documents import SAMPLES

HOSTILE_NAME = "<img src=x onerror=window.hurt=1>\"'.txt"
HOSTILE_TEXT = """Rules of the Harbour <script>window.hurt=1</script> & "quoted"

Five rules to remember

* <b onmouseover="window.hurt=1">Bring</b> water to the <svg onload=window.hurt=1> gate
* =1+1 over 40 members came
* Close the door with javascript:window.hurt=1

The Harbour Union was founded on 9 May 2004. It has over 60 members in Norway </p></main><script>window.hurt=1</script>

Four working groups

* Lamps and masts
* Night traffic
* Birds and bats
"""


@dataclass(frozen=True)
class Place:
    """Documents, tables and report."""

    raw: Path
    processed: Path

    @property
    def report(self) -> Path:
        return self.processed / "report"

    def documents(self) -> dict[str, Published]:
        return {str(one.about["source"]): one for one in published(self.processed)}

    def page(self, source: str) -> Path:
        """The report's page of a document."""
        return self.report / "documents" / f"{self.documents()[source].doc_id}.html"

    def build(self) -> int:
        return build(self.raw, self.processed, Run(), discover())[1]

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *words, "--processed", str(self.processed)]
        return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two of the samples (those that need no OCR), a hostile text under a hostile name, and a broken file."""
    root = tmp_path_factory.mktemp("people")
    found = Place(root / "raw", root / "processed")
    found.raw.mkdir()
    for name in ("cerro-lindero-observatory.pdf", "lantern-coast-forum.txt"):
        copy(SAMPLES / name, found.raw)
    (found.raw / HOSTILE_NAME).write_text(HOSTILE_TEXT)
    (found.raw / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    done = found.call("run", "--raw", str(found.raw))
    assert done.returncode == 1, done.stderr  # the broken one
    assert found.build() == 4
    return found


@pytest.fixture(scope="session")
def browser_path() -> str:
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    return path


@pytest.fixture(scope="session")
def sheet(place: Place) -> Published:
    return place.documents()["cerro-lindero-observatory.pdf"]
