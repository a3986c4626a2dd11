"""Choosing between the text layer of a page and what OCR read in its picture.

What stands in the picture is what people see. A layer that they do not see, or that says something else, loses to OCR;
a visible layer that says the same wins, for it has no misreadings.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.handover import Words

LAYER, OCR = "text_layer", "ocr"

SURE = 0.85
"""OCR words of at least this confidence bear witness to what the page shows."""

_AGREES = 0.9
_POOR = 0.5
_HIDDEN = "invisible"


@dataclass(frozen=True)
class Choice:
    """What becomes of the two readings of a page.

    Args:
        layer: Whether the text layer is taken, else OCR.
        unhide: Whether it is taken although nobody sees it.
        reason: Why the words of the other reading are no text of the page.
    """

    layer: bool
    unhide: bool = False
    reason: str = ""


def chosen(sheets: pa.Table, layer_words: pa.Table, ocr_words: pa.Table) -> pa.Table:
    """Words of both readings, those of the one not taken rejected; ``seq`` goes on from the layer's to OCR's."""
    routes = sheets["route"].to_pylist()
    readings = zip(routes, _by_page(layer_words, sheets), _by_page(ocr_words, sheets), strict=True)
    parts = [part for route, layer, read in readings for part in _decided(_choice(route, layer, read), layer, read)]
    return pa.concat_tables(parts) if parts else Words.empty()


def _decided(choice: Choice, layer: pa.Table, read: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The words of both readings of a page, as rows of ``Words``."""
    start = pc.max(layer["seq"]).as_py() + 1 if len(layer) else 0
    numbered = _with(read, "seq", pa.array(np.arange(start, start + len(read)), pa.int32()))
    if choice.layer:
        taken = _shown(layer) if choice.unhide else layer
        return _from(taken, LAYER), _from(_rejected(numbered, choice.reason), OCR)
    return _from(_rejected(layer, choice.reason), LAYER), _from(numbered, OCR)


def _choice(route: str, layer: pa.Table, read: pa.Table) -> Choice:
    """The reading to take on a page that is to be read by this route."""
    shown = layer.filter(pc.is_null(layer["rejected"]))
    witnesses = read.filter(pc.is_null(read["rejected"]))
    if not len(witnesses) or pc.mean(witnesses["confidence"]).as_py() < _POOR:
        hidden = bool(pc.any(pc.equal(layer["rejected"], _HIDDEN)).as_py())
        if len(shown) or hidden or not len(witnesses):
            return Choice(layer=True, unhide=not len(shown) and route == "both", reason="ocr_poor")
    if route == "ocr":
        return Choice(layer=False, reason="layer_doubted")
    if _agree(shown["text"].to_pylist(), witnesses):
        return Choice(layer=True, reason="ocr_redundant")
    return Choice(layer=False, reason="layer_wrong")


def _agree(layer: list[str], read: pa.Table) -> bool:
    """Whether a text layer has nearly all words that OCR is sure of, and all numbers."""
    sure = read.filter(pc.greater_equal(read["confidence"], SURE))["text"].to_pylist()
    seen, written = Counter(filter(None, map(_plain, sure))), Counter(map(_plain, layer))
    missing = seen - written
    return missing.total() <= (1 - _AGREES) * seen.total() and not any(map(_is_number, missing))


def _plain(text: str) -> str:
    """A word without its marks and case; nothing of words of one character, which OCR makes of bullets and specks."""
    letters = "".join(filter(str.isalnum, text)).casefold()
    return letters if len(letters) > 1 else ""


def _is_number(word: str) -> bool:
    return word.isdigit()


def _by_page(words: pa.Table, sheets: pa.Table) -> Iterator[pa.Table]:
    """The words of each page of the sheets."""
    words = words.sort_by([("page", "ascending"), ("seq", "ascending")])
    pages, numbers = sheets["page"].to_numpy(), words["page"].to_numpy()
    starts, ends = (np.searchsorted(numbers, pages, side=side).tolist() for side in ("left", "right"))
    return (words.slice(start, end - start) for start, end in zip(starts, ends, strict=True))


def _with(words: pa.Table, column: str, values: pa.Array) -> pa.Table:
    place = words.schema.get_field_index(column)
    return words.set_column(place, words.schema.field(place), values)


def _rejected(words: pa.Table, reason: str) -> pa.Table:
    return _with(words, "rejected", pc.fill_null(words["rejected"], reason)) if len(words) else words


def _shown(words: pa.Table) -> pa.Table:
    """Words that nobody sees, taken for text."""
    kept = pc.if_else(pc.equal(words["rejected"], _HIDDEN), pa.scalar(None, pa.string()), words["rejected"])
    return _with(words, "rejected", kept)


def _from(words: pa.Table, source: str) -> pa.Table:
    return words.append_column(Words.schema.field("source"), pa.array([source] * len(words), pa.string()))
