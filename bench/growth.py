"""How cost grows: of a page with its words and rules, of a run with its documents."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from bench.child import Child, measured
from bench.speed import by_stage

_LINES, _WORDS = 60, 8
"""Lines in a column, words in a line."""

_LEADING, _STEP = 14.0, 40.0
"""Points from line to line, and from word to word."""

_VOCABULARY = "the fund paid for new boats and nets in seven ports".split()

SHEET = """Harbour fund {number}

The fund supports {number} ports in Norway and Kenya. It was founded on 4 May 1987 by the Ministry of Ports.

- {number} ships
- 12 boats
"""


@dataclass(frozen=True)
class PageCost:
    """CPU seconds that a page takes to read and to lay out."""

    words: int
    rules: int
    read: float
    layout: float


@dataclass(frozen=True)
class Runs:
    """Runs over small documents; the memory is that of the process that supervises."""

    documents: int
    workers: int
    all: Child
    nothing: Child
    """The same folder again."""
    one_new: Child
    """The same folder with one document more."""


def page_costs(sizes: Sequence[int]) -> Iterator[PageCost]:
    """Pages with so many words, without rules and with a rule under every word."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.pdf")
        for ruled in (False, True):
            for size in sizes:
                draw(path, size, ruled=ruled)
                first, second = _page_cost(path), _page_cost(path)
                yield PageCost(size, size * ruled, min(first[0], second[0]), min(first[1], second[1]))


def _page_cost(path: Path) -> tuple[float, float]:
    taken: dict[str, float] = {}
    for stage, seconds in by_stage(path):
        taken[stage] = seconds
        if stage == "layout":  # what comes behind has no part in this
            break
    return taken["read"], taken["layout"]


def draw(path: Path, size: int, *, ruled: bool) -> None:
    """A page of so many words in as many columns as it takes."""
    columns = -(-size // (_LINES * _WORDS))
    height = (_LINES + 4) * _LEADING
    canvas = Canvas(str(path), pagesize=(columns * (_WORDS + 1) * _STEP + _STEP, height), invariant=True)
    canvas.setFont("Helvetica", 9)
    for number in range(size):
        line, place = divmod(number, _WORDS)
        column, line = divmod(line, _LINES)
        x, y = _STEP * (1 + column * (_WORDS + 1) + place), height - _LEADING * (line + 2)
        canvas.drawString(x, y, _VOCABULARY[number % len(_VOCABULARY)])
        if ruled:
            canvas.line(x, y - 3, x + _STEP - 2, y - 3)
    canvas.save()


def alone() -> Child:
    """A run over one small document."""
    return first(1, 1)


def first(documents: int, workers: int) -> Child:
    """A first run over so many documents."""
    with tempfile.TemporaryDirectory() as folder:
        return _fresh(Path(folder), documents, workers)


def repeated(documents: int, times: int) -> Iterator[tuple[Child, Child, Child]]:
    """By turns: a folder of so many documents again, with one more, and that one in a folder of its own.

    The folders were worked on before, so that nothing is measured which only a first run pays for.
    """
    with tempfile.TemporaryDirectory() as many, tempfile.TemporaryDirectory() as few:
        _fresh(Path(many), documents, 2)
        _fresh(Path(few), 1, 2)
        for number in range(documents, documents + times):
            nothing = _run(Path(many), 2)
            _write(Path(many), number)
            one_new = _run(Path(many), 2)
            for old in Path(few, "raw").iterdir():
                old.unlink()
            _write(Path(few), number)
            yield nothing, one_new, _run(Path(few), 2)


def runs(documents: int, workers: int) -> Runs:
    """A first run, one with nothing to do, and one with one new document."""
    with tempfile.TemporaryDirectory() as folder:
        first = _fresh(Path(folder), documents, workers)
        again = _run(Path(folder), workers)
        _write(Path(folder), documents)
        return Runs(documents, workers, first, again, _run(Path(folder), workers))


def _fresh(folder: Path, documents: int, workers: int) -> Child:
    (folder / "raw").mkdir()
    for number in range(documents):
        _write(folder, number)
    return _run(folder, workers)


def _write(folder: Path, number: int) -> None:
    (folder / "raw" / f"{number:06}.txt").write_text(SHEET.format(number=number), encoding="utf-8")


def _run(folder: Path, workers: int) -> Child:
    options = ["--raw", folder / "raw", "--processed", folder / "processed", "--workers", workers]
    return measured("pipeline", "run", *options)
