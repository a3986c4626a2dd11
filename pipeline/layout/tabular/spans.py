"""Headers over several columns that no rule shows: a cell set in the middle over the cells of the row below it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.layout.page import PageWords
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.numbers import is_value, is_year
from pipeline.layout.tabular.rows import row_size, text_of

MOST_ROWS = 2  # headers over the row that heads each column
CENTRED = 0.8  # type sizes from the middle of a cell to that of the cells below


def spread_headers(words: PageWords, slots: Sequence[Slot]) -> list[Slot]:
    """Slots with the cells of the first rows spread over the columns in whose middle they stand."""
    rows: dict[int, list[Slot]] = {}
    for slot in slots:
        rows.setdefault(slot.row, []).append(slot)
    aligned = _alignment(words, slots)
    for r in range(min(MOST_ROWS, len(rows) - 1)):
        if not _heads_columns(words, rows[r + 1]):
            break
        rows[r] = _spread(words, rows[r], rows[r + 1], aligned)
    return [slot for r in sorted(rows) for slot in rows[r]]


def _heads_columns(words: PageWords, row: Sequence[Slot]) -> bool:
    texts = [text_of(words, slot.words) for slot in row if slot.words and slot.column > 0]
    return len(texts) > 1 and all(is_year(text) or not is_value(text) for text in texts)


def _spread(words: PageWords, row: Sequence[Slot], below: Sequence[Slot], aligned: int) -> list[Slot]:
    under = {slot.column: slot for slot in below if slot.words and slot.column_span == 1}
    full = {c for slot in row if slot.words for c in range(slot.column, slot.column + slot.column_span)}
    spread: list[Slot] = []
    for slot in row:
        if not slot.words:
            continue
        free = under.keys() - (full - set(range(slot.column, slot.column + slot.column_span)))
        first, last = _range(words, slot, under, free, aligned)
        full |= set(range(first, last + 1))
        if last - first + 1 > slot.column_span:
            slot = replace(slot, column=first, column_span=last - first + 1, x0=under[first].x0, x1=under[last].x1)  # noqa: PLW2901
        spread.append(slot)
    empty = [slot for slot in row if not slot.words and slot.column not in full]
    return sorted([*spread, *empty], key=lambda slot: slot.column)


def _range(words: PageWords, slot: Slot, under: dict[int, Slot], free: set[int], aligned: int) -> tuple[int, int]:
    """First and last of the columns that a cell stands in the middle of: those it has if there are no others."""
    own = slot.column, slot.column + slot.column_span - 1
    x0, x1 = _ends(words, slot)
    lowest, highest = own
    while lowest - 1 in free:
        lowest -= 1
    while highest + 1 in free:
        highest += 1
    best, least = own, CENTRED * row_size(words, slot.words)
    for first in range(lowest, own[0] + 1):
        for last in range(max(own[1], first + 1), highest + 1):
            if first in under and last in under:
                middles = _middles(words, under[first], under[last])
                apart = min(abs(middles[k] - (x0 + x1) / 2) for k in (1, aligned))  # heads may be set otherwise
                best, least = ((first, last), apart) if apart < least else (best, least)
    return best


def _ends(words: PageWords, slot: Slot) -> tuple[float, float]:
    index = np.array(slot.words)
    return float(words.x0[index].min()), float(words.x1[index].max())


def _middles(words: PageWords, first: Slot, last: Slot) -> tuple[float, float, float]:
    """The middle of some columns, as their text shows it where that is ranged left, in the middle, or right."""
    (a0, a1), (b0, b1) = _ends(words, first), _ends(words, last)
    gaps = last.column - first.column
    return (a0 + b0 + (b0 - a0) / gaps) / 2, (a0 + b1) / 2, (a1 + b1 - (b1 - a1) / gaps) / 2


def _alignment(words: PageWords, slots: Sequence[Slot]) -> int:
    """How the columns beside the first are set: 0 left, 1 in the middle, 2 right, whichever differs least in them."""
    columns: dict[int, list[tuple[float, float]]] = {}
    for slot in slots:
        if slot.words and slot.column > 0 and slot.column_span == 1:
            columns.setdefault(slot.column, []).append(_ends(words, slot))
    spread = np.zeros(3)
    for ends in columns.values():
        x0, x1 = np.array(ends).T
        spread += [float(np.ptp(x)) for x in (x0, (x0 + x1) / 2, x1)]
    return int(spread.argmin())
