"""How far confidence can be trusted: the share of rows that are right, by the confidence they are given.

    python -m bench.reliability [--fit]

Writes ``docs/reliability.md``. With ``--fit`` the lines that turn what rules say of themselves into shares are fitted
anew first (``pipeline/data/calibration.csv``).
"""

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from pipeline.facts import confidence
from pipeline.facts.confidence import Point, height
from tests.documents import read_sheets, tables_of, unread_sheets
from tests.judge import Gold, Tables, alike, bare, claims, pairs, read_gold
from tests.quality import drawn

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
CURVES = ROOT / "pipeline" / "data" / "calibration.csv"
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
PRIOR = 4.0
"""Rows' worth of trust in what was believed before, for values that few rows have."""
LABELS = {"organisation": ("ORG",), "person": ("PERSON",), "place": ("GPE", "LOC", "FAC")}

_HEAD = """# How far confidence can be trusted

Made by `python -m bench.reliability`. `confidence` is meant as the share of rows that are right: of ten rows at 0.8,
eight. What rules say of themselves orders rows but promises nothing, so it is turned into shares by rising lines, one
for each table and sort of evidence (`pipeline/data/calibration.csv`).

Sheets that rules were made on (the *open* ones: ten drawn by `tests/sheets`, most of `tests/typeset`) flatter them. So
their shares are only the first guess, and the level comes from the *blind* sheets (r06 to r10 of `tests/typeset`),
whose rows are counted but whose texts nobody who makes rules has read. Below, every blind sheet is judged by lines that
were fitted without it. A row is right where the sheet's gold has it (as `tests/judge.py` compares
them); entities are judged by name. Contacts, list items and checks have too little gold for a line.
"""
_BINS = "| table | confidence | open rows | right | blind rows | right |\n|---|---|---|---|---|---|"
_GAPS = """
How far confidence is from the share that is right, in the mean over the bins, weighted by their rows, on the blind
sheets:

| table | as rules say | lines fitted on open sheets | lines as shipped, each sheet left out in turn |
|---|---|---|---|"""


class Judged(NamedTuple):
    """A row's table, sort of evidence, confidence as its rule gave it, and whether it is right."""

    table: str
    kind: str
    given: float
    right: bool


def judged(document: Path) -> Iterator[Judged]:
    """The rows of a document, whose gold stands beside it, that gold speaks of."""
    gold = read_gold(document.with_suffix(".json"))
    rows: Tables = {name: table.to_pylist() for name, table in tables_of(document).items()}
    yield from _entities(rows, gold)
    for name in ("figures", "events", "roles"):
        mine, wanted, same = claims(rows, gold)[f"{name}_f1"]
        right = {id(one) for one, _ in pairs(mine, wanted, same)}
        for row in mine:
            yield Judged(name, "", row["confidence"], id(row) in right)


def _entities(rows: Tables, gold: Gold) -> Iterator[Judged]:
    names = {label: [bare(name) for name in gold["entities"][kind]] for kind, ls in LABELS.items() for label in ls}
    for row in rows["entities"]:
        label, name = row["label"], bare(row["canonical_name"] or row["text"])
        if label == "COUNTRY":
            yield Judged(
                "entities", row["source"], row["confidence"], row["canonical_id"] in gold["entities"]["country"]
            )
        elif label in names:
            right = any(alike(name, one, 90) for one in names[label])
            yield Judged("entities", row["source"], row["confidence"], right)


Lines = Mapping[tuple[str, str], Sequence[Point]]
"""A line for each table and sort of evidence."""


