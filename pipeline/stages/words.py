"""The choice between the readings of a page: text layer, OCR, or the better of the two."""

import pyarrow as pa

from pipeline.handover import LayerWords, OcrWords, Sheets, Words
from pipeline.stage import stage


@stage(reads=(Sheets, LayerWords, OcrWords), writes=Words)
def words(sheets: pa.Table, layer_words: pa.Table, ocr_words: pa.Table) -> pa.Table:
    """Every word read, with its source; the words of the reading that was not taken are rejected."""
    from pipeline.scanning.choice import chosen

    return chosen(sheets, layer_words, ocr_words)
