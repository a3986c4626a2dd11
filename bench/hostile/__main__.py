"""The command line: every part prints its figures as a table; where none is named, all are run."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.hostile import costs, crashes, disks, fuzz, outcomes
from bench.hostile.figures import HEAD, PAGE, Figure, keep, page, read


def main() -> None:
    """Run the parts that are wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="of: " + ", ".join(PARTS))
    parser.add_argument("--shared", type=Path, help="folder with expected.csv, bad/ and public/, where there is one")
    parser.add_argument("--scratch", type=Path, help="folder to work in")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds a document may take")
    parser.add_argument("--kills", type=int, default=200, help="random kills of runs")
    parser.add_argument("--documents", type=int, default=1000, help="tiny documents whose workers are killed")
    parser.add_argument("--worker-kills", type=int, default=100, help="kills among them")
    parser.add_argument("--seeds", type=int, default=10, help="runs of good documents among hostile ones")
    parser.add_argument("--mutants", type=int, default=3000, help="spoilt documents")
    parser.add_argument("--seed", type=int, default=0, help="seed of the mutants")
    parser.add_argument("--write", action="store_true", help="keep the figures, and write docs/robustness.md")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    scratch = options.scratch or Path(tempfile.mkdtemp(prefix="hostile-"))
    for name in options.parts or PARTS:
        (scratch / name).mkdir(parents=True)
        figures = _shown(name, PARTS[name](options, scratch / name))
        if options.write:
            keep(name, figures)
            PAGE.write_text(page(read()), encoding="utf-8")


def _shown(part: str, figures: Iterator[Figure]) -> list[Figure]:
    print(f"\n{part}\n\n{HEAD}", flush=True)
    found = []
    for figure in figures:
        print(figure.row, flush=True)
        found.append(figure)
    return found


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

if __name__ == "__main__":
    main()
