"""pdfplumber's pages at PDFium's speed: its own algorithms, on the columns that stage ``read`` makes its rows of.

A ``Page`` here is a page of pdfplumber in all but where its objects come from: ``chars``, ``lines``, ``rects``,
``curves``, ``images``, ``edges``, ``hyperlinks``, ``crop``, ``within_bbox``, ``filter``, ``search``, ``extract_words``,
``extract_text``, ``extract_tables``, ``find_tables`` and ``to_image`` are pdfplumber's own code. What differs:

- Places are those of our tables: the page as shown (its crop box, turned), origin top left.
- Characters are what PDFium takes for text: glyphs without meaning are U+FFFD, hyphens at line ends ``-``, letters of a
  ligature stand side by side, spaces drawn over letters are left out; fonts go without the mark of a subset.
- Drawn things are clipped to what shows. Boxes with rounded corners are rects; ``pts`` are two corners of the bounds.
- Colours are RGB, 0 to 1. What only the content stream tells (``matrix``, ``mcid``, ``tag``, ``stream``) is not there.
"""

import io
from collections.abc import Iterator, Mapping
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass, replace
from itertools import islice, repeat
from typing import Any, NamedTuple, cast

import numpy as np
import pypdfium2.raw as c
from pdfplumber import page as pdfplumber

from pipeline.reading import pdf
from pipeline.reading.characters import Characters, read_characters
from pipeline.reading.drawings import KINDS, Drawings, read_drawings
from pipeline.reading.frame import Frame
from pipeline.reading.geometry import Flags, Ints, Reals
from pipeline.reading.words import plain_codes, type_size
from pipeline.reasons import DocumentError
from pipeline.stage import RawFile

Objects = list[dict[str, object]]
Columns = Mapping[str, Any]

_THIN = 0.01  # points: a rule that is stroked has no thickness of its own
_STRAIGHT = 1.001  # writing within 2.6 degrees of an axis stands straight on it
_LYING = 1e-3  # pdfminer takes for upright whatever is not turned by a right angle
_LEVEL = 0.5


def pages(
    file: RawFile, *, max_pages: int = 200, max_characters: int = 100_000, max_graphics: int = 20_000
) -> Iterator["Page"]:
    """The pages of a PDF file, one at a time; none of any other file, and none that cannot be read.

    Args:
        file: The document, as a stage that reads ``File`` gets it.
        max_pages: Pages read of a document, at most; stage ``read`` says of each page if something is missing.
        max_characters: Characters read of a page, at most.
        max_graphics: Drawn things read of a page, at most.

    Raises:
        DocumentError: The file cannot be opened: see ``pdf.opened``.
    """
    if file.media_type != "application/pdf":
        return
    source, doctop = Source(io.BytesIO(file.data)), 0.0
    with pdf.opened(file.data) as document:
        for number in range(1, min(len(document), max_pages) + 1):
            try:
                file.begin(number)
                read = _read(document, number, max_characters, max_graphics)
            except DocumentError:
                continue
            page = Page(source, number, doctop, read)
            doctop += page.height
            yield page


@dataclass(frozen=True)
class Source:
    """What pages know of their file, by pdfplumber's names: enough for ``to_image`` to draw them."""

    stream: io.BytesIO
    path: None = None
    password: None = None


class _Read(NamedTuple):
    """What PDFium tells of a page."""

    frame: Frame
    characters: Characters
    drawings: Drawings
    links: list[dict[str, object]]


def _read(document: pdf.Document, number: int, max_characters: int, max_graphics: int) -> _Read:
    with pdf.page_opened(document, number) as page:
        frame = pdf.frame(page)
        characters, drawings = read_characters(page, frame, max_characters), read_drawings(page, frame, max_graphics)
        links = list(islice(_links(document, page, frame), max_graphics))
    return _Read(frame, characters, drawings, links)


def _links(document: pdf.Document, page: pdf.Page, frame: Frame) -> Iterator[dict[str, object]]:
    """Links to addresses as pdfplumber wants annotations: places from the lower left corner, as the page is shown."""
    position, link, rect = c_int(), c.FPDF_LINK(), c.FS_RECTF()
    while c.FPDFLink_Enumerate(page.raw, byref(position), byref(link)):
        action = c.FPDFLink_GetAction(link)
        length = c.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if length and c.FPDFLink_GetAnnotRect(link, byref(rect)):
            buffer = create_string_buffer(length)
            c.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            sides = np.array([rect.left, rect.bottom, rect.right, rect.top], dtype=np.float64)
            x0, top, x1, bottom = map(float, frame.boxes(*sides))
            place = (x0, frame.height - bottom, x1, frame.height - top)
            yield {"Rect": place, "A": {"URI": buffer.value.decode("utf-8", "replace").encode()}}


@dataclass(frozen=True)
class _Dictionary:
    """What pdfplumber wants to know of a page's dictionary."""

    attrs: dict[str, object]
    annots: list[dict[str, object]]


