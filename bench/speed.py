"""CPU seconds a page, ours beside its peers, on the repository's own sheets.

Every round runs each reader once over the whole corpus in this one process, warm, one after the other; a reader's
figure is the median over rounds of its ratio to the named baseline in the same round, so that a machine whose speed
drifts does not decide. Start-up is left out.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from pipeline.stage import RawFile, discover
from tests.documents import Tables
from tests.sheets import build

BASELINE = "pdfplumber.extract_text"
TEXT_STAGES = ("read", "ocr", "words", "layout", "repair")

Reader = Callable[[Path], int]
"""Reads a document to its end and gives its number of pages."""


def ours(path: Path, seconds: dict[str, float]) -> Tables:
    """All stages over one document; the CPU seconds of each are added up."""
    tables: Tables = {}
    file = RawFile("application/pdf", path.read_bytes())
    for stage in discover():
        inputs = [file if source.name == "file" else tables[source.name] for source in stage.reads]
        start = time.process_time()
        results = stage(*inputs)
        seconds[stage.name] = seconds.get(stage.name, 0.0) + time.process_time() - start
        for table, rows in zip(stage.writes, results, strict=True):
            tables.setdefault(table.name, rows)
    return tables


def with_pdfplumber(path: Path) -> int:
    """pdfplumber's text."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return len([page.extract_text() for page in pdf.pages])


def with_pdfminer(path: Path) -> int:
    """pdfminer's text, with its layout analysis."""
    from pdfminer.high_level import extract_pages

    return len(list(extract_pages(path)))


def with_pdfium(path: Path) -> int:
    """PDFium's own text."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return len([page.get_textpage().get_text_bounded() for page in pdf])


def peers() -> Iterator[tuple[str, Reader]]:
    """The readers compared, the baseline first."""
    yield BASELINE, with_pdfplumber
    yield "pdfminer.extract_pages", with_pdfminer
    yield "PDFium text", with_pdfium


def measure(rounds: int) -> tuple[int, dict[str, float], float]:
    """Pages of the corpus, each reader's or stage's ratio to the baseline, and the baseline's seconds a page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build(folder)
        documents = sorted(folder.glob("*.pdf"))
        pages = sum(with_pdfium(path) for path in documents)
        taken = [_round(documents) for _ in range(rounds + 1)][1:]  # the first one warms up
    ratios = {name: median(one[name] / one[BASELINE] for one in taken) for name in taken[0]}
    return pages, ratios, median(one[BASELINE] for one in taken) / pages


def _round(documents: list[Path]) -> dict[str, float]:
    taken: dict[str, float] = {}
    for name, reader in peers():
        start = time.process_time()
        for path in documents:
            reader(path)
        taken[name] = time.process_time() - start
    stages: dict[str, float] = {}
    for path in documents:
        ours(path, stages)
    taken |= {f"stage {name}": seconds for name, seconds in stages.items()}
    taken["ours: text (read to repair)"] = sum(stages[name] for name in TEXT_STAGES)
    taken["ours: everything"] = sum(stages.values())
    return taken


def table(rounds: int) -> str:
    """The figures as a table in Markdown."""
    pages, ratios, seconds = measure(rounds)
    rows = [f"| {name} | {ratio:.2f} |" for name, ratio in sorted(ratios.items(), key=lambda item: -item[1])]
    return "\n".join(
        [
            f"{pages} pages, {rounds} rounds; {BASELINE} took {1000 * seconds:.0f} ms of CPU a page.",
            "",
            f"| reader or stage | CPU, as a share of {BASELINE} |",
            "|---|---|",
            *rows,
        ]
    )
