"""From cells with their words to a table: dense rows and columns, reading order in the cells, headers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.layout.page import Flags, Page, PageWords
from pipeline.layout.tabular.found import FoundCell, FoundTable
from pipeline.layout.tabular.numbers import is_value, is_year
from pipeline.layout.tabular.rows import text_of, text_rows

MOST_HEADER_ROWS = 3
WHITE = 0xFFFFFF


@dataclass(frozen=True)
class Slot:
    """A cell before its words are in order; points, origin top left, y down."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[int, ...]


def build_table(page: Page, slots: Sequence[Slot], kind: str, confidence: float) -> FoundTable:
    """The table that cells make; empty rows and columns are left out."""
    dense = sorted(_dense(slots), key=lambda slot: (slot.row, slot.column))
    headers = _header_rows(page, dense)
    cells = tuple(_cell(page.words, slot, slot.row < headers) for slot in dense)
    return FoundTable(
        min(cell.x0 for cell in cells),
        min(cell.top for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.bottom for cell in cells),
        cells,
        kind,
        confidence,
    )


def _dense(slots: Sequence[Slot]) -> list[Slot]:
    """Slots numbered anew without the rows and columns in which no text begins."""
    rows = np.array(sorted({slot.row for slot in slots if slot.words}))
    columns = np.array(sorted({slot.column for slot in slots if slot.words}))
    dense: list[Slot] = []
    for slot in slots:
        row, end_row = np.searchsorted(rows, [slot.row, slot.row + slot.row_span]).tolist()
        column, end_column = np.searchsorted(columns, [slot.column, slot.column + slot.column_span]).tolist()
        if end_row > row and end_column > column:
            spans = {"row_span": end_row - row, "column_span": end_column - column}
            dense.append(replace(slot, row=row, column=column, **spans))
    return dense


def _cell(words: PageWords, slot: Slot, is_header: bool) -> FoundCell:
    rows = text_rows(words, np.array(slot.words, dtype=np.int64))
    return FoundCell(
        slot.row,
        slot.column,
        slot.row_span,
        slot.column_span,
        is_header,
        slot.x0,
        slot.top,
        slot.x1,
        slot.bottom,
        tuple(i for row in rows for i in row),
        tuple(line for line, row in enumerate(rows) for _ in row),
    )


def _header_rows(page: Page, slots: Sequence[Slot]) -> int:
    """How many rows head the columns: set off by weight, tint or colour, or text and years over values."""
    n = max(slot.row + slot.row_span for slot in slots)
    if n < 2 or max(slot.column + slot.column_span for slot in slots) < 2:
        return 0
    rows: list[list[Slot]] = [[] for _ in range(n)]
    for slot in slots:
        if slot.words:
            rows[slot.row].append(slot)
    styles = [_style(page, row) for row in rows]
    usual = Counter(styles[1:]).most_common(1)[0][0]
    marked = [style != usual and any(style) for style in styles]
    over = _text_over_values(page.words, slots, n)
    head = 0
    while head < min(MOST_HEADER_ROWS, n - 1) and (over[head] or (marked[head] and (head == 0 or marked[0]))):
        if head and all(slot.column == 0 for slot in rows[head]):
            break  # a title of the rows below it
        head += 1
    return head


def _style(page: Page, slots: Sequence[Slot]) -> tuple[bool, int]:
    """A row's look: whether all its words are bold, and its tint (0: none)."""
    index = np.array([i for slot in slots for i in slot.words], dtype=np.int64)
    if not len(index):
        return False, 0
    return bool(page.words.bold[index].all()), _tint(page, float(page.words.x0[index].mean()), index)


def _tint(page: Page, x: float, index: "np.typing.NDArray[np.int64]") -> int:
    drawn = page.graphics
    y = float((page.words.top[index] + page.words.bottom[index]).mean() / 2)
    size = float(page.words.size[index].max())
    under: Flags = (drawn.x0 <= x) & (drawn.x1 >= x) & (drawn.top <= y) & (drawn.bottom >= y)
    under &= (drawn.fill >= 0) & (drawn.fill != WHITE) & (drawn.bottom - drawn.top < 6 * size)
    found = np.flatnonzero(under)
    return int(drawn.fill[found[-1]]) + 1 if len(found) else 0


def _text_over_values(words: PageWords, slots: Sequence[Slot], n: int) -> list[bool]:
    """For each row whether it holds no value in any column of values, but for years above plain figures."""
    texts: dict[int, dict[int, str]] = {}
    for slot in slots:
        if slot.words:
            texts.setdefault(slot.column, {})[slot.row] = text_of(words, slot.words)
    value_columns = {
        column: rows
        for column, rows in texts.items()
        if column > 0 and _mostly([is_value(text) and not is_year(text) for row, text in rows.items() if row > 0])
    }
    return [bool(value_columns) and all(_heads(rows.get(r, "")) for rows in value_columns.values()) for r in range(n)]


def _heads(text: str) -> bool:
    return not is_value(text) or is_year(text)


def _mostly(flags: Sequence[bool]) -> bool:
    return len(flags) > 0 and sum(flags) >= 0.6 * len(flags)
