"""What the table finder gives: tables as grids of cells, each with its words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FoundCell:
    """One cell; points, origin top left, y down."""

    row: int  # from 0
    column: int  # from 0
    row_span: int
    column_span: int
    is_header: bool  # whether it heads a column
    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[int, ...]  # positions in page.words, in reading order, line by line
    lines: tuple[int, ...]  # for each word its line within the cell, from 0


@dataclass(frozen=True)
class FoundTable:
    """One table; its cells in order of row and column, without overlap, none of its rows or columns empty."""

    x0: float
    top: float
    x1: float
    bottom: float
    cells: tuple[FoundCell, ...]
    kind: str  # ruled, banded or unruled
    confidence: float  # 0..1
