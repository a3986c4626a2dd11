"""Reading order: recursive cuts along gutters and bands, with the content stream as evidence where both would do.

A variant of the recursive X-Y cut (Nagy and Seth, 1984). A plain X-Y cut breaks columns wherever paragraph gaps
happen to align; here the bands between full-width gaps are first grouped into runs that share a gutter, so that a
column is left only for something that crosses its gutter, or where the stream shows that the bands are read one by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.layout.flow import ends_sentence
from pipeline.layout.lines import Line

NARROWEST_GUTTER = 0.45  # of the type size
FEWEST_POINTS = 3.0
MOST_ITEMS = 1000  # more pieces than that on a page are no columns; they are read top down
MOST_TANGLED = 40  # more pieces than that are not untangled one by one


@dataclass(frozen=True)
class Item:
    """A piece of the page that is read as one: a cluster of lines, a panel, a table, or a rule (which has no text)."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float  # type size, points
    middle: float  # median place of its words in the stream; nan without words
    heading: bool = False  # whether it opens with a line that looks like a heading
    bare: bool = False  # whether it is a heading and nothing else
    runs_on: bool = False  # whether it ends within a sentence
    panel: bool = False  # whether it is a panel
    content: object = None


@dataclass
class Arrangement:
    """Items in reading order with the column each stands in (from 1; 0 across), and what was found on the way."""

    placed: list[tuple[Item, int]] = field(default_factory=list)
    n_columns: int = 1
    ambiguous: bool = False


def arrange(items: Sequence[Item], *, streamed: bool) -> Arrangement:
    """Items in reading order.

    Args:
        items: Pieces of one panel or page; points, origin top left.
        streamed: Whether the words' places in the stream mean anything (they do not where OCR gave the words).
    """
    result = Arrangement()
    if len(items) > MOST_ITEMS:
        result.ambiguous = True
        result.placed = [(item, 0) for item in sorted(items, key=lambda i: (i.top, i.x0)) if item.content is not None]
    else:
        _arrange(list(items), 0, streamed, result)
    return result


def _arrange(items: list[Item], column: int, streamed: bool, result: Arrangement) -> None:
    if len(items) <= 1:
        result.placed += [(item, column) for item in items if item.content is not None]
        return
    runs = _runs(_bands(items), streamed)
    if len(runs) > 1:
        for run in runs:
            _arrange(run, column, streamed, result)
        return
    columns = _columns(items)
    if len(columns) == 1:
        _tangled(items, column, streamed, result)
        return
    if streamed and not _in_stream_order(columns):
        result.ambiguous = True
    result.n_columns = max(result.n_columns, len(columns))
    for k, part in enumerate(columns, start=1):
        _arrange(part, column or k, streamed, result)


def _bands(items: list[Item]) -> list[list[Item]]:
    """Items apart wherever a gap crosses the whole width, top down."""
    bands: list[list[Item]] = []
    reached = float("-inf")
    for item in sorted(items, key=lambda i: (i.top, i.x0)):
        if item.top >= reached - 0.5:
            bands.append([])
        bands[-1].append(item)
        reached = max(reached, item.bottom)
    return bands


def _columns(items: list[Item]) -> list[list[Item]]:
    """Items apart wherever a gutter crosses the whole height, left to right."""
    parts: list[list[Item]] = []
    reached = float("-inf")
    for item in sorted(items, key=lambda i: (i.x0, i.top)):
        if item.x0 >= reached:
            parts.append([])
        parts[-1].append(item)
        reached = max(reached, item.x1 + _gutter(item))
    return parts


def _runs(bands: list[list[Item]], streamed: bool) -> list[list[Item]]:
    """Consecutive bands that share a gutter, as one list of items each."""
    runs: list[list[Item]] = []
    start = 0
    while start < len(bands):
        end = start + _sharing_a_gutter(bands[start:])
        if streamed and end - start > 1 and _precedes(bands[start], _flat(bands[start + 1 : end])):
            end = start + 1
        while end - start > 1 and _comes_after(
            bands[end - 1], _flat(bands[start : end - 1]), streamed, end == len(bands)
        ):
            end -= 1
        run = bands[start:end]
        runs += _read_band_by_band(run) if streamed else [_flat(run)]
        start = end
    return [part for k, run in enumerate(runs) for part in _going_on_below(run, _flat(runs[k + 1 : k + 2]))]


def _going_on_below(run: list[Item], following: list[Item]) -> list[list[Item]]:
    """A run whose text goes on in the next one: a panel beside it is read first, not in between.

    Where other text stands beside it, only a heading that ends a column goes to what follows.
    """
    columns = _columns(run)
    if len(columns) == 1 or not any(item.content is not None for item in following):
        return [run]
    texts = [column for column in columns if not all(item.panel for item in column)]
    last = max(texts[0], key=lambda item: item.bottom) if texts else run[0]
    if len(texts) == 1 and (last.bare or last.runs_on):
        return [[item for item in run if item not in texts[0]], texts[0]]
    if last.bare and texts[0] is not columns[-1]:
        return [[item for item in run if item is not last], [last]]
    return [run]


