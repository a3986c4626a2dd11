"""One page from its picture: drawn, made ready, read, and read again where the first reading is poor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from pipeline.language import detect
from pipeline.reading.render import bounded_dpi, render, render_colors
from pipeline.reasons import DocumentError, Reason, told
from pipeline.scanning.colors import SMALL_DPI, Colors, upright
from pipeline.scanning.directions import sideways
from pipeline.scanning.gaps import parted_at_gaps
from pipeline.scanning.heads import with_heads
from pipeline.scanning.lines import cut_at_gutters
from pipeline.scanning.marks import graphic_rows
from pipeline.scanning.picture import Grey
from pipeline.scanning.points import with_points
from pipeline.scanning.prepare import Prepared, prepared, same_dpi
from pipeline.scanning.second_look import second_look
from pipeline.scanning.strays import with_strays_joined
from pipeline.scanning.tesseract import OcrError, Reading, Tesseract
from pipeline.scanning.words import word_rows
from pipeline.schema import Row, Rows
from pipeline.stage import RawFile

_POINTS = 72.0
_LEAST_DPI = 70
_DARK = 128
_MISTURNED = 0.6
"""Upside down or sideways, tesseract is less sure of its words than this."""


Scan = Sequence[Rows]
"""The rows of one page: of ``Scans``, ``OcrWords`` and ``Graphics``."""


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
class Source:
    """A page to be drawn.

    Args:
        file: The document.
        page: Number of the page.
        width: Its width as shown, points.
        height: Its height.
        image_dpi: Resolution of the scan that fills it; 0 without one.
    """

    file: RawFile
    page: int
    width: float
    height: float
    image_dpi: float

    def drawn(self, wanted: float, max_pixels: int) -> tuple[Grey, float, float]:
        """The picture, its resolution, and the resolution to read it at: as wanted, within the limit of pixels.

        Raises:
            DocumentError: The page cannot be drawn, or not large enough to be legible.
        """
        reading_dpi = bounded_dpi(self.width, self.height, wanted, max_pixels)
        if reading_dpi < min(wanted, _LEAST_DPI):
            raise DocumentError(
                Reason.PIXEL_LIMIT, f"page {self.page} fits into the limit only at {reading_dpi:.0f} dpi"
            )
        own = max(self.image_dpi or reading_dpi, _LEAST_DPI)
        drawn_dpi = own if own < reading_dpi or same_dpi(own, reading_dpi) else reading_dpi
        picture = render(self.file.data, self.file.media_type, self.page, drawn_dpi, max_pixels=max_pixels)
        return picture, picture.shape[1] / self.width * _POINTS, reading_dpi

    def colors(self, best: Attempt) -> Colors | None:
        """The page in colour, as upright and straight as it was read; None where it has none."""
        shown = render_colors(self.file.data, self.file.media_type, self.page, SMALL_DPI)
        return None if shown is None else upright(shown, best.turn, best.page.skew)


@dataclass(frozen=True)
class Scanner:
    """Reads page after page with the same settings: those of the stage ``ocr``."""

    tesseract: Tesseract
    languages: Mapping[str, str]
    dpi: int
    fine_dpi: int
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
        page = int(str(sheet["page"]))
        width, height, image_dpi = (float(str(sheet[name] or 0)) for name in ("width", "height", "image_dpi"))
        source = Source(file, page, width, height, image_dpi)
        try:
            file.begin(page)
        except DocumentError as error:
            return _failed(page, error.reason)
        return file.kept(page, partial(self._tried, source))

    def _tried(self, source: Source) -> Scan:
        try:
            return self._scan(source)
        except MemoryError:  # the whole process has had enough
            raise
        except OcrError:
            return _failed(source.page, Reason.OCR_FAILED)
        except Exception as error:
            return _failed(source.page, told(error)[0])

    def _scan(self, source: Source) -> Scan:
        best, page = self._read(source), source.page
        picture = best.page.picture
        reading = cut_at_gutters(parted_at_gaps(picture, best.reading), best.page.boxed)
        reading = with_points(picture, with_heads(picture, with_strays_joined(reading)))
        words = word_rows(page, reading, best.page, best.turn, source.colors(best), self.min_confidence)
        return [_row(page, best)], words, graphic_rows(page, best.page, best.turn, words)

    def _read(self, source: Source) -> Attempt:
        """The page read; where that is poor, read turned; where that is poor too, read finer."""
        best = self._attempt(source, self.dpi)
        if len(best.reading) and (best.reading.mean < _MISTURNED or sideways(best.reading)):
            for turn in self._turns(best):
                best = self._better(best, source, self.dpi, turn)
        if best.reading.mean < self.second_pass:
            best = self._better(best, source, self.fine_dpi, best.turn)
        tesseract = self._speaking(best.reading)
        try:
            if tesseract != self.tesseract:
                best = replace(best, reading=tesseract.read(best.page.picture, best.page.dpi, self.psm))
            return replace(best, reading=second_look(tesseract, best.page, best.reading))
        except OcrError:  # the first reading stands
            return best

    def _speaking(self, reading: Reading) -> Tesseract:
        """Tesseract with the data for the language that a reading turns out to be in."""
        language = detect(" ".join(reading.text))
        return replace(self.tesseract, language=self.languages.get(language or "", self.tesseract.language))

    def _better(self, first: Attempt, source: Source, wanted: float, turn: int) -> Attempt:
        """Another attempt if it is worth more; the first one stands where that fails."""
        try:
            return max(first, self._attempt(source, wanted, turn), key=lambda attempt: attempt.worth)
        except OcrError:
            return first

    def _attempt(self, source: Source, wanted: float, turn: int = 0) -> Attempt:
        picture, dpi, reading_dpi = source.drawn(wanted, self.max_pixels)
        page = prepared(np.ascontiguousarray(np.rot90(picture, -turn // 90)), dpi, reading_dpi)
        return Attempt(turn, page, self.tesseract.read(page.picture, page.dpi, self.psm))

    def _turns(self, first: Attempt) -> list[int]:
        """The turns worth trying: the one tesseract's orientation detection names, else those that fit the reading."""
        turn = self.tesseract.turn(first.page.picture, first.page.dpi)
        if turn is None:
            return [90, 270] if sideways(first.reading) else [180]
        return [turn] if turn else []


def _failed(page: int, problem: Reason) -> Scan:
    return [_row(page, problem=problem)], [], []


def _ink(picture: Grey) -> float:
    """Share of a picture that is dark: writing, or whatever stands there in its place."""
    return float((picture < _DARK).mean())


def _row(page: int, best: Attempt | None = None, problem: Reason | None = None) -> Row:
    return {
        "page": page,
        "dpi": round(best.page.dpi) if best else 0,
        "turn": best.turn if best else 0,
        "skew": best.page.skew.angle if best else 0.0,
        "ocr_confidence": best.reading.mean if best and len(best.reading) else None,
        "ink": _ink(best.page.picture) if best else None,
        "preprocessing": ", ".join(best.page.steps) if best else "",
        "problem": problem,
    }
