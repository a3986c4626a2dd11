"""Quantities in running text: number, scale, unit, range and comparator; what they count is ``measures``' to say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.figures.comparators import TIMED, compared
from pipeline.facts.figures.fractions import find_fractions
from pipeline.facts.figures.quantity import Quantity
from pipeline.facts.noise import COUNTED
from pipeline.facts.numbers import NUMERAL, SPELLED, numeral, scaled, spelled
from pipeline.facts.units import (
    LIKE_WORDS,
    MONEY_AFTER,
    MONEY_BEFORE,
    PERCENT_SIGN,
    PHYSICAL,
    SCALE,
    SCALES,
    SHORT_SCALES,
    TIME,
    currency,
    symbol,
    words,
)

_ONE = re.compile(
    rf"(?<![\w#@/\\$€£.,])(?<![^\W\d_][-‐‑–])(?:(?P<before>{MONEY_BEFORE})\s?)?(?P<sign>[-−](?=[0-9]))?"
    rf"(?:(?P<number>{NUMERAL})|(?P<spelled>{SPELLED}))"
    rf"(?:(?P<plus1>\+))?(?:[\s-]?(?P<scale>{SCALE})(?![\w²³/]))?"
    rf"(?:[\s-]?(?P<after>{PERCENT_SIGN}|(?:{MONEY_AFTER}|{PHYSICAL})(?!\w)))?(?P<plus2>\s?\+)?"
    r"(?:\s?[x×](?!\w))?"
)
_CHANGED = re.compile(
    r"(?i:rose|risen|fell|fallen|grew|grown|increas\w*|decreas\w*|declin\w*|drop\w*|up|down|went|rising|falling|growing|improv\w*|reduc\w*|cut|rais\w*|doubl\w*|expand\w*|shrank|shrunk|jump\w*|climb\w*)(?:\s\w+){0,3}\s$"
)


def find_quantities(text: str, mask: bytearray) -> list[Quantity]:
    """All quantities outside the mask, in the order of the text; ranges as one."""
    fractions = [
        Quantity(part.start, part.end, part.percent, None, "=", "%", spelled=True, noun=part.noun)
        for part in find_fractions(text, mask)
    ]
    covered = bytearray(mask)
    for fraction in fractions:
        covered[fraction.start : fraction.end] = b"\x01" * (fraction.end - fraction.start)
    single = [found for match in _ONE.finditer(text) if (found := _quantity(text, match, covered)) is not None]
    return sorted([compared(text, q) for q in (*_ranges(text, single), *fractions)], key=lambda q: q.start)


def _quantity(text: str, match: re.Match[str], mask: bytearray) -> Quantity | None:
    digits, word = match["number"], match["spelled"]
    at = match.start("number") if digits else match.start("spelled")
    alone = (word or "").lower() == "one" and not _counts_one(text, at, match.end())
    if mask[at] or alone or re.fullmatch(r"0[0-9]+", digits or "") or _PER.search(text, max(0, at - 5), at):
        return None
    value = numeral(digits) if digits else spelled(word)
    before, after = match["before"], match["after"]
    if before in LIKE_WORDS and value < 1000 and not match["scale"]:
        if before.lower() not in _CAPITALS:
            return None  # 'COP 27', 'SDG 13'
        before = None
    scale, end = _scale(text, match, before)
    if scale is None:
        after = "m"
    factor = scale or 1
    if _runs_on(text, end):
        return None
    value = scaled(value, -factor if match["sign"] else factor)
    plus = bool(match["plus1"] or match["plus2"])
    return Quantity(
        match.start() if before or match["sign"] else at,
        end,
        value,
        None,
        ">=" if plus else "=",
        _unit(before, after),
        word is not None,
        factor,
    )


def _counts_one(text: str, start: int, end: int) -> bool:
    """Whether 'one' is a count: 'at least one', 'one line, two gauges', 'each member has one vote'."""
    if _LEAST_ONE.search(text, max(0, start - 20), start):
        return True
    if _ABOUT_ONE.search(text, max(0, start - 20), start):
        return bool(TIMED.match(text, end))
    return bool(_ONE_THING.match(text, end)) and not _NOT_ONE.search(text, max(0, start - 12), start)


_PER = re.compile(r"(?<!\w)per\s$")
"""What stands before the base of a rate: '3.2 per 1,000 inhabitants' counts no inhabitants."""

_ONE_THING = re.compile(
    r"\s(?![a-z]+s\s(?:the|an?|its|their|many|more|less|in|on|at|to|by|up|from|over|only|no)\b)"  # 'one costs more'
    rf"(?!(?:{TIME}|of|in|on|at|by|for|to|from|and|or|as|is|was|has|had|can|will|who|which|that|where|another|more"
    r"|thing|person|part|side|hand|way|place|kind|size|such|per)\b)[a-z]{3,}"
)
_NOT_ONE = re.compile(
    r"(?i)(?<!\w)(?:in|on|at|by|of|off|for|to|from|as|than|into|under|after|before|this|that|the|each|every|any|no|which"
    r"|another|number|day|part|like)\s$"
)
_LEAST_ONE = re.compile(r"(?i)(?:at\sleast|no\sfewer\sthan|up\sto|a\sminimum\sof)\s$")
_ABOUT_ONE = re.compile(r"(?i)(?<!\w)(?:about|around|nearly|almost|roughly|approximately|just\sover|less\sthan)\s$")
_CAPITALS = frozenset(words("all cup top try"))


def _scale(text: str, match: re.Match[str], money: str | None) -> tuple[float | None, int]:
    """The scale and where the quantity ends; null for an ``m`` that is metres, 0 read as no scale at all."""
    printed = (match["scale"] or "").lower()
    if printed not in SHORT_SCALES or money or match["after"]:
        return SCALES.get(printed, 1), match.end()
    if printed == "k" or (printed == "m" and COUNTED.match(text, match.end())):
        return SCALES[printed], match.end()
    return (None, match.end()) if printed == "m" else (1, match.start("scale"))


def _runs_on(text: str, end: int) -> bool:
    """Whether letters stick to the number: '5th', '3D', and attributes such as '400-bed'."""
    rest = text[end : end + 2]
    return rest[:1].isalnum() or (rest[:1] in "-‐‑" and rest[1:].isalpha())


def _unit(before: str | None, after: str | None) -> str | None:
    if before:
        return currency(before)
    if after is None or re.fullmatch(PERCENT_SIGN, after):
        return "%" if after else None
    return currency(after) or symbol(after)


def _ranges(text: str, single: Sequence[Quantity]) -> list[Quantity]:
    """Neighbours that are the ends of one range made one."""
    out: list[Quantity] = []
    for quantity in single:
        joined = _range(text, out[-1], quantity) if out else None
        if joined:
            out[-1] = joined
        elif out and quantity.value <= out[-1].value and _DASH.fullmatch(text, out[-1].end, quantity.start):
            out.pop()  # '800-53': neither a range nor two numbers
        else:
            out.append(quantity)
    return out


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    link = _LINK.fullmatch(text, low.end, high.start) if high.start - low.end <= 20 else None
    if link is None or low.value_max is not None:
        return None
    if low.scale == 1 and low.value < 1000 and not low.spelled:
        low = replace(low, value=scaled(low.value, high.scale))
    unit = high.unit or low.unit
    of_another = low.unit and not high.unit and not low.is_money and _NOUN.match(text, high.end)
    if low.value >= high.value or (low.unit or unit) != unit or of_another:
        return None  # '12 per cent to 31 cents'
    head = text[max(0, low.start - 60) : low.start]
    opening = re.search(r"(?<!\w)(?:[Bb]etween|[Ff]rom)\s$", head) or _MINIMUM.search(head)
    start = low.start - (len(head) - opening.start()) if opening else low.start
    link_word = link[0].strip()
    if link_word.startswith(("and ", "but ")) and not _MINIMUM.search(head):
        return None
    if link_word == "and" and not (opening and opening[0].lower().startswith("b")):
        return None
    if link_word == "to" and _BY.search(head) and not (high.unit and not low.unit):
        return None  # 'rose by 2 to 14', but 'by 2 to 4 per cent'
    if link_word == "to" and opening and _CHANGED.search(head[: opening.start()]):
        return None
    return replace(high, start=start, value=low.value, value_max=high.value, unit=unit, spelled=low.spelled)


_NOUN = re.compile(r"\s[a-z]")
_BY = re.compile(r"(?<!\w)by\s$")
_DASH = re.compile(r"[-‐‑–]")
_LINK = re.compile(
    r"\s?[-‐‑–—]\s?|\s(?:to|and|or)\s|\s(?:and|but)\s(?:(?:at\smost|up\sto|no\smore\sthan)|a\smaximum\sof)\s"
)
_MINIMUM = re.compile(r"(?i:at\sleast|no\sfewer\sthan|a\sminimum\sof)\s$")
