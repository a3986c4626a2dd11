"""Parts of a whole in words: 'a third of the budget', 'half the staff', 'one visitor in five', 'fell by a quarter'."""

import re
from typing import NamedTuple

from pipeline.facts.numbers import SPELLED, UNITS, spelled
from pipeline.facts.units import words


class Fraction(NamedTuple):
    """A part of a whole: offsets, percent, and the noun it is a part of where that stands inside."""

    start: int
    end: int
    percent: float
    noun: str | None


_ORDINALS = words("third fourth fifth sixth seventh eighth ninth tenth")
_PARTS = {name: n for n, one in enumerate(_ORDINALS, 3) for name in (f"{one}s", one)} | {
    "halves": 2,
    "quarters": 4,
    "quarter": 4,
}
_FRACTION = re.compile(
    rf"(?<![\w-])(?i:(?:(?P<n>an?|another|a\sfurther|one|two|three|four|five|six|seven|eight|nine)[\s-](?P<d>{'|'.join(_PARTS)})(?![\w-])"
    r"|(?P<half>half)(?![\w-])))"
)
_OF = re.compile(r"\sof\s(?!an?\s(?:[mb]illion|century|year|hour|mile|day|second)\b)[^\W\d]")
_HALF_OF = re.compile(r"\s(?:of\s(?!an?\s)[^\W\d]|(?:the|its|their|all|our)\s)")
_SAID = re.compile(r"\s(?:is|are|was|were|goes?|went|comes?|came|has|have|had)\s")
_CHANGED_BY = re.compile(r"(?<!\w)by\s(?:(?:about|around|almost|nearly|over|more\sthan|at\sleast|some)\s)?$")
_CLOSED = re.compile(r"[.,;)]|$|\s(?:in|since|between|over|from|and|on|compared)\s")
_SHARE = re.compile(
    rf"(?<![\w.,/-])(?P<a>[0-9]{{1,3}}|{SPELLED})\s(?:(?P<of>[a-z]{{3,20}})\s(?=in\s))?(?:in|out\sof)\s(?:every\s)?"
    rf"(?P<b>[0-9]{{1,3}}|{SPELLED})(?=\s[a-z])"
)
_PARTED = re.compile(r"(?<!\w)(?i:first|second|latter|other|last|next|early|late|top|bottom)\s$")


def find_fractions(text: str, mask: bytearray) -> list[Fraction]:
    """Parts of a whole, in percent: 'a third of' is 33.333333, 'one in four' is 25."""
    found = []
    for match in _FRACTION.finditer(text):
        if _is_part(text, match):
            share = 0.5 if match["half"] else UNITS.get(match["n"].lower(), 1) / _PARTS[match["d"].lower()]
            found.append((match, share))
    for match in _SHARE.finditer(text):
        a, b = (float(part) if part.isdigit() else spelled(part) for part in match.group("a", "b"))
        if 0 < a < b <= 1000 and not mask[match.start()] and not mask[match.start("b")]:
            found.append((match, a / b))
    return [
        Fraction(match.start(), match.end(), round(100 * share, 6), match.groupdict().get("of"))
        for match, share in found
        if share < 1
    ]


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether the words are a fraction: 'a third of the', 'fell by a third', and no 'first half' or 'third party'."""
    if match["half"] and _PARTED.search(text, max(0, match.start() - 8), match.start()):
        return False
    whole = _HALF_OF if match["half"] else _OF
    changed = _CHANGED_BY.search(text, max(0, match.start() - 16), match.start())
    told = whole.match(text, match.end()) or _SAID.match(text, match.end())
    return bool(told or (changed and _CLOSED.match(text, match.end())))
