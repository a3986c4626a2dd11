"""What a number is compared with by the words around it: 'over 50', 'at most', 'or more', 'never below'."""

import re
from dataclasses import replace

from pipeline.facts.figures.quantity import Quantity
from pipeline.facts.units import TIME

_ASIDE = r"(?:\s(?:a\stotal\sof|an\saverage\sof|the|an\sadditional|an\sestimated|another|a\sfurther|only))?\s?$"
_BEFORE = tuple(
    (comparator, re.compile(rf"(?:(?<!\w)(?i:{wording})|{sign}){_ASIDE}"))
    for comparator, wording, sign in (
        (
            ">=",
            r"at\sleast|(?:no|not)\s(?:fewer|less|lower|shorter|smaller|younger|lighter)\sthan|(?:a\s)?minimum(?:\sof)?|min\."
            r"|start(?:s|ed|ing)?\s(?:at|from)",
            "≥|>=",
        ),
        (
            "<=",
            r"up\sto|at\smost|(?:no|not)\s(?:more|higher|longer|larger|greater|older|heavier|wider|taller|further)\sthan|not\sexceeding|(?:a\s)?maximum(?:\sof)?|max\.|as\s(?:many|much)\sas"
            r"|capped\sat",
            "≤|<=",
        ),
        (
            ">",
            r"(?:just\s|well\s)?over|a\sgood|more\sthan|above|exceed(?:s|ed|ing)?|(?:greater|higher|larger|longer|older|taller|heavier|faster|bigger|deeper|wider)\sthan|in\sexcess\sof|upwards\sof|surpass(?:es|ed|ing)?",
            ">",
        ),
        (
            "<",
            r"(?:just\s|well\s)?under|(?:fewer|less|lower|smaller|shorter|younger|lighter|cheaper|narrower)\sthan|below",
            "<",
        ),
        (
            "~",
            r"about|around|some|nearly|almost|close\s(?:to|on)|approximately|approx\.|roughly|circa|ca\.|an\sestimated|estimated(?:\sat)?|(?:in|on|of)\sthe\s(?:region|order)\sof|virtually|barely|scarcely|not\squite|(?:just\s)?(?:short|shy)\sof",
            "[~≈]",
        ),
    )
)
_AFTER = tuple(
    (
        comparator,
        re.compile(rf"\s(?i:{both}|{wording}|(?P<noun>[a-z]{{1,20}}(?:\s[a-z]{{1,20}})?)\s(?:{both}|{tail}))(?!\w)"),
    )
    for comparator, both, wording, tail in (
        (
            ">=",
            r"at\s(?:the\s)?(?:very\s)?least(?!\s(?:\d|once|twice|one|two))",
            r"(?:or|and)\s(?:more|over|above)",
            r"or\smore(?!\s\w)",
        ),
        (
            "<=",
            r"at\s(?:the\s)?(?:very\s)?most",
            r"or\s(?:less|fewer|under|below)",
            r"or\s(?:less|fewer)(?!\s\w)",
        ),
        ("~", r"or\s(?:so|thereabouts)", r"more\sor\sless", r"give\sor\stake"),
    )
)
"""What follows a number, or the noun it counts: '12 or so weeks', '12 weeks or so'."""

_WITHIN = re.compile(r"(?<!\w)[Ww]ithin\s$")
TIMED = re.compile(rf"(?:\s|-)(?:[a-z]+\s)?{TIME}(?!\w)")
"""A unit of time behind a number."""

_ADDS = re.compile(r"(?<!\w)(?i:adds?|added|adding|amount(?:s|ed|ing)?|came|comes?)\s$")
_NOT = re.compile(r"(?<!\w)(?i:no|not|never|none|nobody|neither|cannot|\w+n[’']t)\s(?:[\w’'-]+\s){0,6}$")
_NEGATED = {">": "<=", "<": ">="}
"""What 'may not exceed' and 'never falls below' come to."""

_AGED = re.compile(r"\syears?(?:\sold|\sof\sage)(?!\w)")
_ALONG = re.compile(r"[0-9]\s?(?!(?:to|and|or)\s)[^\W\d_]{1,12}\s$")
_PLACED = re.compile(r"\w(?:ed|own|ept|aid|ut)\s$")
_BUILT = re.compile(r"(?<!\w)(?:is|are|was|were|been|being)\s(?:\w+\s)?\w+(?:ed|ilt|own|ept|aid|ut)\s$")
"""What is somewhere: 'is built around three points', but 'killed around 300'."""

_LASTING = re.compile(
    r"(?:^|[.,(]\s?|(?<!\w)(?i:for|of|with|after|is|was|are|lasts?|lasted|took|takes?|has|have|had))\s?$"
)


def compared(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the comparator that its wording says."""
    for comparator, pattern in _AFTER:
        if match := pattern.match(text, quantity.end):
            return replace(quantity, comparator=comparator, end=quantity.end if match["noun"] else match.end())
    head = text[max(0, quantity.start - 60) : quantity.start]
    for comparator, pattern in _BEFORE:
        match = pattern.search(head)
        if match and not _misleads(text, quantity, head, match):
            shift = len(head) - match.start()
            negated = _NEGATED.get(comparator) if _NOT.search(head, 0, match.start()) else None
            kept = quantity.comparator if quantity.comparator != "=" else negated or comparator
            return replace(quantity, comparator=kept, start=quantity.start - shift)
    near = TIMED.match(text, quantity.end) or (quantity.unit and quantity.unit != "%" and not quantity.is_money)
    if near and _WITHIN.search(head) and quantity.value_max is None:
        return replace(quantity, comparator="<=", start=quantity.start - 7)
    return quantity


def _misleads(text: str, quantity: Quantity, head: str, match: re.Match[str]) -> bool:
    """Whether the word is a preposition of place or time: 'listed under six heads', 'spread over two years'."""
    word, before = match[0].strip().lower(), head[: match.start()]
    if word == "under":
        return quantity.unit is None and bool(_PLACED.search(before))
    if word == "around":
        return bool(_BUILT.search(before))
    if word == "up to":
        return bool(_ADDS.search(before))
    if word == "over" and _ALONG.search(before):
        return True  # 'drops 90 metres over 4 km'
    if word == "over" and not _AGED.match(text, quantity.end) and TIMED.match(text, quantity.end):
        return not _LASTING.search(before)
    return False
