"""Confidence as the share of rows that are right: what rules give of themselves, set right by what was measured.

Every rule says how sure it is in its own terms, which orders rows but promises nothing. ``data/calibration.csv`` has,
for each table and sort of evidence, how often rows of each such value were right on sheets with gold: a rising line,
straight between its points, fitted by ``python -m bench.reliability --fit``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.facts.lexicon import table


class Point(NamedTuple):
    """A confidence as a rule gives it, and the share of such rows that was right."""

    given: float
    right: float


def calibrated(name: str, rows: Iterable[Mapping[str, Any]], at_least: float = 0.0) -> Iterator[dict[str, Any]]:
    """Rows of the table ``name`` with their confidence set right; the order of any two does not turn round.

    Those whose confidence is then below ``at_least`` are left out.
    """
    for row in rows:
        confidence = share(name, row["confidence"], row.get("source", ""))
        if confidence >= at_least:
            yield {**row, "confidence": confidence}


def share(name: str, given: float, kind: str = "") -> float:
    """How many of the rows of a table that are given a confidence are right."""
    return height(points(name, kind), given)


@cache
def points(name: str, kind: str) -> Sequence[Point]:
    """The line of a table's rows of one sort of evidence (``entities.source``), ascending."""
    listed = [row for row in table("calibration") if (row["table"], row["kind"]) == (name, kind)]
    return tuple(Point(float(row["given"]), float(row["right"])) for row in listed)


def height(line: Sequence[Point], given: float) -> float:
    """The line's height at a confidence: its ends go on level, and without points nothing is known better."""
    if not line:
        return given
    if given <= line[0].given:
        return line[0].right
    for one, two in pairwise(line):
        if given < two.given:
            part = (given - one.given) / (two.given - one.given)
            return min(one.right + part * (two.right - one.right), two.right)
    return line[-1].right
