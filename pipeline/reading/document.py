"""What reading a file gives: the rows of the four tables that stage ``read`` writes."""

from dataclasses import dataclass, field

import pyarrow as pa

from pipeline.handover import Graphics, LayerWords

PLAIN_WORD: dict[str, object] = {
    "bold": False,
    "italic": False,
    "angle": 0,
    "script": 0,
    "glued": False,
    "hyphen": False,
    "line": 0,
    "confidence": 1.0,
}
"""A word of ``layer_words`` of whose type the reader knows nothing; text and place are to be added."""


@dataclass(frozen=True)
class Limits:
    """How much of a file is read; what lies beyond is left out, and said so in ``sheets.problem``.

    Args:
        pages: Pages of a document.
        characters: Characters of a page.
        graphics: Drawn things of a page.
        pixels: Pixels of a picture.
        nesting: Arrays and dictionaries that open one in the other.
    """

    pages: int
    characters: int
    graphics: int
    pixels: int
    nesting: int


@dataclass
class Reading:
    """Rows of ``sheets``, ``metadata``, ``layer_words`` and ``graphics``, gathered page by page."""

    metadata: dict[str, object] = field(default_factory=dict)
    sheets: list[dict[str, object]] = field(default_factory=list)
    words: list[pa.Table] = field(default_factory=list)
    graphics: list[pa.Table] = field(default_factory=list)

    def tables(self) -> tuple[list[dict[str, object]], list[dict[str, object]], pa.Table, pa.Table]:
        """Sheets, metadata, layer words and graphics, ready to be given back by a stage."""
        words = pa.concat_tables([LayerWords.empty(), *self.words])
        return self.sheets, [self.metadata], words, pa.concat_tables([Graphics.empty(), *self.graphics])
