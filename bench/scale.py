"""What grows with the number of documents, and what a cluster costs beside one machine.

    python -m bench.scale listing [COUNT ...]     supervisor and ledger, where everything is up to date
    python -m bench.scale update [DOCUMENTS]      what is written anew when one document in a hundred changes
    python -m bench.scale engines [DOCUMENTS]     two Dask workers beside a local pool of two

Figures go to ``docs/scale.md`` by hand.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.child import measured
from bench.growth import SHEET
from pipeline import run as runs
from pipeline.settings import Run, Settings
from pipeline.stage import discover
from pipeline.survey import Place, Survey
from tests.engine.desk import Desk

_PAIRS = 3
_PARTITIONS = (1, 64, 1000)
_CHANGED = 100
"""One document in so many changes."""


def listing(count: int) -> Iterator[str]:
    """A run with nothing to do: seconds, memory of the supervisor, bytes of the ledger."""
    with tempfile.TemporaryDirectory() as folder:
        measured("bench.synthetic", count, folder)
        again = measured("bench.synthetic", count, folder)
        ledger = Path(folder, "_parts", "ledger.sqlite").stat().st_size
        yield f"| {count:,} | {again.seconds:.1f} | {again.memory:.0f} | {ledger / count:.0f} |"


def update(documents: int) -> Iterator[str]:
    """What a run works on and writes anew after one document in a hundred has changed."""
    for partitions in _PARTITIONS:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder))
            for number in range(documents):
                desk.put(f"{number:06}.txt", f"sheet {number}\none\ntwo\n")
            desk.run(partitions=partitions)
            before = _files(desk.processed)
            for number in range(0, documents, _CHANGED):
                desk.put(f"{number:06}.txt", f"changed {number}\none\ntwo\n")
            report = desk.run(partitions=partitions)
            after = _files(desk.processed)
            new = after.keys() - before.keys()
            written = sum(after[one] for one in new) / sum(after.values())
            yield f"| {partitions:,} | {report.worked_on} | {len(new) / len(after):.1%} | {written:.1%} |"


def _files(processed: Path) -> dict[int, int]:
    """The published files by what identifies them on the disk, and the bytes of each."""
    found = (path.stat() for path in (processed / "_tables").resolve().rglob("*.parquet"))
    return {one.st_ino: one.st_size for one in found}


def engines(documents: int) -> Iterator[str]:
    """Documents a second of both engines, in pairs of runs one after the other, and the median of their ratios."""
    from distributed import LocalCluster

    ratios = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        dask = Run(engine="dask", scheduler=cluster.scheduler_address)
        _seconds(2, dask)  # what only a first run pays for
        for _ in range(_PAIRS):
            here, there = _seconds(documents, Run(workers=2)), _seconds(documents, dask)
            ratios.append(here / there)
            yield f"| {documents / here:.2f} | {documents / there:.2f} | {ratios[-1]:.2f} |"
    yield f"median {median(ratios):.2f}"


def _seconds(documents: int, limits: Run) -> float:
    """How long a run over short text sheets takes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder, "raw"), Path(folder, "processed"), "pipeline.stages")
        Path(folder, "raw").mkdir()
        for number in range(documents):
            Path(folder, "raw", f"{number:06}.txt").write_text(SHEET.format(number=number), encoding="utf-8")
        started = time.perf_counter()
        survey = Survey(place, Settings(limits), discover(place.package))
        report = runs.run(survey, None, lambda *_: None)
        if report.documents != {"ok": documents}:
            raise AssertionError(report.troubles)
        return time.perf_counter() - started


def main() -> None:
    """Measure what is asked for."""
    what, numbers = sys.argv[1], [int(one) for one in sys.argv[2:]]
    measure, usual = {
        "listing": (listing, [1_000, 1_000_000]),
        "update": (update, [10_000]),
        "engines": (engines, [200]),
    }[what]
    for number in numbers or usual:
        for line in measure(number):
            print(line, flush=True)


if __name__ == "__main__":
    main()
