"""Printed totals of tables against the sums of their parts, down the columns and along the rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.facts.checks.doubts import Place

Row = dict[str, Any]
Cell = Mapping[str, Any]

_TOTAL = re.compile(
    r"(?i)\W*(?:(?:[\w’'-]+\s){0,2}total|(?:grand\s|overall\s)?(?:sum|all|together|altogether|combined|overall))\b"
    r"(?!\s(?:of\swhich|excluding|without|less))"
)
_BALANCE = re.compile(r"(?i)\W*(?:surplus|deficit|balance|net\s\w+|(?:operating\s)?result)\b")
"""What is left over: its parts are added with their signs."""

_WITHIN = re.compile(r"(?i)\W*(?:of\swhich|including|incl\.|thereof|memo)\b")
"""Lines that tell of a part of the line above."""

_OTHERWISE = re.compile(r"(?i)\W*(?:(?:[\w’'-]+\s)?sub-?total|average|mean|median)\b")
"""Lines that are neither part nor total."""

_NOT_ADDED = re.compile(
    r"(?i)%|\b(?:average|mean|median|rate|ratio|index|per|share|change|growth|density|rank|year|age|price|percentage|unique)\b"
)
_NOTHING = re.compile(r"[\s–—-]+|nil|none")
"""A cell that stands for zero, as like as not."""

_DIGITS = 3
"""Digits below which another number is soon had by changing one."""

_NEAR = 0.25
"""How far a total may be from the sum of its parts, relatively, and still be meant as their sum."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed total with its parts, along one column or row; ``plain`` if all that could be a part is one."""

    total: Cell
    parts: tuple[Cell, ...]
    heading: str
    signed: bool = False
    plain: bool = True

    @property
    def places(self) -> Iterator[Place]:
        """Where its numbers stand."""
        return ((cell["block"], cell["row"], cell["column"]) for cell in (self.total, *self.parts))

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
    def adds_up(self) -> bool:
        """Whether the numbers are of a kind that is added, as far as their head tells."""
        return not _NOT_ADDED.search(self.heading)

    @property
    def is_sum(self) -> bool:
        """Whether the total can be meant as the sum."""
        values = [part["value"] for part in self.parts]
        signs = self.signed or (min(values) >= 0 and self.total["value"] >= max(values))
        near = self.off <= _NEAR * abs(self.total["value"]) or self.slips
        return signs and near and self.adds_up

    @property
    def slips(self) -> bool:
        """Whether the total is the sum but for one digit, or for two that changed places."""
        places = _decimals(self.total["text"])
        printed, right = (f"{value:.{places}f}" for value in (self.total["value"], self.found))
        wrong = [at for at, (a, b) in enumerate(zip(printed, right, strict=False)) if a != b]
        if len(printed) != len(right) or len(printed) < _DIGITS or not wrong:
            return False
        first, last = wrong[0], wrong[-1]
        swapped = last == first + 1 and printed[first : last + 1] == right[first : last + 1][::-1]
        return len(wrong) == 1 or swapped


def _decimals(text: str) -> int:
    """Printed decimals; a number ending in zeros is taken as printed in full."""
    match = re.search(r"[0-9][.,]([0-9]{1,2})(?![0-9])", text)
    return len(match[1]) if match else 0


def _scale(cell: Cell) -> float:
    """By how much a word such as 'million' scales the printed digits."""
    digits = re.sub(r"\D", "", cell["text"].split(".")[0]) or "1"
    return max(1.0, 10.0 ** max(0, len(str(int(abs(cell["value"])))) - len(digits)))


def total_checks(cells: Sequence[Cell], doubtful: frozenset[Place] = frozenset()) -> Iterator[Row]:
    """A row for every printed total of a table that is the sum of its parts, or should be.

    It should be where another total of the table is, or there is but one, or where it is wrong by a slip of the pen;
    but not where a number was read with doubt.

    Args:
        cells: Those of all tables.
        doubtful: Cells that may have been misread.
    """
    tables: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        tables[cell["table"]].append(cell)
    for table in tables.values():
        wrong: set[tuple[int, int]] = set()
        for down in (True, False):
            sums = list(_sums(table, down=down))
            added = any(one.fits for one in sums) or (down and sum(one.adds_up for one in sums) == 1)
            for one in sums:
                place = one.total["row"], one.total["column"]
                if one.fits:
                    yield _total_row(one)
                elif doubtful.intersection(one.places):
                    continue
                elif one.is_sum and place not in wrong and (one.slips or (added and one.plain)):
                    wrong.add(place)
                    yield _total_row(one)


def _sums(table: Sequence[Cell], *, down: bool) -> Iterator[_Sum]:
    """The totals of a table, in columns or rows: the one line called so over those before it, or else behind it."""
    line, across = ("row", "column") if down else ("column", "row")
    grid = {(cell[line], cell[across]): cell for cell in table}
    lines = sorted({at for at, _ in grid})
    named = {at: grid[at, 0]["text"] for at in lines if (at, 0) in grid}
    totals = [at for at in lines if at and _TOTAL.match(named.get(at, ""))]
    signed = not totals and bool(lines) and _BALANCE.match(named.get(lines[-1], "")) is not None
    totals = lines[-1:] if signed else totals
    if len(totals) != 1:
        return
    body = [
        at for at in lines if at and not (down and any(grid[at, to]["is_header"] for to in (0, 1) if (at, to) in grid))
    ]
    among = [at for at in body if at < totals[0]] or [at for at in body if at > totals[0]]
    if any(_OTHERWISE.match(named.get(at, "")) for at in among):
        return
    parts = [at for at in among if not _WITHIN.match(named.get(at, ""))]
    for other in sorted({at for _, at in grid} - {0}):
        heads = [grid[at, other] for at in lines if (at, other) in grid and _is_head(grid[at, other], down)]
        told = [grid[at, other] for at in parts if (at, other) in grid]
        added = tuple(cell for cell in told if not _NOTHING.fullmatch(cell["text"]))
        total = grid.get((totals[0], other))
        if total is None or total["value"] is None or len(added) < 2 or any(cell["value"] is None for cell in added):
            continue
        if not signed or min(cell["value"] for cell in added) < 0:
            heading = " ".join(str(head["text"]) for head in heads)
            yield _Sum(total, added, heading, signed, len(added) == len(among))


def _is_head(cell: Cell, down: bool) -> bool:
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
