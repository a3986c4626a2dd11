"""Typefaces, text styles and the theme that gives a sheet its look."""

from dataclasses import dataclass, replace
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Align = Literal["left", "justify", "center", "right"]
Ink = str  # a colour as "#rrggbb"

BLACK, GREY, WHITE = "#111111", "#666666", "#ffffff"
DINGBATS = "ZapfDingbats"


@dataclass(frozen=True)
class Face:
    """The three cuts of one typeface, by their ReportLab names."""

    regular: str
    bold: str
    italic: str


FACES = {
    "sans": Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": Face("Times-Roman", "Times-Bold", "Times-Italic"),
    "typewriter": Face("Courier", "Courier-Bold", "Courier-Oblique"),
    "vera": Face("Vera", "VeraBd", "VeraIt"),
}


def register_fonts() -> None:
    """Make the TrueType fonts that ReportLab ships with known to it (once)."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name in ("Vera", "VeraBd", "VeraIt"):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


@dataclass(frozen=True)
class Style:
    """How one block of text is set."""

    face: Face
    size: float
    leading: float
    ink: Ink = BLACK
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    hyphenate: bool = False
    slack: float = 0.06  # share of a line that may stay empty before a word is divided
    before: float = 0.0  # space above the block

    @property
    def font(self) -> str:
        """The font of text that carries no mark-up."""
        if self.bold:
            return self.face.bold
        return self.face.italic if self.italic else self.face.regular


@dataclass(frozen=True)
class Theme:
    """The look of a whole sheet; every block's style is derived from it."""

    body: str = "serif"
    display: str = "sans"
    size: float = 9.5
    leading: float = 12.0
    ink: Ink = BLACK
    accent: Ink = "#1f4e79"
    justify: bool = True
    hyphenate: bool = True
    slack: float = 0.06
    gap: float = 5.0
    title_size: float = 21.0
    head_size: float = 12.0
    key_size: float = 20.0
    key_align: Align = "left"

    def inked(self, ink: Ink | None) -> "Theme":
        """This theme for a box whose text has one colour (white on dark, say)."""
        return replace(self, ink=ink, accent=ink) if ink else self

    def text(self, scale: float = 1.0) -> Style:
        """Running text, at a scale of the body size."""
        return Style(
            FACES[self.body], self.size * scale, self.leading * scale, self.ink, hyphenate=self.hyphenate,
            align="justify" if self.justify else "left", slack=self.slack, before=self.gap,
        )  # fmt: skip

    def heading(self, level: int) -> Style:
        """A heading of level 1, 2 or 3."""
        size = self.head_size * (1.0, 0.88, 0.8)[level - 1]
        return Style(FACES[self.display], size, size * 1.2, self.accent, bold=True, before=self.gap + 10 - 2 * level)

    def of(self, kind: str, look: str = "", level: int = 1) -> Style:
        """The style for a kind of block; `look` tells lead and quote paragraphs from plain ones."""
        text, display = self.text(), FACES[self.display]
        if kind == "title":
            return Style(display, self.title_size, self.title_size * 1.15, self.accent, bold=True)
        if kind == "heading":
            return self.heading(level)
        if kind in {"caption", "footnote"}:
            small = replace(self.text(0.84), align="left", hyphenate=False)
            return replace(small, italic=kind == "caption", before=self.gap + (3 if kind == "caption" else 0))
        if look == "lead":
            return replace(self.text(1.14), italic=True, align="left", hyphenate=False)
        if look == "quote":
            quote = Style(display, self.size * 1.3, self.leading * 1.32, self.accent, italic=True)
            return replace(quote, before=self.gap + 6)
        return replace(text, before=self.gap * 0.5) if kind == "list_item" else text
