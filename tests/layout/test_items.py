"""List items by mark, date and number; quotations, key figures; gutters told from rivers in scans."""

import numpy as np
import pytest

from pipeline.layout.document import lay_out
from pipeline.layout.lines import build_lines
from pipeline.layout.marks import marker_words
from pipeline.layout.page import Page
from pipeline.layout.rows import Rows
from tests.layout.pages import CHARACTER, LEADING, Sheet

EVENTS = ("the weir is built", "first boats pass", "the lock is widened")


def kinds(page: Page) -> list[str]:
    return [draft.kind for draft in lay_out([page]).drafts]


@pytest.mark.parametrize("mark", ["•", "▪", "✓", "→", "➜", "★", "❯", "①", "❷", "1.", "(iv)", "b)", "–"])
def test_marks_of_items(mark: str) -> None:
    assert marker_words(f"{mark} boats") == 1
    assert marker_words(mark) == 0


@pytest.mark.parametrize("word", ["☎", "©", "≥", "™", "$", "boats", "12"])
def test_signs_that_say_something_are_no_marks(word: str) -> None:
    assert marker_words(f"{word} 555 018") == 0


def test_a_number_with_its_stop_may_stand_before_a_figure() -> None:
    assert marker_words("2. 1962: the weir is built") == 1


@pytest.mark.parametrize("set_off", [":", ",", " –", " |"])
@pytest.mark.parametrize(
    "dates",
    [("May 2019", "3 June 2020", "2021"), ("2019-05-01", "2020-06-03", "2021-01-01"), ("1990–95", "2001", "2013")],
)
def test_dates_set_off_from_what_follows_open_items(dates: tuple[str, ...], set_off: str) -> None:
    sheet = Sheet()
    sheet.column(50, 200, [f"{date}{set_off} {event}" for date, event in zip(dates, EVENTS, strict=True)])
    assert kinds(sheet.page()) == ["list_item"] * 3


def test_dates_in_bold_open_items() -> None:
    sheet = Sheet()
    for row, event in enumerate(EVENTS):
        end = sheet.line(50, 200 + row * LEADING, f"May 201{row}", bold=True)
        sheet.line(end, 200 + row * LEADING, event)
    assert kinds(sheet.page()) == ["list_item"] * 3


def test_plain_dates_open_items_only_where_line_after_line_begins_with_one() -> None:
    dated = [f"May 201{row} {event}" for row, event in enumerate(EVENTS)]
    steps, prose, hung = Sheet(), Sheet(), Sheet()
    steps.column(50, 200, dated)
    prose.column(50, 200, [line for date in dated for line in (date, "and all of the boats pass")])
    for row, date in enumerate(dated):
        hung.line(50, 200 + 2 * row * LEADING, "• The board of the river meets in")
        hung.line(58, 213 + 2 * row * LEADING, date)
    assert kinds(steps.page()) == ["list_item"] * 3
    assert kinds(prose.page()) == ["paragraph"]
    assert kinds(hung.page()) == ["list_item"] * 3


@pytest.mark.parametrize(("numbers", "kind"), [((1, 2, 3), "list_item"), ((3, 1, 7), "paragraph")])
def test_numbers_without_stop_open_items_where_they_count_up(numbers: tuple[int, ...], kind: str) -> None:
    sheet = Sheet()
    sheet.column(50, 200, [f"{number} {event}" for number, event in zip(numbers, EVENTS, strict=True)])
    assert set(kinds(sheet.page())) == {kind}


def test_a_quotation_with_its_speaker_is_no_heading() -> None:
    sheet = Sheet()
    sheet.line(50, 150, "“We count every boat.” Ann Lee, lock keeper", size=14)
    sheet.column(50, 200, ["The board counts the boats that pass the weir"] * 5)
    assert kinds(sheet.page()) == ["paragraph", "paragraph"]


def test_a_bold_number_little_larger_than_the_text_is_a_key_figure_over_a_small_label() -> None:
    sheet = Sheet()
    sheet.line(50, 300, "1,128", size=11, bold=True)
    sheet.line(50, 311, "boats trained", size=8)
    sheet.column(50, 400, ["The board counts the boats that pass the weir"] * 5)
    assert kinds(sheet.page()) == ["key_figure", "paragraph"]


@pytest.mark.parametrize("number", ["–11%", "—11%", "1.9 million km2"])
def test_key_figures_with_a_dash_or_a_square(number: str) -> None:
    sheet = Sheet()
    sheet.line(50, 300, number, size=20, bold=True)
    sheet.line(50, 314, "of the water", size=9)
    sheet.column(50, 400, ["The board counts the boats that pass the weir"] * 5)
    assert kinds(sheet.page())[0] == "key_figure"


def _rows(starts: list[float]) -> Rows:
    """Rows of text from 50 to 100 points, then a word each at the given places."""
    sheet = Sheet()
    for row, x in enumerate(starts):
        sheet.line(50, 200 + row * LEADING, "abcdefghij")
        sheet.line(x, 200 + row * LEADING, "boats")
    return Rows.of(sheet.page().words)


def test_beyond_a_gutter_words_begin_at_one_edge_and_beyond_a_river_anywhere() -> None:
    gap = 100.0, 112.0
    assert _rows([112] * 7).leave_free(gap, 200 + 3 * LEADING, 10.0)
    assert not _rows([112, 125, 118, 112, 130, 116, 122]).leave_free(gap, 200 + 3 * LEADING, 10.0)


def test_beyond_a_gutter_bullets_may_hang_before_the_edge_of_the_text() -> None:
    sheet = Sheet()
    for row in range(7):
        sheet.line(50, 200 + row * LEADING, "abcdefghij")
        sheet.line(112 if row % 2 else 120, 200 + row * LEADING, "• boats" if row % 2 else "boats")
    starts = {round(x) for x in Rows.of(sheet.page().words).x0.tolist()}
    assert {112, 120} <= starts
    assert Rows.of(sheet.page().words).leave_free((100.0, 112.0), 200 + 3 * LEADING, 10.0)


def test_words_over_and_under_a_gap_bridge_it() -> None:
    gap = 100.0, 120.0
    assert not _rows([120] * 5).bridge(gap, 200 + 2 * LEADING, 10.0)
    assert _rows([120, 101, 120, 101, 120]).bridge(gap, 200 + 2 * LEADING, 10.0)


def test_ocr_lines_parted_by_a_wide_space_are_one_where_words_bridge_it() -> None:
    sheet = Sheet()
    for row, text in enumerate(("the board counts boats", "and tells", "how much water the towns")):
        sheet.line(50, 200 + row * LEADING, text)
    sheet.line(50 + 14 * CHARACTER, 200 + LEADING, "them all")
    page = sheet.page(ocr=True)
    assert [line.text for line in build_lines(1, page.words, np.full(len(page.words), -1))] == [
        "the board counts boats",
        "and tells them all",
        "how much water the towns",
    ]
