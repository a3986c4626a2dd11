"""What a document says of itself, tested: counts against lists, and dates of one event (``totals``: sums of tables).

A conflict is reported on strong evidence only; where the document could mean something else, nothing is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from pipeline.facts.events.merging import agree, key, same, tells_apart
from pipeline.facts.events.verbnouns import NOMINALS
from pipeline.facts.lists import Listed, top
from pipeline.facts.units import words

Row = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

_ONCE = frozenset(
    words(
        """launch opening closing closure inauguration signing founding foundation establishment creation adoption
        approval ratification enactment kick-off handover completion merger acquisition entry independence incorporation
        formation start end abolition repeal introduction ceremony summit election referendum census final proclamation
        dissolution commissioning decommissioning demolition unveiling consecration renaming nationalisation
        privatisation"""
    )
)
"""Words of events that happen once, or once a year."""

_ENDING = re.compile(r"(?<=\w{4})(?:ations?|at(?:ed|es?|ing)|ions?|ments?|ed|ing)$")
"""Endings of nouns and participles of one verb."""

_DEEDS = frozenset(NOMINALS.values())
_TELLING = 3
"""Words from which a name is told again in a fuller one."""

_SERIES = 20
"""Events of one name, number or year above which no two are compared."""

_BREATH = 5
"""Characters between two dates that are told in one breath."""

_SLIP = 2
"""By how many items a count may be wrong and still be meant for the list."""


def count_checks(lists: Sequence[Listed]) -> Iterator[Row]:
    """Claimed against listed, for every list that claims a count."""
    for listed in lists:
        claim, items = listed.claim, top(listed.items)
        if claim is None:
            continue
        fits = claim.count == len(items)
        if not fits and (listed.torn or min(claim.count, len(items)) < 2 or abs(claim.count - len(items)) > _SLIP):
            continue  # torn, or so far off that another list, or more than this one, is meant
        yield {
            "kind": "count",
            "status": "agree" if fits else "conflict",
            "claim": claim.words,
            "claim_page": claim.passage.page,
            "claim_block": claim.passage.block,
            "found": f"{len(items)} items",
            "found_page": items[0].page,
            "found_block": items[0].block,
            "expected": float(claim.count),
            "actual": float(len(items)),
            "message": f"'{claim.words}' announces {claim.count} items, the list has {len(items)}",
            "confidence": 0.9 if claim.strong else 0.7,
        }


def date_checks(events: Rows) -> Iterator[Row]:
    """Two dates for what must be one event; what has many dates is a series, and no event of one date."""
    series: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for event in events:
        name = () if event["ordinal"] else tuple(sorted(_words(event)))
        series[event["ordinal"], name].append(event)
        if not event["ordinal"]:
            series[(event["date_start"].year,)].append(event)
    for name, alike in series.items():
        if len(alike) <= _SERIES:
            within = _named_alike if len(name) > 1 else _fuller
            pairs = ((a, b) for a, b in combinations(alike, 2) if within(a, b))
            yield from (_date_row(a, b) for a, b in pairs if _contradict(a, b))


def _named_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return same(one, other) or _words(one) == _words(other)


def _fuller(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether one name says all that the other does, and more: 'opening of the ferry line by the king'."""
    a, b = sorted((_words(one), _words(other)), key=len)
    return _TELLING <= len(a) < len(b) and a < b


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return not agree(one, other) and _is_one(one, other) and not _in_one_breath(one, other)


def _words(event: Mapping[str, Any]) -> frozenset[str]:
    """The stems of an event's name: 'lamp automated' is 'automation of the lamp'."""
    return frozenset(_ENDING.sub("", NOMINALS.get(word, word)) for word in key(event["name"]))


def _is_deed(event: Mapping[str, Any]) -> bool:
    """Whether an event is something done to something, which is done once."""
    return any(word in NOMINALS or word in _DEEDS or _ENDING.search(word) for word in key(event["name"]))


def _in_one_breath(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether one stands right behind the other, as in 'in 2009 and early 2010': both are meant."""
    first, second = sorted((one, other), key=lambda event: (event["block"], event["start"]))
    return bool(first["block"] == second["block"] and second["start"] - first["end"] <= _BREATH)


def _date_row(one: Mapping[str, Any], other: Mapping[str, Any]) -> Row:
    return {
        "kind": "date",
        "status": "conflict",
        "claim": one["evidence"],
        "claim_page": one["page"],
        "claim_block": one["block"],
        "found": other["evidence"],
        "found_page": other["page"],
        "found_block": other["block"],
        "expected": None,
        "actual": None,
        "message": f"'{one['name']}' is dated {_dates(one)} here and {_dates(other)} there",
        "confidence": min(one["confidence"], other["confidence"]),
    }


def _is_one(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows of one name can only be the same event, not two of a series.

    The same number in the series proves it; so does, within a year, a name for what happens once, at one place, or a
    slip of the pen in the day on which something was done.
    """
    equal, ordinal = _words(one) == _words(other), one["ordinal"] or other["ordinal"]
    named = ((equal and tells_apart(one, other)) or _fuller(one, other)) and not ordinal
    placed = one["place"] and one["place"] == other["place"]
    if one["place"] and other["place"] and not placed:
        return False
    if named and ((placed and _overlap(one, other)) or ((placed or _is_deed(one)) and _slips(one, other))):
        return True
    if not (placed or tells_apart(one, other)):
        return False
    if one["ordinal"] and one["ordinal"] == other["ordinal"]:
        return True
    if ordinal or not equal:
        return False
    once = bool(key(one["name"]) & _ONCE)
    return once and (one["date_start"].year == other["date_start"].year or " of " in one["name"])


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["date_start"] <= other["date_end"] and other["date_start"] <= one["date_end"])


def _slips(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two days of one year differ so little that one is a slip: in the month, by a day, or in its digits."""
    if {one["date_precision"], other["date_precision"]} != {"day"}:
        return False
    a, b = one["date_start"], other["date_start"]
    if a.year != b.year or a.month != b.month:
        return bool(a.year == b.year and a.day == b.day)
    day, other_day = f"{a:%d}", f"{b:%d}"
    digits = sum(x != y for x, y in zip(day, other_day, strict=True))
    return abs(a.day - b.day) == 1 or digits == 1 or day == other_day[::-1]


def _dates(event: Mapping[str, Any]) -> str:
    ends = [event["date_start"].isoformat(), event["date_end"].isoformat()]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)
