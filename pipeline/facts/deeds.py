"""Roles that follow from what is done: an office held, money given, a treaty concluded, observers sent."""

import re
from collections.abc import Iterator

from pipeline.facts.countries import common_names, demonyms
from pipeline.facts.masking import Masked, Thing
from pipeline.facts.nominals import sentence_subject
from pipeline.facts.phrases import SIGN, phrase
from pipeline.facts.rolewords import ADVERBS, AGENT, ARTICLE, ASIDE, BE, LIST, PASSIVE_VERB, VERB_PHRASE, words
from pipeline.facts.stating import QUANTITY, Held, holders, object_of, subjects

_CHARGES = {
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
_CHARGE = rf"(?P<charge>{'|'.join(_CHARGES)})(?![\w-])"
_HOLDS = (
    r"(?:provides?|provided|runs?|ran|houses?|housed|holds?|held|takes?(?:\sover)?|took(?:\sover)?|taken\sover|assumes?|"
    r"assumed|has|have|enjoys?|enjoyed|(?:was|were)\sgranted)"
)
_DOER = rf"(?P<who>{LIST}){ASIDE}\s"
_CHARGED = re.compile(rf"{_DOER}{VERB_PHRASE}{_HOLDS}\s{ARTICLE}(?:\w+\s)?{_CHARGE}")
_CHARGED_BY = re.compile(
    rf"\b{_CHARGE}(?:\s(?:of|for)\s[^.;:]{{2,60}}?)?\s{BE}\s{ADVERBS}(?:provided|held|run|assumed|taken\sover){AGENT}"
)
_IN_CHARGE = re.compile(rf"{_DOER}{BE}\s{ADVERBS}in\scharge\sof(?=\s)")
_JOINED = re.compile(rf"{_DOER}{VERB_PHRASE}joined(?=\s(?:in|on|since)\s(?:\w+\s){{0,2}}\d)")
_SENDS = re.compile(rf"{_DOER}{VERB_PHRASE}sen(?:ds?|t)\s(?:\w+\s)?observers(?![\w-])")
_REPRESENTED = re.compile(rf"{_DOER}{BE}\s{ADVERBS}represented(?=\s(?:in|on)\s(?!it\b))")
_TREATY = r"(?P<treaty>treaty|agreement|convention|memorandum|pact|accord|protocol)"
_AMONG = re.compile(rf"\b{_TREATY}\s(?:among|between)\s(?P<who>{LIST})")

_GIFT = r"(?:grants?|loans?|credits?|contributions?|donations?|funding|financing|gifts?)"
_FROM = re.compile(rf"\b{_GIFT}(?:\s\([^()]*\))?(?:\s(?:of|worth)\s[^;]{{2,50}}?)?\sfrom\s(?P<who>{LIST})")
_GIVE = (
    r"(?:gives?|gave|given|grants?|granted|donates?|donated|contributes?|contributed|provides?|provided|commits?|committed|"
    r"pledges?|pledged|lends?|lent|awards?|awarded|adds?|added)"
)
_GIVES = re.compile(rf"{_DOER}{VERB_PHRASE}{_GIVE}\s(?P<gift>[^.;]{{2,60}}?)\s(?:to|for|towards)\s")
_WITH_GIFT = re.compile(rf"\b[wW]ith\s(?:[\w-]+\s){{0,4}}{_GIFT}\s[^,;.]{{0,60}},\s(?P<who>{LIST})\s")
_MONEY = re.compile(
    rf"\b(?:{_GIFT}|money|sum|million|billion|thousand|euros?|dollars?|pounds?|francs?|kroner|kronor)\b|[€£$¥]|\b[A-Z]{{3}}\s?\d"
)
_COMPOUND = re.compile(rf"(?:(?P<who>{SIGN})|(?<!\w)(?P<adjective>[A-Z]\w+))-{PASSIVE_VERB}\s")


def charges(sentence: Masked) -> Iterator[Held]:
    """'A provides the secretariat of B', 'the chair is held by A', 'A is in charge of B'."""
    text = sentence.text
    for match in _CHARGED.finditer(text):
        body, end = object_of(text, match.end())
        yield Held(subjects(sentence, match)[0], _CHARGES[match["charge"]], body, (match.start(), end), 0.85)
    for match in _CHARGED_BY.finditer(text):
        body = object_of(text, match.end("charge"))[0]
        yield Held(holders(sentence, match), _CHARGES[match["charge"]], body, match.span(), 0.85)
    for match in _IN_CHARGE.finditer(text):
        who = [one for one in subjects(sentence, match)[0] if one.label != "PERSON"]
        found = phrase(text, match.end())
        if found:
            yield Held(who, "lead", found, (match.start(), found[1]), 0.75)


def belonging(sentence: Masked) -> Iterator[Held]:
    """'A joined in 1999', 'A is represented in B', 'A sends observers to B', 'a treaty between A and B'."""
    text = sentence.text
    for match in _JOINED.finditer(text):
        who, start = subjects(sentence, match)
        yield Held(who, "member", None, (start, match.end()), 0.75)
    for pattern, role in ((_SENDS, "observer"), (_REPRESENTED, "member")):
        for match in pattern.finditer(text):
            who, start = subjects(sentence, match)
            body, end = object_of(text, match.end())
            yield Held(who, role, body, (start, end), 0.75)
    for match in _AMONG.finditer(text):
        yield Held(holders(sentence, match), "signatory", match.span("treaty"), match.span(), 0.75)


def gifts(sentence: Masked) -> Iterator[Held]:
    """'with a loan from A', 'with a grant, A has ...', 'A contributed EUR 2 million to B'."""
    text = sentence.text
    for match in _FROM.finditer(text):
        body = sentence_subject(text, match.start())
        yield Held(holders(sentence, match), "donor", body, match.span(), 0.7)
    for match in _WITH_GIFT.finditer(text):
        yield Held(subjects(sentence, match, singular=True)[0], "donor", None, match.span(), 0.6)
    for match in _GIVES.finditer(text):
        found = None if QUANTITY.match(text, match.end()) else phrase(text, match.end())
        if found and _MONEY.search(match["gift"]):
            yield Held(subjects(sentence, match)[0], "donor", found, (match.start(), found[1]), 0.7)


def compounds(sentence: Masked) -> Iterator[Held]:
    """'the Swedish-led consortium': led by the country the adjective is of."""
    for match in _COMPOUND.finditer(sentence.text):
        who = sentence.things[match["who"]] if match["who"] else _by_adjective(match["adjective"])
        body = phrase(sentence.text, match.end())
        if who and body:
            yield Held([who], words("passive")[match["verb"]], body, (match.start(), body[1]), 0.8)


def _by_adjective(adjective: str) -> Thing | None:
    code = demonyms().get(adjective)
    return Thing(0, 0, common_names()[code], "COUNTRY", common_names()[code], code) if code else None
