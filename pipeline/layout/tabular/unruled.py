"""Tables without rules: rivers whose banks are columns of short cells, most of them figures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.beside import rows_beside
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, clear_strips, row_edges
from pipeline.layout.tabular.grouping import (
    MOST_HEADER_LINES,
    SAME_CELL,
    group_rows,
    is_sentence,
    is_title,
    join_header_lines,
    rows_of_header,
)
from pipeline.layout.tabular.numbers import is_value
from pipeline.layout.tabular.rivers import SAME_SIZE, Member, River, find_rivers
from pipeline.layout.tabular.rows import Row, row_size, split_wide, text_of, text_rows
from pipeline.layout.tabular.spans import spread_headers
from pipeline.layout.tabular.verdict import FEWEST_ROWS, is_table
from pipeline.layout.timelines import DATE

EDGE = 0.3  # type sizes: edges of cells no further apart are in line


@dataclass(frozen=True)
class Run:
    """Rows in succession along one river that look like a table's."""

    strip: Strip
    members: tuple[Member, ...]

    @property
    def rows(self) -> set[int]:
        """Numbers of its rows."""
        return {member.row for member in self.members}


def find_unruled(words: PageWords, where: Ints, panels: Ints) -> Iterator[list[Slot]]:
    """The cells of each table that nothing but the alignment of its words shows."""
    rows = text_rows(words, where)
    rivers = find_rivers(words, rows, panels)
    runs = [run for river in rivers for run in _runs(words, river)]
    for joined in _joined(runs):
        slots = _slots(words, rows, panels, joined)
        if slots:
            yield slots


def _runs(words: PageWords, river: River) -> Iterator[Run]:
    """The stretches of a river between running text and changes of type size."""
    strip = Strip(river.x0, river.x1)
    run: list[Member] = []
    for member in [*river.members, None]:
        if member and _is_cells(words, member) and (not run or _same_size(words, run[-1], member)):
            run.append(member)
            continue
        if len(run) >= FEWEST_ROWS and 2 * sum(m.wide for m in run) >= len(run):
            yield Run(strip, tuple(run))
        run = [member] if member and _is_cells(words, member) else []


def _is_cells(words: PageWords, member: Member) -> bool:
    """Whether neither side of a row is running text; a long label may stand before a value, a long text by a date."""
    if is_sentence(words, member.right):
        return DATE.fullmatch(text_of(words, member.left)) is not None
    return not is_sentence(words, member.left) or is_value(text_of(words, member.right))


def _same_size(words: PageWords, a: Member, b: Member) -> bool:
    sizes = sorted(row_size(words, [*member.left, *member.right]) for member in (a, b))
    return sizes[1] <= SAME_SIZE * sizes[0]


