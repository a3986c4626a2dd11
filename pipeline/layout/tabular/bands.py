"""Tables with horizontal rules only, or with tinted rows: a ladder of level lines of one width.

Rows come from the ladder where it parts them, columns from the white between the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.layout.marks import opens_caption
from pipeline.layout.page import Ints, PageWords
from pipeline.layout.tabular.beside import rows_beside
from pipeline.layout.tabular.cells import Slot
from pipeline.layout.tabular.columns import Columns, Strip, clear_strips, row_edges
from pipeline.layout.tabular.grouping import group_rows, header_rows, is_title, join_header_lines
from pipeline.layout.tabular.numbers import is_value
from pipeline.layout.tabular.rows import Row, count_words, row_size, text_of, text_rows
from pipeline.layout.tabular.spans import spread_headers
from pipeline.layout.tabular.strokes import Strokes, snap

SAME_END = 4.0  # points: level lines whose ends differ by no more make a ladder
SHORTEST_RUNG = 60.0  # points
MOST_LINES = 14  # of text in one band, unless they are figures
LABEL_WORDS = 6.0  # a column that is not the last holds no more to a line, on average
HIGHEST_SECTION = 1.6  # of the height of a line in the rows above: higher, it stands between two tables
TEXT_WORDS = 3.0  # as much to a line where no cell holds a value either
SECTION_WORDS = 20.0  # as much beside the labels of a table of two columns
WORD_SPACE = 0.5  # of the type size
NEAR = 8  # bands above that tell where columns are
CELL_WORDS = 5.0  # as much to a cell of a table whose rows no rule parts


@dataclass(frozen=True)
class Band:
    """What stands between two level lines."""

    rows: list[Row]
    parted: bool  # whether white runs down it between words
    top: float  # of the level line above, points
    height: float  # from level line to level line

    @property
    def leading(self) -> float:
        """Height for each row of text."""
        return self.height / max(1, len(self.rows))


def find_ladders(across: Strokes, words: PageWords, where: Ints) -> Iterator[list[Slot]]:
    """The cells of each table that level lines make, without those that rules make already."""
    for x0, x1, levels in _ladders(across):
        middle = (words.x0[where] + words.x1[where]) / 2
        inside = where[(middle > x0) & (middle < x1)]
        for run in _runs(words, _bands(words, inside, levels)):
            slots = _slots(words, run, x0, x1, inside)
            if slots:
                inside = np.setdiff1d(inside, [i for slot in slots for i in slot.words])
                yield slots


def _ladders(across: Strokes) -> Iterator[tuple[float, float, list[float]]]:
    long = across.take(np.flatnonzero(across.end - across.start >= SHORTEST_RUNG))
    starts, x0 = snap(long.start, SAME_END)
    ends, x1 = snap(long.end, SAME_END)
    groups: dict[tuple[int, int], list[float]] = {}
    for start, end, y in zip(starts.tolist(), ends.tolist(), long.at.tolist(), strict=True):
        groups.setdefault((start, end), []).append(y)
    for start, end in sorted(groups):
        if len(groups[start, end]) > 1:
            yield float(x0[start]), float(x1[end]), sorted(groups[start, end])


def _bands(words: PageWords, where: Ints, levels: list[float]) -> list[Band]:
    band = np.searchsorted(levels, (words.top[where] + words.bottom[where]) / 2)
    return [_band(words, where[band == k], levels[k - 1], levels[k] - levels[k - 1]) for k in range(1, len(levels))]


def _band(words: PageWords, where: Ints, top: float, height: float) -> Band:
    if not len(where):
        return Band([], False, top, height)
    rows = text_rows(words, where)
    short = len(rows) <= MOST_LINES or sum(is_value(words.text[row[-1]]) for row in rows) > len(rows) / 2
    return Band(rows, short and bool(clear_strips(words, rows)), top, height)


def _runs(words: PageWords, bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Bands in a row that may make a table: parted ones, and single lines between them that are no captions."""
    run: list[Band] = []
    for band in bands:
        if run and (band.parted or _is_section(words, band, run)):
            run.append(replace(band, parted=band.parted or _keeps_columns(words, band, run)))
        elif band.rows:
            yield from _trimmed(run)
            run = _opening(words, band)
    yield from _trimmed(run)


def _opening(words: PageWords, band: Band) -> list[Band]:
    """A band that may open a table, without the heading and caption in it: columns, or one line over them."""
    rows = list(band.rows)
    while len(rows) > 1 and is_title(words, rows[0], rows[1]):
        del rows[0]
    if len(rows) < len(band.rows):
        band = _band(words, np.array([i for row in rows for i in row]), band.top, band.height)
    single = len(rows) == 1 and not opens_caption(text_of(words, rows[0]))
    return [band] if band.parted or single else []


def _keeps_columns(words: PageWords, band: Band, run: Sequence[Band]) -> bool:
    """Whether the white between the columns above goes on through a row that a mere space parts."""
    above = [row for other in run[-NEAR:] if other.parted for row in other.rows]
    strips = clear_strips(words, [*above, *band.rows]) if len(band.rows) == 1 else []
    if not strips or len(strips) != len(clear_strips(words, above)):
        return False
    found = Columns(0.0, 0.0, tuple(strips)).pieces(words, band.rows[0])
    return len(found) == len(strips) + 1 and all(first == last for first, last, _ in found)


def _trimmed(run: list[Band]) -> Iterator[list[Band]]:
    while run and not run[-1].parted:
        run = run[:-1]
    if run:
        yield run


def _is_section(words: PageWords, band: Band, run: Sequence[Band]) -> bool:
    """Whether a band heads the rows below it within a table: one line, no higher than the other rows."""
    if len(band.rows) != 1 or opens_caption(text_of(words, band.rows[0])):
        return False
    return band.height <= HIGHEST_SECTION * float(np.median([other.leading for other in run]))


