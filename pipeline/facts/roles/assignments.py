"""The roles of a document: what its sentences, headings, lines and tables state, each traced to holder and body."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.facts.masking import Masked, Thing, masked
from pipeline.facts.roles.bodies import Bodies, Topics
from pipeline.facts.roles.holding import held
from pipeline.facts.roles.offices import is_public, offices
from pipeline.facts.roles.rosters import Entry, listed_roles, panel_above, signed_roles, tabled_roles
from pipeline.facts.roles.stating import AGAIN, PRONOUN, Held
from pipeline.facts.roles.terms import term
from pipeline.facts.rolewords import words
from pipeline.facts.spans import FURNITURE, Passage
from pipeline.schema import Row

_GIVERS = {"funder": "donor", "co-funder": "donor"}
"""Words for one role."""
_ENTERED = frozenset({"member", "signatory", "observer"})
"""Roles that one takes up and others after one."""


def assignments(
    passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]], cells: Iterable[Mapping[str, Any]]
) -> Iterator[Row]:
    """Rows of the roles table; a role that is stated again, or also without its body, is not repeated."""
    bodies = Bodies(passages, named)
    found = list(_all([one for one in passages if one.kind not in FURNITURE], bodies, cells))
    bodily = {_held_role(row) for row, said in found if said}
    seen: set[tuple[object, ...]] = set()
    for row, said in found:
        held_role = _held_role(row)
        body = bodies.in_full(str(row["body"]))
        key = (*held_role, body.casefold()) if said else held_role
        if key not in seen and (said or held_role not in bodily) and row["holder"] != body:
            seen.add(key)
            yield row


def _held_role(row: Row) -> tuple[object, str]:
    role = str(row["role"]).casefold()
    return row["holder"], _GIVERS.get(role, role)


def _all(passages: Sequence[Passage], bodies: Bodies, cells: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Row, bool]]:
    """Rows as they are found, and whether the body was said."""
    named = bodies.named
    for passage in passages:
        if passage.kind != "table":
            topics = Topics(bodies)
            entered = None
            for sentence in masked(passage, named.get(passage.block, [])):
                stated = list(_resumed(sorted(held(sentence), key=lambda one: one.evidence), entered))
                entered = next((one.role for one in reversed(stated) if one.role in _ENTERED), entered)
                bodied = [(one, topics.within(sentence, one)) for one in stated]
                bodied += [(one, _employer(sentence, one, topics, bodies)) for one in _offices(sentence, stated)]
                for one, body in bodied:
                    yield from (
                        (row, one.body is not None)
                        for row in _stated(sentence, one, body, bodies.in_full(topics.before or bodies.main or ""))
                    )
                topics.after(sentence)
    blocks = {passage.block: passage for passage in passages}
    for entry in (
        *listed_roles(passages, named),
        *signed_roles(passages, named),
        *tabled_roles(cells, passages, named),
    ):
        yield _entered(entry, blocks[entry.span.block], bodies), entry.body is not None


def _resumed(stated: Iterable[Held], entered: str | None) -> Iterator[Held]:
    """Roles with what 'followed' leaves to the one before: 'A joined in 2015; B and C followed a year later'."""
    for one in stated:
        if one.role != AGAIN:
            yield one
        elif entered:
            yield one._replace(role=entered)
        entered = one.role if one.role in _ENTERED else entered


def _offices(sentence: Masked, stated: Sequence[Held]) -> Iterator[Held]:
    """The offices of a sentence, but those that are a role already stated of the same person: 'the chairwoman'."""
    known = {(who, one.role) for one in stated for who in one.holders if one.body}
    for one in offices(sentence):
        if (one.holders[0], words("noun").get(one.role.lower())) not in known:
            yield one


def _employer(sentence: Masked, one: Held, topics: Topics, bodies: Bodies) -> str | None:
    """The body of an office: as said; else, but for offices of state, the panel it stands under or the sheet's own."""
    if one.body:
        return topics.within(sentence, one)
    panel = panel_above(sentence.passage, one.role)
    if panel:
        return panel
    return None if is_public(one.role) else bodies.main


def _stated(sentence: Masked, one: Held, body: str | None, topic: str) -> Iterator[Row]:
    text = sentence.passage.text
    start, end = sentence.offset(one.evidence[0]), sentence.offset(one.evidence[1], end=True)
    since, until, end = term(text, start, end)
    for holder in one.holders:
        known = holder._replace(name=topic) if holder.label == PRONOUN else holder
        if known.name:
            terms = {"since": since, "until": until, "confidence": one.confidence}
            yield _row(sentence.passage, known, one.role, body, start, end) | terms


def _entered(entry: Entry, passage: Passage, bodies: Bodies) -> Row:
    body = bodies.of_roster(entry.body, entry.role, passage)
    _, start, end = entry.span
    return _row(passage, entry.holder, entry.role, body, start, end) | {
        "since": None,
        "until": None,
        "confidence": 0.75,
    }


def _row(passage: Passage, holder: Thing, role: str, body: str | None, start: int, end: int) -> dict[str, object]:
    return {
        "block": passage.block,
        "page": passage.page,
        "start": start,
        "end": end,
        "holder": holder.text if holder.label == "COUNTRY" else holder.name,
        "holder_label": holder.label if holder.label in ("COUNTRY", "PERSON") else "ORG",
        "holder_id": holder.id,
        "role": role,
        "body": body,
        "evidence": passage.text[start:end],
    }
