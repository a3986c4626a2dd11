"""Reading a PDF file: every page's text layer and drawn things, and the way its text is to be read."""

import numpy as np
import pyarrow as pa

from pipeline.handover import Graphics
from pipeline.reading import pdf
from pipeline.reading.characters import Characters, read_characters
from pipeline.reading.document import Limits, Reading
from pipeline.reading.drawings import KINDS, Drawings, read_drawings
from pipeline.reading.metadata import metadata
from pipeline.reading.routes import Route, route
from pipeline.reading.rows import word_rows
from pipeline.reading.second import check_blank, read_again
from pipeline.reading.visible import REASONS, rejected
from pipeline.reading.words import glyphs
from pipeline.reasons import DocumentError, Reason, told
from pipeline.stage import RawFile

_LETTER = (612.0, 792.0)  # a broken page's size is not known


def read_pdf(file: RawFile, limits: Limits) -> Reading:
    """A PDF file's pages, in order; by the second reader where PDFium cannot open the file.

    Raises:
        DocumentError: It needs a password, is damaged, nests too deep, or has no pages, or none that can be read.
    """
    pdf.check_nesting(file.data, limits.nesting)
    try:
        return _read(file, limits)
    except DocumentError as error:
        again = read_again(file, limits) if error.reason is Reason.DAMAGED else None
        if again is None:
            raise
        return again


def _read(file: RawFile, limits: Limits) -> Reading:
    reading = Reading()
    with pdf.opened(file.data) as document:
        n_pages = len(document)
        for number in range(1, min(n_pages, limits.pages) + 1):
            _try_page(file, document, number, limits, reading)
        problems = [sheet["problem"] for sheet in reading.sheets]
        if all(problem == Reason.PAGE_FAILED for problem in problems):
            raise DocumentError(Reason.DAMAGED, f"none of {n_pages:,} pages can be read")
        if n_pages > limits.pages:
            reading.sheets[-1]["problem"] = Reason.PAGE_LIMIT
        elif b"startxref" not in file.data and not problems[-1]:
            reading.sheets[-1]["problem"] = Reason.DAMAGED  # cut off: PDFium has rebuilt what is left
        reading.metadata = {"kind": _kind(reading.sheets), "n_pages": n_pages, **metadata(document)}
    return reading


def _try_page(file: RawFile, document: pdf.Document, number: int, limits: Limits, reading: Reading) -> None:
    """Read a page; one that cannot be read says why, and the others are read all the same."""
    try:
        file.begin(number)
        _read_page(file.data, document, number, limits, reading)
    except MemoryError:  # the whole process has had enough
        raise
    except Exception as error:
        reason, message = told(error)
        reading.sheets.append(_sheet(number, _LETTER, 0, Route("none", message, None), reason))


def _read_page(data: bytes, document: pdf.Document, number: int, limits: Limits, reading: Reading) -> None:
    with pdf.page_opened(document, number) as page:
        frame = pdf.frame(page)
        characters = read_characters(page, frame, limits.characters)
        drawings = read_drawings(page, frame, limits.graphics)
    if not drawings.n_objects:
        check_blank(data, number)
    drawn = glyphs(characters)
    words = word_rows(characters, drawn, rejected(characters, drawn, drawings, frame), REASONS, number)
    graphics = graphics_rows(drawings, number)
    way = route(words, drawings, frame, illegible=bool(drawings.text_orders) and not len(characters))
    problem = _problem(characters, drawings)
    reading.sheets.append(_sheet(number, (frame.width, frame.height), frame.rotation, way, problem))
    reading.words.append(words)
    reading.graphics.append(graphics)


def _sheet(
    number: int, size: tuple[float, float], rotation: int, way: Route, problem: Reason | None
) -> dict[str, object]:
    return {
        "page": number,
        "width": size[0],
        "height": size[1],
        "rotation": rotation,
        "route": way.way,
        "route_reason": way.reason,
        "problem": problem,
        "image_dpi": way.image_dpi,
    }


def _problem(characters: Characters, drawings: Drawings) -> Reason | None:
    if characters.truncated:
        return Reason.CHARACTER_LIMIT
    return Reason.GRAPHICS_LIMIT if drawings.truncated else None


def graphics_rows(drawings: Drawings, page: int) -> pa.Table:
    """A page's drawn things as rows of ``graphics``."""
    columns = {
        "page": np.full(len(drawings), page, np.int32),
        "kind": pa.array(KINDS, pa.string()).take(pa.array(drawings.kind)),
        **dict(zip(("x0", "top", "x1", "bottom"), drawings.box.T, strict=True)),
        "stroke_width": drawings.stroke_width,
        "fill": pa.array(drawings.fill, mask=drawings.fill < 0),
        "stroke": pa.array(drawings.stroke, mask=drawings.stroke < 0),
    }
    arrays = [pa.array(columns[one.name]).cast(one.type, safe=False) for one in Graphics.schema]
    return pa.Table.from_arrays(arrays, schema=Graphics.schema)


def _kind(sheets: list[dict[str, object]]) -> str:
    """born_digital, scan or hybrid, by the pages that are not blank: a scan's are filled by pictures, and no layer."""
    ways = {(sheet["route"], sheet["image_dpi"] is not None) for sheet in sheets if sheet["route"] != "none"}
    if all(way != "text_layer" and filled for way, filled in ways):
        return "scan" if ways else "born_digital"
    return "born_digital" if all(way == "text_layer" or not filled for way, filled in ways) else "hybrid"
