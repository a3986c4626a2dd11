"""`python -m bench`: what the pipeline costs, beside other programs, as a page of the documentation."""

import argparse
import tempfile
from pathlib import Path

from bench import growth, page, plumber, speed
from bench.child import Child
from tests.documents import typeset
from tests.sheets import build


def _clock(fresh: dict[str, Child], sizes: list[int]) -> page.Clock:
    single, one_worker = growth.alone(), growth.runs(sizes[0], 1)
    return page.Clock(fresh, single, one_worker, [growth.runs(size, 2) for size in sizes])


def main() -> None:
    """Measure, and write the page and its picture."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="rounds that count over the text layers")
    options.add_argument("--scans", type=int, default=3, help="rounds that count over the scans")
    options.add_argument("--words", type=int, nargs="+", default=[100, 1_000, 5_000, 20_000], help="sizes of a page")
    options.add_argument("--documents", type=int, nargs="+", default=[100, 1_000], help="sizes of a run")
    options.add_argument("--busy", action="store_true", help="leave out what is told by the clock, not by CPU time")
    options.add_argument("--page", type=Path, default=Path("docs/benchmarks.md"), help="what to write")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        build(Path(scratch), scans=True)
        drawn = sorted(Path(scratch).glob("s??.pdf"))
        sheets = [*drawn, *typeset()]
        digital, plumbed = speed.born_digital(sheets, chosen.rounds), plumber.plumbing(sheets, chosen.rounds)
        scans = speed.scanned(sorted(Path(scratch).glob("*.scan.pdf")), chosen.scans)
        fresh = {} if chosen.busy else speed.alone(drawn[0])
    pages = list(growth.page_costs(chosen.words))
    page.draw(digital, chosen.page.parent / page.PICTURE)
    told = page.page(digital, scans, plumbed, pages, None if chosen.busy else _clock(fresh, sorted(chosen.documents)))
    chosen.page.write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
