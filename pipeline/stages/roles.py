"""Who holds which role in what: 'chaired by', 'the main donor to', 'Director of'."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from pipeline.facts.bodies import Bodies
from pipeline.facts.clauses import clause_end
from pipeline.facts.holding import Held, held
from pipeline.facts.masking import Masked, Thing, masked, things
from pipeline.facts.offices import offices
from pipeline.facts.rosters import Entry, listed_roles, tabled_roles
from pipeline.facts.spans import Passage, passages
from pipeline.facts.terms import term
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Entities, Roles


@stage(reads=(Blocks, Entities, Cells), writes=Roles, uses=("pycountry",))
def roles(blocks: pa.Table, entities: pa.Table, cells: pa.Table) -> Iterator[Row]:
    """One row a role of a country, organisation or person; the same role stated again is not repeated."""
    read = passages(blocks)
    named = things(entities.to_pylist())
    bodies = Bodies(read, named)
    seen: set[tuple[object, ...]] = set()
    for row in _rows(read, named, bodies, cells):
        key = (row["holder"], row["role"], row["body"])
        if key not in seen:
            seen.add(key)
            yield row


def _rows(read: Sequence[Passage], named: dict[int, list[Thing]], bodies: Bodies, cells: pa.Table) -> Iterator[Row]:
    for passage in read:
        if passage.kind != "table":
            for sentence in masked(passage, named.get(passage.block, [])):
                for one in (*held(sentence), *offices(sentence)):
                    yield from _stated(sentence, one, bodies)
    pages = {passage.block: passage for passage in read}
    for entry in (*listed_roles(read, named), *tabled_roles(cells.to_pylist(), read, named)):
        yield _entered(entry, pages[entry.span.block], bodies)


def _stated(sentence: Masked, one: Held, bodies: Bodies) -> Iterator[Row]:
    text = sentence.passage.text
    start, end = sentence.offset(one.evidence[0]), sentence.offset(one.evidence[1], end=True)
    since, until, end = term(text, start, end, clause_end(text, end))
    body = _body(sentence, one, bodies)
    for holder in one.holders:
        yield {
            "block": sentence.passage.block,
            "page": sentence.passage.page,
            "start": start,
            "end": end,
            **_holder(holder),
            "role": one.role,
            "body": body,
            "since": since,
            "until": until,
            "evidence": text[start:end],
            "confidence": one.confidence,
        }


def _body(sentence: Masked, one: Held, bodies: Bodies) -> str | None:
    if one.body is None:
        return None if _is_office(one) else bodies.main
    inside = sentence.listed(*one.body)
    if len(inside) == 1 and one.body[1] - one.body[0] == 1:
        return inside[0].name if inside[0].label == "ORG" else inside[0].text
    return bodies.resolve(sentence.printed(*one.body))


def _is_office(one: Held) -> bool:
    return one.role[:1].isupper()


def _holder(thing: Thing) -> dict[str, object]:
    printed = thing.text if thing.label == "COUNTRY" else thing.name
    return {"holder": printed, "holder_label": thing.label, "holder_id": thing.id}


def _entered(entry: Entry, passage: Passage, bodies: Bodies) -> Row:
    block, start, end = entry.span
    return {
        "block": block,
        "page": passage.page,
        "start": start,
        "end": end,
        **_holder(entry.holder),
        "role": entry.role,
        "body": bodies.resolve(entry.body),
        "since": None,
        "until": None,
        "evidence": passage.text[start:end],
        "confidence": 0.75,
    }
