"""Events: happenings with the dates, places and countries that the document gives them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pipeline.facts.clausal import Clauses
from pipeline.facts.dates import Dated, find_dates
from pipeline.facts.eventwords import EVENT_NOUNS, ORDINAL_WORDS
from pipeline.facts.happenings import AGAIN, Happening, Scene
from pipeline.facts.keyfacts import Cells
from pipeline.facts.mentioned import Mentioned, Mentions, Name
from pipeline.facts.merging import ordinal
from pipeline.facts.spans import Passage
from pipeline.facts.syntax import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    Line,
    is_adverb,
    stretches,
)
from pipeline.facts.timelines import Occasion, calendars, labelled, meant_year, said, tabled, without_place
from pipeline.facts.units import words

SILENT = frozenset({"table", "title"})
_PRECISION = ("day", "month", "year")
_BEGUN = frozenset(words("begun started launched commenced initiated undertaken opened"))
_ENDED = frozenset(words("completed ended finished concluded closed"))
_TIMES_OF = frozenset(words("night evening morning afternoon day weekend week early late mid beginning end"))
_OPENING = 5
"""Words before a date that opens a clause: 'on the evening of 3 May'."""

_DEFINED = re.compile(r"(?:The\s)?([A-ZÀ-Þ][^,;:()]{1,60}?)(?:\s\([A-Z]{2,10}\))?\s(?:is|are|was)\s(?:an?|the|one)\s")
_DETERMINED = re.compile(r"(?:^|\s)(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur)\s$")
_NOUN_BEHIND = re.compile(r"\s([a-z][a-z-]+)(?![\w-])")
_NUMBERED = re.compile(rf"(?i)^(?:[0-9]{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINAL_WORDS)})\s")
_NOT_ON = frozenset(words("since until till by before after than pre post"))
_PLANNED = frozenset(words("scheduled planned due set slated fixed announced expected"))
_ORDERS = frozenset(words("must should shall"))
_HANDED = frozenset(
    words("submitted sent received lodged filed registered reach arrive apply register returned submit send in")
)
_PERIODS = frozenset(words("year quarter period season half month months"))
_SUBJECTS = frozenset({"ORG", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_FAR = 15
"""Words that may stand between a happening and its date."""

_PRINTED_PLACE = re.compile(r"(?<!\w)(?:in|at|near)\s((?:[A-ZÀ-Þ][\w’'-]+)(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})")


def events_of(passages: Sequence[Passage], names: Mentions, cells: Cells) -> Iterator[dict[str, Any]]:
    """Rows for every dated happening; one named several times with the same date comes several times."""
    countries = set(names.ids("COUNTRY"))
    home = next(iter(countries)) if len(countries) == 1 else None
    topic = next((p.text for p in passages if p.kind == "title"), None)
    bare = calendars(passages)
    for passage, found in tabled(passages, cells):
        yield _row(passage, found, names[passage.block], home)
    for passage in passages:
        inside = names[passage.block]
        if passage.kind not in SILENT:
            for found in _occasions(passage, inside, topic, bare=passage.block in bare):
                yield _row(passage, found, inside, home)
        topic = inside.last(len(passage.text), _SUBJECTS) or topic


def _occasions(passage: Passage, names: Mentioned, topic: str | None, *, bare: bool) -> Iterator[Occasion]:
    text = passage.text
    dates = [dated for dated in find_dates(text, meant_year(passage)) if not _qualifies(text, dated)]
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
        reading = _Reading(line, inside, spoken)
        yield from reading.occasions()
        spoken = reading.spoken(names)


def _qualifies(text: str, dated: Dated) -> bool:
    """Whether a year is an attribute of what is no event, as in 'the 1968 graduates': part of a name, not a date."""
    if dated.precision != "year" or not text[dated.start : dated.end].isdigit():
        return False
    noun = _NOUN_BEHIND.match(text, dated.end)
    verbal = noun and (noun[1] in AUXILIARIES | PAST | EVENT_NOUNS | PREPOSITIONS | CONJUNCTIONS | ADVERBS)
    return noun is not None and not verbal and bool(_DETERMINED.search(text, max(0, dated.start - 6), dated.start))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the sentences so far spoke of: the thing that 'it' stands for, the event that 'the next one' repeats."""

    topic: str | None
    event: str | None = None