def _sharing_a_gutter(bands: list[list[Item]]) -> int:
    """How many bands from the first on leave a gutter free; a band that stands on one side of it leaves it free too."""
    shared = 1
    spans: list[tuple[float, float]] = []
    for count, band in enumerate(bands, start=1):
        spans = _merged([*spans, *((item.x0, item.x1 + _gutter(item)) for item in band)])
        if len(spans) > 1:
            shared = count
    return shared


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _gutter(item: Item) -> float:
    """The least distance to the right of an item that makes a gutter, points."""
    return max(FEWEST_POINTS, NARROWEST_GUTTER * item.size)


def _comes_after(band: list[Item], above: list[Item], streamed: bool, last: bool) -> bool:
    """Whether a run's last band is no end of its columns but something that follows them.

    A band that leaves a column empty may be either: the foot of a longer column, or a heading or list below both.
    """
    parts = _columns(above)
    if len(parts) == 1:
        return len(_columns([*above, *band])) == 1 or all(i.content is None for i in band)
    if len(_columns(band)) > 1:
        return False
    if all(item.content is None for item in band):
        return True
    beside = [item for part in parts for item in part if item.x0 > max(i.x1 for i in band) and item.content is not None]
    if not beside:
        return False
    if streamed:
        return _precedes(beside, band)
    if band[0].heading:
        foot, other = max(i.bottom for i in parts[0]), max(i.bottom for i in beside)
        return not last or abs(foot - other) < 2 * band[0].size
    return False


def _read_band_by_band(run: list[list[Item]]) -> list[list[Item]]:
    """A run, cut where the stream finishes everything above a gap before anything below it."""
    if len(run) == 1 or _in_stream_order(_columns(_flat(run))):
        return [_flat(run)]
    pieces = [list(run[0])]
    for k in range(1, len(run)):
        above, below = _flat(run[:k]), _flat(run[k:])
        if len(_columns(above)) > 1 and len(_columns(below)) > 1 and _precedes(above, below):
            pieces.append([])
        pieces[-1] += run[k]
    return pieces


def _tangled(items: list[Item], column: int, streamed: bool, result: Arrangement) -> None:
    """Items that no straight cut takes apart: set one aside that stands across the others' gutter, else go by place."""
    small_first = sorted(items, key=lambda i: (i.x1 - i.x0) * (i.bottom - i.top))
    for odd in small_first if len(items) <= MOST_TANGLED else ():
        rest = [item for item in items if item is not odd]
        if len(items) > 2 and (len(_columns(rest)) > 1 or len(_bands(rest)) > 1):
            inner = Arrangement(n_columns=result.n_columns)
            _arrange(rest, column, streamed, inner)
            result.n_columns = inner.n_columns
            result.ambiguous = True
            result.placed += _inserted(inner.placed, odd, streamed)
            return
    by_stream = streamed and all(item.middle == item.middle for item in items)
    result.ambiguous |= len(items) > 1
    ordered = sorted(items, key=(lambda i: i.middle) if by_stream else (lambda i: (i.top, i.x0)))
    result.placed += [(item, column) for item in ordered if item.content is not None]


def _inserted(placed: list[tuple[Item, int]], odd: Item, streamed: bool) -> list[tuple[Item, int]]:
    if odd.content is None:
        return placed
    later = (
        (k for k, (item, _) in enumerate(placed) if item.middle > odd.middle)
        if streamed
        else (k for k, (item, _) in enumerate(placed) if item.top > odd.bottom)
    )
    at = next(later, len(placed))
    return [*placed[:at], (odd, 0), *placed[at:]]


def _in_stream_order(parts: list[list[Item]]) -> bool:
    return all(_precedes(_flat(parts[:k]), _flat(parts[k:])) for k in range(1, len(parts)))


def _precedes(first: Sequence[Item], second: Sequence[Item]) -> bool:
    """Whether the stream has all of one before all of the other."""
    return max(_places(first), default=float("-inf")) < min(_places(second), default=float("inf"))


def _places(items: Sequence[Item]) -> Iterator[float]:
    return (item.middle for item in items if item.middle == item.middle)


def _flat(lists: Sequence[Sequence[Item]]) -> list[Item]:
    return [item for items in lists for item in items]


def from_lines(lines: list[Line], headings: Sequence[bool]) -> Item:
    """A cluster of lines as an item; its height is that of the letters, not of the line boxes, which overlap.

    Args:
        lines: Top down.
        headings: For each line whether it looks like a heading.
    """
    first, last = lines[0], lines[-1]
    middles = sorted(line.middle for line in lines)
    return Item(
        x0=min(line.x0 for line in lines),
        top=first.baseline - 0.7 * first.size,
        x1=max(line.x1 for line in lines),
        bottom=last.baseline + 0.2 * last.size,
        size=first.size,
        middle=middles[len(middles) // 2],
        heading=headings[0],
        bare=all(headings),
        runs_on=not all(headings) and not ends_sentence(last.text),
        content=lines,
    )
