"""Which rows of text make one row of a table, and which rows beside a table belong to it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from pipeline.layout.marks import opens_caption
from pipeline.layout.page import PageWords
from pipeline.layout.tabular.columns import Columns
from pipeline.layout.tabular.numbers import is_value, is_year
from pipeline.layout.tabular.rows import Row, count_words, row_size, split_wide, text_of

SAME_CELL = 1.45  # type sizes from baseline to baseline within a cell
IN_LINE = 0.4  # type sizes: edges or middles of the lines of one cell are no further apart
WIDER = 1.2  # how much more than the lines of a cell rows must be apart to be told by it
CLOSER = 0.8  # a line is nearer to one neighbour if its distance is so much smaller
MOST_HEADER_LINES = 5  # rows of text
SENTENCE = 6  # words: a piece of text from here on may be running text
BETWEEN = 1.4  # type sizes from a line to those above and below between which it stands in the middle of a row
NEXT_ROW = 2.6  # type sizes from baseline to baseline: the furthest a header stands above its table
NEXT_LINE = 1.7  # the same for a line that fills one column only


def is_sentence(words: PageWords, piece: Row) -> bool:
    """Whether a piece of a row is long enough for running text."""
    return count_words(words, piece) >= SENTENCE and not is_value(text_of(words, piece))


def is_title(words: PageWords, row: Row, below: Row) -> bool:
    """Whether a line is a heading or caption over the next one: one piece, set in another way."""
    if len(split_wide(words, row)) > 1:
        return False
    look, next_look = ((words.bold[r[0]], words.italic[r[0]], round(2 * row_size(words, r))) for r in (row, below))
    return look != next_look or opens_caption(text_of(words, row)) or is_sentence(words, row)


def group_rows(words: PageWords, rows: Sequence[Row], columns: Columns) -> list[list[Row]]:
    """Rows of text as rows of the table: a line that fills only one column may go on a cell above or open one below."""
    filled = [{piece[0] for piece in columns.pieces(words, row)} for row in rows]
    apart = _set_apart(words, rows, filled)
    if apart:
        return [list(rows[a:b]) for a, b in pairwise([*apart, len(rows)])]
    anchors = {k for k, mine in enumerate(filled) if len(mine) > 1 or _holds_value(words, rows[k], mine)}
    joined: list[list[Row]] = []
    pending: list[Row] = []
    for k in range(len(rows)):
        if k in anchors or not anchors:
            joined.append([*pending, rows[k]])
            pending = []
        elif joined and _goes_on(words, rows, k, filled[k], columns):
            joined[-1].append(rows[k])
        elif k + 1 < len(rows) and _opens(words, rows, k):
            pending.append(rows[k])
        else:
            joined.append([*pending, rows[k]])
            pending = []
    return joined if not pending else [*joined, pending]


def _set_apart(words: PageWords, rows: Sequence[Row], filled: Sequence[set[int]]) -> list[int]:
    """Where rows of the table begin, if wider gaps part them than the lines of a cell; none if gaps do not tell."""
    gaps = np.array([_leading(words, rows, k) for k in range(1, len(rows))])
    tight = SAME_CELL * row_size(words, [i for row in rows for i in row])
    within = gaps[gaps <= tight]
    if not len(within) or len(within) == len(gaps) or gaps[gaps > tight].min() < WIDER * within.max():
        return []
    starts = [0, *(np.flatnonzero(gaps > tight) + 1).tolist()]
    spans = pairwise([*starts, len(rows)])
    single = all(sum(_ends_in_value(words, row) for row in rows[a:b]) < 2 for a, b in spans)
    return starts if single and all(0 in filled[k] and len(filled[k]) > 1 for k in starts) else []


def _ends_in_value(words: PageWords, row: Row) -> bool:
    parts = split_wide(words, row)
    return len(parts) > 1 and is_value(text_of(words, parts[-1]))


def join_header_lines(words: PageWords, groups: Sequence[list[Row]], columns: Columns) -> list[list[Row]]:
    """Rows of the table with the lines of a header whose cells run over several lines as one row."""
    n = _header_end(words, groups, columns)
    return [*header_rows(words, [row for group in groups[:n] for row in group], columns), *groups[n:]]


def header_rows(words: PageWords, lines: Sequence[Row], columns: Columns) -> list[list[Row]]:
    """The lines of a header as rows of the table.

    Lines are joined as far as they stand close, each fills other columns than the first alone, and none runs across
    columns (that is a header of its own, over those below). What goes on a cell beside such a header stays with it.
    """
    joined: list[list[Row]] = []
    for k, row in enumerate(lines):
        close = bool(joined) and _baseline_gap(words, joined[-1], row, columns) <= SAME_CELL * row_size(words, row)
        plain = close and _may_join(words, [row], columns) and _may_join(words, joined[-1], columns)
        if plain and all(_goes_under(words, joined[-1], piece, columns) for piece in columns.pieces(words, row)):
            joined[-1] = [*joined[-1], row]
        elif joined and (close or _is_between(words, lines, k)):
            going_on = _going_on(words, joined[-1], row, columns, between=_is_between(words, lines, k))
            rest = [i for i in row if i not in going_on]
            joined[-1] = [*joined[-1], going_on] if going_on else joined[-1]
            joined += [[rest]] if rest else []
        else:
            joined.append([row])
    return joined


def _is_between(words: PageWords, lines: Sequence[Row], k: int) -> bool:
    """Whether a line is set in the middle of a row: nearer to the lines above and below than two lines can be."""
    gaps = _leading(words, lines, k), _leading(words, lines, k + 1)
    return max(gaps) <= BETWEEN * row_size(words, lines[k])


def _going_on(words: PageWords, upper: Sequence[Row], row: Row, columns: Columns, *, between: bool) -> Row:
    """Those words of a line that belong to the row above: under a cell of one column, or beside all of them."""
    held = {
        column: first == last
        for line in upper
        for first, last, _ in columns.pieces(words, line)
        for column in range(first, last + 1)
    }
    pieces = [piece for piece in columns.pieces(words, row) if piece[0] == piece[1]]
    under = [piece for piece in pieces if held.get(piece[0], between) and _goes_under(words, upper, piece, columns)]
    apart = len(under) < len(pieces) or not all(held.values())
    return [i for _, _, mine in under for i in mine] if apart or between else []


def _goes_under(words: PageWords, upper: Sequence[Row], piece: tuple[int, int, Row], columns: Columns) -> bool:
    """Whether a piece is set below what its column holds above as the lines of a cell are: by an edge or the middle."""
    x0, x1 = float(words.x0[piece[2][0]]), float(words.x1[piece[2][-1]])
    slack = IN_LINE * row_size(words, piece[2])
    for first, last, mine in (above for line in upper for above in columns.pieces(words, line)):
        if first <= piece[0] <= last and first > 0:
            left, right = float(words.x0[mine[0]]) - x0, float(words.x1[mine[-1]]) - x1
            return min(abs(left), abs(right), abs(left + right) / 2) <= slack
    return True


def _header_end(words: PageWords, groups: Sequence[list[Row]], columns: Columns) -> int:
    """The first row of figures, if most rows from there on hold some and few stand above."""
    valued = [_values(words, group, columns) for group in groups]
    n = valued.index(True) if any(valued) else 0
    return n if n <= MOST_HEADER_LINES and sum(valued) >= 0.7 * (len(groups) - n) else 0


def _values(words: PageWords, group: Sequence[Row], columns: Columns) -> bool:
    pieces = (piece for row in group for piece in columns.pieces(words, row))
    return any(first > 0 and is_value(text) and not is_year(text) for first, text in _texts(words, pieces))


def _texts(words: PageWords, pieces: Iterable[tuple[int, int, Row]]) -> Iterator[tuple[int, str]]:
    return ((first, text_of(words, mine)) for first, _, mine in pieces)


def _baseline_gap(words: PageWords, upper: Sequence[Row], row: Row, columns: Columns) -> float:
    """Distance of a row's baseline from the last line above it that shares a column with it, else from the last."""
    mine = _covered(words, row, columns)
    shared = [line for line in upper if mine & _covered(words, line, columns)]
    return float(words.baseline[row[0]] - words.baseline[(shared or upper)[-1][0]])


