"""pdfplumber's pages with our objects find what they find with pdfplumber's own."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from bench.plumber import agreement
from pipeline.reading.plumber import pages
from pipeline.reasons import DocumentError, Reason
from pipeline.stage import RawFile
from tests.documents import typeset
from tests.reading.drawn import HEIGHT, WIDTH, lines, pdf, raw_pdf, scanned
from tests.reading.test_words import LINE

Draw = Callable[[Canvas], None]
Page = Any
PLACE = ("x0", "top", "x1", "bottom")


def both(data: bytes) -> tuple[Page, Page]:
    """The first page with our objects, and with pdfplumber's own."""
    (ours, *_), (theirs, *_) = pages(RawFile("application/pdf", data)), pdfplumber.open(io.BytesIO(data)).pages
    return ours, theirs


def grid(rows: int, columns: int, text: str = "") -> Draw:
    """Draws a ruled table, ``text`` and its number in every cell."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([40 + 60 * i for i in range(columns + 1)], [100 + 25 * i for i in range(rows + 1)])
        for cell in range(rows * columns):
            canvas.drawString(45 + 60 * (cell % columns), 108 + 25 * (cell // columns), f"{text}{cell}")

    return draw


def assert_same_words(data: bytes) -> None:
    ours, theirs = (page.extract_words() for page in both(data))
    assert [word["text"] for word in ours] == [word["text"] for word in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert [one[side] for side in PLACE] == pytest.approx([other[side] for side in PLACE], abs=0.5)
        assert (one["upright"], one["direction"]) == (other["upright"], other["direction"])


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=8), st.sampled_from(["Helvetica", "Courier"]))
def test_words_are_the_same_in_the_same_places(drawn: list[str], font: str) -> None:
    assert_same_words(pdf(lines(*drawn, x=5, size=9, font=font)))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_turned_pages(turn: int) -> None:
    content = b"BT /F1 12 Tf 40 500 Td (Water for homes) Tj ET"
    assert_same_words(raw_pdf(content, b"/MediaBox [0 0 400 600] /Rotate %d" % turn))


@pytest.mark.parametrize("turn", [2, 90, 180, 270])
def test_words_of_turned_writing(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(200, 300)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Annual")

    assert_same_words(pdf(draw))


def test_spaces_that_are_objects_of_their_own_part_words() -> None:
    letters = b" ".join(b"BT /F1 6 Tf %d 500 Td (%c) Tj ET" % (40 + 4 * i, c) for i, c in enumerate(b"an old mill"))
    data = raw_pdf(letters)
    assert [word["text"] for word in both(data)[0].extract_words()] == ["an", "old", "mill"]
    assert_same_words(data)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 8), st.integers(1, 5), st.text("abcXYZ ", max_size=4))
def test_tables_are_the_same(rows: int, columns: int, text: str) -> None:
    ours, theirs = both(pdf(grid(rows, columns, text)))
    assert ours.extract_tables() == theirs.extract_tables() != []
    (one,), (other,) = ours.find_tables(), theirs.find_tables()
    assert one.bbox == pytest.approx(other.bbox, abs=0.5)


def test_drawn_things_by_their_kinds() -> None:
    content = (
        b"1 0 0 RG 50 500 m 350 500 l S 0 0 1 rg 50 300 100 50 re f 50 200 m 80 220 120 220 150 230 c S "
        b"q 60 0 0 40 200 100 cm /X Do Q"
    )
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1"
    )
    ours, theirs = both(raw_pdf(content, more={7: picture + b" >>\nstream\n\xf0\nendstream"}))
    for kind in ("lines", "rects", "curves", "images", "edges"):
        found, expected = getattr(ours, kind), getattr(theirs, kind)
        assert len(found) == len(expected) > 0
        for one, other in zip(found, expected, strict=True):
            sides = PLACE if kind != "curves" else PLACE[::2]  # of a curve, pdfplumber knows its points alone
            assert [one[side] for side in sides] == pytest.approx([other[side] for side in sides], abs=0.5)
    assert ours.lines[0]["stroking_color"] == theirs.lines[0]["stroking_color"] == (1, 0, 0)
    assert ours.rects[0]["non_stroking_color"] == theirs.rects[0]["non_stroking_color"] == (0, 0, 1)


def test_methods_give_the_same() -> None:
    def draw(canvas: Canvas) -> None:
        lines("Clean water for 12,345 homes", "and a second line")(canvas)
        grid(3, 2, "n")(canvas)

    ours, theirs = both(pdf(draw))
    box, half = (0, 0, WIDTH, HEIGHT / 2), (40, 40, 120, HEIGHT)
    methods: list[Callable[[Page], object]] = [
        lambda page: page.extract_text(),
        lambda page: page.crop(box).extract_text(),
        lambda page: page.within_bbox(half).extract_text(),
        lambda page: page.filter(lambda one: one["object_type"] != "char" or one["text"].isdigit()).extract_text(),
        lambda page: [found["text"] for found in page.search(r"\d+,\d+")],
        lambda page: page.extract_table({"vertical_strategy": "text"}),
        lambda page: page.to_image(resolution=50).draw_rects(page.extract_words()).debug_tablefinder().annotated.size,
    ]
    for method in methods:
        assert method(ours) == method(theirs)


def test_places_are_those_of_the_page_as_shown() -> None:
    content = b"BT /F1 12 Tf 40 500 Td (Shown) Tj ET"
    ours, _ = both(raw_pdf(content, b"/MediaBox [0 0 400 600] /CropBox [20 300 400 600]"))
    assert (ours.width, ours.height, round(ours.extract_words()[0]["x0"])) == (380, 300, 20)
    assert ours.to_image().original.size == (380, 300)


def test_links() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.linkURL("https://example.org/a?b=c", (40, 500, 100, 515))

    (one,), (other,) = (page.hyperlinks for page in both(pdf(draw)))
    assert one["uri"] == other["uri"] == "https://example.org/a?b=c"
    assert [one[side] for side in PLACE] == pytest.approx([other[side] for side in PLACE])


def test_only_pages_that_can_be_read() -> None:
    def begin(page: int) -> int:
        if page == 2:
            raise DocumentError(Reason.TIME_LIMIT, "no time left")
        return 1

    three = pdf(lines("one"), lines("two"), lines("three"))
    assert [page.extract_text() for page in pages(RawFile("application/pdf", three, begin))] == ["one", "three"]
    assert [page.page_number for page in pages(RawFile("application/pdf", three), max_pages=2)] == [1, 2]
    assert not list(pages(RawFile("text/plain", b"Water")))
    with pytest.raises(DocumentError):
        list(pages(RawFile("application/pdf", b"%PDF-1.7 nothing")))


@pytest.mark.parametrize("data", [pdf(lines()), scanned(), raw_pdf(b"BT /F1 1e30 Tf 1e30 0 Td (A) Tj ET")])
def test_blank_scanned_and_absurd_pages(data: bytes) -> None:
    (page,) = pages(RawFile("application/pdf", data))
    assert page.extract_tables() == []
    assert page.extract_text() in {"", "A"}


def test_agreement_on_typeset_sheets() -> None:
    found = agreement(typeset())
    assert found.words >= 0.8
    assert (found.letters, found.tables, found.grids) >= (1.0, 0.95, 1.0)


def test_the_stage_in_the_documentation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-stage.md"
    (code,) = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "underlined.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    from underlined import underlined  # type: ignore[import-not-found]

    def draw(canvas: Canvas) -> None:
        lines("The plain and the marked word")(canvas)
        canvas.line(126, 548, 164, 548)

    (rows,) = underlined(RawFile("application/pdf", pdf(draw)))
    assert [(row["page"], row["text"]) for row in rows.to_pylist()] == [(1, "marked")]
