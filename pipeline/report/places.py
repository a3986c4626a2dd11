"""Where a stretch of a published block's text stands on its page."""

from collections.abc import Iterable

import pyarrow as pa

from pipeline.handover import Placements, Words
from pipeline.repair.places import Box, WordBoxes, boxes_of
from pipeline.report.published import Published
from pipeline.stage import Stage
from pipeline.store.parts import DamagedError, Parts
from pipeline.store.storage import StoreError


class Places:
    """Finds boxes of stretches of text. Where words are not known (a store swept away): the block's own box.

    Args:
        document: The document.
        words: Its words with their boxes, and which stands where in which block; None where they are not at hand.
    """

    def __init__(self, document: Published, words: tuple[pa.Table, pa.Table] | None) -> None:
        self._blocks = document.blocks
        raw = {number: str(row["raw_text"]) for number, row in document.blocks.items()}
        self._words = WordBoxes(raw, document.rows.get("repairs", []), *words) if words else None

    def of(self, block: int, start: int, end: int) -> list[Box]:
        """The boxes of ``blocks.text[start:end]``, one a line; the block's box where words are not known."""
        whole = self.block(block)
        if whole is None:
            return []
        return (self._words.of(block, start, end) if self._words else []) or [whole]

    def block(self, block: int) -> Box | None:
        """The box of a block, where it has one."""
        row = self._blocks.get(block)
        return next(boxes_of([row]), None) if row else None


def stored_words(store: Parts, stages: Iterable[Stage], doc_id: str) -> tuple[pa.Table, pa.Table] | None:
    """The words of a document and their placements, as the last run left them; None where it left none."""
    writers = {table.name: stage.name for stage in stages for table in stage.writes}
    try:
        found = [store.tables(writers[one.name], doc_id, [one.name])[1][one.name] for one in (Words, Placements)]
    except (DamagedError, StoreError, KeyError):
        return None
    return found[0], found[1]
