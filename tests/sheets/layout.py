"""Places the parts of a design on pages: marks to draw and, in the order printed, the gold's blocks."""

import copy
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import Aside, Block, Box, Break, Columns, Design, List, Part, Row, Table
from .setting import Glyphs, Op, Rect, Setter, Strip, setters_of
from .style import FACES, GREY, Align, Theme, register_fonts
from .words import plain

GoldBlock = dict[str, object]
Placed = list[tuple[float, Strip]]


@dataclass
class Page:
    """One page: marks in drawing order and the gold's blocks in reading order."""

    back: list[Op] = field(default_factory=list)
    text: list[Glyphs] = field(default_factory=list)
    blocks: list[GoldBlock] = field(default_factory=list)


def need_of_group(queue: deque[Setter], width: float) -> float:
    """The height to begin the first setter together with those it must not be parted from."""
    need = 0.0
    for i, setter in enumerate(queue):
        need += setter.need(width) + (setter.before if i else 0.0)
        if not setter.keep:
            break
    return need


def fill(queue: deque[Setter], width: float, height: float) -> Placed:
    """Take strips off the queue until the column is full; what did not fit stays in the queue."""
    placed: Placed = []
    y = 0.0
    while queue:
        head, trial = queue[0], copy.copy(queue[0])
        strip = trial.take(width)
        if strip is None:
            queue.popleft()
            continue
        gap, need = 0.0, strip.height
        if not head.started:
            gap, need = head.before if placed else 0.0, need_of_group(queue, width)
        if y + gap + need > height + 0.01:
            break
        queue[0] = trial
        placed.append((y + gap, strip))
        y += gap + strip.height
    return placed


def gold_block(strip: Strip, region: int) -> GoldBlock:
    """The gold's entry for the block that a strip begins."""
    match strip.begins:
        case List(id=name, kind=kind):
            return {"kind": kind, "text": plain(strip.text), "list": name, "region": region}
        case Table(id=name, rows=rows):
            cells = " ".join(plain(c) for row in rows for c in row if c)
            return {"kind": "table", "text": cells, "table": name, "region": region}
        case Block(kind=kind, text=text, level=level, label=label):
            block: GoldBlock = {"kind": kind, "text": plain(f"{text} {label}"), "region": region}
            return block | ({"level": level} if kind == "heading" else {})
    raise TypeError("a strip that begins nothing has no gold")


def depth(placed: Placed) -> float:
    """The height that placed strips take up."""
    return max((y + s.height for y, s in placed), default=0.0)


def fill_columns(queue: deque[Setter], widths: Sequence[float], height: float) -> list[Placed]:
    """Fill columns one after the other."""
    return [fill(queue, w, height) for w in widths]


def balanced(queue: deque[Setter], widths: Sequence[float], height: float) -> float:
    """The least height at which everything fits into the columns; `height` if it does not."""

    def fits(h: float) -> bool:
        trial = deque(copy.copy(s) for s in queue)
        fill_columns(trial, widths, h)
        return not any(copy.copy(s).take(widths[-1]) for s in trial)

    if not fits(height):
        return height
    low, high = 0.0, height
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


