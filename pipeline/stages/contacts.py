"""How to reach those a sheet speaks of: e-mail and web addresses, telephone and fax numbers, postal addresses."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from pipeline.facts.spans import Passage, Span, disjoint, passages
from pipeline.schema import Row, Table, column
from pipeline.stage import stage
from pipeline.tables import AT, BOX, CONFIDENCE, EVIDENCE, TEXT, Blocks

Contacts = Table(
    "contacts",
    "One row a way to reach somebody; one that is printed again, as in a running footer, is one row.",
    (
        *AT,
        column("kind", TEXT, "email, url, phone, fax or address", required=True),
        column(
            "value",
            TEXT,
            "Normalised: e-mail and URL with host in lower case and nothing hidden or broken; number as digits, "
            "'+' before a country code, ';ext=' before an extension (RFC 3966); address in one line",
            required=True,
        ),
        EVIDENCE,
        CONFIDENCE,
        *BOX,
    ),
)


class Found(NamedTuple):
    """A contact where it is printed."""

    span: Span
    kind: str
    value: str
    confidence: float


_LABELS = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_AT = r"(?:@|\s?[(\[{]\s?(?:at|@)\s?[)\]}]\s?)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|\.)\s?[)\]}]\s?)"
_EMAIL = re.compile(
    r"(?<![\w.+-])(?P<user>[\w+-]+(?:\.[\w+-]+){0,8})"
    rf"(?:(?P<at>{_AT}|@\s)(?P<host>{_LABELS}(?:{_DOT}{_LABELS}){{0,5}}{_DOT}[a-z]{{2,24}})|"
    rf"\s(?:at|AT)\s(?P<spelled>{_LABELS}(?:\s(?:dot|DOT)\s{_LABELS}){{0,3}}\s(?:dot|DOT)\s[a-z]{{2,24}}))(?![\w@-])",
    re.IGNORECASE,
)
"""'a@b.org', 'a (at) b.org', 'a [at] b [dot] org', 'a at b dot org', and 'a@ b.org' broken over a line."""
_DOTS = re.compile(rf"{_DOT}|\sdot\s", re.IGNORECASE)

_GENERIC = "org|com|net|int|eu|edu|gov|info|museum|coop"
_PATH = r"(?:[/?#][^\s<>\"“”]{0,500})?"
_URL = re.compile(rf"(?<![\w@.])(?:https?://|www\.)[^\s<>\"“”/]{{1,255}}{_PATH}", re.IGNORECASE)
_BARE = re.compile(
    rf"(?<![\w@.:/-])(?:{_LABELS}\.){{1,4}}(?:(?:{_GENERIC})(?![\w-])(?!\.\w){_PATH}|[a-z]{{2}}/[^\s<>\"“”]{{1,500}})"
)
_GOES_ON = re.compile(r"\s(?P<rest>[a-z0-9%~][^\s<>\"“”,;]*)")
_URL_LIKE = re.compile(r"[/_=%~-]|\.[a-z]{2,5}$|[0-9]")
_BREAKS = frozenset("/-_=&?.")
_BEHIND = ".,;:!?'\"’”›»*"

_CODE = (
    r"(?:1|7|20|27|2[1-689]\d|3[0-469]|3[578]\d|4[013-9]|42\d|5[1-8]|5[09]\d|6[0-6]|6[7-9]\d|8[1246]|8[05789]\d|9[0-58]|"
    r"9[679]\d)"
)
"""Country calling codes (ITU-T E.164)."""
_GAP = r"[ \u00a0().\-–/]{0,3}"
_DIGITS = rf"(?:{_GAP}\d){{3,14}}"
_EXTENSION = r"(?:,?\s?(?:ext(?:ension|\.)?|x)\s?\.?:?\s?(?P<ext>\d{1,6})(?!\d))?"
_CALLED = r"(?:(?P<fax>fax|telefax)|tel(?:ephone)?|phone|mobile|mob|cell|(?:hot|help)line|whatsapp|call|dial)"
_NUMBERS = (
    (re.compile(rf"(?<![\w+])\+{_GAP}(?P<number>{_CODE}{_DIGITS}){_EXTENSION}(?![\d%])", re.IGNORECASE), 9, 0.95),
    (
        re.compile(
            rf"(?<![\w-]){_CALLED}(?:\s(?:no|number|us|on|at|free|now|line)\b)*\.?\s?(?:\([^()\d]{{1,20}}\))?[:.]?\s?"
            rf"(?P<number>\+?\(?\d{_DIGITS}){_EXTENSION}(?![\d%])",
            re.IGNORECASE,
        ),
        5,
        0.95,
    ),
    (re.compile(rf"(?<![\w/.])(?P<number>\(0\d{{1,5}}\)[ ]?\d(?:[ \-/]?\d){{3,9}}){_EXTENSION}(?![\d%])"), 7, 0.8),
    (
        re.compile(
            r"(?<![\w/.+-])(?P<number>(?:1[-. ])?(?:\([2-9]\d\d\)[ ]?|[2-9]\d\d[-.])[2-9]\d\d[-.]\d{4})"
            rf"{_EXTENSION}(?![\d%-])"
        ),
        10,
        0.8,
    ),
)
"""Numbers with country code, behind a label, with area code in brackets, of North America: least digits, surety."""
_FAX_BEFORE = re.compile(r"(?:^|\W)(?:tele)?fax(?:\s(?:no|number))?\.?\s?:?\s?$", re.IGNORECASE)
_TRUNK = re.compile(r"\(\s?0\s?\)")
_LONGEST = 15

_NAME = r"[A-ZÀ-Þ](?:[^\W\d]|[’'.-])*(?!\w)"
_NUMBER = r"\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5}[A-Za-z]?)?"
_ENGLISH = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Square|Drive|Way|Place|Court|Terrace|Quay|Parade|Crescent|Row)"
    r"\b\.?"
)
_ROMANCE = (
    r"(?:Rue|Avenue|Boulevard|Place|Quai|Chemin|Route|Via|Viale|Piazza|Corso|Calle|Avenida|Plaza|Carrera|Rua|Praça|Largo|"
    r"Ulica|ul\.)"
)
_GERMANIC = (
    r"[A-ZÀ-Þ][\w-]*(?:straße|strasse|str\.|platz|gasse|weg|allee|ufer|damm|gade|gatan|gata|straat|laan|plein|kade|vej|"
    r"veien|vägen)"
)
_STREET = (
    rf"(?:{_NUMBER},?\s(?:{_NAME}\s){{1,4}}{_ENGLISH}|"
    rf"{_NUMBER},?\s(?i:{_ROMANCE})(?:\s(?:de|du|des|la|le|l’|d’|{_NAME})){{1,6}}|"
    rf"{_ROMANCE}(?:\s(?:de|du|da|do|dos|des|del|della|di|la|le|{_NAME})){{1,6}},?\s{_NUMBER}|{_GERMANIC}\s{_NUMBER}|"
    rf"(?:P\.?\s?O\.?\s?Box|Postfach|Casilla|Apartado|Private\sBag)\s[\w-]{{1,10}})"
)
_POSTCODE = r"(?:[A-Z]{1,2}-)?\d{3,6}(?:[ -]\d{3,4}|\s[A-Z]{2})?|[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}"
_PLACE = rf"{_NAME}(?:\s(?:{_NAME}|(?:of|de|la|am|an|der|and|upon)\b)){{0,4}}"
_REST = (
    rf"(?:,?\s(?:{_POSTCODE})(?![\w%])(?:\s{_PLACE})?|"
    rf"(?:,\s[A-ZÀ-Þ]{{2}}\s|,\s(?!\w{{1,2}}\b){_PLACE}\s)(?:{_POSTCODE})(?![\w%])|,\s(?!\w{{1,2}}\b){_PLACE})"
)
_ADDRESS = re.compile(rf"(?<![\w-]){_STREET}{_REST}{{1,4}}")


@stage(reads=(Blocks,), writes=Contacts)
def contacts(blocks: pa.Table, *, max_characters: int = 20_000) -> Iterator[Row]:
    """One row a contact, the box being that of its block; headers and footers are read too.

    Args:
        blocks: The document's text.
        max_characters: Longer blocks are read up to here.
    """
    seen: set[tuple[str, str]] = set()
    raw = dict(zip(blocks["block"].to_pylist(), blocks["raw_text"].to_pylist(), strict=True))
    for passage in passages(blocks, furniture=True):
        read = passage._replace(text=passage.text[:max_characters])
        for found in _contacts(read, raw[passage.block] or ""):
            key = found.kind, found.value.rpartition("://")[2].casefold()
            if key not in seen:
                seen.add(key)
                yield _row(read, found)


def _row(passage: Passage, found: Found) -> Row:
    block, start, end = found.span
    x0, top, x1, bottom = passage.box
    return {
        "block": block,
        "page": passage.page,
        "start": start,
        "end": end,
        "kind": found.kind,
        "value": found.value,
        "evidence": passage.text[start:end],
        "confidence": found.confidence,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
    }


def _contacts(passage: Passage, raw: str) -> list[Found]:
    """The contacts of a block, none inside another."""
    found = [*_emails(passage), *_urls(passage, raw), *_numbers(passage), *_addresses(passage)]
    rank = ("address", "fax", "phone", "url", "email")
    return disjoint(found, span=lambda one: one.span, rank=lambda one: (rank.index(one.kind), one.confidence))


def _emails(passage: Passage) -> Iterator[Found]:
    for match in _EMAIL.finditer(passage.text):
        host = _DOTS.sub(".", match["host"] or match["spelled"]).lower()
        plain = match["at"] == "@" and match.group() == f"{match['user']}@{match['host']}"
        yield Found(passage.span(*match.span()), "email", f"{match['user']}@{host}", 0.98 if plain else 0.85)


def _urls(passage: Passage, raw: str) -> Iterator[Found]:
    for pattern, confidence in ((_URL, 0.98), (_BARE, 0.85)):
        for match in pattern.finditer(passage.text):
            start, end = match.start(), _url_end(passage.text, *match.span(), raw)
            value = _url(passage.text[start:end])
            if value:
                yield Found(passage.span(start, end), "url", value, confidence)


def _url_end(text: str, start: int, end: int, raw: str) -> int:
    """Where a URL ends: over line ends behind a mark that URLs are broken at, before punctuation of the sentence."""
    while text[end - 1] in _BREAKS and (more := _GOES_ON.match(text, end)):
        broken = f"{text[max(start, end - 12) : end]}\n{more['rest'][:6]}" in raw
        if not broken or not _URL_LIKE.search(more["rest"]):
            break
        end = more.end()
    while end > start and (text[end - 1] in _BEHIND or _closes(text, start, end)):
        end -= 1
    return end


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the last character closes a bracket that the URL did not open."""
    last = text[end - 1]
    pair = {")": "(", "]": "[", "}": "{"}.get(last)
    return pair is not None and text.count(pair, start, end) < text.count(last, start, end)


