"""Words read from a text layer: as drawn, where drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.reading.drawn import HEIGHT, SIZE, WIDTH, lines, mapped, pdf, places, raw_pdf, reading

WORD = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?()%&/éüßØ"), min_size=1
)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=8))
def test_letters_drawn_are_letters_read_in_order(drawn: list[str]) -> None:
    result = reading(pdf(lines(*drawn, x=5, size=4)))
    everything = "".join(word["text"] for word in result.words)
    assert sorted(everything) == sorted("".join(drawn).replace(" ", ""))
    inside = [line for line in drawn if all(right < WIDTH for _, _, right in places(line, 5, 4))]
    if inside == drawn:
        assert result.texts == " ".join(drawn).split(" ")
    assert [word["seq"] for word in result.words] == list(range(len(result.words)))


def test_boxes_are_where_the_words_were_drawn() -> None:
    line = "Clean water reaches 12,345 homes"
    result = reading(pdf(lines(line)))
    for text, left, right in places(line, 40):
        word = result.word(text)
        assert (word["x0"], word["x1"], word["baseline"]) == pytest.approx((left, right, HEIGHT - 550), abs=0.1)
        assert word["top"] < word["baseline"] - 0.5 * SIZE < word["baseline"] < word["bottom"]
        assert (word["size"], word["angle"], word["font"]) == (SIZE, 0, "Helvetica")


@pytest.mark.parametrize(
    ("turn", "start", "baseline"),
    [
        (90, ("top", 40), ("x0", "x1", 500)),
        (180, ("x1", 360), ("top", "bottom", 500)),
        (270, ("bottom", 360), ("x0", "x1", 100)),
    ],
)
def test_a_turned_page_is_read_as_shown(turn: int, start: tuple[str, int], baseline: tuple[str, str, int]) -> None:
    result = reading(raw_pdf(b"BT /F1 12 Tf 40 500 Td (Water) Tj ET", b"/MediaBox [0 0 400 600] /Rotate %d" % turn))
    (sheet,), word = result.sheets, result.word("Water")
    assert (sheet["width"], sheet["height"]) == ((600, 400) if turn % 180 else (400, 600))
    assert (word["angle"], sheet["rotation"]) == (turn, turn)
    assert word[start[0]] == pytest.approx(start[1], abs=0.1)
    low, high, at = baseline
    assert word[low] < at < word[high] < word[low] + 1.5 * SIZE


def test_writing_turned_on_an_upright_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(60, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Annual figures")

    result = reading(pdf(draw))
    assert [(word["text"], word["angle"]) for word in result.words] == [("Annual", 270), ("figures", 270)]
    annual, figures = result.words
    assert annual["bottom"] == pytest.approx(HEIGHT - 100, abs=0.1)
    assert figures["bottom"] < annual["top"]


def test_the_crop_box_is_the_page() -> None:
    content = b"BT /F1 12 Tf 40 500 Td (Shown) Tj 0 -400 Td (Cropped) Tj ET"
    result = reading(raw_pdf(content, b"/MediaBox [0 0 400 600] /CropBox [20 300 400 600]"))
    assert (result.sheets[0]["width"], result.sheets[0]["height"]) == (380, 300)
    assert result.word("Shown")["x0"] == pytest.approx(20, abs=0.1)
    assert result.word("Cropped")["rejected"] == "outside_page"


def test_words_part_at_gaps_without_a_space() -> None:
    content = b"BT /F1 10 Tf 40 500 Td [(Fair) -300 (share) -40 (d)] TJ ET"  # .3 and .04 of the type size
    assert reading(raw_pdf(content)).texts == ["Fair", "shared"]


@pytest.mark.parametrize("spacing", [1, 2.5, 5])
def test_letter_spaced_type(spacing: float) -> None:
    content = b"BT /F1 12 Tf %.1f Tc 40 500 Td (THE LONG PROCESS) Tj ET" % spacing
    assert reading(raw_pdf(content)).texts == ["THE", "LONG", "PROCESS"]


def test_letters_spaced_out_with_spaces() -> None:
    assert reading(pdf(lines("P R O C E S S", "one a b two"))).texts == ["PROCESS", "one", "a", "b", "two"]


def test_figures_in_a_row_stay_apart() -> None:
    content = b"BT /F1 10 Tf 40 500 Td [(1) -400 (2) -400 (3) -400 (4) -400 (5)] TJ ET"
    assert reading(raw_pdf(content)).texts == ["1", "2", "3", "4", "5"]


def test_type_changes_inside_a_word_do_not_part_it() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(40, 500)
        for font, part in (("Helvetica-Bold", "co"), ("Helvetica", "operation"), ("Times-Roman", ",")):
            text.setFont(font, 12)
            text.textOut(part)
        canvas.drawText(text)

    (word,) = reading(pdf(draw)).words
    assert (word["text"], word["bold"]) == ("cooperation,", False)


@pytest.mark.parametrize(("rise", "script"), [(5, 1), (-3, -1)])
def test_scripts_are_words_of_their_own(rise: int, script: int) -> None:
    content = b"BT /F1 12 Tf 40 500 Td (groups) Tj /F1 7 Tf %d Ts (12) Tj 0 Ts /F1 12 Tf ( meet) Tj ET" % rise
    result = reading(raw_pdf(content))
    assert result.texts == ["groups", "12", "meet"]
    assert [(word["script"], word["glued"]) for word in result.words] == [(0, False), (script, True), (0, False)]


def test_a_label_beside_a_large_figure_is_no_script() -> None:
    content = b"BT /F1 30 Tf 40 500 Td (45 %) Tj ET BT /F1 14 Tf 115 508 Td (of all homes) Tj ET"
    assert all(word["script"] == 0 for word in reading(raw_pdf(content)).words)


def test_a_line_end_hyphen_is_restored_and_marked() -> None:
    words = reading(pdf(lines("the new develop-", "ment plan for long-term work"))).words
    assert [(word["text"], word["hyphen"]) for word in words][2:5] == [
        ("develop-", True),
        ("ment", False),
        ("plan", False),
    ]
    assert not any(word["hyphen"] for word in words if word["text"] == "long-term")
    assert words[2]["line"] != words[3]["line"]


def test_styles() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-BoldOblique", 20)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.drawString(40, 500, "Title")
        canvas.setFont("Times-Roman", 9)
        canvas.setFillColorRGB(0, 0, 1)
        canvas.drawString(40, 480, "Text")

    title, text = reading(pdf(draw)).words
    names = ("size", "bold", "italic", "color", "font")
    assert [title[name] for name in names] == [20, True, True, 0xFF0000, "Helvetica-BoldOblique"]
    assert [text[name] for name in names] == [9, False, False, 0x0000FF, "Times-Roman"]


def test_a_ligature_is_read_as_its_letters() -> None:
    (word,) = reading(mapped(b"0066006600690072006D")).words
    assert word["text"] == "ffirm"


def test_what_is_no_character() -> None:
    pair, lone, control, space = b"D83DDE00", b"D800", b"0001", b"00A0"
    assert reading(mapped(b"0061", pair, b"0062")).texts == ["a\U0001f600b"]
    assert reading(mapped(b"0061", lone, b"0062")).texts == ["a\ufffdb"]
    assert "".join(reading(mapped(b"0061", control, b"0062")).texts) == "ab"
    assert reading(mapped(b"0061", space, b"0062")).texts == ["a", "b"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 0xFFFF), min_size=1, max_size=40))
def test_any_characters_make_words_that_can_be_written(units: list[int]) -> None:
    for word in reading(mapped(*(b"%04X" % unit for unit in units))).words:
        assert word["text"] and word["text"].encode() and not any(map(str.isspace, word["text"]))


@pytest.mark.parametrize("number", ["1e30", "-1e30", "1e400", "-1e400", "99999999999", "0.0000000001"])
def test_absurd_coordinates_do_no_harm(number: str) -> None:
    n = number.encode()
    content = b"BT /F1 12 Tf %s %s Td (far) Tj ET q %s 0 0 1 0 0 cm 0 0 m 9 9 l S 1 1 %s 5 re f Q " % (n, n, n, n)
    result = reading(raw_pdf(content + b"BT /F1 12 Tf 40 500 Td (near) Tj ET"))
    assert result.word("near")["x0"] == pytest.approx(40, abs=0.1)
    numbers = [row[name] for row in result.words + result.graphics for name in ("x0", "top", "x1", "bottom")]
    assert all(abs(value) <= 2e6 for value in numbers)
