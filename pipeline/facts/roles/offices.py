"""The offices that persons hold: 'NAME, Director of the Agency', 'the Agency's Deputy Director NAME'."""

import re
from collections.abc import Iterator

from pipeline.facts.lexicon import any_of, fold, name_words, word_list
from pipeline.facts.masking import HOLDER, PERSON, PLACE, Masked
from pipeline.facts.roles.phrases import modified
from pipeline.facts.roles.stating import Bounds, Held, antecedent, fitting, is_name
from pipeline.facts.rolewords import TITLE

_CAPITAL = any_of(word_list("offices"))
_ANY = rf"(?:{_CAPITAL}|{_CAPITAL.lower()})(?![\w-])"
_NAME_WORD = r"[A-Z][\w'&-]*"
_SINGLE = rf"{_ANY}(?:\s(?:(?:{_CAPITAL.lower()})(?![\w-])|{_NAME_WORD}(?![\w'&-]))){{0,6}}"
_POSITION = rf"{_SINGLE}(?:\sand\s{_SINGLE})?"
_FIELD = (
    r"(?:the\s(?=Interior|Environment|Treasury|Economy|Exterior|Sea))?"
    rf"{_NAME_WORD}(?:\s(?:(?:of|for|the|on)\s){{0,2}}{_NAME_WORD}){{0,6}}"
)
_FIELDS = rf"{_FIELD}(?:(?:,\s{_FIELD}){{0,4}},?\s(?:and|&)\s{_FIELD})?"
_PLAIN = (
    r"(?!(?:the|its|an?|their|this|which|whom)\b)[a-z][\w-]*"
    r"(?:\s(?!(?:at|of|in|from|and|who|is|was|says|said|for|with)\b)[a-z][\w-]*){0,3}"
)
_TOPIC = rf"(?P<topic>\s(?:of|for|on)\s(?:{_FIELDS}|{_PLAIN}))?"
_AT = (
    r"(?:(?:\s(?:of|at|for|in|with|to|from)\s|,\s|\s\()(?:the\s)?"
    rf"(?:[\w-]+-based\s|[{PLACE}]-based\s)?(?P<body>[{HOLDER}{PLACE}]))?"
)
_WHOSE = rf"(?:(?:the\s|The\s)?(?:(?P<owner>[{HOLDER}])(?:'s?)?|(?P<its>[\w-]+)'s?)\s)?"
_NO_PART = (
    r"(?!(?:she|he|it|they|we|became|become|being|been|"
    r"who|whose|and|of|in|from|was|is|not|her|his|their|its|our|my|the|a|an|says|said|by|with|as|to)\b)"
)
_WORDS_BEFORE = rf"(?:{_NO_PART}[\w'&-]+\s){{0,4}}?"

