"""Rows over and under the drawn part of a table: hairlines and tints need not reach its first and last row."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.layout.marks import marker_words, opens_caption, opens_note, opens_source_note
from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, row_edges
from pipeline.layout.tabular.grouping import NEXT_ROW, SAME_CELL, SENTENCE
from pipeline.layout.tabular.rivers import SAME_SIZE
from pipeline.layout.tabular.rows import HEADER_GAP, Row, count_words, row_size, split_wide, text_of, text_rows

FURTHEST = 1.5  # usual distances of the table's rows
REGULAR = 1.15  # the same for more than one row above, where titles stand too
MOST_ROWS = 60  # usual distances above and below
MOST_ABOVE = 2  # headers over the row above
ALIGNED = 0.6  # type sizes: how far the edge or middle of a cell may be from that of one in its column
TIGHT = 0.85  # of the usual distance of rows: lines of one cell are nearer
SHARED = 0.5  # share of a row's cells that stand in line with their columns

Groups = list[list[Row]]


def rows_beside(words: PageWords, free: Ints, columns: Columns, groups: Groups) -> tuple[Groups, Groups]:
    """The rows above and the rows below a table, the lines of each.

    Args:
        words: The page's words.
        free: Words that stand in no table, this one neither.
        columns: The table's columns.
        groups: Its rows, top down, with the lines of each.
    """
    edges = _Edges(words, groups, columns)
    top, foot = words.baseline[groups[0][0][0]], words.baseline[groups[-1][-1][0]]
    reach = MOST_ROWS * edges.pitch
    free = free[(words.baseline[free] > top - reach) & (words.baseline[free] < foot + reach)]
    rows = [row for row in text_rows(words, free) if any(_overlaps(words, i, columns) for i in row)]
    above = _above(words, [row for row in reversed(rows) if words.baseline[row[0]] < top], columns, groups, edges)
    below = _below(words, [row for row in rows if words.baseline[row[0]] > foot], columns, groups, edges)
    return above, below


def _overlaps(words: PageWords, i: int, columns: Columns) -> bool:
    return words.lists.x1[i] > columns.x0 and words.lists.x0[i] < columns.x1


class _Edges:
    """Left edges, right edges and middles of the cells of each column, and the usual distance of rows."""

    def __init__(self, words: PageWords, groups: Groups, columns: Columns) -> None:
        found: dict[int, list[tuple[float, float]]] = {}
        for row in (row for group in groups for row in group):
            for first, last, mine in columns.pieces(words, row):
                if first == last:
                    found.setdefault(first, []).append((float(words.x0[mine[0]]), float(words.x1[mine[-1]])))
        pieces = [piece for group in groups for row in group for _, _, piece in columns.pieces(words, row)]
        self.longest = max(SENTENCE, *(count_words(words, piece) for piece in pieces))
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
        if x0 < columns.x0 - edges.size or x1 > columns.x1 + edges.size or count_words(words, piece) > edges.longest:
            return None
        mine += piece
    size = row_size(words, mine) if mine else 0.0
    if not 1 / SAME_SIZE < size / edges.size < SAME_SIZE:
        return None
    text = text_of(words, mine)
    other = opens_caption(text) or opens_note(text) or opens_source_note(text) or marker_words(text)
    return None if other else mine


def _lines(words: PageWords, rows: Sequence[Row], start: Row, columns: Columns, edges: _Edges) -> list[Row]:
    """The lines of the row next to a line of the table, nearest first: those no farther apart than within a cell."""
    found: list[Row] = []
    last = start
    for row in rows:
        distance = abs(float(words.baseline[last[0]] - words.baseline[row[0]]))
        furthest = min(SAME_CELL * edges.size, TIGHT * edges.pitch) if found else FURTHEST * edges.pitch
        mine = _inside(words, row, columns, edges) if distance <= furthest else None
        if not mine:
            break
        found.append(mine)
        last = row
    return found


def _cells(words: PageWords, lines: list[Row], columns: Columns, edges: _Edges) -> list[Row]:
    """As many of the lines as make a row of cells in two columns or more; none if they are other text."""
    while lines:
        parts = [_pieces(words, line, columns) for line in lines]
        pieces = [piece for part in parts for piece in part]
        aligned = [edges.hold(words, first, piece) for first, last, piece in pieces if first == last]
        beside_first = any(first > 0 and edges.hold(words, first, piece) for first, _, piece in pieces)
        several = len({first for first, _, _ in pieces}) > 1
        if several and beside_first and len(aligned) == len(pieces) and sum(aligned) >= SHARED * len(aligned):
            return lines
        lines = lines[:-1]
    return []


def _pieces(words: PageWords, line: Row, columns: Columns) -> list[tuple[int, int, Row]]:
    """A line's cells; what no more than a space parts is one cell across columns."""
    pieces = columns.narrowed(words, [line]).pieces(words, line)
    if len(pieces) <= len(split_wide(words, line, HEADER_GAP)):
        return pieces
    return [(pieces[0][0], pieces[-1][1] + 1, line)]


