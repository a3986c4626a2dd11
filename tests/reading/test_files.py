"""Files of every kind: what they are, their pages and routes, and what is wrong with them."""

import contextlib
import io
import sys
from datetime import datetime

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import second
from pipeline.reading.bounded import EndlessError, bounded
from pipeline.reading.metadata import parse_date
from pipeline.reading.render import render
from pipeline.reading.routes import odd_share, unmapped_share
from pipeline.reading.sniff import sniff
from pipeline.reasons import DocumentError, Reason
from pipeline.stage import RawFile
from pipeline.stages.read import read
from tests.hostile.inputs import TEXT, tree
from tests.hostile.inputs import sheet as inputs_sheet
from tests.reading.drawn import HELLO, lines, mapped, pdf, raw_pdf, reading, scanned

PROSE = "The valley counts twelve villages and each of them keeps a well of its own near the church".split()
FORMATS = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
    "JPEG2000": "image/jp2",
    "BMP": "image/bmp",
    "GIF": "image/gif",
}


def picture(form: str, size: tuple[int, int] = (827, 1169), frames: int = 1, dpi: int | None = None) -> bytes:
    buffer = io.BytesIO()
    images = [Image.new("L", size, 200) for _ in range(frames)]
    more = {"dpi": (dpi, dpi)} if dpi else {}
    several = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(buffer, form, **more, **several)
    return buffer.getvalue()


def reason(data: bytes, **settings: int) -> Reason:
    with pytest.raises(DocumentError) as caught:
        reading(data, **settings)
    return caught.value.reason


@pytest.mark.parametrize(("form", "media_type"), FORMATS.items())
def test_a_picture_is_a_page_to_be_read_by_ocr(form: str, media_type: str) -> None:
    data = picture(form)
    assert sniff(data) == media_type
    result = reading(data)
    (sheet,) = result.sheets
    assert (result.metadata["kind"], sheet["route"]) == ("image", "ocr")
    assert (sheet["width"], sheet["height"]) == pytest.approx(
        (595, 842), abs=40
    )  # shaped like A4: taken for about that
    assert render(data, media_type, 1, sheet["image_dpi"]).shape == (1169, 827)


def test_a_tiff_of_several_pages() -> None:
    data = picture("TIFF", (300, 400), frames=3, dpi=150)
    result = reading(data, max_pages=2)
    assert [(sheet["page"], sheet["width"], sheet["problem"]) for sheet in result.sheets] == [
        (1, 144, None),
        (2, 144, "page_limit"),
    ]
    assert (result.metadata["n_pages"], result.sheets[0]["image_dpi"]) == (3, 150)


def test_a_declared_resolution_that_cannot_be_is_not_believed() -> None:
    assert reading(picture("PNG", (2480, 3508), dpi=72)).sheets[0]["image_dpi"] == 300


def test_a_picture_turned_by_exif_is_shown_upright() -> None:
    image = Image.new("L", (300, 200), 255)
    exif = image.getexif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    (sheet,) = reading(buffer.getvalue()).sheets
    assert sheet["height"] > sheet["width"]
    assert render(buffer.getvalue(), "image/jpeg", 1, sheet["image_dpi"]).shape == (300, 200)


def test_pictures_too_large_or_broken() -> None:
    assert reason(picture("PNG"), max_pixels=1000) == Reason.PIXEL_LIMIT
    assert reason(picture("PNG")[:20]) == Reason.DAMAGED


@pytest.mark.parametrize(("form", "end"), [("JPEG", 2), ("JPEG", 2000), ("PNG", 2000)])
def test_of_a_picture_cut_off_what_is_there_is_read(form: str, end: int) -> None:
    whole = written(form, (827, 1169))
    cut = whole[:-end]
    assert [sheet["problem"] for data in (whole, cut) for sheet in reading(data).sheets] == [None, Reason.DAMAGED]
    first, other = (render(data, FORMATS[form], 1, 100)[:300] for data in (whole, cut))
    assert (first == other).all()
    assert first.min() < 99


