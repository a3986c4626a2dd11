"""Roles that a heading, a line or a column head gives to those listed beneath it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.facts.lexicon import fold
from pipeline.facts.masking import Thing
from pipeline.facts.rolewords import words
from pipeline.facts.spans import Passage, Span
from pipeline.facts.typed import CellPlaces, row_by_row

_BY = re.compile(r"^(?:jointly\s)?(?P<verb>[\w-]+(?:\sfor)?)\s(?:jointly\s)?by:?$", re.I)
_TO = re.compile(r"\s(?:of|to|for|in|behind)\s(?:the\s)?(?P<body>.+?):?$")
_TRADE = re.compile(r"\b(?:exports?|imports?|trade|trading)\b", re.I)
"""Column heads of tables whose partners are partners in trade, which is no role."""
_NOT_LISTED = frozenset({"party", "lead", "host"})
"""Nouns that head other things than rosters."""
_SHARE = 0.6
"""The part of an entry that the thing's name must fill, for the entry to be that thing."""


class Entry(NamedTuple):
    """A thing listed under a role."""

    holder: Thing
    role: str
    body: str | None
    span: Span


def heading_role(heading: str) -> tuple[str, str | None] | None:
    """The role and body of a heading such as 'Main donors to the Fund' or 'Funded by'."""
    folded = fold(heading).strip().rstrip(":")
    by = _BY.match(folded)
    if by and by["verb"].lower() in words("passive"):
        return words("passive")[by["verb"].lower()], None
    link = _TO.search(folded)
    head = (folded[: link.start()] if link else folded).lower().split()
    for length in (2, 1):
        noun = " ".join(head[-length:])
        if (
            len(head) - length <= 3
            and noun in words("noun")
            and noun not in _NOT_LISTED
            and (noun.endswith(("s", "ies")) or len(head) > length)
        ):
            return words("noun")[noun], link["body"] if link else None
    return None


def listed_roles(passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> Iterator[Entry]:
    """Items under a heading, or behind a line that ends in a colon, that names the role of what it lists."""
    heading, lead = "", ""
    for passage in passages:
        if passage.kind == "heading":
            heading, lead = passage.text, ""
        elif passage.kind == "list_item":
            role = heading_role(lead or heading)
            thing = _whole_entry(passage, named.get(passage.block, ()))
            if role and thing:
                yield Entry(thing, *role, passage.span(thing.start, thing.end))
        else:
            lead = passage.text if passage.text.rstrip().endswith(":") else ""


def _whole_entry(passage: Passage, things: Sequence[Thing]) -> Thing | None:
    """The thing that the item is about: named at its start and most of what it says before a comma or bracket."""
    thing = next(iter(things), None)
    if thing is None or thing.start > len("the "):
        return None
    entry = re.split(r"[,;:(–—]", passage.text[thing.end :])[0]
    return thing if thing.end >= _SHARE * (thing.end + len(entry.strip())) else None


def tabled_roles(
    cells: Iterable[Mapping[str, Any]], passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]
) -> Iterator[Entry]:
    """Things in a column headed by a role ('Donor'), or behind a cell that names one ('Chair | Norway')."""
    rows = row_by_row(cells)
    heads = {(c["table"], c["column"]): _column_role(c["text"]) for c in rows if c["is_header"]}
    traded = {c["table"] for c in rows if c["is_header"] and _TRADE.search(c["text"])}
    captions = _captions(passages)
    placed = CellPlaces(passages)
    before: dict[str, Any] | None = None
    for cell in rows:
        span = placed.find(cell)
        things = [t for t in named.get(cell["block"], ()) if span and span.start <= t.start and t.end <= span.end]
        role = None if cell["is_header"] or cell["table"] in traded else heads.get((cell["table"], cell["column"]))
        if (
            not role
            and before
            and (before["table"], before["row"]) == (cell["table"], cell["row"])
            and cell["column"] == 1
        ):
            role = _column_role(before["text"])
        for thing in things if role else ():
            body = role[1] or captions.get(cell["block"])  # type: ignore[index]
            yield Entry(thing, role[0], body, Span(cell["block"], thing.start, thing.end))  # type: ignore[index]
        before = dict(cell)


def _column_role(text: str) -> tuple[str, str | None] | None:
    head = fold(text).strip().rstrip(":").lower()
    return (words("noun")[head], None) if head in words("noun") and head not in _NOT_LISTED else heading_role(text)


def _captions(passages: Sequence[Passage]) -> dict[int, str]:
    """What a table is about: '... to the Fund' in the caption beside it, by the table's block."""
    found: dict[int, str] = {}
    for one, two in pairwise(passages):
        for caption, table in ((one, two), (two, one)):
            if (
                table.kind == "table"
                and caption.kind == "caption"
                and (link := _TO.search(re.split(r"[,(]", caption.text)[0]))
            ):
                found.setdefault(table.block, link["body"].strip())
    return found
