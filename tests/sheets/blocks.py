"""The vocabulary in which a sheet is described: blocks of text, lists, tables, pictures, boxes and columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .style import Align, Ink, Theme

Rules = Literal["grid", "rows", "three", "banded", "none"]
Entry: TypeAlias = "str | tuple[str, Sequence[str]]"  # an item, or an item with the items below it


@dataclass(frozen=True)
class Block:
    """A run of text that the gold lists as one block."""

    kind: str
    text: str
    level: int = 1
    look: str = ""  # "lead", "quote", "drop" (a drop cap) or plain
    label: str = ""  # what stands under the number of a key figure


@dataclass(frozen=True)
class List:
    """A list; `marks` are its bullets by level, in which "1" and "a" stand for numbers and letters."""

    id: str
    items: Sequence[Entry]
    marks: Sequence[str] = ("•", "–")
    title: str | None = None  # the heading above it, unless said otherwise
    kind: str = "list_item"

    def entries(self) -> Iterator[tuple[int, int, str]]:
        """Every item as level, position within its level and text."""
        for i, item in enumerate(self.items):
            text, below = (item, ()) if isinstance(item, str) else item
            yield 0, i, text
            for j, sub in enumerate(below):
                yield 1, j, sub


@dataclass(frozen=True)
class Table:
    """A table; `shares` are the widths of its columns relative to each other."""

    id: str
    rows: Sequence[Sequence[str]]
    caption: str | None = None
    header_rows: int = 1
    shares: Sequence[float] = ()
    rules: Rules = "grid"
    numbers_from: int = 1  # columns from here on are set flush right
    total: bool = False  # the last row is a total, set in bold
    scale: float = 0.9
    caption_below: bool = False


@dataclass(frozen=True)
class Picture:
    """A grey picture without text."""

    height: float


@dataclass(frozen=True)
class Space:
    """Empty space."""

    height: float


Node: TypeAlias = Block | List | Table | Picture | Space


@dataclass(frozen=True)
class Columns:
    """Text that flows through columns and over pages; `widths` are relative."""

    nodes: Sequence[Node]
    widths: Sequence[float] = (1,)
    gutter: float = 16.0
    balance: bool = True
    rule: bool = False


@dataclass(frozen=True)
class Box:
    """A panel; `ink` recolours its text, `height` makes it at least so high."""

    nodes: Sequence[Node]
    share: float = 1.0
    fill: Ink | None = None
    edge: Ink | None = None
    ink: Ink | None = None
    pad: float = 8.0
    height: float = 0.0


@dataclass(frozen=True)
class Row:
    """Boxes side by side; with `free` they may be read in any order."""

    boxes: Sequence[Box]
    free: bool = True
    gutter: float = 12.0


@dataclass(frozen=True)
class Aside:
    """A panel beside everything in `main`, which goes on across the whole width on the next page."""

    box: Box
    main: Sequence["Part"]
    side: Literal["left", "right"] = "left"
    gutter: float = 16.0
    free: bool = True


@dataclass(frozen=True)
class Break:
    """The next page."""


Part: TypeAlias = Columns | Row | Aside | Break


@dataclass(frozen=True)
class Furniture:
    """Running header, footer and page number ("{n}" and "{N}"); none where empty."""

    header: Sequence[str] = ()
    footer: Sequence[str] = ()
    number: str = ""
    number_at: Align = "right"
    header_on_first: bool = True
    rule: bool = True


@dataclass(frozen=True)
class Design:
    """A whole sheet as it is printed."""

    parts: Sequence[Part]
    theme: Theme = field(default_factory=Theme)
    paper: tuple[float, float] = (595.28, 841.89)
    margins: tuple[float, float, float, float] = (56, 48, 56, 48)  # top, right, bottom, left
    furniture: Furniture = field(default_factory=Furniture)
    notes: dict[int, Sequence[Block]] = field(default_factory=dict)  # footnotes at the foot of a page
    stream: Literal["reading", "rows", "reversed", "shuffled"] = "reading"  # order of the content stream
    turned: bool = False  # drawn sideways and turned back by the page's /Rotate

    @property
    def sides(self) -> tuple[float, float]:
        """Where the type area begins and ends."""
        return self.margins[3], self.paper[0] - self.margins[1]


def title(text: str) -> Block:
    """The sheet's title."""
    return Block("title", text)


def lead(text: str) -> Block:
    """The line under the title."""
    return Block("paragraph", text, look="lead")


def h(text: str, level: int = 1) -> Block:
    """A heading."""
    return Block("heading", text, level)


def p(text: str) -> Block:
    """A paragraph."""
    return Block("paragraph", text)


def drop(text: str) -> Block:
    """A paragraph that begins with a drop cap."""
    return Block("paragraph", text, look="drop")


def quote(text: str) -> Block:
    """A pull quote."""
    return Block("paragraph", text, look="quote")


def key(number: str, label: str) -> Block:
    """A key figure: a large number over a small label."""
    return Block("key_figure", number, label=label)


def note(text: str) -> Block:
    """A footnote, with its mark."""
    return Block("footnote", text)


def caption(text: str) -> Block:
    """The caption of a picture."""
    return Block("caption", text)
