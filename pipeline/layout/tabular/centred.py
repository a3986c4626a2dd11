"""Labels of groups of rows, set in the middle of their group: beside its middle row, or between two rows.

Where no rule shows how far such a label reaches, the others do: groups of rows, each with its label in the middle,
fill the table from its first row to its last in one way only.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.tabular.cells import Slot


def raised_labels(slots: Sequence[Slot]) -> list[Slot]:
    """Slots with the labels of groups at the first row of their group, over all rows of it; unchanged without groups.

    Args:
        slots: The cells of a table, empty ones too.
    """
    first = [slot for slot in slots if slot.column == 0]
    if any(slot.column_span > 1 or slot.row_span > 1 for slot in first):
        return list(slots)
    labels = sorted((slot for slot in first if slot.words), key=lambda slot: slot.row)
    rows = sorted({slot.row for slot in slots if slot.words and slot.column > 0})
    groups = _groups([_place(label.row, rows) for label in labels], len(rows))
    in_middle = [label for label, (start, _) in zip(labels, groups, strict=False) if label.row != rows[start]]
    if not in_middle or not _set_so(labels, rows):
        return list(slots)
    moved = [_over(label, rows[start], rows[end], slots) for label, (start, end) in zip(labels, groups, strict=True)]
    return [*moved, *(slot for slot in slots if slot.column > 0)]


def _place(row: int, rows: Sequence[int]) -> float:
    """Where a label stands among the rows with other cells: beside one, or halfway between two."""
    at = bisect_left(rows, row)
    return float(at) if rows[at : at + 1] == [row] else at - 0.5


def _groups(places: Sequence[float], n_rows: int) -> list[tuple[int, int]]:
    """First and last row of each label's group; none unless they fill the table."""
    groups: list[tuple[int, int]] = []
    start = 0
    for place in places:
        end = int(2 * place) - start
        if end < start:
            return []
        groups.append((start, end))
        start = end + 1
    return groups if start == n_rows else []


def _set_so(labels: Sequence[Slot], rows: Sequence[int]) -> bool:
    """Whether a label between rows, or none beside the row under the header, shows that they stand in the middle."""
    labelled = {label.row for label in labels}
    return not labelled.issubset(rows) or rows[1] not in labelled


def _over(label: Slot, first: int, last: int, slots: Sequence[Slot]) -> Slot:
    """A label as a cell over rows, the first and the last given."""
    top = min(slot.top for slot in slots if slot.row == first)
    bottom = max(slot.bottom for slot in slots if slot.row == last)
    return replace(
        label, row=first, row_span=last - first + 1, top=min(top, label.top), bottom=max(bottom, label.bottom)
    )
