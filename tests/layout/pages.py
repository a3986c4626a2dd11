"""Pages for layout tests: words set in columns without a PDF."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from pipeline.layout.page import Page, PageGraphics, PageWords

SIZE = 10.0
LEADING = 13.0
CHARACTER = 5.0  # width, points


@dataclass
class Sheet:
    """A page in the making: set words where you like; the order of the calls is the content stream's."""

    width: float = 600.0
    height: float = 840.0
    rows: list[dict[str, object]] = field(default_factory=list)
    boxes: list[tuple[str, float, float, float, float]] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, *, size: float = SIZE, bold: bool = False) -> float:
        """One line of words with its baseline at y; gives the right edge."""
        for word in text.split():
            right = x + len(word) * CHARACTER * size / SIZE
            self.rows.append(
                {"text": word, "x0": x, "x1": right, "baseline": y, "size": size, "bold": bold, "seq": len(self.rows)}
            )
            x = right + 0.5 * CHARACTER * size / SIZE
        return x

    def column(self, x: float, y: float, lines: Iterable[str]) -> float:
        """Lines one under the other; gives the baseline that the next one would have."""
        for text in lines:
            self.line(x, y, text)
            y += LEADING
        return y

    def box(self, kind: str, x0: float, top: float, x1: float, bottom: float) -> None:
        """A drawn thing: box or rule."""
        self.boxes.append((kind, x0, top, x1, bottom))

    def page(self, *, ocr: bool = False) -> Page:
        """The page as layout takes it."""

        def real(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
            return np.array([row[name] for row in self.rows], dtype=np.float64)

        n, size, baseline = len(self.rows), real("size"), real("baseline")
        words = PageWords(
            text=[str(row["text"]) for row in self.rows],
            x0=real("x0"),
            top=baseline - 0.9 * size,
            x1=real("x1"),
            bottom=baseline + 0.25 * size,
            baseline=baseline,
            size=size,
            bold=np.array([row["bold"] for row in self.rows], dtype=np.bool_),
            italic=np.zeros(n, dtype=np.bool_),
            color=np.zeros(n, dtype=np.int64),
            angle=np.zeros(n, dtype=np.int64),
            script=np.zeros(n, dtype=np.int64),
            glued=np.zeros(n, dtype=np.bool_),
            hyphen=np.zeros(n, dtype=np.bool_),
            seq=np.array([row["seq"] for row in self.rows], dtype=np.int64),
            line=np.arange(n, dtype=np.int64),
            confidence=np.ones(n),
            font=[""] * n,
            ocr=ocr,
        )
        edges = np.array([box[1:] for box in self.boxes], dtype=np.float64).reshape(-1, 4)
        drawn = PageGraphics(
            kind=[box[0] for box in self.boxes],
            x0=edges[:, 0],
            top=edges[:, 1],
            x1=edges[:, 2],
            bottom=edges[:, 3],
            stroke_width=np.zeros(len(edges)),
            fill=np.full(len(edges), 0xEEEEEE, dtype=np.int64),
            stroke=np.full(len(edges), -1, dtype=np.int64),
        )
        return Page(1, self.width, self.height, words, drawn.placed())
