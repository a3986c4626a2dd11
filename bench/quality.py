"""How well sheets come out: the figures of every set of sheets, the first ever measured beside those of now.

    python -m bench.quality

Writes ``docs/quality.md``.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.reliability import OPEN, ROOT
from tests.documents import typeset
from tests.judge import means
from tests.quality import drawn, figures_of

PAGE = ROOT / "docs" / "quality.md"
FIRST = {
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

_HEAD = """# How well sheets come out

Made by `python -m bench.quality`; every figure is explained in `tests/judge.py`, a mean over sheets, 1 is best unless
it says low. What the columns are worth:

- **drawn, first**: the ten sheets of `tests/sheets` when they were first scored, before anybody had read a miss: what a
  first contact with new sheets was like.
- **drawn, now** and **h01–h06, now**: sheets whose misses have been read and whose wording rules have since met. They
  show that nothing was lost; they flatter.
- **h07–h12, now**: sheets typeset by other programs, on which no rule for facts was made: only their scores were looked
  at, never their text. What to expect of your documents. Scores themselves have been looked at often, so that choices
  between rules may lean to these sheets a little.

| figure | drawn, first | drawn, now | h01–h06, now | h07–h12, now |
|---|---|---|---|---|
"""


def page(sets: Sequence[Sequence[Path]]) -> str:
    """The page, from the documents of each set."""
    now = [means(figures_of(document) for document in documents) for documents in sets]
    columns = [FIRST, *now]
    lines = [
        f"| {name} | {' | '.join(f'{column[name]:.3f}' if name in column else '' for column in columns)} |"
        for name in now[0]
    ]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Score all sheets, write the page."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sets = [drawn(Path(scratch), scans=False), typeset()[:OPEN], typeset()[OPEN:]]
        PAGE.write_text(page(sets), encoding="utf-8")


if __name__ == "__main__":
    main()
