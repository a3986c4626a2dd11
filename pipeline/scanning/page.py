"""One page from its picture: the way from pixels to rows in points."""

from dataclasses import dataclass, field

import numpy as np

from pipeline.reading.render import render
from pipeline.reasons import DocumentError, Reason
from pipeline.scanning.marks import graphic_rows
from pipeline.scanning.picture import Grey
from pipeline.scanning.prepare import READING_DPI, Prepared, prepared
from pipeline.scanning.second_look import second_look
from pipeline.scanning.tesseract import OcrError, Reading, Tesseract
from pipeline.scanning.words import word_rows
from pipeline.schema import Row
from pipeline.stage import RawFile

_POINTS = 72.0


@dataclass
class Scan:
    """The rows of one page."""

    row: Row
    words: list[Row] = field(default_factory=list)
    graphics: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Attempt:
    """One way of reading a page."""

    turn: int
    page: Prepared
    reading: Reading

    @property
    def confidence(self) -> float:
        """Mean confidence of its words; 0 without words."""
        return float(self.reading.confidence.mean()) if len(self.reading) else 0.0

    @property
    def yield_(self) -> float:
        """Characters read, each counted with its confidence: what a better way of reading has more of."""
        lengths = np.array([len(text) for text in self.reading.text], dtype=np.float64)
        return float((lengths * self.reading.confidence**2).sum())


@dataclass(frozen=True)
class Scanner:
    """Reads page after page with the same settings (those of the stage ``ocr``)."""

    tesseract: Tesseract
    dpi: int
    psm: int
    min_confidence: float
    second_pass: float
    max_pixels: int

    def scan(self, file: RawFile, sheet: Row) -> Scan:
        """What the picture of a page says; a page that cannot be read has its problem in its row."""
        page, width = int(str(sheet["page"])), float(str(sheet["width"]))
        own_dpi = int(str(sheet["image_dpi"] or 0))
        drawn = min(max(own_dpi, _LEAST_DPI), self.dpi) if own_dpi else self.dpi
        try:
            picture = render(file.data, file.media_type, page, drawn, max_pixels=self.max_pixels)
            best = self._read(picture, picture.shape[1] / width * _POINTS)
        except DocumentError as error:
            return Scan(_row(page, problem=error.reason))
        except OcrError:
            return Scan(_row(page, problem=Reason.OCR_FAILED))
        words = word_rows(page, best.reading, best.page, self.min_confidence)
        return Scan(_row(page, best), words, graphic_rows(page, best.page, words))

    def _read(self, picture: Grey, dpi: float) -> Attempt:
        """The page read; again where the first reading is poor: turned, then enlarged."""
        first = self._attempt(picture, dpi, 0)
        if first.confidence >= self.second_pass:
            return first
        attempts = [first]
        if first.confidence < _TURNED:
            attempts += [self._attempt(picture, dpi, turn) for turn in self._turns(first.page)]
        best = max(attempts, key=lambda attempt: attempt.yield_)
        again = self._attempt(picture, dpi, best.turn, READING_DPI[1])
        return max(best, again, key=lambda attempt: attempt.yield_)

    def _attempt(self, picture: Grey, dpi: float, turn: int, reading_dpi: float | None = None) -> Attempt:
        upright = np.ascontiguousarray(np.rot90(picture, -turn // 90))
        page = prepared(upright, dpi, reading_dpi)
        reading = self.tesseract.read(page.picture, page.dpi, self.psm)
        return Attempt(turn, page, second_look(self.tesseract, page, reading))

    def _turns(self, page: Prepared) -> list[int]:
        """The turns worth trying: the one that tesseract's orientation detection names, else all."""
        turn = self.tesseract.turn(page.picture, page.dpi)
        return [90, 180, 270] if turn is None else [turn] if turn else []


_LEAST_DPI = 70
_TURNED = 0.6


def _row(page: int, best: Attempt | None = None, problem: Reason | None = None) -> Row:
    return {
        "page": page,
        "dpi": round(best.page.dpi) if best else 0,
        "turn": best.turn if best else 0,
        "skew": best.page.skew.angle if best else 0.0,
        "ocr_confidence": best.confidence if best and len(best.reading) else None,
        "preprocessing": ", ".join(best.page.steps) if best else "",
        "problem": problem,
    }
