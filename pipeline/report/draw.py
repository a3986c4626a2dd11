"""A page's picture with what was found on it, as one PNG."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.printable import unescape
from pipeline.reading.render import Grey
from pipeline.repair.places import Box
from pipeline.report import NotThereError
from pipeline.report.marks import marks
from pipeline.report.overlay import LAYERS, PageShapes, shapes
from pipeline.report.pictures import can_be_drawn, shown
from pipeline.report.places import Places, stored_words
from pipeline.report.published import Folders, Published, find
from pipeline.settings import check_name
from pipeline.stage import Stage
from pipeline.store.sites import LocalSite
from pipeline.store.storage import write

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

DPI = 150
_MARKS = {"repairs": "repair", "entities": "entity", "facts": "fact"}
_COLORS = {
    "blocks": (91, 102, 117),
    "tables": (15, 118, 110),
    "repairs": (200, 140, 0),
    "entities": (43, 122, 51),
    "facts": (26, 95, 180),
    "order": (179, 38, 30),
}


def save(path: Path, name: str, page: int, layers: Sequence[str], folders: Folders, stages: Sequence[Stage]) -> None:
    """Write the picture of a page of the document called ``name`` (see ``find`` and ``drawn``).

    Raises:
        SettingsError: There is no such layer.
        StoreError: It cannot be written.
    """
    for layer in layers:
        check_name("layer", layer, LAYERS)
    sink = io.BytesIO()
    drawn(find(folders.processed, name), page, layers, folders, stages).save(sink, "PNG", optimize=True)
    write(path, [sink.getvalue()], sync=False)


def drawn(document: Published, page: int, layers: Sequence[str], folders: Folders, stages: Sequence[Stage]) -> "Image":
    """The picture of a page, in colour, with the layers drawn over it.

    Raises:
        NotThereError: There is no such page, it has no look of its own, or its file went from ``raw``.
        DocumentError: The page cannot be drawn.
    """
    from PIL import Image, ImageDraw

    picture = Image.fromarray(_rendered(document, folders.raw, page)).convert("RGB")
    about = next(row for row in document.rows["pages"] if row["page"] == page)
    scale = picture.width / float(str(about["width"]))
    places = Places(document, stored_words(LocalSite(folders.processed).parts, stages, document.doc_id))
    found = shapes(document, places, marks(document))[page]
    brush = ImageDraw.Draw(picture, "RGBA")
    for layer in (layer for layer in LAYERS[1:] if layer in layers):
        for box in _boxes(found, layer):
            _rectangle(brush, box, scale, _COLORS[layer], filled=layer in _MARKS)
    if "order" in layers:
        _order(brush, found, scale)
    return picture


def _rendered(document: Published, raw: Path, page: int) -> Grey:
    pages = [row["page"] for row in document.rows.get("pages", [])]
    if page not in pages:
        raise NotThereError(f"{document.about['source']} has no page {page}; it has {len(pages)}")
    media_type = str(document.about["media_type"])
    if not can_be_drawn(media_type):
        raise NotThereError(f"{document.about['source']} is {media_type}: it has no look of its own; see the report")
    path = raw / unescape(str(document.about["source"]))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotThereError(f"{path}: {error.strerror}; the document was read from there") from error
    return shown(data, media_type, page, DPI)


def _boxes(found: PageShapes, layer: str) -> list[Box]:
    if layer == "blocks":
        return [shape.box for shape in found.blocks]
    if layer == "tables":
        return found.cells
    return [box for shape in found.marks.get(_MARKS[layer], []) for box in shape.boxes]


def _rectangle(brush: "ImageDraw", box: Box, scale: float, color: tuple[int, int, int], *, filled: bool) -> None:
    corners = [scale * at for at in (box.x0, box.top, box.x1, box.bottom)]
    brush.rectangle(corners, outline=color, fill=(*color, 60) if filled else None, width=2)


def _order(brush: "ImageDraw", found: PageShapes, scale: float) -> None:
    color, radius = _COLORS["order"], 6 * scale
    for x0, y0, x1, y1 in found.arrows:
        brush.line([scale * at for at in (x0, y0, x1, y1)], fill=(*color, 150), width=max(1, round(scale)))
    for shape in found.blocks:
        x, y = scale * shape.box.x0 - radius, scale * shape.box.top + radius  # beside the text, not over it
        brush.ellipse([x - radius, y - radius, x + radius, y + radius], fill=color)
        brush.text((x, y), str(shape.block), fill="white", anchor="mm", font_size=7 * scale)
