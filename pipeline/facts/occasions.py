"""Events: happenings with the dates, places and countries that the document gives them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from pipeline.facts.dates import Dated, find_dates
from pipeline.facts.eventwords import NOMINALS
from pipeline.facts.happenings import Happening, Scene
from pipeline.facts.mentioned import Mentioned, Mentions, Name
from pipeline.facts.merging import ordinal
from pipeline.facts.spans import Passage, sentences
from pipeline.facts.syntax import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PAST, Line, stretches
from pipeline.facts.units import words

SILENT = frozenset({"table", "title"})
_NOT_ON = frozenset(words("since until till by before after of-as pre post"))
_PLANNED = frozenset(words("scheduled planned due set slated fixed announced expected"))
_SUBJECTS = frozenset({"ORG", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MARKS = tuple(";—–-•*|")
_FAR = 15
"""Words that may stand between a happening and its date."""

_LABEL_FIRST = re.compile(r"\s*[:–—]\s*|\s+-\s+")
_NO_EVENT = re.compile(
    r"(?i)(?:last\s)?(?:date|dated|updated?|published|printed|period|edition|version|status|source|data|duration|year"
    r"|accessed|revised|issue|valid|page|tel|phone|reference|copyright|©|as\sof|as\sat|timeline|dates?)\b"
)
_PLACED = re.compile(r"(?:,\s[A-ZÀ-Þ][^.:;]{1,40})?[\s.]*")
_IN_PLACE = re.compile(r",?\s(?:in|at)\s(?=[A-ZÀ-Þ])[^.;:()]{2,60}$")
_PRINTED_PLACE = re.compile(r"(?<!\w)(?:in|at)\s((?:[A-ZÀ-Þ][\w’'-]+)(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated happening in a block: offsets of its evidence, its name, and how sure it is."""

    start: int
    end: int
    name: str
    dated: Dated
    confidence: float


def events_of(passages: Sequence[Passage], names: Mentions) -> Iterator[dict[str, Any]]:
    """Rows for every dated happening; one named several times with the same date comes several times."""
    countries = set(names.ids("COUNTRY"))
    home = next(iter(countries)) if len(countries) == 1 else None
    topic = next((p.text for p in passages if p.kind == "title"), None)
    for passage in passages:
        inside = names[passage.block]
        if passage.kind not in SILENT:
            for found in _occasions(passage, inside, topic):
                yield _row(passage, found, inside, home)
        topic = inside.last(len(passage.text), _SUBJECTS) or topic


def _occasions(passage: Passage, names: Mentioned, topic: str | None) -> Iterator[Occasion]:
    text = passage.text
    dates = find_dates(text)
    if not dates:
        return
    labelled = list(_labelled(text, dates)) if passage.kind != "heading" else []
    yield from labelled
    told = {occasion.dated.start for occasion in labelled}
    dates = [dated for dated in dates if dated.start not in told]
    places = [dated.start for dated in dates]
    for start, end in stretches(text):
        inside = dates[bisect_left(places, start) : bisect_left(places, end)]
        if inside:
            yield from _Reading(Line(text, start, end, [(d.start, d.end) for d in inside]), inside, topic).occasions()
        topic = names.last(end, _SUBJECTS, start) or topic


def _labelled(text: str, dates: Sequence[Dated]) -> Iterator[Occasion]:
    """Lines of a timeline, in one block or many: '1994: founding of the club', or the other way round."""
    heads = [dated for dated in dates if _opens_line(text, dated)]
    for dated, behind in zip_longest(heads, heads[1:]):
        mark = _LABEL_FIRST.match(text, dated.end)
        start = mark.end() if mark else dated.end
        stretch = text[start : behind.start if behind else len(text)]
        span = next(sentences(stretch), (0, 0))
        name = stretch[: span[1]].partition(";")[0].rstrip(" .,-–—•*|")
        if 2 < len(name) <= 160:
            yield Occasion(dated.start, start + len(name), _stated(name), dated, 0.95)
    if not heads:
        yield from _label_before(text, dates[-1])


def _opens_line(text: str, dated: Dated) -> bool:
    """Whether a date begins a line of a timeline: at the start of the block, or behind a mark and before a colon."""
    mark = _LABEL_FIRST.match(text, dated.end)
    before = text[max(0, dated.start - 3) : dated.start].rstrip()
    first = not text[max(0, dated.start - _FAR) : dated.start].strip()
    return mark is not None and (first or (":" in mark[0] and before[-1:] in _MARKS))


