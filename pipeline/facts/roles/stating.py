"""What a clause states of roles, and how its parts are read; places are those of sentences in signs (``masking``)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.lexicon import any_of, name_words
from pipeline.facts.masking import HOLDER, PERSON, PLACE, Masked, Thing
from pipeline.facts.roles.phrases import DETERMINER, SIGN, modified, phrase, subject
from pipeline.facts.rolewords import ADVERBS, AMOUNT, BE, LIST, TO_BODY, words

Bounds = tuple[int, int]


class Held(NamedTuple):
    """A role as a clause states it; ``body`` is None where the clause does not say what it is held in."""

    holders: Sequence[Thing]
    role: str
    body: Bounds | None
    evidence: Bounds
    confidence: float


AGAIN = "again"
"""The role last stated: 'B and C followed in 2015'."""
PRONOUN = "PRONOUN"
"""The label of a holder that is not named where the role is stated: 'it', 'we'."""
_PART = re.compile(r"(?:half|part|share|most|thirds?|quarters?|fifths?|tenths?|rest|all|some|majority|bulk|cent|%)$")
STANDING_IN = frozenset({"it", "we"})
_JOINT = re.compile(r",\s(?:and\s|as\swell\sas\s)?|\sand\s|\sor\s")
_NEW_CLAUSE = re.compile(r",\sand\s(?=\S.*\s(?:and|&)\s)")
"""What parts 'A, and B and C', where A ends the clause before."""
_INSIDE_PHRASE = re.compile(r"\b(?:of|by|with|from|in|for|at|to)\s$")
_CIRCUMSTANCE = re.compile(r"\b(?:from|in|to|at)\s(?:the\s)?$")
"""Before a name that is no subject: 'visitors from A run'."""
_INTRODUCED = re.compile(r",\s|\s(?=the\s)")
_HOME = re.compile(rf"[{PERSON}](?:\s\([^()]*\))?\s(?:of|from)\s(?:the\s)?[{HOLDER}{PLACE}]")
_BODIES_OF = re.compile(
    rf"\b(?:{any_of(word for word in words('bearer') if word.endswith('s'))}|federations|academies|chambers)"
    r"\sof\s(?:the\s)?$"
)
"""Before countries whose bodies are meant: 'the federations of A and B'."""
_DATED = re.compile(r"\ssince\s(?:\w+\s){0,2}\d{4}")
_TO_BODY = re.compile(TO_BODY)
_DETERMINER = re.compile(rf"{DETERMINER}\s")
QUANTITY = re.compile(rf"\s?{AMOUNT}")
"""What opens an object that is an amount and no body."""
_AUXILIARY = re.compile(rf"\s{ADVERBS}(?:{BE}|has|have|had|will|would|can|may)\b")
_VERB = re.compile(r"(?<=\w)(?<!s)\s[a-z]+(?:s|ed)(?:\s|$)|(?<=s)\s[a-z]+ed(?:\s|$)")
_RELATIVE = re.compile(r",?\s(?:which|that|who)\s[^.,;:()]*$")
_OWNERS = frozenset({"its", "their", "our"})
_UNFIT = re.compile(
    r"^(?:[€£$¥]|\d[\d.,]*(?:\s|$))|\b(?:\d{4}|years?|months?|weeks?|days?|today|total|million|billion|thousand|percent)$|\bof\s\d[\d,]*$"
)
"""What has no roles: times and amounts."""
_WHEN_OR_WHERE = re.compile(rf"^[{PLACE}]|\b\d{{4}}$|^\d{{1,2}}\s[A-Z]|^(?:{any_of(name_words('calendar'))})\b")
_PRONOUN_BEFORE = re.compile(r",?\s(?:(?:of|to|in|on|for|by|with|from|at)\s)?(?:which|whom|that|whose)\s$")
_FAR = 40
_NAME = re.compile(f"[A-Z{HOLDER}]")
_ONE_CAPITAL = re.compile(r"[A-Z][a-z-]+(?:\s[a-z][\w-]*)*")


def holders(sentence: Masked, match: re.Match[str]) -> Sequence[Thing]:
    """The things enumerated in the group ``who``; of a person introduced by the office, only the person."""
    found = enumerated_in(sentence, *match.span("who"))
    enumerated = re.fullmatch(LIST, match["who"])
    return found if enumerated else [one for one in found if one.label == "PERSON"][-1:]


def subjects(sentence: Masked, match: re.Match[str], *, singular: bool = False) -> tuple[Sequence[Thing], int]:
    """Whom a verb is said of, and where their names begin: of 'B, and C was', C alone; of 'C, in B, was', C too."""
    text, (start, end) = sentence.text, match.span("who")
    if match["who"].lower() in STANDING_IN:
        return [Thing(start, end, match["who"].lower(), PRONOUN, "", None)], start
    things = enumerated_in(sentence, start, end)
    joints = [joint.end() for joint in _JOINT.finditer(text, start, end)]
    located = (
        len(things) == 2 and [one.label for one in things] == ["ORG", "COUNTRY"] and " and " not in text[start:end]
    )
    if located and singular:
        return things[:1], start
    clause = _NEW_CLAUSE.search(text, start, end)
    if not joints and _CIRCUMSTANCE.search(text, 0, start):
        return [], start
    if joints and (singular or (_INSIDE_PHRASE.search(text, 0, start) and not _BODIES_OF.search(text, 0, start))):
        start = joints[-1]
    elif clause:
        start = clause.end()
    return enumerated_in(sentence, start, end), start


def enumerated_in(sentence: Masked, start: int, end: int) -> list[Thing]:
    """The things between two places, but where a person among them is from: 'NAME of the Agency and NAME'."""
    homes = [place.end() - 1 for place in _HOME.finditer(sentence.text, start, end)]
    return [one for at in range(start, end) if at not in homes for one in sentence.listed(at, at + 1)]


def role_of(match: re.Match[str]) -> str:
    """The role that the group ``noun`` gives."""
    return words("noun")[match["noun"].lower()]


def object_of(text: str, place: int) -> tuple[Bounds | None, int]:
    """What a role noun is of, behind 'since 2018' or not, and where the statement ends."""
    dated = _DATED.match(text, place)
    behind = dated.end() if dated else place
    link = _TO_BODY.match(text, behind)
    found = fitting(text, link.end()) if link else None
    return found, found[1] if found else behind


def fitting(text: str, place: int) -> Bounds | None:
    """The phrase at a place, where it is something that can have roles."""
    found = phrase(text, place)
    return None if found is None or _UNFIT.search(text[slice(*found)]) else found


def owner_of(text: str, match: re.Match[str]) -> Bounds | None:
    """The owner in 'is the forum's partner' (group ``owner``), without its ending, or 'its'."""
    start, end = match.span("owner")
    if match["owner"].strip().lower() in _OWNERS:
        return start, start + len(match["owner"].strip())
    if not match["owner"].rstrip().endswith(("'s", "s'")):
        return None
    determiner = _DETERMINER.match(text, start, end)
    return determiner.end() if determiner else start, end - (3 if match["owner"].endswith("'s ") else 2)


