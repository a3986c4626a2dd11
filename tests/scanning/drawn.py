"""Pages drawn and degraded as a scanner would, with the words of an ideal reader: no OCR runs."""

import io
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageFilter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.render import render
from pipeline.scanning.picture import Grey
from pipeline.scanning.tesseract import Reading

REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
_WIDTH, _HEIGHT = 420.0, 560.0
_DPI = 200.0
_SCALE = _DPI / 72
_ASCENDER, _X_HEIGHT, _DESCENDER = 0.72, 0.53, 0.21
_TALL = frozenset("bdfhklABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_DEEP = frozenset("gpqy,;")


@dataclass
class Sheet:
    """A page in the making; points, origin top left.

    Args:
        text: The words so far.
        boxes: Their boxes in pixels.
        line: The line of each.
        lines: As ``Reading.lines``.
    """

    text: list[str] = field(default_factory=list)
    boxes: list[list[float]] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    lines: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(_WIDTH, _HEIGHT), invariant=True)

    def write(self, x: float, y: float, *runs: tuple[str, str], size: float = 10.0, misread: str = "") -> None:
        """A line of runs (font, text), its baseline at ``y``.

        Args:
            x: Where it begins.
            y: Its baseline.
            runs: Fonts and words.
            size: Type size.
            misread: What the reader makes of the bullet before it.
        """
        begin = x - size if misread else x
        self.lines.append([begin * _SCALE, y * _SCALE, 0.0, 0.93 * size * _SCALE, 0.21 * size * _SCALE])
        if misread:
            self._read(misread, (begin, y - 0.5 * size, begin + 0.4 * size, y - 0.1 * size))
        for font, words in runs:
            self.canvas.setFont(font, size)
            for word in words.split():
                self.canvas.drawString(x, _HEIGHT - y, word)
                end = x + stringWidth(word, font, size)
                high = _ASCENDER if set(word) & _TALL else _X_HEIGHT
                low = _DESCENDER if set(word) & _DEEP else 0.0
                self._read(word, (x, y - high * size, end, y + low * size))
                x = end + stringWidth(" ", font, size)

    def _read(self, text: str, box: tuple[float, ...]) -> None:
        self.text.append(text)
        self.boxes.append([edge * _SCALE for edge in box])
        self.line.append(len(self.lines) - 1)

    def disc(self, x: float, y: float, radius: float) -> None:
        """A filled disc."""
        self.canvas.circle(x, _HEIGHT - y, radius, stroke=0, fill=1)

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """A filled bar, its upper left corner at (x, y)."""
        self.canvas.rect(x, _HEIGHT - y - height, width, height, stroke=0, fill=1)

    def scanned(self, blur: float = 0.7, noise: float = 5.0) -> Grey:
        """The picture, blurred, under uneven light, with a sensor's noise."""
        self.canvas.save()
        sharp = render(self.pdf, "application/pdf", 1, _DPI)
        soft = np.asarray(Image.fromarray(sharp).filter(ImageFilter.GaussianBlur(blur)), dtype=np.float64)
        light = np.linspace(0.8, 1.0, soft.shape[1])
        grain = np.random.default_rng(7).normal(0, noise, soft.shape)
        return (soft * light + grain).clip(0, 255).astype(np.uint8)

    @property
    def pdf(self) -> bytes:
        """The file, once it has been scanned."""
        return self._file.getvalue()

    @property
    def reading(self) -> Reading:
        """What an ideal reader makes of it."""
        count = len(self.text)
        return Reading(
            list(self.text),
            np.array(self.boxes).reshape(-1, 4),
            np.full(count, 0.9),
            np.array(self.line, dtype=np.int64),
            np.array(self.lines).reshape(-1, 5),
        )


def pixels(points: float) -> float:
    """A length in pixels of the pictures."""
    return points * _SCALE
