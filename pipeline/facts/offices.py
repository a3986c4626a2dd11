"""The offices that persons hold: 'NAME, Director of the Agency', 'the Agency's Deputy Director NAME', 'NAME is the director of'."""

import re
from collections.abc import Iterator

from pipeline.facts.holding import Bounds, Held
from pipeline.facts.lexicon import word_list
from pipeline.facts.masking import HOLDER, PERSON, Masked
from pipeline.facts.phrases import DETERMINER, phrase

_CAPITAL = "|".join(sorted(map(re.escape, word_list("offices")), key=len, reverse=True))
_ANY = rf"(?:{_CAPITAL}|{_CAPITAL.lower()})(?![\w-])"
_RANK = r"(?:acting|assistant|associate|chief|deputy|executive|founding|former|general|head|interim|joint|managing|national|outgoing|permanent|principal|programme|program|project|regional|resident|senior|special|technical|vice)"
_NAME_WORD = r"[A-Z][\w'&-]*"
_POSITION = rf"(?:{_ANY})(?:[\s-](?:{_ANY}|{_NAME_WORD}(?!')))*"
_FIELD = rf"(?:the\s)?{_NAME_WORD}(?:\s(?:(?:of|for|the|on)\s)*{_NAME_WORD})*"
_FIELDS = rf"{_FIELD}(?:(?:,\s{_FIELD})*,?\s(?:and|&)\s{_FIELD})?"
_PLAIN = (
    r"(?!(?:the|its|an?|their|this)\b)[a-z][\w-]*"
    r"(?:\s(?!(?:at|of|in|from|and|who|is|was|says|said|for|with)\b)[a-z][\w-]*){0,3}"
)
_TOPIC = rf"(?P<topic>\s(?:of|for|on)\s(?:{_FIELDS}|{_PLAIN}))?"
_AT = rf"(?:(?:\s(?:of|at|for|in|with|to|from)\s|,\s|\s\()(?:the\s)?(?:[\w-]+-based\s)?(?P<body>[{HOLDER}]))?"
_WHOSE = rf"(?:(?:the\s)?(?P<owner>[{HOLDER}])(?:'s?)?\s)?"
_TITLE = r"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Dame|H\.E)\.?\s)?"

_BEHIND = re.compile(
    rf"(?P<who>[{PERSON}])(?:,\s|\s\(|\s[–—-]\s)(?:(?:the|The|an?|its|their|one\sof\sthe)\s)?{_WHOSE}"
    rf"(?P<office>(?:(?!who\b|and\b|of\b|in\b|from\b|was\b|is\b)[\w'&-]+\s){{0,4}}?{_POSITION}){_TOPIC}{_AT}"
)
_BEFORE = re.compile(
    rf"(?<!\w){_WHOSE}(?P<office>(?:(?:{_NAME_WORD}|{_RANK})\s){{0,4}}?{_POSITION}){_TOPIC}{_AT}(?::|,)?\s{_TITLE}(?P<who>[{PERSON}])"
)
_COPULA = re.compile(
    rf"(?P<who>[{PERSON}])(?:,[^,;.]{{3,60}},)?\s(?:is|was|has\sbeen|became|becomes|remains|(?:serves|served|acts|acted|works|worked)\sas|"
    rf"(?:was|has\sbeen|is)\s(?:elected|appointed|named|confirmed|sworn\sin)(?:\sas)?)\s(?:(?:the|an?|its|their)\s)?{_WHOSE}"
    rf"(?P<office>(?:(?!not\b)[\w'&-]+\s){{0,4}}?{_POSITION}){_TOPIC}{_AT}"
)
_PATTERNS = ((_BEHIND, 0.9), (_BEFORE, 0.8), (_COPULA, 0.85))
_OF = re.compile(r"\s(?:of|for|at|in)\s")


def offices(sentence: Masked) -> Iterator[Held]:
    """Every office the sentence gives to a person; the role is the office as printed."""
    taken: set[int] = set()
    for pattern, confidence in _PATTERNS:
        for match in pattern.finditer(sentence.text):
            if match.start("who") in taken:
                continue
            taken.add(match.start("who"))
            yield _held(sentence, match, confidence)


def _held(sentence: Masked, match: re.Match[str], confidence: float) -> Held:
    start, end = match.span("office")
    if match["topic"]:
        end = match.end("topic") - (len(match["topic"]) - len(match["topic"].rstrip()))
    role = sentence.printed(start, end)
    body, stop = _body(sentence, match)
    evidence = (match.start(), max(match.end(), stop))
    return Held([sentence.things[match["who"]]], role, body, evidence, confidence)


def _body(sentence: Masked, match: re.Match[str]) -> tuple[Bounds | None, int]:
    for group in ("body", "owner"):
        if match[group]:
            return match.span(group), match.end()
    link = _OF.match(sentence.text, match.end()) if match.end("office") == match.end() else None
    found = phrase(sentence.text, link.end()) if link else None
    return found, found[1] if found else match.end()
