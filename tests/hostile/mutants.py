"""Spoilt documents: good ones of our own with bytes or PDF tokens changed by a seeded chance."""

import io
import random
import re
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.sniff import sniff
from pipeline.reasons import DocumentError
from pipeline.stage import RawFile
from tests.hostile import inputs

_TOKEN = re.compile(rb"[-+]?\d*\.?\d+|/\w+|\b[A-Za-z*']{1,3}\b|<<|>>|\[|\]|\(|\)")
_ODD = (
    b"-1",
    b"0",
    b"1e30",
    b"99999999999999999999",
    b"nan",
    b"(",
    b")",
    b"<<",
    b">>",
    b"[",
    b"null",
    b"3 0 R",
    b"/Kids",
    b"Tj",
    b"Do",
    b"q",
    b"Q",
    b"cm",
    b"",
)
_BYTES = (b"\0", b"\xff", b"\n", b"\r", b"%", b"endstream", b"endobj", b"stream")

_TABLE = b"".join(
    b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (72 + 120 * column, 600 - 20 * row, text)
    for row, words in enumerate(((b"Mill", b"Wheels", b"Rye, t"), (b"Upper", b"31", b"1,204"), (b"Lower", b"7", b"88")))
    for column, text in enumerate(words)
)
_GRID = b"".join(b"60 %d 400 20 re S\n" % (594 - 20 * row) for row in range(3))
_PROSE = b"".join(
    b"BT /F1 11 Tf 72 %d Td (The lower mill was re-) Tj 0 -14 Td (built in 1902 at a cost of 3.5 million.) Tj ET\n"
    % (500 - 60 * n)
    for n in range(5)
)
_DUMP = "\n".join(
    f"{'The mill grinds rye since':<40}{'The forge has made nails':<40}\n\t\u2022 {n},5 m\u00b2   12-\u00ad"
    for n in range(9)
)


def _picture(form: str, mode: str, **options: object) -> bytes:
    file, image = io.BytesIO(), Image.new(mode, (240, 90), 1 if mode == "1" else "white")
    ImageDraw.Draw(image).text((20, 30), "The mill has 31 wheels", 0 if mode in "1L" else "navy", font_size=18)
    image.save(file, form, **options)
    return file.getvalue()


def _drawn(**options: object) -> bytes:
    """A sheet with a picture, a form field, a link, a title and compressed streams, as ReportLab makes it."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, **options)
    canvas.setTitle("Mills of the valley")
    canvas.drawString(72, 700, "The mill has 31 wheels")
    canvas.drawImage(ImageReader(io.BytesIO(_picture("JPEG", "RGB"))), 72, 500)
    canvas.acroForm.textfield(name="wheels", value="31", x=72, y=400)
    canvas.linkURL("https://example.org/mill", (72, 690, 200, 710))
    canvas.bookmarkPage("mill")
    canvas.addOutlineEntry("Mill", "mill")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


PDFS = (
    inputs.sheet(),
    inputs.pages(inputs.TEXT + _TABLE + _GRID, _PROSE),
    inputs.sheet(inputs.TEXT + _PROSE, more=b"/Rotate 90"),
    inputs.mapped(b"00660069"),
    inputs.forms(3),
    _drawn(),
    _drawn(encrypt=StandardEncryption("", "owner", strength=128), pageCompression=0),
)
OTHERS = (
    _picture("PNG", "RGBA"),
    _picture("PNG", "1"),
    _picture("JPEG", "CMYK"),
    _picture("TIFF", "1", compression="group4"),
    _picture("TIFF", "L", compression="tiff_lzw", save_all=True, append_images=[Image.new("L", (30, 40), 9)]),
    _picture("TIFF", "RGB", compression="jpeg"),
    _picture("WEBP", "RGB"),
    _picture("JPEG2000", "L"),
    _picture("GIF", "L"),
    _picture("BMP", "RGB"),
    *(_DUMP.encode(codec, "replace") for codec in ("utf-8", "utf-16", "cp1252")),
)
_OTHER = 0.3


def mutant(seed: int) -> bytes:
    """A spoilt document; the same for the same seed."""
    chance = random.Random(seed)
    if chance.random() < _OTHER:
        data = chance.choice(OTHERS)
        for _ in range(chance.randint(1, 4)):
            data = _bytes(data, chance)
        return data
    data = chance.choice(PDFS)
    for _ in range(chance.randint(1, 6)):
        data = (_token if chance.random() < 0.6 else _bytes)(data, chance)
    return data


def _token(data: bytes, chance: random.Random) -> bytes:
    found = chance.choice(list(_TOKEN.finditer(data)))
    new = chance.choice(_ODD) if chance.random() < 0.6 else chance.choice(_TOKEN.findall(data))
    return data[: found.start()] + new + data[found.end() :]


def _bytes(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(9, len(data))
    length = chance.choice((0, 1, 1, 4, 40))
    new = chance.choice(_BYTES) if chance.random() < 0.5 else chance.randbytes(chance.choice((1, 1, 4)))
    if chance.random() < 0.1:
        new = data[start : start + 200] * 2
    return data[:start] + new + data[start + length :]


def findings(seeds: range, seconds: float = 10.0, memory: int = 2 << 30) -> Iterator[tuple[int, str]]:
    """Seeds whose documents take the stages up to the repaired text down, other than by a ``DocumentError``.

    To be called in a process of its own: it limits its memory, and a document may end it. Seconds are of the
    processor: a busy machine makes no document slow.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.signal(signal.SIGPROF, _late)
    for seed in seeds:
        data = mutant(seed)
        media_type = sniff(data)
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            if media_type:
                _through(RawFile(media_type, data))
        except DocumentError:
            continue
        except Exception as error:
            yield seed, f"{type(error).__name__}: {error} after {time.process_time() - started:.1f} s"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _through(file: RawFile) -> None:
    """The stages up to the repaired text, with pages drawn as for OCR in its place."""
    from pipeline.reading.render import render, render_colors
    from pipeline.stages.layout import layout
    from pipeline.stages.read import read
    from pipeline.stages.repair import repair
    from pipeline.stages.words import words

    sheets, metadata, layer, graphics = read(file)
    (chosen,) = words(sheets, layer, layer.slice(0, 0))
    outline, placements, grid, _ = layout(metadata, sheets, chosen, graphics)
    repair(chosen, outline, placements, grid)
    for page, route in zip(sheets["page"].to_pylist(), sheets["route"].to_pylist(), strict=True):
        if route in ("ocr", "both"):
            with suppress(DocumentError):
                render(file.data, file.media_type, page, _DPI, max_pixels=_PIXELS)
                render_colors(file.data, file.media_type, page, _DPI)


_DPI, _PIXELS = 60.0, 4_000_000


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("too slow")
