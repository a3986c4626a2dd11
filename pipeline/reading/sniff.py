"""What a file is, from its bytes: its name is no evidence."""

import codecs
import re

HEAD = 4096
"""Bytes looked at; a PDF's header may follow a few KB of junk, as viewers accept."""

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"II\*\0|MM\0\*|II\+\0|MM\0\+"), "image/tiff"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"), "image/jp2"),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "image/bmp"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
)
_PDF = re.compile(rb"%PDF-|\A%PDF")
_MARKUP = re.compile(r"\s*(?:<(?:[!?]|html|head|body|svg|[a-z]+:?[a-z]*[\s>])|%!|\{\\rtf|\d+ \d+ obj\b)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1b\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MAX_CONTROLS = 0.01
_UTF16_ZEROS = 0.4


def sniff(data: bytes) -> str | None:
    """The MIME type of a file's bytes, or None where they are of no type that can be read.

    Known are PDF (also behind junk within the first 4 KB), PNG, JPEG, TIFF, WebP, JPEG 2000, BMP, GIF and plain
    text. Markup (HTML, SVG, XML, RTF), PostScript, PDF without its header, archives and office files are none of them.
    """
    head = data[:HEAD]
    for signature, media_type in _SIGNATURES:
        if signature.match(head):
            return media_type
    if _PDF.search(head):
        return "application/pdf"
    encoding = text_encoding(head)
    if encoding is None:
        return None
    text = head.decode(encoding, errors="ignore")
    return "text/plain" if _is_plain(text) else None


def text_encoding(data: bytes) -> str | None:
    """The codec that bytes of text are written in: by byte order mark, else UTF-8, UTF-16, Windows-1252.

    Returns None for bytes that are no text. A character cut off at the end of ``data`` does not count.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec
    if zeros := _utf16_without_mark(data):
        return zeros
    if b"\0" in data:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte, and none in the others."""
    pairs = len(data) // 2
    even, odd = data[0 : 2 * pairs : 2].count(0), data[1 : 2 * pairs : 2].count(0)
    if not pairs or min(even, odd) or max(even, odd) < _UTF16_ZEROS * pairs:
        return None
    return "utf-16-be" if even else "utf-16-le"


def _is_plain(text: str) -> bool:
    if not any(map(str.isalnum, text)) or _MARKUP.match(text):
        return False
    return len(_CONTROLS.findall(text)) <= _MAX_CONTROLS * len(text)
