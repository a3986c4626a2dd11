"""Words, outline and placements from plain lines, as the stages before repair would give them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.handover import Grid, Outline, Placements, Words
from pipeline.reading.document import PLAIN_WORD

Block = Mapping[str, Any]
"""Lines of a block under ``lines`` (or of its cells under ``cells``), and columns of ``outline``."""

BOX = {"x0": 0.0, "top": 0.0, "x1": 100.0, "bottom": 10.0}
WORD = {**PLAIN_WORD, **BOX, "baseline": 9.0, "size": 10.0, "source": "text_layer"}
OUTLINE = {
    **BOX,
    "page": 1,
    "kind": "paragraph",
    "level": None,
    "column": 1,
    "table": None,
    "marker": 0,
    "confidence": 1.0,
}


def typeset(blocks: Iterable[Block], rejected: Sequence[str] = ()) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
    """The tables that the stage ``repair`` reads; words of a line stand apart by spaces.

    Args:
        blocks: The blocks in reading order; ``word`` holds columns for all of a block's words.
        rejected: Words on page 1 that are no text.
    """
    words: list[dict[str, Any]] = []
    outline, placements, grid = [], [], []

    def place(block: int, lines: Sequence[str], extra: Mapping[str, Any], cell: tuple[int, int] | None) -> None:
        for number, line in enumerate(lines):
            for text in line.split(" "):
                words.append({**WORD, "page": 1, **extra, "seq": len(words), "text": text})
                row, column = cell or (None, None)
                at = {"page": words[-1]["page"], "seq": words[-1]["seq"]}
                placements.append({**at, "block": block, "line": number, "row": row, "column": column})

    for number, given in enumerate(blocks):
        columns = {key: value for key, value in given.items() if key not in ("lines", "cells", "word")}
        outline.append({**OUTLINE, **columns, "block": number})
        extra = given.get("word", {})
        if "cells" in given:
            for cell, lines in given["cells"].items():
                place(number, lines, extra, cell)
                place_of_cell = {"block": number, "page": 1, "table": number, "row": cell[0], "column": cell[1]}
                grid.append({**BOX, **place_of_cell, "row_span": 1, "column_span": 1, "is_header": cell[0] == 0})
        else:
            place(number, given["lines"], extra, None)
    for text in rejected:
        words.append({**WORD, "page": 1, "seq": len(words), "text": text, "rejected": "invisible"})
    return Words.rows(words), Outline.rows(outline), Placements.rows(placements), Grid.rows(grid)
