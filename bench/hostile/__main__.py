"""The command line: every part prints its figures as a table.

Where no part is named, all are run of which the working folder holds no figures yet.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.hostile import costs, crashes, disks, fuzz, outcomes
from bench.hostile.figures import HEAD, Figure, kept, page, read

FIGURES = "figures.json"


def main() -> None:
    """Run the parts that are wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="of: " + ", ".join(PARTS))
    parser.add_argument("--shared", type=Path, help="folder with expected.csv, bad/ and public/, where there is one")
    parser.add_argument("--scratch", type=Path, help="folder to work in; the figures of its other parts are kept")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds a document may take")
    parser.add_argument("--kills", type=int, default=200, help="random kills of runs")
    parser.add_argument("--documents", type=int, default=1000, help="tiny documents whose workers are killed")
    parser.add_argument("--worker-kills", type=int, default=100, help="kills among them")
    parser.add_argument("--seeds", type=int, default=10, help="runs of good documents among hostile ones")
    parser.add_argument("--mutants", type=int, default=3000, help="spoilt documents")
    parser.add_argument("--seed", type=int, default=0, help="seed of the mutants")
    parser.add_argument("--write", type=Path, help="write all figures that are known as a page in Markdown")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    scratch = options.scratch or Path(tempfile.mkdtemp(prefix="hostile-"))
    for name in options.parts or [part for part in PARTS if part not in read(scratch / FIGURES)]:
        (scratch / name).mkdir(parents=True)
        kept(scratch / FIGURES, name, _shown(name, PARTS[name](options, scratch / name)))
    if options.write:
        options.write.write_text(page(scratch / FIGURES, ABOUT))


def _shown(part: str, figures: Iterator[Figure]) -> Iterator[Figure]:
    print(f"\n{part}\n\n{HEAD}", flush=True)
    for figure in figures:
        print(figure.row, flush=True)
        yield figure


def _files(options: argparse.Namespace, scratch: Path) -> Iterator[Figure]:
    owed = outcomes.own(scratch / "raw")
    yield from outcomes.judged(scratch / "raw", owed, scratch / "own", options.timeout, "own hostile files")
    shared = options.shared
    if shared and (shared / "bad").is_dir():
        owed = outcomes.listed(shared / "expected.csv")
        yield from outcomes.judged(shared / "bad", owed, scratch / "bad", options.timeout, "listed hostile files")
    if shared and (shared / "public").is_dir():
        owed = outcomes.told(shared / "public")
        yield from outcomes.judged(shared / "public", owed, scratch / "public", options.timeout, "odd public files")


def _neighbours(options: argparse.Namespace, scratch: Path) -> Iterator[Figure]:
    outcomes.own(scratch / "hostile")
    yield from outcomes.neighbours(scratch / "hostile", scratch, options.seeds, options.timeout)


PARTS: dict[str, Callable[[argparse.Namespace, Path], Iterator[Figure]]] = {
    "files": _files,
    "neighbours": _neighbours,
    "kills": lambda options, scratch: crashes.killed(scratch, options.kills),
    "workers": lambda options, scratch: crashes.worker_kills(scratch, options.documents, options.worker_kills),
    "disk": lambda _, scratch: disks.full_disks(scratch),
    "two": lambda _, scratch: crashes.two_at_once(scratch),
    "cost": lambda _, scratch: costs.isolation(scratch),
    "fuzz": lambda options, _: fuzz.report(options.seed, options.mutants),
}

ABOUT = f"""# Robustness, measured

Written by `python -m bench.hostile --write` on a machine of {os.cpu_count()} processors ({platform.system()}, Python
{platform.python_version()}), which other work shared. What is promised, and what is not: [security.md](security.md)."""

if __name__ == "__main__":
    main()