def written(form: str, size: tuple[int, int]) -> bytes:
    """A picture with something dark near its top, and noise below that takes bytes."""
    buffer, image = io.BytesIO(), Image.new("L", size, 255)
    image.paste(Image.effect_noise((size[0], size[1] // 2), 90), (0, size[1] // 2))
    image.paste(0, (60, 60, 200, 100))
    image.save(buffer, form)
    return buffer.getvalue()


@pytest.mark.parametrize(("ink", "dark"), [("black", True), ("white", True), (None, False)])
def test_writing_on_nothing_is_shown_dark_on_white(ink: str | None, *, dark: bool) -> None:
    buffer, image = io.BytesIO(), Image.new("RGBA", (400, 300), (255, 255, 255, 0))
    if ink:
        image.paste(ink, (100, 100, 200, 120))
    image.save(buffer, "PNG")
    pixels = render(buffer.getvalue(), "image/png", 1, 300)
    assert (pixels[0, 0], pixels[110, 150]) == (255, 0 if dark else 255)


def test_a_large_picture_is_drawn_smaller_to_fit_the_limit() -> None:
    pixels = render(picture("PNG", (3000, 2000)), "image/png", 1, 300, max_pixels=1_500_000)
    assert pixels.shape == (1000, 1500)


def test_text_that_a_clipped_box_seems_to_hide_is_looked_at() -> None:
    box = b"q BT 7 Tr /F1 40 Tf 72 600 Td (Clip) Tj ET 0 0 612 792 re f Q "
    (sheet,) = reading(inputs_sheet(box + TEXT)).sheets
    assert sheet["route"] == "ocr"
    (sheet,) = reading(inputs_sheet(b"1 1 1 rg " + TEXT)).sheets
    assert sheet["route"] == "none"


def test_the_same_file_fails_with_the_same_words() -> None:
    """An object's address in a message would make tables differ from run to run."""
    for data in (picture("PNG")[:20], picture("TIFF")[:12], b"GIF89a", b"\xff\xd8\xff\xe0"):
        with pytest.raises(DocumentError) as caught:
            reading(data)
        assert "0x" not in caught.value.message


def test_a_page_is_drawn_as_shown() -> None:
    data = raw_pdf(b"0 g 0 500 100 100 re f", b"/MediaBox [0 0 400 600] /Rotate 90")
    pixels = render(data, "application/pdf", 1, 72)
    assert pixels.shape == (400, 600)
    assert pixels[50, 550] == 0 and pixels[350, 50] == 255
    assert render(data, "application/pdf", 1, 600, max_pixels=240_000).shape == (400, 600)
    with pytest.raises(DocumentError):
        render(data, "application/pdf", 1, 600, max_pixels=1000)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"Twelve villages\n", "text/plain"),
        ("Größe, naïve".encode("cp1252"), "text/plain"),
        ("\ufeffGröße".encode("utf-16"), "text/plain"),
        ("Größe".encode("utf-16-le"), "text/plain"),
        (b"junk\r\n\r\n" + raw_pdf(HELLO), "application/pdf"),
        (b"", None),
        (b"%", None),
        (b"<!DOCTYPE html><p>Text", None),
        (b"<svg xmlns='x'></svg>", None),
        (b"<?xml version='1.0'?>", None),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", None),
        (b"{\\rtf1 Text}", None),
        (b"PK\x03\x04" + b"\0" * 60, None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, None),
        (bytes(range(256)) * 4, None),
    ],
)
def test_what_a_file_is_by_its_bytes(data: bytes, media_type: str | None) -> None:
    assert sniff(data) == media_type


