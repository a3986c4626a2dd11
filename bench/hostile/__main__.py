"""The command line: every part prints its figures; all parts are run where none is named."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.hostile import costs, crashes, fuzz, outcomes


def main() -> None:
    """Run the parts that are wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="of: " + ", ".join(PARTS))
    parser.add_argument("--shared", type=Path, help="folder with expected.csv, bad/ and public/, where there is one")
    parser.add_argument("--scratch", type=Path, help="an empty folder to work in")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds a document may take")
    parser.add_argument("--kills", type=int, default=200, help="random kills of runs")
    parser.add_argument("--documents", type=int, default=1000, help="tiny documents whose workers are killed")
    parser.add_argument("--worker-kills", type=int, default=100, help="kills among them")
    parser.add_argument("--seeds", type=int, default=10, help="runs of good documents among hostile ones")
    parser.add_argument("--mutants", type=int, default=2000, help="spoilt documents")
    parser.add_argument("--seed", type=int, default=0, help="seed of the mutants")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    scratch = options.scratch or Path(tempfile.mkdtemp(prefix="hostile-"))
    for name in options.parts or PARTS:
        for line in PARTS[name](options, scratch / name):
            print(f"{name:<10} {line}", flush=True)


def _files(options: argparse.Namespace, scratch: Path) -> Iterator[str]:
    owed = outcomes.own(scratch / "raw")
    yield from outcomes.judged(scratch / "raw", owed, scratch / "own", options.timeout)
    shared = options.shared
    if shared and (shared / "bad").is_dir():
        owed = outcomes.listed(shared / "expected.csv")
        yield from outcomes.judged(shared / "bad", owed, scratch / "bad", options.timeout)
    if shared and (shared / "public").is_dir():
        owed = outcomes.told(shared / "public")
        yield from outcomes.judged(shared / "public", owed, scratch / "public", options.timeout)


def _neighbours(options: argparse.Namespace, scratch: Path) -> Iterator[str]:
    outcomes.own(scratch / "hostile")
    yield from outcomes.neighbours(scratch / "hostile", scratch, options.seeds, options.timeout)


PARTS: dict[str, Callable[[argparse.Namespace, Path], Iterator[str]]] = {
    "files": _files,
    "neighbours": _neighbours,
    "kills": lambda options, scratch: crashes.killed(scratch, options.kills),
    "workers": lambda options, scratch: crashes.worker_kills(scratch, options.documents, options.worker_kills),
    "disk": lambda _, scratch: crashes.full_disks(scratch, range(300, 1700, 140)),
    "two": lambda _, scratch: crashes.two_at_once(scratch),
    "cost": lambda _, scratch: costs.isolation(scratch),
    "fuzz": lambda options, _: fuzz.report(options.seed, options.mutants),
}

if __name__ == "__main__":
    main()
