"""What a document says of itself, tested: counts against lists, dates of one event, totals against their parts.

A conflict is reported on strong evidence only; where the document could mean something else, nothing is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pipeline.facts.lists import Listed, top
from pipeline.facts.merging import agree, key, same, tells_apart
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

_TOTAL = re.compile(
    r"(?i)\W*(?:grand\s|overall\s)?(?:total|sum|all|together)\b(?!\s(?:of\swhich|excluding|without|less))"
)
_BALANCE = re.compile(r"(?i)\W*(?:surplus|deficit|balance|net\s\w+|(?:operating\s)?result)\b")
"""What is left over: its parts are added with their signs."""

_PARTIAL = re.compile(r"(?i)\W*(?:of\swhich|including|incl\.|sub-?total|thereof|memo|average|mean|median)\b")
_NOT_ADDED = re.compile(
    r"(?i)%|\b(?:average|mean|median|rate|ratio|index|per|share|change|growth|density|rank|year|age|price|percentage|unique)\b"
)
_SERIES = 20
"""Events of one name or one number above which no two are compared."""

_BREATH = 5
"""Characters between two dates that are told in one breath."""

_SLIP = 2
"""By how many items a count may be wrong and still be meant for the list."""

_NEAR = 0.25
"""How far a total may be from the sum of its parts, relatively, and still be meant as their sum."""


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
        name = () if event["ordinal"] else tuple(sorted(key(event["name"])))
        series[event["ordinal"], name].append(event)
    for alike in series.values():
        if len(alike) <= _SERIES:
            yield from (_date_row(a, b) for a, b in combinations(alike, 2) if _contradict(a, b))


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return same(one, other) and not agree(one, other) and _is_one(one, other) and not _in_one_breath(one, other)


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

    The same number in the series proves it; so does, within a year, a name for what happens once, at one place.
    """
    placed = one["place"] and one["place"] == other["place"]
    named = (
        key(one["name"]) == key(other["name"]) and tells_apart(one, other) and not (one["ordinal"] or other["ordinal"])
    )
    if placed and named and (_overlap(one, other) or _slips(one, other)):
        return True
    if not (placed or tells_apart(one, other)) or (one["place"] and other["place"] and not placed):
        return False
    if one["ordinal"] and one["ordinal"] == other["ordinal"]:
        return True
    if one["ordinal"] or other["ordinal"] or key(one["name"]) != key(other["name"]):
        return False
    once = bool(key(one["name"]) & _ONCE)
    return once and (one["date_start"].year == other["date_start"].year or " of " in one["name"])


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["date_start"] <= other["date_end"] and other["date_start"] <= one["date_end"])


def _slips(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two days of one month differ so little that one is a slip: by a day, or in one digit."""
    if {one["date_precision"], other["date_precision"]} != {"day"}:
        return False
    a, b = one["date_start"], other["date_start"]
    digits = sum(x != y for x, y in zip(f"{a:%d}", f"{b:%d}", strict=True))
    return bool((a.year, a.month) == (b.year, b.month) and (abs((a - b).days) == 1 or digits == 1))


def _dates(event: Mapping[str, Any]) -> str:
    ends = [event["date_start"].isoformat(), event["date_end"].isoformat()]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed total with its parts, along one column or row."""

    total: Mapping[str, Any]
    parts: tuple[Mapping[str, Any], ...]
    heading: str
    signed: bool = False

    @property
    def found(self) -> float:
        return float(sum(part["value"] for part in self.parts))

    @property
    def off(self) -> float:
        """How far the total is from the sum of its parts."""
        return float(abs(self.total["value"] - self.found))

    @property
    def fits(self) -> bool:
        """Whether rounding explains the difference: half of the last printed place for each number."""
        places = min(_decimals(cell["text"]) for cell in (self.total, *self.parts))
        return bool(self.off <= 0.5 * 10**-places * (len(self.parts) + 1) * _scale(self.total) + 1e-9)

    @property
    def is_sum(self) -> bool:
        """Whether the numbers are of a kind that adds up."""
        values = [part["value"] for part in self.parts]
        signs = self.signed or (min(values) >= 0 and self.total["value"] >= max(values))
        return signs and self.off <= _NEAR * abs(self.total["value"]) and not _NOT_ADDED.search(self.heading)


def _decimals(text: str) -> int:
    """Printed decimals; a number ending in zeros is taken as printed in full."""
    match = re.search(r"[0-9][.,]([0-9]{1,2})(?![0-9])", text)
    return len(match[1]) if match else 0


def _scale(cell: Mapping[str, Any]) -> float:
    """By how much a word such as 'million' scales the printed digits."""
    digits = re.sub(r"\D", "", cell["text"].split(".")[0]) or "1"
    return max(1.0, 10.0 ** max(0, len(str(int(abs(cell["value"])))) - len(digits)))


def total_checks(cells: Rows) -> Iterator[Row]:
    """Printed totals of tables against the sums of their parts."""
    tables: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for cell in cells:
        tables[cell["table"]].append(cell)
    for table in tables.values():
        wrong: set[tuple[int, int]] = set()
        for down in (True, False):
            sums = list(_sums(table, down=down))
            fitting = sum(one.fits for one in sums)
            for one in sums:
                place = one.total["row"], one.total["column"]
                if one.fits:
                    yield _total_row(one)
                elif one.is_sum and place not in wrong and (fitting or (down and len(sums) == 1)):
                    wrong.add(place)
                    yield _total_row(one)


def _sums(table: Rows, *, down: bool) -> Iterator[_Sum]:
    """The totals of a table, in columns or rows: the last line called so, over all lines before it."""
    line, across = ("row", "column") if down else ("column", "row")
    grid = {(cell[line], cell[across]): cell for cell in table}
    lines = sorted({at for at, _ in grid})
    named = {at: grid[at, 0]["text"] for at in lines if (at, 0) in grid}
    totals = [at for at in lines if at and _TOTAL.match(named.get(at, ""))]
    signed = not totals and bool(lines) and _BALANCE.match(named.get(lines[-1], "")) is not None
    totals = lines[-1:] if signed else totals
    if len(totals) != 1 or any(_PARTIAL.match(name) for name in named.values()):
        return
    for other in sorted({at for _, at in grid} - {0}):
        heads = [grid[at, other] for at in lines if (at, other) in grid and _is_head(grid[at, other], down)]
        parts = [grid.get((at, other)) for at in lines if 0 < at < totals[0]]
        total = grid.get((totals[0], other))
        body = [part for part in parts if part is not None and not (down and part["is_header"])]
        if total is None or total["value"] is None or len(body) < 2 or any(part["value"] is None for part in body):
            continue
        if not signed or min(part["value"] for part in body) < 0:
            yield _Sum(total, tuple(body), " ".join(str(head["text"]) for head in heads), signed)


def _is_head(cell: Mapping[str, Any], down: bool) -> bool:
    return bool(cell["is_header"]) if down else cell["column"] == 0


def _total_row(one: _Sum) -> Row:
    total, first = one.total, one.parts[0]
    found = f"{one.found:,.{_decimals(total['text'])}f}"
    verdict = "as printed" if one.fits else f"the printed total is {total['text']}"
    return {
        "kind": "total",
        "status": "agree" if one.fits else "conflict",
        "claim": total["text"],
        "claim_page": total["page"],
        "claim_block": total["block"],
        "found": found,
        "found_page": first["page"],
        "found_block": first["block"],
        "expected": total["value"],
        "actual": one.found,
        "message": f"{one.heading or 'table'}: the {len(one.parts)} parts add up to {found}, {verdict}",
        "confidence": 0.9,
    }
