"""Tables without rules: rivers whose banks are columns of short cells, most of them figures."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, row_edges
from pipeline.layout.tabular.grouping import group_rows, is_sentence, join_header_lines, rows_of_header
from pipeline.layout.tabular.numbers import is_value
from pipeline.layout.tabular.rivers import SAME_SIZE, Member, River, find_rivers
from pipeline.layout.tabular.rows import Row, count_words, row_size, text_of, text_rows

FEWEST_ROWS = 3
VALUES = 0.7  # share of a column's cells that are values
LEADERS = (". .", "..", "…", "· ·", "__")


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
    """Whether neither side of a row is running text; a long label may stand before a value."""
    if is_sentence(words, member.right):
        return False
    return not is_sentence(words, member.left) or is_value(text_of(words, member.right))


def _same_size(words: PageWords, a: Member, b: Member) -> bool:
    sizes = sorted(row_size(words, [*member.left, *member.right]) for member in (a, b))
    return sizes[1] <= SAME_SIZE * sizes[0]


def _joined(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that share the column between them, as one table each, from left to right."""
    parent = list(range(len(runs)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    on_right: dict[int, int] = {}
    for k, run in enumerate(runs):
        for member in run.members:
            on_right[member.right[0]] = k
    for k, run in enumerate(runs):
        shared = [on_right[i] for member in run.members for i in member.left if i in on_right]
        for other in sorted(set(shared)):
            if 2 * shared.count(other) >= min(len(run.members), len(runs[other].members)):
                parent[root(k)] = root(other)
    tables: dict[int, list[Run]] = {}
    for k in range(len(runs)):
        tables.setdefault(root(k), []).append(runs[k])
    return [sorted(table, key=lambda run: run.strip.x0) for table in tables.values()]


def _slots(words: PageWords, rows: Sequence[Row], panels: Ints, runs: Sequence[Run]) -> list[Slot]:
    """The cells of a table along rivers that lie side by side; none if it is none."""
    strips = [run.strip for run in runs]
    if any(a.x1 > b.x0 for a, b in itertools.pairwise(strips)):
        return []
    index = np.array([i for run in runs for member in run.members for i in (*member.left, *member.right)])
    columns = Columns(float(words.x0[index].min()), float(words.x1[index].max()), tuple(strips))
    numbers = sorted({r for run in runs for r in run.rows})
    panel = int(panels[index[0]])
    body = _inside(words, rows[numbers[0] : numbers[-1] + 1], columns, panels, panel)
    if not _is_table(words, body, columns):
        return []
    above = (row for r in range(numbers[0] - 1, -1, -1) for row in _beside(words, rows[r], columns, panels, panel))
    header = rows_of_header(words, above, body[0], columns)
    groups = join_header_lines(words, [[row] for row in header] + group_rows(words, body, columns), columns)
    return columns.slots(words, groups, row_edges(words, groups))


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


def _is_table(words: PageWords, body: Sequence[Row], columns: Columns) -> bool:
    """Whether rows between rivers are a table: figures in columns, or labels with values set to the right."""
    cells: dict[int, list[Row]] = {}
    for row in body:
        for first, last, mine in columns.pieces(words, row):
            if first == last:
                cells.setdefault(first, []).append(mine)
    if len(cells) < 2 or min(cells) > 0:
        return False
    n_rows = max(len(column) for column in cells.values())
    if any(len(column) < 0.5 * n_rows for c, column in cells.items() if c > 0) or _is_contents(words, cells):
        return False
    values = [c for c in cells if c > 0 and _of_values(words, cells[c])]
    if values:
        return all(_is_short(words, cells[c]) for c in cells if c > 0 and c not in values)
    return len(cells) == 2 and _is_key_value(words, cells[0], cells[1])


def _of_values(words: PageWords, column: Sequence[Row]) -> bool:
    """Whether a column holds figures, but for its head, all above each other."""
    below = [is_value(text_of(words, cell)) for cell in column[1:]]
    low = np.array([words.x0[cell[0]] for cell in column])
    high = np.array([words.x1[cell[-1]] for cell in column])
    shared = ((low <= np.median(high)) & (high >= np.median(low))).mean()
    return len(below) > 1 and sum(below) >= VALUES * len(below) and shared > 0.8


def _is_short(words: PageWords, column: Sequence[Row]) -> bool:
    return float(np.mean([count_words(words, cell) for cell in column])) <= 4


def _is_key_value(words: PageWords, keys: Sequence[Row], values: Sequence[Row]) -> bool:
    """Whether labels that begin at one edge stand against values that end at the other, as no list is set."""
    size = row_size(words, [i for cell in values for i in cell])
    starts = np.array([words.x0[cell[0]] for cell in keys])
    ends = np.array([words.x1[cell[-1]] for cell in values])
    begins = np.array([words.x0[cell[0]] for cell in values])
    flush = np.ptp(starts) < 0.5 * size and np.ptp(ends) < 0.5 * size and np.ptp(begins) > size
    return bool(flush and len(values) >= FEWEST_ROWS and _is_short(words, keys) and _is_short(words, values))


def _is_contents(words: PageWords, cells: dict[int, list[Row]]) -> bool:
    """Whether rows are a table of contents: page numbers that never fall, or leaders before them."""
    if len(cells) > 2:
        return any(any(mark in text_of(words, cell) for mark in LEADERS) for cell in cells[1])
    numbers = [text_of(words, cell) for cell in cells[max(cells)]]
    if any(any(mark in text_of(words, cell) for mark in LEADERS) for cell in cells[0]):
        return True
    plain = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) <= 3]
    return len(plain) == len(numbers) and plain == sorted(plain)
