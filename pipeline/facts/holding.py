"""Who holds which role in what, by the grammar of the clause that says so.

Active ('A chairs B'), passive ('B is chaired by A'), nominal ('A is a member of B', 'the donors to B are A'), apposition
('A, a partner of B, ...'), attendant circumstance ('with A as co-chair'), compounds ('the A-led B') and labels
('Funded by: A'). Patterns run over sentences in signs (``masking``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.countries import common_names, demonyms
from pipeline.facts.lexicon import table
from pipeline.facts.masking import HOLDER, PERSON, Masked, Thing
from pipeline.facts.phrases import DETERMINER, SIGN, modified, phrase, subject

Bounds = tuple[int, int]


class Held(NamedTuple):
    """A role as a clause states it; places are those of the sentence in signs."""

    holders: Sequence[Thing]
    role: str
    body: Bounds | None
    evidence: Bounds
    confidence: float


@cache
def words(form: str) -> dict[str, str]:
    """The role that each verb form or noun stands for."""
    return {row["word"]: row["role"] for row in table("role_words") if row["form"] == form}


def _any(forms: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


_ADVERBS = (
    r"(?:(?:also|currently|now|jointly|formerly|previously|long|then|mainly|largely|partly|entirely|fully|initially|originally|"
    r"generously|again|still|alone|annually|already|actively|traditionally|together|both|first|recently|officially)\s)*"
)
_BE = r"(?:is|are|was|were|has been|have been|had been|will be|would be|is being|are being|being|be|remains?|remained|becomes?|became|has become)"
_ONE = rf"(?:(?:the|The|both|Both)\s)?(?:[Gg]overnments?\sof\s(?:the\s)?)?{SIGN}(?:\s\([^()]{{1,60}}\))?(?!'s?\s)"
LIST = rf"{_ONE}(?:(?:,\s(?:and\s|as\swell\sas\s)?|\sand\s|\s&\s|\sas\swell\sas\s|\stogether\swith\s|\salong\swith\s|\sor\s){_ONE})*"
"""One or several things, enumerated."""

_ASIDE = r"(?:,[^,;.:()]{3,80},|\s\([^()]{1,80}\))?"
_AUX = r"(?:(?:has|have|had|will|would|who|which|that|(?:is|are|was|were)(?=\s(?:\w+ly\s)?[\w-]+ing\b)|since\s\d{4})\s)*"
_ADJECTIVES = r"(?:(?!not\b|no\b|of\b|and\b|to\b|in\b|for\b|by\b)[\w'-]+\s){0,4}?"
_TO_BODY = r"\s(?:of|to|for|in|behind|on|at|with)\s"

_ACTIVE_VERB = rf"(?P<verb>{_any(list(words('active')))})(?![\w-])(?!\sby\b)"
_NOUN = rf"(?P<noun>{_any(list(words('noun')))})(?![\w-])"
_PASSIVE_VERB = rf"(?P<verb>{_any(list(words('passive')))})"
_FINITE = r"(?:serves?|served|acts?|acted|has\sserved|have\sserved)\sas"

_ACTIVE = re.compile(rf"(?P<who>{LIST}){_ASIDE}\s{_ADVERBS}{_AUX}{_ADVERBS}{_ACTIVE_VERB}")
_RELATIVE = re.compile(rf"(?P<who>{SIGN})?(?:\s\([^()]{{1,60}}\))?,?\s(?P<pronoun>who|which)\s{_ADVERBS}{_AUX}{_ADVERBS}{_ACTIVE_VERB}")
_AND_ACTIVE = re.compile(rf"(?:,?\sand|,)\s{_ADVERBS}{_ACTIVE_VERB}")
_PASSIVE = re.compile(rf"(?<![\w-]){_PASSIVE_VERB}(?P<between>(?:\s[^.;:]{{1,70}}?)??)\sby\s(?P<who>{LIST})")
_BEFORE_PASSIVE = re.compile(rf"(?P<relative>,?\s(?:which|that|who))?\s?\b{_BE}\s{_ADVERBS}$")
_NOMINAL = re.compile(
    rf"(?P<who>{LIST}){_ASIDE}\s{_ADVERBS}(?P<be>{_BE}|{_FINITE})\s(?!not\b){_ADVERBS}"
    rf"(?P<owner>(?:(?:the|The|its|their|a|an|one\sof\s(?:the|its))\s)?(?:[^,;.:]{{1,60}}?'s?\s)?)(?P<kind>{_ADJECTIVES}){_NOUN}"
)
_AND_NOMINAL = re.compile(rf",?\s(?:and|or)\s(?:an?|the|its)\s(?P<kind>{_ADJECTIVES}){_NOUN}")
_REVERSE = re.compile(
    rf"(?P<owner>(?:[^,;.:]{{1,60}}?'s\s|{DETERMINER}\s)?)(?P<kind>{_ADJECTIVES}){_NOUN}(?P<link>(?:{_TO_BODY}[^.;:]{{2,80}}?)?)"
    rf"\s(?:is|are|was|were|includes?|included)\s{_ADVERBS}(?P<who>{LIST})"
)
_WITH = re.compile(rf"\b[wW]ith\s(?P<who>{LIST})\s(?:serving\s|acting\s)?as\s(?:the\s|its\s|an?\s)?(?P<kind>{_ADJECTIVES}){_NOUN}")
_APPOSITION = re.compile(rf"(?P<who>{_ONE}),\s(?:an?|the|its|another|one\sof\sthe)\s(?P<kind>{_ADJECTIVES}){_NOUN}(?=\s(?:of|to|in|for)\s)")
_OFFICE_HELD = re.compile(
    rf"(?P<who>{LIST}){_ASIDE}\s{_ADVERBS}{_AUX}{_ADVERBS}(?P<verb>provides?|provided|runs?|ran|houses?|housed|holds?|held|takes?(?:\sover)?|took(?:\sover)?|"
    rf"taken\sover|assumed?|assumes|has|have|enjoys?|was\sgranted|were\sgranted)\s(?:the|its|an?)?\s?(?P<kind>{_ADJECTIVES})"
    r"(?P<noun>secretariat|chair|chairmanship|chairpersonship|presidency|co-chair|observer status|membership)(?![\w-])"
)
_OFFICE_ROLE = {"chairmanship": "chair", "chairpersonship": "chair", "presidency": "chair", "observer status": "observer", "membership": "member"}
_COMPOUND_VERB = rf"-(?P<verb>{_any(list(words('passive')))})\s"
_COMPOUND = re.compile(rf"(?P<who>{SIGN}){_COMPOUND_VERB}")
_DEMONYM = re.compile(rf"(?<!\w)(?P<adjective>[A-Z]\w+){_COMPOUND_VERB}")
_LABEL_ROLE = rf"(?:(?:{_PASSIVE_VERB})\s(?:jointly\s)?by|(?P<kind>{_ADJECTIVES})(?i:{_NOUN}))"
_LABEL = re.compile(rf"^(?i:{_LABEL_ROLE})(?P<link>(?:{_TO_BODY}[^:]{{2,60}})?)\s?(?::|\s[–—-])\s?(?P<who>{LIST})")
_JOINT = re.compile(r",\s(?:and\s|as\swell\sas\s)?|\sand\s|\sor\s")
_INSIDE_PHRASE = re.compile(r"\b(?:of|by|with|from|in|for|at|to)\s$")
_SINGULAR = re.compile(r"(?:is|was|has|remains|becomes|serves|acts)\b|[\w-]+s$")
_NEEDS_NAME = frozenset({"signatory", "member"})
_NOT_FOR_PERSONS = frozenset({"coordinator", "signatory", "member", "funder"})
"""Roles that the verb alone does not give a person: to coordinate is what an office brings."""
_TREATY = re.compile(r"\b(?:agreement|declaration|treaty|convention|protocol|memorandum|charter|pact|accord|pledge|compact|statement|contract)s?$", re.I)
_QUANTITY = re.compile(r"\s?(?:\d|more\b|over\b|nearly\b|some\b|about\b|many\b|around\b|up\b|at\b|several\b|almost\b|most\b)")


def held(sentence: Masked) -> list[Held]:
    """Every role the sentence gives to somebody."""
    plain = [one for read in (_active, _passive, _nominal, _reverse, _compound, _label) for one in read(sentence)]
    return [*plain, *_attendant(sentence, plain)]


def _subjects(sentence: Masked, match: re.Match[str], singular: bool) -> tuple[list[Thing], int]:
    """Whom a verb is said of, and where their names begin: of 'B, and C was', C alone."""
    text, (start, end) = sentence.text, match.span("who")
    joints = [joint.end() for joint in _JOINT.finditer(text, start, end)]
    if joints and (singular or _INSIDE_PHRASE.search(text, 0, start)):
        start = joints[-1]
    return sentence.listed(start, end), start


def _active(sentence: Masked) -> Iterator[Held]:
    text = sentence.text
    for match in _ACTIVE.finditer(text):
        who, start = _subjects(sentence, match, bool(_SINGULAR.fullmatch(match["verb"])))
        yield from _verb_phrase(sentence, who, match, start)
    for match in _RELATIVE.finditer(text):
        who = _antecedent(sentence, match)
        if who:
            yield from _verb_phrase(sentence, [who], match, match.start("pronoun"))
    for match in _OFFICE_HELD.finditer(text):
        role = _OFFICE_ROLE.get(match["noun"], match["noun"])
        body, end = _object_of(text, match.end())
        yield Held(sentence.listed(*match.span("who")), role, body, (match.start(), end), 0.85)


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


def _passive(sentence: Masked) -> Iterator[Held]:
    text, body, floor = sentence.text, None, 0
    for match in _PASSIVE.finditer(text):
        start, found = _passive_subject(text, match, floor)
        body = found or body
        role = words("passive")[match["verb"]]
        evidence = (start if found else match.start(), match.end("who"))
        yield Held(sentence.listed(*match.span("who")), role, body, evidence, 0.9 if body else 0.6)
        floor = match.end("who")


def _passive_subject(text: str, match: re.Match[str], floor: int) -> tuple[int, Bounds | None]:
    """Where the clause begins, and what its participle is said of; None for one coordinated with an earlier ('and co-chaired by')."""
    place = match.start()
    if place == 0:
        behind = re.compile(r",\s").match(text, match.end())
        return 0, phrase(text, behind.end()) if behind else None
    before = _BEFORE_PASSIVE.search(text, floor, place)
    if before and before["relative"]:
        found = modified(text, before.start(), floor)
    elif before:
        found = subject(text, before.start(), floor)
    elif re.search(r"(?:\band|,)\s(?:\w+ly\s)?$", text[floor:place]) and floor:
        return place, None
    else:
        found = modified(text, place, floor)
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
    for match in _APPOSITION.finditer(text):
        body, end = _object_of(text, match.end())
        yield Held(sentence.listed(*match.span("who")), _role(match), body, (match.start(), end), 0.85)


def _attendant(sentence: Masked, others: Sequence[Held]) -> Iterator[Held]:
    """'with A as co-chair', of what the sentence said somebody else chairs."""
    for match in _WITH.finditer(sentence.text):
        body, end = _object_of(sentence.text, match.end())
        before = [one.body for one in others if one.body and one.evidence[1] <= match.start()]
        found = body or next(reversed(before), None)
        yield Held(sentence.listed(*match.span("who")), _role(match), found, (match.start(), end), 0.75)


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
    link = re.compile(_TO_BODY).match(text, behind)
    found = phrase(text, link.end()) if link else None
    return found, found[1] if found else behind


def _reverse(sentence: Masked) -> Iterator[Held]:
    text = sentence.text
    for match in _REVERSE.finditer(text):
        body = None
        if match["link"]:
            body = phrase(text, match.start("link") + re.match(_TO_BODY, match["link"]).end())  # type: ignore[union-attr]
        else:
            body = _owner(text, match)
        yield Held(sentence.listed(*match.span("who")), _role(match), body, match.span(), 0.85)


def _compound(sentence: Masked) -> Iterator[Held]:
    for match in _COMPOUND.finditer(sentence.text):
        yield from _compounded(sentence, sentence.things[match["who"]], match)
    for match in _DEMONYM.finditer(sentence.text):
        code = demonyms().get(match["adjective"])
        if code:
            name = common_names()[code]
            yield from _compounded(sentence, Thing(0, 0, name, "COUNTRY", name, code), match)


def _compounded(sentence: Masked, who: Thing, match: re.Match[str]) -> Iterator[Held]:
    body = phrase(sentence.text, match.end())
    if body:
        yield Held([who], words("passive")[match["verb"]], body, (match.start(), body[1]), 0.8)


def _label(sentence: Masked) -> Iterator[Held]:
    match = _LABEL.match(sentence.text)
    if match:
        role = words("passive")[match["verb"].lower()] if match["verb"] else _role(match)
        link = re.match(_TO_BODY, match["link"])
        body = phrase(sentence.text, match.start("link") + link.end()) if link else None
        yield Held(sentence.listed(*match.span("who")), role, body, match.span(), 0.8)
