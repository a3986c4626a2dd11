"""Whether rows that nothing but alignment holds together are a table: by their values, or as labels with values."""

from collections.abc import Sequence

import numpy as np

from pipeline.layout.page import PageWords
from pipeline.layout.tabular.columns import Columns
from pipeline.layout.tabular.grouping import group_rows
from pipeline.layout.tabular.numbers import is_value
from pipeline.layout.tabular.rows import Row, count_words, row_size, text_of
from pipeline.layout.timelines import DATE

FEWEST_ROWS = 3
SPARSE = 0.25  # share of its cells that a column holds at least
PAIRS = 0.8  # share of the rows of a list of keys and values that hold both
KEY_GAP = 1.5  # type sizes between key and value, in half of the rows
NAMED = 0.8  # share of the keys that begin as names do, not as the rest of a sentence
DATED = 0.2  # share of the keys with digits from which they are dates or numbers: a calendar or a list
PADDED = 1.75  # type sizes from row to row, in a table of dates
FIGURED = 0.4  # share of the values of such a list that hold a digit, where nothing else sets them off
VALUES = 0.7  # share of a column's cells that are values
LEADERS = (". .", "..", "…", "· ·", "__")


def is_table(words: PageWords, body: Sequence[Row], columns: Columns) -> bool:
    """Whether rows between rivers are a table: figures in columns, or labels with values set to the right."""
    cells: dict[int, list[Row]] = {}
    for row in body:
        for first, last, mine in columns.pieces(words, row):
            if first == last:
                cells.setdefault(first, []).append(mine)
    if len(cells) < 2 or min(cells) > 0:
        return False
    n_rows = max(len(column) for column in cells.values())
    filled = [len(column) / n_rows for c, column in cells.items() if c > 0]
    if max(filled) < 0.5 or min(filled) < SPARSE or _is_contents(words, cells):
        return False
    values = [c for c in cells if c > 0 and _of_values(words, cells[c])]
    if values:
        return all(_is_short(words, cells[c]) for c in cells if c > 0 and c not in values)
    return len(cells) == 2 and _is_key_value(words, body, columns)


def _of_values(words: PageWords, column: Sequence[Row]) -> bool:
    """Whether a column holds figures, but for its head, all above each other."""
    below = [is_value(text_of(words, cell)) for cell in column[1:]]
    low = np.array([words.x0[cell[0]] for cell in column])
    high = np.array([words.x1[cell[-1]] for cell in column])
    shared = ((low <= np.median(high)) & (high >= np.median(low))).mean()
    return len(below) > 1 and sum(below) >= VALUES * len(below) and shared > 0.8


def _is_short(words: PageWords, column: Sequence[Row]) -> bool:
    return float(np.mean([count_words(words, cell) for cell in column])) <= 4


def _is_key_value(words: PageWords, body: Sequence[Row], columns: Columns) -> bool:
    """Whether labels that begin at one edge stand against values that begin or end at one, as no list is set."""
    groups = [[columns.pieces(words, row) for row in group] for group in group_rows(words, body, columns)]
    pairs = [(group[0][0][2], group[0][1][2]) for group in groups if len(group[0]) == 2]
    if len(pairs) < FEWEST_ROWS or len(pairs) < PAIRS * len(groups):
        return False
    size = row_size(words, [i for _, value in pairs for i in value])
    starts, begins = (np.array([words.x0[pair[k][0]] for pair in pairs]) for k in (0, 1))
    key_ends, ends = (np.array([words.x1[pair[k][-1]] for pair in pairs]) for k in (0, 1))
    if np.ptp(starts) >= 0.5 * size or np.median(begins - key_ends) <= KEY_GAP * size:
        return False
    named = float(np.mean([not words.text[key[0]][:1].islower() for key, _ in pairs])) >= NAMED
    dated = float(np.mean([_has_digit(words, key) for key, _ in pairs])) > DATED
    short = all(_is_short(words, [pair[k] for pair in pairs]) for k in (0, 1))
    if not named or not (_is_calendar(words, groups, size) if dated else short):
        return False
    ranged_right = np.ptp(ends) < 0.5 * size and np.ptp(begins) > size
    ranged_left = np.ptp(begins) < 0.5 * size and np.ptp(key_ends) > size
    return bool(ranged_right or (ranged_left and (dated or _are_facts(words, pairs))))


def _is_calendar(words: PageWords, groups: Sequence[list[list[tuple[int, int, Row]]]], size: float) -> bool:
    """Whether rows of a date and a text are padded as those of tables are: a list of dates is set as lines of text."""
    rows = [group[0] for group in groups if len(group) == 1 and len(group[0]) == 2]
    dates = all(DATE.fullmatch(text_of(words, row[0][2])) for row in rows)
    levels = [words.baseline[row[0][2][0]] for row in rows]
    return len(rows) == len(groups) and dates and float(np.diff(levels).min()) >= PADDED * size


def _are_facts(words: PageWords, pairs: Sequence[tuple[Row, Row]]) -> bool:
    """Whether pairs set in two columns are labels with their values: set apart by look, colon or figures.

    Columns that look alike are lists side by side.
    """
    figured = float(np.mean([_has_digit(words, value) for _, value in pairs]))
    looks = [{(words.bold[i], words.italic[i], words.color[i]) for pair in pairs for i in pair[k]} for k in (0, 1)]
    colons = all(words.text[key[-1]].endswith(":") for key, _ in pairs)
    return colons or looks[0].isdisjoint(looks[1]) or figured >= FIGURED


def _has_digit(words: PageWords, cell: Row) -> bool:
    return any(map(str.isdigit, text_of(words, cell)))


def _is_contents(words: PageWords, cells: dict[int, list[Row]]) -> bool:
    """Whether rows are a table of contents: page numbers that never fall, leaders, or a list's numbers."""
    last = max(cells)
    labels = [text_of(words, cell) for c in cells if c < last for cell in cells[c]]
    if any(mark in label for label in labels for mark in LEADERS):
        return True
    numbers = [text_of(words, cell) for cell in cells[last]]
    plain = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) <= 3]
    counted = len(plain) > 2 and plain == list(range(1, len(plain) + 1)) and len(plain) >= len(numbers) - 1
    return len(cells) == 2 and (counted or (len(plain) == len(numbers) and plain == sorted(plain)))
