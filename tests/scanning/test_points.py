"""Points that tesseract passed over in numbers, seen in the picture."""

from dataclasses import replace

import pytest

from pipeline.scanning.points import SEEN, with_points
from tests.scanning.drawn import REGULAR, Sheet

PRINTED = ("4.6", "12.8", "1.9", "7,312", "350", "81", "2019", "1111", "60")


def _read_without_points(picture_of: Sheet, blur: float) -> tuple[list[str], list[float]]:
    read = picture_of.reading
    bare = replace(read, text=[text.replace(".", "").replace(",", "") for text in read.text])
    found = with_points(picture_of.scanned(blur=blur), bare)
    return found.text, found.confidence.tolist()


@pytest.mark.parametrize("blur", [0.3, 0.7, 1.0])
@pytest.mark.parametrize("font", [REGULAR, "Times-Roman"])
def test_points_come_back_and_nothing_else(font: str, blur: float) -> None:
    sheet = Sheet()
    for row, number in enumerate(PRINTED):
        sheet.write(60, 60 + 20 * row, (font, number), size=11)
    text, confidence = _read_without_points(sheet, blur)
    assert text == [number.replace("7,312", "7312") for number in PRINTED], "a thousand or seven: not to be guessed"
    assert [one <= SEEN for one in confidence] == [not number.isdigit() for number in text]


def test_words_that_are_no_bare_numbers_are_left_alone() -> None:
    sheet = Sheet()
    sheet.write(60, 60, (REGULAR, "no. 4.6, 5.5% B2.B 9"), size=11)
    assert with_points(sheet.scanned(), sheet.reading).text == sheet.text
