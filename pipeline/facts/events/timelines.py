"""Dated lines: timelines, calendars, deadlines ('1994: founding of the club', 'Next meeting: 14 May 2025')."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.facts.dates import Dated, find_dates
from pipeline.facts.events.clausal import Clauses
from pipeline.facts.events.happenings import Happening, Scene
from pipeline.facts.events.nouns import Named
from pipeline.facts.events.verbnouns import DEEDS, NOMINALS
from pipeline.facts.events.verbs import SINCE
from pipeline.facts.events.words import EVENT_NOUNS
from pipeline.facts.keyfacts import Cells, dated_lines, key_facts
from pipeline.facts.mentioned import Mentioned, Mentions
from pipeline.facts.spans import Passage, sentences
from pipeline.facts.syntax import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PAST, PREPOSITIONS, Line

_NEAR = 15
_LINES = frozenset({"list_item", "paragraph", "other"})
_LONGEST = 160
_LABEL_FIRST = re.compile(r"\s*[:–—|]\s*|\s+-\s+")
_NO_EVENT = re.compile(
    r"(?i)(?:last\s)?(?:date|dated|updated?|published|printed|period|edition|version|status|source|data|duration|year"
    r"|accessed|revised|issue|valid|photos?|text|map|credit|author|contact|prepared|page|tel|phone|reference|copyright|©|as\sof|as\sat|timeline|dates?|save\sthe)\b"
)
_LABEL_BEFORE = re.compile(
    r"([^:–—.;,]{3,80}?)(?:\s*[:—]\s*|\s+[-–]\s+|(,\s))(?:[A-ZÀ-Þ][^,:;.]{1,40},\s(?:on\s)?){0,2}"
)
"""What is printed before a date: a label, a mark and perhaps a place."""

_NUMBER_BEHIND = re.compile(r"\s[0-9]{1,2}[.)]$")
"""The number of the next line, where lines have run together."""

_PLACED = re.compile(r"(?:,\s[A-ZÀ-Þ][^.:;]{1,40})?[\s.]*")
_IN_PLACE = re.compile(r",?\s(?:in|at|near)\s(?=[A-ZÀ-Þ])[^.;:()]{2,60}$")
_PLACES = frozenset({"GPE", "LOC", "FAC", "COUNTRY"})
_DATES = frozenset({"date", "dates", "when", "day"})
_OF_DATE = re.compile(r"(?i)^date\sof\s(?:the\s)?|\sdate$")
_VERBAL = AUXILIARIES | PAST | PREPOSITIONS | CONJUNCTIONS


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated happening in a block: offsets of its evidence, its name, and how sure it is."""

    start: int
    end: int
    name: str
    dated: Dated
    confidence: float


def said(line: Line, happening: Happening, subject: str | None = None) -> str:
    """The name of a happening; ``subject`` stands for a pronoun."""
    printed = without_place(subject or line.printed(happening.first, happening.last))
    if happening.nominal is None:
        return printed
    the = "" if subject is not None else _the(line, happening.first)
    tie = "for" if happening.nominal == "deadline" else "of"
    return f"{happening.nominal} {tie} {the}{printed}{_joined(line, *happening.joined)}{_agent(line, *happening.agent)}"


def _agent(line: Line, first: int, last: int) -> str:
    return f" by {_the(line, first)}{line.printed(first, last)}" if first < last else ""


def _joined(line: Line, first: int, last: int) -> str:
    if first == last:
        return ""
    printed = without_place(line.printed(first, last))
    return f" {printed}" if line.low[first] in PREPOSITIONS else f" to {_the(line, first)}{printed}"


def _the(line: Line, first: int) -> str:
    return "the " if first and line.low[first - 1] in DETERMINERS else ""


def without_place(name: str) -> str:
    """A name without the place behind it: 'board meeting in Oslo'."""
    return _IN_PLACE.sub("", name)


def calendars(passages: Sequence[Passage]) -> frozenset[int]:
    """The blocks of timelines that put nothing between date and event: neighbours that all open with a date."""
    opening = [passage.kind in _LINES and _opens_bare(passage.text) for passage in passages]
    return frozenset(
        passage.block
        for at, passage in enumerate(passages)
        if opening[at] and any(0 <= i < len(opening) and opening[i] for i in (at - 1, at + 1))
    )


def _opens_bare(text: str) -> bool:
    """Whether a short text is a date and a phrase, not a sentence about a year."""
    dates = find_dates(text[:_LONGEST]) if len(text) <= _LONGEST else []
    if not dates or text[: dates[0].start].strip() or _LABEL_FIRST.match(text, dates[0].end):
        return False
    behind = re.match(r"\s([^\W\d_][\w’'-]*)", text[dates[0].end :])
    return behind is not None and behind[1].lower() not in _VERBAL