class Layout:
    """Places the parts of a design on pages."""

    def __init__(self, design: Design) -> None:
        register_fonts()
        self.design, self.theme = design, design.theme
        self.pages: list[Page] = []
        self.region, self.last_region = 0, 0
        self.free_order: list[list[int]] = []
        self.fresh_region()
        self.new_page()

    def fresh_region(self) -> int:
        """Begin a new region of fixed reading order."""
        self.last_region += 1
        self.region = self.last_region
        return self.region

    def new_page(self) -> None:
        """Go on at the top of the next page, across its whole width."""
        if self.pages:
            self.set_notes()
        self.pages.append(Page())
        self.left, self.right = self.design.sides
        self.y, self.bottom = self.design.margins[0], self.design.paper[1] - self.design.margins[2]
        self.notes = list(setters_of(self.design.notes.get(len(self.pages), ()), self.theme))
        if self.notes:
            placed = fill(deque(copy.copy(n) for n in self.notes), self.width, 200)
            self.bottom -= depth(placed) + 8

    def set_notes(self) -> None:
        """Print the page's footnotes at its foot."""
        if self.notes:
            region = self.region
            self.left, self.right = self.design.sides
            self.pages[-1].back.append(Rect(self.left, self.bottom + 4, 90, 0.5, fill=GREY))
            self.place(fill(deque(self.notes), self.width, 200), self.left, self.bottom + 8)
            self.region = region

    @property
    def width(self) -> float:
        """The width of the type area at present."""
        return self.right - self.left

    def place(self, placed: Placed, x: float, y: float) -> None:
        """Put strips on the page and note the blocks that they begin."""
        page = self.pages[-1]
        for dy, strip in placed:
            for op in strip.ops:
                mark = op.moved(x, y + dy)
                page.text.append(mark) if isinstance(mark, Glyphs) else page.back.append(mark)
            if strip.begins:
                page.blocks.append(gold_block(strip, self.region))

    def run(self) -> "Layout":
        """Lay out everything."""
        for part in self.design.parts:
            self.part(part)
        self.set_notes()
        self.furniture()
        return self

    def part(self, part: Part) -> None:
        """Lay out one part."""
        match part:
            case Columns():
                self.columns(part)
            case Row():
                self.row(part)
            case Aside():
                self.aside(part)
            case Break():
                self.new_page()

    def columns(self, part: Columns) -> None:
        """Flow text through columns, over as many pages as it takes."""
        queue = deque(setters_of(part.nodes, self.theme))
        if self.y > self.design.margins[0]:
            self.y += queue[0].before
        while queue:
            shares, room = part.widths, self.width - part.gutter * (len(part.widths) - 1)
            widths = [room * s / sum(shares) for s in shares]
            space = self.bottom - self.y
            height = balanced(queue, widths, space) if part.balance else space
            columns = fill_columns(queue, widths, height)
            x = self.left
            deepest = max(depth(c) for c in columns)
            for w, column in zip(widths, columns, strict=True):
                self.place(column, x, self.y)
                if part.rule and x > self.left:
                    self.pages[-1].back.append(Rect(x - part.gutter / 2, self.y, 0.5, deepest, fill=GREY))
                x += w + part.gutter
            queue = deque(s for s in queue if copy.copy(s).take(widths[0]))
            if queue:
                if deepest == 0 and self.y == self.design.margins[0]:
                    raise ValueError("a block is higher than the page")
                self.new_page()
            else:
                self.y += deepest + self.theme.gap

    def row(self, part: Row) -> None:
        """Set boxes side by side, all as high as the highest."""
        room = self.width - part.gutter * (len(part.boxes) - 1)
        shares = [b.share for b in part.boxes]
        widths = [room * s / sum(shares) for s in shares]
        height = max(self.box_height(b, w) for b, w in zip(part.boxes, widths, strict=True))
        if self.y > self.design.margins[0]:
            self.y += self.theme.gap
        if self.y + height > self.bottom + 0.01:
            self.new_page()
        x, regions = self.left, []
        for box, w in zip(part.boxes, widths, strict=True):
            regions.append(self.fresh_region())
            self.box(box, x, w, height)
            x += w + part.gutter
        if part.free and len(regions) > 1:
            self.free_order.append(regions)
        self.y += height + self.theme.gap
        self.fresh_region()

    def box_height(self, box: Box, width: float) -> float:
        """The height a box needs; it must fit on a page."""
        placed = self._fill_box(box, width)
        height = max(depth(placed) + 2 * box.pad, box.height)
        if height > self.design.paper[1]:
            raise ValueError("a box is higher than the page")
        return height

    def _fill_box(self, box: Box, width: float) -> Placed:
        return fill(deque(setters_of(box.nodes, self._box_theme(box))), width - 2 * box.pad, math.inf)

    def _box_theme(self, box: Box) -> Theme:
        return self.theme.inked(box.ink)

    def box(self, box: Box, x: float, width: float, height: float) -> None:
        """Draw one box at the present height."""
        if box.fill or box.edge:
            self.pages[-1].back.append(Rect(x, self.y, width, height, fill=box.fill, edge=box.edge))
        self.place(self._fill_box(box, width), x + box.pad, self.y + box.pad)

    def aside(self, part: Aside) -> None:
        """Set a panel and everything else of `main` beside it."""
        width = (self.width - part.gutter) * part.box.share
        height = self.box_height(part.box, width)
        if self.y + height > self.bottom:
            self.new_page()
        page, top = len(self.pages), self.y
        left = part.side == "left"
        aside_region = self.fresh_region()
        self.box(part.box, self.left if left else self.right - width, width, height)
        if left:
            self.left += width + part.gutter
        else:
            self.right -= width + part.gutter
        main_region = self.fresh_region()
        for inner in part.main:
            self.part(inner)
        if part.free:
            self.free_order.append([aside_region, main_region])
        if len(self.pages) == page:
            self.left, self.right = self.design.sides
            self.y = max(self.y, top + height + self.theme.gap)
        self.fresh_region()

    def furniture(self) -> None:
        """Add running headers, footers and page numbers to the finished pages."""
        made, (top, _, bottom, _) = self.design.furniture, self.design.margins
        height, total = self.design.paper[1], len(self.pages)
        for n, page in enumerate(self.pages, 1):
            if made.header and (n > 1 or made.header_on_first):
                page.blocks[:0] = self._across(page, "header", made.header, top * 0.55)
                self._hairline(page, top * 0.55 + 5)
            y = height - bottom * 0.5
            page.blocks += self._across(page, "footer", made.footer, y)
            if made.number:
                page.blocks.append(
                    self._running(page, "page_number", made.number.format(n=n, N=total), y, made.number_at)
                )

    def _across(self, page: Page, kind: str, texts: Sequence[str], y: float) -> list[GoldBlock]:
        """Print one, two or three pieces of furniture from left to right."""
        places: tuple[Align, ...] = ("left", "center", "right") if len(texts) == 3 else ("left", "right")
        return [self._running(page, kind, text, y, place) for text, place in zip(texts, places, strict=False)]

    def _running(self, page: Page, kind: str, text: str, y: float, place: Align) -> GoldBlock:
        """Print one piece of furniture."""
        face, size = FACES[self.theme.display].regular, 7.5
        glyphs = Glyphs(0, y, text, face, size, GREY)
        left, right = self.design.sides
        x = {"left": left, "center": (left + right - glyphs.width) / 2}.get(place, right - glyphs.width)
        page.text.append(glyphs.moved(x, 0))
        self.last_region += 1
        return {"kind": kind, "text": plain(text), "region": self.last_region}

    def _hairline(self, page: Page, y: float) -> None:
        if self.design.furniture.rule:
            left, right = self.design.sides
            page.back.append(Rect(left, y, right - left, 0.5, fill=GREY))