class _Reading:
    """One sentence with its dates and happenings."""

    def __init__(self, line: Line, dates: Sequence[Dated], before: Spoken) -> None:
        self.line, self.dates, self.before = line, dates, before
        self.low, self.barred = line.low, line.barred
        self.scene = Scene(line)
        self.found = self.scene.happenings()

    def spoken(self, names: Mentioned) -> Spoken:
        """What this sentence adds to what was spoken of."""
        line = self.line
        defined = _DEFINED.match(line.text, line.start, line.end)
        topic = defined[1] if defined else names.last(line.end, _SUBJECTS, line.start)
        events = [h for h in self.found if h.nominal is None and self.low[h.first] not in AGAIN]
        event = line.printed(events[-1].first, events[-1].last) if events else None
        return Spoken(topic or self.before.topic, event or self.before.event)

    def occasions(self) -> Iterator[Occasion]:
        """What is dated in the sentence."""
        for dated in self._lasting():
            first, last = self.line.at(dated.start), self.line.at(dated.end)
            if self._is_bound(first, dated):
                since = self.scene.held_since(first) if self.low[first - 1] == "since" else None
                limit = since or self._limit(first, dated)
                occasion = limit and self._occasion(limit, dated, 0.7)
                if occasion:
                    yield occasion
                continue
            occasion = (
                self._copula(first, dated)
                or self._behind(first, dated)
                or self._ahead(first, last, dated)
                or self._clause(first, last, dated)
            )
            if occasion:
                yield occasion

    def _lasting(self) -> Iterator[Dated]:
        """The dates; those between which something lasted as one: 'a study begun in 2021 and completed in 2023'."""
        dates = list(self.dates)
        for first, last in pairwise(self.dates):
            between = self.low[self.line.at(first.end) : self.line.at(last.start)]
            begun = set(self.low[max(0, self.line.at(first.start) - 2) : self.line.at(first.start)]) & _BEGUN
            if begun and between[:1] == ["and"] and between[1:2] and between[1] in _ENDED and len(between) <= 3:
                dates = [d for d in dates if d not in (first, last)]
                coarser = max(first.precision, last.precision, key=_PRECISION.index)
                yield Dated(first.start, last.end, first.first, last.last, coarser)
        yield from dates

    def _is_bound(self, first: int, dated: Dated) -> bool:
        """Whether the date bounds a state ('since 2018', 'as of 31 March') and dates no happening."""
        at = first - 1
        while (
            at >= 0 and self.low[at] in ("the", "early", "late", "mid", "end", "of", "-") and self.low[at - 1] != "as"
        ):
            at -= 1
        before = self.low[at] if at >= 0 else ""
        period = before in ("ended", "ending") and at > 0 and self.low[at - 1] in _PERIODS
        as_of = before in ("of", "at") and at > 0 and self.low[at - 1] == "as"
        spans = dated.precision == "year" and dated.first.year < dated.last.year
        lasting = before == "from" and "/" not in dated.iso
        lasting |= before == "for" and not (at and self.low[at - 1] in _PLANNED)
        planned = first > 2 and self.low[first - 2] in _PLANNED and self.low[first - 3] in ("originally", "initially")
        return before in _NOT_ON or as_of or lasting or spans or period or planned

    def _limit(self, first: int, dated: Dated) -> Happening | None:
        """The deadline that an order sets: 'applications must be submitted by …'."""
        if dated.precision != "day" or not {"by", "before", "later"} & set(self.low[max(0, first - 2) : first]):
            return None
        order = next((at for at in range(first - 1, max(0, first - _FAR), -1) if self.low[at] in _ORDERS), 0)
        if not order or not _HANDED & set(self.low[order:first]):
            return None
        start, end = self.scene.subject(order)
        return Happening(start, first, start, end, "deadline", "verb", "deadline") if start < end else None

    def _copula(self, first: int, dated: Dated) -> Occasion | None:
        """'Market day was 7 October 2017'."""
        if dated.precision != "day" or first < 2 or self.low[first - 1] not in ("is", "was"):
            return None
        start, end = self.scene.subject(first - 1)
        if start == end or self.low[start] in ("it", "this", "that", "date", "there"):
            return None
        return self._occasion(Happening(start, first, start, end, None, "copula"), dated, 0.7)

    def _behind(self, first: int, dated: Dated) -> Occasion | None:
        """The nearest happening before the date that the words between still speak of."""
        ahead = [h for h in self.found if h.end <= first and not self._is_date(h)]
        if not ahead:
            return None
        nearest = max(ahead, key=lambda h: (h.end, h.rule != "noun", -h.start))
        return self._occasion(nearest, dated, _SURE[nearest.rule]) if self._speaks_of(nearest, first) else None

    def _speaks_of(self, happening: Happening, first: int) -> bool:
        gap = self.low[happening.end : first]
        if len(gap) > _FAR or any(self.barred[happening.end : first]) or {";", ":"} & set(gap):
            return False
        if gap and gap[0] in ("that", "which", "who"):
            return "," in gap[-3:]
        verbs = sum(self._is_finite(at) and not self._is_finite(at - 1) for at in range(happening.end, first))
        opens = all(word in DETERMINERS for word in self.low[: happening.start])
        allowed = 1 if happening.rule == "noun" and opens else 0
        return verbs <= allowed and not (set(gap) & (CONJUNCTIONS - {"and"}))

    def _is_finite(self, at: int) -> bool:
        return self.low[at] in AUXILIARIES | PAST or (self.low[at].endswith("ed") and len(self.low[at]) > 4)

    def _ahead(self, first: int, last: int, dated: Dated) -> Occasion | None:
        """The first happening behind a date that opens the sentence, or that the date is an attribute of."""
        behind = [h for h in self.found if h.start >= last]
        if not behind:
            return None
        nearest = behind[0]
        gap = self.low[last : nearest.start]
        if self._opens(first):
            between = [word for word in gap if word not in DETERMINERS and word != ","]
            verb = nearest.start
            while verb > last and (self.low[verb - 1] in AUXILIARIES or is_adverb(self.low[verb - 1])):
                verb -= 1
            subject = nearest.rule == "object" and len(between) <= 10 and not self._any_finite(last, verb)
            return self._occasion(nearest, dated, _SURE[nearest.rule] - 0.05) if subject or not between else None
        purpose = gap[:1] in (["for"], ["during"], ["at"]) and len(gap) <= 2 and nearest.rule == "noun"
        attribute = (
            not gap and nearest.rule == "noun" and dated.precision == "year" and dated.first.year == dated.last.year
        )
        return self._occasion(nearest, dated, 0.7 if purpose else 0.45) if attribute or purpose else None

    def _clause(self, first: int, last: int, dated: Dated) -> Occasion | None:
        """What the clause tells that the date stands in, where nothing in it names a happening."""
        clauses = Clauses(self.scene)
        if self._opens(first):
            told = clauses.opened(last, dated.precision)
        else:
            told = clauses.closed(first, last, dated.precision)
        return self._occasion(told, dated, _SURE[told.rule]) if told else None

    def _opens(self, first: int) -> bool:
        """Whether a date opens the sentence or, behind a semicolon or 'and', a clause."""
        at = first
        while at and first - at < _OPENING and self.low[at - 1] in PREPOSITIONS | DETERMINERS | _TIMES_OF:
            at -= 1
        return first <= 2 or at == 0 or (at < first and self.low[at - 1] in (";", "and", "but"))

    def _any_finite(self, first: int, last: int) -> bool:
        return any(self._is_finite(at) or self.low[at] in CONJUNCTIONS - {"and"} for at in range(first, last))

    def _is_date(self, happening: Happening) -> bool:
        """Whether the name names a date itself: 'release date'."""
        return self.low[happening.last - 1] in ("date", "dates")

    def _occasion(self, happening: Happening, dated: Dated, sure: float) -> Occasion | None:
        if dated not in self.dates:  # it lasted from the one to the other
            happening = replace(happening, nominal=None)
        name = self._name(happening)
        if name is None:
            return None
        start = min(dated.start, self.line.tokens[happening.start].start)
        end = max(dated.end, self.line.tokens[happening.end - 1].end)
        sure -= 0.25 if happening.rule == "noun" and dated.precision == "year" and sure > 0.5 else 0
        return Occasion(start, end, name, dated, sure * dated.confidence)

    def _name(self, happening: Happening) -> str | None:
        """What the happening is called; null where the words that a pronoun stands for were never said."""
        if self.low[happening.first] in AGAIN:
            return self.before.event and _NUMBERED.sub("", without_place(self.before.event))
        pronoun = self.low[happening.first : happening.last] == ["it"]
        if happening.rule == "clause" and self.low[happening.first] == "it" and not pronoun:
            return f"{self._meant(happening)} {self.line.printed(happening.first + 1, happening.last)}"
        return said(self.line, happening, self._meant(happening) if pronoun else None)

    def _meant(self, happening: Happening) -> str:
        """What 'it' stands for: what the sentence spoke of before, else what the sentences before are about."""
        ahead = [h for h in self.found if h.nominal and h.last <= happening.first]
        return self.line.printed(ahead[-1].first, ahead[-1].last) if ahead else self.before.topic or "it"


_SURE = {"clause": 0.55, "verb": 0.9, "object": 0.85, "noun": 0.85}


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
