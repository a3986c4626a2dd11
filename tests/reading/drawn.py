"""Documents drawn for the tests, and what stage ``read`` makes of them."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.sniff import sniff
from pipeline.stage import RawFile
from pipeline.stages.read import read

WIDTH, HEIGHT = 400.0, 600.0
FONT, SIZE = "Helvetica", 12.0
HELLO = b"BT /F1 12 Tf 40 500 Td (Water for 12,345 homes) Tj ET"


@dataclass(frozen=True)
class Result:
    """The four tables of one document."""

    sheets: list[dict[str, Any]]
    metadata: dict[str, Any]
    words: list[dict[str, Any]]
    graphics: list[dict[str, Any]]

    @property
    def kept(self) -> list[dict[str, Any]]:
        return [word for word in self.words if word["rejected"] is None]

    @property
    def texts(self) -> list[str]:
        return [word["text"] for word in self.kept]

    def word(self, text: str) -> dict[str, Any]:
        found = [word for word in self.words if word["text"] == text]
        assert len(found) == 1, f"{text!r} stands {len(found)} times in {[word['text'] for word in self.words]}"
        return found[0]


def reading(data: bytes, **settings: int) -> Result:
    """What stage ``read`` gives for a file."""
    tables: tuple[pa.Table, ...] = read(RawFile(sniff(data) or "", data), **settings)
    sheets, metadata, words, graphics = (table.to_pylist() for table in tables)
    return Result(sheets, metadata[0], words, graphics)


def pdf(*pages: Callable[[Canvas], None], encrypt: str | StandardEncryption | None = None) -> bytes:
    """A PDF file with one page a drawing function, 400 x 600 points."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=encrypt)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, x: float = 40.0, size: float = SIZE, font: str = FONT) -> Callable[[Canvas], None]:
    """Draws lines of text from y = 550 down."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, text in enumerate(texts):
            canvas.drawString(x, 550 - 1.5 * size * number, text)

    return draw


def places(text: str, x: float, size: float = SIZE, font: str = FONT) -> Iterable[tuple[str, float, float]]:
    """Each word of a drawn line with its left and right edge."""
    for number, word in enumerate(text.split(" ")):
        before = " ".join([*text.split(" ")[:number], ""])
        left = x + stringWidth(before, font, size)
        yield word, left, left + stringWidth(word, font, size)


def raw_pdf(content: bytes, page: bytes = b"/MediaBox [0 0 400 600]", more: dict[int, bytes] | None = None) -> bytes:
    """A PDF file of one page, written by hand: its content stream, its entries, further objects from number 6."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X 7 0 R >> >> " + page + b" >>",
        4: b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(more or {}),
    }
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n")
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return out.getvalue()


def mapped(*units: bytes) -> bytes:
    """A page whose letters A, B, C, ... stand for these UTF-16 units (hexadecimal), by the font's ToUnicode."""
    pairs = b"".join(b"<%02X> <%s>\n" % (0x41 + i, unit) for i, unit in enumerate(units))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <FF> "
        b"endcodespacerange\n%d beginbfchar\n" % len(units) + pairs + b"endbfchar endcmap end end"
    )
    letters = bytes(range(0x41, 0x41 + len(units)))
    return raw_pdf(
        b"BT /F2 12 Tf 40 500 Td (" + letters + b") Tj ET",
        more={
            6: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 8 0 R >>",
            8: b"<< /Length %d >>\nstream\n" % len(cmap) + cmap + b"\nendstream",
        },
    )


def scanned(text: bytes = b"", width: int = 850, height: int = 1275) -> bytes:
    """A page of 400 x 600 points filled by a picture, with a text layer drawn over it."""
    pixels = b"\xf0" * (width * height)
    return raw_pdf(
        b"q 400 0 0 600 0 0 cm /X Do Q " + text,
        more={
            7: b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length %d >>\nstream\n" % (width, height, len(pixels)) + pixels + b"\nendstream"
        },
    )
