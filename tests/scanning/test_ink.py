"""Weight, size, colour and bullets from the picture of a page."""

from collections import Counter

import numpy as np
import pytest

from pipeline.reading.render import render_colors
from pipeline.scanning.blobs import BULLET, DASH
from pipeline.scanning.bullets import with_bullets
from pipeline.scanning.colors import BLACK, SMALL_DPI, WHITE, word_colors
from pipeline.scanning.ink import bold, strokes
from pipeline.scanning.picture import Grey
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading
from tests.scanning.drawn import BOLD, REGULAR, Sheet, pixels

BODY = (
    "the council of the harbour towns meets every spring",
    "and keeps a register of boats, crews and landings",
    "in 1998 it had 14 members; by 2019 there were 37",
    "a small office prepares the papers for each session",
)


def _body(sheet: Sheet, top: float) -> None:
    for row, words in enumerate(BODY):
        sheet.write(60, top + 14 * row, (REGULAR, words))


def _bold_words(picture: Grey, reading: Reading) -> list[str]:
    sizes = type_sizes(reading)
    heavy = bold(strokes(picture, reading, sizes), reading, sizes)
    return [text for text, one in zip(reading.text, heavy.tolist(), strict=True) if one]


@pytest.mark.parametrize("blur", [0.0, 0.5, 1.0])
def test_headings_and_lead_ins_are_bold_at_any_sharpness(blur: float) -> None:
    sheet = Sheet()
    sheet.write(60, 50, (BOLD, "Harbour council"), size=18)
    _body(sheet, 80)
    sheet.write(60, 150, (BOLD, "Landings:"), (REGULAR, "some forty thousand tonnes of herring a year"))
    _body(sheet, 180)
    assert _bold_words(sheet.scanned(blur), sheet.reading) == ["Harbour", "council", "Landings:"]


def test_where_blur_hides_the_weight_only_what_is_plain_is_bold() -> None:
    sheet = Sheet()
    sheet.write(60, 50, (BOLD, "Harbour council"), size=18)
    _body(sheet, 80)
    assert _bold_words(sheet.scanned(1.4, noise=8), sheet.reading) == ["Harbour", "council"]


def test_light_type_is_not_bold_for_being_large_or_small() -> None:
    sheet = Sheet()
    sheet.write(60, 50, (REGULAR, "Harbour council"), size=24)
    _body(sheet, 80)
    sheet.write(60, 150, (REGULAR, "printed on paper from the town mill"), size=7.5)
    assert _bold_words(sheet.scanned(), sheet.reading) == []


def test_weight_of_light_writing_on_a_dark_panel() -> None:
    sheet = Sheet()
    _body(sheet, 80)
    sheet.canvas.setFillGray(0.2)
    sheet.bar(50, 150, 320, 50)
    sheet.canvas.setFillGray(1)
    sheet.write(60, 170, (BOLD, "Landings of the year"))
    sheet.write(60, 186, (REGULAR, "some forty thousand tonnes of herring"))
    picture, reading = sheet.scanned(), sheet.reading
    found = strokes(picture, reading, type_sizes(reading))
    assert _bold_words(picture, reading) == ["Landings", "of", "the", "year"]
    assert found.light.tolist() == [line >= len(BODY) for line in reading.line]


def test_sizes_do_not_depend_on_which_letters_a_line_has() -> None:
    sheet = Sheet()
    _body(sheet, 80)
    truth = {}
    for row, (size, words) in enumerate(((10, "1998 2019"), (12, "no more news"), (12, "Fifty boats"), (8, "HARBOUR"))):
        truth[len(sheet.lines)] = size
        sheet.write(60, 160 + 20 * row, (REGULAR, words), size=size)
    sizes = type_sizes(sheet.reading)
    body = sizes[0]
    for line, size in truth.items():
        assert sizes[np.array(sheet.line) == line] / body == pytest.approx(size / 10, rel=0.05)


def test_low_figures_say_nothing_of_a_line_that_has_letters() -> None:
    sheet = Sheet()
    _body(sheet, 80)
    sheet.write(60, 220, (REGULAR, "1. Mandate"), size=13)
    sheet.boxes[-2][1] += pixels(0.2 * 13)  # an old-style one stands as high as an x
    assert type_sizes(sheet.reading)[-1] / type_sizes(sheet.reading)[0] == pytest.approx(1.3, rel=0.05)