def test_broken_files_have_a_reason() -> None:
    whole = pdf(lines("Water"))
    assert reason(whole[: len(whole) // 3]) == Reason.DAMAGED
    assert reason(pdf(lines("Water"), encrypt=StandardEncryption("secret", "owner", strength=128))) == Reason.ENCRYPTED
    assert reading(pdf(lines("Water"), encrypt=StandardEncryption("", "owner", strength=128))).texts == ["Water"]


def test_the_second_reader_is_tried_where_the_first_fails() -> None:
    whole = pdf(lines("Water and sand"))
    lost = reading(whole.replace(b"/Count 1", b"/Count 0").replace(b"/Kids [ ", b"/Kids [] /X [ "))
    assert lost.texts == ["Water", "and", "sand"]
    assert [sheet["problem"] for sheet in lost.sheets] == [Reason.DAMAGED]


@pytest.mark.parametrize(
    "kids",
    [
        {2: b"3 0 R", 3: b"2 0 R"},
        {2: b"<< /Type /Pages /Kids 3 0 R /Count 1 >>", 3: b"4 0 R", 4: b"3 0 R"},
        {2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", 3: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"},
    ],
)
def test_the_second_reader_comes_to_an_end(kids: dict[int, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "MAX_CALLS", 60_000)
    assert reason(tree(kids)) == Reason.DAMAGED


def test_a_page_on_which_the_second_reader_is_stopped_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "MAX_CALLS", 60_000)
    whole = pdf(lines("Water and sand"), lines(*["The mill grinds rye for all the villages"] * 30))
    lost = reading(whole.replace(b"/Count 2", b"/Count 0").replace(b"/Kids [ ", b"/Kids [] /X [ "))
    assert [sheet["problem"] for sheet in lost.sheets] == [Reason.DAMAGED, Reason.PAGE_FAILED]
    assert lost.texts == ["Water", "and", "sand"]


def test_code_that_is_bounded_cannot_catch_its_end() -> None:
    def deaf() -> None:
        while True:
            with contextlib.suppress(Exception):
                int("1")

    with pytest.raises(EndlessError), bounded(1000):
        deaf()
    with bounded(1000):
        assert len(str(1)) == 1
    assert sys.getprofile() is None


def test_a_file_is_not_taken_for_the_one_before_it() -> None:
    locked = pdf(lines("Water"), encrypt=StandardEncryption("secret", "owner", strength=128))
    whole = pdf(lines("Water"))
    torn = whole[: len(whole) // 3]
    first = reason(torn)
    assert reason(locked) == Reason.ENCRYPTED
    assert reason(torn) == first == Reason.DAMAGED


def test_a_blank_page_is_believed_where_its_content_paints_nothing() -> None:
    blank, shown = pdf(lambda _: None), pdf(lines("Water"), lambda _: None)
    assert reading(blank).sheets[0]["problem"] is None
    assert [sheet["problem"] for sheet in reading(shown).sheets] == [None, None]


def test_deep_nesting_is_refused() -> None:
    whole = pdf(lines("Water"))
    deep = whole.replace(b"/Type /Catalog", b"/Type /Catalog /X " + 600 * b"[ " + 600 * b"]")
    assert deep != whole
    assert reason(deep) == Reason.NESTING_LIMIT
    assert reading(deep, max_nesting=700).texts == ["Water"]


def test_a_page_that_is_to_be_left_out_costs_only_itself() -> None:
    def begin(page: int) -> int:
        if page == 2:
            raise DocumentError(Reason.WORKER_DIED, "page 2 brought the process down")
        return 1

    data = pdf(lines("One"), lines("Two"), lines("Three"))
    sheets, _, words, _ = read(RawFile("application/pdf", data, begin))
    assert sheets["problem"].to_pylist() == [None, Reason.WORKER_DIED, None]
    assert words["text"].to_pylist() == ["One", "Three"]


def test_one_broken_page_harms_no_other() -> None:
    result = reading(raw_pdf(HELLO).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 9 0 R 3 0 R] /Count 3"))
    assert [sheet["problem"] for sheet in result.sheets] == [None, "page_failed", None]
    assert {word["page"] for word in result.kept} == {1, 3}


def test_limits_of_pages_and_characters() -> None:
    result = reading(pdf(*(lines("Water for all") for _ in range(3))), max_pages=2, max_characters=5)
    assert result.texts == ["Water"] * 2
    assert [sheet["problem"] for sheet in result.sheets] == ["character_limit", "page_limit"]
    assert result.metadata["n_pages"] == 3


def test_what_the_file_says_of_itself() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Twelve villages")
        canvas.setProducer("A drawing program")
        canvas.drawString(40, 500, "Water")

    metadata = reading(pdf(draw)).metadata
    assert (metadata["kind"], metadata["title"], metadata["producer"]) == (
        "born_digital",
        "Twelve villages",
        "A drawing program",
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("D:20210304050607Z", datetime(2021, 3, 4, 5, 6, 7)),
        ("D:20210304050607+02'30'", datetime(2021, 3, 4, 2, 36, 7)),
        ("D:202103", datetime(2021, 3, 1)),
        ("20210304", datetime(2021, 3, 4)),
        ("D:00010101000000", None),
        ("D:99991231", None),
        ("D:20211350", None),
        ("yesterday", None),
    ],
)
def test_dates(text: str, date: datetime | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("data", "route", "kind"),
    [
        (pdf(lines(" ".join(PROSE))), "text_layer", "born_digital"),
        (pdf(lambda _: None), "none", "born_digital"),
        (scanned(), "ocr", "scan"),
        (scanned(b"BT 3 Tr /F1 9 Tf 20 500 Td (" + " ".join(PROSE).encode() + b") Tj ET"), "both", "scan"),
        (scanned(b"BT /F1 9 Tf 20 500 Td (" + " ".join(PROSE).encode() + b") Tj ET"), "both", "scan"),
        (mapped(*[b"FFFD"] * 20, *[b"0061"] * 10), "both", "born_digital"),
        (pdf(lambda canvas: canvas.circle(200, 300, 50)), "ocr", "born_digital"),
    ],
)
def test_routes(data: bytes, route: str, kind: str) -> None:
    result = reading(data)
    assert (result.sheets[0]["route"], result.metadata["kind"]) == (route, kind)
    assert any(map(str.isdigit, result.sheets[0]["route_reason"]))


def test_a_hybrid_has_pages_of_both_kinds() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (800, 1200), 230), 0, 0, 400, 600)

    result = reading(pdf(lines(" ".join(PROSE)), scan))
    assert [sheet["route"] for sheet in result.sheets] == ["text_layer", "ocr"]
    assert result.metadata["kind"] == "hybrid"


