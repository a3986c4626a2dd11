"""Which way a page's text is to be read, by measuring its text layer and its pictures."""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.reading.drawings import KINDS, Drawings
from pipeline.reading.frame import Frame

FEW = 25
"""A text layer of fewer characters than this is a stamp on a scan, or nothing."""

SPARSE = 300
"""On a page that a picture covers, a text layer of fewer characters than this may leave out the picture's own."""

FILLED, MOSTLY = 0.8, 0.5  # shares of the page that pictures cover
MAX_UNMAPPED = 0.05
MAX_ODD = 0.35
_MIN_JUDGED = 20  # words, below which their shapes prove nothing
_MIN_OUTLINES = 40  # drawn shapes without text, from which they may be letters
_GRID = 64
_PLAUSIBLE_DPI = (36, 2400)

_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{4,}")
_VOWEL = re.compile(r"[aeiouyAEIOUY\u00c0-\u00c6\u00c8-\u00d6\u00d8-\u00dd\u00e0-\u00e6\u00e8-\u00f6\u00f8-\u024f]")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{6,}", re.IGNORECASE)
_CASE_BREAK = re.compile(r"[a-z][A-Z]+[a-z]+[A-Z]|[a-z][A-Z]{2,}[a-z]")


@dataclass(frozen=True)
class Route:
    """The way to read a page.

    Args:
        way: ``text_layer``, ``ocr``, ``both`` or ``none``.
        reason: Why, with what was measured.
        image_dpi: Resolution of the picture that fills the page, if one does.
    """

    way: str
    reason: str
    image_dpi: int | None


def route(words: pa.Table, drawings: Drawings, frame: Frame, *, illegible: bool = False) -> Route:
    """The way to read a page with these words in its text layer and these drawn things.

    ``illegible``: there is writing of which PDFium gives no character.
    """
    texts = words["text"].filter(pc.is_null(words["rejected"])).to_pylist()
    hidden = _length(words["text"].filter(pc.equal(words["rejected"], "invisible")).to_pylist())
    shown, covered = _length(texts), coverage(drawings, frame)
    unmapped, odd = unmapped_share(texts), odd_share(texts)
    layer = f"text layer: {shown:,} characters, {unmapped:.1%} unmapped, {odd:.1%} of words oddly shaped"
    pictures = f"pictures cover {covered:.0%} of the page"
    dpi = _filling_dpi(drawings) if covered >= FILLED else None
    if shown < FEW and hidden >= FEW and covered >= MOSTLY:
        return Route("both", f"invisible text layer of {hidden:,} characters; {pictures}", dpi)
    if shown < FEW and covered >= MOSTLY:
        return Route("ocr", f"{layer}; {pictures}", dpi)
    if not shown:
        doubted = bool(hidden and len(drawings))  # what hides it may be clipped, or drawn before: its picture will tell
        return _without_text(drawings, pictures, dpi, illegible or doubted)
    if unmapped > MAX_UNMAPPED or odd > MAX_ODD:
        return Route("both", f"doubted {layer}", dpi)
    if covered >= MOSTLY and shown < SPARSE:
        return Route("both", f"{layer}; {pictures}", dpi)
    return Route("text_layer", layer, dpi)


def _without_text(drawings: Drawings, pictures: str, dpi: int | None, illegible: bool) -> Route:
    curves, images = drawings.count("curve"), drawings.count("image")
    drawn = f"{len(drawings):,} drawn things, {images} of them pictures, {curves} curves"
    if illegible or images or curves or len(drawings) >= _MIN_OUTLINES:
        return Route("ocr", f"no text layer; {drawn}; {pictures}", dpi)
    return Route("none", f"blank page: no text layer; {drawn}", dpi)


def coverage(drawings: Drawings, frame: Frame) -> float:
    """Share of the page that lies under pictures, on a grid of 64 x 64."""
    grid = np.zeros((_GRID, _GRID), dtype=bool)
    images = drawings.box[drawings.kind == KINDS.index("image")]
    size = np.maximum([frame.width, frame.height, frame.width, frame.height], 1e-6)
    for x0, top, x1, bottom in np.round(images * (_GRID / size)).astype(int).tolist():
        grid[top:bottom, x0:x1] = True
    return float(grid.mean())


def unmapped_share(texts: list[str]) -> float:
    """Share of characters that the font gives no meaning to; single ones (bullets) do not count."""
    lost = _UNMAPPED.findall("\n".join([text for text in texts if len(text) > 1]))
    return len(lost) / max(1, _length(texts))


def odd_share(texts: list[str]) -> float:
    """Share of Latin words of no pronounceable shape: without vowel, six consonants on end, or case in disorder.

    Words in capitals (acronyms) are left out; 0 where too few are left to judge by.
    """
    judged = Counter([word for word in _LATIN_WORD.findall("\n".join(texts)) if not word.isupper()])
    if judged.total() < _MIN_JUDGED:
        return 0.0
    return sum(count for word, count in judged.items() if _is_odd(word)) / judged.total()


def _is_odd(word: str) -> bool:
    return not _VOWEL.search(word) or bool(_CONSONANTS.search(word) or _CASE_BREAK.search(word))


def _length(texts: list[str]) -> int:
    return sum(map(len, texts))


def _filling_dpi(drawings: Drawings) -> int | None:
    area = (drawings.box[:, 2:] - drawings.box[:, :2]).prod(axis=1) * (drawings.dpi > 0)
    dpi = round(float(drawings.dpi[int(np.argmax(area))])) if len(area) else 0
    return dpi if _PLAUSIBLE_DPI[0] <= dpi <= _PLAUSIBLE_DPI[1] else None
