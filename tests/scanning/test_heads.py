"""Numbers of lists that tesseract passed over."""

import numpy as np
import pytest

from pipeline.scanning.blobs import BULLET
from pipeline.scanning.heads import with_heads
from pipeline.scanning.tesseract import Reading
from tests.scanning.drawn import REGULAR, Sheet, pixels

LINES = (
    "close the grounds by night",
    "mark every boat in the bay",
    "share what the logs hold",
    "ask before any change",
)


def _numbered(drawn: tuple[str, ...], indent: float = 14) -> Sheet:
    """A list under a line of text; its numbers are in the picture, but not among the words."""
    sheet = Sheet()
    sheet.write(60, 80, (REGULAR, "the fishers of the harbour promise this"))
    for row, (number, words) in enumerate(zip(drawn, LINES, strict=True)):
        sheet.canvas.setFont(REGULAR, 10)
        sheet.canvas.drawString(60, 560 - 200 - 16 * row, number)
        sheet.write(60 + indent, 200 + 16 * row, (REGULAR, words))
    return sheet


@pytest.mark.parametrize("indent", [14, 40])
def test_numbers_that_were_not_read_leave_marks(indent: float) -> None:
    sheet = _numbered(("1.", "2.", "3.", "4."), indent)
    picture = sheet.scanned()
    found = with_heads(picture, sheet.reading)
    at = [place for place, text in enumerate(found.text) if text == BULLET]
    assert [found.text[place + 1] for place in at] == [words.split()[0] for words in LINES]
    assert [text for text in found.text if text != BULLET] == sheet.text
    assert found.boxes[at, 0] == pytest.approx([pixels(60)] * 4, abs=4)
    assert (np.diff(found.line) >= 0).all()
    assert len(found.confidence) == len(found.boxes) == len(found)


def test_the_stops_and_what_runs_down_over_them_lose_their_confidence() -> None:
    sheet = _numbered(("1.", "2.", "3.", "4."))
    read = sheet.reading
    firsts = [read.text.index(words.split()[0]) for words in LINES]
    stop = read.boxes[firsts].copy()
    stop[:, 0], stop[:, 2] = pixels(65.7), pixels(68)
    stop[:, 1] = stop[:, 3] - pixels(1)
    down = np.array([[pixels(60), pixels(190), pixels(65), pixels(250)]])
    seen = Reading(
        [*np.insert(np.array(read.text, dtype=object), firsts, ".").tolist(), "oWN"],
        np.concatenate((np.insert(read.boxes, firsts, stop, axis=0), down)),
        np.append(np.insert(read.confidence, firsts, 0.9), 0.7),
        np.append(np.insert(read.line, firsts, read.line[firsts]), len(read.lines)),
        np.append(read.lines, read.lines[:1], axis=0),
    )
    found = with_heads(sheet.scanned(), seen)
    assert found.text.count(BULLET) == len(LINES)
    doubtful = [text for text, sure in zip(found.text, found.confidence.tolist(), strict=True) if sure == 0]
    assert doubtful == [".", ".", ".", ".", "oWN"]


@pytest.mark.parametrize("drawn", [("1.", "2.", "", ""), ("", "", "", ""), ("-", "-", "-", "-")])
def test_few_or_low_things_are_no_numbers(drawn: tuple[str, ...]) -> None:
    sheet = _numbered(drawn)
    assert with_heads(sheet.scanned(), sheet.reading).text == sheet.text


def test_pages_without_words_have_none() -> None:
    empty = Reading([], np.zeros((0, 4)), np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros((0, 5)))
    assert len(with_heads(np.full((90, 90), 255, dtype=np.uint8), empty)) == 0
