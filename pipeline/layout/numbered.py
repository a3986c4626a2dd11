"""Numbers without stop or bracket as marks of list items: told by counting up from 1 one below the other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.lines import Line

FEWEST = 3  # numbers that count up: one or two may stand at the heads of lines by chance

_NUMBERED = re.compile(r"(\d{1,2}) [^\W\d_]")


def note_bare_numbers(lines: Sequence[Line]) -> list[Line]:
    """Lines, top down, those that begin with the numbers 1, 2, 3 and so on at the same x marked as list items."""
    columns: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        found = _NUMBERED.match(line.text)
        if found and not (line.raised or line.heavy):
            columns.setdefault((line.panel, round(line.x0 / 4)), []).append((i, int(found[1])))
    marked = {i for column in columns.values() for i in _counted(column)}
    return [replace(line, marker=1) if i in marked else line for i, line in enumerate(lines)]


def _counted(column: Sequence[tuple[int, int]]) -> list[int]:
    """The lines of a column, each with its number, that count up from 1."""
    counted: list[int] = []
    for i, number in column:
        if number == len(counted) + 1:
            counted.append(i)
    return counted if len(counted) >= FEWEST else []
