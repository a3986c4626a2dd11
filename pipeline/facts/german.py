"""What sheets in German claim, by rules alone: dates with their months, quantities, lines of a timeline.

Numbers follow DIN 1333: comma before decimals, point or space between thousands. Nouns are written with a capital, so
what a number counts is the first such word behind it and the adjectives before that.
"""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pipeline.facts.dates import Dated, find_dates
from pipeline.facts.numbers import NUMERAL, numeral, scaled
from pipeline.facts.spans import Cover, Passage, Span
from pipeline.facts.units import currency, words

MONTHS = {name: n for n, name in enumerate(words("jan feb mär apr mai jun jul aug sep okt nov dez"), 1)}
Row = dict[str, Any]

SCALES = {"tausend": 1e3, "tsd": 1e3, "mio": 1e6, "million": 1e6, "mrd": 1e9, "milliarde": 1e9, "billion": 1e12}
NUMBERS = {word: n for n, word in enumerate(words("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"), 2)}
UNITS = {
    "%": "%",
    "prozent": "%",
    "euro": "EUR",
    "franken": "CHF",
    "kilometer": "km",
    "meter": "m",
    "quadratkilometer": "km²",
    "quadratmeter": "m²",
    "kubikmeter": "m³",
    "hektar": "ha",
    "tonnen": "t",
    "liter": "l",
    "kilowattstunden": "kWh",
    "megawattstunden": "MWh",
}
_SYMBOLS = words("€ EUR CHF USD km² km ha m² m³ kWh MWh GWh MW kW kg")
_COMPARED = (
    (">=", r"[Mm]indestens|[Ww]enigstens|[Nn]icht\sweniger\sals"),
    ("<=", r"[Hh]öchstens|[Mm]aximal|[Bb]is\szu|[Nn]icht\smehr\sals"),
    (">", r"[Üü]ber|[Mm]ehr\sals"),
    ("<", r"[Uu]nter|[Ww]eniger\sals"),
    ("~", r"[Rr]und|[Ee]twa|[Cc]irca|[Cc]a\.|[Uu]ngefähr|[Ff]ast|[Kk]napp|[Gg]ut|[Aa]nnähernd"),
)
_SILENT = frozenset({"table", "title", "heading"})
_LINES = frozenset({"list_item", "paragraph", "other"})
_LONGEST = 160

_MONTH = (
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)"
)
_FIRST, _LAST = (rf"(?P<{name}>3[01]|[12][0-9]|0?[1-9])\." for name in ("first", "last"))
_MONTH1, _MONTH2 = (rf"(?P<{name}>{_MONTH})" for name in ("month1", "month"))
_YEAR1, _YEAR2 = (rf"(?P<{name}>(?:1[6-9]|2[01])[0-9]{{2}})(?![0-9])" for name in ("year1", "year"))
_TO = r"(?:\s?[-–—/]\s?|\s(?:bis|und)\s(?:zum\s)?)"
_DATES = tuple(
    re.compile(rf"(?<![\w.]){form}(?!\w)")
    for form in (
        rf"{_FIRST}\s?{_MONTH1}\s{_YEAR1}{_TO}{_LAST}\s?{_MONTH2}\s{_YEAR2}",
        rf"{_FIRST}(?:\s?{_MONTH1})?{_TO}{_LAST}\s?{_MONTH2}\s{_YEAR2}",
        rf"{_LAST}\s?{_MONTH2}\s{_YEAR2}",
        rf"{_MONTH1}(?:\s{_YEAR1})?{_TO}{_MONTH2}\s{_YEAR2}",
        rf"{_MONTH2}\s{_YEAR2}",
    )
)
_NOUN = r"(?:(?!(?:aber|oder|ohne|über|unter)\s)[a-zäöüß]{2,30}(?:e|en|er|es)\s){0,2}[A-ZÄÖÜ][^\W\d_]+(?:-[^\W\d_]+)*"
_OF = r"\s(?:der|des|aller|unserer|ihrer)\s"
_ONE = rf"(?:{NUMERAL}|(?:{'|'.join(f'{word}|{word.capitalize()}' for word in NUMBERS)})(?!\w))"
_UNIT = rf"(?:{'|'.join(map(re.escape, (*_SYMBOLS, *(word.capitalize() for word in UNITS))))})"
_CLAIM = re.compile(
    rf"(?<![\w.,/§€$-])(?:(?:{'|'.join(f'(?P<c{at}>{said})' for at, (_, said) in enumerate(_COMPARED))})\s)?"
    rf"(?P<number>{_ONE})(?:\s?(?:bis|[-–—])\s?(?P<upper>{_ONE}))?"
    r"(?:\s(?P<scale>(?:[Tt]ausend|Tsd\.|Mio\.|Mrd\.|Million(?:en)?|Milliarden?|Billion(?:en)?))(?!\w))?"
    rf"(?:\s?(?P<unit>{_UNIT})(?!\w)(?:{_OF}(?={_NOUN})|\s(?=[A-ZÄÖÜ]))?)?(?:(?:(?<=\s)|\s)(?P<noun>{_NOUN}))?"
)
_PLAIN_YEAR = re.compile(r"(?:1[6-9]|2[01])[0-9]{2}|[0-9]{5,}|0[0-9]+")
_COUNTS_NOTHING = frozenset({"Uhr", "Mal"})
_NUMBERED = re.compile(r"[0-9]\s$|[A-ZÄÖÜ][^\W\d_]+\s$|[A-ZÄÖÜ][a-zäöü]{1,5}\.\s$")
_BEHIND = re.compile(r"\s*[:–—]\s*|\s+-\s+")
_BEFORE = re.compile(r"([^:.;]{3,80}):\s*(?:am\s|ab\s|vom\s)?$")
_ORDINAL = re.compile(r"([0-9]{1,3})\.\s")


