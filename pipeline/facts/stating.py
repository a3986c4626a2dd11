"""What a clause states of roles, and how its parts are read; places are those of sentences in signs (``masking``)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.masking import Masked, Thing
from pipeline.facts.phrases import DETERMINER, phrase
from pipeline.facts.rolewords import TO_BODY, words

Bounds = tuple[int, int]


class Held(NamedTuple):
    """A role as a clause states it; ``body`` is None where the clause does not say what it is held in."""

    holders: Sequence[Thing]
    role: str
    body: Bounds | None
    evidence: Bounds
    confidence: float


_JOINT = re.compile(r",\s(?:and\s|as\swell\sas\s)?|\sand\s|\sor\s")
_INSIDE_PHRASE = re.compile(r"\b(?:of|by|with|from|in|for|at|to)\s$")
_DATED = re.compile(r"\ssince\s(?:\w+\s){0,2}\d{4}")
_TO_BODY = re.compile(TO_BODY)
_DETERMINER = re.compile(rf"{DETERMINER}\s")
QUANTITY = re.compile(
    r"\s?(?:\d|more\b|over\b|nearly\b|some\b|about\b|many\b|around\b|up\b|at\b|several\b|almost\b|most\b)"
)
"""What opens an object that is an amount and no body."""


def holders(sentence: Masked, match: re.Match[str]) -> Sequence[Thing]:
    """The things enumerated in the group ``who``."""
    return sentence.listed(*match.span("who"))


def subjects(sentence: Masked, match: re.Match[str], *, singular: bool = False) -> tuple[Sequence[Thing], int]:
    """Whom a verb is said of, and where their names begin: of 'B, and C was', C alone; of 'C, in B, was', C too."""
    text, (start, end) = sentence.text, match.span("who")
    things = sentence.listed(start, end)
    joints = [joint.end() for joint in _JOINT.finditer(text, start, end)]
    located = (
        len(things) == 2 and [one.label for one in things] == ["ORG", "COUNTRY"] and " and " not in text[start:end]
    )
    if located and singular:
        return things[:1], start
    if joints and (singular or _INSIDE_PHRASE.search(text, 0, start)):
        start = joints[-1]
    return sentence.listed(start, end), start


def role_of(match: re.Match[str]) -> str:
    """The role that the group ``noun`` gives."""
    return words("noun")[match["noun"].lower()]


def object_of(text: str, place: int) -> tuple[Bounds | None, int]:
    """What a role noun is of, behind 'since 2018' or not, and where the statement ends."""
    dated = _DATED.match(text, place)
    behind = dated.end() if dated else place
    link = _TO_BODY.match(text, behind)
    found = phrase(text, link.end()) if link else None
    return found, found[1] if found else behind


def owner_of(text: str, match: re.Match[str]) -> Bounds | None:
    """The owner in 'is the forum's partner' (group ``owner``), without its ending."""
    if not match["owner"].rstrip().endswith(("'s", "s'")):
        return None
    start, end = match.span("owner")
    determiner = _DETERMINER.match(text, start, end)
    return determiner.end() if determiner else start, end - (3 if match["owner"].endswith("'s ") else 2)
