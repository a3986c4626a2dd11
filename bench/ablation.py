"""What each signal is worth: the text's figures with one signal taken away at a time.

    python -m bench.ablation [--gold DIR] [--scans]

Without ``--gold`` the repository's own sheets are drawn and judged. A signal is taken away by putting a blind stand-in
for the function that gives it; nothing in the pipeline knows of this.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from pipeline.layout import document, lines, sequence
from pipeline.layout.order import arrange
from pipeline.layout.page import Flags
from pipeline.repair.evidence import Evidence
from pipeline.scanning import prepare, words
from pipeline.scanning.skew import Skew
from pipeline.scanning.tesseract import Reading
from tests.documents import tables_of
from tests.judge import block_figures, means, read_gold, text_figures
from tests.sheets import build

SHOWN = ("reading_order", "words_f1", "broken_per_1000 (low)", "misjoined_per_1000 (low)", "blocks_f1")

Blind = tuple[Any, str, Callable[..., Any]]
"""Where a function is looked up, its name there, and its stand-in."""


def _unchanged_runs(_words: object, runs: object) -> object:
    return runs


def _nothing(*_: object, **__: object) -> Iterator[object]:
    return iter(())


def _no_furniture(*_: object) -> dict[int, object]:
    return {}


def _zero(*_: object) -> int:
    return 0


def _none_of_them(_found: object, reading: Reading, _sizes: object) -> Flags:
    return np.zeros(len(reading), dtype=np.bool_)


SIGNALS: dict[str, list[Blind]] = {
    "nothing": [],
    "gutters within lines": [(lines, "_split_at_gutters", _unchanged_runs)],
    "stream order": [(sequence, "arrange", lambda items, **_: arrange(items, streamed=False))],
    "rules across": [(sequence._Reader, "_rules_across", _nothing)],
    "joins over breaks": [(document, "join_over_breaks", list)],
    "furniture": [(document, "_take_furniture", _no_furniture)],
    "the document's own words": [(Evidence, "count", _zero)],
    "word list": [(Evidence, "zipf", _zero)],
}

SCAN_SIGNALS: dict[str, list[Blind]] = {
    "nothing": [],
    "straightening": [(prepare, "skew", lambda *_: Skew())],
    "even light": [(prepare, "_evenly_lit", lambda picture, _: picture)],
    "weight of strokes": [(words, "bold", _none_of_them)],
    "bullets in the picture": [
        (words, "with_bullets", lambda _, reading: (reading, np.zeros(len(reading), dtype=np.bool_)))
    ],
    "gutters within lines": SIGNALS["gutters within lines"],
    "word list": SIGNALS["word list"],
}


@contextmanager
def without(blinds: list[Blind]) -> Iterator[None]:
    """The pipeline without one of its signals."""
    patches = [patch.object(where, name, stand_in) for where, name, stand_in in blinds]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def figures(documents: list[Path], folder: Path) -> dict[str, float]:
    """Means of the text's figures over documents whose gold stands in a folder."""
    tables_of.cache_clear()
    judged = []
    for path in documents:
        gold = read_gold(folder / f"{path.name.split('.')[0]}.json")
        rows = {name: table.to_pylist() for name, table in tables_of(path).items()}
        judged.append({**text_figures(rows, gold), **block_figures(rows, gold)})
    return means(judged)


def main() -> None:
    """Print a table: a row a signal, a column a figure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, help="a folder of NAME.pdf, NAME.scan.pdf and NAME.json")
    options.add_argument("--scans", action="store_true", help="judge the scans")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.gold or Path(scratch)
        if not chosen.gold:
            build(folder, scans=chosen.scans)
        documents = sorted(p for p in folder.glob("*.pdf") if p.name.endswith(".scan.pdf") == chosen.scans)
        print("| without | " + " | ".join(SHOWN) + " |\n|---|" + "---|" * len(SHOWN))
        for signal, blinds in (SCAN_SIGNALS if chosen.scans else SIGNALS).items():
            with without(blinds):
                found = figures(documents, folder)
            print(f"| {signal} | " + " | ".join(f"{found.get(name, 0):.3f}" for name in SHOWN) + " |", flush=True)


if __name__ == "__main__":
    main()
