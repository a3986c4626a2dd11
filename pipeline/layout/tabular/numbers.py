"""Which cell texts read as values: numbers, amounts, dates, and the marks that stand for none."""

import re

VALUE_WORDS = 3
PLACEHOLDERS = frozenset(
    ("-", "–", "—", "−", "…", "..", "...", "n/a", "na", "n.a.", "n.d.", "nil", "x", ":", "yes", "no", *"✓✔✗✘☑☒☐●○◐")
)
YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?[a-z*¹²³⁴-⁹]?")
_FIGURE = re.compile(r"[(\[<>~≈≤≥±+−–—-]*(?:[A-Z]{0,3}[$€£¥₹])?[(+−–-]?\d\S*")


def is_value(text: str) -> bool:
    """Whether a cell's text is a number with little around it or a placeholder.

    So are "USD 4.2 million", "−1.8" and "12 %", not "4 Mill Lane".
    """
    parts = text.split()
    if not 0 < len(parts) <= VALUE_WORDS:
        return False
    if len(parts) == 1 and parts[0].casefold() in PLACEHOLDERS:
        return True
    figures = [part for part in parts if _FIGURE.fullmatch(part)]
    return bool(figures) and not _is_enumerator(parts) and sum(map(str.istitle, parts)) < 2


def is_year(text: str) -> bool:
    """Whether a cell's text is a year or a span of years, as columns of figures are often headed."""
    return YEAR.fullmatch(text.strip()) is not None


def _is_enumerator(parts: list[str]) -> bool:
    return re.fullmatch(r"\(?\d{1,2}[.)]", parts[0]) is not None and (len(parts) == 1 or parts[1][:1].isalpha())
