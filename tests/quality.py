"""`python -m tests.quality [--scans] [--per-sheet] [PDF ...]`: how well sheets come out, against their gold.

Without documents the sheets of ``tests/sheets`` are drawn; a document's gold stands beside it (``NAME.json``).
"""

import argparse
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.documents import tables_of
from tests.judge import Figures, judge, means, read_gold
from tests.sheets import NAMES, build


def figures_of(document: Path) -> Figures:
    """The figures of one document, whose gold stands beside it."""
    return judge(tables_of(document), read_gold(document.with_name(document.name.split(".")[0] + ".json")))


def drawn(folder: Path, *, scans: bool) -> list[Path]:
    """The sheets of ``tests/sheets``, drawn into a folder."""
    build(folder, scans=scans)
    return [folder / f"{name}{'.scan' if scans else ''}.pdf" for name in NAMES]


def main() -> None:
    """Read the documents, print each figure's mean."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("documents", nargs="*", type=Path, help="documents with gold beside them")
    options.add_argument("--scans", action="store_true", help="judge the scans of the drawn sheets")
    options.add_argument("--per-sheet", action="store_true", help="print each sheet's figures as well")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor() as pool:
        documents = chosen.documents or drawn(Path(scratch), scans=chosen.scans)
        found = list(pool.map(figures_of, documents))
    if chosen.per_sheet:
        for path, figures in zip(documents, found, strict=True):
            print(path.stem, " ".join(f"{k.split(' ')[0]}={v:.3f}" for k, v in figures.items() if v is not None))
    for name, value in means(found).items():
        print(f"{name:26} {value:.3f}")


if __name__ == "__main__":
    main()
