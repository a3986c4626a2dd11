"""Who holds which role in what, by the grammar of the clause that says so.

Active ('A chairs B'), passive ('B is chaired by A'), nominal ('A is a member of B', 'the donors to B are A'), apposition
('A, a partner of B, ...'), attendant circumstance ('with A as co-chair'), gifts ('a loan from A'), compounds ('the A-led B')
and labels ('Funded by: A'). Places are those of sentences in signs (``masking``).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.countries import common_names, demonyms
from pipeline.facts.masking import HOLDER, PERSON, Masked, Thing
from pipeline.facts.phrases import DETERMINER, SIGN, modified, phrase, subject
from pipeline.facts.rolewords import (
    A_NOUN,
    ACTIVE_VERB,
    ADVERBS,
    ARTICLE,
    ASIDE,
    AUXILIARIES,
    BE,
    INTRODUCED,
    LIST,
    ONE,
    PASSIVE_VERB,
    TO_BODY,
    words,
)

Bounds = tuple[int, int]


class Held(NamedTuple):
    """A role as a clause states it; ``body`` is None where the clause does not say what it is held in."""

    holders: Sequence[Thing]
    role: str
    body: Bounds | None
    evidence: Bounds
    confidence: float


_VERB_PHRASE = rf"{ADVERBS}{AUXILIARIES}{ADVERBS}"
_ACTIVE = re.compile(rf"(?P<who>{LIST}){ASIDE}\s{_VERB_PHRASE}{ACTIVE_VERB}")
_RELATIVE = re.compile(
    rf"(?P<who>{SIGN})?(?:\s\([^()]{{1,60}}\))?,?\s(?P<pronoun>who|which)\s{_VERB_PHRASE}{ACTIVE_VERB}"
)
_AND_ACTIVE = re.compile(rf"(?:,?\sand|,)\s{ADVERBS}{ACTIVE_VERB}")

_AGENT = rf"\sby\s(?P<who>{LIST}|{INTRODUCED})"
_PASSIVE = re.compile(rf"(?<![\w-]){PASSIVE_VERB}(?P<between>(?:\s[^.;:]{{1,70}}?)??){_AGENT}")
_OFFICE_HOLDER = re.compile(rf"[^{PERSON}{HOLDER}]*[A-Z]\w+\s[{PERSON}]")
"""A person led by an office ("headed by Executive Director NAME"): the office says it all."""
_AND_AGENT = re.compile(rf"(?:,[^;.]{{2,60}}?,?)?,?\sand{_AGENT}")
_BEFORE_PASSIVE = re.compile(rf"(?P<relative>,?\s(?:which|that|who))?\s?\b{BE}\s{ADVERBS}$")

_OWNER = r"(?P<owner>(?:(?:the|The|its|Its|their|Their|a|an|one\sof\s(?:the|its))\s)?(?:[^,;.:]{1,60}?'s?\s)?)"
_NOMINAL = re.compile(
    rf"(?P<who>{LIST}){ASIDE}\s{ADVERBS}(?P<be>{BE}|(?:serves?|acts?|(?:has\s|have\s)?served|acted)\sas)\s(?!not\b){ADVERBS}{_OWNER}{A_NOUN}"
)
_AND_NOMINAL = re.compile(rf",?\s(?:and|or)\s(?:an?|the|its)\s{A_NOUN}")
_AS = re.compile(rf"(?P<who>{LIST})(?:,[^.;:()]{{3,80}},)?\s(?:[\w-]+\s){{1,6}}?as\s{ARTICLE}{A_NOUN}")
_REVERSE = re.compile(
    rf"\b{_OWNER}{A_NOUN}(?P<link>(?:{TO_BODY}[^.;:]{{2,80}}?)?)\s(?:is|are|was|were|includes?|included)\s{ADVERBS}(?P<who>{LIST})"
)
_WITH = re.compile(rf"\b[wW]ith\s(?P<who>{LIST})\s(?:serving\s|acting\s)?as\s{ARTICLE}{A_NOUN}")
_APPOSITION = re.compile(
    rf"(?P<who>{ONE}),\s(?:an?|the|its|another|one\sof\sthe)\s{A_NOUN}(?=\s(?:of|to|in|for|since)\s|,\s)"
)

_CHARGE = {
    "secretariat": "secretariat",
    "chair": "chair",
    "chairmanship": "chair",
    "chairpersonship": "chair",
    "presidency": "chair",
    "co-chair": "co-chair",
    "observer status": "observer",
    "membership": "member",
}
"""What can be held or provided, and the role of those who do."""
_CHARGED = re.compile(
    rf"(?P<who>{LIST}){ASIDE}\s{_VERB_PHRASE}(?:provides?|provided|runs?|ran|houses?|housed|holds?|held|takes?(?:\sover)?|took(?:\sover)?|"
    rf"taken\sover|assumes?|assumed|has|have|enjoys?|enjoyed|(?:was|were)\sgranted)\s{ARTICLE}(?:\w+\s)?(?P<charge>{'|'.join(_CHARGE)})(?![\w-])"
)

_GIFT = r"(?:grants?|loans?|credits?|contributions?|donations?|funding|financing|gifts?)"
_FROM = re.compile(rf"\b{_GIFT}(?:\s\([^()]*\))?(?:\s(?:of|worth)\s[^;]{{2,50}}?)?\sfrom\s(?P<who>{LIST})")
_GIVES = re.compile(
    rf"(?P<who>{LIST}){ASIDE}\s{_VERB_PHRASE}(?:gives?|gave|given|grants?|granted|donates?|donated|contributes?|contributed|provides?|provided|commits?|"
    rf"committed|pledges?|pledged|lends?|lent|awards?|awarded|adds?|added)\s(?P<gift>[^.;]{{2,60}}?)\s(?:to|for|towards)\s"
)
_WITH_GIFT = re.compile(rf"\b[wW]ith\s(?:[\w-]+\s){{0,4}}{_GIFT}\s[^,;.]{{0,60}},\s(?P<who>{LIST})\s")
_IS_GIFT = re.compile(
    rf"\b(?:{_GIFT}|money|sum)\b|[€£$¥]|\b[A-Z]{{3}}\s?\d|\b(?:million|billion|thousand)\b|\b(?:euros?|dollars?|pounds?|francs?|kroner|kronor)\b"
)
_MAIN_VERB = re.compile(
    rf"\s(?:{BE}|has|have|had|will|runs?|relies|rely|depends?|receives?|received|costs?|comes?|came)\s"
)

_DATED = r"\s(?:in|on|since)\s(?:\w+\s){0,2}\d"
_JOINED = re.compile(rf"(?P<who>{LIST}){ASIDE}\s{_VERB_PHRASE}joined(?={_DATED})")
_SENDS = re.compile(rf"(?P<who>{LIST}){ASIDE}\s{_VERB_PHRASE}sen(?:ds?|t)\s(?:\w+\s)?observers(?![\w-])")
_REPRESENTED = re.compile(rf"(?P<who>{LIST}){ASIDE}\s{BE}\s{ADVERBS}represented(?=\s(?:in|on)\s)")
_AMONG = re.compile(
    rf"\b(?P<body>(?:treaty|agreement|convention|memorandum|pact|accord|protocol))\s(?:among|between)\s(?P<who>{LIST})"
)
_COMPOUND = re.compile(rf"(?:(?P<who>{SIGN})|(?<!\w)(?P<adjective>[A-Z]\w+))-{PASSIVE_VERB}\s")
_LABEL_ROLE = rf"(?:{PASSIVE_VERB}\s(?:jointly\s)?by|{A_NOUN})"
_LABEL = re.compile(rf"^(?i:{_LABEL_ROLE})(?P<link>(?:{TO_BODY}[^:]{{2,60}})?)\s?(?::|\s[–—-])\s?(?P<who>{LIST})")

_JOINT = re.compile(r",\s(?:and\s|as\swell\sas\s)?|\sand\s|\sor\s")
_INSIDE_PHRASE = re.compile(r"\b(?:of|by|with|from|in|for|at|to)\s$")
_SINGULAR = re.compile(r"(?:is|was|has|remains|becomes|serves|acts)\b|[\w-]+s$")
_NEEDS_NAME = frozenset({"signatory", "member"})
_NOT_FOR_PERSONS = frozenset({"coordinator", "signatory", "member", "funder"})
"""Roles that the verb alone does not give a person: to coordinate is what an office brings."""
_TREATY = re.compile(
    r"\b(?:agreement|declaration|treaty|convention|protocol|memorandum|charter|pact|accord|pledge|compact|statement)s?$",
    re.I,
)
_QUANTITY = re.compile(
    r"\s?(?:\d|more\b|over\b|nearly\b|some\b|about\b|many\b|around\b|up\b|at\b|several\b|almost\b|most\b)"
)


def held(sentence: Masked) -> list[Held]:
    """Every role the sentence gives to somebody."""
    readers = (_active, _charged, _implied, _passive, _nominal, _reverse, _given, _compound, _label)
    plain = [one for reader in readers for one in reader(sentence)]
    return [*plain, *_attendant(sentence, plain)]


def _subjects(sentence: Masked, match: re.Match[str], singular: bool) -> tuple[list[Thing], int]:
    """Whom a verb is said of, and where their names begin: of 'B, and C was', C alone."""
    text, (start, end) = sentence.text, match.span("who")
    joints = [joint.end() for joint in _JOINT.finditer(text, start, end)]
    things = sentence.listed(start, end)
    if (
        len(things) == 2
        and singular
        and things[0].label == "ORG"
        and things[1].label == "COUNTRY"
        and " and " not in text[start:end]
    ):
        return things[:1], start
    if joints and (singular or _INSIDE_PHRASE.search(text, 0, start)):
        start = joints[-1]
    return sentence.listed(start, end), start


def _active(sentence: Masked) -> Iterator[Held]:
    text = sentence.text
    for match in _ACTIVE.finditer(text):
        who, start = _subjects(sentence, match, bool(_SINGULAR.fullmatch(match["verb"])))
        yield from _verb_phrase(sentence, who, match, start)
    for match in _RELATIVE.finditer(text):
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
        body = None if _QUANTITY.match(sentence.text, verb.end()) else phrase(sentence.text, verb.end())
        end = body[1] if body else verb.end()
        holders = [one for one in who if not (one.label == "PERSON" and role in _NOT_FOR_PERSONS)]
        if body and holders and _fits(sentence.text, role, body):
            yield Held(holders, role, body, (start, end), 0.85)
        verb = _AND_ACTIVE.match(sentence.text, end)
        start = verb.start("verb") if verb else start


def _fits(text: str, role: str, body: Bounds) -> bool:
    """Whether what is signed or joined is something that has signatories or members."""
    named = text[body[0]].isupper() or bool(re.match(f"[{HOLDER}]", text[body[0]]))
    return named or role not in _NEEDS_NAME or (role == "signatory" and bool(_TREATY.search(text[slice(*body)])))


def _charged(sentence: Masked) -> Iterator[Held]:
    for match in _CHARGED.finditer(sentence.text):
        body, end = _object_of(sentence.text, match.end())
        yield Held(_subjects(sentence, match, False)[0], _CHARGE[match["charge"]], body, (match.start(), end), 0.85)


def _implied(sentence: Masked) -> Iterator[Held]:
    """Membership and the like by what members do: 'A joined in 1999', 'B sends observers', 'a treaty between A and B'."""
    text = sentence.text
    for pattern, role in ((_JOINED, "member"), (_SENDS, "observer"), (_REPRESENTED, "member")):
        for match in pattern.finditer(text):
            who, start = _subjects(sentence, match, False)
            body, end = (
                (None, match.end()) if role == "member" and pattern is _JOINED else _object_of(text, match.end())
            )
            yield Held(who, role, body, (start, end), 0.75)
    for match in _AMONG.finditer(text):
        yield Held(sentence.listed(*match.span("who")), "signatory", match.span("body"), match.span(), 0.75)


def _passive(sentence: Masked) -> Iterator[Held]:
    text, body, floor = sentence.text, None, 0
    for match in _PASSIVE.finditer(text):
        start, found = _said_of(text, match, floor)
        body = found or body
        role = words("passive")[match["verb"]]
        agent: re.Match[str] | None = match
        while agent:
            floor = agent.end("who")
            holders = sentence.listed(*agent.span("who"))
            if not (role == "lead" and _OFFICE_HOLDER.match(agent["who"])):
                yield Held(holders, role, body, (start, floor), 0.9 if body else 0.6)
            agent = _AND_AGENT.match(text, floor)
            start = agent.start() if agent else start


def _said_of(text: str, match: re.Match[str], floor: int) -> tuple[int, Bounds | None]:
    """Where the clause begins and what its participle is said of; None where that was said before ('and co-chaired by')."""
    place = match.start()
    if place == 0:
        behind = re.compile(r",\s").match(text, match.end())
        return 0, phrase(text, behind.end()) if behind else None
    before = _BEFORE_PASSIVE.search(text, floor, place)
    if before and not before["relative"]:
        found = subject(text, before.start(), floor)
    elif not before and floor and re.search(r"(?:\band|,)\s(?:\w+ly\s)?$", text[floor:place]):
        return place, None
    else:
        found = modified(text, before.start() if before else place, floor)
    return _with_determiner(text, found[0], floor) if found else place, found


def _with_determiner(text: str, place: int, floor: int) -> int:
    determiner = re.search(rf"\b{DETERMINER}\s$", text[floor:place])
    return floor + determiner.start() if determiner else place


def _nominal(sentence: Masked) -> Iterator[Held]:
    text = sentence.text
    for match in _NOMINAL.finditer(text):
        who, start = _subjects(sentence, match, bool(_SINGULAR.match(match["be"])))
        owner = _owner(text, match)
        noun: re.Match[str] | None = match
        while noun:
            body, end = _object_of(text, noun.end())
            yield Held(who, _role(noun), owner or body, (start, end), 0.9)
            noun, owner = _AND_NOMINAL.match(text, end), None
            start = noun.start() if noun else start
    for pattern, confidence in ((_APPOSITION, 0.85), (_AS, 0.7)):
        for match in pattern.finditer(text):
            body, end = _object_of(text, match.end())
            yield Held(sentence.listed(*match.span("who")), _role(match), body, (match.start(), end), confidence)


def _role(match: re.Match[str]) -> str:
    return words("noun")[match["noun"].lower()]


def _owner(text: str, match: re.Match[str]) -> Bounds | None:
    """The owner in 'is the forum's partner', without its ending."""
    if not match["owner"].rstrip().endswith(("'s", "s'")):
        return None
    start, end = match.span("owner")
    determiner = re.compile(rf"{DETERMINER}\s").match(text, start, end)
    return determiner.end() if determiner else start, end - (3 if match["owner"].endswith("'s ") else 2)


