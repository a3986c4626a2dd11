"""Numbers that count nothing: addresses, telephones, dates, times, ordinals, versions, references, names."""

import re
from collections.abc import Sequence

from pipeline.facts.dates import Dated
from pipeline.facts.units import MONEY_BEFORE, words

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_LABELS = words(
    """article art section sec chapter part annex appendix table figure fig box page pages p pp paragraph para clause
    rule regulation directive resolution decision recommendation law act decree protocol phase step level stage tier
    type class grade category zone block room floor suite route highway flight volume vol issue edition version
    release lot goal sdg objective pillar component indicator item option module scenario agenda series model iso iec
    en rfc id ref code form footnote note no nos number file docket order bill schedule covid"""
)
_PLACES = "Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Square|Drive"
_PHONES = "tel|phone|telephone|fax|mobile|hotline|helpline|whatsapp"
_PATTERNS = {
    "web address": r"(?i:https?://|www\.)[^\s<>]{1,300}",
    "e-mail": r"[\w.+-]{1,64}@[\w.-]{1,255}",
    "labelled telephone": rf"(?i:(?<!\w)(?:{_PHONES}))\b\W{{0,4}}\+?(?:[0-9(][ ().\-–/]{{0,3}}){{6,16}}",
    "telephone": r"\+[0-9][0-9 ()./\-–]{6,20}[0-9]|\([0-9]{2,5}\) ?[0-9][0-9 \-]{4,12}",
    "local telephone": r"(?<!\d)[0-9]{3}[-.][0-9]{3,4}[-.][0-9]{4}(?!\d)",
    "day of a month": rf"(?<!\d)[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-9]{{1,2}})?\s(?:of\s)?{_MONTH}",
    "month and day": rf"{_MONTH}\s[0-9]{{1,2}}(?![0-9,.]?[0-9])(?!\s?%)",
    "hour": r"(?<!\d)[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:a\.?m\.?|p\.?m\.?|o[’']clock)(?!\w)",
    "clock time": r"(?<!\d)[0-9]{1,2}[:h][0-9]{2}(?!\d)",
    "ordinal": r"[0-9]{1,9}(?:st|nd|rd|th)\b",
    "decade": r"(?<!\d)[0-9]{2,4}[’']?s\b",
    "number with a slash": r"(?<![\d,.])[0-9]{1,9}(?:/[0-9]{1,9})+",
    "ratio": r"(?<!\d)[0-9]{1,9}:[0-9]+",
    "named version": r"(?<!\w)v[0-9][0-9.]{0,9}",
    "version": r"(?<![\d.])(?![0-9]{1,3}(?:\.[0-9]{3})+(?![\d.]))[0-9]{1,4}(?:\.[0-9]{1,4}){2,}",
    "reference": rf"(?i:(?<!\w)(?:{'|'.join(_LABELS)}))\.?(?:\s|-)?(?:[Nn]o\.?\s?)?[0-9]{{1,6}}[A-Za-z]?"
    r"(?:\.[0-9]{1,3})*(?:\s?[-–]\s?[0-9]{1,4})?(?!\w|[.,]?[0-9]|\s?(?:%|per\scent))(?:\sof\s[0-9]{1,4})?",
    "street": rf"(?<!\w)[0-9]{{1,5}}[A-Za-z]?,?\s(?:[A-Z][\w’-]{{1,30}}\s){{1,4}}(?:{_PLACES})\b",
}
_NOISE = tuple(re.compile(pattern) for pattern in _PATTERNS.values())
_WORDED = tuple(re.compile(_PATTERNS[name]) for name in ("web address", "e-mail"))
"""Those that need no digit."""
_NAMED = re.compile(
    rf"(?<![\w-])(?!{MONEY_BEFORE}\s)[A-Z]{{2,8}}\s[0-9]{{1,6}}(?:[-–.][0-9]{{1,4}})*(?![\w,%])(?!\s?%)"
)
"""Numbers that are part of a name: 'COP 27'; where all is in capitals they prove nothing."""

_ROUGHLY = re.compile(r"(?i)(?:about|around|some|nearly|almost|over|approximately|roughly|than|least|up\sto)\s$")
COUNTED = re.compile(
    r"\s(?!(?:deep|long|high|wide|tall|thick|away|above|below|across|and|or|of|in|to|per|a|is|was|has|s)\b)"
    r"(?:[a-z-]{2,20}\s)?(?:[a-z-]{1,20}s|people|children|women|men)\b"
)
"""A plural noun behind a number, at most one adjective before it."""


def noise(text: str, dates: Sequence[Dated]) -> bytearray:
    """A mask over the text: 1 where digits and number words count nothing."""
    mask = bytearray(len(text))
    patterns = _NOISE if any(c.isdigit() for c in text) else _WORDED
    spans = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    if not text.isupper():
        spans += [match.span() for match in _NAMED.finditer(text)]
    spans += [(dated.start, dated.end) for dated in dates if not _counts(text, dated)]
    for start, end in spans:
        mask[start:end] = b"\x01" * (end - start)
    return mask


def _counts(text: str, dated: Dated) -> bool:
    """Whether what could be a year is a number of things: 'some 2000 people'."""
    if dated.precision != "year" or not text[dated.start : dated.end].isdigit():
        return False
    roughly = _ROUGHLY.search(text, max(0, dated.start - 14), dated.start)
    return roughly is not None and COUNTED.match(text, dated.end) is not None
