"""What of a text layer a reader of the page does not see is rejected, and stays on record."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.drawn import HELLO, mapped, pdf, raw_pdf, reading

SEEN = ["Water", "for", "12,345", "homes"]


def test_what_is_drawn_twice_is_kept_once() -> None:
    twice = HELLO + b" BT /F1 12 Tf 40.4 500.2 Td (Water for 12,345 homes) Tj ET"
    result = reading(raw_pdf(twice + b" BT /F1 12 Tf 40 300 Td (Water) Tj ET"))
    assert result.texts == [*SEEN, "Water"]


def test_letters_drawn_twice_one_by_one() -> None:
    def draw(canvas: Canvas) -> None:
        for number, letter in enumerate("balloon"):
            for offset in (0, 0.3):
                canvas.drawString(40 + 6 * number + offset, 500, letter)

    result = reading(pdf(draw))
    assert result.texts == ["balloon"]


def test_a_page_drawn_twice() -> None:
    lines = b"BT /F1 12 Tf 40 500 Td 14 TL " + b" ".join(b"(Line %d) Tj T*" % n for n in range(20)) + b" ET "
    shifted = b"1 0 0 1 0.5 0.3 cm "
    result = reading(raw_pdf(lines + shifted + lines))
    assert result.texts == [part for n in range(20) for part in ("Line", str(n))]
    assert [word["rejected"] for word in result.words] == [None] * 40 + ["duplicate"] * 40


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_narrow_letters_and_ligatures_are_no_doubles(turn: int) -> None:
    content = b"BT /F1 12 Tf 200 300 Td (illicit wall ... |||) Tj ET"
    assert reading(raw_pdf(content, b"/MediaBox [0 0 400 600] /Rotate %d" % turn)).texts[:2] == ["illicit", "wall"]
    assert reading(mapped(b"006600660074007400660066")).texts == ["ffttff"]


@pytest.mark.parametrize("mode", [3, 7])
def test_text_without_ink(mode: int) -> None:
    result = reading(raw_pdf(HELLO + b" BT %d Tr /F1 12 Tf 40 400 Td (Hidden) Tj ET" % mode))
    assert result.texts == SEEN
    assert result.word("Hidden")["rejected"] == "invisible"


def test_white_on_white() -> None:
    result = reading(raw_pdf(HELLO + b" 1 1 1 rg BT /F1 12 Tf 40 400 Td (Hidden) Tj ET"))
    assert result.texts == SEEN
    assert result.word("Hidden")["rejected"] == "invisible"


def test_text_in_the_colour_of_its_box() -> None:
    content = (
        b"0 0 0.5 rg 30 380 200 60 re f BT /F1 12 Tf 40 400 Td (Hidden) Tj ET 1 g BT /F1 12 Tf 100 400 Td (Seen) Tj ET"
    )
    result = reading(raw_pdf(content))
    assert (result.word("Hidden")["rejected"], result.word("Seen")["rejected"]) == ("invisible", None)


@pytest.mark.parametrize(
    "ground",
    [
        b"0 0 0.5 rg 30 380 200 60 re f",
        b"0 0 0.5 rg 30 402 200 6 re f",  # lower than the type: some of each letter shows
        b"0 0 0.5 rg 100 400 m 180 480 260 320 20 400 c f",
        b"q 200 0 0 60 30 380 cm /X Do Q",
    ],
)
def test_white_text_on_a_ground_is_seen(ground: bytes) -> None:
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    more = {7: picture + b"\nstream\n\x40\nendstream"}
    assert reading(raw_pdf(ground + b" 1 g BT /F1 12 Tf 40 400 Td (Seen) Tj ET", more=more)).texts == ["Seen"]


def test_a_heading_over_its_own_clipped_border_is_seen() -> None:
    border = b"q 30 380 200 1 re W n 0 0 0.5 rg 30 380 200 30 re f Q "
    assert reading(raw_pdf(border + b"0 0 0.5 rg BT /F1 12 Tf 40 390 Td (Heading) Tj ET")).texts == ["Heading"]


def test_type_too_small_to_see() -> None:
    result = reading(raw_pdf(HELLO + b" BT /F1 0.2 Tf 40 400 Td (Hidden) Tj ET"))
    assert result.texts == SEEN
