"""Since when and until when a role is held, as the statement says."""

import re
from datetime import date

from pipeline.facts.dates import Dated, find_dates

_SINCE = re.compile(r"\b(?:since|from|starting in|as of|effective)\s(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|to|up to)\s(?:the\s)?(?:end\sof\s)?$", re.IGNORECASE)
_REACH = 160
"""How far behind a statement its term may stand, in characters."""
_ENTRY = re.compile(r"\b(?:joined|joins|became|acceded|was admitted)\b")


def term(text: str, start: int, end: int, stop: int) -> tuple[date | None, date | None, int]:
    """First and last day of a role stated from ``start`` to ``end``, in a clause up to ``stop``; where that is said."""
    since = until = None
    behind = end
    for one in find_dates(text[start : min(stop, end + _REACH)]):
        before = text[max(start, start + one.start - 24) : start + one.start]
        if _SINCE.search(before) or (_ENTRY.search(text, start, end) and before.endswith((" in ", " on "))):
            since, until = one.first, one.last if _is_span(one) else until
        elif _UNTIL.search(before):
            until = one.last
        else:
            continue
        behind = max(behind, start + one.end)
    return since, until, behind


def _is_span(one: Dated) -> bool:
    return one.first.year != one.last.year
