"""Text dumps: plain text laid on a grid of characters, as a printer with fixed-width type would.

A character takes 6 x 12 points, in type of 10 points. Tabs go to every 8th column, form feeds part pages, a blank
line leaves its space.
"""

import re
from collections.abc import Iterator

from pipeline.handover import LayerWords
from pipeline.reading.document import PLAIN_WORD, Limits, Reading
from pipeline.reading.sniff import text_encoding
from pipeline.reasons import DocumentError, Reason

CELL_WIDTH, CELL_HEIGHT = 6.0, 12.0
SIZE = 10.0
TAB = 8

_BASELINE, _TOP = 9.0, 1.0  # below the top of the line
_LINE_END = re.compile(r"\r\n|[\r\n\v\x85\u2028\u2029]")
_DROPPED = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff]")
_WORD = re.compile(r"\S+")
_HYPHENATED = re.compile(r".*[^\W\d_][-\u2010\u00ad]")
_COLUMN_GAP = 3


def read_dump(data: bytes, limits: Limits) -> Reading:
    """A text dump's pages. Control characters are no text and are dropped.

    Raises:
        DocumentError: The bytes are no text.
    """
    encoding = text_encoding(data)
    if encoding is None:
        raise DocumentError(Reason.DAMAGED, "the bytes are no text in UTF-8, UTF-16 or Windows-1252")
    pages = data.decode(encoding, errors="replace").split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    reading = Reading({"kind": "text", "n_pages": len(pages)} | dict.fromkeys(("title", "language", "producer")))
    reading.metadata["created"] = None
    for number, page in enumerate(pages[: limits.pages], 1):
        _read_page(page, number, limits, reading)
    if len(pages) > limits.pages:
        reading.sheets[-1]["problem"] = Reason.PAGE_LIMIT
    return reading


def _read_page(text: str, number: int, limits: Limits, reading: Reading) -> None:
    lines = [_on_grid(line) for line in _LINE_END.split(text[: limits.characters])]
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    words = [word for line, line_text in enumerate(lines) for word in _words(line_text, line)]
    for seq, word in enumerate(words):
        word |= {"page": number, "seq": seq}
    reading.words.append(LayerWords.rows(words))
    reading.sheets.append(
        {
            "page": number,
            "width": CELL_WIDTH * max(1, *map(len, lines)),
            "height": CELL_HEIGHT * len(lines),
            "rotation": 0,
            "route": "text_layer" if words else "none",
            "route_reason": f"text dump: {sum(len(str(word['text'])) for word in words):,} characters",
            "problem": Reason.CHARACTER_LIMIT if len(text) > limits.characters else None,
            "image_dpi": None,
        }
    )


def _on_grid(line: str) -> str:
    return _DROPPED.sub("", line).expandtabs(TAB).rstrip()


def _words(text: str, line: int) -> Iterator[dict[str, object]]:
    for found in _WORD.finditer(text):
        yield PLAIN_WORD | {
            "text": found[0],
            "x0": CELL_WIDTH * found.start(),
            "top": CELL_HEIGHT * line + _TOP,
            "x1": CELL_WIDTH * found.end(),
            "bottom": CELL_HEIGHT * line + _TOP + SIZE,
            "baseline": CELL_HEIGHT * line + _BASELINE,
            "size": SIZE,
            "hyphen": _ends_column(text, found.end()) and bool(_HYPHENATED.fullmatch(found[0])),
            "line": line,
        }


def _ends_column(text: str, end: int) -> bool:
    """Whether nothing, or a gap as between columns, follows."""
    return not text[end : end + _COLUMN_GAP].strip()
