"""The second reader, pdfminer: what it can say of a file that PDFium cannot open, or finds nothing in.

It is slower by far and has no bounds of its own: references that lead to themselves keep it going for ever. So its
calls are counted, and it is stopped beyond any that an honest page needs.
"""

import io
import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pipeline.handover import LayerWords
from pipeline.reading.bounded import bounded
from pipeline.reading.document import PLAIN_WORD, Limits, Reading
from pipeline.reasons import DocumentError, Reason, told
from pipeline.stage import RawFile

Page = Any  # what pdfplumber and pdfminer say of their types does not hold for broken files
Stream = Any

MAX_CONTENT = 1 << 26
"""Bytes of a page's content that are looked at; no sheet has so many, and few bytes can unfold to any number."""

MAX_CALLS = 20_000_000
"""Calls of pdfminer to open a file or to read a page, several times what full pages need: some ten seconds."""

_PAINTS = re.compile(rb"(?<![^\s)>\]])(?:Tj|TJ|'|\"|Do|sh|EI|[fFSsBb]\*?)(?![^\s/<(\[])")
_FLATE = ("FlateDecode", "Fl")
_TOLERANCE = 0.15  # of the type size, between letters of a word
_PLACE = ("x0", "top", "x1", "bottom", "size")
_FAR, _LEAST_SIZE = 1e6, 1.0
_BASELINE = 0.2  # of the type size, above the lower edge


def read_again(file: RawFile, limits: Limits) -> Reading | None:
    """The words of a file that PDFium cannot open, every page marked as damaged; None if there are none."""
    import pdfplumber

    reading = Reading({"kind": "born_digital"} | dict.fromkeys(("title", "language", "producer", "created")))
    try:
        with bounded(MAX_CALLS):
            pages = pdfplumber.open(io.BytesIO(file.data)).pages
    except MemoryError:
        raise
    except Exception:  # it was not made for what strangers write, and raises whatever comes
        return None
    for number, page in enumerate(pages[: limits.pages], 1):
        _try_page(file, page, number, limits, reading)
    reading.metadata["n_pages"] = len(pages)
    return reading if any(map(len, reading.words)) else None


def check_blank(data: bytes, number: int) -> None:
    """Look whether a page in which PDFium finds nothing is blank indeed.

    Raises:
        DocumentError: Its content paints something, is absurdly long, or cannot be read.
    """
    try:
        with bounded(MAX_CALLS):
            content = b"\n".join(_contents(data, number))
    except MemoryError:
        raise
    except Exception as error:
        message = f"PDFium finds page {number} blank, and pdfminer cannot read it: {type(error).__name__}"
        raise DocumentError(Reason.PAGE_FAILED, message) from error
    if len(content) >= MAX_CONTENT:
        raise DocumentError(Reason.CHARACTER_LIMIT, f"the content of page {number} unfolds to more than can be read")
    if _PAINTS.search(content):
        raise DocumentError(Reason.PAGE_FAILED, f"page {number} paints something that PDFium cannot read")


def _try_page(file: RawFile, page: Page, number: int, limits: Limits, reading: Reading) -> None:
    """Read a page; one that cannot be read says why, and the others are read all the same."""
    rows: list[dict[str, object]] = []
    try:
        file.begin(number)
        with bounded(MAX_CALLS):
            rows = _words(page, number, limits)
        problem, story = Reason.DAMAGED, f"read by pdfminer, for PDFium cannot open the file: {len(rows):,} words"
    except MemoryError:
        raise
    except Exception as error:
        problem, story = told(error)
    reading.words.append(LayerWords.rows(rows))
    reading.sheets.append(
        {
            "page": number,
            "width": float(page.width),
            "height": float(page.height),
            "rotation": 0,
            "route": "text_layer" if rows else "none",
            "route_reason": story,
            "problem": problem,
            "image_dpi": None,
        }
    )


def _words(page: Page, number: int, limits: Limits) -> list[dict[str, object]]:
    words = page.extract_words(x_tolerance_ratio=_TOLERANCE, extra_attrs=["size", "fontname"])
    places = [word for word in words if all(math.isfinite(word[name]) and abs(word[name]) < _FAR for name in _PLACE)]
    return [_word(word, number, seq) for seq, word in enumerate(places[: limits.characters])]


def _word(word: dict[str, Any], number: int, seq: int) -> dict[str, object]:
    size = max(float(word["size"]), _LEAST_SIZE)
    return PLAIN_WORD | {
        "page": number,
        "seq": seq,
        "text": "".join(str(word["text"]).encode("utf-8", "replace").decode().split()) or "\ufffd",
        **{name: float(word[name]) for name in _PLACE[:4]},
        "baseline": float(word["bottom"]) - _BASELINE * size,
        "size": size,
    }


def _contents(data: bytes, number: int) -> Iterator[bytes]:
    """A page's content streams, unfolded as far as ``MAX_CONTENT``."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    pages = PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data))))
    page = next(page for position, page in enumerate(pages, 1) if position == number)
    for one in page.contents:
        yield _unfolded(resolve1(one))


def _unfolded(stream: Stream) -> bytes:
    content: bytes = stream.rawdata if stream.rawdata is not None else stream.data
    for name, parameters in stream.get_filters():
        if getattr(name, "name", name) not in _FLATE or parameters:
            return bytes(stream.get_data())
        content = zlib.decompressobj().decompress(content, MAX_CONTENT)
    return content