def german_dates(text: str) -> list[Dated]:
    """All dates that name a year, in the order of the text; those in figures alone are read as in any language."""
    cover, found = Cover(), []
    matches = [match for form in _DATES for match in form.finditer(text)]
    for start, end, dated in (
        *((*match.span(), _dated(match)) for match in matches),
        *((dated.start, dated.end, dated) for dated in find_dates(text)),
    ):
        if not cover.touches(Span(0, start, end)):
            cover.add(Span(0, start, end))  # a day that never was is no month either
            found += [dated] if dated else []
    return sorted(found, key=lambda dated: dated.start)


def _dated(match: re.Match[str]) -> Dated | None:
    part = match.groupdict()
    month, year, day = _month(part["month"]), int(part["year"]), part.get("last")
    month1, year1 = _month(part.get("month1") or part["month"]), int(part.get("year1") or year)
    last = int(day or calendar.monthrange(year, month)[1])
    first = int(part.get("first") or day or 1)
    try:
        begin, end = date(year1, month1, first), date(year, month, last)
        if begin > end:  # 28. Dezember bis 3. Januar 2024
            begin = begin.replace(year=begin.year - 1)
    except ValueError:  # 31. Februar: no such day
        return None
    return Dated(*match.span(), begin, end, "day" if day else "month")


def _month(name: str) -> int:
    return MONTHS[name.lower().replace("jän", "jan")[:3]]


def german_figures(passages: Iterable[Passage]) -> Iterator[Row]:
    """Rows of ``figures``: quantities that have a unit or count something."""
    for passage in passages:
        if passage.kind in _SILENT:
            continue
        dates = Cover(passage.span(dated.start, dated.end) for dated in german_dates(passage.text))
        for match in _CLAIM.finditer(passage.text):
            dated = not _compared(match) and dates.touches(passage.span(*match.span("number")))
            if not dated and _claims(match):
                yield _figure(passage, match)


def _claims(match: re.Match[str]) -> bool:
    """Whether a number counts or measures: it is no year, postcode or telephone number, and names no page or hall."""
    if match["unit"]:
        return True
    if not match["noun"] or match["noun"] in _COUNTS_NOTHING:
        return False
    if match["scale"] or _compared(match):
        return True
    named = _NUMBERED.search(match.string, max(0, match.start() - 40), match.start())
    return not (named or _PLAIN_YEAR.fullmatch(match["number"]))


def _compared(match: re.Match[str]) -> bool:
    return match.start() < match.start("number")


def _figure(passage: Passage, match: re.Match[str]) -> Row:
    factor = _scale(match["scale"])
    unit = match["unit"]
    start, end = match.start(), len(match[0].rstrip()) + match.start()
    return {
        "block": passage.block,
        "page": passage.page,
        "start": start,
        "end": end,
        "measure": match["noun"].lower() if match["noun"] else None,
        "value": scaled(_number(match["number"]), factor),
        "value_max": scaled(_number(match["upper"]), factor) if match["upper"] else None,
        "comparator": next((sign for at, (sign, _) in enumerate(_COMPARED) if match[f"c{at}"]), "="),
        "unit": UNITS.get(unit.lower()) or currency(unit) or unit if unit else None,
        "period": None,
        "evidence": passage.text[start:end],
        "confidence": 0.7,
    }


def _number(printed: str) -> float:
    return NUMBERS.get(printed.lower()) or numeral(printed, ",")


def _scale(printed: str | None) -> float:
    if not printed:
        return 1.0
    word = printed.lower().rstrip(".")
    return next(SCALES[form] for form in (word, word.removesuffix("en"), word.removesuffix("n")) if form in SCALES)


def german_events(passages: Iterable[Passage]) -> Iterator[Row]:
    """Rows of ``events``: lines that are a date and what happened, or what is on and its date."""
    for passage in passages:
        if passage.kind in _LINES and len(passage.text) <= 2 * _LONGEST:
            dates = german_dates(passage.text)
            yield from _line(passage, dates) if dates else ()


def _line(passage: Passage, dates: Sequence[Dated]) -> Iterator[Row]:
    text, first, last = passage.text, dates[0], dates[-1]
    mark = _BEHIND.match(text, first.end)
    bare = passage.kind == "list_item" and text[first.end : first.end + 1] == " "
    label = _BEFORE.match(text[: last.start])
    if first.start == 0 and (mark or bare):
        start = mark.end() if mark else first.end + 1
        name = re.split(r"[;]|(?<=\w{3})\.\s|\.$", text[start:], maxsplit=1)[0].rstrip()
        if 2 < len(name) <= _LONGEST:
            yield _event(passage, 0, start + len(name), name, first)
    elif label and not text[last.end :].strip(" ."):
        yield _event(passage, 0, last.end, label[1], last)


def _event(passage: Passage, start: int, end: int, name: str, dated: Dated) -> Row:
    ordinal = _ORDINAL.match(name)
    return {
        "block": passage.block,
        "page": passage.page,
        "start": start,
        "end": end,
        "name": name,
        "ordinal": int(ordinal[1]) if ordinal else None,
        "date_start": dated.first,
        "date_end": dated.last,
        "date_precision": dated.precision,
        "evidence": passage.text[start:end],
        "confidence": 0.7,
    }
