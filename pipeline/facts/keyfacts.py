"""Tables that state facts line by line: a label and its value ('Staff | 34'), or a date and what happened."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline.facts.cellplaces import CellPlaces, row_by_row
from pipeline.facts.dates import Dated, find_dates, meant_year
from pipeline.facts.numbers import parse_cell
from pipeline.facts.spans import Passage
from pipeline.facts.syntax import is_plural
from pipeline.facts.units import words

Cells = Sequence[Mapping[str, Any]]

_NARROW = 4
_WIDEST = 6
"""Columns beyond which a table with dates holds data, not a calendar."""

_WHAT = frozenset(words("event events what meeting conference activity milestone title session step occasion"))
_WHERE = frozenset(words("place where venue location city town host country time hours participants"))
"""Words in the heads of columns that say what was on, and of those that say something else of it."""

_TIME = re.compile(r"\s*[0-9]{1,2}[:.h][0-9]{2}\b.*", re.DOTALL)
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
    """One line of a calendar in a table: the date, what is on, and what the date's column is headed.

    ``plain`` tables are no wider than a calendar and have one date in every line.
    """

    passage: Passage
    dated: Dated
    said: Placed
    head: str
    plain: bool


Grid = dict[int, dict[int, Placed]]


def key_facts(passages: Sequence[Passage], cells: Cells) -> Iterator[KeyFact]:
    """The lines of every table of two columns that has no header, or values of several kinds below what may be one."""
    for passage, grid, headed in _tables(passages, cells):
        lines = [line for line in grid.values() if set(line) == {0, 1}]
        if not len(lines) == len(grid) > 1 or not all(map(_is_labelled, lines)):
            continue
        heads = {at for at in headed if _kind(grid[at][1].text) in ("words", "blank")}
        kinds = {_kind(line[1].text) for at, line in grid.items() if at not in heads} - {"blank"}
        if len(kinds) > 1 or (not heads and any(_counts(line[0].text) for line in lines)):
            yield from (KeyFact(passage, line[0], line[1]) for line in lines)


def dated_lines(passages: Sequence[Passage], cells: Cells) -> Iterator[DatedLine]:
    """The lines of every table with a column of dates and one of words."""
    for passage, grid, headed in _tables(passages, cells):
        year = meant_year(" ".join([passage.section or "", *(cell.text for cell in grid.get(0, {}).values())]))
        heads = grid[0] if 0 in grid and (headed or not _has_date(grid[0], year)) else {}
        body = [line for at, line in grid.items() if at or not heads]
        columns = sorted({column for line in body for column in line})
        dates = [column for column in columns if _is_dated(body, column, year)]
        words = _said_in(heads, body, [column for column in columns if column not in dates])
        plain = len(dates) == 1 and len(columns) <= _NARROW and all(dates[0] in line for line in body)
        if len(body) < 2 or words is None or len(columns) > _WIDEST:
            continue
        for line in body:
            for column in dates:
                dated = _date(line[column], year) if column in line and words in line else None
                if dated:
                    yield DatedLine(passage, dated, line[words], heads[column].text if column in heads else "", plain)


def _said_in(heads: Mapping[int, Placed], body: Sequence[Mapping[int, Placed]], columns: Sequence[int]) -> int | None:
    """The column that says what happened: the one headed so, else the first of words that is headed otherwise."""
    worded = [c for c in columns if all(_kind(line[c].text) in ("words", "blank") for line in body if c in line)]
    heading = {c: set(heads[c].text.lower().split()) if c in heads else set() for c in worded}
    named = [c for c in worded if heading[c] & _WHAT]
    return next(iter([*named, *(c for c in worded if not heading[c] & _WHERE), *worded]), None)


def _counts(label: str) -> bool:
    """Whether a label can only be what its number counts, no name: a plural, or words in lower case."""
    found = label.split()
    return is_plural(found[-1]) or (len(found) > 1 and found[-1].islower()) if found else False


def _is_labelled(line: Mapping[int, Placed]) -> bool:
    label = line[0].text.lower()
    return _kind(label) == "words" and not label.startswith(_SUMS)


def _has_date(line: Mapping[int, Placed], year: int | None) -> bool:
    return any(_date(cell, year) for cell in line.values())


def _is_dated(body: Sequence[Mapping[int, Placed]], column: int, year: int | None) -> bool:
    """Whether most cells of a column are dates, and none a number."""
    filled = [line[column] for line in body if column in line]
    dated = [cell for cell in filled if _date(cell, year)]
    others = all(_kind(cell.text) in ("words", "blank") for cell in filled if cell not in dated)
    return others and len(dated) > 0 and 2 * len(dated) >= len(body)


def _date(cell: Placed, year: int | None = None) -> Dated | None:
    """The date that a cell is, placed in its block's text; null if it is something else."""
    dates = find_dates(cell.text[:60], year)
    if len(dates) != 1 or cell.text[: dates[0].start].strip() or cell.text[dates[0].end :].strip(" ."):
        return None
    return replace(dates[0], start=cell.start, end=cell.end)


def _kind(text: str) -> str:
    """What a cell holds: date, time, number, amount (a number with a unit), words, or blank for nothing but a dash."""
    if not any(character.isalnum() for character in text) or text.strip().lower() == "n/a":
        return "blank"
    if _date(Placed(text, 0, len(text))):
        return "date"
    value, unit = parse_cell(text)
    return "time" if _TIME.fullmatch(text) else "words" if value is None else "amount" if unit else "number"


def _tables(passages: Sequence[Passage], cells: Cells) -> Iterator[tuple[Passage, Grid, frozenset[int]]]:
    """Each table with its block, the cells by row and column, and the rows that were read as its header."""
    tables: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for cell in cells:
        tables[cell["table"]].append(cell)
    blocks = {passage.block: passage for passage in passages}
    for table in tables.values():
        passage = blocks.get(table[0]["block"])
        if passage is not None:
            ordered = row_by_row(table)
            headed = frozenset(cell["row"] for cell in ordered if cell["is_header"])
            yield passage, _placed(CellPlaces([passage]), ordered), headed


def _placed(places: CellPlaces, cells: Cells) -> Grid:
    """The cells that stand in the block's text, row by row, in that order."""
    grid: Grid = defaultdict(dict)
    for cell in cells:
        span = places.find(cell)
        if span:
            grid[cell["row"]][cell["column"]] = Placed(cell["text"], span.start, span.end)
    return dict(grid)
