"""How well sheets come out: the figures of every set of sheets, the first ever measured beside those of now.

    python -m bench.quality

Writes ``docs/quality.md``.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.reliability import ROOT
from tests.documents import read_sheets, unread_sheets
from tests.judge import means
from tests.quality import drawn, figures_of

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

FIRST_UNREAD = {
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

_HEAD = """# How well sheets come out

Made by `python -m bench.quality`; every figure is explained in `tests/judge.py`, a mean over sheets, 1 is best unless
it says low. What the columns are worth:

- **drawn, first**: the ten sheets of `tests/sheets` when they were first scored, before anybody had read a miss.
- **drawn, now** and **h, p, now**: sheets whose misses have been read and whose wording rules have since met. They show
  that nothing was lost; they flatter.
- **q, first**: eight sheets of `tests/typeset` by another author, as the code read them that stood before they were
  written.
- **q, now**: the same sheets now. Their text and their misses have not been read by anybody who makes rules for facts
  (layout was looked at on some); what made them better was learnt elsewhere. Their scores have been looked at often, so
  that choices between rules may lean to them a little. This is what to expect of your documents.

| figure | drawn, first | drawn, now | h, p, now | q, first | q, now |
|---|---|---|---|---|---|
"""


def page(sets: Sequence[Sequence[Path]]) -> str:
    """The page, from the documents of each set."""
    drawn_now, read_now, unread_now = (means(figures_of(one) for one in documents) for documents in sets)
    columns = [FIRST_DRAWN, drawn_now, read_now, FIRST_UNREAD, unread_now]
    lines = [
        f"| {name} | {' | '.join(f'{column[name]:.3f}' if name in column else '' for column in columns)} |"
        for name in drawn_now
    ]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Score all sheets, write the page."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sets = [drawn(Path(scratch), scans=False), read_sheets(), unread_sheets()]
        PAGE.write_text(page(sets), encoding="utf-8")


if __name__ == "__main__":
    main()
