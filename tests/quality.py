"""`python -m tests.quality [--scans] [--per-sheet]`: how well our own sheets come out, against their gold."""

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


def main() -> None:
    """Build the sheets, read them, print each figure's mean."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scans", action="store_true", help="judge the sheets' scans instead")
    options.add_argument("--per-sheet", action="store_true", help="print each sheet's figures as well")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor() as pool:
        folder = Path(scratch)
        build(folder, scans=chosen.scans)
        ending = ".scan.pdf" if chosen.scans else ".pdf"
        found = list(pool.map(figures_of, [folder / f"{name}{ending}" for name in NAMES]))
    if chosen.per_sheet:
        for name, figures in zip(NAMES, found, strict=True):
            print(name, " ".join(f"{k.split(' ')[0]}={v:.3f}" for k, v in figures.items() if v is not None))
    for name, value in means(found).items():
        print(f"{name:26} {value:.3f}")


if __name__ == "__main__":
    main()
