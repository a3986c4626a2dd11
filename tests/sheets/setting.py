"""Typesetting: every node of a sheet becomes setters, which hand out strips (lines, table rows, pictures).

A setter gives one strip at a time for the width it is asked for, so text can run on in a narrower column or on
the next page. Setters hold only immutable state besides counters: a shallow copy can be tried out and dropped.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from reportlab.pdfbase.pdfmetrics import stringWidth

from .blocks import Block, List, Node, Picture, Space, Table
from .style import BLACK, DINGBATS, FACES, Align, Ink, Style, Theme
from .words import Atom, Break, Line, atoms_of, next_line


@dataclass(frozen=True)
class Glyphs:
    """Text on a baseline at `y` below the top; `space` widens its spaces."""

    x: float
    y: float
    text: str
    font: str
    size: float
    ink: Ink
    space: float = 0.0

    def moved(self, dx: float, dy: float) -> "Glyphs":
        """The same mark elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def width(self) -> float:
        """The printed width in points."""
        return float(stringWidth(self.text, self.font, self.size)) + self.space * self.text.count(" ")


@dataclass(frozen=True)
class Rect:
    """A filled or outlined rectangle, or a grey picture."""

    x: float
    y: float
    w: float
    h: float
    fill: Ink | None = None
    edge: Ink | None = None
    picture: bool = False

    def moved(self, dx: float, dy: float) -> "Rect":
        """The same mark elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


Op: TypeAlias = Glyphs | Rect


@dataclass(frozen=True)
class Strip:
    """What is placed in one go; `begins` is the block whose first strip it is."""

    height: float
    ops: tuple[Op, ...] = ()
    begins: "Block | List | Table | None" = None
    text: str = ""  # the item's text where a list begins or goes on
    marker: str = ""


class Setter(Protocol):
    """Sets one block."""

    before: float
    keep: bool  # stay in one column with what follows
    started: bool

    def take(self, width: float) -> Strip | None:
        """The next strip, or None when all is set."""

    def need(self, width: float) -> float:
        """The height without which it is not worth beginning."""


def line_glyphs(line: Line, x: float, y: float, extra: float, style: Style) -> Iterator[Glyphs]:
    """The marks of one line: one run per font, spaces widened by `extra`."""
    space = stringWidth(" ", style.font, style.size)
    start, text = x, ""
    for i, atom in enumerate(line.atoms):
        text += atom.text
        x += atom.width
        last = i + 1 == len(line.atoms)
        if atom.after is Break.SPACE and not last:
            text += " "
            x += space + extra
        elif last and line.hyphen:
            text += "-"
        if last or _look(line.atoms[i + 1]) != _look(atom):
            yield Glyphs(start, y - atom.rise, text, atom.font, atom.size, style.ink, extra)
            start, text = x, ""


def _look(atom: Atom) -> tuple[str, float, float]:
    return atom.font, atom.size, atom.rise


class Lines:
    """A block of text, line by line."""

    def __init__(
        self, text: str, style: Style, begins: Block | List | None = None, *,
        indent: float = 0.0, marker: str = "", drop: bool = False, keep: bool = False, bar: bool = False,
    ) -> None:  # fmt: skip
        self.text, self.style, self.begins, self.before, self.keep = text, style, begins, style.before, keep
        self.indent, self.marker, self.bar, self.count = indent, marker, bar, 0
        self.started = False
        self.cap = text[0] if drop else ""
        self.atoms = atoms_of(text[len(self.cap) :], style)

    def take(self, width: float) -> Strip | None:
        """The next line."""
        if not self.atoms:
            return None
        style, left = self.style, self.indent + self._cap_width()
        line, self.atoms = next_line(self.atoms, width - left, style)
        spaces = sum(a.after is Break.SPACE for a in line.atoms[:-1])
        free = width - left - line.width
        justified = style.align == "justify" and not line.last and spaces
        left += {"center": free / 2, "right": free}.get(style.align, 0.0)
        base = style.leading - (style.leading - style.size) / 2 - style.size * 0.21
        ops: list[Op] = list(line_glyphs(line, left, base, free / spaces if justified else 0.0, style))
        first, self.started, self.count = not self.started, True, self.count + 1
        if first:
            ops = [*self._marks(base), *ops]
        if self.bar:
            ops.append(Rect(0, 0, 2, style.leading, fill=style.ink))
        return Strip(style.leading, tuple(ops), self.begins if first else None, self.text, self.marker)

    def need(self, width: float) -> float:
        """Two lines, the lines beside a drop cap, or the whole of a heading."""
        lines, trial = 0, copy.copy(self)
        while (3 if self.cap else 2) > lines or self.keep:
            if trial.take(width) is None:
                break
            lines += 1
        return lines * self.style.leading

    def _cap_style(self) -> tuple[str, float]:
        return self.style.face.bold, self.style.leading * 3.15

    def _cap_width(self) -> float:
        if not self.cap or self.count > 2:
            return 0.0
        return float(stringWidth(self.cap, *self._cap_style())) + 3

    def _marks(self, base: float) -> Iterator[Glyphs]:
        if self.cap:
            font, size = self._cap_style()
            yield Glyphs(0, base + 2 * self.style.leading, self.cap, font, size, self.style.ink)
        if self.marker:
            font = DINGBATS if ord(self.marker[0]) > 0x2500 else self.style.face.regular
            size = self.style.size * (0.8 if font == DINGBATS else 1.0)
            yield Glyphs(self.indent - 12, base, self.marker, font, size, self.style.ink)


class KeyFigure:
    """A large number over its label, in one strip."""

    keep = False

    def __init__(self, block: Block, theme: Theme) -> None:
        self.block, self.theme, self.before, self.started = block, theme, theme.gap + 2, False

    def take(self, width: float) -> Strip | None:
        """The whole figure."""
        if self.started:
            return None
        theme, self.started = self.theme, True
        align: Align = theme.key_align
        big = Style(FACES[theme.display], theme.key_size, theme.key_size * 1.15, theme.accent, bold=True, align=align)
        small = Style(FACES[theme.display], theme.size * 0.9, theme.leading * 0.9, theme.ink, align=align)
        height, ops = stack([Lines(self.block.text, big), Lines(self.block.label, small)], width)
        return Strip(height, ops, self.block)

    def need(self, width: float) -> float:
        """All of it."""
        strip = copy.copy(self).take(width)
        return strip.height if strip else 0.0


class Rows:
    """A table, row by row."""

    keep = False

    def __init__(self, table: Table, theme: Theme) -> None:
        self.table, self.theme, self.before, self.index = table, theme, theme.gap, 0
        self.started = False

    def take(self, width: float) -> Strip | None:
        """The next row."""
        table, i = self.table, self.index
        if i == len(table.rows):
            return None
        self.index, self.started = i + 1, True
        shares = table.shares or (1,) * len(table.rows[0])
        widths = [width * s / sum(shares) for s in shares]
        filled = [(j, c, w) for j, (c, w) in enumerate(zip(table.rows[i], widths, strict=True)) if c]
        cells = [stack([Lines(c, self._style(i, j))], w - 8) for j, c, w in filled]
        height = max(h for h, _ in cells) + (6 if table.rules == "grid" else 4)
        ops: list[Op] = [*self._rules(i, widths, height)]
        lefts = [sum(widths[:j]) for j, _, _ in filled]
        for (_, marks), x in zip(cells, lefts, strict=True):
            ops += [m.moved(x + 4, 3 if table.rules == "grid" else 2) for m in marks]
        return Strip(height, tuple(ops), table if i == 0 else None)

    def need(self, width: float) -> float:
        """The whole table: it is not divided."""
        trial, height = copy.copy(self), 0.0
        while strip := trial.take(width):
            height += strip.height
        return height

    def _style(self, i: int, j: int) -> Style:
        table, style = self.table, self.theme.text(self.table.scale)
        head = i < table.header_rows
        total = table.total and i + 1 == len(table.rows)
        ink = "#ffffff" if head and table.rules == "banded" else style.ink
        align: Align = "right" if j >= table.numbers_from else "left"
        return replace(style, face=FACES[self.theme.display], bold=head or total, align=align, ink=ink, hyphenate=False)

    def _rules(self, i: int, widths: Sequence[float], height: float) -> Iterator[Rect]:
        table, wide = self.table, sum(widths)
        head, last = i < table.header_rows, i + 1 == len(table.rows)
        if table.rules == "banded" and (head or i % 2 == 0):
            yield Rect(0, 0, wide, height, fill=self.theme.accent if head else "#e8edf2")
        if table.rules == "grid":
            for j, w in enumerate(widths):
                yield Rect(sum(widths[:j]), 0, w, height, fill="#dfe5ea" if head else None, edge=BLACK)
        if table.rules in {"rows", "three"} and i == 0:
            yield Rect(0, 0, wide, 0.8, fill=BLACK)
        if table.rules == "rows" or (table.rules == "three" and (last or i + 1 == table.header_rows)):
            yield Rect(0, height - 0.6, wide, 0.6, fill=BLACK)


class Plate:
    """A picture or empty space."""

    def __init__(self, height: float, before: float, picture: bool) -> None:
        self.height, self.before, self.keep, self.picture = height, before, picture, picture
        self.started = False

    def take(self, width: float) -> Strip | None:
        """The whole plate."""
        if self.started:
            return None
        self.started = True
        return Strip(self.height, (Rect(0, 0, width, self.height, picture=True),) if self.picture else ())

    def need(self, width: float) -> float:
        """All of it, whatever the width."""
        return self.height * (width > 0)


def stack(lines: Sequence[Lines], width: float) -> tuple[float, tuple[Op, ...]]:
    """Set blocks below each other at once; their height and marks."""
    height, ops = 0.0, list[Op]()
    for setter in lines:
        while strip := setter.take(width):
            ops += [op.moved(0, height) for op in strip.ops]
            height += strip.height
    return height, tuple(ops)


def setters_of(nodes: Sequence[Node], theme: Theme) -> Iterator[Setter]:
    """The setters for a sequence of nodes."""
    for node in nodes:
        match node:
            case Block(kind="key_figure"):
                yield KeyFigure(node, theme)
            case Block():
                style = theme.of(node.kind, node.look, node.level)
                quoted = node.look == "quote"
                yield Lines(
                    node.text, style, node, drop=node.look == "drop", keep=node.kind == "heading",
                    indent=10 if quoted else 0, bar=quoted,
                )  # fmt: skip
            case List():
                yield from list_setters(node, theme)
            case Table():
                yield from table_setters(node, theme)
            case Picture():
                yield Plate(node.height, theme.gap, picture=True)
            case Space():
                yield Plate(node.height, 0.0, picture=False)


def list_setters(node: List, theme: Theme) -> Iterator[Lines]:
    """One setter for every item, those of the second level indented."""
    for level, position, text in node.entries():
        mark = node.marks[level]
        if mark in {"1", "a"}:
            mark = f"{position + 1}." if mark == "1" else f"{'abcdefgh'[position]})"
        yield Lines(text, theme.of("list_item"), node, indent=13 + 13 * level, marker=mark)


def table_setters(node: Table, theme: Theme) -> Iterator[Setter]:
    """The table with its caption above or below."""
    rows = Rows(node, theme)
    head = [Lines(node.caption, theme.of("caption"), Block("caption", node.caption), keep=True)] if node.caption else []
    setters: tuple[Setter, ...] = (rows, *head) if node.caption_below else (*head, rows)
    yield from setters
