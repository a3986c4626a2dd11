"""Strings that strangers wrote, made safe to store and to show by escapes that can be undone."""

import re
import unicodedata

_ESCAPE = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def escape(text: str) -> str:
    """The text with everything unprintable written out, so that ``unescape`` gives it back.

    Control, bidi, format, private and unassigned characters become ``\\uXXXX``; a byte of a file name that is
    not UTF-8 (a lone surrogate U+DC80..U+DCFF, as Python reads it) becomes ``\\xXX``; a backslash is doubled.
    """
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    return "".join(_escaped(character) for character in text)


def unescape(text: str) -> str:
    """The text that ``escape`` was given."""
    return _ESCAPE.sub(_meant, text)


def shortened(text: str, limit: int = 500) -> str:
    """An escaped message of at most ``limit`` characters."""
    text = escape(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _escaped(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if unicodedata.category(character) not in _UNSAFE:
        return character
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _meant(match: re.Match[str]) -> str:
    byte, short, long = match.groups()
    if byte:
        return chr(0xDC00 + int(byte, 16))
    return chr(int(short or long, 16)) if short or long else "\\"