def _covered(words: PageWords, row: Row, columns: Columns) -> set[int]:
    return {column for first, last, _ in columns.pieces(words, row) for column in range(first, last + 1)}


def _may_join(words: PageWords, group: Sequence[Row], columns: Columns) -> bool:
    pieces = [piece for row in group for piece in columns.pieces(words, row)]
    return all(first == last for first, last, _ in pieces) and any(first > 0 for first, _, _ in pieces)


def _holds_value(words: PageWords, row: Row, filled: set[int]) -> bool:
    return 0 not in filled and is_value(text_of(words, row))


def _leading(words: PageWords, rows: Sequence[Row], k: int) -> float:
    """Distance of a row's baseline from the one above."""
    return float(words.baseline[rows[k][0]] - words.baseline[rows[k - 1][0]]) if 0 < k < len(rows) else np.inf


def _goes_on(words: PageWords, rows: Sequence[Row], k: int, filled: set[int], columns: Columns) -> bool:
    """Whether a line in one column continues the cell above it."""
    before, after = _leading(words, rows, k), _leading(words, rows, k + 1)
    if before > NEXT_LINE * row_size(words, rows[k]) or after < CLOSER * before:
        return False
    if before < CLOSER * after and np.isfinite(after):
        return True
    if 0 not in filled or words.text[rows[k][0]][:1].islower():
        return True
    tight = before <= SAME_CELL * row_size(words, rows[k])
    return tight and not _is_heading(words, rows, k) and _filled_up(words, rows, k, columns)


