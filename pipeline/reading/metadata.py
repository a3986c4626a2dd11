"""What a PDF file says of itself: title, language, producer, date."""

import re
from collections.abc import Callable
from ctypes import c_ushort
from datetime import UTC, datetime, timedelta, timezone

import pypdfium2.raw as c

from pipeline.reading.pdf import Document

MAX_LENGTH = 500
"""Characters kept of a string that the file gives."""

_DATE = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?(?P<second>\d\d)?"
    r"(?:(?P<sign>[+-])(?P<off_hour>\d\d)'?(?P<off_minute>\d\d)?)?"
)
_YEARS = range(1980, 2101)  # before the first, no such files; after the last, no clock is that wrong by accident
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_UNPRINTABLE = re.compile(r"[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffd]+")


def metadata(document: Document) -> dict[str, object]:
    """Title, language, producer and date of making; null where the file says nothing, or nothing that can be."""
    language = _text(lambda *to: c.FPDFCatalog_GetLanguage(document.raw, *to))
    return {
        "title": _meta(document, b"Title"),
        "language": language if language and _LANGUAGE.fullmatch(language) else None,
        "producer": _meta(document, b"Producer"),
        "created": parse_date(_meta(document, b"CreationDate") or ""),
    }


def parse_date(text: str) -> datetime | None:
    """A PDF date (``D:YYYYMMDDHHmmSS+HH'mm'``, tail optional) in UTC without zone; None for what is no date."""
    found = _DATE.match(text.strip())
    if not found or int(found["year"]) not in _YEARS:
        return None
    part = {name: int(value) for name, value in found.groupdict().items() if value and name != "sign"}
    offset = timedelta(hours=part.get("off_hour", 0), minutes=part.get("off_minute", 0))
    try:
        zone = timezone(-offset if found["sign"] == "-" else offset)
        made = datetime(
            part["year"],
            part.get("month", 1),
            part.get("day", 1),
            part.get("hour", 0),
            part.get("minute", 0),
            part.get("second", 0),
            tzinfo=zone,
        )
    except ValueError:
        return None
    return made.astimezone(UTC).replace(tzinfo=None)


def _meta(document: Document, key: bytes) -> str | None:
    return _text(lambda *to: c.FPDF_GetMetaText(document.raw, key, *to))


def _text(getter: Callable[..., int]) -> str | None:
    """A string of PDFium's in UTF-16 with a closing zero, cleaned of what does not print."""
    length = getter(None, 0)
    if length <= 2:
        return None
    buffer = (c_ushort * (length // 2))()
    getter(buffer, length)
    text = bytes(buffer)[:-2].decode("utf-16-le", errors="replace")
    return _UNPRINTABLE.sub(" ", text[: 2 * MAX_LENGTH]).strip()[:MAX_LENGTH] or None
