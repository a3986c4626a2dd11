"""Rows over and under the drawn part of a table: hairlines and tints need not reach its first and last row."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.layout.marks import marker_words, opens_caption, opens_note, opens_source_note
from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, row_edges
from pipeline.layout.tabular.grouping import NEXT_ROW, SAME_CELL, is_sentence
from pipeline.layout.tabular.rivers import SAME_SIZE
from pipeline.layout.tabular.rows import Row, row_size, split_wide, text_of, text_rows

FURTHEST = 1.5  # usual distances of the table's rows
MOST_ABOVE = 2  # headers over the row above
ALIGNED = 0.6  # type sizes: how far the edge or middle of a cell may be from that of one in its column
SHARED = 0.5  # share of a row's cells that stand in line with their columns

Groups = list[list[Row]]


def with_rows_beside(words: PageWords, free: Ints, columns: Columns, groups: Groups) -> tuple[Groups, Groups, Groups]:
    """The rows above, those given and the rows below, the lines of each.

    Args:
        words: The page's words.
        free: Words that stand in no table yet.
        columns: The table's columns.
        groups: Its rows, top down, with the lines of each.
    """
    used = {i for group in groups for row in group for i in row}
    rows = text_rows(words, np.array([i for i in free.tolist() if i not in used], dtype=np.int64))
    edges = _Edges(words, groups, columns)
    top, foot = words.baseline[groups[0][0][0]], words.baseline[groups[-1][-1][0]]
    above = _above(words, [row for row in rows if words.baseline[row[0]] < top], columns, groups, edges)
    below = _below(words, [row for row in rows if words.baseline[row[0]] > foot], columns, groups, edges)
    return above, groups, below


class _Edges:
    """Left edges, right edges and middles of the cells of each column, and the usual distance of rows."""

    def __init__(self, words: PageWords, groups: Groups, columns: Columns) -> None:
        found: dict[int, list[tuple[float, float]]] = {}
        for row in (row for group in groups for row in group):
            for first, last, mine in columns.pieces(words, row):
                if first == last:
                    found.setdefault(first, []).append((float(words.x0[mine[0]]), float(words.x1[mine[-1]])))
        self.cells = {column: np.array(spans) for column, spans in found.items()}
        baselines = [float(words.baseline[group[0][0]]) for group in groups]
        size = row_size(words, [i for group in groups for row in group for i in row])
        self.size = size
        self.pitch = float(np.median(np.diff(baselines))) if len(groups) > 1 else 2 * size

    def hold(self, words: PageWords, column: int, piece: Row) -> bool:
        """Whether a piece stands in line with the cells of a column."""
        cells = self.cells.get(column)
        if cells is None:
            return False
        x0, x1 = float(words.x0[piece[0]]), float(words.x1[piece[-1]])
        apart = (cells[:, 0] - x0, cells[:, 1] - x1, cells.mean(axis=1) - (x0 + x1) / 2)
        return any(bool((np.abs(gap) <= ALIGNED * self.size).any()) for gap in apart)


def _inside(words: PageWords, row: Row, columns: Columns, edges: _Edges) -> Row | None:
    """The words of a row that stand over or under the table; none if they are other text."""
    mine: Row = []
    for piece in split_wide(words, row):
        x0, x1 = float(words.x0[piece[0]]), float(words.x1[piece[-1]])
        if x1 <= columns.x0 or x0 >= columns.x1:
            continue
        if x0 < columns.x0 - edges.size or x1 > columns.x1 + edges.size or is_sentence(words, piece):
            return None
        mine += piece
    size = row_size(words, mine) if mine else 0.0
    if not 1 / SAME_SIZE < size / edges.size < SAME_SIZE:
        return None
    text = text_of(words, mine)
    other = opens_caption(text) or opens_note(text) or opens_source_note(text) or marker_words(text)
    return None if other else mine


def _fits(words: PageWords, row: Row, columns: Columns, edges: _Edges) -> Row | None:
    """The words of a row that make cells in two columns or more; none if it is other text."""
    mine = _inside(words, row, columns, edges)
    pieces = columns.narrowed(words, [mine]).pieces(words, mine) if mine else []
    if len(pieces) < 2 or any(first != last for first, last, _ in pieces):
        return None
    aligned = [edges.hold(words, first, piece) for first, _, piece in pieces]
    return mine if sum(aligned) >= SHARED * len(aligned) and any(aligned[1:]) else None


def _below(words: PageWords, rows: Sequence[Row], columns: Columns, groups: Groups, edges: _Edges) -> Groups:
    found: Groups = []
    last = groups[-1][-1]
    for row in rows:
        distance = float(words.baseline[row[0]] - words.baseline[last[0]])
        if distance > FURTHEST * max(edges.pitch, edges.size):
            break
        mine = _fits(words, row, columns, edges)
        if mine:
            found.append([mine])
        elif found and distance <= SAME_CELL * edges.size and (rest := _rest(words, row, columns)):
            found[-1].append(mine := rest)
        else:
            if any(_overlaps(words, i, columns) for i in row):
                break
            continue
        last = mine
    return found


def _rest(words: PageWords, row: Row, columns: Columns) -> Row | None:
    """The words of a line that go on a cell in one column."""
    mine = [i for i in row if _overlaps(words, i, columns)]
    pieces = columns.pieces(words, mine) if mine else []
    return mine if len(pieces) == 1 and pieces[0][0] == pieces[0][1] else None


def _overlaps(words: PageWords, i: int, columns: Columns) -> bool:
    return bool(words.x1[i] > columns.x0 and words.x0[i] < columns.x1)


def _above(words: PageWords, rows: Sequence[Row], columns: Columns, groups: Groups, edges: _Edges) -> Groups:
    """The row right above with all of its lines, and headers over it."""
    found: Groups = []
    first = groups[0][0]
    for row in reversed(rows):
        if not any(_overlaps(words, i, columns) for i in row):
            continue
        distance = float(words.baseline[first[0]] - words.baseline[row[0]])
        if not found:
            mine = _fits(words, row, columns, edges) if distance <= FURTHEST * edges.pitch else None
        elif distance <= SAME_CELL * edges.size < edges.pitch:
            mine = _inside(words, row, columns, edges)
            if mine and any(a != b for a, b, _ in columns.pieces(words, mine)):
                mine = _heads(words, mine, found[0], columns)
            elif mine:
                found[0].insert(0, mine)
                first = mine
                continue
        else:
            mine = _inside(words, row, columns, edges) if distance <= NEXT_ROW * edges.size else None
            mine = _heads(words, mine, found[0], columns) if mine else None
        if not mine or len(found) > MOST_ABOVE:
            break
        found.insert(0, [mine])
        first = mine
    return found


def _heads(words: PageWords, row: Row, below: Sequence[Row], columns: Columns) -> Row | None:
    """A row, if it holds several cells over those of the row below, or one over other columns than the first."""
    narrow = columns.narrowed(words, [row, *below])
    pieces = [piece for part in split_wide(words, row) for piece in narrow.pieces(words, part)]
    n_parts = len(split_wide(words, row))
    return row if len(pieces) == n_parts and (n_parts > 1 or pieces[0][0] > 0) else None


def extended(words: PageWords, free: Ints, slots: Sequence[Slot]) -> list[Slot]:
    """A grid's cells with those of the rows beside it that are not drawn."""
    plain = [slot for slot in slots if slot.row_span == slot.column_span == 1]
    left = {slot.column: slot.x0 for slot in plain}
    n_columns = max(slot.column + slot.column_span for slot in slots)
    if set(left) != set(range(n_columns)):
        return list(slots)
    x1 = max(slot.x1 for slot in slots)
    columns = Columns(left[0], x1, tuple(Strip(left[c], left[c]) for c in range(1, n_columns)))
    lines: dict[int, list[int]] = {}
    for slot in plain:
        lines.setdefault(slot.row, []).extend(slot.words)
    groups = [text_rows(words, np.array(lines[row])) for row in sorted(lines) if lines[row]]
    if not groups:
        return list(slots)
    used = np.array([i for slot in slots for i in slot.words])
    above, _, below = with_rows_beside(words, np.setdiff1d(free, used), columns, groups)
    top, bottom = min(slot.top for slot in slots), max(slot.bottom for slot in slots)
    edges_above = np.minimum(row_edges(words, above)[:-1], top).tolist() if above else []
    edges_below = np.maximum(row_edges(words, below)[1:], bottom).tolist() if below else []
    n_rows = max(slot.row + slot.row_span for slot in slots)
    added = columns.slots(words, above, [*edges_above, top])
    added += [
        replace(slot, row=slot.row + len(above) + n_rows)
        for slot in columns.slots(words, below, [bottom, *edges_below])
    ]
    return [*added, *(replace(slot, row=slot.row + len(above)) for slot in slots)]
