"""Rows that a grid leaves unruled: figures that stand below each other in one drawn cell."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.layout.page import PageWords
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, row_edges
from pipeline.layout.tabular.grouping import group_rows
from pipeline.layout.tabular.numbers import is_value
from pipeline.layout.tabular.rows import text_of, text_rows


def split_stacked(words: PageWords, slots: Sequence[Slot]) -> list[Slot]:
    """Slots with each drawn row that holds several rows of figures cut into those."""
    by_row: dict[int, list[Slot]] = {}
    for slot in slots:
        by_row.setdefault(slot.row, []).append(slot)
    taller = {r for slot in slots if slot.row_span > 1 for r in range(slot.row, slot.row + slot.row_span)}
    added = 0
    split: list[Slot] = []
    for r in sorted(by_row):
        rows = _split(words, by_row[r]) if r not in taller and _is_stacked(words, by_row[r]) else by_row[r]
        split += [replace(slot, row=slot.row + added) for slot in rows]
        added += max(slot.row for slot in rows) - r if r not in taller else 0
    return split


def _is_stacked(words: PageWords, slots: Sequence[Slot]) -> bool:
    """Whether a column beside the first holds a value on each of several lines."""
    if any(slot.column_span > 1 for slot in slots):
        return False
    lines = [text_rows(words, np.array(slot.words)) for slot in slots if slot.column > 0 and slot.words]
    return any(len(rows) > 1 and all(is_value(text_of(words, row)) for row in rows) for rows in lines)


def _split(words: PageWords, slots: Sequence[Slot]) -> list[Slot]:
    ordered = sorted(slots, key=lambda slot: slot.column)
    strips = tuple(Strip(slot.x0, slot.x0) for slot in ordered[1:])
    columns = Columns(ordered[0].x0, ordered[-1].x1, strips)
    rows = text_rows(words, np.array([i for slot in ordered for i in slot.words]))
    groups = group_rows(words, rows, columns)
    edges = [ordered[0].top, *row_edges(words, groups)[1:-1], ordered[0].bottom]
    return [
        replace(slot, row=slot.row + ordered[0].row, column=slot.column + ordered[0].column)
        for slot in columns.slots(words, groups, edges)
    ]