def _is_heading(words: PageWords, rows: Sequence[Row], k: int) -> bool:
    """Whether a line is set off from the row above by its weight."""
    return bool(words.bold[np.array(rows[k])].all() and not words.bold[rows[k - 1][0]])


def _filled_up(words: PageWords, rows: Sequence[Row], k: int, columns: Columns) -> bool:
    """Whether the first word of a line would not have fitted on the line above, as where a line is broken."""
    above = [piece for piece in columns.pieces(words, rows[k - 1]) if piece[0] == 0]
    if not above:
        return False
    edge = columns.strips[0].x0
    first = rows[k][0]
    room = edge - float(words.x1[above[0][2][-1]])
    return bool(room < words.x1[first] - words.x0[first] + 0.3 * words.size[first])


def _opens(words: PageWords, rows: Sequence[Row], k: int) -> bool:
    """Whether a line in one column is the first of the cell in the row below."""
    before, after = _leading(words, rows, k), _leading(words, rows, k + 1)
    close = after <= NEXT_LINE * row_size(words, rows[k])
    return close and (words.text[rows[k + 1][0]][:1].islower() or (after < CLOSER * before and k > 0))


def rows_of_header(words: PageWords, above: Iterable[Row], first: Row, columns: Columns) -> list[Row]:
    """The rows of text over a table that head its columns, top down.

    Args:
        words: The page's words.
        above: The rows over the table's first one, nearest first.
        first: The table's first row of text.
        columns: The table's columns.
    """
    header: list[Row] = []
    below = first
    for row in above:
        if len(header) == 3 or not _heads_columns(words, row, below, columns):
            break
        header.insert(0, row)
        below = row
    return header


def _heads_columns(words: PageWords, row: Row, below: Row, columns: Columns) -> bool:
    size = row_size(words, below)
    mine = [piece for piece in split_wide(words, row) if _touches(words, piece, columns, 0.0)]
    inside = [piece for piece in mine if _touches(words, piece, columns, size)]
    if not mine or len(inside) < len(mine) or any(is_sentence(words, piece) for piece in mine):
        return False
    if not 1 / 1.3 < row_size(words, row) / size < 1.3:
        return False
    pieces = columns.pieces(words, [i for piece in mine for i in piece])
    spread = len(pieces) > 1
    distance = float(words.baseline[below[0]] - words.baseline[row[0]])
    return distance <= (NEXT_ROW if spread else NEXT_LINE) * size and (spread or pieces[0][0] > 0)


def _touches(words: PageWords, piece: Row, columns: Columns, inside: float) -> bool:
    """Whether a piece lies over the table: at all, or (with a tolerance given) not beyond its edges."""
    x0, x1 = float(words.x0[piece[0]]), float(words.x1[piece[-1]])
    if inside:
        return x0 >= columns.x0 - inside and x1 <= columns.x1 + inside
    return x1 > columns.x0 and x0 < columns.x1
