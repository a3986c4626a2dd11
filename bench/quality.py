"""How well sheets come out: the figures of every set of sheets, the first ever measured beside those of now.

    python -m bench.quality

Writes ``docs/quality.md``.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.reliability import ROOT
from tests.documents import read_sheets, unread_sheets
from tests.judge import means
from tests.quality import drawn, figures_of
from tests.sheets.degrade import STRENGTHS, scan

PAGE = ROOT / "docs" / "quality.md"
FIRST_DRAWN = {
    "countries_f1": 0.993,
    "organisations_f1": 0.787,
    "persons_f1": 0.831,
    "places_f1": 0.843,
    "figures_f1": 0.882,
    "figure_values_f1": 0.935,
    "events_f1": 0.684,
    "roles_f1": 0.337,
    "conflicts_found": 0.6,
    "false_alarms (low)": 0.25,
}
"""The drawn sheets' figures when they were first scored, before anybody had read a miss."""

FIRST_Q = {
    "reading_order": 0.982,
    "words_f1": 0.999,
    "broken_per_1000 (low)": 0.0,
    "misjoined_per_1000 (low)": 0.0,
    "furniture_removed": 0.833,
    "blocks_f1": 0.914,
    "kinds_right": 0.996,
    "list_items_f1": 0.848,
    "lists_whole": 0.875,
    "tables_f1": 0.879,
    "countries_f1": 1.0,
    "organisations_f1": 0.877,
    "persons_f1": 0.778,
    "places_f1": 0.748,
    "figures_f1": 0.794,
    "figure_values_f1": 0.921,
    "events_f1": 0.592,
    "roles_f1": 0.372,
    "conflicts_found": 0.5,
    "false_alarms (low)": 0.0,
}
"""What the code that stood before q01 to q08 were written made of them."""

FIRST_UNREAD = {
    "reading_order": 0.983,
    "words_f1": 0.998,
    "broken_per_1000 (low)": 0.0,
    "misjoined_per_1000 (low)": 0.0,
    "furniture_removed": 0.875,
    "blocks_f1": 0.979,
    "kinds_right": 1.0,
    "list_items_f1": 0.933,
    "lists_whole": 0.9,
    "tables_f1": 1.0,
    "countries_f1": 1.0,
    "organisations_f1": 0.813,
    "persons_f1": 1.0,
    "places_f1": 0.927,
    "figures_f1": 0.842,
    "figure_values_f1": 0.908,
    "events_f1": 0.772,
    "roles_f1": 0.728,
    "conflicts_found": 0.667,
    "false_alarms (low)": 0.0,
}
"""What the code that stood before r06 to r10 were written made of them."""

_HEAD = """# How well sheets come out

Made by `python -m bench.quality`; every figure is explained in `tests/judge.py`, a mean over sheets, 1 is best unless
it says low. What the columns are worth:

- **drawn, first**: the ten sheets of `tests/sheets` when they were first scored, before anybody had read a miss.
- **q, first** and **r, first**: sheets of `tests/typeset` by two other authors (q01 to q08, r06 to r10), as the code
  read them that stood before they were written.
- **drawn, now** and **read, now** (h, p, q, r01 to r05): sheets whose misses have been read and whose wording rules
  have since met. They show that nothing was lost; they flatter.
- **r, now**: r06 to r10 now. Nobody who makes rules has read their text or their misses; their scores have been looked
  at, so that choices between rules may lean to them a little. This is what to expect of your documents.
- **read, scans** and **r, scans**: the same sheets as scans, a third of them clean (200 to 250 dpi), a third worn and a
  third poor (150 dpi, 2° askew, noise, bleed-through: `tests/sheets/degrade.py`).

| figure | drawn, first | q, first | r, first | drawn, now | read, now | r, now | read, scans | r, scans |
|---|---|---|---|---|---|---|---|---|
"""


def page(sets: Sequence[Sequence[Path]]) -> str:
    """The page, from the documents of each set."""
    now = [means(map(figures_of, documents)) for documents in sets]
    columns = [FIRST_DRAWN, FIRST_Q, FIRST_UNREAD, *now]
    lines = [
        f"| {name} | {' | '.join(f'{column[name]:.3f}' if name in column else '' for column in columns)} |"
        for name in now[0]
    ]
    return _HEAD + "\n".join(lines) + "\n"


def worn(folder: Path, documents: Sequence[Path]) -> Iterator[Path]:
    """Scans of documents, from clean ones to poor ones in turn, with their gold beside them."""
    for place, document in enumerate(documents):
        target = folder / f"{document.stem}.scan.pdf"
        scan(document, target, STRENGTHS[place % len(STRENGTHS)], seed=place)
        shutil.copy(document.with_suffix(".json"), folder)
        yield target


def main() -> None:
    """Score all sheets, write the page."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sets = [drawn(Path(scratch), scans=False), read_sheets(), unread_sheets()]
        sets += [list(worn(Path(scratch), documents)) for documents in sets[1:]]
        PAGE.write_text(page(sets), encoding="utf-8")


if __name__ == "__main__":
    main()
