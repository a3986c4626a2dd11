"""Three hundred sentences and lines of fact sheets: which events are found in them, and under what name."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.stages.events import events
from pipeline.tables import Cells, Entities
from tests.facts.prose import Text, blocks

LISTED = Path(__file__).with_name("dated.txt")
RECALL, PRECISION = 0.93, 0.95
"""Below what is reached: English has more verbs than any list."""

Dated = tuple[str, str]
"""The date or span of an event, ISO 8601 at its precision, and its name."""


class Case(NamedTuple):
    """A sentence with what it owes."""

    text: Text
    owed: list[Dated]


def cases() -> Iterator[Case]:
    """The sentences of the list; lines that open with a star are list items."""
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, owed = line.rsplit(" | ", 1)
            item: Text = ("list_item", text[2:]) if text.startswith("* ") else text
            said = [] if owed == "-" else owed.split(" + ")
            yield Case(item, [(date, name) for date, name in (one.split(" ", 1) for one in said)])


def found(text: Text) -> list[Dated]:
    """What the stage finds in one block."""
    lengths = {"day": 10, "month": 7, "year": 4}
    rows = []
    for row in events(blocks(text), Entities.empty(), Cells.empty())[0].to_pylist():
        ends = [day.isoformat()[: lengths[row["date_precision"]]] for day in (row["date_start"], row["date_end"])]
        rows.append((ends[0] if ends[0] == ends[1] else "..".join(ends), row["name"]))
    return rows


def same(one: Dated, other: Dated) -> bool:
    """Whether date and, but for its articles, name are the same; a name may say more."""
    names = [re.sub(r"^(?:the|an?)\s", "", name.lower()) for _, name in (one, other)]
    return one[0] == other[0] and fuzz.token_set_ratio(*names) >= 80


def taken(text: Text, owed: list[Dated]) -> list[Dated]:
    """Those of the owed events that are found."""
    rows = found(text)
    return [event for event in owed if any(same(event, row) for row in rows)]


def test_most_events_are_found_and_little_else() -> None:
    listed = list(cases())
    owed = sum(len(case.owed) for case in listed)
    told = sum(len(found(case.text)) for case in listed)
    right = sum(len(taken(*case)) for case in listed)
    missed = [case.text for case in listed if len(taken(*case)) < len(case.owed)]
    assert right / owed >= RECALL, missed
    assert right / told >= PRECISION, [case.text for case in listed if len(found(case.text)) > len(case.owed)]
