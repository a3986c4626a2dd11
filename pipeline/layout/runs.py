"""Runs: consecutive bands of a page that share a gutter and are read column by column."""

from collections.abc import Sequence

from pipeline.layout.items import Item, columns, flat, gutter, in_stream_order, is_text, precedes

Band = list[Item]


def find_runs(found: Sequence[Band], streamed: bool) -> list[list[Item]]:
    """Bands, top down, as runs of items.

    Args:
        found: The bands between the gaps that cross the whole width.
        streamed: Whether the words' places in the stream mean anything.
    """
    runs: list[list[Item]] = []
    start = 0
    while start < len(found):
        end = start + _sharing_a_gutter(found[start:])
        if streamed and end - start > 1 and precedes(found[start], flat(found[start + 1 : end])):
            end = start + 1
        end = start + _without_followers(found[start:end], streamed, last=end == len(found))
        if end < len(found) and _ends_in_headings(found[start:end], streamed):
            end -= 1
        runs += _finished_apart(found[start:end], streamed)
        start = end
    return [part for k, run in enumerate(runs) for part in _going_on_below(run, flat(runs[k + 1 : k + 2]), streamed)]


def _sharing_a_gutter(found: Sequence[Band]) -> int:
    """How many bands from the first on leave a gutter free; a band that stands on one side of it leaves it free too."""
    shared = 1
    spans: list[tuple[float, float]] = []
    for count, band in enumerate(found, start=1):
        spans = _merged([*spans, *((item.x0, item.x1 + gutter(item)) for item in band)])
        if len(spans) > 1:
            shared = count
    return shared


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _without_followers(run: Sequence[Band], streamed: bool, *, last: bool) -> int:
    """How many bands of a run are left when those at its end that follow its columns are taken away.

    A band that leaves a column empty may be either: the foot of a longer column, or a heading or list below all.
    """
    end = len(run)
    for k in range(len(run) - 1, 0, -1):
        if len(columns(run[k])) > 1:
            break
        goes_on = not streamed and _list_goes_on(flat(run[k:end]), flat(run[:k]))
        if not goes_on and _follows(run[k], flat(run[:k]), streamed, last=last and end == len(run)):
            end = k
    return end


def _list_goes_on(foot: list[Item], above: list[Item]) -> bool:
    """Whether the list that opens the second column can only have begun at the foot of the first one."""
    found = columns(above)
    if len(found) == 1:
        return False
    last, top = max(found[0], key=lambda item: item.bottom), min(found[1], key=lambda item: item.top)
    return top.opens_list and not last.listed and max(foot, key=lambda item: item.bottom).listed


def _ends_in_headings(run: Sequence[Band], streamed: bool) -> bool:
    """Whether a run's last band is headings side by side, each over something below the run."""
    if len(run) == 1 or len(columns(run[-1])) == 1 or not all(item.bare for item in run[-1]):
        return False
    return not (streamed and in_stream_order(columns(flat(run))))


def _follows(band: Band, above: list[Item], streamed: bool, *, last: bool) -> bool:
    parts = columns(above)
    if not any(is_text(item) for item in band):
        return False
    if len(parts) == 1:
        return len(columns([*above, *band])) == 1
    right = max(item.x1 for item in band)
    beside = [item for item in flat(parts) if item.x0 > right and is_text(item)]
    if not beside or (all(item.panel for item in beside) and _within(band, parts[0])):
        return False
    if streamed:
        return precedes(beside, band)
    foot, other = max(item.bottom for item in parts[0]), max(item.bottom for item in beside)
    return band[0].heading and (not last or abs(foot - other) < 2 * band[0].size)


def _within(band: Band, column: list[Item]) -> bool:
    """Whether a band keeps to a column: then a panel beside that column stands aside and does not end it."""
    slack = band[0].size
    left, right = min(item.x0 for item in column), max(item.x1 for item in column)
    return all(left - slack <= item.x0 and item.x1 <= right + slack for item in band)


def _finished_apart(run: Sequence[Band], streamed: bool) -> list[list[Item]]:
    """A run, cut at the gaps above which everything is read before anything below, as stream or sentences show."""
    if len(run) == 1 or (streamed and in_stream_order(columns(flat(run)))):
        return [flat(run)]
    pieces = [list(run[0])]
    for k in range(1, len(run)):
        above, below = flat(run[:k]), flat(run[k:])
        both_columned = len(columns(above)) > 1 and len(columns(below)) > 1
        if both_columned and (precedes(above, below) if streamed else _sentence_crosses(above, below)):
            pieces.append([])
        pieces[-1] += run[k]
    return pieces


def _sentence_crosses(above: list[Item], below: list[Item]) -> bool:
    """Whether a sentence breaks off over a heading below it and goes on at the top of the next column."""
    for left, right in zip(columns(above), columns(above)[1:], strict=False):
        foot, top = max(left, key=lambda item: item.bottom), min(right, key=lambda item: item.top)
        under = [item for item in below if item.x0 < foot.x1 and item.x1 > foot.x0 and is_text(item)]
        next_one = min(under, key=lambda item: item.top, default=None)
        if foot.runs_on and top.opens_within and next_one is not None and next_one.heading:
            return True
    return False


def _going_on_below(run: list[Item], following: list[Item], streamed: bool) -> list[list[Item]]:
    """A run whose text goes on in the next one: a panel beside it is read first, not in between.

    Where other text stands beside it, only a heading that ends a column goes to what follows. Neither where the
    stream has column after column, and then what follows.
    """
    found = columns(run)
    if len(found) == 1 or not any(is_text(item) for item in following):
        return [run]
    if streamed and in_stream_order([*found, following]):
        return [run]
    texts = [column for column in found if not all(item.panel for item in column)]
    last = max(texts[0], key=lambda item: item.bottom) if texts else run[0]
    if len(texts) == 1 and (last.bare or last.runs_on):
        return [[item for item in run if item not in texts[0]], texts[0]]
    if last.bare and texts[0] is not found[-1]:
        return [[item for item in run if item is not last], [last]]
    return [run]
