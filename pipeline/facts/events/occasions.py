"""Events: happenings with the dates, places and countries that the document gives them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.facts.dates import Dated, find_dates, meant_year
from pipeline.facts.events.calling import SUBJECTS, Spoken
from pipeline.facts.events.dating import Reading
from pipeline.facts.events.merging import ordinal
from pipeline.facts.events.timelines import Occasion, calendars, labelled, labelled_before, tabled
from pipeline.facts.events.words import EVENT_NOUNS
from pipeline.facts.keyfacts import Cells
from pipeline.facts.mentioned import Mentioned, Mentions, Name
from pipeline.facts.spans import Passage
from pipeline.facts.syntax import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    PAST,
    PREPOSITIONS,
    Line,
    stretches,
)

SILENT = frozenset({"table", "title"})
_DETERMINED = re.compile(r"(?:^|\s)(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur)\s$")
_NOUN_BEHIND = re.compile(r"\s([a-z][a-z-]+)(?![\w-])")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PRINTED_PLACE = re.compile(r"(?<!\w)(?:in|at|near)\s((?:[A-ZÀ-Þ][\w’'-]+)(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})")


def events_of(passages: Sequence[Passage], names: Mentions, cells: Cells) -> Iterator[dict[str, Any]]:
    """Rows for every dated happening; one named several times with the same date comes several times."""
    countries = set(names.ids("COUNTRY"))
    home = next(iter(countries)) if len(countries) == 1 else None
    topic = next((p.text for p in passages if p.kind == "title"), None)
    bare = calendars(passages)
    for passage, found in tabled(passages, names, cells):
        yield _row(passage, found, names[passage.block], home)
    for passage in passages:
        inside = names[passage.block]
        if passage.kind not in SILENT:
            for found in _occasions(passage, inside, topic, bare=passage.block in bare):
                yield _row(passage, found, inside, home)
        topic = inside.last(len(passage.text), SUBJECTS) or topic


def _occasions(passage: Passage, names: Mentioned, topic: str | None, *, bare: bool) -> Iterator[Occasion]:
    text = passage.text
    found = find_dates(text, meant_year(text, passage.section or ""))
    data = passage.kind == "caption"  # its years say what a table or picture shows
    dates = [d for d in found if not _qualifies(text, d) and not (data and d.precision == "year")]
    if not dates:
        return
    lines = list(labelled(passage, dates, names, bare=bare)) if passage.kind != "heading" else []
    yield from lines
    told = {occasion.dated.start for occasion in lines}
    dates = [dated for dated in dates if dated.start not in told]
    places = [dated.start for dated in dates]
    spoken = Spoken(topic)
    for start, end in stretches(text):
        inside = dates[bisect_left(places, start) : bisect_left(places, end)]
        line = Line(text, start, end, [(d.start, d.end) for d in inside])
        reading = Reading(line, inside, spoken)
        label = labelled_before(text, start, end, inside[-1]) if inside and passage.kind != "heading" else None
        yield from [label] if label else reading.occasions()
        spoken = reading.spoken(names)


def _qualifies(text: str, dated: Dated) -> bool:
    """Whether a year is an attribute of what is no event, as in 'the 1968 graduates': part of a name, not a date."""
    if dated.precision != "year" or not text[dated.start : dated.end].isdigit():
        return False
    noun = _NOUN_BEHIND.match(text, dated.end)
    verbal = noun and (noun[1] in AUXILIARIES | PAST | EVENT_NOUNS | PREPOSITIONS | CONJUNCTIONS | ADVERBS)
    return noun is not None and not verbal and bool(_DETERMINED.search(text, max(0, dated.start - 6), dated.start))


def _row(passage: Passage, found: Occasion, names: Mentioned, home: str | None) -> dict[str, Any]:
    evidence = passage.text[found.start : found.end]
    near = names.within(found.start, found.end + 40)
    country = next((n["canonical_id"] for n in near if n["label"] == "COUNTRY"), home)
    return {
        "block": passage.block,
        "page": passage.page,
        "start": found.start,
        "end": found.end,
        "name": found.name,
        "ordinal": ordinal(found.name),
        "date_start": found.dated.first,
        "date_end": found.dated.last,
        "date_precision": found.dated.precision,
        "place": _place(passage.text, found, near),
        "country": country,
        "evidence": evidence,
        "confidence": found.confidence,
    }


def _place(text: str, found: Occasion, near: Sequence[Name]) -> str | None:
    """The place as printed: a place named with 'in' or 'at', else capitals behind such a word."""
    for name in near:
        start = name["start"]
        if name["label"] in _PLACES and re.search(
            r"(?<!\w)(?:in|at|near|to|visited)\s$", text[max(0, start - 9) : start]
        ):
            return str(name["text"])
    stretch = text[found.start : found.end] + re.split(r"[.;,]", text[found.end : found.end + 40])[0]
    countries = {str(n["text"]) for n in near if n["label"] == "COUNTRY"}
    months = (m for m in _PRINTED_PLACE.finditer(stretch) if not find_dates(stretch[m.start() : m.end() + 12]))
    return next((m[1] for m in months if m[1] not in countries), None)
