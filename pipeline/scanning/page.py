"""One page from its picture: the way from pixels to rows in points."""

from dataclasses import dataclass, field

from pipeline.reading.render import render
from pipeline.reasons import DocumentError, Reason
from pipeline.scanning.tesseract import OcrError, Tesseract
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
class Scanner:
    """Reads page after page with the same settings (those of the stage ``ocr``)."""

    tesseract: Tesseract
    dpi: int
    psm: int
    min_confidence: float
    max_pixels: int

    def scan(self, file: RawFile, sheet: Row) -> Scan:
        """What the picture of a page says; a page that cannot be read has its problem in its row."""
        page, width = int(str(sheet["page"])), float(str(sheet["width"]))
        try:
            picture = render(file.data, file.media_type, page, self.dpi, max_pixels=self.max_pixels)
            dpi = picture.shape[1] / width * _POINTS
            reading = self.tesseract.read(picture, dpi, self.psm)
        except DocumentError as error:
            return Scan(_row(page, problem=error.reason))
        except OcrError:
            return Scan(_row(page, problem=Reason.OCR_FAILED))
        words = word_rows(page, reading, dpi / _POINTS, self.min_confidence)
        mean = float(reading.confidence.mean()) if len(reading) else None
        return Scan(_row(page, dpi=round(dpi), confidence=mean), words)


def _row(page: int, *, dpi: int = 0, confidence: float | None = None, problem: Reason | None = None) -> Row:
    return {
        "page": page,
        "dpi": dpi,
        "turn": 0,
        "skew": 0.0,
        "ocr_confidence": confidence,
        "preprocessing": "",
        "problem": problem,
    }
