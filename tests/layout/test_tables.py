"""Tables found on pages: the laws every page obeys, then each kind of table, then what is no table."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout.page import Page
from pipeline.layout.panels import find_panels
from pipeline.layout.tables import FoundTable
from pipeline.layout.tables import find_tables as tables_among
from pipeline.layout.tabular.grids import table_strokes
from tests.layout.pages import CHARACTER, LEADING, Sheet

Cells = Sequence[Sequence[str]]

CROPS = [
    ["Crop", "Area (ha)", "Yield"],
    ["Winter wheat", "1,250", "7.4"],
    ["Oats", "310", "5.1"],
    ["Field beans", "95", "3.8"],
    ["All crops", "1,655", "6.7"],
]
EDGES = (60.0, 240.0, 330.0, 420.0)
PROSE = ["The river rose 12 cm in two days and fell again", "within the week, as it does in most years", "of snow."]
FIGURES = ((40, "89%", "of homes"), (180, "12", "sites open"), (320, "5.4", "per day"), (460, "38", "staff"))
NAMES = ((40, ["Oslo", "Bergen", "Bodø"]), (240, ["Turku", "Oulu", "Vaasa"]), (440, ["Malmö", "Lund", "Ystad"]))


def width_of(text: str) -> float:
    words = text.split()
    return sum(len(word) for word in words) * CHARACTER + (len(words) - 1) * CHARACTER / 2


def set_cell(sheet: Sheet, x0: float, x1: float, y: float, text: str, *, right: bool, bold: bool = False) -> None:
    sheet.line(x1 - 6 - width_of(text) if right else x0 + 6, y, text, bold=bold)


def set_table(
    sheet: Sheet,
    rows: Cells,
    edges: Sequence[float],
    y: float = 200.0,
    pitch: float = 20.0,
    *,
    left: Sequence[int] = (0,),
    bold_head: bool = True,
) -> float:
    """Cells in rows; columns not named in ``left`` end at their right edge. Gives the baseline of a next row."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                set_cell(sheet, edges[c], edges[c + 1], y, text, right=c not in left, bold=bold_head and r == 0)
        y += pitch
    return y


