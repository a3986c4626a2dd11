"""Bullets that tesseract took for letters or did not read: small blobs before lines of text.

One blob proves nothing; two alike, one above the other, each before a line of its own, are bullets. Tesseract has no
glyph for most of them and calls the same square ``=``, ``a`` and ``«`` on one page: what it read says little, except
that what was read as a letter must not be one. Solid ink is no letter, nor is a blob that does not stand as high as the
letter would.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pipeline.scanning.blobs import GRID, Blob, blobs_before_text
from pipeline.scanning.picture import Grey, Mask, Reals
from pipeline.scanning.sizes import letter_heights
from pipeline.scanning.tesseract import Reading

_GENUINE = frozenset("•»-–—▪■●○◦‣·")
"""Read so, a mark is left as it is."""

_VOUCHED = 0.5
"""Confidence, at least, of marks that others like them vouch for: tesseract is seldom sure of them."""

_ALIKE = np.array([0.1, 0.1, 0.5])
"""How far blobs that are alike differ in width and height; and they are both dashes, or neither is."""

_ALIGNED = 0.35
"""How far their left edges differ, by the type size."""

_SAME_LOOK = 0.22
"""Mean difference of the ink, square by square of a grid laid over them, up to which blobs look the same."""

_UNSEEN = 3
"""Blobs alike on which nothing was read, or ©, from which they are marks: letters are not passed over so often."""


def with_bullets(picture: Grey, reading: Reading) -> tuple[Reading, Mask]:
    """The reading with its bullets put in, and which of its words were misread ones.

    Args:
        picture: As tesseract read it.
        reading: What it read.
    """
    repeated = list(_repeated(list(blobs_before_text(picture, reading)), letter_heights(reading)))
    found = [(blob, alike) for blob, alike in repeated if blob.read not in _GENUINE]
    confidence = reading.confidence.copy()
    genuine = [blob.word - 1 for blob, _ in repeated if blob.read in _GENUINE and not blob.rest]
    confidence[genuine] = np.maximum(confidence[genuine], _VOUCHED)
    misread = np.zeros(len(reading), dtype=np.bool_)
    misread[[blob.word - 1 for blob, _ in found if blob.read and not blob.rest]] = True
    rest = _without_bullets(reading, [blob for blob, _ in found if blob.rest])
    new = [row for blob, alike in found for row in _rows(blob, alike / (alike + 1))]
    at = np.array([word for word, *_ in new], dtype=np.int64)
    text, boxes = [text for _, text, *_ in new], np.array([box for _, _, box, *_ in new])
    sure = np.array([sure for *_, sure, _ in new])
    whole = replace(rest, confidence=confidence).inserted(at, text, boxes, sure, reading.line[at])
    return whole, np.insert(misread, at, [spoilt for *_, spoilt in new])


_Row = tuple[int, str, tuple[int, int, int, int], float, bool]
"""The word to put it before, its text, box and confidence, and whether it was misread."""


def _rows(blob: Blob, confidence: float) -> Iterator[_Row]:
    if blob.rest and blob.read:
        yield blob.word, blob.read, blob.box, confidence, True
    yield blob.word, blob.mark, blob.box, confidence, False


def _without_bullets(reading: Reading, within: list[Blob]) -> Reading:
    """The reading with words cut that bullets stand in."""
    text, boxes = list(reading.text), reading.boxes.copy()
    for blob in within:
        text[blob.word] = text[blob.word].removeprefix(blob.read)
        boxes[blob.word, 0] = blob.rest
    return replace(reading, text=text, boxes=boxes)


def _repeated(blobs: list[Blob], heights: Reals) -> Iterator[tuple[Blob, int]]:
    """The bullets among the blobs, with how many are alike.

    They stand one above the other, or anywhere where all were read as symbols; what is not solid must not be a letter,
    unless enough that looks like it, anywhere, can be none, or tesseract saw nothing on some of them.
    """
    forms = np.array([(blob.width, blob.height, blob.dash) for blob in blobs]).reshape(-1, 3)
    looks = np.array([blob.look for blob in blobs]).reshape(-1, GRID * GRID)
    lefts = np.array([blob.box[0] for blob in blobs])
    reads = np.array([blob.read for blob in blobs], dtype=object)
    symbol = [blob.symbol(heights) for blob in blobs]
    no_letter = np.array([known or blob.solid for known, blob in zip(symbol, blobs, strict=True)], dtype=np.bool_)
    unread = np.array([blob.unread for blob in blobs], dtype=np.bool_)
    compact = np.array(
        [known and (blob.disc or blob.dash) for known, blob in zip(symbol, blobs, strict=True)], dtype=np.bool_
    )
    for place, blob in enumerate(blobs):
        same = (np.abs(forms - forms[place]) < _ALIKE).all(axis=1)
        same &= blob.dash | (np.abs(looks - blob.look).mean(axis=1) < _SAME_LOOK)
        alike = same | symbol[place] & (reads == blob.read)
        alike &= (np.abs(lefts - lefts[place]) < _ALIGNED * blob.size) | compact & compact[place]
        vouched = 2 * (same & no_letter).sum() >= alike.sum() or (alike & unread).sum() >= _UNSEEN
        if alike.sum() > 1 and (no_letter[place] or vouched):
            yield blob, int(alike.sum())
