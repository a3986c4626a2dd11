"""Roles that verbs give: 'A chairs B', 'B is chaired by A and co-chaired by C', 'A, who also leads B'."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.masking import HOLDER, PERSON, Masked, Thing
from pipeline.facts.phrases import DETERMINER, SIGN, modified, phrase, subject
from pipeline.facts.rolewords import (
    ACTIVE_VERB,
    ADVERBS,
    AGENT,
    ASIDE,
    BE,
    LIST,
    PASSIVE_VERB,
    VERB_PHRASE,
    words,
)
from pipeline.facts.stating import QUANTITY, Bounds, Held, holders, subjects

_ACTIVE = re.compile(rf"(?P<who>{LIST}){ASIDE}\s{VERB_PHRASE}{ACTIVE_VERB}")
_RELATIVE = re.compile(
    rf"(?P<who>{SIGN})?(?:\s\([^()]{{1,60}}\))?,?\s(?P<pronoun>who|which)\s{VERB_PHRASE}{ACTIVE_VERB}"
)
_AND_ACTIVE = re.compile(rf"(?:,?\sand|,)\s{ADVERBS}{ACTIVE_VERB}")
_PASSIVE = re.compile(rf"(?<![\w-]){PASSIVE_VERB}(?:\s[^.;:]{{1,70}}?)??{AGENT}")
_AND_AGENT = re.compile(rf"(?:,[^;.]{{2,60}}?,?)?,?\sand{AGENT}")
_BEFORE_PASSIVE = re.compile(rf"(?P<relative>,?\s(?:which|that|who))?\s?\b{BE}\s{ADVERBS}$")
_COORDINATED = re.compile(r"(?:\band|,)\s(?:\w+ly\s)?$")
_ARTICLE_BEFORE = re.compile(rf"\b{DETERMINER}\s$")
_COMMA = re.compile(r",\s")

_OFFICE_HOLDER = re.compile(rf"[^{PERSON}{HOLDER}]*[A-Z]\w+\s[{PERSON}]")
"""A person with the office ('headed by Executive Director NAME'), which says all that 'headed' does."""
_SINGULAR = re.compile(r"[\w-]+s")
_NAME = re.compile(f"[A-Z{HOLDER}]")
_NEEDS_NAME = frozenset({"signatory", "member"})
_NOT_FOR_PERSONS = frozenset({"coordinator", "signatory", "member", "funder"})
"""Roles that the verb alone does not give a person: to coordinate is what an office brings."""
_TREATY = re.compile(
    r"\b(?:agreement|declaration|treaty|convention|protocol|memorandum|charter|pact|accord|pledge|compact|statement|it)s?$",
    re.IGNORECASE,
)


def active(sentence: Masked) -> Iterator[Held]:
    """Roles of the subjects of verbs."""
    for match in _ACTIVE.finditer(sentence.text):
        who, start = subjects(sentence, match, singular=bool(_SINGULAR.fullmatch(match["verb"])))
        yield from _verb_phrase(sentence, who, match, start)
    for match in _RELATIVE.finditer(sentence.text):
        one = _antecedent(sentence, match)
        if one:
            yield from _verb_phrase(sentence, [one], match, match.start("pronoun"))


def _antecedent(sentence: Masked, match: re.Match[str]) -> Thing | None:
    """Whom 'who' or 'which' stands for: the last person before it, or the thing right before it."""
    if match["pronoun"] == "which":
        return sentence.things[match["who"]] if match["who"] else None
    persons = re.findall(f"[{PERSON}]", sentence.text[: match.end()])
    return sentence.things[persons[-1]] if persons else None


def _verb_phrase(sentence: Masked, who: Sequence[Thing], match: re.Match[str], start: int) -> Iterator[Held]:
    """The verb's role, and those of the verbs coordinated with it."""
    verb: re.Match[str] | None = match
    while verb:
        role = words("active")[verb["verb"]]
        body = None if QUANTITY.match(sentence.text, verb.end()) else phrase(sentence.text, verb.end())
        end = body[1] if body else verb.end()
        able = [one for one in who if not (one.label == "PERSON" and role in _NOT_FOR_PERSONS)]
        if body and able and _fits(sentence.text, role, body):
            yield Held(able, role, body, (start, end), 0.85)
        verb = _AND_ACTIVE.match(sentence.text, end)
        start = verb.start("verb") if verb else start


def _fits(text: str, role: str, body: Bounds) -> bool:
    """Whether what is signed or joined is something that has signatories or members."""
    if role not in _NEEDS_NAME or _NAME.match(text, body[0]):
        return True
    return role == "signatory" and bool(_TREATY.search(text[slice(*body)]))


def passive(sentence: Masked) -> Iterator[Held]:
    """Roles of the agents of participles."""
    text, body, floor = sentence.text, None, 0
    for match in _PASSIVE.finditer(text):
        start, found = _said_of(text, match, floor)
        body = found or body
        role = words("passive")[match["verb"]]
        agent: re.Match[str] | None = match
        while agent:
            floor = agent.end("who")
            if not (role == "lead" and _OFFICE_HOLDER.match(agent["who"])):
                yield Held(holders(sentence, agent), role, body, (start, floor), 0.9 if body else 0.6)
            agent = _AND_AGENT.match(text, floor)
            start = agent.start() if agent else start


def _said_of(text: str, match: re.Match[str], floor: int) -> tuple[int, Bounds | None]:
    """Where the clause begins and what its participle is said of; None where that was said before ('and led by')."""
    place = match.start()
    if place == 0:
        behind = _COMMA.match(text, match.end())
        return 0, phrase(text, behind.end()) if behind else None
    before = _BEFORE_PASSIVE.search(text, floor, place)
    if before and not before["relative"]:
        found = subject(text, before.start(), floor)
    elif not before and floor and _COORDINATED.search(text[floor:place]):
        return place, None
    else:
        found = modified(text, before.start() if before else place, floor)
    return _with_determiner(text, found[0], floor) if found else place, found


def _with_determiner(text: str, place: int, floor: int) -> int:
    determiner = _ARTICLE_BEFORE.search(text[floor:place])
    return floor + determiner.start() if determiner else place
