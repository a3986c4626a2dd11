"""Tables that state facts line by line: a label and its value ('Staff | 34'), or a date and what happened."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.facts.dates import Dated, find_dates
from pipeline.facts.numbers import parse_cell
from pipeline.facts.spans import Passage

Cells = Sequence[Mapping[str, Any]]

_WIDEST = 4
"""Columns beyond which a table with dates holds data, not a calendar."""

_SUMS = ("total", "sum", "all", "together")


class Placed(NamedTuple):
    """The text of a cell and where it stands in its block's text."""

    text: str
    start: int
    end: int


class KeyFact(NamedTuple):
    """One line of a box of facts: what is told, and the value."""

    passage: Passage
    label: Placed
    value: Placed


class DatedLine(NamedTuple):
    """One line of a calendar in a table: the date, and what is on."""

    passage: Passage
    dated: Dated
    said: Placed


Grid = dict[int, dict[int, Placed]]


def key_facts(passages: Sequence[Passage], cells: Cells) -> Iterator[KeyFact]:
    """The lines of every table of two columns whose values are of several kinds, below what may be its header."""
    for passage, grid, headed in _tables(passages, cells):
        lines = [line for line in grid.values() if set(line) == {0, 1}]
        body = [line for at, line in grid.items() if at not in headed]
        kinds = {_kind(line[1].text) for line in body if 1 in line} - {"blank"}
        if len(lines) == len(grid) > 1 and len(kinds) > 1 and all(map(_is_labelled, lines)):
            yield from (KeyFact(passage, line[0], line[1]) for line in lines)


def dated_lines(passages: Sequence[Passage], cells: Cells) -> Iterator[DatedLine]:
    """The lines of every table with a column of nothing but dates and one of words."""
    for passage, grid, _ in _tables(passages, cells):
        body = [line for at, line in grid.items() if at or _is_dated(line)]
        columns = sorted({column for line in body for column in line})
        dates = [column for column in columns if _all_dates(body, column)]
        words = [
            c for c in columns if c not in dates and all(_kind(line[c].text) == "words" for line in body if c in line)
        ]
        if len(body) < 2 or len(dates) != 1 or not words or len(columns) > _WIDEST:
            continue
        for line in body:
            if words[0] in line and dates[0] in line:
                yield DatedLine(passage, _date(line[dates[0]]), line[words[0]])


def _is_labelled(line: Mapping[int, Placed]) -> bool:
    label = line[0].text.lower()
    return _kind(label) == "words" and not label.startswith(_SUMS)


def _is_dated(line: Mapping[int, Placed]) -> bool:
    return any(_kind(cell.text) == "date" for cell in line.values())


def _all_dates(body: Sequence[Mapping[int, Placed]], column: int) -> bool:
    return all(column in line and _kind(line[column].text) == "date" for line in body)


def _date(cell: Placed) -> Dated:
    (dated,) = find_dates(cell.text)
    return Dated(cell.start, cell.end, dated.first, dated.last, dated.precision, dated.confidence)


def _kind(text: str) -> str:
    """What a cell holds: date, number, amount (a number with a unit), words, or blank for nothing but a dash."""
    dates = find_dates(text[:60])
    if len(dates) == 1 and not text[: dates[0].start].strip() and not text[dates[0].end :].strip(" ."):
        return "date"
    value, unit = parse_cell(text)
    if not any(character.isalnum() for character in text) or text.strip().lower() == "n/a":
        return "blank"
    return "words" if value is None else "amount" if unit else "number"


def _tables(passages: Sequence[Passage], cells: Cells) -> Iterator[tuple[Passage, Grid, frozenset[int]]]:
    """Each table with its block, the cells by row and column, and the rows that were read as its header."""
    tables: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for cell in cells:
        tables[cell["table"]].append(cell)
    blocks = {passage.block: passage for passage in passages}
    for table in tables.values():
        passage = blocks.get(table[0]["block"])
        if passage is not None:
            ordered = sorted(table, key=lambda cell: (cell["row"], cell["column"]))
            headed = frozenset(cell["row"] for cell in ordered if cell["is_header"])
            yield passage, _placed(passage.text, ordered), headed


def _placed(text: str, cells: Cells) -> Grid:
    """The cells that stand in the block's text, row by row, in that order."""
    grid: Grid = defaultdict(dict)
    behind = 0
    for cell in cells:
        start = text.find(cell["text"], behind) if cell["text"] else -1
        if start >= 0:
            behind = start + len(cell["text"])
            grid[cell["row"]][cell["column"]] = Placed(cell["text"], start, behind)
    return dict(grid)
