"""Roles that gifts give: 'A contributed EUR 2 million to B', 'A pays 60 % of the costs', 'with a grant, A …'."""

import re
from collections.abc import Iterator

from pipeline.facts.lexicon import any_of
from pipeline.facts.masking import Masked
from pipeline.facts.roles.phrases import SIGN
from pipeline.facts.roles.stating import (
    QUANTITY,
    Bounds,
    Held,
    antecedent,
    clause_subject,
    fitting,
    holders,
    object_of,
    subjects,
)
from pipeline.facts.rolewords import ADVERBS, BE, DOER, LIST, OBJECTS, ONE, OWNER, VERB_PHRASE, verbs, words

_COSTS = rf"(?:{any_of(words('cost'))})(?![\w-])"
_PAYS = re.compile(
    rf"{DOER}{VERB_PHRASE}(?:{verbs('foot settle pay bear cover meet contribute provide give add supply shoulder')}|"
    rf"{verbs('share split finance fund')})\s(?:[^\s,.;:]+\s){{0,6}}?{_COSTS}"
)
_SPLIT = re.compile(
    rf"\b{_COSTS}(?:\s(?:of|for)\s[^.;:,]{{2,50}}?)?\s{BE}\s{ADVERBS}(?:shared|split|divided)\s{ADVERBS}"
    rf"(?:between|among)\s(?P<who>{OBJECTS})"
)
_RELIES = re.compile(
    rf"\s{verbs('rely depend live count')}\s{ADVERBS}on\s(?P<who>{OBJECTS})"
    rf"(?=\sfor\s[^,;.]{{0,40}}\b(?:{any_of(words('cost'))}|income|funding|money|support|finance)\b)"
)
_PAID_FROM = re.compile(
    rf"\b(?:budgets?|incomes?|revenues?)(?:\s(?:of|for)\s[^.;:,]{{2,50}}?)?\s(?:comes?|came|{BE})\s{ADVERBS}from\s(?P<who>{OBJECTS})"
)
_AMOUNT = r"(?:[€£$¥]\s?|\b[A-Z]{2,3}\$?\s?)?\d[\d.,]*(?:\s(?:million|billion|thousand|m|bn))?"
_MONEY = rf"(?:{_AMOUNT}(?:\s(?:euros?|dollars?|pounds?|francs?|kroner|kronor|in\s(?:{any_of(words('help'))})))?)"
_GIVE = (
    rf"(?:{verbs('give grant donate contribute provide commit promise put earmark extend approve pledge lend award')}|"
    rf"{verbs('add offer allocate invest')}|(?:put(?:s|ting)?|chip(?:s|ped|ping)?)\s(?:in|up)|"
    r"(?:made|makes?)\savailable)"
)
_GIVES = re.compile(
    rf"{DOER}{VERB_PHRASE}{_GIVE}\s(?P<gift>(?:[^.;]|\.(?=\d)){{2,60}}?)(?:\s(?:to|for|towards|into|in)\s|(?=[,.;](?!\d)|$))"
)
_GIVEN = re.compile(rf"{_MONEY}|\b(?:{any_of(words('help'))})\b")
_GAPPED = re.compile(
    rf"(?:,|;|,?\sand)\s(?:and\s)?(?P<who>{ONE})\s(?:(?:another|some|about|nearly|over|almost|around)\s)?(?:{_MONEY}(?:\s?%|\sper\scent)?|half|a\sthird|a\squarter|the\s(?:rest|balance|remainder))(?=[,.;\s])"
)
"""Who gives the next share: 'A pays 60%, B 25% and C the rest'."""
_OWN_GIFT = re.compile(
    rf"{OWNER}\s(?:[\w-]+\s){{0,3}}?(?:grants?|loans?|contributions?|donations?|gifts?|funding|subsidy|subsidies|credits?)(?![\w-])"
    rf"|(?P<compound>{SIGN})\s(?:grants?|loans?|funding|funds|money|subsidy|subsidies)(?![\w-])"
)
_WITH_GIFT = re.compile(
    rf"\b[wW]ith\s(?:[\w-]+\s){{0,4}}(?:{any_of(words('help'))})\s[^,;.]{{0,60}},\s(?P<who>{LIST})\s"
)


def gifts(sentence: Masked) -> Iterator[Held]:
    """'A contributed EUR 2 million to B', 'with a grant of EUR 5,000, A ...'."""
    text = sentence.text
    for match in _WITH_GIFT.finditer(text):
        yield Held(subjects(sentence, match, singular=True)[0], "donor", None, match.span(), 0.6)
    for match in _PAYS.finditer(text):
        body, end = object_of(text, match.end())
        yield Held(subjects(sentence, match)[0], "donor", body, (match.start(), end), 0.7)
        yield from _gapped(sentence, "donor", body, end)
    for match in _OWN_GIFT.finditer(text):
        who = sentence.listed(*match.span("who" if match["who"] else "compound"))
        yield Held(who, "donor", None, match.span(), 0.65)
    for pattern in (_PAID_FROM, _SPLIT):
        for match in pattern.finditer(text):
            yield Held(holders(sentence, match), "donor", None, match.span(), 0.75)
    for match in _RELIES.finditer(text):
        yield Held(holders(sentence, match), "donor", clause_subject(text, match.start()), match.span(), 0.7)
    for match in _GIVES.finditer(text):
        found = None if QUANTITY.match(text, match.end()) else fitting(text, match.end())
        found = found or antecedent(text, match.start())
        if _GIVEN.search(match["gift"]) or " donate" in match.group():
            expert = not words("expertise").keys().isdisjoint(match["gift"].lower().split())
            role, end = "partner" if expert else "donor", found[1] if found else match.end("gift")
            yield Held(subjects(sentence, match)[0], role, found, (match.start(), end), 0.7)
            yield from _gapped(sentence, role, found, end)


def _gapped(sentence: Masked, role: str, body: Bounds | None, place: int) -> Iterator[Held]:
    """Those of whom the verb is not said again."""
    while match := _GAPPED.match(sentence.text, place):
        yield Held(holders(sentence, match), role, body, match.span(), 0.65)
        place = match.end()
