"""Where the cells of tables stand in the texts of their blocks."""

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.facts.spans import Passage, Span


class CellPlaces:
    """Where each cell's text stands in the text of its table's block; cells must come row by row."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._texts = {passage.block: passage.text for passage in passages}
        self._behind: dict[int, int] = {}

    def find(self, cell: Mapping[str, Any]) -> Span | None:
        """The span of the next cell, None if its text is not there."""
        block, printed = cell["block"], cell["text"]
        start = self._texts.get(block, "").find(printed, self._behind.get(block, 0)) if printed else -1
        if start < 0:
            return None
        self._behind[block] = start + len(printed)
        return Span(block, start, start + len(printed))


def row_by_row(cells: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Cells in the order in which their texts make up their block's."""
    return sorted(cells, key=lambda cell: (cell["block"], cell["table"], cell["row"], cell["column"]))
