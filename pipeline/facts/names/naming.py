"""The named things of a document: claims made by lists, rules and the model, settled and given their identity."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.facts.cellplaces import CellPlaces, row_by_row
from pipeline.facts.lexicon import NameIndex
from pipeline.facts.names.acronyms import Definition, definitions
from pipeline.facts.names.bodynouns import noun_kind
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.clusters import Identity, identities
from pipeline.facts.names.countries import countries
from pipeline.facts.names.judgement import judged
from pipeline.facts.names.organisations import OTHER, may_be_body, organisations
from pipeline.facts.names.places import described, listed
from pipeline.facts.names.propernames import NamedText, is_common
from pipeline.facts.names.shorthand import shorthand
from pipeline.facts.names.typed import typed
from pipeline.facts.spans import Cover, Passage, Span, disjoint

_NEXT = re.compile(r"\s(?P<noun>[A-Z][a-z]+)")


def named(
    passages: Sequence[Passage], model: Mapping[Span, str], cells: Iterable[Mapping[str, Any]]
) -> list[tuple[Claim, Identity]]:
    """Every mention of a country, body, person or place, none overlapping another, with its identity.

    Args:
        passages: The blocks that claim something.
        model: The language model's labels by span.
        cells: The cells of the tables among the blocks.
    """
    ordered = row_by_row(cells)
    begins = _cell_starts(passages, ordered)
    texts = [NamedText(passage, begins[passage.block]) for passage in passages]
    listings = _settled([*countries(passages), *organisations(texts)])
    explained = [one for passage in passages for one in definitions(passage)]
    defined = list(_defined(texts, explained, listings))
    found = _settled([*listings, *defined])
    where = [claim.id for claim in found if claim.label == "COUNTRY" and claim.id]
    in_persons = Cover(span for span, label in model.items() if label == "PERSON")
    sited = [claim for claim in listed(texts, where) if claim.span in model or not in_persons.touches(claim.span)]
    bodies = [claim for claim in found if claim.label == "ORG" and claim.source == "rule"]
    found = _settled([*found, *sited, *described(texts), *_elsewhere(texts, bodies)])
    countries_named = Cover(claim.span for claim in found if claim.label == "COUNTRY")
    beneath = [claim for claim in typed(texts, ordered) if not countries_named.touches(claim.span)]
    found = _settled([*found, *beneath, *_elsewhere(texts, beneath)])
    for _ in range(2):
        found = _settled([*found, *judged(texts, model, found)])
    found = _settled([*found, *shorthand(texts, found)])
    kept = [claim for claim in found if claim.label != OTHER]
    known = identities(kept, _acronyms(passages, explained))
    return [(claim, known[claim]) for claim in kept]


def _cell_starts(passages: Sequence[Passage], cells: Iterable[Mapping[str, Any]]) -> Mapping[int, Sequence[int]]:
    """Where cells begin in the text of their block."""
    placed, starts = CellPlaces(passages), defaultdict[int, list[int]](list)
    for cell in cells:
        if span := placed.find(cell):
            starts[span.block].append(span.start)
    return starts


def _settled(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that stand: of two that overlap the longer, then the surer."""
    return disjoint(
        claims,
        lambda claim: claim.span,
        lambda claim: (claim.span.end - claim.span.start, claim.confidence, claim.label),
    )


def _elsewhere(texts: Sequence[NamedText], claims: Sequence[Claim]) -> Iterator[Claim]:
    """The same names wherever else they are printed."""
    index = NameIndex((claim.text, claim) for claim in claims)
    for text in texts:
        for hit in index.hits(text.text):
            yield hit.value._replace(span=text.passage.span(hit.start, hit.end), text=text.text[hit.start : hit.end])


def _acronyms(passages: Sequence[Passage], explained: Sequence[Definition]) -> dict[str, str]:
    texts = {passage.block: passage.text for passage in passages}
    return {_words(texts, one.short): _words(texts, one.long) for one in reversed(explained)}


def _words(texts: Mapping[int, str], span: Span) -> str:
    return texts[span.block][span.start : span.end]


def _thing_behind(body: Claim, text: str) -> Span:
    """The plain noun with a capital that goes on a body's name, so that it names a thing: 'Fire Service' + 'Offer'."""
    word = _NEXT.match(text, body.span.end)
    plain = word is not None and is_common(word["noun"]) and noun_kind(word["noun"]) in (None, "other")
    return body.span._replace(start=body.span.end, end=word.end() if word and plain else body.span.end)


def _defined(texts: Sequence[NamedText], explained: Sequence[Definition], found: Sequence[Claim]) -> Iterator[Claim]:
    """Bodies that an acronym was defined for, and every mention of those acronyms."""
    printed = {text.passage.block: text.text for text in texts}
    titles = " ".join(text.text for text in texts if text.passage.kind == "title")
    acronyms: dict[str, str] = {}
    bodies, others = (Cover(c.span for c in found if c.label == label) for label in ("ORG", OTHER))
    behind = Cover(_thing_behind(claim, printed[claim.span.block]) for claim in found if claim.label == "ORG")
    for one in explained:
        long, short = _words(printed, one.long), _words(printed, one.short)
        body = bodies.touches(one.long) or long in titles or may_be_body(long)
        if behind.touches(one.long):
            yield Claim(one.long, long, OTHER, "rule", 0.6)
        elif not others.touches(one.long) and body:
            yield Claim(one.long, long, "ORG", "rule", 0.95, long)
            acronyms.setdefault(short, long)
    index = NameIndex((short, long) for short, long in acronyms.items())
    for text in texts:
        for hit in index.hits(text.text):
            yield Claim(
                text.passage.span(hit.start, hit.end), text.text[hit.start : hit.end], "ORG", "rule", 0.96, hit.value
            )
