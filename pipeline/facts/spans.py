"""Places in the text: blocks as passages, spans in them, and the choice among spans that overlap."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

FURNITURE = frozenset({"header", "footer", "page_number"})
"""Kinds of block that repeat from page to page and claim nothing."""

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])|\n+|\s[|•·]\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|vs|[Aa]pprox|ca|e\.g|i\.e|Hon|Gen|Col|Sen|Rep|Jr|Sr|Ltd|Inc|Co|Corp|Lt|Maj|Capt|Sgt|Ing|Eng|ret"
    r"|Art|Fig|Vol|[Mm]in|[Mm]ax|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


class Span(NamedTuple):
    """A stretch of a block's text: code points, ``end`` exclusive."""

    block: int
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.block == other.block and self.start < other.end and other.start < self.end


class Passage(NamedTuple):
    """A block that may claim something: its text and where it stands (points, top-left origin)."""

    block: int
    page: int
    kind: str
    level: int | None
    section: str | None
    text: str
    box: tuple[float | None, float | None, float | None, float | None]

    def span(self, start: int, end: int) -> Span:
        """A span of this passage."""
        return Span(self.block, start, end)


def passages(blocks: pa.Table, *, furniture: bool = False) -> list[Passage]:
    """The blocks in reading order; running headers, footers and page numbers only on request."""
    rows = blocks.select(["block", "page", "kind", "level", "section", "text", "x0", "top", "x1", "bottom"]).to_pylist()
    found = [
        Passage(
            r["block"],
            r["page"],
            r["kind"],
            r["level"],
            r["section"],
            r["text"],
            (r["x0"], r["top"], r["x1"], r["bottom"]),
        )
        for r in rows
        if furniture or r["kind"] not in FURNITURE
    ]
    return sorted(found, key=lambda passage: passage.block)


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


T = TypeVar("T")


def disjoint(found: Iterable[T], span: Callable[[T], Span], rank: Callable[[T], Any]) -> list[T]:
    """Those of ``found`` that overlap none of a higher rank, in the order of the text.

    Ties of rank go to the longer span, then to the earlier one.
    """
    ordered = sorted(
        found, key=lambda one: (rank(one), span(one).end - span(one).start, -span(one).start), reverse=True
    )
    taken: dict[int, bytearray] = {}
    kept = []
    for one in ordered:
        at = span(one)
        cover = taken.setdefault(at.block, bytearray())
        if len(cover) < at.end:
            cover.extend(bytes(at.end - len(cover)))
        if not any(cover[at.start : at.end]):
            cover[at.start : at.end] = b"\1" * (at.end - at.start)
            kept.append(one)
    return sorted(kept, key=span)
