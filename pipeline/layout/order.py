"""Reading order: recursive cuts along gutters and bands, with the content stream as evidence where both would do.

A variant of the recursive X-Y cut (Nagy and Seth, 1984). A plain X-Y cut breaks columns wherever paragraph gaps
happen to align; here the bands between full-width gaps are first grouped into runs that share a gutter, so that a
column is left only for something that crosses its gutter, or where stream or sentences show that the bands are read
one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.layout.items import Item, bands, columns, in_stream_order, is_text
from pipeline.layout.runs import find_runs

MOST_ITEMS = 1000  # more pieces than that on a page are no columns; they are read top down
MOST_TANGLED = 40  # more pieces than that are not untangled one by one


@dataclass
class Arrangement:
    """Items in reading order with the column each stands in (from 1; 0 across), and what was found on the way."""

    placed: list[tuple[Item, int]] = field(default_factory=list)
    n_columns: int = 1
    ambiguous: bool = False

    def place(self, items: Sequence[Item], column: int) -> None:
        """Add items; rules leave no trace."""
        self.placed += [(item, column) for item in items if is_text(item)]


def arrange(items: Sequence[Item], *, streamed: bool) -> Arrangement:
    """Items in reading order.

    Args:
        items: Pieces of one panel or page; points, origin top left.
        streamed: Whether the words' places in the stream mean anything (they do not where OCR gave the words).
    """
    result = Arrangement()
    if len(items) > MOST_ITEMS:
        result.ambiguous = True
        result.place(sorted(items, key=lambda i: (i.top, i.x0)), 0)
    else:
        _arrange(list(items), 0, streamed, result)
    return result


def _arrange(items: list[Item], column: int, streamed: bool, result: Arrangement) -> None:
    if len(items) <= 1:
        result.place(items, column)
        return
    runs = find_runs(bands(items), streamed)
    parts = columns(items)
    if len(runs) > 1:
        for run in runs:
            _arrange(run, column, streamed, result)
    elif len(parts) > 1:
        result.ambiguous |= streamed and not in_stream_order(parts)
        result.n_columns = max(result.n_columns, len(parts))
        for k, part in enumerate(parts, start=1):
            _arrange(part, column or k, streamed, result)
    else:
        _tangled(items, column, streamed, result)


def _tangled(items: list[Item], column: int, streamed: bool, result: Arrangement) -> None:
    """Items that no straight cut takes apart: set one aside that stands across the others' gutter, else go by place."""
    result.ambiguous = True
    small_first = sorted(items, key=lambda i: (i.x1 - i.x0) * (i.bottom - i.top))
    for odd in small_first if 2 < len(items) <= MOST_TANGLED else ():
        rest = [item for item in items if item is not odd]
        if len(columns(rest)) > 1 or len(bands(rest)) > 1:
            inner = Arrangement(n_columns=result.n_columns)
            _arrange(rest, column, streamed, inner)
            result.n_columns = inner.n_columns
            result.placed += _inserted(inner.placed, odd, streamed)
            return
    by_stream = streamed and all(item.middle == item.middle for item in items)
    result.place(sorted(items, key=(lambda i: i.middle) if by_stream else (lambda i: (i.top, i.x0))), column)


def _inserted(placed: list[tuple[Item, int]], odd: Item, streamed: bool) -> list[tuple[Item, int]]:
    """Items in order, with the one that was set aside before the first that comes later in stream or place."""
    later = [item.middle > odd.middle if streamed else item.top > odd.bottom for item, _ in placed]
    at = later.index(True) if True in later else len(placed)
    return [*placed[:at], *([(odd, 0)] if is_text(odd) else []), *placed[at:]]
