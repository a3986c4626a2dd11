"""What is found in the picture of a page: its slope, its rules, its panels."""

import numpy as np
import pytest
from PIL import Image

from pipeline.scanning.marks import graphic_rows
from pipeline.scanning.picture import Grey
from pipeline.scanning.prepare import Prepared, prepared
from pipeline.schema import Row
from tests.scanning.drawn import REGULAR, Sheet, pixels

DPI = pixels(72)
BODY = "the ferry calls at every island twice a day and once at night"


def _written(sheet: Sheet, *, top: float = 60, rows: int = 24) -> None:
    for row in range(rows):
        sheet.write(60, top + 15 * row, (REGULAR, BODY))


def _turned(picture: Grey, degrees: float) -> Grey:
    """Clockwise about its middle."""
    image = Image.fromarray(picture)
    return np.asarray(image.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=int(picture[0, 0])))


def _found(page: Prepared, kind: str) -> list[list[float]]:
    rows: list[Row] = [row for row in graphic_rows(1, page, 0, []) if row["kind"] == kind]
    return sorted([float(str(row[side])) for side in ("top", "x0", "x1", "bottom")] for row in rows)


@pytest.mark.parametrize("degrees", [-4.0, -1.3, -0.1, 0.0, 0.35, 2.4])
def test_skew_is_measured_and_taken_out(degrees: float) -> None:
    sheet = Sheet()
    _written(sheet)
    page = prepared(_turned(sheet.scanned(), degrees), DPI, DPI)
    assert page.skew.angle == pytest.approx(degrees, abs=0.1)
    assert prepared(page.picture, DPI, DPI).skew.angle == pytest.approx(0, abs=0.1)


def test_the_black_of_the_scanner_is_no_guide_to_the_slope() -> None:
    sheet = Sheet()
    _written(sheet)
    picture = _turned(sheet.scanned(), 1.5).copy()
    picture[:, :30] = 5
    picture[-25:] = 5
    page = prepared(picture, DPI, DPI)
    assert page.skew.angle == pytest.approx(1.5, abs=0.1)
    assert page.picture[300:-300, :20].min() > 150, "the black is painted over"


@pytest.mark.parametrize("degrees", [-2.0, 1.3])
def test_nor_is_the_paper_beside_that_black_where_there_is_little_writing(degrees: float) -> None:
    sheet = Sheet()
    _written(sheet, rows=5)
    picture = _turned(sheet.scanned(noise=14.0), degrees).copy()
    picture[:8] = 5
    assert prepared(picture, DPI, DPI).skew.angle == pytest.approx(degrees, abs=0.15)


def test_a_page_without_marks_is_left_as_it_is() -> None:
    picture = np.full((800, 600), 240, dtype=np.uint8)
    page = prepared(picture, DPI, DPI)
    assert page.skew.angle == 0
    assert page.picture.shape == picture.shape
    assert not graphic_rows(1, page, 0, [])


@pytest.mark.parametrize("shape", [(1, 1), (1, 2000), (2000, 1), (7, 9)])
@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_picture_of_any_shape_can_be_made_ready(shape: tuple[int, int], grey: int) -> None:
    assert prepared(np.full(shape, grey, dtype=np.uint8), 72.0, 225.0).picture.size >= 1


def test_writing_is_no_rule() -> None:
    sheet = Sheet()
    sheet.write(60, 40, (REGULAR, "FIVE TIMES TEN MILLIMETRES"), size=20)
    _written(sheet)
    assert not _found(prepared(sheet.scanned(), DPI, DPI), "rule")


def test_rules_are_found_and_erased() -> None:
    sheet = Sheet()
    drawn = [(80.0, 50.0, 300.0, 0.8), (200.0, 50.0, 120.0, 2.0), (80.0, 50.0, 0.8, 120.8), (80.0, 349.0, 0.8, 120.8)]
    for top, x0, width, height in drawn:
        sheet.bar(x0, top, width, height)
    _written(sheet, top=230, rows=6)
    page = prepared(sheet.scanned(), DPI, DPI)
    expected = np.array([[top, x0, x0 + width, top + height] for top, x0, width, height in drawn])
    found = np.array(_found(page, "rule"))
    off = np.abs(expected[:, None] - found).max(axis=2)
    assert off.shape == (4, 4)
    assert off.min(axis=1).max() < 2.5
    line = round(pixels(80.4))
    assert page.picture[line - 2 : line + 3, round(pixels(60)) : round(pixels(340))].min() > 150


@pytest.mark.parametrize("ink", [0.93, 0.75, 0.2])
def test_panels_are_found_in_uneven_light(ink: float) -> None:
    sheet = Sheet()
    sheet.canvas.setFillGray(ink)
    sheet.bar(50, 60, 150, 120)
    sheet.canvas.setFillGray(0 if ink > 0.5 else 1)
    for row in range(5):
        sheet.write(60, 80 + 20 * row, (REGULAR, "twelve ferries, nine islands"))
    sheet.canvas.setFillGray(0)
    _written(sheet, top=220, rows=12)
    (found,) = _found(prepared(sheet.scanned(), DPI, DPI), "box")
    assert found == pytest.approx([60, 50, 200, 180], abs=2.5)


def test_a_panel_that_cuts_words_shines_through_from_the_back() -> None:
    sheet = Sheet()
    sheet.canvas.setFillGray(0.9)
    sheet.bar(50, 60, 150, 120)
    page = prepared(sheet.scanned(), DPI, DPI)
    beside = [_word(60 + 20 * row, 220) for row in range(5)]
    across = [_word(70 + 20 * row, 185) for row in range(3)]
    assert len(graphic_rows(1, page, 0, beside)) == 1
    assert not graphic_rows(1, page, 0, across)


def _word(top: float, x0: float) -> Row:
    return {"x0": x0, "top": top, "x1": x0 + 40, "bottom": top + 10, "rejected": None}
