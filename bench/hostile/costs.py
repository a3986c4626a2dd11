"""What isolation costs: documents through worker processes against the same work in one process, in pairs."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.hostile.crashes import sheets
from tests.hostile.outcome import ROOT, configured, run

PAIRS = 5
DOCUMENTS = 200

_PLAIN = """
import sys
from pathlib import Path
from pipeline import run as runs
from pipeline.settings import Settings
from pipeline.stage import discover
from pipeline.survey import Place, Survey
from pipeline.engine import Task
from pipeline.runner import Runner
survey = Survey(Place(Path(sys.argv[1]), Path(sys.argv[2]), "pipeline.stages"), Settings(), discover())
runner = Runner(survey.stages, survey.recipes, survey.settings, survey.place.raw, survey.place.parts)
for one in survey.documents:
    messages = []
    runner.work(Task(doc_id=one.doc_id, path=one.path, given_up={}), messages.append)
"""


def isolation(scratch: Path) -> Iterator[str]:
    """Seconds for the same documents with one worker and without any, paired; only the former publish."""
    raw = sheets(scratch / "raw", DOCUMENTS)
    settings = configured(scratch / "settings.toml", workers=1)
    shares = []
    for pair in range(PAIRS):
        without = _timed([sys.executable, "-c", _PLAIN, str(raw), str(scratch / f"plain-{pair}")])
        started = time.monotonic()
        run(raw, scratch / f"pool-{pair}", workers=1, settings=settings)
        shares.append((time.monotonic() - started) / without - 1)
    shown = ", ".join(f"{share:+.1%}" for share in shares)
    yield f"{DOCUMENTS} small documents, {PAIRS} pairs: median {statistics.median(shares):+.1%} ({shown})"


def _timed(command: list[str]) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - started
