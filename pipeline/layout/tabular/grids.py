"""Grids: tables whose cells are drawn, with rules or as boxes.

After pdfplumber's lines strategy (edges, crossings, cells), except that strokes are first parted into connected
components and cells are read off two matrices of borders, so that the cost is bounded by the grid's size.
"""

from dataclasses import dataclass, replace

import numpy as np

from pipeline.layout.page import Flags, Ints, Page, PageWords, Reals
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip
from pipeline.layout.tabular.rows import WIDE_GAP, text_rows
from pipeline.layout.tabular.stacks import stacked
from pipeline.layout.tabular.strokes import SNAP, Strokes, find_strokes, tints

MOST_PAIRS = 4_000_000  # of a horizontal and a vertical stroke: more is a drawing
CELLS_A_WORD = 8  # a grid with more cells than that for every word in it is a drawing
DRAWN = 0.5  # share of the borders between columns that a grid's rules must draw
EXTENDS = 8.0  # points: rules that run out further than that end in an edge that is not drawn


@dataclass(frozen=True)
class Grid:
    """Lines of a grid and which stretches of them are drawn."""

    xs: Reals
    ys: Reals
    across: Flags  # [line in ys, stretch between xs]
    down: Flags  # [stretch between ys, line in xs]


def table_strokes(page: Page) -> tuple[Strokes, Strokes]:
    """A page's horizontal and vertical strokes, without the edges of tints inside a grid of rules.

    Word processors tint a cell behind each of its lines: such tints are no cells.
    """
    tinted = tints(page)
    across, down = find_strokes(page, ~tinted)
    drawn = page.graphics
    for h, v in _components(across, down):
        if min(len(np.unique(across.at[h])), len(np.unique(down.at[v]))) >= 3:
            x0, x1 = float(down.at[v].min()), float(down.at[v].max())
            top, bottom = float(across.at[h].min()), float(across.at[h].max())
            inside = (drawn.x0 > x0 - SNAP) & (drawn.x1 < x1 + SNAP) & (drawn.top > top - SNAP)
            tinted &= ~(inside & (drawn.bottom < bottom + SNAP))
    return find_strokes(page, ~tints(page) | tinted) if tinted.any() else (across, down)


def find_grids(across: Strokes, down: Strokes, words: PageWords, where: Ints) -> list[Grid]:
    """The grids that crossing strokes make around words, from the top down."""
    components = stacked(across, down, _components(across, down), words, where)
    found = (_with_open_rows(_grid(across.take(h), down.take(v)), words, where) for h, v in components)
    grids = [grid for grid in found if _plausible(grid, words, where)]
    return sorted(grids, key=lambda grid: (float(grid.ys[0]), float(grid.xs[0])))


def _components(across: Strokes, down: Strokes) -> list[tuple[Ints, Ints]]:
    """Sets of strokes that hang together by their crossings; none if there are too many for a table."""
    if len(across) * len(down) > MOST_PAIRS:
        return []
    crosses = (
        (down.at[None, :] >= across.start[:, None] - SNAP)
        & (down.at[None, :] <= across.end[:, None] + SNAP)
        & (across.at[:, None] >= down.start[None, :] - SNAP)
        & (across.at[:, None] <= down.end[None, :] + SNAP)
    )
    unseen = np.ones(len(across), dtype=bool)
    unseen_down = np.ones(len(down), dtype=bool)
    components: list[tuple[Ints, Ints]] = []
    for start in range(len(across)):
        if not unseen[start]:
            continue
        rows, columns, fresh = [start], [], [start]
        unseen[start] = False
        while fresh:
            reached = np.flatnonzero(crosses[fresh].any(axis=0) & unseen_down)
            unseen_down[reached] = False
            columns += reached.tolist()
            back = np.flatnonzero(crosses[:, reached].any(axis=1) & unseen)
            unseen[back] = False
            fresh = back.tolist()
            rows += fresh
        if columns:
            components.append((np.array(sorted(rows)), np.array(sorted(columns))))
    return components


def _grid(across: Strokes, down: Strokes) -> Grid:
    xs = _lines(down.at, float(across.start.min()), float(across.end.max()))
    ys = _lines(across.at, float(down.start.min()), float(down.end.max()))
    drawn_across = _drawn(across, ys, xs)
    drawn_down = _drawn(down, xs, ys).T
    drawn_across[[0, -1]] = True
    drawn_down[:, [0, -1]] = True
    return Grid(xs, ys, drawn_across, drawn_down)


def _lines(at: Reals, low: float, high: float) -> Reals:
    """Places of the grid's lines, with an edge where the crossing strokes run out beyond the last one."""
    lines = np.unique(at)
    ends = [low] if low < lines[0] - EXTENDS else []
    ends += [high] if high > lines[-1] + EXTENDS else []
    return np.unique(np.concatenate((lines, np.array(ends))))


def _drawn(strokes: Strokes, lines: Reals, stops: Reals) -> Flags:
    """For each line and each stretch between two stops whether a stroke covers it."""
    drawn = np.zeros((len(lines), max(1, len(stops) - 1)), dtype=bool)
    middles = (stops[1:] + stops[:-1]) / 2
    line = np.searchsorted(lines, strokes.at)
    first, last = np.searchsorted(middles, strokes.start), np.searchsorted(middles, strokes.end)
    for k, a, b in zip(line.tolist(), first.tolist(), last.tolist(), strict=True):
        drawn[k, a:b] = True
    return drawn


