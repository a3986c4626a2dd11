"""Places in the text: blocks as passages, spans in them, and the choice among spans that overlap."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

FURNITURE = frozenset({"header", "footer", "page_number"})
"""Kinds of block that repeat from page to page and claim nothing."""

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])|\n+|\s[|•·]\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|vs|[Aa]pprox|ca|e\.g|i\.e|Hon|Gen|Col|Sen|Rep|Jr|Sr|Ltd|Inc|Co|Corp|Lt|Maj|Capt|Sgt|Ing|Eng|ret|Rs"
    r"|Art|Fig|Vol|[Mm]in|[Mm]ax|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


_COLUMNS = ["block", "page", "kind", "level", "section", "text", "raw_text", "confidence", "x0", "top", "x1", "bottom"]
_MARK = re.compile(r"[^\w\s]|\(?(?:[0-9]{1,3}|[A-Za-z])[.):]?(?=\s)")


class Span(NamedTuple):
    """A stretch of a block's text: code points, ``end`` exclusive."""

    block: int
    start: int
    end: int


class Passage(NamedTuple):
    """A block that may claim something: its text and where it stands (points, top-left origin).

    ``mark`` is what is printed before the text, the bullet or number of a list item; ``confidence`` that of reading.
    """

    block: int
    page: int
    kind: str
    level: int | None
    section: str | None
    text: str
    box: tuple[float | None, float | None, float | None, float | None]
    mark: str = ""
    confidence: float = 1.0

    def span(self, start: int, end: int) -> Span:
        """A span of this passage."""
        return Span(self.block, start, end)


def passages(blocks: pa.Table, *, furniture: bool = False) -> list[Passage]:
    """The blocks in reading order; running headers, footers and page numbers only on request."""
    found = [
        Passage(
            r["block"],
            r["page"],
            r["kind"],
            r["level"],
            r["section"],
            r["text"],
            (r["x0"], r["top"], r["x1"], r["bottom"]),
            _mark(r["raw_text"] or "", r["text"]),
            r["confidence"] or 0.0,
        )
        for r in blocks.select(_COLUMNS).to_pylist()
        if furniture or r["kind"] not in FURNITURE
    ]
    return sorted(found, key=lambda passage: passage.block)


def _mark(raw: str, text: str) -> str:
    """The bullet or number that the raw text opens with and the text does not."""
    mark = _MARK.match(raw)
    return mark[0] if mark and not text.startswith(mark[0]) else ""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; full stops of initials and common abbreviations end none."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        yield start, match.end() - len(match.group()) + len(match.group().rstrip())
        start = match.end()
    if start < len(text):
        yield start, len(text)


class Cover:
    """Which characters of which blocks are taken."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._taken: dict[int, bytearray] = {}
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Take the characters of a span."""
        taken = self._taken.setdefault(span.block, bytearray())
        if len(taken) < span.end:
            taken.extend(bytes(span.end - len(taken)))
        taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def touches(self, span: Span) -> bool:
        """Whether a character of the span is taken."""
        taken = self._taken.get(span.block)
        return taken is not None and taken.find(1, span.start, span.end) >= 0


T = TypeVar("T")


def disjoint(found: Iterable[T], span: Callable[[T], Span], rank: Callable[[T], Any]) -> list[T]:
    """Those of ``found`` that overlap none of a higher rank, in the order of the text.

    Ties of rank go to the longer span, then to the earlier one.
    """
    ordered = sorted(
        found, key=lambda one: (rank(one), span(one).end - span(one).start, -span(one).start), reverse=True
    )
    cover, kept = Cover(), []
    for one in ordered:
        if not cover.touches(span(one)):
            cover.add(span(one))
            kept.append(one)
    return sorted(kept, key=span)
