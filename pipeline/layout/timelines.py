"""Timelines: dates with what happened then, beside or behind them; read row by row, not column by column."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.layout.lines import Line

FARTHEST = 14.0  # of the type size: from a date to its text
NEIGHBOURS = 12  # lines by baseline within which those of one level or column follow each other
FEWEST_ROWS = 2
FEWEST_IN_LINE = 3  # dates set off from what follows one below the other: two may do so by chance

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–/]\s?\d{1,2})?\.?"
_YEAR = r"(?:1[89]|20)\d\d(?:\s?[-–/]\s?(?:\d\d)?\d\d)?"
_FORMS = (
    rf"(?:{_DAYS}\s)?(?:{_MONTH}\s?[-–/]\s?(?:{_DAYS}\s)?)?{_MONTH}(?:\s{_DAYS},?)?(?:,?\s{_YEAR})?",
    _YEAR,
    rf"Q[1-4]\s{_YEAR}",
    rf"(?:spring|summer|autumn|fall|winter|early|mid|late)[\s-]{_YEAR}",
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    r"\d{4}-\d\d-\d\d",
)
_ANY_FORM = rf"(?:from |since |by |until )?(?:{'|'.join(_FORMS)})"
DATE = re.compile(rf"{_ANY_FORM}:?", re.IGNORECASE)
DATE_IN_LINE = re.compile(rf"{_ANY_FORM}(?P<set_off>[:,]| [–—|-])? \S", re.IGNORECASE)


def join_timelines(lines: Sequence[Line]) -> list[Line]:
    """Lines, sorted by baseline, each date of a timeline joined with the line that stands beside it."""
    beside = _pairs(lines)
    steps: dict[tuple[int, int, int], list[int]] = {}
    for date, text in beside.items():
        step = (lines[date].panel, round(lines[date].x0 / 4), round(lines[text].x0 / 4))
        steps.setdefault(step, []).append(date)
    joined = {date: beside[date] for dates in steps.values() if len(dates) >= FEWEST_ROWS for date in dates}
    taken = set(joined.values())
    return _note_in_line(
        [_joined(line, lines[joined[i]]) if i in joined else line for i, line in enumerate(lines) if i not in taken]
    )


def _note_in_line(lines: Sequence[Line]) -> list[Line]:
    """Lines, those that begin with a date marked as list items where more do so at the same x.

    A mark or the weight sets the date off from what follows, unless line after line begins with one.
    """
    places: dict[tuple[int, int], list[int]] = {}
    for i, line in enumerate(lines):
        if DATE_IN_LINE.match(line.text) and not DATE.fullmatch(line.text):
            places.setdefault((line.panel, round(line.x0 / 4)), []).append(i)
    noted: set[int] = set()
    for dated in places.values():
        set_off = [i for i in dated if _sets_date_off(lines[i])]
        cuts = [k for k in range(1, len(dated)) if not _successive(lines, dated[k - 1], dated[k])]
        runs = [dated[a:b] for a, b in pairwise([0, *cuts, len(dated)])]
        noted.update(i for steps in (set_off, *runs) if len(steps) >= FEWEST_IN_LINE for i in steps)
    return [replace(line, bulleted=True) if i in noted else line for i, line in enumerate(lines)]


def _sets_date_off(line: Line) -> bool:
    """Whether a line begins with a date that a mark or its weight sets off from what follows."""
    found = DATE_IN_LINE.match(line.text)
    return found is not None and (found["set_off"] is not None or (line.opens_bold and not line.heavy))


def _successive(lines: Sequence[Line], upper: int, lower: int) -> bool:
    """Whether no line stands between two of one place; other columns' lines may."""
    between = (line for line in lines[upper + 1 : lower] if line.panel == lines[lower].panel)
    return lower - upper <= NEIGHBOURS and not any(
        line.x0 < lines[lower].x1 and lines[lower].x0 < line.x1 for line in between
    )


def _pairs(lines: Sequence[Line]) -> dict[int, int]:
    """For each line that is a date and nothing else the nearest line to its right on the same level."""
    found: dict[int, int] = {}
    for i, line in enumerate(lines):
        if DATE.fullmatch(line.text):
            level = [
                j
                for j in range(max(0, i - NEIGHBOURS), min(len(lines), i + NEIGHBOURS + 1))
                if abs(lines[j].baseline - line.baseline) < 0.3 * line.size
                and lines[j].panel == line.panel
                and 0 < lines[j].x0 - line.x1 < FARTHEST * line.size
            ]
            if level:
                found[i] = min(level, key=lambda j: lines[j].x0)
    return found


def _joined(date: Line, text: Line) -> Line:
    return replace(
        text,
        words=date.words + text.words,
        text=f"{date.text} {text.text}",
        x0=date.x0,
        top=min(date.top, text.top),
        bottom=max(date.bottom, text.bottom),
        first=min(date.first, text.first),
        dated=True,
    )
