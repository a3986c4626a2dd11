"""What a sheet says, stated beside its text: entities, figures, events, roles and the checks it allows.

Every statement quotes the words that make it; `problems` tells which quotations, names or numbers the printed
text does not bear out. The results of counts and totals are computed from the lists and tables themselves.
"""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from .blocks import List, Table
from .words import plain

Json = dict[str, Any]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
LAST_ROW = -1


@dataclass(frozen=True)
class Printed:
    """What is printed: the lists and tables by id, and the titles of the lists."""

    blocks: Sequence[Json]
    lists: Mapping[str, List]
    tables: Mapping[str, Table]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """A claim of quantity; `to` is the end of a range, `of` its subject."""

    evidence: str
    value: float
    measure: str
    cmp: Comparator = "="
    unit: str | None = None
    to: float | None = None
    of: str | None = None

    def gold(self) -> Json:
        """The gold's entry."""
        return {
            "subject": self.of, "measure": self.measure, "value": self.value, "value_max": self.to,
            "comparator": self.cmp, "unit": self.unit, "evidence": self.evidence,
        }  # fmt: skip


@dataclass(frozen=True)
class Event:
    """A dated event; `start` and `end` are written as day, month or year ("2021-06-30", "2021-06", "2021")."""

    evidence: str
    name: str
    start: str
    end: str | None = None
    place: str | None = None
    country: str | None = None
    ordinal: int | None = None

    def gold(self) -> Json:
        """The gold's entry, with months and years as spans of days."""
        return {
            "name": self.name, "ordinal": self.ordinal,
            "date_start": span(self.start)[0], "date_end": span(self.end or self.start)[1],
            "date_precision": ("year", "month", "day")[self.start.count("-")],
            "place": self.place, "country": self.country, "evidence": self.evidence,
        }  # fmt: skip


def span(date: str) -> tuple[str, str]:
    """First and last day of a day, month or year."""
    if date.count("-") == 0:
        return f"{date}-01-01", f"{date}-12-31"
    if date.count("-") == 1:
        year, month = map(int, date.split("-"))
        return f"{date}-01", f"{date}-{calendar.monthrange(year, month)[1]:02d}"
    return date, date


@dataclass(frozen=True)
class Role:
    """Who holds which role in what."""

    evidence: str
    holder: str
    role: str
    body: str | None = None
    since: str | None = None
    until: str | None = None

    def gold(self) -> Json:
        """The gold's entry."""
        return {
            "holder": self.holder, "role": self.role, "body": self.body,
            "since": self.since, "until": self.until, "evidence": self.evidence,
        }  # fmt: skip


class Check(Protocol):
    """Something that a sheet says of itself and that can be tested."""

    @property
    def claim(self) -> str:
        """The words of the claim."""

    def gold(self, printed: Printed) -> Json:
        """The gold's entry."""


@dataclass(frozen=True)
class Count:
    """A heading or sentence that claims `n` items of a list; only items of the first level count."""

    claim: str
    n: int
    list: str

    def gold(self, printed: Printed) -> Json:
        """The gold's entry: the list is counted."""
        found = len(printed.lists[self.list].items)
        note = f"list {self.list} has {found} items"
        return _check("count_mismatch", found == self.n, self.claim, f"{found} items", note)


@dataclass(frozen=True)
class RowCount:
    """A sentence that claims `n` rows of a table (without header and total)."""

    claim: str
    n: int
    table: str

    def gold(self, printed: Printed) -> Json:
        """The gold's entry: the rows are counted."""
        table = printed.tables[self.table]
        found = len(table.rows) - table.header_rows - table.total
        return _check("count_mismatch", found == self.n, self.claim, f"{found} rows", f"table {self.table}")


@dataclass(frozen=True)
class Total:
    """The last row of a table against the sum of the rows above, in one column."""

    table: str
    column: int

    @property
    def claim(self) -> str:
        """Totals are quoted from the table itself."""
        return ""

    def gold(self, printed: Printed) -> Json:
        """The gold's entry: the column is added up."""
        table = printed.tables[self.table]
        cells = [plain(row[self.column]) for row in table.rows[table.header_rows :]]
        claim, parts = cells[LAST_ROW], sum(number(c) for c in cells[:LAST_ROW])
        digits = len(claim.partition(".")[2])
        found, name = f"{parts:,.{digits}f}".replace("-", "−"), plain(table.rows[0][self.column])
        note = f"table {self.table}, column {name}: the parts add up to {found}, the printed total is {claim}"
        return _check("total_mismatch", abs(parts - number(claim)) < 1e-6, claim, found, note)


@dataclass(frozen=True)
class Dates:
    """One event dated twice."""

    claim: str
    found: str
    agree: bool = False
    note: str = "the same event is dated twice"

    def gold(self, printed: Printed) -> Json:  # noqa: ARG002
        """The gold's entry."""
        return _check("date_conflict", self.agree, self.claim, self.found, self.note)


@dataclass(frozen=True)
class Sum:
    """A total in the text against its parts elsewhere."""

    claim: str
    found: str
    agree: bool
    note: str

    def gold(self, printed: Printed) -> Json:  # noqa: ARG002
        """The gold's entry."""
        return _check("total_mismatch", self.agree, self.claim, self.found, self.note)


def _check(kind: str, agree: bool, claim: str, found: str, note: str) -> Json:
    status = "agree" if agree else "conflict"
    return {"kind": kind, "status": status, "claim": claim, "found": found, "note": note}


def number(cell: str) -> float:
    """The number in a table cell: "(1,250)" and "−1,250" are negative."""
    digits = re.sub(r"[^\d.]", "", cell)
    return float(digits or 0) * (-1 if cell.startswith(("(", "−", "-")) else 1)


@dataclass(frozen=True)
class Facts:
    """Everything a sheet states."""

    country: Sequence[str] = ()
    organisation: Sequence[str] = ()
    person: Sequence[str] = ()
    place: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    events: Sequence[Event] = ()
    roles: Sequence[Role] = ()
    checks: Sequence[Check] = ()

    def gold(self, printed: Printed) -> Json:
        """The gold's entries of all kinds."""
        return {
            "entities": {
                "country": list(self.country), "organisation": list(self.organisation),
                "person": list(self.person), "place": list(self.place),
            },
            "figures": [f.gold() for f in self.figures], "events": [e.gold() for e in self.events],
            "roles": [r.gold() for r in self.roles], "checks": [c.gold(printed) for c in self.checks],
        }  # fmt: skip

    def problems(self, printed: Printed) -> Iterator[str]:
        """Every statement that the printed text does not bear out."""
        texts = [str(b["text"]) for b in printed.blocks]
        said = [f.evidence for f in self.figures] + [e.evidence for e in self.events] + [r.evidence for r in self.roles]
        said += [c.claim for c in self.checks] + [c.found for c in self.checks if isinstance(c, Dates | Sum)]
        for words in (*said, *self.organisation, *self.person, *self.place):
            if not any(words in t for t in texts):
                yield f"not printed: {words!r}"
        for f in self.figures:
            if f.measure.casefold() not in f.evidence.casefold():
                yield f"measure {f.measure!r} is not in {f.evidence!r}"
        for name in self.country:
            if not re.fullmatch("[A-Z]{3}", name):
                yield f"not an alpha-3 code: {name}"
