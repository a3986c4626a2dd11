"""Dates as they are printed in English: days, months, years and spans of them, with their precision."""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from pipeline.facts.lexicon import any_of
from pipeline.facts.units import words

_MONTH_NAMES = words("january february march april may june july august september october november december")
MONTHS = {form: n for n, name in enumerate(_MONTH_NAMES, 1) for form in (name, name[:3])} | {"sept": 9}
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_HALVES = {"h1": 0, "h2": 6, "first": 0, "second": 6}
_DAY_WORDS = {
    word: n
    for n, word in enumerate(
        words(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
            fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
            twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"""
        ),
        1,
    )
}

_MONTH = (
    r"(?:(?i:january|february|march|april|june|july|august|september|october|november|december)|May|MAY|may"
    r"|(?i:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_YEAR = r"(?:1[6-9]|2[01])[0-9]{2}(?![0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_TO = r"(?:\s?[-‐‑–—/]\s?|\s(?:to|and|until|through|till)\s)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_DAY_TO = rf"(?:\s?[-‐‑–—/&]\s?|\s(?:to|and|until|through|till)\s(?:the\s)?){_WEEKDAY}"
_LEFT = r"(?:(?<![\w/.‐‑-])|(?<=\b[Mm]id-))"
_SEASON = (
    r"(?:(?:(?i:early|late)\s|(?i:mid)[-\s]?|(?i:(?:beginning|start|middle|end|course))\sof\s)?"
    r"(?:(?:(?i:spring|summer|autumn|winter)|Fall|fall(?=\sof))\s(?:of\s)?)?)"
)
_YEAR_END = r"(?![\w%‰]|[,.][0-9]|\s?(?:%|per\scent)|[-–/][0-9])"
_RIGHT = r"(?![\w/])(?!-[0-9])"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text.

    Args:
        start, end: Offsets of its words.
        first, last: First and last day it stands for; a month stands for all its days.
        precision: day, month or year.
        confidence: Below 1 where day and month could be meant the other way round.
    """

    start: int
    end: int
    first: date
    last: date
    precision: str
    confidence: float = 1.0

    @property
    def iso(self) -> str:
        """The date or span in ISO 8601, at its precision."""
        length = {"day": 10, "month": 7, "year": 4}[self.precision]
        ends = [day.isoformat()[:length] for day in (self.first, self.last)]
        return ends[0] if ends[0] == ends[1] else "/".join(ends)


_DIGITS = re.compile("[0-9]")
"""Without these there is no date."""

Reading = tuple[date, date, str, float]


def find_dates(text: str, year: int | None = None) -> list[Dated]:
    """All dates that name a year, in the order of the text; the longest reading wins where two overlap.

    Days without a year are taken where the ``year`` is given that they are meant in.
    """
    return list(_found(text, year)) if _DIGITS.search(text) else []


@lru_cache(maxsize=256)
def _found(text: str, year: int | None) -> Sequence[Dated]:
    """As ``find_dates``; a text is asked for its dates by events, figures and lists."""
    found: list[Dated] = []
    taken = bytearray(len(text))
    yearless = tuple((pattern, partial(_days, meant=str(year))) for pattern in _YEARLESS) if year else ()
    for pattern, read in _FORMS + yearless:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)  # a day that never was is no month either
            reading = _safely(read, match)
            if reading is not None:
                found.append(Dated(start, end, *reading))
    return sorted(found, key=lambda dated: dated.start)


def meant_year(text: str, beyond: str = "") -> int | None:
    """The year of days that are printed without one: the only one that a text names, or else what is ``beyond`` it."""
    for part in (text, beyond):
        years = {int(year) for year in _NAMED_YEAR.findall(part)}
        if years:
            return years.pop() if len(years) == 1 and not _EVERY.search(text) else None
    return None


_EVERY = re.compile(r"(?i)\b(?:every|each)\s(?:year|two|second|third)|\bannual")
_NAMED_YEAR = re.compile(r"(?<![\w/.,-])(?:19|20)[0-9]{2}(?![\w/.,-]\d|\w)")


def _safely(read: Callable[[re.Match[str]], Reading | None], match: re.Match[str]) -> Reading | None:
    try:
        reading = read(match)
    except ValueError:  # 31 February: no such day
        return None
    return reading if reading and reading[0] <= reading[1] else None


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), _month(month), int(re.sub(r"\D", "", day)))


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _days(match: re.Match[str], *, meant: str = "") -> Reading:
    """Day or days with the month named; what the first day does not say it shares with the second."""
    part = match.groupdict()
    year, month = part.get("year") or meant, part["month"]
    last = _day(part.get("last") or part["first"], month, year)
    if not part.get("last"):
        return last, last, "day", 1.0
    first = _day(part["first"], part.get("month1") or month, part.get("year1") or year)
    if first > last and not part.get("year1"):  # 28 December to 3 January 2024
        first = first.replace(year=first.year - 1)
    return first, last, "day", 1.0