def _list(sheet: Sheet, misread: tuple[str, ...], radius: float = 1.8) -> None:
    for row, (words, read) in enumerate(zip(BODY, misread, strict=True)):
        sheet.disc(52, 197 + 16 * row, radius)
        sheet.write(60, 200 + 16 * row, (REGULAR, words), misread=read)


@pytest.mark.parametrize("misread", [("", "", "", ""), ("e", "=", "", "«"), ("a", "o", "e", "a")])
def test_bullets_are_found_whatever_was_read_on_them(misread: tuple[str, ...]) -> None:
    sheet = Sheet()
    _body(sheet, 80)
    _list(sheet, misread)
    reading = sheet.reading
    found, spoilt = with_bullets(sheet.scanned(), reading)
    firsts = [words.split()[0] for words in BODY]
    at = [place for place, text in enumerate(found.text) if text == BULLET]
    assert [found.text[place + 1] for place in at] == firsts
    assert [text for text, one in zip(found.text, spoilt.tolist(), strict=True) if one] == [
        one for one in misread if one
    ]
    assert found.boxes[at].mean(axis=0)[[0, 2]] == pytest.approx([pixels(50.2), pixels(53.8)], abs=1.5)


def test_dashes_before_lines() -> None:
    sheet = Sheet()
    for row, words in enumerate(BODY):
        sheet.bar(46, 196 + 16 * row, 6, 0.7)
        sheet.write(60, 200 + 16 * row, (REGULAR, words))
    found, _ = with_bullets(sheet.scanned(), sheet.reading)
    assert found.text.count(DASH) == len(BODY)


def _ticks(sheet: Sheet, misread: tuple[str, ...]) -> None:
    sheet.canvas.setLineWidth(0.9)
    for row, (words, read) in enumerate(zip(BODY, misread, strict=True)):
        y = 560 - 200 - 16 * row
        sheet.canvas.lines([(50, y + 3.4, 52, y + 0.6), (52, y + 0.6, 55, y + 6.2)])
        sheet.write(60, 200 + 16 * row, (REGULAR, words), misread=read)


_TICKS = [
    ("v", "v", "Vv", "V"),
    ("/", "@", "/", "@"),
    ("Y", "¥", "©", "v"),
    ("x", "¥", "✔", "x"),
    ("", "", "", "x"),
    ("©", "©", "", "©"),
]


@pytest.mark.parametrize("misread", _TICKS)
def test_a_mark_that_repeats_is_a_bullet_where_no_letter_stands_so(misread: tuple[str, ...]) -> None:
    sheet = Sheet()
    _body(sheet, 80)
    _ticks(sheet, misread)
    found, spoilt = with_bullets(sheet.scanned(), sheet.reading)
    assert found.text.count(BULLET) == len(BODY)
    assert spoilt.sum() == sum(map(bool, misread))


@pytest.mark.parametrize(("proven", "bullets"), [(True, 8), (False, 0)])
def test_a_sign_before_figures_is_a_bullet_where_it_is_one_elsewhere(proven: bool, bullets: int) -> None:
    sheet = Sheet()
    _body(sheet, 80)
    if proven:
        _ticks(sheet, (">",) * len(BODY))
    for row in range(len(BODY)):
        y = 200 - 16 * row
        sheet.canvas.lines([(220, y + 3.4, 222, y + 0.6), (222, y + 0.6, 225, y + 6.2)])
        sheet.write(230, 360 + 16 * row, (REGULAR, f"{2018 + row}: eels"), misread=">")
    found, _ = with_bullets(sheet.scanned(), sheet.reading)
    assert found.text.count(BULLET) == bullets


@pytest.mark.parametrize(("glued", "rest", "lost"), [("e", "Eels", "e"), ("«", "eels", "«"), ("", "eels", "")])
def test_a_bullet_in_the_box_of_a_word_is_taken_out_of_it(glued: str, rest: str, lost: str) -> None:
    sheet = Sheet()
    _body(sheet, 80)
    for row in range(3):
        sheet.disc(52, 197 + 16 * row, 1.8)
        sheet.write(60, 200 + 16 * row, (REGULAR, f"{rest} of the harbour"))
        first = len(sheet.text) - 4
        sheet.text[first], sheet.boxes[first][0] = glued + rest, pixels(50)
    found, spoilt = with_bullets(sheet.scanned(), sheet.reading)
    at = [place for place, text in enumerate(found.text) if text == BULLET]
    assert [found.text[place + 1] for place in at] == [rest] * 3
    assert [text for text, one in zip(found.text, spoilt.tolist(), strict=True) if one] == [lost] * 3 * bool(lost)
    assert found.boxes[[place + 1 for place in at], 0] == pytest.approx([pixels(60)] * 3, abs=3)


