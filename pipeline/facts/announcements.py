"""Counts of things that a heading or sentence announces: 'Seven rules', 'in three steps:'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.dates import find_dates
from pipeline.facts.figures.quantities import find_quantities
from pipeline.facts.figures.quantity import Quantity
from pipeline.facts.noise import noise
from pipeline.facts.spans import Passage
from pipeline.facts.syntax import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    Token,
    is_plural,
    phrase_after,
    tokens,
)
from pipeline.facts.units import TIMES, words

_THINGS = frozenset(
    words(
        """countries states nations governments regions provinces districts counties cities towns villages communities
        islands rivers lakes sites places locations continents languages people women men children persons members
        partners donors schools universities hospitals companies firms organisations organizations institutions
        families households teams clubs volunteers experts staff employees generations"""
    )
)
"""Nouns of places, people and bodies: counted in headings of lists that hold something else."""

_LONGEST = 1000
"""Characters beyond which no heading or sentence introduces a list."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of items that the document announces.

    Args:
        passage: The block that says so.
        start, end: Offsets of its words.
        count: How many.
        strong: Whether nothing but the list can be meant: a disagreement is then the document's fault.
        of_things: Whether places, people or bodies are counted, as a list of names has them and no other list.
    """

    passage: Passage
    start: int
    end: int
    count: int
    strong: bool
    of_things: bool = False

    @property
    def words(self) -> str:
        """The claim as printed."""
        return self.passage.text[self.start : self.end]


def announced_in_heading(heading: Passage) -> Iterator[Claim]:
    """The count that a heading opens with ('Nine promises', not 'Work in five countries') or announces."""
    claims = list(announced(heading, 0, len(heading.text)))
    for claim in claims:
        before = tokens(heading.text, 0, claim.start)
        colon = max((at for at, token in enumerate(before, 1) if token.text == ":"), default=0)
        opens = all(t.lower in DETERMINERS | {"top", "key", "main"} or not t.is_word for t in before[colon:])
        if opens:
            yield Claim(heading, 0, len(heading.text), claim.count, len(claims) == 1, claim.of_things)
        elif heading.text.rstrip().endswith(":"):
            yield claim


def announced(passage: Passage, start: int, end: int) -> Iterator[Claim]:
    """The plain counts of things in a stretch of a passage."""
    if end - start > _LONGEST:
        return
    text = passage.text[:end]
    announces = text.rstrip().endswith(":")
    for quantity in find_quantities(text, noise(text, find_dates(text))):
        behind = tokens(text, quantity.end, end)
        first, last = phrase_after(behind, 0, [False] * len(behind))
        if quantity.start < start or first or not last or not _is_plain(quantity) or behind[last - 1].lower in TIMES:
            continue
        before = [token.lower for token in tokens(text, start, quantity.start)]
        strong = announces and not _is_located(before) and not _goes_elsewhere(behind[last:])
        things = behind[last - 1].lower in _THINGS
        yield Claim(passage, quantity.start, behind[last - 1].end, int(quantity.value), strong, things)


def _is_located(before: Sequence[str]) -> bool:
    """Whether a count is of what the sentence tells by the way: 'in five countries', 'three of the six'."""
    at = len(before)
    while at and before[at - 1] in DETERMINERS:
        at -= 1
    if at > 1 and before[at - 1] == "following" and before[at - 2] in DETERMINERS:
        return False
    return at > 0 and before[at - 1] in PREPOSITIONS | ADVERBS


def _goes_elsewhere(behind: Sequence[Token]) -> bool:
    """Whether something else that can be listed is told behind the count: 'six came and chose these officers:'."""
    return any(t.text == "," or t.lower in CONJUNCTIONS or is_plural(t.text) for t in behind[:-1])


def _is_plain(quantity: Quantity) -> bool:
    whole = quantity.value == int(quantity.value) and 1 < quantity.value <= 50
    return quantity.unit is None and quantity.value_max is None and quantity.comparator == "=" and whole
