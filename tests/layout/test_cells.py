"""Cells over several rows or columns that no rule shows, and tables of dates."""

import pytest

from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.centred import raised_labels
from tests.layout.pages import Sheet
from tests.layout.test_tables import find_tables, texts

Rows = list[list[str]]


def _slots(rows: Rows) -> list[Slot]:
    """A slot a cell; a text's only word is its place in reading order."""
    width = len(rows[0])
    return [
        Slot(r, c, 1, 1, 40.0 * c, 20.0 * r, 40.0 * c + 40, 20.0 * r + 20, (r * width + c,) if text else ())
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


def _labels(rows: Rows) -> dict[str, tuple[int, int]]:
    """First row and height of each label after they were raised."""
    width = len(rows[0])
    found = {slot.words[0]: slot for slot in raised_labels(_slots(rows)) if slot.column == 0 and slot.words}
    return {
        rows[at // width][0]: (slot.row, slot.row_span) for at, slot in sorted(found.items(), key=lambda f: f[1].row)
    }


def test_labels_in_the_middle_of_their_rows_are_raised() -> None:
    rows = [
        ["Group", "Crop", "ha"],
        ["", "Wheat", "12"],
        ["Corn", "Oats", "31"],
        ["", "Rye", "9"],
        ["", "Beans", "5"],
        ["Pulses", "", ""],
        ["", "Peas", "8"],
        ["All", "", "65"],
    ]
    assert _labels(rows) == {"Group": (0, 1), "Corn": (1, 3), "Pulses": (4, 3), "All": (7, 1)}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Group", "Crop"],
            ["Corn", "Wheat"],
            ["", "Oats"],
            ["", "Rye"],
            ["Pulses", "Beans"],
            ["", "Peas"],
            ["", "Lupins"],
        ],
        [["Group", "Crop"], ["Corn", "Wheat"], ["Pulses", "Beans"]],
        [["", "Crop"], ["", "Wheat"], ["Pulses", "Beans"]],
    ],
)
def test_labels_at_the_first_of_their_rows_stay(rows: Rows) -> None:
    assert raised_labels(_slots(rows)) == _slots(rows)


def test_a_head_of_two_words_over_two_columns_is_one_cell() -> None:
    sheet = Sheet()
    for y in (186, 222, 286):
        sheet.box("rule", 60, y, 330, y)
    for text, x, y in (("Weir", 66, 200), ("Boats", 166, 200), ("seen", 194.5, 200), ("Staff", 290, 200)):
        sheet.line(x, y, text)
    for text, x in (("up", 166), ("down", 194.5)):
        sheet.line(x, 214, text)
    for row, name in enumerate(("Upper", "Middle", "Lower")):
        for text, x in ((name, 66), ("12", 166), ("30", 204.5), ("4", 310)):
            sheet.line(x, 238 + 16 * row, text)
    page = sheet.page()
    (table,) = find_tables(page)
    assert texts(page, table)[:3] == [
        ["Weir", "Boats seen", "", "Staff"],
        ["", "up", "down", ""],
        ["Upper", "12", "30", "4"],
    ]


@pytest.mark.parametrize(("pitch", "tables"), [(20.0, 1), (13.0, 0)])
def test_dates_and_texts_are_a_table_where_the_rows_are_padded(pitch: float, tables: int) -> None:
    sheet = Sheet()
    rows = [
        ("2014", "the board of the river is set up at the weir"),
        ("23 May 2017", "the towns of the lower valley join it"),
        ("January 2020", "the first lock that boats can work alone opens"),
        ("2021", "boats pass by day and by night all year round"),
    ]
    for row, (date, text) in enumerate(rows):
        sheet.line(50, 200 + pitch * row, date, bold=True)
        sheet.line(180, 200 + pitch * row, text)
    page = sheet.page()
    found = find_tables(page)
    assert [texts(page, table) for table in found] == [[list(row) for row in rows]] * tables
