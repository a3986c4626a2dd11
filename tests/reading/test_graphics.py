"""Drawn things: what kind they are and where they stand on the page as shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.reading.drawn import pdf, raw_pdf, reading, scanned

BOX = ("x0", "top", "x1", "bottom")


def drawn(content: bytes, page: bytes = b"/MediaBox [0 0 400 600]") -> list[tuple[object, ...]]:
    """Kind, box (whole points), fill and stroke of each drawn thing."""
    rows = reading(raw_pdf(content, page)).graphics
    return [(row["kind"], *(round(row[edge]) for edge in BOX), row["fill"], row["stroke"]) for row in rows]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"1 0 0 RG 50 500 m 350 500 l S", [("rule", 50, 100, 350, 100, None, 0xFF0000)]),
        (b"0 0 1 rg 50 499 300 1.5 re f", [("rule", 50, 100, 350, 101, 0x0000FF, None)]),
        (b"0.5 g 50 400 100 100 re f", [("box", 50, 100, 150, 200, 0x808080, None)]),
        (b"50 400 100 100 re S", [("box", 50, 100, 150, 200, None, 0)]),
        (b"50 500 m 80 520 120 520 150 500 c S", [("curve", 50, 80, 150, 100, None, 0)]),
        (b"50 500 m 150 400 l S", [("curve", 50, 100, 150, 200, None, 0)]),
        (
            b"50 500 m 150 500 l 150 400 l S",
            [("rule", 50, 100, 150, 100, None, 0), ("rule", 150, 100, 150, 200, None, 0)],
        ),
        (b"0.5 g 50 400 100 100 re 51 401 98 98 re f*", [("box", 50, 100, 150, 200, None, 0x808080)]),
        (b"q 50 400 100 1 re W n 0.5 g 50 400 100 100 re f Q", [("rule", 50, 199, 150, 200, 0x808080, None)]),
        (b"1 g 0 0 400 600 re f", []),
        (b"50 400 100 100 re n", []),
    ],
)
def test_kinds(content: bytes, expected: list[tuple[object, ...]]) -> None:
    assert drawn(content) == expected


def test_round_corners_are_a_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.roundRect(50, 400, 200, 100, 10, stroke=1, fill=0)

    (box,) = reading(pdf(draw)).graphics
    assert (box["kind"], [round(box[edge]) for edge in BOX]) == ("box", [50, 100, 250, 200])


def test_through_form_xobjects() -> None:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [2 0 0 2 10 10] /Length 24 >>"
    more = {7: form + b"\nstream\n0.5 g 10 20 30 40 re f  \nendstream"}
    (box,) = reading(raw_pdf(b"q 1 0 0 1 100 200 cm /X Do Q", more=more)).graphics
    assert [round(box[edge]) for edge in BOX] == [130, 270, 190, 350]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_with_the_page(turn: int) -> None:
    page = b"/MediaBox [0 0 400 600] /Rotate %d" % turn
    expected = {90: (100, 50, 150, 90), 180: (310, 100, 350, 150), 270: (450, 310, 500, 350)}[turn]
    ((_, *box, _, _),) = drawn(b"0.5 g 50 100 40 50 re f", page)
    assert tuple(box) == expected


def test_a_picture_with_its_resolution() -> None:
    result = reading(scanned(width=850, height=1275))
    assert [row["kind"] for row in result.graphics] == ["image"]
    assert result.sheets[0]["image_dpi"] == 153


def test_the_limit_is_kept_and_told() -> None:
    content = b" ".join(b"0.5 g %d 10 5 5 re f" % (10 * n) for n in range(30))
    result = reading(raw_pdf(content), max_graphics=10)
    assert (len(result.graphics), result.sheets[0]["problem"]) == (10, "graphics_limit")


NUMBER = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: b"%f" % value)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), max_size=5))
def test_any_boxes_lie_on_the_page(boxes: list[tuple[bytes, ...]]) -> None:
    content = b" ".join(b" ".join(box) + b" re f" for box in boxes)
    for row in reading(raw_pdf(content)).graphics:
        assert 0 <= row["x0"] <= row["x1"] <= 400
        assert 0 <= row["top"] <= row["bottom"] <= 600