def rule(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    sheet.box("rule", x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25)


def rule_grid(sheet: Sheet, n_rows: int, edges: Sequence[float], top: float = 186.0, pitch: float = 20.0) -> None:
    for r in range(n_rows + 1):
        rule(sheet, edges[0], top + r * pitch, edges[-1], top + r * pitch)
    for x in edges:
        rule(sheet, x, top, x, top + n_rows * pitch)


def find_tables(page: Page) -> list[FoundTable]:
    return tables_among(page, find_panels(page)[1])


def texts(page: Page, table: FoundTable) -> list[list[str]]:
    n_rows = max(cell.row + cell.row_span for cell in table.cells)
    n_columns = max(cell.column + cell.column_span for cell in table.cells)
    grid = [[""] * n_columns for _ in range(n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = " ".join(page.words.text[i] for i in cell.words)
    return grid


def only_table(sheet: Sheet, *, ocr: bool = False) -> tuple[list[list[str]], FoundTable]:
    page = sheet.page(ocr=ocr)
    tables = find_tables(page)
    assert len(tables) == 1
    check_laws(tables)
    return texts(page, tables[0]), tables[0]


def header_rows(table: FoundTable) -> set[int]:
    return {cell.row for cell in table.cells if cell.is_header}


def check_laws(tables: Sequence[FoundTable]) -> None:
    words = [i for table in tables for cell in table.cells for i in cell.words]
    assert len(words) == len(set(words)), "a word in two cells"
    for table in tables:
        places = [
            (cell.row + down, cell.column + along)
            for cell in table.cells
            for down in range(cell.row_span)
            for along in range(cell.column_span)
        ]
        assert len(places) == len(set(places)), "cells overlap"
        assert {r for r, _ in places} == set(range(max(r for r, _ in places) + 1))
        assert {c for _, c in places} == set(range(max(c for _, c in places) + 1))
        for cell in table.cells:
            assert len(cell.words) == len(cell.lines)
            assert list(cell.lines) == sorted(cell.lines)
            assert set(cell.lines) == set(range(len(set(cell.lines))))
            assert table.x0 <= cell.x0 <= cell.x1 <= table.x1
            assert table.top <= cell.top <= cell.bottom <= table.bottom


KINDS = ("rule", "box", "curve", "image")
TEXTS = ("7", "1,250", "–", "label", "Label", "two words", "1.", "•", "2023", "a sentence of running text that goes on")


def any_sheet(seed: int) -> Sheet:
    """Words and drawn things anywhere, on a coarse raster so that things line up now and then."""
    generator = np.random.default_rng(seed)
    sheet = Sheet()
    for x, y in generator.integers(0, (12, 30), (generator.integers(200), 2)).tolist():
        sheet.line(20 + x * 45.0, 40 + y * 16.0, TEXTS[generator.integers(len(TEXTS))], bold=bool(y % 7 == 0))
    for x, y, wide, high in generator.integers(0, (12, 30, 8, 8), (generator.integers(60), 4)).tolist():
        kind = KINDS[generator.integers(len(KINDS))]
        flat, upright = kind == "rule" and wide > high, kind == "rule" and wide <= high
        right, bottom = x + wide * (not upright), y + high * (not flat)
        sheet.box(kind, 15 + x * 45.0, 30 + y * 16.0, 15 + right * 45.0, 30 + bottom * 16.0)
    return sheet


@given(st.integers(0, 2**32 - 1), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_page_gives_tables_that_obey_the_laws(seed: int, ocr: bool) -> None:
    check_laws(find_tables(any_sheet(seed).page(ocr=ocr)))


@given(
    st.lists(st.lists(st.sampled_from(["12", "3.5", "1,204", "–"]), min_size=3, max_size=3), min_size=3, max_size=9),
    st.booleans(),
)
@settings(deadline=None, max_examples=60)
def test_a_table_reads_the_same_with_rules_and_without(values: list[list[str]], ocr: bool) -> None:
    rows = [["Item", "First", "Second", "Third"], *(["Row", *row] for row in values)]
    edges = (60.0, 200.0, 280.0, 360.0, 440.0)
    plain, ruled = Sheet(), Sheet()
    set_table(plain, rows, edges)
    set_table(ruled, rows, edges)
    rule_grid(ruled, len(rows), edges)
    assert only_table(plain, ocr=ocr)[0] == rows
    assert only_table(ruled, ocr=ocr)[0] == rows


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 1e30])
def test_absurd_places_are_borne(value: float) -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    rule_grid(sheet, len(CROPS), EDGES)
    sheet.line(value, 300, "lost")
    sheet.line(300, value, "lost")
    sheet.box("rule", value, 10, 20, 10)
    sheet.box("box", 0, value, value, value)
    page = sheet.page()
    assert [texts(page, table) for table in find_tables(page)] == [CROPS]


def test_a_grid_of_rules() -> None:
    sheet = Sheet()
    sheet.line(60, 176, "Table 1. Crops of the farm in the year of the survey", bold=True)
    end = set_table(sheet, CROPS, EDGES)
    rule_grid(sheet, len(CROPS), EDGES)
    sheet.line(60, end + 4, "Source: the farm's own books")
    rows, table = only_table(sheet)
    assert rows == CROPS
    assert table.kind == "ruled"
    assert header_rows(table) == {0}


def test_a_grid_of_cell_boxes_with_white_gaps() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in range(len(CROPS)):
        for x0, x1 in pairwise(EDGES):
            sheet.box("box", x0 + 1, 187 + 20 * r, x1 - 1, 205 + 20 * r)
    assert only_table(sheet)[0] == CROPS


def test_a_grid_drawn_in_pieces() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in range(len(CROPS) + 1):
        for start in range(60, 420, 10):
            rule(sheet, start, 186 + 20 * r, start + 9, 186 + 20 * r)
    for x in EDGES:
        for r in range(len(CROPS)):
            rule(sheet, x, 186 + 20 * r, x, 205 + 20 * r)
    assert only_table(sheet)[0] == CROPS


def test_a_grid_without_its_outer_edges() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in range(1, len(CROPS)):
        rule(sheet, 60, 186 + 20 * r, 420, 186 + 20 * r)
    for x in EDGES[1:-1]:
        rule(sheet, x, 186, x, 186 + 20 * len(CROPS))
    assert only_table(sheet)[0] == CROPS


def test_columns_ruled_but_rows_not() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for y in (186, 206, 286):
        rule(sheet, 60, y, 420, y)
    for x in EDGES:
        rule(sheet, x, 186, x, 286)
    assert only_table(sheet)[0] == CROPS


def test_tints_behind_the_lines_of_a_cell_are_no_cells() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    rule_grid(sheet, len(CROPS), EDGES)
    for x0, x1 in pairwise(EDGES):
        sheet.box("box", x0 + 5, 190, x1 - 5, 202)
    rows, table = only_table(sheet)
    assert rows == CROPS
    assert header_rows(table) == {0}


def test_a_cell_across_columns_and_one_across_rows() -> None:
    sheet = Sheet()
    set_cell(sheet, 60, 160, 210, "Region", right=False, bold=True)
    sheet.line(200, 200, "Arrivals by year", bold=True)
    edges = (60.0, 160.0, 240.0, 320.0)
    set_table(sheet, [["", "2021", "2022"], ["North", "14", "17"], ["South", "9", "12"]], edges, y=220)
    rule(sheet, 60, 186, 320, 186)
    rule(sheet, 160, 206, 320, 206)
    for y in (226, 246, 266):
        rule(sheet, 60, y, 320, y)
    for x in (60, 160, 320):
        rule(sheet, x, 186, x, 266)
    rule(sheet, 240, 206, 240, 266)
    rows, table = only_table(sheet)
    assert rows == [
        ["Region", "Arrivals by year", ""],
        ["", "2021", "2022"],
        ["North", "14", "17"],
        ["South", "9", "12"],
    ]
    spans = {(cell.row_span, cell.column_span) for cell in table.cells if cell.row == 0}
    assert spans == {(2, 1), (1, 2)}
    assert header_rows(table) == {0, 1}


def test_level_rules_only() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in range(len(CROPS) + 1):
        rule(sheet, 60, 186 + 20 * r, 420, 186 + 20 * r)
    rows, table = only_table(sheet)
    assert rows == CROPS
    assert table.kind == "banded"


def test_three_rules_as_in_a_book() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES, pitch=14)
    for y in (188, 204, 261):
        rule(sheet, 60, y, 420, y)
    rows, table = only_table(sheet)
    assert rows == CROPS
    assert header_rows(table) == {0}


def test_tinted_rows() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in (0, 2, 4):
        sheet.box("box", 60, 186 + 20 * r, 420, 206 + 20 * r)
    assert only_table(sheet)[0] == CROPS


def test_cells_of_several_lines_between_rules() -> None:
    sheet = Sheet()
    rows = [
        ["Activity", "What is done"],
        ["Training", "Two courses a year for wardens,"],
        ["", "with a test at the end"],
        ["Field work", "Counts at dawn along fixed paths"],
        ["Reports", "Monthly, by post"],
    ]
    set_table(sheet, rows, (60.0, 160.0, 400.0), pitch=13, left=(0, 1))
    for level in (189, 203, 229, 242, 255):
        rule(sheet, 60, level, 400, level)
    found, table = only_table(sheet)
    assert found[1] == ["Training", "Two courses a year for wardens, with a test at the end"]
    assert [row[0] for row in found] == ["Activity", "Training", "Field work", "Reports"]
    assert max(line for cell in table.cells for line in cell.lines) == 1


def test_no_rules_at_all() -> None:
    sheet = Sheet()
    sheet.line(60, 176, "Table 1. Crops of the farm", bold=True)
    end = set_table(sheet, CROPS, EDGES)
    sheet.line(60, end + 12, "¹ Measured at harvest by the farm's own staff")
    rows, table = only_table(sheet)
    assert rows == CROPS
    assert table.kind == "unruled"
    assert header_rows(table) == {0}


def test_labels_that_wrap_stay_one_cell() -> None:
    sheet = Sheet()
    rows = [
        ["Measure", "2022", "2023"],
        ["Households with piped water in", "61", "64"],
        ["the home", "", ""],
        ["Clinics", "12", "15"],
        ["Schools", "40", "41"],
    ]
    y = 200.0
    for row in rows:
        set_table(sheet, [row], (60.0, 220.0, 280.0, 340.0), y, bold_head=False)
        y += 12 if row[0].startswith("Households") else 20
    assert only_table(sheet)[0][1] == ["Households with piped water in the home", "61", "64"]


def test_empty_cells_stay_empty() -> None:
    sheet = Sheet()
    rows = [list(row) for row in CROPS]
    rows[2][1] = ""
    rows[3][2] = ""
    set_table(sheet, rows, EDGES)
    assert only_table(sheet)[0] == rows


def test_empty_cells_in_column_after_column_leave_one_table() -> None:
    sheet = Sheet()
    rows = [
        ["Catch", "North", "South", "All"],
        ["Cod", "1,412", "18", "1,430"],
        ["Herring", "874", "", "874"],
        ["Sprat", "", "1,105", "1,105"],
        ["Plaice", "402", "799", "1,201"],
        ["Whiting", "288", "341", "629"],
        ["Saithe", "1,994", "1,547", "3,541"],
        ["Total", "4,970", "3,810", "8,780"],
    ]
    set_table(sheet, rows, (60.0, 200.0, 300.0, 400.0, 500.0))
    assert only_table(sheet)[0] == rows


def test_a_header_of_two_rows_over_figures() -> None:
    sheet = Sheet()
    sheet.line(322, 186, "Enrolled pupils", bold=True)
    set_table(sheet, [["Grade", "Girls", "Boys"], ["One", "61", "64"], ["Two", "12", "15"], ["Six", "40", "41"]], EDGES)
    rows, table = only_table(sheet)
    assert rows[1:] == [["Grade", "Girls", "Boys"], ["One", "61", "64"], ["Two", "12", "15"], ["Six", "40", "41"]]
    assert "Enrolled pupils" in rows[0]
    assert header_rows(table) == {0, 1}


def test_a_label_between_two_rows_of_heads_does_not_join_them() -> None:
    sheet = Sheet()
    edges = (40.0, 200.0, 300.0, 400.0)
    heads = [(184.0, ("", "2025", "2026")), (192.0, ("Assets", "", "")), (200.0, ("", "June", "December"))]
    for y, texts_of_row in heads:
        for c, text in enumerate(texts_of_row):
            set_cell(sheet, edges[c], edges[c + 1], y, text, right=c > 0, bold=True)
    for y in (178.0, 206.0, 270.0):
        rule(sheet, 40, y, 400, y)
    for r, row in enumerate([("Loans", "47", "49"), ("Cash", "9", "8"), ("Land", "2", "3")]):
        for c, text in enumerate(row):
            set_cell(sheet, edges[c], edges[c + 1], 218 + 18 * r, text, right=c > 0)
    rows, _ = only_table(sheet)
    assert [row[1:] for row in rows[:2]] == [["2025", "2026"], ["June", "December"]]


def test_values_ranged_right_beside_labels_in_a_sidebar() -> None:
    sheet = Sheet()
    facts = [["Founded", "Spring 1999"], ["Seat", "Old Harbour"], ["Language", "Frisian"], ["Members", "Towns"]]
    sheet.box("box", 40, 100, 220, 400)
    sheet.line(56, 180, "At a glance", size=14, bold=True)
    for r, (key, value) in enumerate(facts):
        set_cell(sheet, 50, 210, 205 + 18 * r, key, right=False)
        set_cell(sheet, 50, 210, 205 + 18 * r, value, right=True)
    sheet.column(
        250, 112, ["The league was founded by four towns that had", "grown tired of paying three tolls on one"] * 12
    )
    assert only_table(sheet)[0] == facts


def test_a_table_in_one_column_of_the_page() -> None:
    sheet = Sheet()
    prose = ["The harvest was late in most of the county, and", "what came in was damp. Drying took until the end"]
    sheet.column(40, 100, prose * 8)
    set_table(sheet, CROPS, (40.0, 150.0, 220.0, 280.0), y=340, pitch=LEADING)
    sheet.column(320, 100, prose * 20)
    assert only_table(sheet)[0] == CROPS


def test_a_grid_whose_rules_were_not_all_seen() -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in range(len(CROPS) + 1):
        rule(sheet, 60, 186 + 20 * r, 420, 186 + 20 * r)
    rule(sheet, EDGES[2], 186, EDGES[2], 222)
    assert only_table(sheet, ocr=True)[0] == CROPS


def test_labels_and_values_between_rules_keep_their_rows() -> None:
    sheet = Sheet()
    facts = [["Seat", "Harbour"], ["Language", "Frisian"], ["Budget", "€ 12 million"], ["Chair", "Rotating"]]
    set_table(sheet, facts, (60.0, 160.0, 300.0), pitch=14, left=(0, 1), bold_head=False)
    for r in range(len(facts) + 1):
        rule(sheet, 60, 190 + 14 * r, 300, 190 + 14 * r)
    rows, table = only_table(sheet)
    assert rows == facts
    assert header_rows(table) == set()


def test_a_column_of_few_values_is_a_column() -> None:
    sheet = Sheet()
    rows = [["Fund", "Paid in", "Paid out", "Left"], *([f"Fund {c}", "40", "", "12"] for c in "ABCDEFGH")]
    rows[1][2], rows[6][2], rows[8][2] = "3", "8", "5"
    set_table(sheet, rows, (60.0, 200.0, 280.0, 360.0, 440.0))
    assert only_table(sheet)[0] == rows


def test_text_on_the_same_columns_below_a_table_is_not_drawn_in() -> None:
    sheet = Sheet()
    end = set_table(sheet, CROPS, (60.0, 200.0, 380.0, 420.0))
    sheet.column(60, end, ["Rain kept the fields", "wet until well into", "June, and the hay"])
    sheet.column(340, end, ["was late. Prices", "rose a little in", "the autumn."])
    assert only_table(sheet)[0] == CROPS


def test_two_tables_one_under_the_other() -> None:
    sheet = Sheet()
    end = set_table(sheet, CROPS, EDGES)
    sheet.line(60, end + 10, "Table 2. The same for the neighbour's farm", bold=True)
    set_table(sheet, CROPS, EDGES, y=end + 34)
    page = sheet.page()
    assert [texts(page, table) for table in find_tables(page)] == [CROPS, CROPS]


@given(st.sets(st.integers(0, len(CROPS) - 1), min_size=2), st.booleans())
@settings(deadline=None, max_examples=40)
def test_a_table_reads_the_same_whichever_rows_are_tinted(tinted: set[int], cells: bool) -> None:
    sheet = Sheet()
    set_table(sheet, CROPS, EDGES)
    for r in sorted(tinted):
        edges = EDGES if cells else (EDGES[0], EDGES[-1])
        for x0, x1 in pairwise(edges):
            sheet.box("box", x0, 186 + 20 * r, x1, 206 + 20 * r)
    assert only_table(sheet)[0] == CROPS


@given(st.sets(st.integers(1, len(CROPS)), min_size=2))
@settings(deadline=None, max_examples=40)
def test_a_table_reads_the_same_whichever_hairlines_are_drawn(drawn: set[int]) -> None:
    sheet = Sheet()
    sheet.line(60, 176, "Crops of the farm in the year before the flood", size=9)
    set_table(sheet, CROPS, EDGES)
    for r in sorted(drawn):
        rule(sheet, 60, 186 + 20 * r, 420, 186 + 20 * r)
    assert only_table(sheet)[0] == CROPS


def test_a_header_of_boxes_over_rows_of_which_every_other_is_tinted() -> None:
    sheet = Sheet()
    sheet.line(66, 210, "Fibre", bold=True)
    sheet.line(166, 200, "2022", bold=True)
    set_table(sheet, [["", "Sorted", "Spun"]], EDGES, y=220, left=(0, 1, 2))
    body = [["Wool", "2,140", "910"], ["Cotton", "3,950", "620"], ["Flax", "760", "0"], ["Total", "6,850", "1,530"]]
    set_table(sheet, body, (60.0, 160.0, 290.0, 420.0), y=240, bold_head=False)
    sheet.rows[2]["x0"], sheet.rows[2]["x1"] = 166.0, 196.0
    sheet.rows[3]["x0"], sheet.rows[3]["x1"] = 296.0, 316.0
    sheet.box("box", 60, 186, 160, 226)
    sheet.box("box", 160, 186, 420, 206)
    for x0, x1 in ((160, 290), (290, 420)):
        sheet.box("box", x0, 206, x1, 226)
    for x0, x1 in ((60, 160), (160, 290), (290, 420)):
        sheet.box("box", x0, 246, x1, 266)
    rows, table = only_table(sheet)
    assert rows == [["Fibre", "2022", ""], ["", "Sorted", "Spun"], *body]
    assert {(cell.column, cell.row_span, cell.column_span) for cell in table.cells if cell.row == 0} == {
        (0, 2, 1),
        (1, 1, 2),
    }


def test_hairlines_under_each_row_of_a_panel() -> None:
    sheet = Sheet()
    facts = [
        ["Founded", "2017"],
        ["Head office", "Apia, Samoa"],
        ["Staff", "34"],
        ["Languages", "English, French"],
        ["Working range", "410 hectares"],
    ]
    sheet.box("box", 50, 150, 240, 420)
    sheet.line(60, 180, "Facts in brief", size=12, bold=True)
    set_table(sheet, facts, (54.0, 125.0, 230.0), pitch=18, left=(0, 1), bold_head=False)
    for r in range(len(facts)):
        rule(sheet, 60, 205 + 18 * r, 230, 205 + 18 * r)
    sheet.line(60, 320, "Four conditions for a", size=12, bold=True)
    assert only_table(sheet)[0] == facts


def test_first_and_last_row_of_several_lines_outside_the_rules() -> None:
    sheet = Sheet()
    lines = [
        (200, "Lead agency", "Ministry of water"),
        (212, "", "and of the lands"),
        (232, "Budget", "EUR 4 million"),
        (252, "Area", "Northern districts"),
        (264, "", "with two islands"),
    ]
    for y, key, value in lines:
        sheet.line(60, y, key)
        sheet.line(180, y, value)
    for y in (218, 238):
        rule(sheet, 60, y, 320, y)
    assert only_table(sheet)[0] == [
        ["Lead agency", "Ministry of water and of the lands"],
        ["Budget", "EUR 4 million"],
        ["Area", "Northern districts with two islands"],
    ]


def test_heading_and_caption_between_a_rule_and_the_table_stay_out() -> None:
    sheet = Sheet()
    rule(sheet, 60, 140, 560, 140)
    sheet.line(60, 160, "From the field to the kitchen", size=12, bold=True)
    sheet.line(60, 176, "Purchases by crop, in tonnes, for the whole of the year")
    end = set_table(sheet, CROPS, EDGES, y=196)
    sheet.box("box", 60, end + 10, 560, end + 120)
    sheet.line(80, end + 40, "Three things we learned", bold=True)
    assert only_table(sheet)[0] == CROPS


def test_a_header_across_columns_between_rules() -> None:
    sheet = Sheet()
    edges = (60.0, 160.0, 230.0, 300.0, 420.0)
    sheet.line(60, 200, "Country", bold=True)
    sheet.line(207.5, 200, "Buildings", bold=True)
    sheet.line(332, 200, "Cost, million", bold=True)
    set_table(sheet, [["", "public", "private", ""]], edges, y=213)
    set_table(
        sheet, [["Nepal", "22", "38", "3.1"], ["Chile", "14", "9", "2.6"]], edges, y=232, pitch=13, bold_head=False
    )
    set_table(sheet, [["Total", "36", "47", "5.7"]], edges, y=264)
    for y in (188, 219, 251, 270):
        rule(sheet, 60, y, 420, y)
    rows, table = only_table(sheet)
    assert rows == [
        ["Country", "Buildings", "", "Cost, million"],
        ["", "public", "private", ""],
        ["Nepal", "22", "38", "3.1"],
        ["Chile", "14", "9", "2.6"],
        ["Total", "36", "47", "5.7"],
    ]
    assert header_rows(table) == {0, 1}
    assert [cell.column_span for cell in table.cells if cell.row == 0 and cell.column == 1] == [2]


def test_a_header_in_the_middle_over_three_columns() -> None:
    sheet = Sheet()
    edges = (60.0, 140.0, 190.0, 240.0, 290.0, 340.0, 390.0, 440.0)
    for x0, x1, text in ((140, 290, "Men"), (290, 440, "Women")):
        sheet.line((x0 + x1 - width_of(text)) / 2, 186, text, bold=True)
    rows = [["Region", *["2019", "2020", "2021"] * 2], ["North", *"141517"], ["South", *"911128"], ["Isles", *"344425"]]
    set_table(sheet, rows, edges)
    found, table = only_table(sheet)
    assert found == [["", "Men", "", "", "Women", "", ""], *rows]
    assert {(cell.column, cell.column_span) for cell in table.cells if cell.row == 0} == {(0, 1), (1, 3), (4, 3)}


def test_a_table_of_two_rows_between_rules() -> None:
    sheet = Sheet()
    rows = [["Year", "2021", "2022", "2023"], ["Loans", "140", "152", "171"]]
    set_table(sheet, rows, (60.0, 160.0, 240.0, 320.0, 400.0))
    for r in range(3):
        rule(sheet, 60, 186 + 20 * r, 400, 186 + 20 * r)
    assert only_table(sheet)[0] == rows


def test_rows_under_a_label_of_their_own() -> None:
    sheet = Sheet()
    rows = [
        ["Crop", "Area", "Yield"],
        ["North", "", ""],
        ["Wheat", "1,250", "7.4"],
        ["Oats", "310", "5.1"],
        ["South", "", ""],
        ["Wheat", "980", "6.2"],
        ["Beans", "95", "3.8"],
    ]
    set_table(sheet, rows, EDGES)
    for r in range(1, len(rows)):
        rule(sheet, 60, 186 + 20 * r, 420, 186 + 20 * r)
    assert only_table(sheet)[0] == rows


def test_ticks_in_columns() -> None:
    sheet = Sheet()
    rows = [
        ["Feature", "Basic", "Plus"],
        ["Daily report", "✓", "✓"],
        ["Field visits", "✗", "✓"],
        ["Own adviser", "✗", "✗"],
        ["Open data", "✓", "✓"],
    ]
    set_table(sheet, rows, EDGES)
    assert only_table(sheet)[0] == rows


def test_cells_of_text_parted_by_wider_gaps() -> None:
    sheet = Sheet()
    y = 200.0
    for row in (["Risk", "What we do"], ["Drought", "Keep stored water", "in every tank"], ["Fire", "Train wardens"]):
        set_cell(sheet, 60, 160, y, row[0], right=False, bold=y == 200)
        for text in row[1:]:
            set_cell(sheet, 160, 420, y, text, right=False, bold=y == 200)
            y += 12
        y += 8
    for level in (188, 206, 246 + 6):
        rule(sheet, 60, level, 420, level)
    assert only_table(sheet)[0] == [
        ["Risk", "What we do"],
        ["Drought", "Keep stored water in every tank"],
        ["Fire", "Train wardens"],
    ]


FACTS = [["Opened", "May 2014"], ["Staff", "22"], ["Annual budget", "1.2 million"], ["Head office", "Old Harbour"]]


def test_keys_and_values_that_both_begin_at_an_edge() -> None:
    sheet = Sheet()
    set_table(sheet, FACTS, (60.0, 170.0, 300.0), pitch=14, left=(0, 1), bold_head=False)
    sheet.column(60, 280, PROSE)
    assert only_table(sheet)[0] == FACTS


def test_prose_in_columns_is_no_table() -> None:
    sheet = Sheet()
    for x in (30, 310):
        sheet.column(x, 100, PROSE * 15)
    assert find_tables(sheet.page()) == []


def test_a_narrow_justified_column_is_no_list_of_keys_and_values() -> None:
    sheet = Sheet()
    lines = [
        ("behind", "the scenes."),
        ("Records", "corrected"),
        ("once and", "used by all"),
        ("licences", "for reuse"),
    ]
    for r, (left, right) in enumerate(lines):
        set_cell(sheet, 50, 190, 200 + LEADING * r, left, right=False)
        set_cell(sheet, 50, 190, 200 + LEADING * r, right, right=True)
    assert find_tables(sheet.page()) == []


def test_prose_in_columns_between_full_rules_is_no_table() -> None:
    sheet = Sheet()
    for top in (80, 240, 400):
        rule(sheet, 30, top, 570, top)
        for x in (30, 310):
            sheet.column(x, top + 20, PROSE * 3)
    rule(sheet, 30, 560, 570, 560)
    assert find_tables(sheet.page()) == []


def test_cards_of_key_figures_are_no_table() -> None:
    sheet = Sheet()
    for x, figure, label in (
        (40, "89%", "of homes"),
        (180, "12", "sites open"),
        (320, "5.4", "per day"),
        (460, "38", "staff"),
    ):
        sheet.box("box", x, 100, x + 120, 170)
        sheet.line(x + 10, 130, figure, size=22, bold=True)
        sheet.line(x + 10, 150, label)
    assert find_tables(sheet.page()) == []


def test_key_figures_without_boxes_are_no_table() -> None:
    sheet = Sheet()
    for y in (130, 220):
        for x, figure, label in FIGURES:
            sheet.line(x, y, figure, size=22, bold=True)
            sheet.line(x, y + 18, label)
            sheet.line(x, y + 31, "each")
    assert find_tables(sheet.page()) == []


def test_cards_of_text_that_touch_are_no_table() -> None:
    sheet = Sheet()
    prose = [
        "The court hears cases in",
        "the first week of each",
        "month and publishes its",
        "rulings by the end of it",
    ]
    for x in (40, 200, 360):
        sheet.box("box", x, 100, x + 160, 122)
        sheet.line(x + 8, 115, "Courts", bold=True)
        sheet.box("box", x, 122, x + 160, 260)
        sheet.column(x + 8, 140, prose * 2)
    assert find_tables(sheet.page()) == []


def test_bullets_in_two_columns_are_no_table() -> None:
    sheet = Sheet()
    sheet.box("box", 30, 80, 560, 220)
    items = ["• Clean water", "• Safe roads", "• Open data", "• Fair rents", "• Warm homes"]
    for x in (50, 300):
        sheet.column(x, 110, items)
    assert find_tables(sheet.page()) == []


def test_names_in_columns_are_no_table() -> None:
    sheet = Sheet()
    for x, names in (
        (40, ["Oslo", "Bergen", "Bodø"]),
        (240, ["Turku", "Oulu", "Vaasa"]),
        (440, ["Malmö", "Lund", "Ystad"]),
    ):
        sheet.column(x, 110, names * 2)
    assert find_tables(sheet.page()) == []


def test_contents_are_no_table() -> None:
    sheet = Sheet()
    for r, (text, number) in enumerate([("Foreword", "3"), ("The year", "7"), ("Finance", "12"), ("Outlook", "30")]):
        set_cell(sheet, 60, 400, 120 + 20 * r, text, right=False)
        set_cell(sheet, 60, 400, 120 + 20 * r, number, right=True)
    assert find_tables(sheet.page()) == []


def test_numbered_items_are_no_table() -> None:
    sheet = Sheet()
    for r in range(6):
        sheet.line(60, 120 + 14 * r, f"{r + 1}.")
        sheet.line(84, 120 + 14 * r, "Open the valve")
    assert find_tables(sheet.page()) == []


def test_running_heads_are_no_table() -> None:
    sheet = Sheet()
    for y in (40, 800):
        sheet.line(40, y, "Fisheries board")
        sheet.line(500, y, "Page 2")
    sheet.column(40, 90, ["The board met four times and set the quota for herring"] * 40)
    assert find_tables(sheet.page()) == []


def test_a_calendar_is_no_table() -> None:
    sheet = Sheet()
    sheet.box("box", 50, 150, 330, 320)
    dates = [
        ["12 February", "Casting week"],
        ["18 April", "First night"],
        ["June 2024", "Workshops"],
        ["1 July", "Gala"],
    ]
    for r, (date, event) in enumerate(dates):
        sheet.line(60, 180 + 26 * r, date, bold=True)
        sheet.column(160, 180 + 26 * r, [event, "in the old town"])
    assert find_tables(sheet.page()) == []


@pytest.mark.parametrize(("pitch", "n_tables"), [(20.0, 1), (14.0, 0)])
def test_dates_beside_texts_are_a_table_where_rows_are_padded_as_in_tables(pitch: float, n_tables: int) -> None:
    sheet = Sheet()
    for r, (date, event) in enumerate(
        [("1–12 May 2027", "Casting"), ("4 June 2027", "First night"), ("July 2027", "Gala")]
    ):
        sheet.line(60, 180 + pitch * r, date)
        sheet.line(160, 180 + pitch * r, event)
    assert len(find_tables(sheet.page())) == n_tables


def test_numbered_steps_between_rules_are_no_table() -> None:
    sheet = Sheet()
    for r in range(5):
        sheet.line(60, 200 + 20 * r, str(r + 1), bold=True)
        sheet.line(100, 200 + 20 * r, "Open the valve slowly")
        rule(sheet, 60, 206 + 20 * r, 420, 206 + 20 * r)
    assert find_tables(sheet.page()) == []


def test_sections_between_rules_are_no_table() -> None:
    sheet = Sheet()
    for r, title in enumerate(("Aims", "Method", "Results", "Outlook")):
        rule(sheet, 60, 186 + 60 * r, 560, 186 + 60 * r)
        sheet.line(60, 200 + 60 * r, title, bold=True)
        sheet.column(180, 200 + 60 * r, PROSE)
    rule(sheet, 60, 186 + 240, 560, 186 + 240)
    assert find_tables(sheet.page()) == []


def test_addresses_side_by_side_are_no_table() -> None:
    sheet = Sheet()
    places = (("Head office", "12 Harbour Street", "1010 Oslo"), ("Field office", "4 Mill Lane", "9000 Ghent"))
    for x, lines in zip((60, 300), places, strict=True):
        sheet.line(x, 200, lines[0], bold=True)
        sheet.column(x, 213, lines[1:])
    assert find_tables(sheet.page()) == []


def test_columns_of_prose_below_a_rule_are_no_rows_of_a_table() -> None:
    sheet = Sheet()
    for level in (180, 260):
        rule(sheet, 30, level, 570, level)
    lines = ["and agreed to exchange", "data with the school", "for the insects in", "the wards of the town"] * 4
    for x in (30, 220, 410):
        sheet.column(x, 200, lines)
    assert find_tables(sheet.page()) == []


def test_a_chart_is_no_table() -> None:
    sheet = Sheet()
    for k in range(6):
        rule(sheet, 100, 100 + 40 * k, 500, 100 + 40 * k)
        sheet.line(70, 103 + 40 * k, str(50 - 10 * k))
    for k in range(5):
        rule(sheet, 100 + 100 * k, 100, 100 + 100 * k, 300)
        sheet.line(85 + 100 * k, 315, str(2019 + k))
    assert find_tables(sheet.page()) == []


def test_thousands_of_lines_stay_a_bounded_grid() -> None:
    """Lines are snapped and joined before they are crossed, so that no drawing makes a large grid."""
    generator = np.random.default_rng(5)
    sheet = Sheet()
    sheet.column(60, 100, ["The harbour seen from the hill, drawn to no scale"] * 10)
    for x, y, length, flat in zip(*generator.uniform(0, 560, (3, 10_000)), generator.random(10_000) < 0.5, strict=True):
        sheet.box("rule", x, y, x + length * flat, y + length * (not flat))
    page = sheet.page()
    across, down = table_strokes(page)
    assert len(across) * len(down) < 500_000
    assert find_tables(page) == []


def test_a_large_grid_with_few_words_is_a_drawing() -> None:
    sheet = Sheet(width=6200, height=6200)
    for r in range(0, 300, 2):
        sheet.line(2 + r * 20, 14 + r * 20, "7")
    for k in range(301):
        rule(sheet, 0, k * 20, 6000, k * 20)
        rule(sheet, k * 20, 0, k * 20, 6000)
    assert find_tables(sheet.page()) == []


def test_a_page_without_words_has_no_tables() -> None:
    sheet = Sheet()
    rule_grid(sheet, 5, EDGES)
    assert find_tables(sheet.page()) == []
