"""Lines of tesseract: cut at gutters, their sizes and grounds where they are short."""

import numpy as np
import pytest

from pipeline.scanning.ink import strokes
from pipeline.scanning.lines import cut_at_gutters
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading
from tests.scanning.drawn import BOLD, REGULAR, Sheet, pixels

NO_PANELS = np.zeros((0, 4), dtype=np.int64)


def _as_one_line(sheet: Sheet, first: int, second: int) -> None:
    """The reading takes two lines for one, as tesseract does across a gutter."""
    sheet.line = [first if line == second else line for line in sheet.line]


@pytest.mark.parametrize(("lower", "cut"), [(4.0, True), (0.0, False)])
def test_lines_of_different_height_are_cut_at_the_gutter(lower: float, cut: bool) -> None:
    sheet = Sheet()
    sheet.write(40, 200, (REGULAR, "the council meets here"))
    sheet.write(220, 200 + lower, (REGULAR, "and there it sits"))
    _as_one_line(sheet, 0, 1)
    found = cut_at_gutters(sheet.reading, NO_PANELS)
    assert found.text == sheet.text
    assert (found.line[:4] == found.line[0]).all()
    assert (found.line[4:] != found.line[0]).all() == cut
    baseline = pixels(200 + lower) if cut else pixels(200)
    assert found.lines[found.line[-1], 1] == pytest.approx(baseline, abs=1)


@pytest.mark.parametrize(("edge", "top", "cut"), [(195, 150, True), (195, 220, False), (60, 150, False)])
def test_lines_are_cut_where_a_box_ends_in_the_gutter(edge: float, top: float, cut: bool) -> None:
    sheet = Sheet()
    sheet.write(40, 200, (REGULAR, "the council meets here"))
    sheet.write(220, 200, (REGULAR, "and there it sits"))
    _as_one_line(sheet, 0, 1)
    box = np.array([[30, top, edge, top + 100]]) * pixels(1)
    found = cut_at_gutters(sheet.reading, box.astype(np.int64))
    assert (len(set(found.line.tolist())) == 2) == cut


def test_a_raised_mark_and_a_lone_box_cut_nothing() -> None:
    sheet = Sheet()
    sheet.write(40, 200, (REGULAR, "the council meets here"))
    sheet.write(220, 196, (REGULAR, "1"))
    _as_one_line(sheet, 0, 1)
    assert len(set(cut_at_gutters(sheet.reading, NO_PANELS).line.tolist())) == 1


def test_pages_without_words_have_no_lines_to_cut() -> None:
    empty = Reading([], np.zeros((0, 4)), np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros((0, 5)))
    assert len(cut_at_gutters(empty, NO_PANELS)) == 0


def test_the_last_word_of_a_text_has_the_size_of_the_line_above() -> None:
    sheet = Sheet()
    for row in range(6):
        sheet.write(40, 100 + 14 * row, (REGULAR, "the harbour towns hold their council"))
    sheet.write(40, 184, (REGULAR, "once"))
    sheet.boxes[-1][1] -= pixels(1.5)
    sizes = type_sizes(sheet.reading)
    assert sizes[-1] == pytest.approx(sizes[0])


def test_a_short_bold_word_is_not_taken_for_light_on_dark() -> None:
    sheet = Sheet()
    sheet.write(40, 100, (REGULAR, "the harbour towns hold their council"))
    sheet.write(40, 140, (BOLD, "MMM"), size=22)
    reading = sheet.reading
    assert not strokes(sheet.scanned(), reading, type_sizes(reading)).light.any()