def labelled(passage: Passage, dates: Sequence[Dated], names: Mentioned, *, bare: bool) -> Iterator[Occasion]:
    """Lines of a timeline, in one block or many: '1994: founding of the club', or the other way round.

    Args:
        passage: The block.
        dates: Its dates.
        names: The named things in it.
        bare: Whether it is a line of a calendar that puts no mark behind the date.
    """
    text = passage.text
    heads = dates[:1] if bare else [dated for dated in dates if _opens_line(text, dated)]
    for dated, behind in zip_longest(heads, heads[1:]):
        mark = _LABEL_FIRST.match(text, dated.end)
        start = mark.end() if mark else dated.end
        stretch = text[start : behind.start if behind else start + 2 * _LONGEST].strip()
        span = next(sentences(stretch), (0, 0))
        name = _NUMBER_BEHIND.sub("", stretch[: span[1]].partition(";")[0]).rstrip(" .,-–—•*|")
        if 2 < len(name) <= _LONGEST:
            at = text.index(stretch, start)
            told = _series(passage, at, at + len(name), names) or _stated(text, at, at + len(name), names)
            yield Occasion(dated.start, at + len(name), told, dated, 0.95)


def _opens_line(text: str, dated: Dated) -> bool:
    """Whether a date begins a line of a timeline: at the start of the block, or behind a mark and before a colon."""
    mark = _LABEL_FIRST.match(text, dated.end)
    if mark is None:
        return False
    before = text[max(0, dated.start - _NEAR) : dated.start].split()
    return not before or (":" in mark[0] and before[-1].lower() not in PREPOSITIONS | DETERMINERS)


def _series(passage: Passage, start: int, end: int, names: Mentioned) -> str | None:
    """The event that the heading names, where a line says nothing but where it was."""
    heading = (passage.section or "").rpartition(" > ")[2]
    printed = passage.text[start:end]
    for name in names.within(start, end):
        if name["label"] in _PLACES:
            printed = printed.replace(str(name["text"]), "")
    return heading if not re.search(r"\w", printed) and _is_series(heading) else None


def _is_series(heading: str) -> bool:
    low = heading.lower()
    return _is_event(heading) or (low.endswith("s") and _is_event(low.removesuffix("s")))


def labelled_before(text: str, start: int, end: int, dated: Dated) -> Occasion | None:
    """'Deadline for applications: 31 January 2025', and nothing else in the sentence but a place."""
    before = text[start : dated.start]
    head = _LABEL_BEFORE.fullmatch(before) if len(before) <= _LONGEST else None
    if head is None or not _PLACED.fullmatch(text, dated.end, end) or _NO_EVENT.match(_OF_DATE.sub("", head[1])):
        return None
    placed = head[2] or "," in before[head.end(1) :]
    return None if placed and not _is_event(head[1]) else Occasion(start, dated.end, _told(head[1]), dated, 0.8)


def _told(label: str) -> str:
    """The event that a label before a date names: 'Founded' is the founding, 'Launch date' the launch."""
    name = re.sub(r"(?i)^(?:the|next|last|previous|upcoming)\s", "", _OF_DATE.sub("", label))
    line = Line(name, 0, len(name))
    told = Clauses(Scene(line)).label()
    return said(line, told) if told else NOMINALS.get(name.lower(), name)


def _stated(text: str, start: int, end: int, names: Mentioned) -> str:
    """The name in a line of a timeline: the happening if it is a sentence, without the place."""
    name = text[start:end]
    line = Line(name, 0, len(name))
    for found in Scene(line).happenings()[:1]:
        if found.nominal and found.start <= 6 and not Named(line).is_event(0, found.start):
            return said(line, found)
    told = Clauses(Scene(line)).label()
    if told:
        return said(line, told)
    places = [thing for thing in names.within(start, end) if thing["label"] in _PLACES]
    comma = next((p["start"] for p in places if text[start : p["start"]].endswith(", ")), None)
    if comma is not None and all(text[p["start"] - 2 : p["start"]] == ", " for p in places if p["start"] >= comma):
        name = text[start : comma - 2]
    return without_place(name)


def tabled(passages: Sequence[Passage], names: Mentions, cells: Cells) -> Iterator[tuple[Passage, Occasion]]:
    """Events in tables: the lines of a calendar, and key facts such as 'Opened | 3 May 2014'."""
    for line in dated_lines(passages, cells):
        start, end = min(line.dated.start, line.said.start), max(line.dated.end, line.said.end)
        deed, told = _deed(line.head), line.said
        name = (
            without_place(told.text)
            if deed
            else _stated(line.passage.text, told.start, told.end, names[line.passage.block])
        )
        happens = deed or line.dated.precision != "year" or _is_event(told.text)  # 'Year | Wheat' heads data
        if len(told.text) <= _LONGEST and happens and (line.plain or deed or line.head.lower() in _DATES):
            yield line.passage, Occasion(start, end, f"{deed} of {name}" if deed else name, line.dated, 0.9)
    for fact in key_facts(passages, cells):
        name = _told(fact.label.text)
        dates = find_dates(fact.value.text[:_LONGEST])
        if len(dates) == 1 and dates[0].start == 0 and (name != fact.label.text or _is_event(name)):
            start = fact.value.start
            dated = Dated(start, start + dates[0].end, dates[0].first, dates[0].last, dates[0].precision)
            yield fact.passage, Occasion(fact.label.start, fact.value.end, name, dated, 0.8)


def _deed(head: str) -> str | None:
    """The deed that the head over dates tells: an adoption by 'Adopted', an opening by 'Opening'."""
    noun = SINCE.get(tuple(head.lower().split())) or _told(head.lower())
    return noun if noun in DEEDS or noun in EVENT_NOUNS or noun.startswith("entry into") else None


def _is_event(label: str) -> bool:
    line = Line(label, 0, len(label))
    return Named(line).is_event(0, len(line.tokens)) or label.lower().startswith("deadline")
