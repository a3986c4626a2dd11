"""The tables of a page: drawn grids first, then level rules and tinted rows, then what only alignment shows.

Each finder takes its words away from the next, so that a word is in one cell at most.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.layout.page import Ints, Page
from pipeline.layout.tabular.bands import find_ladders
from pipeline.layout.tabular.beside import extended
from pipeline.layout.tabular.cells import Slot, build_table
from pipeline.layout.tabular.centred import raised_labels
from pipeline.layout.tabular.found import FoundCell, FoundTable
from pipeline.layout.tabular.grids import cut_words, find_grids, grid_slots, table_strokes
from pipeline.layout.tabular.stacked import misses_columns, split_stacked
from pipeline.layout.tabular.strokes import Strokes
from pipeline.layout.tabular.unruled import find_unruled

__all__ = ["FoundCell", "FoundTable", "find_tables"]

CONFIDENCE = {"ruled": 0.95, "banded": 0.85, "unruled": 0.75}
MOST_CUT = 0.12  # share of its words that a grid's lines may cut
PROSE_CELL = 30.0  # words: cells that hold more on average are boxes of running text
CARD_CELL = 12.0  # the same for a grid of two rows


def find_tables(page: Page, panels: Ints) -> list[FoundTable]:
    """The page's tables, from the top down; every word is in one cell at most.

    Args:
        page: The page.
        panels: For each of its words the panel it stands in (-1: none).
    """
    words = page.words
    if not len(words):
        return []
    finite = np.isfinite(words.x0 + words.x1 + words.top + words.bottom + words.baseline + words.size)
    across, down = table_strokes(page)
    tables: list[FoundTable] = []
    free = np.flatnonzero(finite)
    tables, free = _taken(page, tables, free, "ruled", _ruled(page, free, across, down))
    free = free[words.angle[free] == 0]
    tables, free = _taken(page, tables, free, "banded", find_ladders(across, words, free))
    tables, free = _taken(page, tables, free, "unruled", find_unruled(words, free, panels))
    return sorted(tables, key=lambda table: (table.top, table.x0))


def _taken(
    page: Page, tables: list[FoundTable], free: Ints, kind: str, found: Iterator[list[Slot]]
) -> tuple[list[FoundTable], Ints]:
    """The tables with those found, and the words that stay free."""
    unused = set(free.tolist())
    for slots in found:
        mine = {i for slot in slots for i in slot.words}
        if mine <= unused:
            unused -= mine
            tables = [*tables, build_table(page, raised_labels(slots), kind, CONFIDENCE[kind])]
    return tables, np.array(sorted(unused), dtype=np.int64)


def _ruled(page: Page, free: Ints, across: Strokes, down: Strokes) -> Iterator[list[Slot]]:
    for grid in find_grids(across, down, page.words, free):
        if cut_words(grid, page.words, free) <= MOST_CUT:
            slots = split_stacked(page.words, _without_caption(grid_slots(grid, page.words, free)))
            if _is_table(slots) and not misses_columns(page.words, slots):
                yield extended(page.words, free, slots)


def _without_caption(slots: Sequence[Slot]) -> list[Slot]:
    """Slots without the first and last rows that are one cell across: a caption, a note, the rest of a panel."""
    kept = list(slots)
    for end in (min, max):
        while kept:
            edge = end(slot.row for slot in kept)
            row = [slot for slot in kept if slot.row <= edge < slot.row + slot.row_span]
            if sum(bool(slot.words) for slot in row) > 1 or any(slot.row_span > 1 for slot in row):
                break
            kept = [slot for slot in kept if slot.row != edge]
    return kept


def _is_table(slots: Sequence[Slot]) -> bool:
    """Whether cells are a table's: two rows of two filled cells, and no boxes of running text."""
    filled = [slot for slot in slots if slot.words]
    full = [row for row, n in Counter(slot.row for slot in filled).items() if n > 1]
    if len(full) < 2 or len({slot.column for slot in filled}) < 2 or len(filled) < 0.3 * len(slots):
        return False
    mean = float(np.mean([len(slot.words) for slot in filled]))
    return mean <= (CARD_CELL if len(full) == 2 else PROSE_CELL)
