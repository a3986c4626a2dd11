"""Which happening each date of a sentence belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.facts.dates import Dated
from pipeline.facts.events.bounds import begun, is_bound, limit
from pipeline.facts.events.calling import NUMBERED, Sentence, Spoken
from pipeline.facts.events.clausal import Clauses
from pipeline.facts.events.happenings import Happening
from pipeline.facts.events.timelines import Occasion
from pipeline.facts.events.words import ORDINAL_WORDS
from pipeline.facts.syntax import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    Line,
    is_adverb,
)
from pipeline.facts.units import words

_PRECISION = ("day", "month", "year")
_BEGUN = frozenset(words("begun began started launched commenced initiated undertaken opened way"))
"""Words before the date that something began on; 'way' is that of 'got under way'."""

_ENDED = frozenset(words("completed ended finished concluded closed lasted continued"))
_TIMES_OF = frozenset(
    words(
        """midnight noon dawn dusk small hours night evening morning afternoon day weekend week early late mid
        beginning end effect"""
    )
)
_OPENING = 5
"""Words before a date that opens a clause: 'on the evening of 3 May'."""

_SURE = {"clause": 0.55, "verb": 0.9, "object": 0.85, "noun": 0.85}
_FAR = 15
"""Words that may stand between a happening and its date."""


class Reading(Sentence):
    """One sentence with its dates and happenings."""

    def __init__(self, line: Line, dates: Sequence[Dated], before: Spoken) -> None:
        super().__init__(line, before)
        self.dates = dates

    def occasions(self) -> Iterator[Occasion]:
        """What is dated in the sentence."""
        latest: Occasion | None = None
        for dated in self._lasting():
            first, last = self.line.at(dated.start), self.line.at(dated.end)
            set_by = begun(self.scene, first) or limit(self.scene, first, dated)
            occasion = self._occasion(set_by, dated, 0.7) if set_by else None
            if occasion or is_bound(self.low, first, dated):
                if occasion:
                    yield occasion
                continue
            occasion = (
                self._copula(first, dated)
                or self._behind(first, last, dated)
                or self._aside(first, last, dated)
                or self._ahead(first, last, dated)
                or self._clause(first, last, dated)
                or self._bracketed(first, dated)
                or (latest and self._again(latest, first, dated))
            )
            if occasion:
                yield occasion
            latest = occasion

    def _lasting(self) -> Iterator[Dated]:
        """The dates; those between which something lasted as one: 'a study begun in 2021 and completed in 2023'."""
        dates = list(self.dates)
        for first, last in pairwise(self.dates):
            between = self.low[self.line.at(first.end) : self.line.at(last.start)]
            begun = set(self.low[max(0, self.line.at(first.start) - 2) : self.line.at(first.start)]) & _BEGUN
            verb = next((word for word in between[1:] if word not in AUXILIARIES), "")
            if begun and between[:1] == ["and"] and verb in _ENDED and len(between) <= 4:
                dates = [d for d in dates if d not in (first, last)]
                coarser = max(first.precision, last.precision, key=_PRECISION.index)
                yield Dated(first.start, last.end, first.first, last.last, coarser)
        yield from dates

    def _copula(self, first: int, dated: Dated) -> Occasion | None:
        """'Market day was 7 October 2017'."""
        if dated.precision != "day" or first < 2 or self.low[first - 1] not in ("is", "was"):
            return None
        start, end = self.scene.subject(first - 1)
        if start == end or self.low[start] in ("it", "this", "that", "date", "there"):
            return None
        return self._occasion(Happening(start, first, start, end, None, "copula"), dated, 0.7)

    def _behind(self, first: int, last: int, dated: Dated) -> Occasion | None:
        """The nearest happening before the date that the words between still speak of."""
        ahead = [h for h in self.found if h.end <= first and not self._is_date(h)]
        if not ahead:
            return None
        nearest = max(ahead, key=lambda h: (h.end, h.rule != "noun", -h.start))
        if not self._speaks_of(nearest, first):
            return None
        aim = next((h for h in self.found if h.start >= last), None)
        meant = aim if aim and nearest.act == "meeting" and self._is_aim(last, aim) else nearest
        return self._occasion(meant, dated, _SURE[meant.rule])

    def _is_aim(self, last: int, happening: Happening) -> bool:
        """Whether 'for' puts an event right behind a date: 'met on 3 May 2021 for the second session'."""
        gap = self.low[last : happening.start]
        return happening.rule == "noun" and len(gap) <= 2 and gap[:1] in (["for"], ["during"], ["at"])

    def _aside(self, first: int, last: int, dated: Dated) -> Occasion | None:
        """The happening whose name the date follows between commas: 'the next fair, in May 2026, will be hosted by'."""
        around = (h for h in self.found if h.last < first and last < h.end and h.rule == "verb")
        found = next((h for h in around if self.low[h.last] in (",", "(") and self.low[last] in (",", ")")), None)
        return self._occasion(found, dated, 0.85) if found and first - found.last <= 2 else None

    def _bracketed(self, first: int, dated: Dated) -> Occasion | None:
        """What stands before a bracket with days and perhaps a place: 'the summer school (Brest, 6–17 July 2026)'."""
        at = first - 1
        while at > max(0, first - _OPENING) and (self.low[at] == "," or self.line.tokens[at].text[0].isupper()):
            at -= 1
        if dated.precision != "day" or dated.first == dated.last or at < 1 or self.low[at] != "(":
            return None
        start, end = self.scene.phrases.subject(at, main=False)
        found = Happening(start, at, start, end, None, "clause")
        return self._occasion(found, dated, 0.7) if start < end else None

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
        low = self.low[at]
        return low in AUXILIARIES | PAST or (low.endswith("ed") and len(low) > 4 and "-" not in low)

    def _ahead(self, first: int, last: int, dated: Dated) -> Occasion | None:
        """The first happening behind a date that opens the sentence, or that the date is an attribute of."""
        behind = [h for h in self.found if h.start >= last]
        if not behind:
            return None
        nearest = behind[0]
        gap = self.low[last : nearest.start]
        told = last + (gap[:1] == [","])
        if self.low[told : told + 1] in (["when"], ["that"]) and not self._any_finite(told + 1, nearest.start):
            return self._occasion(nearest, dated, _SURE[nearest.rule])
        if self._opens(first):
            between = [word for word in gap if word not in DETERMINERS and word != ","]
            verb = nearest.start
            while verb > last and (self.low[verb - 1] in AUXILIARIES or is_adverb(self.low[verb - 1])):
                verb -= 1
            subject = nearest.rule == "object" and len(between) <= 10 and not self._any_finite(last, verb)
            return self._occasion(nearest, dated, _SURE[nearest.rule] - 0.05) if subject or not between else None
        purpose = self._is_aim(last, nearest)
        attribute = (
            not gap and nearest.rule == "noun" and dated.precision == "year" and dated.first.year == dated.last.year
        )
        return self._occasion(nearest, dated, 0.7 if purpose else 0.45) if attribute or purpose else None

    def _again(self, latest: Occasion, first: int, dated: Dated) -> Occasion | None:
        """The same happening on another date: 'workshops were held in Lima on … and in Quito on …'."""
        at = self.line.at(latest.dated.end)
        between = self.low[at:first]
        gapped = self._gapped(at, first)
        if gapped:
            return self._occasion(gapped, dated, 0.8)
        joined = between[:1] in (["and"], [","]) and len(between) <= _FAR
        if not joined or any(self._is_finite(i) for i in range(at, first)) or CONJUNCTIONS - {"and"} & set(between):
            return None
        number = next((word for word in between if word in ORDINAL_WORDS), None)
        name = f"{number} {NUMBERED.sub('', latest.name)}" if number else latest.name
        start = self.line.tokens[at].start
        return Occasion(start, dated.end, name, dated, min(latest.confidence, 0.6))

    def _gapped(self, at: int, first: int) -> Happening | None:
        """What is said of another thing by the verb of the clause before: 'Peru joined in 2001, Chile in …'."""
        while self.low[at] in {",", "and", "but"} | DETERMINERS:
            at += 1
        named = at < first - 1 and all(token.text[0].isupper() for token in self.line.tokens[at : first - 1])
        event = self.scene.phrases.is_event(at, first - 1)
        told = [h for h in self.found if h.end <= at and h.rule == "verb" and (h.nominal or event)]
        if not named or self.low[first - 1] not in PREPOSITIONS or not told or self.low[at] in PREPOSITIONS:
            return None
        proper = self.line.tokens[told[-1].first].text[0].isupper()
        return replace(told[-1], start=at, end=first, first=at, last=first - 1) if proper else None

    def _clause(self, first: int, last: int, dated: Dated) -> Occasion | None:
        """What the clause tells that the date stands in, where nothing in it names a happening."""
        clauses = Clauses(self.scene)
        if self._opens(first):
            told = clauses.opened(last, dated.precision)
        else:
            told = clauses.closed(first, last, dated.precision)
            if told is None and dated.precision == "day":
                told = clauses.named(first)
        return self._occasion(told, dated, _SURE[told.rule]) if told else None

    def _opens(self, first: int) -> bool:
        """Whether a date opens the sentence or, behind a semicolon or 'and', a clause."""
        at = first
        while at and first - at < _OPENING and self.low[at - 1] in PREPOSITIONS | DETERMINERS | _TIMES_OF:
            at -= 1
        if at > 0 and self.low[at - 1] == ",":  # 'A year later, on 3 May 2014, …'
            return at <= 2 * _OPENING and not self._any_finite(0, at - 1)
        return first <= 2 or at == 0 or (at < first and self.low[at - 1] in (";", "and", "but"))

    def _any_finite(self, first: int, last: int) -> bool:
        return any(self._is_finite(at) or self.low[at] in CONJUNCTIONS - {"and"} for at in range(first, last))

    def _is_date(self, happening: Happening) -> bool:
        """Whether the name names a date itself: 'release date'."""
        return self.low[happening.last - 1] in ("date", "dates")

    def _occasion(self, happening: Happening, dated: Dated, sure: float) -> Occasion | None:
        if dated not in self.dates:  # it lasted from the one to the other
            happening = replace(happening, nominal=None)
        name = self.name(happening)
        if name is None:
            return None
        start = min(dated.start, self.line.tokens[happening.start].start)
        end = max(dated.end, self.line.tokens[happening.end - 1].end)
        sure -= 0.25 if happening.rule == "noun" and dated.precision == "year" and sure > 0.5 else 0
        return Occasion(start, end, name, dated, sure * dated.confidence)
