"""Roles that nouns give: 'A is a member of B', 'the donors to B are A', 'A, a partner of B,', 'with A as co-chair'."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.masking import Masked
from pipeline.facts.phrases import SIGN, phrase, subject
from pipeline.facts.rolewords import A_NOUN, ADVERBS, ARTICLE, ASIDE, BE, LIST, ONE, PASSIVE_VERB, TO_BODY, words
from pipeline.facts.stating import Bounds, Held, holders, object_of, owner_of, role_of, subjects

_OWNER = r"(?P<owner>(?:(?:the|The|its|Its|their|Their|a|an|one\sof\s(?:the|its))\s)?(?:[^,;.:]{1,60}?'s?\s)?)"
_SERVES = r"(?:serves?|acts?|(?:has\s|have\s)?served|acted)\sas"
_NOMINAL = re.compile(rf"(?P<who>{LIST}){ASIDE}\s{ADVERBS}(?P<be>{BE}|{_SERVES})\s(?!not\b){ADVERBS}{_OWNER}{A_NOUN}")
_AND_NOMINAL = re.compile(rf",?\s(?:and|or)\s(?:an?|the|its)\s{A_NOUN}")
_AS = re.compile(rf"(?P<who>{LIST})(?:,[^.;:()]{{3,80}},)?\s(?:[\w-]+\s){{1,6}}?as\s{ARTICLE}{A_NOUN}")
_APPOSITION = re.compile(
    rf"(?P<who>{ONE}),\s(?:an?|the|its|another|one\sof\sthe)\s{A_NOUN}(?=\s(?:of|to|in|for|since)\s|,\s)"
)
_REVERSE = re.compile(
    rf"\b{_OWNER}{A_NOUN}(?P<link>(?:{TO_BODY}[^.;:]{{2,80}}?)?)\s(?:{BE}|includes?|included)\s{ADVERBS}(?P<who>{LIST})"
)
_ENUMERATED = re.compile(rf"{A_NOUN}:\s(?P<who>{LIST})")
_WITH = re.compile(rf"\b[wW]ith\s(?P<who>{LIST})\s(?:serving\s|acting\s)?as\s{ARTICLE}{A_NOUN}")
_LABEL = re.compile(
    rf"^(?i:{PASSIVE_VERB}\s(?:jointly\s)?by|{A_NOUN})(?P<link>(?:{TO_BODY}[^:]{{2,60}})?)\s?(?::|\s[–—-])\s?(?P<who>{LIST})"
)
_SINGULAR = re.compile(r"(?:is|was|has|remains|becomes|serves|acts)\b")
_LINK = re.compile(TO_BODY)
_MAIN_VERB = re.compile(
    rf"\s(?:{BE}|has|have|had|will|runs?|relies|rely|depends?|receives?|received|costs?|comes?|came)\s"
)


def nominal(sentence: Masked) -> Iterator[Held]:
    """Roles said of a subject, in apposition to a name, or by 'as'."""
    text = sentence.text
    for match in _NOMINAL.finditer(text):
        who, start = subjects(sentence, match, singular=bool(_SINGULAR.match(match["be"])))
        owner, noun = owner_of(text, match), match
        while noun:
            body, end = object_of(text, noun.end())
            yield Held(who, role_of(noun), owner or body, (start, end), 0.9)
            noun, owner = _AND_NOMINAL.match(text, end), None  # type: ignore[assignment]
            start = noun.start() if noun else start
    for pattern, confidence in ((_APPOSITION, 0.85), (_AS, 0.7)):
        for match in pattern.finditer(text):
            body, end = object_of(text, match.end())
            yield Held(holders(sentence, match), role_of(match), body, (match.start(), end), confidence)


def reverse(sentence: Masked) -> Iterator[Held]:
    """Roles whose holders come last: 'the donors to B are A', 'three donors: A, B and C', 'Funded by: A'."""
    text = sentence.text
    for match in _REVERSE.finditer(text):
        yield Held(
            holders(sentence, match), role_of(match), _linked(text, match) or owner_of(text, match), match.span(), 0.85
        )
    label = _LABEL.match(text)
    if label:
        role = words("passive")[label["verb"].lower()] if label["verb"] else role_of(label)
        yield Held(holders(sentence, label), role, _linked(text, label), label.span(), 0.8)
        return
    for match in _ENUMERATED.finditer(text):
        yield Held(holders(sentence, match), role_of(match), None, match.span(), 0.7)


def _linked(text: str, match: re.Match[str]) -> Bounds | None:
    link = _LINK.match(text, match.start("link"), match.end("link"))
    return phrase(text, link.end()) if link else None


def attendant(sentence: Masked, others: Sequence[Held]) -> Iterator[Held]:
    """'with A as co-chair', of what the sentence said somebody else chairs, or of its subject."""
    for match in _WITH.finditer(sentence.text):
        body, end = object_of(sentence.text, match.end())
        before = [one.body for one in others if one.evidence[1] <= match.start()]
        found = body or (before[-1] if before else sentence_subject(sentence.text, match.start()))
        yield Held(holders(sentence, match), role_of(match), found, (match.start(), end), 0.75)


def sentence_subject(text: str, place: int) -> Bounds | None:
    """The subject of the last clause before ``place`` that has an auxiliary; None where that is a thing that acts."""
    verbs = list(_MAIN_VERB.finditer(text, 0, place))
    found = subject(text, verbs[-1].start()) if verbs else None
    return found if found and not re.fullmatch(SIGN, text[slice(*found)]) else None
