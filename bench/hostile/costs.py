"""What isolation costs: documents through one worker process against the same work in this process, in pairs."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.hostile.crashes import sheets
from bench.hostile.figures import Figure
from bench.hostile.tree import cpu
from tests.hostile.outcome import ROOT

PAIRS = 5
COPIES = 2
SMALL = 100
OWED = 0.10


def isolation(scratch: Path) -> Iterator[Figure]:
    """The cost in wall-clock and in processor time, of fact sheets and of documents that hold next to nothing."""
    from tests.sheets import NAMES, build

    build(scratch / "drawn")
    (scratch / "sheets").mkdir()
    for path in sorted((scratch / "drawn").glob("*.pdf")):
        for copy in range(COPIES):
            (scratch / "sheets" / f"{path.stem}-{copy}.pdf").write_bytes(path.read_bytes() + b"%% %d\n" % copy)
    yield from _compared(scratch / "sheets", f"{len(NAMES) * COPIES} fact sheets", OWED)
    yield from _compared(sheets(scratch / "small", SMALL), f"{SMALL} documents of one line", None)


def _compared(raw: Path, what: str, owed: float | None) -> Iterator[Figure]:
    pairs = [(_measured("chain", raw), _measured("pool", raw)) for _ in range(PAIRS)]
    for name in ("wall", "cpu"):
        shares = [pool[name] / chain[name] - 1 for chain, pool in pairs]
        middle = statistics.median(shares)
        each = statistics.median(chain[name] for chain, _ in pairs)
        shown = ", ".join(f"{share:+.1%}" for share in shares)
        clock = {"wall": "throughput", "cpu": "processor time"}[name]
        label = f"isolation's cost in {clock}, {what} ({each:.1f} s without), median of {PAIRS} pairs"
        bound = f"≤ {owed:.0%}" if owed else ""
        yield Figure(label, f"{middle:+.1%} ({shown})", bound, owed is None or middle <= owed)


def _measured(mode: str, raw: Path) -> dict[str, float]:
    processed = raw.with_name("processed")
    shutil.rmtree(processed, ignore_errors=True)
    command = [sys.executable, "-m", "bench.hostile.costs", mode, str(raw), str(processed)]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def _work(mode: str, raw: Path, processed: Path) -> dict[str, float]:
    """Take every document through all stages; the seconds from the first import of a stage to the last document."""
    from pipeline import run as runs
    from pipeline.engine.interface import Task
    from pipeline.settings import Run, Settings
    from pipeline.stage import discover
    from pipeline.survey import Place, Survey

    survey = Survey(Place(raw, processed, "pipeline.stages"), Settings(Run(workers=1)), discover())
    total = survey.plan()
    tasks = [Task(doc_id=one.doc_id, path=one.path, given_up={}) for one in survey.ledger.todo()]
    started, used = time.monotonic(), cpu(os.getpid())
    if mode == "chain":
        work = runs.prepare(survey.place, survey.settings, survey.recipes, None)
        for task in tasks:
            work(task, lambda _: 1)
        return {"wall": time.monotonic() - started, "cpu": cpu(os.getpid()) - used}
    engine = runs._engine(survey, survey.stages, total, None)  # as a run makes it
    for task in tasks:
        engine.submit(task)
    for _ in engine.results():
        pass
    wall, spent = time.monotonic() - started, _all_below(os.getpid()) - used
    engine.cancel()
    return {"wall": wall, "cpu": spent}


def _all_below(pid: int) -> float:
    """Processor seconds of a process and all below it, as long as they are alive."""
    below = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return cpu(pid) + sum(map(_all_below, below))


if __name__ == "__main__":
    print(json.dumps(_work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
