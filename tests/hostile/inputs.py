"""Hostile inputs, made in code: broken PDF files, pictures that lie, odd names, and things that are no files.

Every input has what is owed to it: ``read`` (all of it, with words); ``ok``; ``part`` (words, and why not all);
``told`` (it may come out, but where it does not, its row says why); or ``refused`` (it must not pass for read).
"""

import os
import socket
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.hostile.pictures import cut, drawn, written

READ, OK, PART, TOLD, REFUSED = "read", "ok", "part", "told", "refused"

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F1 12 Tf 72 700 Td (The mill has 31 wheels and grinds rye since 1902) Tj ET"
SHEET = b"[0 0 612 792]"
DOT = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q"


def stream(content: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(content), content)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of numbered objects; object 1 is the catalogue."""
    body, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)
    )
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(body))
    return body + b"xref\n0 %d\n" % size + table + end


def sheet(
    content: bytes = TEXT, *, box: bytes = SHEET, more: bytes = b"", font: bytes = FONT, contents: bytes | None = None
) -> bytes:
    """A PDF file of one page."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> %s >>" % (box, more),
            4: stream(content) if contents is None else contents,
            5: font,
        }
    )


def pages(*contents: bytes) -> bytes:
    """A PDF file of several pages."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: FONT}
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(contents)))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents))
    for i, content in enumerate(contents):
        objects[4 + 2 * i] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (SHEET, 5 + 2 * i)
        )
        objects[5 + 2 * i] = stream(content)
    return pdf(objects)


def unfolding(block: bytes, times: int) -> bytes:
    """A stream object that unfolds to a block many times over."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(block) for _ in range(times)] + [packer.flush()])
    return stream(packed, b"/Filter /FlateDecode")


def png(width: int, height: int, rows: bytes) -> bytes:
    """A grey PNG of 8 bits, whatever its rows hold."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def forms(depth: int) -> bytes:
    """A page whose form is drawn twice by a form that is drawn twice, and so on."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
        % SHEET,
        4: stream(b"/X Do"),
    }
    about = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    for i in range(5, 5 + depth):
        objects[i] = stream(b"/X Do /X Do", about + b" /Resources << /XObject << /X %d 0 R >> >>" % (i + 1))
    objects[5 + depth] = stream(b"0 0 m 9 9 l S", about)
    return pdf(objects)


def tree(kids: Mapping[int, bytes]) -> bytes:
    """A file whose page tree has these nodes, from object 2."""
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", **kids})


def mapped(meaning: bytes) -> bytes:
    """A page of writing whose font says that the letter A means this UTF-16 in hexadecimal."""
    table = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <%s> endbfchar" % meaning
    objects = sheet(b"BT /F1 12 Tf 72 700 Td (ABBA) Tj ET", font=FONT[:-2] + b"/ToUnicode 6 0 R >>")
    return objects.replace(b"xref\n0 6", b"6 0 obj\n%s\nendobj\nxref\n0 6" % stream(table))


def lines(count: int) -> bytes:
    """Rules that cross each other."""
    return b"".join(
        b"%d 5 m %d 780 l S 5 %d m 600 %d l S\n" % (i % 600, i % 600, i % 790, i % 790) for i in range(count)
    )