def _with_open_rows(grid: Grid, words: PageWords, where: Ints) -> Grid:
    """The grid with the borders of its columns in rows that draw none, if words keep to them there.

    Tables whose header only is parted by lines or tints are read so.
    """
    inner = grid.down[:, 1:-1]
    if not inner.any(axis=1).any() or inner.any(axis=1).all():
        return grid
    inside = words_inside(grid, words, where)
    row = np.searchsorted(grid.ys, (words.top[inside] + words.bottom[inside]) / 2) - 1
    columns = Columns(0.0, 0.0, tuple(Strip(x, x) for x in grid.xs[1:-1].tolist()))
    down = grid.down.copy()
    for r in np.flatnonzero(~inner.any(axis=1)).tolist():
        lines = text_rows(words, inside[row == r])
        pieces = [piece for line in lines for piece in columns.pieces(words, line)]
        if len({first for first, _, _ in pieces}) > 1 and all(first == last for first, last, _ in pieces):
            down[r] = True
    return replace(grid, down=down)


def _plausible(grid: Grid, words: PageWords, where: Ints) -> bool:
    inner = grid.down[:, 1:-1]
    if inner.size and inner.mean() < DRAWN:
        return False
    n_cells = (len(grid.xs) - 1) * (len(grid.ys) - 1)
    return n_cells >= 2 and n_cells <= 64 + CELLS_A_WORD * len(words_inside(grid, words, where))


def words_inside(grid: Grid, words: PageWords, where: Ints) -> Ints:
    """Those of the words whose middle lies in the grid."""
    x, y = (words.x0[where] + words.x1[where]) / 2, (words.top[where] + words.bottom[where]) / 2
    inside = (x > grid.xs[0]) & (x < grid.xs[-1]) & (y > grid.ys[0]) & (y < grid.ys[-1])
    return where[inside]


def cut_words(grid: Grid, words: PageWords, where: Ints) -> float:
    """Share of the words inside that a drawn line cuts: many where lines are a chart's, not a table's."""
    inside = words_inside(grid, words, where)
    if not len(inside):
        return 1.0
    slack = 0.2 * words.size[inside]
    y = (words.top[inside] + words.bottom[inside]) / 2
    row = np.searchsorted(grid.ys, y) - 1
    first = np.searchsorted(grid.xs, words.x0[inside] + slack)
    last = np.searchsorted(grid.xs, words.x1[inside] - slack)
    cut = [bool(grid.down[r, a:b].any()) for r, a, b in zip(row.tolist(), first.tolist(), last.tolist(), strict=True)]
    return float(np.mean(cut))


def grid_slots(grid: Grid, words: PageWords, where: Ints) -> list[Slot]:
    """The cells of a grid with their words; stretches without a border between them are one cell."""
    inside = words_inside(grid, words, where)
    row = np.searchsorted(grid.ys, (words.top[inside] + words.bottom[inside]) / 2) - 1
    column = np.searchsorted(grid.xs, (words.x0[inside] + words.x1[inside]) / 2) - 1
    held: dict[tuple[int, int], list[int]] = {}
    for i, r, c in zip(inside.tolist(), row.tolist(), column.tolist(), strict=True):
        held.setdefault((r, c), []).append(i)
    slots: list[Slot] = []
    taken = np.zeros((len(grid.ys) - 1, len(grid.xs) - 1), dtype=bool)
    for r, c in np.ndindex(*taken.shape):
        if not taken[r, c]:
            end_row, end_column = _extent(grid, taken, r, c, words, held)
            taken[r:end_row, c:end_column] = True
            mine = [i for y in range(r, end_row) for x in range(c, end_column) for i in held.get((y, x), ())]
            box = (float(grid.xs[c]), float(grid.ys[r]), float(grid.xs[end_column]), float(grid.ys[end_row]))
            slots.append(Slot(r, c, end_row - r, end_column - c, *box, words=tuple(mine)))
    return slots


def _extent(
    grid: Grid, taken: Flags, r: int, c: int, words: PageWords, held: dict[tuple[int, int], list[int]]
) -> tuple[int, int]:
    """Where the cell that begins at a row and column ends (exclusive)."""
    n_rows, n_columns = taken.shape
    end_column = c + 1
    while end_column < n_columns and not grid.down[r, end_column] and not taken[r, end_column]:
        if _stand_apart(words, held, r, c, end_column):
            break
        end_column += 1
    end_row = r + 1
    while end_row < n_rows and not (
        grid.across[end_row, c:end_column].any()
        or grid.down[end_row, c + 1 : end_column].any()
        or taken[end_row, c:end_column].any()
    ):
        end_row += 1
    return end_row, end_column


def _stand_apart(words: PageWords, held: dict[tuple[int, int], list[int]], r: int, c: int, end: int) -> bool:
    """Whether words on both sides of an undrawn border stand as far apart as cells do."""
    left = [i for x in range(c, end) for i in held.get((r, x), ())]
    right = held.get((r, end), [])
    if not left or not right:
        return False
    gap = float(words.x0[np.array(right)].min() - words.x1[np.array(left)].max())
    return gap >= WIDE_GAP * float(words.size[right[0]])
