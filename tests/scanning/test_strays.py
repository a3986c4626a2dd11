"""Marks that tesseract read as lines by themselves."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.scanning.strays import with_strays_joined
from pipeline.scanning.tesseract import Reading
from tests.scanning.drawn import REGULAR, Sheet

LINES = ("eels and herring", "nets of any mesh", "boats by the day")


def _read(mark: str, indent: float) -> Reading:
    """A list whose marks were read first, each as a line, then its texts."""
    sheet = Sheet()
    for row in range(len(LINES)):
        sheet.write(60, 197 + 16 * row, (REGULAR, mark), size=6)
    for row, words in enumerate(LINES):
        sheet.write(60 + indent, 200 + 16 * row, (REGULAR, words))
    return sheet.reading


@pytest.mark.parametrize("mark", ["°", "«", "o"])
def test_a_mark_opens_the_line_behind_it(mark: str) -> None:
    read = _read(mark, 14)
    found = with_strays_joined(read)
    assert found.text == " ".join(f"{mark} {words}" for words in LINES).split()
    assert (np.diff(found.line) >= 0).all()
    assert len(set(found.line.tolist())) == len(LINES)
    assert sorted(map(tuple, found.boxes.tolist())) == sorted(map(tuple, read.boxes.tolist()))


@pytest.mark.parametrize(("mark", "indent"), [("°", 60), ("7", 14), ("At", 14), ("A", 14)])
def test_what_stands_far_off_or_is_no_mark_stays_a_line(mark: str, indent: float) -> None:
    read = _read(mark, indent)
    assert with_strays_joined(read).text == read.text


def test_marks_without_lines_and_lines_without_marks_stay() -> None:
    read = _read("°", 14)
    assert with_strays_joined(read.take(np.arange(3))).text == ["°"] * 3
    plain = replace(read, text=["seen", "from", "afar", *read.text[3:]])
    assert with_strays_joined(plain) is plain
