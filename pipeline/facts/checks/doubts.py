"""Cells that OCR is not sure to have read: they prove nothing against a printed total."""

import pyarrow as pa
import pyarrow.compute as pc

SURE = 0.85
"""Confidence of a word from which its digits bear witness."""

Place = tuple[int, int, int]
"""A cell: block, row, column."""


def doubtful_cells(words: pa.Table, placements: pa.Table) -> frozenset[Place]:
    """The cells of a document with a word that was read with little confidence.

    Args:
        words: ``Words``.
        placements: ``Placements``.
    """
    doubtful = words.filter(pc.less(words["confidence"], SURE)).select(["page", "seq"])
    inside = placements.filter(pc.is_valid(placements["row"]))
    if not len(doubtful) or not len(inside):
        return frozenset()
    pages = {(one["page"], one["seq"]) for one in doubtful.to_pylist()}
    placed = inside.select(["page", "seq", "block", "row", "column"]).to_pylist()
    return frozenset((one["block"], one["row"], one["column"]) for one in placed if (one["page"], one["seq"]) in pages)
