"""What comes of hostile files, with good ones among them."""

import csv
import random
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.hostile import inputs
from tests.hostile.outcome import configured, documents, faults, rows_of, run

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


def judged(raw: Path, owed: dict[str, str], scratch: Path, timeout: float) -> Iterator[str]:
    """Run over a folder, and hold every row against what is owed."""
    scratch.mkdir(parents=True)
    settings = configured(scratch / "settings.toml", timeout=timeout, page_timeout=timeout / 3)
    ended = run(raw, scratch / "processed", settings=settings)
    if ended.code not in (0, 1):
        yield f"the run died: exit {ended.code}: {ended.said[-500:]}"
        return
    found = documents(scratch / "processed")
    wrong = list(faults(found, owed))
    states = Counter(str(row["status"]) for row in found.values())
    reasons = Counter(str(row["error_type"]) for row in found.values() if row["error_type"])
    due = sum(expected != "skipped" for expected in owed.values())
    yield f"{len(owed) - len(wrong)}/{len(owed)} as owed, {len(found)} rows for {due} files, {dict(states)}"
    yield f"reasons: {dict(reasons.most_common())}"
    yield f"{ended.seconds:.0f} s, most memory of the supervisor {ended.memory >> 20} MB"
    yield from wrong


def neighbours(hostile: Path, scratch: Path, seeds: int, timeout: float) -> Iterator[str]:
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
    yield f"{same} of {seeds} runs gave the good documents' rows as in a run of their own"
