"""What comes of hostile files, with good ones among them."""

import csv
import random
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from bench.hostile.figures import Figure
from bench.hostile.timed import slowest
from bench.hostile.tree import Tree, timed
from tests.hostile import inputs
from tests.hostile.outcome import command, configured, documents, faults, rows_of, run, unlawful

SLACK = 5.0
_ODD_NAME = "\\xff\\xfe"  # how the list writes the two bytes that are no UTF-8
_MEANING = {"ok": "ok", "ok-flag": "told", "error": "refused", "skip": "skipped"}


def own(folder: Path) -> dict[str, str]:
    """Make our own hostile inputs; what is owed to each."""
    folder.mkdir(parents=True)
    return inputs.make(folder)


def listed(path: Path) -> dict[str, str]:
    """What a list of names and expectations owes; a note may allow more."""
    with path.open(newline="", encoding="utf-8", errors="surrogateescape") as file:
        return {
            row["name"].replace(_ODD_NAME, "\udcff\udcfe"): "told"
            if "or ok" in row["note"]
            else _MEANING[row["expected"]]
            for row in csv.DictReader(file)
        }


def told(folder: Path) -> dict[str, str]:
    """Of files of which nothing is known: each comes out, or says why not."""
    return {str(path.relative_to(folder)): "told" for path in folder.rglob("*") if path.is_file()}


def judged(raw: Path, owed: dict[str, str], scratch: Path, timeout: float, what: str) -> Iterator[Figure]:
    """Run over a folder, and hold every row against what is owed."""
    scratch.mkdir(parents=True)
    settings = configured(scratch / "settings.toml", timeout=timeout, page_timeout=timeout / 3)
    notes, started = scratch / "seconds", time.monotonic()
    tree = Tree(timed(notes, command(raw, scratch / "processed", settings=settings)))
    code = tree.measured(timeout * len(owed))
    yield Figure(f"{what}: the supervisor's exit", str(code), "0 or 1", code in (0, 1))
    if code not in (0, 1):
        yield Figure("it said", repr(tree.said[-500:]), "", holds=False)
        return
    found = documents(scratch / "processed")
    wrong, due = list(faults(found, owed)), sum(expected != "skipped" for expected in owed.values())
    yield Figure(f"{what}: as owed", f"{len(owed) - len(wrong)} of {len(owed)}", "all", not wrong)
    yield from (Figure(f"{what}: not as owed", fault, "", holds=False) for fault in wrong)
    yield Figure(f"{what}: files that have one row", f"{len(found)} of {due}", "all", len(found) >= due)
    yield from _lawful(scratch / "processed", what)
    states = Counter(str(row["status"]) for row in found.values())
    reasons = Counter(str(row["error_type"]) for row in found.values() if row["error_type"])
    yield Figure(f"{what}: status", _counted(states))
    yield Figure(f"{what}: reasons", _counted(reasons))
    took, late = slowest(notes)[1], slowest(notes)[1] - timeout
    yield Figure(f"{what}: slowest document", f"{took:.1f} s", f"≤ {timeout:g} s + {SLACK:g} s", late <= SLACK)
    yield Figure(f"{what}: all of it, by 2 workers", f"{time.monotonic() - started:.0f} s")
    yield Figure(f"{what}: most memory of the supervisor", f"{tree.top >> 20} MB")
    yield Figure(f"{what}: most memory of all processes", f"{tree.all >> 20} MB")


def _lawful(processed: Path, what: str) -> Iterator[Figure]:
    """The laws of `tests/laws.py`, on what the run's own workers made under their limits."""
    count, found = unlawful(processed)
    broken = len({fault.name for fault in found})
    yield Figure(
        f"{what}: documents with tables in which the laws hold", f"{count - broken} of {count}", "all", not found
    )
    yield from (Figure(f"{what}: law broken", f"{fault.name!r}: {fault.told}", "", holds=False) for fault in found)


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counter.most_common()) or "none"


def neighbours(hostile: Path, scratch: Path, seeds: int, timeout: float) -> Iterator[Figure]:
    """Good documents among hostile ones, by chance: the same rows as in a run of their own."""
    good = {f"good-{n}.pdf": inputs.sheet(inputs.TEXT.replace(b"31", b"%d" % n)) for n in range(300, 312)}
    sources = {sha256(data).hexdigest(): name for name, data in good.items()}
    bad = sorted(path for path in hostile.iterdir() if path.is_file() and path.stat().st_size < 1 << 22)
    alone = None
    same = 0
    for seed in range(seeds + 1):
        chance, place = random.Random(seed), scratch / str(seed)
        (place / "raw").mkdir(parents=True)
        for name, data in good.items():
            (place / "raw" / name).write_bytes(data)
        for number, path in enumerate(chance.sample(bad, min(20, len(bad))) if seed else []):
            (place / "raw" / f"{chance.choice('agz')}-{number}").write_bytes(path.read_bytes())
        settings = configured(place / "settings.toml", timeout=timeout, page_timeout=timeout / 3)
        run(place / "raw", place / "processed", settings=settings, workers=1 + seed % 2)
        found = rows_of(place / "processed", sources)
        alone = alone or found
        same += bool(seed) and found == alone
    what = f"{len(good)} good documents among 20 hostile ones, by chance: runs in which their rows are as without them"
    yield Figure(what, f"{same} of {seeds}", "all", same == seeds)
