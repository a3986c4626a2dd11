"""One page from its picture: drawn, made ready, read, and read again where the first reading is poor."""

from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.reading.render import render
from pipeline.reasons import DocumentError, Reason
from pipeline.scanning.directions import sideways
from pipeline.scanning.marks import graphic_rows
from pipeline.scanning.picture import Grey
from pipeline.scanning.prepare import READING_DPI, Prepared, prepared
from pipeline.scanning.second_look import second_look
from pipeline.scanning.tesseract import OcrError, Reading, Tesseract
from pipeline.scanning.words import word_rows
from pipeline.schema import Row
from pipeline.stage import RawFile

_POINTS = 72.0
_LEAST_DPI = 70
_MISTURNED = 0.6
"""Upside down or sideways, tesseract is less sure of its words than this."""


@dataclass(frozen=True)
class Scan:
    """The rows of one page: of ``Scans``, ``OcrWords`` and ``Graphics``."""

    row: Row
    words: list[Row] = field(default_factory=list)
    graphics: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Attempt:
    """One way of reading a page.

    Args:
        turn: Clockwise turn that it was given first.
        page: The page, made ready.
        reading: What tesseract read.
    """

    turn: int
    page: Prepared
    reading: Reading

    @property
    def worth(self) -> float:
        """Characters read, counted by the square of their confidence: a better way of reading has more."""
        lengths = np.array([len(text) for text in self.reading.text], dtype=np.float64)
        return float((lengths * self.reading.confidence**2).sum()) * (not sideways(self.reading))


@dataclass(frozen=True)
class Scanner:
    """Reads page after page with the same settings: those of the stage ``ocr``."""

    tesseract: Tesseract
    dpi: int
    psm: int
    min_confidence: float
    second_pass: float
    max_pixels: int

    def scan(self, file: RawFile, sheet: Row) -> Scan:
        """What the picture of a page says; a page that cannot be read has its problem in its row.

        Args:
            file: The document.
            sheet: The page's row of ``Sheets``.
        """
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
        words = word_rows(page, best.reading, best.page, best.turn, self.min_confidence)
        return Scan(_row(page, best), words, graphic_rows(page, best.page, best.turn, words))

    def _read(self, picture: Grey, dpi: float) -> Attempt:
        """The page read; where that is poor, read turned; where that is poor too, enlarged."""
        best = self._attempt(picture, dpi, 0)
        if best.reading.mean < _MISTURNED or sideways(best.reading):
            others = [self._attempt(picture, dpi, turn) for turn in self._turns(best.page)]
            best = max([best, *others], key=lambda attempt: attempt.worth)
        if best.reading.mean < self.second_pass and best.page.dpi < READING_DPI[1]:
            enlarged = self._attempt(picture, dpi, best.turn, READING_DPI[1])
            best = max(best, enlarged, key=lambda attempt: attempt.worth)
        return replace(best, reading=second_look(self.tesseract, best.page, best.reading))

    def _attempt(self, picture: Grey, dpi: float, turn: int, reading_dpi: float | None = None) -> Attempt:
        upright = np.ascontiguousarray(np.rot90(picture, -turn // 90))
        page = prepared(upright, dpi, reading_dpi)
        return Attempt(turn, page, self.tesseract.read(page.picture, page.dpi, self.psm))

    def _turns(self, page: Prepared) -> list[int]:
        """The turns worth trying: the one that tesseract's orientation detection names, all where it names none."""
        turn = self.tesseract.turn(page.picture, page.dpi)
        if turn is None:
            return [90, 180, 270]
        return [turn] if turn else []


def _row(page: int, best: Attempt | None = None, problem: Reason | None = None) -> Row:
    return {
        "page": page,
        "dpi": round(best.page.dpi) if best else 0,
        "turn": best.turn if best else 0,
        "skew": best.page.skew.angle if best else 0.0,
        "ocr_confidence": best.reading.mean if best and len(best.reading) else None,
        "preprocessing": ", ".join(best.page.steps) if best else "",
        "problem": problem,
    }
