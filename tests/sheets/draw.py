"""A sheet: from one description to its PDF and to its gold.

The layout walks once over the description; what it places is drawn here, and listed in the gold in the same order.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .blocks import Aside, Block, Columns, Design, List, Node, Part, Row, Table
from .gold import Facts, Json, Printed
from .layout import Layout, Page
from .setting import Glyphs, Rect
from .words import plain


@dataclass(frozen=True)
class Sheet:
    """One test document: how it is printed and what it says."""

    id: str
    template: str
    design: Design
    facts: Facts

    @property
    def title(self) -> str:
        """The text of the title block."""
        return next(plain(n.text) for n in nodes(self.design.parts) if isinstance(n, Block) and n.kind == "title")

    def build(self, folder: Path) -> None:
        """Write ID.pdf and ID.json."""
        layout = Layout(self.design).run()
        paint(layout.pages, self.design, self.title, folder / f"{self.id}.pdf")
        gold = self.gold(layout)
        text = json.dumps(gold, ensure_ascii=False, indent=1)
        (folder / f"{self.id}.json").write_text(text + "\n", encoding="utf-8")

    def gold(self, layout: Layout) -> Json:
        """The gold; fails if the sheet states what it does not print."""
        printed = self.printed(layout.pages)
        if problems := list(self.facts.problems(printed)):
            raise ValueError(f"{self.id}: " + "; ".join(problems))
        lists = [
            {"id": x.id, "title": printed.titles[x.id], "items": [plain(t) for _, _, t in x.entries()]}
            for x in printed.lists.values()
        ]
        tables = [
            {
                "id": t.id, "caption": plain(t.caption) if t.caption else None, "header_rows": t.header_rows,
                "rows": [[plain(c) for c in row] for row in t.rows],
            }
            for t in printed.tables.values()
        ]  # fmt: skip
        return {
            "id": self.id, "title": self.title, "producer": "reportlab", "template": self.template,
            "blocks": printed.blocks, "free_order": layout.free_order, "lists": lists, "tables": tables,
            **self.facts.gold(printed),
        }  # fmt: skip

    def printed(self, pages: Sequence[Page]) -> Printed:
        """What is on the pages."""
        lists, tables, titles, heading = {}, {}, {}, self.title
        for node in nodes(self.design.parts):
            match node:
                case Block(kind="heading"):
                    heading = plain(node.text)
                case List():
                    lists[node.id], titles[node.id] = node, node.title or heading
                case Table():
                    tables[node.id] = node
        return Printed([b for page in pages for b in page.blocks], lists, tables, titles)


def nodes(parts: Sequence[Part]) -> Iterator[Node]:
    """All nodes of a design in the order described."""
    for part in parts:
        match part:
            case Columns():
                yield from part.nodes
            case Row():
                for box in part.boxes:
                    yield from box.nodes
            case Aside():
                yield from part.box.nodes
                yield from nodes(part.main)


def paint(pages: Sequence[Page], design: Design, title: str, path: Path) -> None:
    """Write the pages as a PDF, the same bytes every time."""
    width, height = design.paper
    canvas = Canvas(str(path), (width, height), invariant=1)
    canvas.setTitle(title)
    for number, page in enumerate(pages):
        if design.turned:
            canvas.setPageRotation(90)  # ReportLab swaps the sides of the page itself
            canvas.translate(height, 0)
            canvas.rotate(90)
        for rect in page.back:
            if isinstance(rect, Rect):
                paint_rect(canvas, rect, height)
        for glyphs in in_stream_order(page.text, design.stream, number):
            paint_glyphs(canvas, glyphs, height)
        canvas.showPage()
    canvas.save()


def in_stream_order(text: Sequence[Glyphs], order: str, seed: int) -> Sequence[Glyphs]:
    """The runs of text in the order in which the content stream has them."""
    if order == "rows":
        return sorted(text, key=lambda g: (round(g.y), g.x))
    if order == "reversed":
        return text[::-1]
    if order == "shuffled":
        return random.Random(seed).sample(text, len(text))
    return text


def paint_glyphs(canvas: Canvas, glyphs: Glyphs, height: float) -> None:
    """Draw one run of text."""
    canvas.setFont(glyphs.font, glyphs.size)
    canvas.setFillColor(HexColor(glyphs.ink))
    canvas.drawString(glyphs.x, height - glyphs.y, glyphs.text, wordSpace=glyphs.space or None)


def paint_rect(canvas: Canvas, rect: Rect, height: float) -> None:
    """Draw one rectangle or picture."""
    y = height - rect.y - rect.h
    if rect.picture:
        canvas.drawImage(ImageReader(grey_picture()), rect.x, y, rect.w, rect.h)
        return
    if rect.fill:
        canvas.setFillColor(HexColor(rect.fill))
    if rect.edge:
        canvas.setStrokeColor(HexColor(rect.edge))
        canvas.setLineWidth(0.5)
    canvas.rect(rect.x, y, rect.w, rect.h, stroke=int(bool(rect.edge)), fill=int(bool(rect.fill)))


def grey_picture() -> Image.Image:
    """A stand-in for a photograph: hills under a pale sky."""
    wide, high = 96, 48
    image = Image.new("L", (wide, high))
    hills = [30 - (x % 37) * (37 - x % 37) // 40 for x in range(wide)]
    image.putdata([200 - y if y < hills[x] else 90 + y for y in range(high) for x in range(wide)])
    return image
