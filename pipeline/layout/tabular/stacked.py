"""Rows and columns that a grid leaves unruled: figures below each other or side by side in one drawn cell."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.layout.marks import marker_words
from pipeline.layout.page import PageWords
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, clear_strips, row_edges
from pipeline.layout.tabular.grouping import group_rows
from pipeline.layout.tabular.numbers import is_value
from pipeline.layout.tabular.rows import Row, split_wide, text_of, text_rows


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


def misses_columns(words: PageWords, slots: Sequence[Slot]) -> bool:
    """Whether white runs down a column, between words in most of its lines: some of the grid's rules were not seen."""
    columns: dict[int, list[Row]] = {}
    for slot in slots:
        if slot.column_span == 1:
            columns.setdefault(slot.column, []).extend(text_rows(words, np.array(slot.words, dtype=np.int64)))
    return any(_is_parted(words, rows) for rows in columns.values())


def _is_parted(words: PageWords, rows: Sequence[Row]) -> bool:
    plain = [row for row in rows if len(row) > 1 and not marker_words(text_of(words, row))]
    parted = sum(len(split_wide(words, row)) > 1 for row in plain)
    return parted > 1 and parted >= 0.6 * len(rows) and bool(clear_strips(words, plain))


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
    inner = np.clip(row_edges(words, groups)[1:-1], ordered[0].top, ordered[0].bottom)
    edges = [ordered[0].top, *inner.tolist(), ordered[0].bottom]
    return [
        replace(slot, row=slot.row + ordered[0].row, column=slot.column + ordered[0].column)
        for slot in columns.slots(words, groups, edges)
    ]
