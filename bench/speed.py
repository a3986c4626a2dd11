"""CPU seconds a page, ours beside others, on the repository's own sheets.

Every round runs each reader once over the whole corpus in this one process, warm, one after the other; a reader's
figure is the median over rounds of its ratio to the named baseline in the same round, so that a machine whose speed
drifts does not decide. What programs it starts take counts too. Start-up is left out, and measured by itself.
"""

import resource
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pyarrow as pa

from bench.child import Child, measured
from bench.readers import BASELINE, OURS, TESSERACT, Reader, everything, readers, with_pdfium, with_tesseract
from pipeline.stage import RawFile, discover

TEXT_STAGES = ("read", "layout", "repair")
OCR_STAGES = ("read", "ocr", "words")


@dataclass(frozen=True)
class Speed:
    """What readers cost: seconds of CPU a page of the baseline, and the others' as shares of it, by name."""

    pages: int
    rounds: int
    baseline: str
    seconds: float
    shares: dict[str, float]


def born_digital(documents: Sequence[Path], rounds: int) -> Speed:
    """Readers of text layers, and each of our stages."""
    return _measured(BASELINE, list(readers()), TEXT_STAGES, documents, rounds)


def scanned(documents: Sequence[Path], rounds: int) -> Speed:
    """Bare tesseract, and each of our stages."""
    return _measured(TESSERACT, [(TESSERACT, with_tesseract)], OCR_STAGES, documents, rounds)


def alone(path: Path) -> dict[str, Child]:
    """Every reader in a process of its own with one document."""
    return {name: measured("bench.alone", name, path) for name, _ in (*readers(), (OURS, everything))}


def cpu() -> float:
    """Seconds of CPU that this process and the ended ones it started have taken."""
    whose = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in whose)


def _measured(
    baseline: str, others: Sequence[tuple[str, Reader]], text: Sequence[str], documents: Sequence[Path], rounds: int
) -> Speed:
    pages = sum(len(with_pdfium(path)) for path in documents)
    taken = [_round(others, text, documents) for _ in range(rounds + 1)][1:]  # the first one warms up
    shares = {name: median(one[name] / one[baseline] for one in taken) for name in taken[0]}
    return Speed(pages, rounds, baseline, median(one[baseline] for one in taken) / pages, shares)


def _round(others: Sequence[tuple[str, Reader]], text: Sequence[str], documents: Iterable[Path]) -> dict[str, float]:
    taken: dict[str, float] = {}
    for name, reader in others:
        start = cpu()
        for path in documents:
            reader(path)
        taken[name] = cpu() - start
    stages: dict[str, float] = {}
    for path in documents:
        for name, seconds in by_stage(path):
            stages[name] = stages.get(name, 0.0) + seconds
    taken |= {f"stage {name}": seconds for name, seconds in stages.items()}
    taken[f"ours: {' + '.join(text)}"] = sum(stages[name] for name in text)
    taken[OURS] = sum(stages.values())
    return taken


def by_stage(path: Path) -> Iterator[tuple[str, float]]:
    """The CPU seconds of each stage over one document."""
    tables: dict[str, list[pa.Table]] = {}
    file = RawFile("application/pdf", path.read_bytes())
    for stage in discover():
        inputs = [file if one.name == "file" else pa.concat_tables(tables[one.name]) for one in stage.reads]
        start = cpu()
        results = stage(*inputs)
        yield stage.name, cpu() - start
        for table, rows in zip(stage.writes, results, strict=True):
            tables.setdefault(table.name, []).append(rows)