def _months(match: re.Match[str]) -> Reading:
    part = match.groupdict()
    year, month = int(part["year"]), _month(part["month"])
    first = date(int(part.get("year1") or year), _month(part.get("month1") or part["month"]), 1)
    return first, _last(year, month), "month", 1.0


def _quarter(match: re.Match[str]) -> Reading:
    quarter, year = _QUARTERS[match["quarter"].lower()], int(match["year"])
    return date(year, 3 * quarter - 2, 1), _last(year, 3 * quarter), "month", 1.0


def _half(match: re.Match[str]) -> Reading:
    before, year = _HALVES[match["half"].lower()], int(match["year"])
    return date(year, before + 1, 1), _last(year, before + 6), "month", 1.0


def _worded(match: re.Match[str]) -> Reading:
    day = date(int(match["year"]), _month(match["month"]), _DAY_WORDS[match["day"].lower()])
    return day, day, "day", 1.0


def _years(match: re.Match[str]) -> Reading:
    """'2019', '2019–2024', '2023/24'; '2023-05', which can be no span, is a month."""
    first, short = int(match["year"]), match["short"]
    if short and "01" <= short <= "12" and int(short) <= first % 100 and "-" in match[0]:
        return date(first, int(short), 1), _last(first, int(short)), "month", 1.0
    last = match["last"] or short or match["year"]
    return date(first, 1, 1), date(int(match["year"][: 4 - len(last)] + last), 12, 31), "year", 1.0


def _iso(match: re.Match[str]) -> Reading:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    last = match["last"]
    return day, date.fromisoformat(last) if last else day, "day", 1.0


def _points(match: re.Match[str]) -> Reading:
    """'3.–5.6.2024', '30.6. – 2.7.2024': day first, as where points part the numbers."""
    year, month = int(match["year"]), int(match["month"])
    first = date(year, int(match["month1"] or month), int(match["first"]))
    return first, date(year, month, int(match["last"])), "day", 1.0


def _numeric(match: re.Match[str]) -> Reading:
    """Day first, as most of the world writes, unless only the other order is a date.

    Where both are and slashes stand between, as the United States write, it stays doubtful.
    """
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    day = date(year, b, a) if b <= 12 else date(year, a, b)
    return day, day, "day", 0.5 if a != b and max(a, b) <= 12 and match[2] == "/" else 1.0


