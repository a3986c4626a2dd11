"""What grows with the number of documents, and what a cluster costs beside one machine.

    python -m bench.scale bars [SMALL LARGE]      what a run with little to do, and what many documents cost (6 minutes)
    python -m bench.scale listing [COUNT ...]     supervisor and ledger, where everything is up to date
    python -m bench.scale update [DOCUMENTS]      what is written anew when one document in a hundred changes
    python -m bench.scale engines [DOCUMENTS]     two Dask workers beside a local pool of two

Figures go to ``docs/scale.md`` by hand.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from statistics import median

from bench import growth
from bench.child import Child, measured
from bench.growth import SHEET
from pipeline import run as runs
from pipeline.settings import Run, Settings
from pipeline.stage import discover
from pipeline.survey import Place, Survey
from tests.engine.desk import Desk

_PAIRS = 3
_TIMES = 5
_AMONG = 1000
_PARTITIONS = (1, 64, 1000)
_CHANGED = 100
"""One document in so many changes."""


def bars(small: int, large: int) -> Iterator[str]:
    """What may not grow: medians over runs of seconds, CPU seconds and MB of the supervisor."""
    taken = list(growth.repeated(_AMONG, _TIMES))
    nothing, new, single = (_medians(one) for one in zip(*taken, strict=True))
    yield f"nothing to do over {_AMONG:,}: {nothing.seconds:.2f} s, CPU {nothing.cpu:.2f} s"
    ratios = median(two.seconds / three.seconds for _, two, three in taken), new.cpu / single.cpu
    yield f"one new among {_AMONG:,}, of that one alone: {ratios[0]:.2f} by the clock, {ratios[1]:.2f} of CPU"
    yield f"  ({new.seconds:.2f} s and {single.seconds:.2f} s, CPU {new.cpu:.2f} s and {single.cpu:.2f} s)"
    start = _medians([growth.alone() for _ in range(_TIMES)])
    few = _medians([growth.first(small, 2) for _ in range(_TIMES)])
    many = growth.first(large, 2)
    costs = [(one.cpu - start.cpu) / (count - 1) for one, count in ((few, small), (many, large))]
    each = [f"{1000 * cost:.1f} ms of {count:,}" for cost, count in zip(costs, (small, large), strict=True)]
    yield f"CPU a document: {', '.join(each)}: {_more(*costs)}"
    yield f"supervisor: {few.memory:.0f} MB, {many.memory:.0f} MB: {_more(few.memory, many.memory)}"


def _medians(runs: Sequence[Child]) -> Child:
    return Child(*(median(getattr(one, field.name) for one in runs) for field in fields(Child)))


def _more(before: float, after: float) -> str:
    return f"{after / before - 1:+.1%}"


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
    if what == "bars":
        for line in bars(*(numbers or (100, 10_000))):
            print(line, flush=True)
        return
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