def files() -> dict[str, tuple[bytes, str]]:
    """Hostile files by name, and what is owed to each."""
    good = sheet()
    return {
        "empty.pdf": (b"", REFUSED),
        "one-byte.pdf": (b"%", REFUSED),
        "words.pdf": (b"The mill grinds rye.\n" * 30, REFUSED),
        "page.html": (b"<!DOCTYPE html><html><body>rye</body></html>", REFUSED),
        "drawing.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n(rye) show\n", REFUSED),
        "archive.pdf": (b"PK\x03\x04" + bytes(200), REFUSED),
        "half.pdf": (good[: len(good) // 2], REFUSED),
        "junk before.pdf": (b"HTTP/1.1 200 OK\r\n\r\n" + good, READ),
        "junk after.pdf": (good + bytes(1_000_000), READ),
        "no xref.pdf": (good.replace(b"startxref\n", b"startxref\n9999999999"), READ),
        "size.pdf": (good.replace(b"/Size 6", b"/Size 2000000000"), READ),
        "far.pdf": (sheet(b"BT /F1 12 Tf 1e30 1e30 Td (far) Tj ET " + TEXT), READ),
        "infinite.pdf": (sheet(b"BT /F1 12 Tf 1e400 0 0 0 1e400 0 Tm (nan) Tj ET " + TEXT), TOLD),
        "flat.pdf": (sheet(b"BT /F1 0 Tf 72 700 Td (flat) Tj ET " + TEXT), READ),
        "no-size.pdf": (sheet(box=b"[0 0 0 0]"), TOLD),
        "no-width.pdf": (sheet(DOT, box=b"[0 0 0 792]"), TOLD),  # as the mutants of seeds 142, 5234 and 6622 are
        "flat-line.pdf": (
            sheet(b"BT /F1 12 Tf 1 0 0 0 72 700 Tm (no height) Tj 0 0 0 1 72 600 Tm (no width) Tj ET"),
            TOLD,
        ),
        "turned-box.pdf": (sheet(box=b"[612 792 0 0]"), READ),
        "wrong-box.pdf": (sheet(box=b"[(a) null 612]"), TOLD),
        "huge.pdf": (sheet(box=b"[0 0 1000000000 1000000000]"), TOLD),
        "turn.pdf": (sheet(more=b"/Rotate 45"), TOLD),
        "length loop.pdf": (sheet(contents=b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % TEXT), TOLD),
        "nuls.pdf": (sheet(contents=unfolding(bytes(1 << 20), 80)), REFUSED),
        "states.pdf": (sheet(contents=unfolding(b"q " * (1 << 18), 4)), TOLD),
        "deep.pdf": (sheet(more=b"/X " + b"[" * 5000 + b"]" * 5000), REFUSED),
        "tree loop.pdf": (tree({2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"}), REFUSED),
        "reference loop.pdf": (tree({2: b"3 0 R", 3: b"2 0 R"}), REFUSED),
        "kids loop.pdf": (tree({2: b"<< /Type /Pages /Kids 3 0 R /Count 1 >>", 3: b"4 0 R", 4: b"3 0 R"}), REFUSED),
        "no pages.pdf": (tree({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), REFUSED),
        "laughs.pdf": (forms(24), REFUSED),
        "form loop.pdf": (forms(1).replace(b"/Resources << /XObject << /X 6 0 R >> >>", b"", 1), REFUSED),
        "many pages.pdf": (pages(*[TEXT] * 260), TOLD),
        "many rules.pdf": (sheet(lines(15_000)), REFUSED),
        "rules.pdf": (sheet(lines(100)), REFUSED),
        "characters.pdf": (
            sheet(b"BT /F1 1 Tf 7 TL 5 785 Td %s ET" % (b"(" + b"abcdefghi " * 1100 + b") ' ") * 11),
            TOLD,
        ),
        "controls.pdf": (mapped(b"0000"), TOLD),
        "surrogate.pdf": (mapped(b"D800"), TOLD),
        "bidi.pdf": (mapped(b"202E"), TOLD),
        "long letter.pdf": (mapped(b"0041" * 3000), TOLD),
        "clipped.pdf": (
            sheet(b"q BT 7 Tr /F1 40 Tf 72 600 Td (Clip) Tj ET 0 0 612 792 re f Q " + TEXT),  # hides nothing of it
            READ,
        ),
        "twice.txt": (b"Die M\xfchle hat 31 R\xe4der. Am Fluss drehen sich seit 1902 noch 31 R\xe4der.\n" * 9, READ),
        "script.pdf": (sheet(TEXT.replace(b"mill", b"<script>alert\\(1\\)</script> =1+1|cmd")), READ),
        "hidden.pdf": (sheet(b"1 1 1 rg " + TEXT), REFUSED),
        "huge.png": (png(60_000, 60_000, zlib.compress(bytes(1000))), REFUSED),
        "lie.png": (png(2_000_000_000, 2_000_000_000, zlib.compress(b"\0")), REFUSED),
        "flat.tif": (b"II*\0\x08\0\0\0\x01\0\x00\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0", REFUSED),
        "torn.png": (png(300, 400, zlib.compress(bytes(50))[:-4]), REFUSED),
        "no end.jpg": (cut(drawn("JPEG", written()), 1.0), PART),
        "half.jpg": (cut(drawn("JPEG", written()), 0.7), PART),
        "half.png": (cut(drawn("PNG", written("RGB")), 0.8), PART),
        "white on nothing.png": (drawn("PNG", written("LA", (255, 0), (255, 255))), READ),
        "large.png": (drawn("PNG", written("1", times=14), dpi=1200), READ),
        "one-pixel.png": (png(1, 1, zlib.compress(b"\0\xff")), OK),
    }


NAMES = (
    "-rf.pdf",
    "--help.pdf",
    ".hidden.pdf",
    "line\nbreak.pdf",
    "tab\t\x1b[31m.pdf",
    "right\u202eto left.pdf",
    'quote",;.pdf',
    "=1+1|cmd.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "$(touch pwned)`id`.pdf",
    "..%2Fup.pdf",
    "%s{0}.pdf",
    "n" * 240 + ".pdf",
    "e\u0301.pdf",
    "\u00e9.pdf",
    "bytes\udcff\udcfe.pdf",
)
"""Names that strangers give to good files."""


def specials(folder: Path) -> Iterator[tuple[str, str]]:
    """Things that are no files, made in a folder: their names and what is owed to each."""
    os.mkfifo(folder / "fifo.pdf")
    with socket.socket(socket.AF_UNIX) as made:
        here = os.open(".", os.O_RDONLY)
        os.chdir(folder)
        made.bind("socket.pdf")
        os.fchdir(here)
        os.close(here)
    for name, target in (
        ("out.pdf", "/etc/passwd"),
        ("nowhere.pdf", "/no/such/file"),
        ("loop.pdf", "loop.pdf"),
        ("zero.pdf", "/dev/zero"),
    ):
        (folder / name).symlink_to(target)
    with (folder / "sparse.pdf").open("wb") as file:
        file.write(sheet())
        file.truncate(10 << 30)
    for name in ("fifo.pdf", "socket.pdf", "out.pdf", "nowhere.pdf", "loop.pdf", "zero.pdf", "sparse.pdf"):
        yield name, REFUSED
    (folder / "up").symlink_to("..")
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.pdf").write_bytes(sheet(TEXT.replace(b"31", b"77")))
    yield "folder.pdf/inside.pdf", READ


def make(folder: Path) -> dict[str, str]:
    """Make all hostile inputs in a folder; by path below it, what is owed."""
    owed = {}
    for name, (data, expected) in files().items():
        (folder / name).write_bytes(data)
        owed[name] = expected
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(sheet(TEXT.replace(b"31", b"%d" % (100 + number))))
        owed[name] = READ
    return owed | dict(specials(folder))