def _forms() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]]]:
    first, last = rf"(?P<first>{_DAY})", rf"(?P<last>{_DAY})"
    month, month1 = rf"(?P<month>{_MONTH})", rf"(?P<month1>{_MONTH})"
    year, year1 = rf"(?P<year>{_YEAR})", rf"(?P<year1>{_YEAR})"
    of = r"\s(?:of\s)?"
    comma = r",?\s"
    apart = rf"(?:(?!\sand\s){_DAY_TO})"
    for form in (
        rf"(?<=etween\s){first}{of}{month1}(?:{comma}{year1})?\sand\s{last}{of}{month}{comma}{year}",
        rf"{first}{of}{month1}{comma}{year1}{apart}{last}{of}{month}{comma}{year}",
        rf"{month1}\s{first}{comma}{year1}{apart}{month}\s{last}{comma}{year}",
        rf"{first}{of}{month1}{apart}{last}{of}{month}{comma}{year}",
        rf"{month1}\s{first}{apart}{month}\s{last}{comma}{year}",
        rf"{first}(?:,\s{_DAY}){{0,4}}{_DAY_TO}{last}{of}{month}{comma}{year}",
        rf"{month}\s{first}{_DAY_TO}{last}{comma}{year}",
        rf"{first}{of}{month}{comma}{year}",
        rf"{first}-{month}-{year}",
        rf"{month}\s{first}{comma}{year}",
    ):
        yield re.compile(f"{_LEFT}{form}{_RIGHT}"), _days
    yield re.compile(rf"{_LEFT}(?P<day>(?i:{any_of(_DAY_WORDS)}))\sof\s{month}{comma}{year}{_RIGHT}"), _worded
    for form in (
        rf"{month1}{comma}{year1}{_TO}{month}{comma}{year}",
        rf"{month1}{_TO}{month}{comma}{year}",
        rf"{month}(?:{comma}|\sof\s){year}",
    ):
        yield re.compile(f"{_LEFT}{form}{_RIGHT}"), _months
    ordinal = "(?i:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))"
    yield re.compile(rf"{_LEFT}(?P<quarter>[Qq][1-4])(?:,?\s|/){year}{_RIGHT}"), _quarter
    yield re.compile(rf"{_LEFT}{year}[\s/-]?(?P<quarter>[Qq][1-4]){_RIGHT}"), _quarter
    yield re.compile(rf"{_LEFT}(?P<quarter>{ordinal})\squarter\s(?:of\s)?{year}{_RIGHT}"), _quarter
    yield re.compile(rf"{_LEFT}(?P<half>[Hh][12]),?\s{year}{_RIGHT}"), _half
    yield re.compile(rf"{_LEFT}(?P<half>(?i:first|second))\shalf\s(?:of\s)?{year}{_RIGHT}"), _half
    iso = r"-(?:0[1-9]|1[0-2])-[0-3][0-9]"
    yield (
        re.compile(
            rf"{_LEFT}(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])"
            rf"(?:{_TO}(?P<last>{_YEAR}{iso}))?{_RIGHT}"
        ),
        _iso,
    )
    number = "[0-3]?[0-9]"
    yield (
        re.compile(
            rf"{_LEFT}(?P<first>{number})\.(?:(?P<month1>{number})\.)?{_TO}(?P<last>{number})\.(?P<month>{number})\.{year}{_RIGHT}"
        ),
        _points,
    )
    yield re.compile(rf"{_LEFT}(?P<a>[0-3]?[0-9])([/.])(?P<b>[0-3]?[0-9])\2(?P<year>{_YEAR}){_RIGHT}"), _numeric
    between = rf"(?:(?!\sand\s){_TO}|(?<=etween\s[0-9]{{4}})\sand\s)"
    yield (
        re.compile(
            rf"(?<![\w/.,‐‑$€£+]){_SEASON}{year}(?:{between}(?P<last>{_YEAR})|[-–/](?P<short>[0-9]{{2}}))?{_YEAR_END}"
        ),
        _years,
    )
    old = r"(?P<year>1[0-5][0-9]{2})(?P<last>)(?P<short>)"
    yield re.compile(rf"(?<=\b[Ii]n\s){old}(?=[.,;)]|$|\s(?:by|as|and|when|under|to|the)\b)"), _years


def _yearless() -> Iterator[re.Pattern[str]]:
    """Days of a month whose year is not printed beside them."""
    first, last = rf"(?P<first>{_DAY})", rf"(?P<last>{_DAY})"
    month, month1 = rf"(?P<month>{_MONTH})", rf"(?P<month1>{_MONTH})"
    for form in (
        rf"{first}\s{month1}{_DAY_TO}{last}\s{month}",
        rf"{month1}\s{first}{_DAY_TO}{month}\s{last}",
        rf"{first}{_DAY_TO}{last}\s{month}",
        rf"{month}\s{first}{_DAY_TO}{last}",
        rf"{first}\s{month}",
        rf"{month}\s{first}",
    ):
        yield re.compile(f"{_LEFT}{form}{_RIGHT}")


_FORMS = tuple(_forms())
_YEARLESS = tuple(_yearless())
