"""Roles that nouns give: 'A is a member of B', 'the donors to B are A', 'A, a partner of B,', 'with A as co-chair'."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.masking import PLACE, Masked
from pipeline.facts.roles.phrases import DETERMINER, SIGN, modified, phrase
from pipeline.facts.roles.stating import (
    Bounds,
    Held,
    antecedent,
    clause_subject,
    holders,
    introduced,
    is_name,
    is_one_of,
    object_of,
    owner_of,
    role_of,
    subjects,
)
from pipeline.facts.rolewords import (
    A_NOUN,
    ADVERBS,
    ARTICLE,
    ASIDE,
    BE,
    LIST,
    NOUN_WORDS,
    OBJECTS,
    ONE,
    PASSIVE_VERB,
    SUBJECTS,
    TO_BODY,
    words,
)

_OWNER = (
    r"(?P<owner>(?:(?:[tT]he|[iI]ts|[tT]heir|[oO]ur|an?|(?:one\sof|among)\s(?:the|its|their|our))\s)?"
    r"(?:[^,;.:]{1,60}?'s?\s)?)"
)
_SERVES = (
    r"(?:(?:has\s|have\s|will\s)?(?:serves?|served|acts?|acted|functions?|functioned|works?)\sas|"
    r"(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:re-?)?(?:elected|chosen|appointed|named|admitted|confirmed|welcomed|accepted)(?:\sas)?|"
    r"(?:joined|(?:was|were)\sadded\sto)\sthe\s(?:list|group|ranks|circle)\sof)"
)
_ADMIT = "admitted|accepted|welcomed|named|chose|elected|appointed"
_NOMINAL = re.compile(
    rf"(?P<among>\bamong\sthem\s)?(?P<who>{SUBJECTS})(?(among),|(?:,\s(?:which|who)|{ASIDE}))\s{ADVERBS}(?P<be>{_SERVES}|{BE})\s(?!not\b){ADVERBS}{_OWNER}{A_NOUN}"
)
_AND_NOMINAL = re.compile(rf",?\s(?:(?:and|or)\s(?:an?|the|its)\s|(?:and|while)\s(?P<who>{LIST})\s{ARTICLE}){A_NOUN}")
_AS = re.compile(
    rf"(?P<who>{LIST})(?:,[^,.;:()]{{3,80}},)?\s(?!(?:has\s|have\s)?(?:{_ADMIT})\s)"
    rf"(?P<between>(?:(?!(?:and|which|who|with)\s)[^\s.;:,]+\s){{1,8}}?)as\s{ARTICLE}{A_NOUN}"
)
_APPOSITION = re.compile(
    rf"(?P<who>{ONE}),\s(?=(?:an?|the|its|our|another|one)\s){_OWNER}(?:another\s)?{A_NOUN}(?=\s(?:of|to|in|for|since)\s|,\s)"
)
_LINK_TO = rf"(?P<link>(?:{TO_BODY}[^.;:,]{{2,80}}?)?)"
_REVERSE = re.compile(
    rf"\b{_OWNER}{A_NOUN}{_LINK_TO}(?:\s(?:{BE}|includes?|included)|,?\s(?:including|such\sas|like|namely|among\s(?:them|these|others)))\s{ADVERBS}(?P<who>{OBJECTS})"
)
_FOLLOWED = re.compile(rf",?\s(?:followed|joined)\sby\s(?P<who>{OBJECTS})")
_BEFORE_NAME = re.compile(
    rf"(?<![\w-])(?P<owner>(?:[tT]he|[iI]ts|[tT]heir|[oO]ur)\s|[^\s,;.:]{{1,40}}'s?\s)(?P<kind>(?:[\w-]+\s){{0,2}}?)(?P<noun>{NOUN_WORDS})"
    rf"(?P<link>(?:\s(?:of|to)\s(?:the\s)?[^.;:,{PLACE}]{{2,60}}?)?)"
    rf"(?:,\s(?P<who>{ONE})(?=[,.;]|\s\(|$)|(?<=s)(?:,|\s[–—-])?\s(?P<all>{LIST}))"
)
_COLON = re.compile(rf"{A_NOUN}(?P<link>(?:\s[^.;:]{{2,60}})?):\s(?P<who>{OBJECTS})")
_WITH = re.compile(
    rf"\b(?:[wW]ith|(?:assisted|seconded|supported|joined|flanked)\sby|alongside)\s(?P<who>{OBJECTS})\s(?:serving\s|acting\s)?as\s{ARTICLE}{A_NOUN}"
)
_FRONTED = re.compile(
    rf"^(?:(?:Acting\s|Serving\s)?[aA]s|In\s(?:its|their)\s(?:capacity|role|function)\sas)\s{ARTICLE}{A_NOUN}"
    rf"(?P<link>(?:{TO_BODY}[^.;:,]{{2,80}}?)?),\s(?P<who>{LIST})\s"
)
"""'As chair of B, A …'."""
_HAS = re.compile(
    rf"\b(?:has|have|had|with)\s(?:(?:\w+\s){{0,2}}?)(?P<kind>)(?P<noun>{NOUN_WORDS})(?:,|:|\s[–—-])\s(?P<who>{OBJECTS})(?=[.;,]|$)"
)
"""'B has two observers, A and C'."""
_AND_AS = re.compile(rf",?\sand\s(?P<who>{OBJECTS})\sas\s{ARTICLE}{A_NOUN}")
_COUNTED = re.compile(
    rf"\b(?:counts?|counted|numbers?|numbered|lists?|has|have)\s(?P<who>{OBJECTS})\s(?:among|as)\s{ARTICLE}{A_NOUN}"
)
_ADMITTED = re.compile(
    rf"(?P<body>{SIGN})(?:\s\([^()]{{1,60}}\))?\s(?:has\s|have\s)?(?:{_ADMIT})\s"
    rf"(?P<who>{OBJECTS})\sas\s{ARTICLE}{A_NOUN}"
)
_LABEL = re.compile(
    rf"^(?i:{PASSIVE_VERB}\s(?:jointly\s)?by|{A_NOUN})(?P<link>(?:{TO_BODY}[^:]{{2,60}})?)\s?(?::|\s[–—-])\s?(?P<who>{OBJECTS})"
)
_ACTS_AS = re.compile(
    rf"(?P<who>{SUBJECTS}){ASIDE}\s{ADVERBS}(?:serves?|served|acts?|acted|functions?|functioned)\sas\s{ARTICLE}"
    rf"(?P<role>(?!(?:{NOUN_WORDS})\s)(?:[a-z][\w-]*\s)?[a-z][\w-]*(?:[st]or|ser|[tn]er|ee|ary|ian|ist|ant))(?=\s(?:of|to|for)\s)"
)
"""A charge that no list has, by the ending of who has it: 'acts as scientific adviser to B'."""
_CAPTION = re.compile(rf"^{A_NOUN}\s(?P<who>{LIST})\.?$")
_SINGULAR = re.compile(r"(?:is|was|has|remains|becomes|serves|acts|functions)\b")
_LINK = re.compile(TO_BODY)
_DETERMINED = re.compile(rf"\b{DETERMINER}\s[^{PLACE}]+$|(?:[A-Z]\S*\s)*(?:[A-Z][\w'-]*|{SIGN})$")
"""The end of a verb phrase that has an object: 'sits on the committee', not 'joined last year'."""


def nominal(sentence: Masked) -> Iterator[Held]:
    """Roles said of a subject, in apposition to a name, or by 'as'."""
    text = sentence.text
    for match in _NOMINAL.finditer(text):
        yield from _predicate(sentence, match)
    for match in _ACTS_AS.finditer(text):
        body, end = object_of(text, match.end())
        if match["role"] not in words("noun") and body:
            who, start = subjects(sentence, match)
            who = [one for one in who if one.label != "PERSON"]
            yield Held(who, match["role"], body, (start, end), 0.7)
    for match in _APPOSITION.finditer(text):
        body, end = object_of(text, match.end())
        yield Held(holders(sentence, match), role_of(match), owner_of(text, match) or body, (match.start(), end), 0.85)
    for match in _AS.finditer(text):
        body, end = object_of(text, match.end())
        body = body or _object_between(sentence, *match.span("between"))
        yield Held(subjects(sentence, match)[0], role_of(match), body, (match.start(), end), 0.7)
    for match in _FRONTED.finditer(text):
        yield Held(holders(sentence, match), role_of(match), _linked(text, match), match.span(), 0.8)


def _predicate(sentence: Masked, match: re.Match[str]) -> Iterator[Held]:
    """What is said of a subject, and of others in the same breath: 'A is the chair and B the co-chair of C'."""
    text = sentence.text
    who, start = subjects(sentence, match, singular=bool(_SINGULAR.match(match["be"])))
    found, noun, owner = [], match, owner_of(text, match) or antecedent(text, start)
    while noun:
        body, end = object_of(text, noun.end())
        found.append(Held(who, role_of(noun), owner or body, (start, end), 0.9))
        noun, owner = _AND_NOMINAL.match(text, end), None  # type: ignore[assignment]
        if noun:
            start = noun.start("who") if noun["who"] else noun.start()
            who = holders(sentence, noun) if noun["who"] else who
    for at, one in enumerate(found):
        shared = next((other.body for other in found[at:] if other.body), None)
        yield one._replace(body=shared)


def _object_between(sentence: Masked, start: int, end: int) -> Bounds | None:
    """The object of a verb phrase, where it has one that may have roles."""
    determined = _DETERMINED.search(sentence.text[start:end].rstrip())
    found = modified(sentence.text, end, start + determined.start()) if determined else None
    if found and sentence.text[found[1] - 1] in sentence.things:  # 'the work of B'
        found = found[1] - 1, found[1]
    return found if found and (is_name(sentence.text, found) or is_one_of("undertaking", sentence, found)) else None


def admitted(sentence: Masked) -> Iterator[Held]:
    """'B admitted A as a member'."""
    for match in _ADMITTED.finditer(sentence.text):
        yield Held(holders(sentence, match), role_of(match), match.span("body"), match.span(), 0.8)


def reverse(sentence: Masked) -> Iterator[Held]:
    """Roles whose holders come last: 'the donors to B are A', 'three donors: A, B and C', 'Funded by: A'."""
    text = sentence.text
    for match in _REVERSE.finditer(text):
        role, body = role_of(match), _linked(text, match) or owner_of(text, match)
        yield Held(holders(sentence, match), role, body, match.span(), 0.85)
        more = _FOLLOWED.match(text, match.end())
        if more:
            yield Held(holders(sentence, more), role, body, (match.start(), more.end()), 0.8)
    for match in (*_COUNTED.finditer(text), *_HAS.finditer(text)):
        yield Held(holders(sentence, match), role_of(match), clause_subject(text, match.start()), match.span(), 0.8)
    for match in _BEFORE_NAME.finditer(text):
        body = _linked(text, match) or owner_of(text, match)
        who = sentence.listed(*match.span("who" if match["who"] else "all"))
        yield Held(who, role_of(match), body, match.span(), 0.7)
    label = _LABEL.match(text) or _CAPTION.match(text)
    if label:
        verb = label.groupdict().get("verb")
        role = words("passive")[verb.lower()] if verb else role_of(label)
        body = _linked(text, label) if "link" in label.groupdict() else None
        yield Held(holders(sentence, label), role, body, label.span(), 0.8)
        return
    for match in _COLON.finditer(text) if ":" in text else ():
        body = _linked(text, match) or clause_subject(text, match.start("noun"))
        yield Held(holders(sentence, match), role_of(match), body, match.span(), 0.7)


def _linked(text: str, match: re.Match[str]) -> Bounds | None:
    link = _LINK.search(text, match.start("link"), match.end("link"))
    return phrase(text, link.end()) if link else None


def attendant(sentence: Masked, others: Sequence[Held]) -> Iterator[Held]:
    """'with A as co-chair', of what the sentence said somebody else chairs, or of its subject."""
    text = sentence.text
    for match in _WITH.finditer(text):
        second = _AND_AS.match(text, match.end())
        body, end = object_of(text, (second or match).end())
        before = [one.body for one in others if one.evidence[1] <= match.start()]
        if not body:
            opens = not match.start() and introduced(text, end)
            body = opens or (before[-1] if before else clause_subject(text, match.start()))
        for one in filter(None, (match, second)):
            yield Held(holders(sentence, one), role_of(one), body, (one.start(), max(end, one.end())), 0.75)


_BRACKETED = re.compile(rf"(?P<who>{SIGN})\s\((?:the\s|as\s)?(?P<kind>)(?P<noun>{NOUN_WORDS})(?:[,;][^()]*)?\)")


def bracketed(sentence: Masked, others: Sequence[Held]) -> list[Held]:
    """The roles of others, but those in brackets behind a name: 'the members are A and B (chair)'."""
    found = list(others)
    for match in _BRACKETED.finditer(sentence.text):
        thing, role = sentence.things[match["who"]], role_of(match)
        said = next((one for one in found if thing in one.holders), None)
        found = [one._replace(holders=[other for other in one.holders if other != thing]) for one in found]
        found.append(Held([thing], role, said.body if said else None, match.span(), 0.8))
    return found
