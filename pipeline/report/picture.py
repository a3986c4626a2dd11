"""Pictures for the documentation: ``python -m pipeline.report.picture FOLDER`` makes them from the tables that stand.

``rows.png`` shows a sheet becoming rows, ``order.png`` how a page is read, ``repairs.png`` words cut at line ends.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.report.draw import drawn
from pipeline.report.marks import value_of
from pipeline.report.published import Folders, find
from pipeline.stage import discover

if TYPE_CHECKING:
    from PIL.Image import Image

SHEET, SCAN = "cerro-lindero-observatory.pdf", "adriatic-libraries.scan.pdf"
"""The samples that are shown."""

_COLUMNS = (("measure", 220), ("comparator", 130), ("value", 130), ("unit", 80), ("evidence", 380))
_MARGIN = 0.04
_ROW, _TYPE, _INK, _GREY = 44, 19, "#1b2430", "#5b6675"


def main(folder: Path, folders: Folders) -> None:
    """Make all pictures."""
    stages = discover()
    folder.mkdir(parents=True, exist_ok=True)
    sheet, scan = find(folders.processed, SHEET), find(folders.processed, SCAN)
    page = drawn(sheet, 1, ("blocks", "facts"), folders, stages)
    _saved(beside(_top(page, 0.56), figures(sheet.rows["figures"][:12])), folder / "rows.png")
    _saved(drawn(sheet, 1, ("order", "blocks", "tables"), folders, stages), folder / "order.png")
    _saved(_top(drawn(scan, 1, ("blocks", "repairs"), folders, stages), 0.6), folder / "repairs.png")


def figures(rows: Sequence[dict[str, object]]) -> "Image":
    """Rows of the table ``figures``, as a picture."""
    from PIL import Image, ImageDraw

    width = sum(wide for _, wide in _COLUMNS)
    picture = Image.new("RGB", (width, _ROW * (len(rows) + 1)), "white")
    brush = ImageDraw.Draw(picture)
    head: dict[str, object] = {name: name for name, _ in _COLUMNS}
    for line, row in enumerate([head, *rows]):
        at = 0
        for name, wide in _COLUMNS:
            text = _fitting(value_of(row[name]), wide)
            brush.text((at, line * _ROW + _ROW / 2), text, fill=_INK if line else _GREY, anchor="lm", font_size=_TYPE)
            at += wide
        brush.line([(0, (line + 1) * _ROW - 1), (width, (line + 1) * _ROW - 1)], fill="#d8dde4")
    return picture


def beside(left: "Image", right: "Image") -> "Image":
    """Two pictures with an arrow from the one to the other."""
    from PIL import Image, ImageDraw

    gap, margin = 110, 24
    height = max(left.height, right.height) + 2 * margin
    picture = Image.new("RGB", (left.width + gap + right.width + 2 * margin, height), "white")
    picture.paste(left, (margin, (height - left.height) // 2))
    picture.paste(right, (margin + left.width + gap, (height - right.height) // 2))
    brush = ImageDraw.Draw(picture)
    x, y = margin + left.width, height // 2
    brush.line([(x + 20, y), (x + gap - 40, y)], fill="#1a5fb4", width=8)
    brush.polygon([(x + gap - 45, y - 18), (x + gap - 15, y), (x + gap - 45, y + 18)], fill="#1a5fb4")
    return picture


def _top(picture: "Image", share: float) -> "Image":
    return picture.crop((0, round(picture.height * _MARGIN), picture.width, round(picture.height * share)))


def _saved(picture: "Image", path: Path) -> None:
    picture.quantize(128).save(path, optimize=True)


def _fitting(text: str, wide: int) -> str:
    most = int(wide / (_TYPE * 0.52))
    text = text.replace("\u2212", "-")  # the font has no minus sign
    return text if len(text) <= most else text[: most - 1] + "…"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Folders(Path("raw"), Path(sys.argv[2] if sys.argv[2:] else "processed")))