def _joined(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that share the column between them, or the one on their right, as one table each."""
    parent = list(range(len(runs)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    on_right: dict[int, list[int]] = {}
    for k, run in enumerate(runs):
        for member in run.members:
            on_right.setdefault(member.right[0], []).append(k)
    for k, run in enumerate(runs):
        beside = [i for member in run.members for i in (*member.left, member.right[0])]
        shared = Counter(other for i in beside for other in on_right.get(i, ()) if other != k)
        for other, cells in sorted(shared.items()):
            if 2 * cells >= min(len(run.members), len(runs[other].members)):
                parent[root(k)] = root(other)
    tables: dict[int, list[Run]] = {}
    for k in range(len(runs)):
        tables.setdefault(root(k), []).append(runs[k])
    return list(tables.values())


def _side_by_side(runs: Sequence[Run]) -> list[Run]:
    """Runs without those that share white with one of more rows: a row with an empty cell starts a river of its own."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: -len(run.members)):
        if all(run.strip.x1 <= other.strip.x0 or run.strip.x0 >= other.strip.x1 for other in kept):
            kept.append(run)
    return sorted(kept, key=lambda run: run.strip.x0)


def _slots(words: PageWords, rows: Sequence[Row], panels: Ints, runs: Sequence[Run]) -> list[Slot]:
    """The cells of a table along rivers that lie side by side; none if it is none."""
    runs = _side_by_side(runs)
    strips = [run.strip for run in runs]
    index = np.array([i for run in runs for member in run.members for i in (*member.left, *member.right)])
    columns = Columns(float(words.x0[index].min()), float(words.x1[index].max()), tuple(strips))
    numbers = sorted({r for run in runs for r in run.rows})
    panel = int(panels[index[0]])
    body = _inside(words, rows[numbers[0] : numbers[-1] + 1], columns, panels, panel)
    clear = clear_strips(words, body)
    if len(clear) > len(strips):  # a column too empty for a river beside it
        columns = replace(columns, strips=tuple(clear))
    while len(body) > FEWEST_ROWS and is_title(words, body[0], body[1]):
        body = body[1:]
    body = _without_tail(words, _without_text_below(words, body, columns), columns)
    if not is_table(words, body, columns):
        return []
    near = range(numbers[0] - 1, max(-1, numbers[0] - 1 - MOST_HEADER_LINES), -1)
    above = [row for r in near for row in _beside(words, rows[r], columns, panels, panel)]
    header = [[row] for row in rows_of_header(words, above, body[0], columns)]
    grouped = group_rows(words, body, columns)
    if not header:
        header, _ = rows_beside(words, np.array([i for row in above for i in row], dtype=np.int64), columns, grouped)
    columns = columns.narrowed(words, [*(row for group in header for row in group), body[0]])
    groups = join_header_lines(words, [*header, *grouped], columns)
    return spread_headers(words, columns.slots(words, groups, row_edges(words, groups)))


def _inside(words: PageWords, rows: Sequence[Row], columns: Columns, panels: Ints, panel: int) -> list[Row]:
    """What of each row stands between the table's edges."""
    kept = ([i for i in row if panels[i] == panel and _within(words, i, columns)] for row in rows)
    return [row for row in kept if row]


def _within(words: PageWords, i: int, columns: Columns) -> bool:
    return bool(columns.x0 - 1 <= (words.x0[i] + words.x1[i]) / 2 <= columns.x1 + 1)


def _beside(words: PageWords, row: Row, columns: Columns, panels: Ints, panel: int) -> list[Row]:
    """A row without the words of other panels, if any of it stands over the table."""
    mine = [i for i in row if panels[i] == panel]
    return [mine] if any(_within(words, i, columns) for i in mine) else []


def _without_text_below(words: PageWords, body: list[Row], columns: Columns) -> list[Row]:
    """Rows up to the last that stands in several cells, and the line that goes on one of these."""
    ends = [k for k, row in enumerate(body) if len(split_wide(words, row)) > 1]
    end = ends[-1] + 1 if ends else 0
    while 0 < end < len(body) and _in_line(words, body[end], body[ends[-1]], columns):
        end += 1
    if end < len(body) and len(columns.pieces(words, body[end])) == 1 and not is_title(words, body[end], body[end - 1]):
        leading = float(words.baseline[body[end][0]] - words.baseline[body[end - 1][0]])
        end += leading <= SAME_CELL * row_size(words, body[end])
    return body[:end]


def _in_line(words: PageWords, row: Row, above: Row, columns: Columns) -> bool:
    """Whether a row's last cell begins or ends where that of a row above does, and others stand before it."""
    ends = [columns.pieces(words, mine)[-1] for mine in (row, above)]
    if ends[0][0] == 0 or ends[0][:2] != ends[1][:2]:
        return False
    slack = EDGE * row_size(words, row)
    lower, upper = ends[0][2], ends[1][2]
    begins = abs(words.x0[lower[0]] - words.x0[upper[0]])
    return bool(min(begins, abs(words.x1[lower[-1]] - words.x1[upper[-1]])) <= slack)


def _without_tail(words: PageWords, body: list[Row], columns: Columns) -> list[Row]:
    """Rows up to the last that holds a value: text set on the same columns may go on below a table.

    Labels with values in words are no such text; they stand no closer than the rows above, and are not the fewer.
    """
    valued = [
        any(first > 0 and is_value(text_of(words, mine)) for first, _, mine in columns.pieces(words, row))
        for row in body
    ]
    if sum(valued) < FEWEST_ROWS:
        return body
    end = len(body) - valued[::-1].index(True)
    pitch = np.diff([words.baseline[row[0]] for row in body])
    closer = end < len(body) and np.median(pitch[end - 1 :]) < 0.8 * np.median(pitch[: end - 1])
    if not closer and 2 * sum(valued) <= len(body):
        return body
    while end < len(body) and _goes_on(words, body[end - 1 : end + 1], columns, float(np.median(pitch))):
        end += 1
    if end < len(body) and len(columns.pieces(words, body[end])) == 1:
        leading = float(words.baseline[body[end][0]] - words.baseline[body[end - 1][0]])
        end += leading <= SAME_CELL * row_size(words, body[end])  # the rest of the last row's label
    return body[:end]


def _goes_on(words: PageWords, rows: Sequence[Row], columns: Columns, pitch: float) -> bool:
    """Whether a row stands in line with the one above, and as far from it as the table's rows are from each other."""
    upper, lower = rows
    distance = float(words.baseline[lower[0]] - words.baseline[upper[0]])
    level = abs(words.x0[lower[0]] - words.x0[upper[0]]) <= EDGE * row_size(words, lower)
    in_line = bool(level) and len(split_wide(words, lower)) > 1 and _in_line(words, lower, upper, columns)
    return in_line and 0.9 * pitch <= distance <= 1.1 * pitch
