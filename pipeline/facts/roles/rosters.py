"""Roles that a heading, a line or a column head gives to those listed beneath it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from pipeline.facts.cellplaces import CellPlaces, row_by_row
from pipeline.facts.lexicon import fold
from pipeline.facts.masking import Thing
from pipeline.facts.roles.offices import is_office, names_office
from pipeline.facts.rolewords import words
from pipeline.facts.spans import Passage, Span

_BY = re.compile(r"^(?:jointly\s)?(?P<verb>[\w-]+(?:\sfor)?)\s(?:jointly\s)?by:?$", re.I)
_TO = re.compile(r"\s(?:of|to|for|in|behind)\s(?:the\s)?(?P<body>.+?):?$")
_MONEY = re.compile(
    r"(?:(?:our|core|main|project)\s)?(?:funding|financing|financial\ssupport)|who\s(?:pays|funds)(?:\s.*)?|"
    r"(?:where\s.*\s)?(?:the|our)\smoney\scomes\sfrom|sources?\sof\s(?:funds|funding|finance|income)",
    re.I,
)
"""What heads those who pay."""
_TRADE = re.compile(r"\b(?:exports?|imports?|trade|trading)\b", re.I)
"""Column heads of tables whose partners are partners in trade, which is no role."""
_NOT_LISTED = frozenset({"party", "lead", "host", "operator"})
"""Nouns that head other things than rosters."""
OF_PANELS = frozenset({"chair", "co-chair", "vice-chair", "deputy chair", "member", "observer", "secretariat"})
"""Roles that are held in panels."""
_PANEL_WORDS = 8
_SHARE = 0.6
"""The part of an entry that the thing's name must fill, for the entry to be that thing."""

_NAMES = 0.8
"""The part of a line's letters that names must fill, for the line to be a list of them."""
_HEADS = frozenset({"heading", "caption"})
_LISTING = frozenset({"list_item", "paragraph", "other", "key_figure"})
"""Kinds of block that hold what a heading lists."""
_TITLE = len("Her Excellency Prof. Dr. ")
_OFFICE_HEADS = frozenset({"office", "position", "title", "function", "role", "post", "designation", "job title"})


class Entry(NamedTuple):
    """A thing listed under a role."""

    holder: Thing
    role: str
    body: str | None
    span: Span


def panel_above(passage: Passage, role: str) -> str | None:
    """The panel whose name heads a passage, for a role that panels have: 'Board of Trustees'."""
    heading = (passage.section or "").split(" > ")[-1]
    said = heading.split()
    nouns = {word.lower() for word in said} & words("panel").keys()
    panel = bool(nouns) and "and" not in said and len(said) <= _PANEL_WORDS
    return heading if panel and role.lower() in OF_PANELS else None


def heading_role(heading: str) -> tuple[str, str | None] | None:
    """The role and body of a heading such as 'Main donors to the Fund' or 'Funded by'."""
    folded = fold(heading).strip().rstrip(":")
    by = _BY.match(folded)
    if by and by["verb"].lower() in words("passive"):
        return words("passive")[by["verb"].lower()], None
    if _MONEY.fullmatch(folded):
        return "donor", None
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
    """What stands under a heading, or behind a line that ends in a colon, that names the role of what it lists."""
    heading, lead = "", ""
    for passage in passages:
        if passage.kind in _HEADS:
            heading, lead = passage.text, ""
            continue
        role = heading_role(lead or heading) if passage.kind in _LISTING else None
        if not role and passage.kind == "list_item":
            yield from _panelled(passage, named.get(passage.block, ()))
        if role:
            for thing in _entries(passage, named.get(passage.block, ())):
                yield Entry(thing, *role, passage.span(thing.start, thing.end))
        if passage.kind != "list_item":
            lead = passage.text if passage.text.rstrip().endswith(":") else ""


def _panelled(passage: Passage, things: Sequence[Thing]) -> Iterator[Entry]:
    """The person whom an item under a panel's name is about, unless it says which office the person has there."""
    panel = panel_above(passage, "member")
    thing = next(iter(things), None)
    if panel and thing and thing.label == "PERSON" and thing.start <= _TITLE:
        said = re.split(r"[,(–—]\s?", fold(passage.text[thing.end :]), maxsplit=2)
        if not (len(said) > 1 and names_office(said[1])):
            yield Entry(thing, "member", panel, passage.span(thing.start, thing.end))


def _entries(passage: Passage, things: Sequence[Thing]) -> Sequence[Thing]:
    """The things a passage lists: the one an item is about, or those of a line of nothing but names."""
    if passage.kind == "list_item":
        thing = _whole_entry(passage, things)
        return [thing] if thing else []
    named = sum(thing.end - thing.start for thing in things)
    letters = sum(map(str.isalpha, passage.text))
    return things if named >= _NAMES * letters else []


def _whole_entry(passage: Passage, things: Sequence[Thing]) -> Thing | None:
    """The thing that the item is about: named at its start and most of what it says before a comma or bracket."""
    thing = next(iter(things), None)
    if thing is None or thing.start > len("the "):
        return None
    entry = re.split(r"[,;:(–—]", passage.text[thing.end :])[0]
    return thing if thing.end >= _SHARE * (thing.end + len(entry.strip())) else None