def _object_of(text: str, place: int) -> tuple[Bounds | None, int]:
    """What a role noun is of, behind 'since 2018' or not, and where the statement ends."""
    dated = re.compile(r"\ssince\s(?:\w+\s){0,2}\d{4}").match(text, place)
    behind = dated.end() if dated else place
    link = re.compile(TO_BODY).match(text, behind)
    found = phrase(text, link.end()) if link else None
    return found, found[1] if found else behind


def _attendant(sentence: Masked, others: Sequence[Held]) -> Iterator[Held]:
    """'with A as co-chair', of what the sentence said somebody else chairs, or of its subject."""
    text = sentence.text
    for match in _WITH.finditer(text):
        body, end = _object_of(text, match.end())
        before = [one.body for one in others if one.evidence[1] <= match.start()]
        found = body or (before[-1] if before else _sentence_subject(text, match.start()))
        yield Held(sentence.listed(*match.span("who")), _role(match), found, (match.start(), end), 0.75)


def _sentence_subject(text: str, place: int) -> Bounds | None:
    """The subject of the last clause before ``place`` that has a verb with an auxiliary."""
    verbs = list(_MAIN_VERB.finditer(text, 0, place))
    found = subject(text, verbs[-1].start()) if verbs else None
    return found if found and not re.fullmatch(SIGN, text[slice(*found)]) else None