class Page(pdfplumber.Page):
    """A page of pdfplumber whose objects are made from columns, when first asked for."""

    def __init__(self, source: Source, number: int, doctop: float, read: _Read) -> None:
        box = [0.0, 0.0, read.frame.width, read.frame.height]
        super().__init__(cast(Any, source), cast(Any, _Dictionary({"MediaBox": box}, read.links)), number, doctop)
        self._read = read

    def parse_objects(self) -> dict[str, Objects]:
        """The page's objects by type, as pdfplumber has them."""
        drawn = self._read.drawings
        found = {"char": self._rows("char", *_characters(_spaced(self._read.characters, drawn.text_orders)))}
        flat = (drawn.box[:, 2:] - drawn.box[:, :2]).min(axis=1, initial=np.inf) < _THIN
        rule, box, image, curve = (drawn.kind == kind for kind in range(len(KINDS)))
        kinds = {"line": rule & flat, "rect": rule & ~flat | box, "curve": curve, "image": image}
        return found | {kind: self._rows(kind, *_drawings(drawn, which)) for kind, which in kinds.items()}

    def _rows(self, kind: str, box: Reals, columns: Columns) -> Objects:
        x0, top, x1, bottom = box
        height = float(self.height)
        every = {
            "x0": x0,
            "top": top,
            "x1": x1,
            "bottom": bottom,
            "doctop": self.initial_doctop + top,
            "y0": height - bottom,
            "y1": height - top,
            "width": x1 - x0,
            "height": bottom - top,
            **columns,
        }
        lists = [one.tolist() if isinstance(one, np.ndarray) else one for one in every.values()]
        names, same = ("object_type", "page_number", *every), (repeat(kind), repeat(self.page_number))
        return [dict(zip(names, row, strict=True)) for row in zip(*same, *lists, strict=False)]


def _characters(found: Characters) -> tuple[Reals, Columns]:
    """Boxes and columns of the characters that the file draws, spaces too."""
    plain, styles = plain_codes(found), found.styles
    drawn = np.flatnonzero((plain >= 0) & ~found.generated & (found.style >= 0))
    style = found.style[drawn]
    fonts, colors = [styles.fonts[font].name for font in styles.font.tolist()], _rgb(styles.color)
    columns = {
        "text": list(map(chr, np.where(plain == 0, found.code, plain)[drawn].tolist())),
        "fontname": [fonts[one] for one in style.tolist()],
        "size": type_size(found)[drawn],
        "upright": (np.abs(np.cos(np.radians(styles.turn))) > _LYING)[style],
        "ncs": repeat("DeviceRGB"),
        "non_stroking_color": [colors[one] for one in style.tolist()],
    }
    return _boxes(found)[:, drawn], columns


def _boxes(found: Characters) -> Reals:
    """x0, top, x1, bottom as pdfminer has them: from the pen to where it goes, from the font's descent to type size."""
    turn, size = np.radians(found.styles.turn)[found.style], type_size(found)
    cos, sin = np.trunc(_STRAIGHT * np.array([np.cos(turn), np.sin(turn)]))
    descent = np.array([font.descent for font in found.styles.fonts])[found.styles.font][found.style]
    x0, x1 = _edges(found.x, cos * found.advance, sin * size, descent, found.x0, found.x1)
    top, bottom = _edges(found.y, sin * found.advance, -cos * size, descent, found.top, found.bottom)
    return np.array([x0, top, x1, bottom])


def _edges(pen: Reals, along: Reals, up: Reals, descent: Reals, low: Reals, high: Reals) -> tuple[Reals, Reals]:
    """The edges of letters on one axis: the height of those that stand on it, the advance of those written along it.

    ``low`` and ``high`` are PDFium's edges: kept where writing is slanted, and cut where ink hangs over.
    """
    foot, head, end = pen + descent * up, pen + (1 + descent) * up, pen + along
    ways = [up != 0, along != 0]
    first = np.select(ways, [np.minimum(foot, head), np.maximum(low, np.minimum(pen, end))], low)
    last = np.select(ways, [np.maximum(foot, head), np.minimum(high, np.maximum(pen, end))], high)
    return first, np.maximum(first, last)


def _spaced(found: Characters, text_orders: dict[int, int]) -> Characters:
    """With spaces that are text objects of their own: PDFium leaves them out, and generates others in their place."""
    style, styles = found.style, found.styles
    orders = np.array([text_orders.get(handle, 0) for handle in styles.object.tolist()], dtype=np.int64)
    order = np.where(style < 0, 0, orders[style])
    left_out = np.setdiff1d(np.fromiter(text_orders.values(), np.int64, len(text_orders)), orders)
    at = np.flatnonzero(found.generated & (found.code == ord(" ")))
    at = at[(at > 0) & (at < len(found) - 1)]
    at = at[np.searchsorted(left_out, order[at - 1]) != np.searchsorted(left_out, order[at + 1])]
    columns = {
        name: getattr(found, name).copy() for name in ("x", "y", "x0", "top", "x1", "bottom", "style", "generated")
    }
    for column in columns.values():
        column[at] = column[at - 1]
    level = np.abs(np.cos(np.radians(styles.turn[style[at - 1]]))) > _LEVEL
    for low, high, lies in (("x0", "x1", level), ("top", "bottom", ~level)):
        gap, first, last = at[lies], columns[low], columns[high]
        first[gap], last[gap] = (np.minimum(last[gap - 1], last[gap + 1]), np.maximum(first[gap - 1], first[gap + 1]))
    return replace(found, **columns)


def _drawings(drawings: Drawings, which: Flags) -> tuple[Reals, Columns]:
    """Boxes and columns of some drawn things."""
    box = drawings.box[which]
    fill, stroke = drawings.fill[which], drawings.stroke[which]
    columns = {
        "linewidth": drawings.stroke_width[which],
        "fill": fill >= 0,
        "stroke": stroke >= 0,
        "non_stroking_color": _rgb(fill),
        "stroking_color": _rgb(stroke),
        "pts": [[(x0, top), (x1, bottom)] for x0, top, x1, bottom in box.tolist()],
    }
    return box.T, columns


def _rgb(colors: Ints) -> list[tuple[float, ...] | None]:
    """Red, green and blue, 0 to 1, of 0xRRGGBB; None for what has no one colour."""
    return [
        tuple((color >> shift & 0xFF) / 255 for shift in (16, 8, 0)) if color >= 0 else None
        for color in colors.tolist()
    ]
