"""Numbers as they are printed: numerals in any national format, number words, scales, table cells.

A numeral with one mark before exactly three digits is ambiguous (``1,234``, ``1.234``): sheets in English are meant,
so a comma there parts thousands and a point starts decimals, unless a second mark in the numeral says otherwise.
"""

import re

from pipeline.facts.units import MONEY_AFTER, MONEY_BEFORE, PERCENT_SIGN, PHYSICAL, SCALE, SCALES, TIME, currency, words

_SPACE = r"[ \u00a0\u2009\u202f]"
NUMERAL = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,][0-9])"  # 1,234,567.8
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?(?![0-9.][0-9])|[0-9]{1,3}\.[0-9]{3},[0-9]{1,2}(?![0-9])"  # 1.234.567,8
    rf"|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:[.,][0-9]{{1,2}})?(?![0-9])"  # 1 234 567,8
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])"  # 1'234'567.8
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?(?![0-9])"  # 12,34,567
    r"|[0-9]{1,30}[.,][0-9]{1,30}|[0-9]{1,30})"
)
"""A regular expression of one numeral without sign; thousands by comma, point, space or apostrophe."""

UNITS = {w: n for n, w in enumerate(words("zero one two three four five six seven eight nine"))}
TEENS = {
    w: n
    for n, w in enumerate(words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), 10)
}
TENS = {w: 10 * n for n, w in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_PARTS = {"half": 0.5, "quarter": 0.25}

_UNIT, _TEEN, _TENS, _BIG = ("|".join(names) for names in (UNITS, TEENS, TENS, BIG))
_SMALL = rf"(?:(?:{_TENS})(?:[-‐‑\s](?:{_UNIT})(?!\w))?|(?:{_TEEN})|(?:{_UNIT}))(?!\w)"
_HUNDREDS = rf"(?:(?:{_UNIT}|an?)\shundred(?!\w)(?:(?:\sand)?\s{_SMALL})?|{_SMALL})"
SPELLED = (
    rf"(?i:(?:(?:{_UNIT}|ten)\sand\sa\shalf(?:\s(?:{_BIG}))?(?!\w)|a\squarter\sof\sa\s(?:{_BIG})(?!\w)|an?\s(?:{_BIG})(?!\w)|half\sa\s(?:{_BIG}|dozen)(?!\w)|(?:a|(?:{_UNIT}))\sdozen(?!\w)"
    rf"|{_HUNDREDS}(?:\s(?:{_BIG})(?!\w)(?:,?\s(?:and\s)?{_HUNDREDS})?){{0,4}}))"
)
"""A regular expression of one number in words, as far as the grammar of English numbers takes it."""

_FOOTNOTE_MARK = re.compile(r"(?<=[\d)%])[¹²³⁰⁴-⁹]+|[*†‡]+$|^[*†‡]+")
_CELL = re.compile(
    rf"(?P<sign>[-−–+])?\s*(?P<before>{MONEY_BEFORE})?\s*(?P<minus>[-−–])?(?P<number>{NUMERAL})(?:\s*(?P<scale>{SCALE})(?!\w))?"
    rf"\s*(?P<after>{PERCENT_SIGN}|{MONEY_AFTER}|{PHYSICAL}|{TIME})?"
)


_SWAPPED = str.maketrans(",.", ".,")


def numeral(printed: str, decimal_mark: str = ".") -> float:
    """The value of a numeral that ``NUMERAL`` matches.

    Args:
        printed: The numeral.
        decimal_mark: What parts whole from decimals in the text's language, where the numeral itself does not say.

    Raises:
        ValueError: The text is no numeral.
    """
    digits = re.sub(rf"{_SPACE}|['’]", "", printed)
    if decimal_mark == ",":
        digits = digits.translate(_SWAPPED)
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        decimal = max(",.", key=digits.rfind)
    elif commas == 1 and not re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        decimal = ","
    else:
        decimal = "." if points == 1 else ""
    if not re.fullmatch(r"\d[\d.,]*", digits, re.ASCII):
        raise ValueError(f"no numeral: {printed[:40]!r}")
    whole, _, fraction = digits.rpartition(decimal) if decimal else (digits, "", "")
    return float(f"{re.sub('[.,]', '', whole)}.{fraction or 0}")


def scaled(value: float, factor: float) -> float:
    """A value times its scale, without the dust of binary fractions: 4.1 million is 4100000."""
    return round(value * factor, 6)


def spelled(printed: str) -> float:
    """The value of a number in words that ``SPELLED`` matches.

    Raises:
        ValueError: A word is no number word.
    """
    total, group = 0.0, 0.0
    if " and a half" in printed.lower():
        whole, _, scale = printed.lower().partition(" and a half")
        return (spelled(whole) + 0.5) * BIG.get(scale.strip(), 1)
    for word in re.findall(r"[^\W\d_]+", printed.lower()):
        if word in BIG:
            total, group = total + (group or 1) * BIG[word], 0.0
        elif word == "hundred":
            group = (group or 1) * 100
        elif word == "dozen":
            group = (group or 1) * 12
        elif word in _PARTS:
            group = _PARTS[word]
        elif word not in ("a", "an", "and", "of"):
            group += _small(word)
    return total + group


def _small(word: str) -> int:
    for values in (UNITS, TEENS, TENS):
        if word in values:
            return values[word]
    raise ValueError(f"no number word: {word[:40]!r}")


def parse_cell(text: str, decimal_mark: str = ".") -> tuple[float | None, str | None]:
    """The number in a table cell and its unit; both null where the cell is not one number.

    Brackets around a number make it negative, as accountants write; ``n/a``, dashes, ranges and sentences are no
    number; footnote marks behind the number are not read.

    Returns:
        The value, unit scaled (``3.6 million`` is 3600000), and the unit: ISO 4217, ``%`` or as printed.
    """
    bare = text.strip()[:200]
    bracketed = re.fullmatch(r"\((.*)\)", _FOOTNOTE_MARK.sub("", bare).strip())
    match = _CELL.fullmatch((bracketed[1] if bracketed else _FOOTNOTE_MARK.sub("", bare)).strip())
    if match is None:
        return None, None
    value = scaled(numeral(match["number"], decimal_mark), SCALES.get((match["scale"] or "").lower(), 1))
    negative = bracketed is not None or match["minus"] is not None or (match["sign"] or "+") != "+"
    return (-value if negative and value else value), cell_unit(match["before"], match["after"])


def cell_unit(before: str | None, after: str | None) -> str | None:
    """The unit of a number from what is printed before and behind it."""
    if before:
        return currency(before)
    if after is None:
        return None
    if re.fullmatch(PERCENT_SIGN, after):
        return "%"
    return currency(after) or after