def _reverse(sentence: Masked) -> Iterator[Held]:
    text = sentence.text
    for match in _REVERSE.finditer(text):
        link = re.compile(TO_BODY).match(text, match.start("link"))
        body = phrase(text, link.end()) if match["link"] and link else _owner(text, match)
        yield Held(sentence.listed(*match.span("who")), _role(match), body, match.span(), 0.85)


def _given(sentence: Masked) -> Iterator[Held]:
    """Donors by what they gave: 'with a loan from A', 'A contributed EUR 2 million to B'."""
    text = sentence.text
    for match in _FROM.finditer(text):
        body = _sentence_subject(text, match.start())
        yield Held(sentence.listed(*match.span("who")), "donor", body, match.span(), 0.7)
    for match in _WITH_GIFT.finditer(text):
        yield Held(_subjects(sentence, match, True)[0][:1], "donor", None, match.span(), 0.6)
    for match in _GIVES.finditer(text):
        if _IS_GIFT.search(match["gift"]):
            found = None if _QUANTITY.match(text, match.end()) else phrase(text, match.end())
            if found:
                yield Held(_subjects(sentence, match, False)[0], "donor", found, (match.start(), found[1]), 0.7)


def _compound(sentence: Masked) -> Iterator[Held]:
    """'the Swedish-led consortium': led by the country the adjective is of."""
    for match in _COMPOUND.finditer(sentence.text):
        who = sentence.things[match["who"]] if match["who"] else _by_adjective(match["adjective"])
        body = phrase(sentence.text, match.end())
        if who and body:
            yield Held([who], words("passive")[match["verb"]], body, (match.start(), body[1]), 0.8)


def _by_adjective(adjective: str) -> Thing | None:
    code = demonyms().get(adjective)
    return Thing(0, 0, common_names()[code], "COUNTRY", common_names()[code], code) if code else None


def _label(sentence: Masked) -> Iterator[Held]:
    match = _LABEL.match(sentence.text)
    if match:
        role = words("passive")[match["verb"].lower()] if match["verb"] else _role(match)
        link = re.compile(TO_BODY).match(sentence.text, match.start("link"))
        body = phrase(sentence.text, link.end()) if match["link"] and link else None
        yield Held(sentence.listed(*match.span("who")), role, body, match.span(), 0.8)