def _label_before(text: str, last: Dated) -> Iterator[Occasion]:
    """'Deadline for applications: 31 January 2025', and nothing else in the block but a place."""
    head = re.match(r"([^:–—.;]{3,80}?)(?:\s*[:—]\s*|\s+[-–]\s+)$", text[: last.start][-90:])
    if head is None or not _PLACED.fullmatch(text, last.end) or last.start > 90 or _NO_EVENT.match(head[1]):
        return
    name = re.sub(r"(?i)^(?:the|next|last|previous|upcoming)\s", "", head[1])
    yield Occasion(0, last.end, NOMINALS.get(name.lower(), name), last, 0.8)


def _stated(text: str) -> str:
    """The name in a line of a timeline: the happening if it is a sentence, without the place."""
    line = Line(text, 0, len(text))
    for found in Scene(line).happenings()[:1]:
        if found.nominal and found.start <= 6:
            return _name(line, found, None)
    return _IN_PLACE.sub("", text)


class _Reading:
    """One sentence with its dates and happenings."""

    def __init__(self, line: Line, dates: Sequence[Dated], topic: str | None) -> None:
        self.line, self.dates, self.topic = line, dates, topic
        self.low, self.barred = line.low, line.barred
        self.scene = Scene(line)
        self.found = self.scene.happenings()

    def occasions(self) -> Iterator[Occasion]:
        """What is dated in the sentence."""
        for dated in self.dates:
            first, last = self.line.at(dated.start), self.line.at(dated.end)
            if self._is_bound(first, dated):
                continue
            occasion = self._copula(first, dated) or self._behind(first, dated) or self._ahead(first, last, dated)
            if occasion:
                yield occasion

    def _is_bound(self, first: int, dated: Dated) -> bool:
        """Whether the date bounds a state ('since 2018', 'as of 31 March') and dates no happening."""
        at = first - 1
        while (
            at >= 0 and self.low[at] in ("the", "early", "late", "mid", "end", "of", "-") and self.low[at - 1] != "as"
        ):
            at -= 1
        before = self.low[at] if at >= 0 else ""
        as_of = before in ("of", "at") and at > 0 and self.low[at - 1] == "as"
        spans = dated.precision == "year" and dated.first.year < dated.last.year
        lasting = before == "from" and "/" not in dated.iso
        lasting |= before == "for" and not (at and self.low[at - 1] in _PLANNED)
        return before in _NOT_ON or as_of or lasting or spans

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
        verbs = sum(self._is_finite(at) for at in range(happening.end, first))
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
        if first <= 2:
            between = [word for word in gap if word not in DETERMINERS and word != ","]
            subject = nearest.rule == "object" and len(between) <= 10 and not self._any_finite(last, nearest.start)
            return self._occasion(nearest, dated, _SURE[nearest.rule] - 0.05) if subject or not between else None
        attribute = (
            not gap and nearest.rule == "noun" and dated.precision == "year" and dated.first.year == dated.last.year
        )
        return self._occasion(nearest, dated, 0.45) if attribute else None

    def _any_finite(self, first: int, last: int) -> bool:
        return any(self._is_finite(at) or self.low[at] in CONJUNCTIONS - {"and"} for at in range(first, last))

    def _is_date(self, happening: Happening) -> bool:
        """Whether the name names a date itself: 'release date'."""
        return self.low[happening.last - 1] in ("date", "dates")

    def _occasion(self, happening: Happening, dated: Dated, sure: float) -> Occasion:
        start = min(dated.start, self.line.tokens[happening.start].start)
        end = max(dated.end, self.line.tokens[happening.end - 1].end)
        sure -= 0.25 if happening.rule == "noun" and dated.precision == "year" and sure > 0.5 else 0
        return Occasion(start, end, _name(self.line, happening, self.topic), dated, sure * dated.confidence)


_SURE = {"verb": 0.9, "object": 0.85, "noun": 0.85}


def _name(line: Line, happening: Happening, topic: str | None) -> str:
    printed = line.printed(happening.first, happening.last)
    if printed.lower() == "it":
        printed, bare = topic or printed, True
    else:
        bare = happening.first == 0 or line.low[happening.first - 1] not in DETERMINERS
    printed = _IN_PLACE.sub("", printed)
    if happening.nominal is None:
        return printed
    link = "to" if happening.nominal == "accession" else "of"
    return f"{happening.nominal} {link} {'' if bare else 'the '}{printed}"


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
