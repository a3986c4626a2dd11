"""Since when and until when a role is held, as the statement says."""

import re
from datetime import date

from pipeline.facts.dates import Dated, find_dates

_SINCE = re.compile(r"\b(?:since|from|starting in|as of|effective)\s(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|to|up to)\s(?:the\s)?(?:end\sof\s)?$", re.IGNORECASE)
_REACH = 160
"""How far behind a statement its term may stand, in characters."""
_CLAUSE_END = re.compile(r"[.;:!?](?:\s|$)|,\s(?:and|but|while|which|who|with|where)\s|\s(?:while|whereas|but)\s")
_ENTRY = re.compile(r"\b(?:joined|joins|became|acceded|was admitted)\b")


def term(text: str, start: int, end: int) -> tuple[date | None, date | None, int]:
    """First and last day of a role stated from ``start`` to ``end``, by the rest of the clause; where that is said."""
    clause_end = _CLAUSE_END.search(text, end)
    stop = clause_end.start() if clause_end else len(text)
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
