"""Marks beyond a wide gap that tesseract took for the end of a word."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.scanning.gaps import parted_at_gaps
from pipeline.scanning.tesseract import Reading
from tests.scanning.drawn import REGULAR, Sheet


def _sheet(bullet_at: float) -> Sheet:
    sheet = Sheet()
    sheet.write(60, 100, (REGULAR, "delays and a"), size=11)
    sheet.write(bullet_at, 100, (REGULAR, "\u2022 pilot"), size=11)
    return sheet


def _read_as_one(sheet: Sheet) -> Reading:
    """What was drawn, with the bullet read as a stop of the word before it."""
    read = sheet.reading
    boxes = np.delete(read.boxes, 3, axis=0)
    boxes[2, 2] = read.boxes[3, 2]
    rest = np.delete(np.arange(len(read)), 3)
    return replace(read.take(rest), text=["delays", "and", "a.", "pilot"], boxes=boxes)


@pytest.mark.parametrize("blur", [0.3, 1.0])
def test_a_mark_beyond_a_gutter_becomes_a_word_by_itself(blur: float) -> None:
    sheet = _sheet(160)
    found = parted_at_gaps(sheet.scanned(blur=blur), _read_as_one(sheet))
    assert found.text == ["delays", "and", "a", ".", "pilot"]
    assert np.abs(found.boxes[[2, 3]][:, [0, 2]] - sheet.reading.boxes[[2, 3]][:, [0, 2]]).max() < 12
    assert found.boxes[2, 2] < found.boxes[3, 0]
    assert len(found.confidence) == len(found.line) == len(found.boxes) == 5


def test_a_mark_near_its_word_stays() -> None:
    sheet = _sheet(123)
    read = _read_as_one(sheet)
    assert parted_at_gaps(sheet.scanned(), read) is read


def test_what_was_read_right_stays_as_it_is() -> None:
    sheet = Sheet()
    sheet.write(60, 100, (REGULAR, "delays, and (a) pilot: 4,000."), size=11)
    assert parted_at_gaps(sheet.scanned(), sheet.reading).text == sheet.text