def _slots(words: PageWords, run: list[Band], x0: float, x1: float, inside: Ints) -> list[Slot]:
    """The cells of a run of bands; none if they make no table."""
    parted = [band for band in run if band.parted]
    strips = _best_strips(words, parted)
    if not strips:
        return []
    opening = run.index(parted[0])
    columns = Columns(x0, x1, tuple(strips)).narrowed(words, parted[0].rows)
    drawn = [group for band in run for group in _groups(words, band, columns, len(parted))]
    middle = (words.top[inside] + words.bottom[inside]) / 2
    outside = inside[(middle < run[0].top) | (middle > run[-1].top + run[-1].height)]
    above, below = rows_beside(words, outside, columns, drawn)
    if opening and not above:
        return _slots(words, run[opening:], x0, x1, inside)
    columns = columns.narrowed(words, [row for group in [*above, *below] for row in group])
    if len(parted) > 2 and not above and len(drawn[0]) > 1:
        drawn = [*header_rows(words, drawn[0], columns), *drawn[1:]]
    groups = [*above, *drawn, *below]
    open_rows = bool(above) + bool(below)
    n_bands = len(parted) + (open_rows if len(parted) > 1 else min(1, open_rows))
    if n_bands < 2 or not _is_table(words, groups, columns, n_bands):
        return []
    if len(parted) < 3:
        groups = join_header_lines(words, groups, columns)
    return spread_headers(words, columns.slots(words, groups, row_edges(words, groups)))


def _best_strips(words: PageWords, parted: Sequence[Band]) -> list[Strip]:
    """The strips down all bands, or down all but the first where a header runs across them.

    A strip that the header leaves no wider than a space may be a space of the header.
    """
    rows = [row for band in parted for row in band.rows]
    whole, inner = (clear_strips(words, some) for some in (rows, [row for band in parted[1:] for row in band.rows]))
    spaced = len(whole) == len(inner) and any(s.x1 - s.x0 < WORD_SPACE * row_size(words, rows[0]) for s in whole)
    return inner if spaced or len(inner) > len(whole) else whole


def _groups(words: PageWords, band: Band, columns: Columns, n_bands: int) -> list[list[Row]]:
    """The rows of the table in one band: one where rules part the rows, unless figures stand below each other."""
    if len(band.rows) == 1:
        return [band.rows]
    figures = [[piece for piece in columns.pieces(words, row) if piece[0] > 0] for row in band.rows]
    stacked = sum(any(is_value(text_of(words, piece[2])) for piece in row) for row in figures) > 1
    if stacked or n_bands < 3 or (n_bands == 3 and _holds_rows(words, band.rows, columns)):
        return group_rows(words, band.rows, columns)
    return [band.rows]


def _holds_rows(words: PageWords, rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the lines between two rules are rows of a table that is ruled at its head and foot only."""
    filled = [[piece[0] for piece in columns.pieces(words, row)] for row in rows]
    whole = sum(len(mine) > len(columns.strips) and mine[0] == 0 for mine in filled)
    return len(rows) > 2 and 2 * whole >= len(rows)


def _is_table(words: PageWords, groups: Sequence[list[Row]], columns: Columns, n_bands: int) -> bool:
    """Whether bands hold cells, not running text in columns."""
    pieces = [[columns.pieces(words, row) for row in group] for group in groups]
    lines = [piece for group in pieces for row in group for piece in row]
    n_columns = len(columns.strips) + 1
    full = sum(len({piece[0] for row in group for piece in row}) > 1 for group in pieces)
    if n_bands >= 3:
        return full >= 3 and _are_labels(words, pieces) and not (n_columns == 2 and _are_texts(words, pieces))
    for column in range(n_columns):
        counts = [count_words(words, mine) for first, end, mine in lines if first == end == column]
        if counts and np.mean(counts) > LABEL_WORDS:
            return False
    values = [is_value(text_of(words, mine)) for first, _, mine in lines if first > 0]
    texts = [count_words(words, mine) for _, _, mine in lines if not is_value(text_of(words, mine))]
    if not any(values) and np.mean(texts) > TEXT_WORDS:
        return False
    n_words = [sum(count_words(words, piece[2]) for row in group for piece in row) / n_columns for group in pieces]
    if full == len(groups) == 2 and n_columns > 2:
        last = [is_value(text_of(words, mine)) for row in pieces[1] for first, _, mine in row if first > 0]
        return all(last) and len(last) == n_columns - 1
    return full >= 3 and (float(np.mean(values)) >= 0.5 or (n_bands == 2 and float(np.mean(n_words)) <= CELL_WORDS))


Pieces = list[tuple[int, int, Row]]


def _are_labels(words: PageWords, rows: Sequence[list[Pieces]]) -> bool:
    """Whether the first cells of rows are short, no list's numbers, and no lines of a text."""
    cells = [[i for line in row for first, _, mine in line if first == 0 for i in mine] for row in rows]
    labels = [cell for cell in cells if cell]
    counts = [str(k) for k in range(1, len(labels) + 1)]
    counted = [text_of(words, cell).strip(".)") for cell in labels] == counts
    within = sum(words.text[cell[0]][:1].islower() for cell in labels)
    if counted or 2 * within > len(labels):
        return False
    return float(np.mean([count_words(words, cell) for cell in labels] or [0])) <= LABEL_WORDS


def _are_texts(words: PageWords, rows: Sequence[list[Pieces]]) -> bool:
    """Whether what stands beside the first cells is running text, as in sections that rules part."""
    counts = [sum(count_words(words, mine) for line in row for first, _, mine in line if first > 0) for row in rows]
    return float(np.mean([n for n in counts if n] or [0])) > SECTION_WORDS