def test_first_letters_that_stand_off_are_no_bullets() -> None:
    sheet = Sheet()
    _body(sheet, 80)
    for row in range(4):
        sheet.bar(55, 193 + 16 * row, 1.5, 7)
        sheet.write(60, 200 + 16 * row, (REGULAR, "ight of the harbour"))
        first = len(sheet.text) - 4
        sheet.text[first], sheet.boxes[first][0] = "light", pixels(55)
    found, _ = with_bullets(sheet.scanned(), sheet.reading)
    assert found.text == sheet.text


def test_nothing_is_lost_and_order_is_kept() -> None:
    sheet = Sheet()
    _list(sheet, ("e", "", "=", ""))
    reading = sheet.reading
    found, spoilt = with_bullets(sheet.scanned(), reading)
    added = Counter(found.text) - Counter(reading.text)
    assert set(added) == {BULLET}
    assert [text for text in found.text if text != BULLET] == reading.text
    assert (np.diff(found.line) >= 0).all()
    assert len(spoilt) == len(found.boxes) == len(found.confidence) == len(found)


def test_one_blob_is_no_bullet() -> None:
    sheet = Sheet()
    _body(sheet, 80)
    sheet.disc(52, 77, 1.8)
    found, _ = with_bullets(sheet.scanned(), sheet.reading)
    assert found.text == sheet.text


@pytest.mark.parametrize("first", ["a", "I", "Y", "e", "o", "7", "*", "§"])
def test_lines_that_begin_with_a_letter_keep_it(first: str) -> None:
    sheet = Sheet()
    for row, words in enumerate(BODY):
        sheet.write(60, 200 + 16 * row, (REGULAR, first))
        sheet.write(72, 200 + 16 * row, (REGULAR, words))
        merged = len(sheet.lines) - 2
        sheet.line = [merged if line > merged else line for line in sheet.line]
        sheet.lines.pop()
    reading = sheet.reading
    found, spoilt = with_bullets(sheet.scanned(), reading)
    assert found.text == reading.text
    assert not spoilt.any()


def test_pages_without_words_or_ink() -> None:
    empty = Sheet()
    blank = np.full((200, 200), 255, dtype=np.uint8)
    assert _bold_words(blank, empty.reading) == []
    assert len(with_bullets(blank, empty.reading)[0]) == 0
    sheet = Sheet()
    _body(sheet, 80)
    assert _bold_words(blank, sheet.reading) == []
    assert with_bullets(blank, sheet.reading)[0].text == sheet.text


@pytest.mark.parametrize("paper", [(1.0, 1.0, 1.0), (0.96, 0.92, 0.82)])
def test_coloured_ink_is_told_from_black_on_any_paper(paper: tuple[float, float, float]) -> None:
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(*paper)
    sheet.bar(0, 0, 420, 560)
    sheet.canvas.setFillColorRGB(0.1, 0.3, 0.6)
    sheet.write(60, 50, (BOLD, "Harbour council"), size=14)
    sheet.canvas.setFillGray(0.15)
    _body(sheet, 80)
    picture, reading = sheet.scanned(), sheet.reading
    colors = render_colors(sheet.pdf, "application/pdf", 1, SMALL_DPI)
    assert colors is not None
    found = word_colors(colors, reading, SMALL_DPI / 200, strokes(picture, reading, type_sizes(reading)).light)
    heading = found[0]
    assert (heading & 255) > (heading >> 8 & 255) > (heading >> 16)
    assert set(found[2:]) == {BLACK}


def test_grey_pages_have_black_and_white_only() -> None:
    sheet = Sheet()
    _body(sheet, 80)
    sheet.scanned()
    assert render_colors(sheet.pdf, "application/pdf", 1, SMALL_DPI) is None
    light = np.array([True] + [False] * (len(sheet.text) - 1))
    assert word_colors(None, sheet.reading, 1.0, light) == [WHITE] + [BLACK] * (len(sheet.text) - 1)