def fitted(rows: Iterable[Judged], guess: Lines) -> Lines:
    """Lines through the shares that are right, each value's first drawn towards a guess by ``PRIOR`` rows.

    Isotonic regression by pooling adjacent violators (Ayer et al., 1955).
    """
    found: dict[tuple[str, str], dict[float, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for key, line in guess.items():
        for point in line:
            found[key][point.given] = []
    for row in rows:
        found[row.table, row.kind][round(row.given, 2)].append(row.right)
    return {key: _rising(found[key], guess.get(key, ())) for key in sorted(found)}


def _rising(rights: Mapping[float, Sequence[bool]], guess: Sequence[Point]) -> list[Point]:
    pools: list[tuple[list[float], float, float]] = []
    for given in sorted(rights):
        believed = height(guess, given)
        pool = ([given], sum(rights[given]) + PRIOR * believed, len(rights[given]) + PRIOR)
        while pools and pools[-1][1] / pools[-1][2] >= pool[1] / pool[2]:
            values, right, count = pools.pop()
            pool = (values + pool[0], right + pool[1], count + pool[2])
        pools.append(pool)
    return [Point(given, round(right / count, 3)) for values, right, count in pools for given in values]


def write(lines: Lines) -> None:
    """Ship the lines."""
    with CURVES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("table", "kind", "given", "right"))
        table.writerows((*key, *point) for key, line in lines.items() for point in line)


Said = tuple[Judged, float]
"""A row and the confidence it is published with."""


def said(rows: Iterable[Judged], lines: Lines) -> list[Said]:
    """Rows with the confidence that lines give them."""
    return [(row, height(lines.get((row.table, row.kind), ()), row.given)) for row in rows]


def page(opened: Sequence[Said], blind: Mapping[str, Sequence[Said]]) -> str:
    """The page: a table of all bins, and how far the confidence of the blind sheets is off, by how it was fitted."""
    names = sorted({row.table for row, _ in opened})
    left_out = list(blind.values())[-1]
    bins = [_bin_line(low, _of(name, opened), _of(name, left_out), name) for name in names for low in EDGES]
    gaps = [f"| {name} | {' | '.join(f'{gap(_of(name, rows)):.2f}' for rows in blind.values())} |" for name in names]
    return "\n".join([_HEAD, _BINS, *filter(None, bins), _GAPS, *gaps]) + "\n"


def _of(name: str, rows: Iterable[Said]) -> list[Said]:
    return [one for one in rows if one[0].table == name]


def _bin_line(low: float, opened: Sequence[Said], blind: Sequence[Said], name: str) -> str:
    inside = [_binned(rows)[low] for rows in (opened, blind)]
    cells = [f"{len(rows)} | {_share(rows):.2f}" if rows else "0 | " for rows in inside]
    high = next((edge for edge in EDGES if edge > low), 1.0)
    return f"| {name} | {low:.1f}–{high:.1f} | {' | '.join(cells)} |" if any(inside) else ""


def _share(rows: Sequence[Said]) -> float:
    return sum(row.right for row, _ in rows) / len(rows)


def _binned(rows: Iterable[Said]) -> dict[float, list[Said]]:
    bins: dict[float, list[Said]] = {low: [] for low in EDGES}
    for one in rows:
        bins[max(low for low in EDGES if low <= one[1])].append(one)
    return bins


def gap(rows: Sequence[Said]) -> float:
    """The expected calibration error: over bins, mean confidence against the share that is right."""
    gaps = (abs(sum(confidence - row.right for row, confidence in inside)) for inside in _binned(rows).values())
    return sum(gaps) / max(1, len(rows))


def main() -> None:
    """Judge all sheets, fit if asked to, write the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--fit", action="store_true", help="fit the lines anew")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch, patch.object(confidence, "share", _as_given):
        read = [*drawn(Path(scratch), scans=False), *read_sheets()]
        opened = [row for document in read for row in judged(document)]
        unread = [list(judged(document)) for document in unread_sheets()]
    guess = fitted(opened, {})
    blind = [row for sheet in unread for row in sheet]
    if chosen.fit:
        write(fitted(blind, guess))
    left_out = [
        one
        for sheet in unread
        for one in said(sheet, fitted([row for other in unread if other is not sheet for row in other], guess))
    ]
    judgements = {"rules": said(blind, {}), "open": said(blind, guess), "left out": left_out}
    PAGE.write_text(page(said(opened, fitted(blind, guess)), judgements), encoding="utf-8")


def _as_given(_table: str, given: float, _kind: str = "") -> float:
    """The confidence of a rule as it gives it."""
    return given


if __name__ == "__main__":
    main()