def test_shapes_of_words_tell_text_from_noise() -> None:
    shifted = [word.translate({i: (i - 96) % 26 + 97 for i in range(97, 123)}) for word in PROSE * 2]
    assert odd_share(PROSE * 2) == 0
    assert odd_share(["strengths", "rhythm", "McDonald", "Schwarzschild", "UNHCR", "iPhone"] * 5) < 0.35
    assert odd_share(shifted) > 0.35
    assert unmapped_share(["(cid:12)(cid:7)", "word"]) > 0.1
    assert unmapped_share(["\uf0b7", "word"]) == 0


class TestDump:
    """A dump of plain text lies on a grid of 6 x 12 points."""

    def test_words_on_the_grid(self) -> None:
        result = reading(b"Twelve villages\n\n   keep\tfour wells\n")
        places = [(word["text"], word["x0"] / 6, word["x1"] / 6, word["line"]) for word in result.words]
        assert places == [
            ("Twelve", 0, 6, 0),
            ("villages", 7, 15, 0),
            ("keep", 3, 7, 2),
            ("four", 8, 12, 2),
            ("wells", 13, 18, 2),
        ]
        assert {
            (word["bottom"] - word["top"], word["size"], word["top"] // 12 - word["line"]) for word in result.words
        } == {(10, 10, 0)}
        assert (result.metadata["kind"], result.sheets[0]["route"]) == ("text", "text_layer")
        assert (result.sheets[0]["width"], result.sheets[0]["height"]) == (18 * 6, 3 * 12)

    def test_form_feeds_part_pages(self) -> None:
        result = reading(b"one\ftwo\f\fthree\f")
        assert [(word["text"], word["page"]) for word in result.words] == [("one", 1), ("two", 2), ("three", 4)]
        assert [sheet["route"] for sheet in result.sheets] == ["text_layer", "text_layer", "none", "text_layer"]

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    def test_encodings(self, codec: str) -> None:
        assert reading("Größe – “naïve”\r\nfour".encode(codec)).texts == ["Größe", "–", "“naïve”", "four"]

    def test_hyphens_at_line_ends_and_before_gutters(self) -> None:
        words = reading(b"a develop-    and co-\nment plan 1990-\n- 12 well-known\n").words
        assert [word["text"] for word in words if word["hyphen"]] == ["develop-", "co-"]

    def test_controls_are_dropped_and_limits_kept(self) -> None:
        result = reading(b"wa\x01ter all homes" + b" and wells" * 20, max_characters=9)
        assert (result.texts, result.sheets[0]["problem"]) == (["water", "al"], "character_limit")