def clause_subject(text: str, place: int) -> Bounds | None:
    """The subject of the clause that a place is in, without the verb that no auxiliary announces."""
    relative = _RELATIVE.search(text, 0, place)
    found = modified(text, relative.start()) if relative else subject(text, place)
    if found is None or _UNFIT.search(text[slice(*found)]):
        return None
    verb = None if _AUXILIARY.match(text, found[1]) else _VERB.search(text, found[0] + 1, found[1])
    return (found[0], verb.start()) if verb else found


def introduced(text: str, place: int) -> Bounds | None:
    """What the words that open a sentence up to ``place`` are said of, behind their comma: 'Funded by A, the …'."""
    behind = _INTRODUCED.match(text, place)
    return phrase(text, behind.end()) if behind else None


def antecedent(text: str, place: int) -> Bounds | None:
    """What a relative pronoun right before a clause stands for: 'B, of which A …', 'B that A …', 'B, whose …'."""
    pronoun = _PRONOUN_BEFORE.search(text, max(0, place - _FAR), place)
    return modified(text, pronoun.start()) if pronoun else None


def is_one_of(form: str, sentence: Masked, body: Bounds) -> bool:
    """Whether the noun of a phrase is one of a form: an undertaking, a treaty, a panel."""
    parts = sentence.printed(*body).lower().split(" of ")
    named = (parts[1] if len(parts) > 1 and _PART.search(parts[0]) else parts[0]).split()
    noun = named[-1] if named else ""
    return noun in words(form) or noun.removesuffix("s") in words(form)


def is_when_or_where(text: str, body: Bounds) -> bool:
    """Whether a phrase is a date or place, which nobody chairs: 'Amman on 3 June'."""
    return bool(_WHEN_OR_WHERE.search(text[slice(*body)]))


def is_name(text: str, body: Bounds) -> bool:
    """Whether a phrase opens as a name does, by a capital that the sentence does not explain."""
    return bool(_NAME.match(text, body[0])) and not (body[0] == 0 and _ONE_CAPITAL.fullmatch(text, *body))


def is_sign(text: str, found: Bounds) -> bool:
    """Whether a phrase is nothing but one named thing."""
    return bool(re.fullmatch(SIGN, text[slice(*found)]))
