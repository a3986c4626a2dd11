"""pdfplumber's algorithms on its own objects, and on ours: what they cost, and how far they find the same."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

import pdfplumber

from bench.speed import cpu
from pipeline.reading.plumber import pages
from pipeline.stage import RawFile

Page = Any  # pdfplumber's, or ours
Pages = Callable[[bytes], Iterable[Page]]

METHODS = ("extract_words", "extract_text", "find_tables", "extract_tables")


class Agreement(NamedTuple):
    """On what share of pages both find the same.

    Args:
        words: The same words in the same order.
        letters: The same letters, wherever words are parted.
        tables: The same tables: rows, columns and their text.
        grids: Tables of the same rows and columns, whatever stands in them.
    """

    words: float
    letters: float
    tables: float
    grids: float


class Plumbing(NamedTuple):
    """What each method costs on our objects, as a share of what it costs on pdfplumber's, and how far both agree."""

    cost: dict[str, float]
    agreement: Agreement


def plumbing(documents: Sequence[Path], rounds: int) -> Plumbing:
    """Both compared over some documents."""
    return Plumbing(_shares(documents, rounds), agreement(documents))


def ours(data: bytes) -> Iterator[Page]:
    """A document's pages with our objects."""
    return pages(RawFile("application/pdf", data))


def theirs(data: bytes) -> Iterator[Page]:
    """A document's pages with pdfplumber's own objects."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        yield from document.pages


def _shares(documents: Sequence[Path], rounds: int) -> dict[str, float]:
    """CPU of each method on our objects as a share of that on pdfplumber's: the medians over rounds."""
    files = [path.read_bytes() for path in documents]
    taken = [{name: _cost(ours, files, name) / _cost(theirs, files, name) for name in METHODS} for _ in range(rounds)]
    return {name: median(one[name] for one in taken) for name in METHODS}


def agreement(documents: Iterable[Path]) -> Agreement:
    """How far both find the same."""
    files = [path.read_bytes() for path in documents]
    pairs = chain.from_iterable(zip(ours(data), theirs(data), strict=True) for data in files)
    same = [[a == b for a, b in zip(_found(one), _found(other), strict=True)] for one, other in pairs]
    return Agreement(*map(mean, zip(*same, strict=True)))


def _cost(opened: Pages, files: Iterable[bytes], method: str) -> float:
    start = cpu()
    for page in chain.from_iterable(map(opened, files)):
        getattr(page, method)()
    return cpu() - start


def _found(page: Page) -> Iterator[object]:
    """What is compared, in the order of ``Agreement``."""
    words = [word["text"] for word in page.extract_words()]
    yield words
    yield sorted(filter(str.isalpha, "".join(words).replace("(cid:", "")))
    tables = page.extract_tables()
    yield tables
    yield [[len(row) for row in table] for table in tables]