def _below(words: PageWords, rest: Sequence[Row], columns: Columns, groups: Groups, edges: _Edges) -> Groups:
    found: Groups = []
    last = groups[-1][-1]
    while lines := _cells(words, _lines(words, rest, last, columns, edges), columns, edges):
        found.append(lines)
        last, rest = lines[-1], rest[len(lines) :]
    return found


def _above(words: PageWords, rest: Sequence[Row], columns: Columns, groups: Groups, edges: _Edges) -> Groups:
    """The row right above with all of its lines, and headers over it."""
    found: Groups = []
    first = groups[0][0]
    lines = _lines(words, rest, first, columns, edges)
    if len(lines) == 1 and _is_label(words, lines[0], columns):
        found, first, rest = [[lines[0]]], lines[0], rest[1:]
        lines = _lines(words, rest, first, columns, edges)
    labels = len(found)
    while cells := _cells(words, lines, columns, edges):
        found.insert(0, cells[::-1])
        first, rest = cells[-1], rest[len(cells) :]
        lines = _lines(words, rest, first, columns, edges)
        if lines and words.baseline[first[0]] - words.baseline[lines[0][0]] > REGULAR * edges.pitch:
            break
    if labels and len(found) == labels:
        return []
    for row in rest[:MOST_ABOVE]:
        distance = float(words.baseline[first[0]] - words.baseline[row[0]])
        mine = _inside(words, row, columns, edges) if distance <= NEXT_ROW * edges.size else None
        if not mine or not _heads(words, mine, found[0] if found else groups[0], columns, alone=bool(found)):
            break
        found.insert(0, [mine])
        first = mine
    return found


def _is_label(words: PageWords, line: Row, columns: Columns) -> bool:
    """Whether a line is one cell in the first column: it may head the rows below it."""
    pieces = _pieces(words, line, columns)
    return len(pieces) == 1 and pieces[0][:2] == (0, 0)


def _heads(words: PageWords, row: Row, below: Sequence[Row], columns: Columns, *, alone: bool) -> bool:
    """Whether a row holds several cells over those of the row below, or (if allowed) one not over the first column."""
    narrow = columns.narrowed(words, [row, *below])
    parts = split_wide(words, row)
    pieces = [piece for part in parts for piece in narrow.pieces(words, part)]
    return len(pieces) == len(parts) and (len(parts) > 1 or (alone and pieces[0][0] > 0))


def extended(words: PageWords, free: Ints, slots: Sequence[Slot]) -> list[Slot]:
    """A grid's cells with those of the rows beside it that are not drawn."""
    plain = [slot for slot in slots if slot.column_span == 1]
    left = {slot.column: slot.x0 for slot in plain}
    n_columns = max(slot.column + slot.column_span for slot in slots)
    if set(left) != set(range(n_columns)):
        return list(slots)
    x1 = max(slot.x1 for slot in slots)
    columns = Columns(left[0], x1, tuple(Strip(left[c], left[c]) for c in range(1, n_columns)))
    lines: dict[int, list[int]] = {}
    for slot in plain:
        lines.setdefault(slot.row + slot.row_span - 1, []).extend(slot.words)
    groups = [text_rows(words, np.array(lines[row])) for row in sorted(lines) if lines[row]]
    if not groups:
        return list(slots)
    used = np.array([i for slot in slots for i in slot.words])
    above, below = rows_beside(words, np.setdiff1d(free, used), columns, groups)
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
