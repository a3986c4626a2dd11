"""Choosing between the text layer of a page and what OCR read in its picture."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.handover import Words

LAYER, OCR = "text_layer", "ocr"


def chosen(sheets: pa.Table, layer_words: pa.Table, ocr_words: pa.Table) -> pa.Table:
    """Words of both readings, those of the one not taken rejected; ``seq`` runs on from the layer's to OCR's."""
    parts = []
    for page, route in zip(sheets["page"].to_pylist(), sheets["route"].to_pylist(), strict=True):
        layer = layer_words.filter(pc.equal(layer_words["page"], page))
        read = ocr_words.filter(pc.equal(ocr_words["page"], page))
        if route == "ocr" or (route == "both" and len(read)):
            layer = _rejected(layer, "layer_doubted")
        elif len(read):
            read = _rejected(read, "ocr_redundant")
        start = (pc.max(layer["seq"]).as_py() + 1) if len(layer) else 0
        read = read.set_column(
            read.schema.get_field_index("seq"), "seq", pa.array(np.arange(start, start + len(read)), pa.int32())
        )
        parts += [_from(layer, LAYER), _from(read, OCR)]
    return pa.concat_tables([part.cast(Words.schema) for part in parts]) if parts else Words.empty()


def _rejected(words: pa.Table, reason: str) -> pa.Table:
    place = words.schema.get_field_index("rejected")
    return words.set_column(place, "rejected", pc.fill_null(words["rejected"], reason))


def _from(words: pa.Table, source: str) -> pa.Table:
    return words.append_column("source", pa.array([source] * len(words), pa.string()))