def signed_roles(passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> Iterator[Entry]:
    """A person's name in one block and the office in the next, as under a letter, or the other way round."""
    for one, two in pairwise(passages):
        for name, office in ((one, two), (two, one)):
            person = _only_person(name, named.get(name.block, ()))
            if person and not named.get(office.block) and is_office(office.text.strip(" .:,")):
                role = office.text.strip(" .:,")
                start = office.text.find(role)
                yield Entry(person, role, None, office.span(start, start + len(role)))


def _only_person(passage: Passage, things: Sequence[Thing]) -> Thing | None:
    """The person whose name is all that a passage says, but for a title."""
    persons = [thing for thing in things if thing.label == "PERSON"]
    alone = len(things) == len(persons) == 1 and passage.kind != "table"
    return persons[0] if alone and len(passage.text) <= persons[0].end + 2 and persons[0].start <= _TITLE else None


def tabled_roles(
    cells: Iterable[Mapping[str, Any]], passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]
) -> Iterator[Entry]:
    """Things in a column headed by a role ('Donor'), or beside a cell that names one ('Chair | Norway')."""
    placed = CellPlaces(passages)
    things_of = {block: list(things) for block, things in named.items()}
    captions = _captions(passages)
    for rows in _tables(cells):
        heads = {cell["column"]: cell["text"] for row in rows for cell in row if cell["is_header"]}
        traded = any(_TRADE.search(head) for head in heads.values())
        for row in rows:
            spans = [placed.find(cell) for cell in row]
            filled = [
                (
                    cell,
                    [
                        t
                        for t in things_of.get(cell["block"], ())
                        if span and span.start <= t.start and t.end <= span.end
                    ],
                )
                for cell, span in zip(row, spans, strict=True)
            ]
            if not traded and not row[0]["is_header"]:
                yield from _row_roles(filled, heads, captions.get(row[0]["block"]))


Filled = Sequence[tuple[Mapping[str, Any], Sequence[Thing]]]
"""The cells of a row, each with the things it names."""


def _tables(cells: Iterable[Mapping[str, Any]]) -> Iterator[list[list[Mapping[str, Any]]]]:
    """The tables as rows of cells."""
    for _, table in groupby(row_by_row(cells), key=lambda cell: (cell["block"], cell["table"])):
        yield [list(row) for _, row in groupby(table, key=lambda cell: cell["row"])]


def _row_roles(row: Filled, heads: Mapping[int, str], caption: str | None) -> Iterator[Entry]:
    """What a row says: by the heads of its columns, by an office in one of its cells, or by its label."""
    label = row[0][0]["text"]
    for cell, things in row:
        role = column_role(heads.get(cell["column"], ""))
        if not role and cell["column"] == 1:
            role = (office_of(label) if things and things[0].label == "PERSON" else None) or column_role(label)
            body = role[1] if role else None
        else:
            body = role[1] if role else None
            body = body or (label if _heads_bodies(heads.get(0, "")) and cell["column"] else None)
        for thing in _alike(things) if role else ():
            yield Entry(thing, role[0], body or caption, Span(cell["block"], thing.start, thing.end))  # type: ignore[index]
    yield from _row_offices(row, heads)


def _row_offices(row: Filled, heads: Mapping[int, str]) -> Iterator[Entry]:
    """The office that a row gives the person it names: 'Name | Office'."""
    person = next((thing for _, things in row for thing in things if thing.label == "PERSON"), None)
    column = next((at for at, head in heads.items() if fold(head).strip().lower() in _OFFICE_HEADS), None)
    cell = next((cell for cell, _ in row if cell["column"] == column), None)
    if person and cell and is_office(cell["text"].split(",")[0]):
        role, _, body = cell["text"].partition(",")
        yield Entry(person, role.strip(), body.strip() or None, Span(cell["block"], person.start, person.end))


def _alike(things: Sequence[Thing]) -> list[Thing]:
    """The holders in a cell: beside a person, whose country or body is not meant, only persons."""
    persons = [thing for thing in things if thing.label == "PERSON"]
    return persons if persons and persons[0] is things[0] else list(things)


def _heads_bodies(head: str) -> bool:
    """Whether the column under a head names bodies: 'Committee', 'Working group'."""
    noun = (fold(head).lower().split() or [""])[-1]
    return noun in words("panel") or noun.removesuffix("s") in words("undertaking") or noun in words("event")


def column_role(text: str) -> tuple[str, str | None] | None:
    """The role that a column's head or a row's label names."""
    head = fold(text).strip().rstrip(":").lower()
    return (words("noun")[head], None) if head in words("noun") and head not in _NOT_LISTED else heading_role(text)


def office_of(label: str) -> tuple[str, str | None] | None:
    """The office that a row's label names."""
    text = label.strip(" :")
    return (words("noun").get(text.lower(), text), None) if is_office(text) else None


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