_BEHIND = re.compile(
    rf"(?P<who>[{PERSON}])(?:,\s|\s\(|\s[–—-]\s)(?:(?P<article>the|The|an?|its|their|one\sof\sthe)\s)?{_WHOSE}"
    rf"(?P<office>{_WORDS_BEFORE}{_POSITION}){_TOPIC}{_AT}"
)
_BEFORE = re.compile(
    rf"(?<![\w'-])(?P<article>(?:an?|[tT]he|[hH]er|[hH]is|[tT]heir|[iI]ts|[oO]ur|whose)\s)?{_WHOSE}"
    rf"(?P<office>(?:{_NAME_WORD}\s){{0,4}}?{_POSITION}|(?:{_NO_PART}[a-z][\w-]+\s){{0,2}}?{_POSITION})"
    rf"{_TOPIC}{_AT}(?::|,)?\s(?:(?:at\spresent|currently|now)\s)?{TITLE}(?P<who>[{PERSON}])"
)
_BECAME = (
    r"(?:(?:was|has\sbeen|is|were)\s(?:re-?)?(?:elected|appointed|named|confirmed|sworn\sin)(?:\sas)?|"
    r"(?:serves|served|acts|acted|works|worked|took\soffice|stays\son|continues|stayed\son|continued|took\sover)\sas|"
    r"is|was|has\sbeen|became|becomes|remains)"
)
_COPULA = re.compile(
    rf"(?P<who>[{PERSON}])(?:,[^,;.]{{3,60}},|,?\swho|,|\sof\s(?:the\s)?[{HOLDER}])?\s{_BECAME}\s"
    rf"(?:(?P<article>the|an?|its|their)\s)?{_WHOSE}(?P<office>{_WORDS_BEFORE}{_POSITION}){_TOPIC}{_AT}"
)
_REVERSE = re.compile(
    rf"(?<![\w'-])(?<!his\s)(?<!her\s)(?P<article>(?:[tT]he|[iI]ts|[tT]heir|[oO]ur)\s)?{_WHOSE}(?P<office>{_WORDS_BEFORE}{_POSITION}){_TOPIC}{_AT}"
    rf"(?:\sof\swhich)?\s(?:is|was|has\sbeen|will\sbe)\s(?:(?:now\s|currently\s)?held\sby\s)?{TITLE}(?P<who>[{PERSON}])"
)
_HOLDER = re.compile(f"[{PERSON}]")
_WHOLE = re.compile(rf"(?:[A-Z][\w'-]*\s){{0,4}}?{_POSITION}{_TOPIC}{_AT}")
_AS = re.compile(
    rf"(?P<who>[{PERSON}])(?:\s(?!(?:and|said|says)\b)[^\s.;,{PERSON}]+){{1,8}}?(?:(?<=succeeded|.replaced)\s{TITLE}[{PERSON}])?(?P<as>\sas)\s(?:(?P<article>the|an?|its|their)\s)?{_WHOSE}"
    rf"(?P<office>{_WORDS_BEFORE}{_POSITION}){_TOPIC}{_AT}"
)
_AT_BODY = re.compile(
    rf"(?P<who>[{PERSON}]),\s(?P<article>(?:the|its|our)\s)?{_WHOSE}"
    rf"(?P<office>(?:{_NO_PART}{_NAME_WORD}\s){{0,3}}{_NO_PART}{_NAME_WORD}|"
    rf"(?:{_NO_PART}[a-z][\w-]+\s){{0,2}}{_NO_PART}[a-z]+(?:er|or|ist|ian|ant|eer|man|woman|ess))(?P<topic>)"
    rf"\s(?:of|at|for)\s(?:the\s)?(?P<body>[{HOLDER}])"
)
"""An office that no list has, by its place between a person's name and a body's."""
_PATTERNS = ((_BEHIND, 0.9), (_COPULA, 0.85), (_REVERSE, 0.85), (_BEFORE, 0.8), (_AS, 0.7), (_AT_BODY, 0.7))
_OF = re.compile(r"\s(?:of|for|at|in)\s")
_INDEFINITE, _PERSONAL = frozenset({"a", "an"}), frozenset({"her", "his", "their"})
_PRESENT = re.compile(r"^(?:new|current|present|former|then|incoming|outgoing|late)\s", re.I)
"""What tells when an office was held, and is no part of it."""
_RELATIONS = frozenset({"deputy", "assistant", "teacher", "coach", "partner"})
RANKS = frozenset(
    "Professor Doctor Captain Colonel General Major Lieutenant Commander Admiral Brigadier Sergeant Judge Justice "
    "Senator".split()
)
"""Titles that are offices only with their body."""
_TOWN = re.compile(f"[{PLACE}]")
_PUBLIC = name_words("public_office")


def is_public(office: str) -> bool:
    """Whether an office is one of state or a profession, not one of the body that the sheet is about."""
    return not _PUBLIC.isdisjoint(office.lower().split())


def is_office(text: str) -> bool:
    """Whether a text is nothing but the name of an office."""
    return bool(_WHOLE.fullmatch(fold(text)))


def names_office(text: str) -> bool:
    """Whether a text opens with the name of an office."""
    return bool(_WHOLE.match(text.strip()))


def offices(sentence: Masked) -> Iterator[Held]:
    """Every office the sentence gives to a person; the role is the office as printed."""
    taken: set[int] = set()
    for pattern, confidence in _PATTERNS if _HOLDER.search(sentence.text) else ():
        for match in pattern.finditer(sentence.text):
            body, stop = _body(sentence, match)
            described = _is_description(match, body)
            if match.start("who") not in taken and not described:
                taken.add(match.start("who"))
                evidence = (match.start(), max(match.end(), stop))
                yield Held([sentence.things[match["who"]]], _office(sentence, match), body, evidence, confidence)


def _is_description(match: re.Match[str], body: Bounds | None) -> bool:
    """Whether the words say what somebody does rather than which office is held: 'a nurse', 'her deputy'."""
    article = (match["article"] or "").strip().lower()
    if article in _INDEFINITE:
        return body is None or not match["body"] or bool(_TOWN.fullmatch(match["body"]))
    if article == "the" and body is None and match["office"].islower() and match.re is _BEFORE:
        return True
    return body is None and (
        match["office"] in RANKS or (article in _PERSONAL and match["office"].lower() in _RELATIONS)
    )


def _office(sentence: Masked, match: re.Match[str]) -> str:
    topic = (match["topic"] or "").rstrip()
    printed = sentence.printed(match.start("office"), match.end("office") + len(topic))
    return _PRESENT.sub("", printed)


def _body(sentence: Masked, match: re.Match[str]) -> tuple[Bounds | None, int]:
    for group in ("body", "owner", "its"):
        if match[group]:
            return match.span(group), match.end()
    article = (match["article"] or "").strip().lower()
    if article in ("its", "our"):
        return (match.start("article"), match.start("article") + len(article)), match.end()
    if article == "whose":
        return antecedent(sentence.text, match.start("office")), match.end()
    link = _OF.match(sentence.text, match.end()) if match.end("office") == match.end() else None
    found = fitting(sentence.text, link.end()) if link else None
    if not found and match.re is _AS:  # 'heads the service as director'
        done = modified(sentence.text, match.start("as"))
        return (done if done and is_name(sentence.text, done) else None), match.end()
    return found, found[1] if found else match.end()
