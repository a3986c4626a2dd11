"""Which events are the same: one name, one number in the series, and dates that do not contradict each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pipeline.facts.events.verbnouns import NOMINALS
from pipeline.facts.events.words import ORDINAL_WORDS
from pipeline.facts.numbers import TENS
from pipeline.facts.units import words

_SMALL = frozenset(words("the a an of its their this in for on with to and"))
_OCCASIONS = frozenset(words("night day ceremony event evening gala weekend week party celebration"))
_DEEDS = frozenset(NOMINALS.values())
_ORDINAL = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th)")

_MOST = 0.6
_COMPARED = 50
"""With how many events of a year that share a word a further one is compared."""

Event = Mapping[str, Any]


def ordinal(name: str) -> int | None:
    """The number in a series that a name says: 8 for '8th Harbour Forum', 2 for 'Second Congress'."""
    for word in name.lower().split()[:4]:
        if match := _ORDINAL.fullmatch(word):
            return int(match[1])
        if word in ORDINAL_WORDS:
            return ORDINAL_WORDS[word]
        tens, _, unit = word.partition("-")
        if tens in TENS and unit in ORDINAL_WORDS:
            return TENS[tens] + ORDINAL_WORDS[unit]
    return None


def key(name: str) -> frozenset[str]:
    """The words that make an event's name, without its number in the series."""
    found = re.findall(r"[\w’'-]+", name.lower())
    return frozenset(w for w in found if w not in _SMALL and w not in ORDINAL_WORDS and not _ORDINAL.fullmatch(w))


def same(one: Event, other: Event) -> bool:
    """Whether two rows name the same event, whatever they say of its date.

    One name may leave out words that the other has; the number in the series decides where both give it.
    """
    a, b = _told(one["name"]), _told(other["name"])
    if not a or not b or (one["ordinal"] and other["ordinal"] and one["ordinal"] != other["ordinal"]):
        return False
    return a <= b or b <= a or (_days(one) == _days(other) and _says_the_same(one, other))


def _says_the_same(one: Event, other: Event) -> bool:
    """Whether the names that two blocks give what was on one day share most of the words of one."""
    a, b = key(one["name"]), key(other["name"])
    dated = {one["date_precision"], other["date_precision"]} <= {"day", "month"}
    return dated and one["block"] != other["block"] and len(a & b) >= max(2, _MOST * min(len(a), len(b)))


def _told(name: str) -> frozenset[str]:
    """The words that tell an event apart: 'opening night' is an opening."""
    words_of = key(name)
    deeds = words_of - _OCCASIONS
    return deeds if deeds and deeds <= _DEEDS else words_of


def agree(one: Event, other: Event) -> bool:
    """Whether the dates of two rows can both be right: one lies within the other."""
    a, b = _days(one), _days(other)
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def _days(event: Event) -> tuple[date, date]:
    return event["date_start"], event["date_end"]


def tells_apart(one: Event, other: Event) -> bool:
    """Whether the shorter of two names says enough to be that of one event, and no other of its kind."""
    return min(len(key(one["name"])), len(key(other["name"]))) >= 2


def best(events: Iterable[Event]) -> list[Event]:
    """One row for each event and date, in the order of the text: the most precise, surest and fullest."""
    kept: list[Event] = []
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for event in events:
        shelves = [(event["date_start"].year, word) for word in sorted(key(event["name"]))]
        alike = sorted({at for shelf in shelves for at in places[shelf][-_COMPARED:]})
        at = next((at for at in alike if _is_one(event, kept[at])), None)
        if at is None:
            for shelf in shelves:
                places[shelf].append(len(kept))
            kept.append(event)
        elif _rank(event) > _rank(kept[at]):
            kept[at] = event
    return sorted(kept, key=lambda event: (event["block"], event["start"]))


def _is_one(event: Event, other: Event) -> bool:
    sure = _days(event) == _days(other) or tells_apart(event, other) or _is_bare(event, other)
    return sure and same(event, other) and agree(event, other)


def _is_bare(one: Event, other: Event) -> bool:
    """Whether the coarser of two dates belongs to a bare deed, as in 'Founded: 1994'."""
    coarse, fine = sorted((one, other), key=lambda event: _days(event)[0] - _days(event)[1])
    return coarse["date_precision"] != fine["date_precision"] and key(coarse["name"]) <= _DEEDS


def _rank(event: Event) -> tuple[int, float, int]:
    precision = {"day": 2, "month": 1}.get(str(event["date_precision"]), 0)
    return precision, event["confidence"], len(event["name"])