def _url(printed: str) -> str | None:
    """The URL without breaks, with scheme and with its host in lower case; None where there is no host."""
    url = "".join(printed.split())
    scheme, _, rest = url.rpartition("://")
    host, slash, path = re.match(r"([^/?#]*)([/?#]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    if not re.fullmatch(rf"(?:{_LABELS}\.)+[a-z]{{2,24}}(?::\d{{1,5}})?", host.lower()):
        return None
    return f"{scheme.lower() or 'https'}://{host.lower()}{slash}{path}"


def _numbers(passage: Passage) -> Iterator[Found]:
    for pattern, least, confidence in _NUMBERS:
        for match in pattern.finditer(passage.text):
            digits = "".join(filter(str.isdigit, _TRUNK.sub("", match["number"])))
            if least <= len(digits) <= _LONGEST and digits.isascii():
                international = passage.text[: match.start("number")].rstrip(" \u00a0(").endswith("+")
                plus = "+" if international or match["number"].startswith("+") else ""
                extension = f";ext={match['ext']}" if match["ext"] else ""
                fax = match.groupdict().get("fax") or _FAX_BEFORE.search(
                    passage.text, max(0, match.start() - 20), match.start()
                )
                start = match.start("number") - (1 if international else 0)
                span = passage.span(start, match.end())
                yield Found(span, "fax" if fax else "phone", f"{plus}{digits}{extension}", confidence)


def _addresses(passage: Passage) -> Iterator[Found]:
    for match in _ADDRESS.finditer(passage.text):
        value = " ".join(match.group().split())
        yield Found(passage.span(match.start(), match.end()), "address", value, 0.75)
