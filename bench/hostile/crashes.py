"""Kills at random moments, and two runs at once: what stood stands, and a resumed run ends the same."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench.hostile.figures import Figure
from bench.hostile.tree import Tree
from tests.hostile import inputs
from tests.hostile.outcome import command, digests, documents, run

VICTIMS = ("supervisor", "worker", "tesseract", "group")
_ORPHANS = 5.0
_PATIENCE = 20.0
_LOCKED = 75


def sheets(folder: Path, count: int, first: int = 0) -> Path:
    """Small documents, no two the same."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        text = inputs.TEXT.replace(b"31", b"%d" % number)
        (folder / f"{number}.pdf").write_bytes(inputs.sheet(text))
    return folder


def scans(folder: Path, count: int, first: int = 0) -> None:
    """Pictures of writing, for tesseract to be at work."""
    from PIL import Image, ImageDraw

    for number in range(first, first + count):
        picture = Image.new("L", (900, 300), 255)
        for line in range(4):
            ImageDraw.Draw(picture).text((60, 30 + 60 * line), f"Mill {number} has {line} wheels", 0, font_size=40)
        picture.save(folder / f"scan-{number}.png")


class _Kills:
    """Runs that are killed, over documents that become more whenever a run has come to its end."""

    def __init__(self, scratch: Path) -> None:
        self.raw, self.processed, self.fresh = sheets(scratch / "raw", 8), scratch / "processed", scratch / "fresh"
        run(self.raw, self.processed)
        self.old = digests(self.processed)
        self.chance, self.done = random.Random(5), Counter[str]()
        self.generation = self.torn = self.orphans = self.finished = 0
        self.wanted: dict[str, str] = {}

    def more(self) -> None:
        """New documents; ``wanted`` is what runs that nobody kills make of all of them."""
        self.generation += 1
        sheets(self.raw, 4, 1000 * self.generation)
        scans(self.raw, 2, 1000 * self.generation)
        run(self.raw, self.fresh)
        self.wanted = digests(self.fresh)

    def turn(self, victim: str) -> None:
        """One run, of which ``victim`` is killed at a random moment."""
        tree = Tree(command(self.raw, self.processed))
        time.sleep(self.chance.uniform(0.2, 4.0))
        self.done[victim] += _kill(victim, tree, self.chance)
        self.torn += digests(self.processed) not in (self.old, self.wanted)
        tree.wait()
        self.orphans += tree.outlived(_ORPHANS)
        self.look()

    def look(self) -> None:
        """Whether the tables are those of before, or those of a run that nobody killed."""
        now = digests(self.processed)
        self.torn += now not in (self.old, self.wanted)
        if now == self.wanted:
            self.finished, self.old, self.wanted = self.finished + 1, now, {}


def killed(scratch: Path, times: int) -> Iterator[Figure]:
    """Kill a run again and again, a part of it at a time, at random moments; then let it end."""
    kills = _Kills(scratch)
    while kills.done.total() < times:
        if not kills.wanted:
            kills.more()
        kills.turn(VICTIMS[kills.done.total() % len(VICTIMS)])
    if kills.wanted:
        run(kills.raw, kills.processed)
        kills.look()
    done = ", ".join(f"{count} of {victim}" for victim, count in kills.done.items())
    what = f"kill -9 at {times} random moments ({done})"
    yield Figure(f"{what}: tables neither old nor new", str(kills.torn), "0", kills.torn == 0)
    yield Figure("processes that outlive the run by 5 s", str(kills.orphans), "0", kills.orphans == 0)
    same = f"{kills.finished} of {kills.generation}"
    yield Figure("resumed, it ends with the bytes of a run never killed", same, "all", not kills.wanted)


def _kill(victim: str, tree: Tree, chance: random.Random) -> bool:
    """Whether there was something to be killed: tesseract is waited for."""
    with suppress(ProcessLookupError):
        if victim == "group":
            os.killpg(tree.pid, signal.SIGKILL)
            return True
        if victim == "supervisor":
            os.kill(tree.pid, signal.SIGKILL)
            return True
        end = time.monotonic() + _PATIENCE
        while tree.process.poll() is None and time.monotonic() < end:
            found = tree.kinds()[victim]
            if found:
                os.kill(chance.choice(found), signal.SIGKILL)
                return True
            time.sleep(0.01)
    return False


def worker_kills(scratch: Path, count: int, kills: int) -> Iterator[Figure]:
    """Kill workers at random while they go through many tiny documents."""
    raw, chance, done = sheets(scratch / "raw", count), random.Random(9), 0
    plain = run(raw, scratch / "plain")
    started = time.monotonic()
    tree = Tree(command(raw, scratch / "processed"))
    while tree.process.poll() is None and done < kills:
        time.sleep(chance.uniform(0.0, plain.seconds / kills))
        workers = tree.kinds()["worker"]
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                done += 1
    code = tree.wait()
    found = documents(scratch / "processed") if code in (0, 1) else {}
    fine = sum(row["status"] == "ok" for row in found.values())
    took = f"in {time.monotonic() - started:.0f} s, {plain.seconds:.0f} s without"
    yield Figure(f"{done} workers killed, {took}: documents that are ok", f"{fine} of {count}", "all", fine == count)
    same = digests(scratch / "plain") == digests(scratch / "processed")
    yield Figure("tables as of a run in which nobody is killed", str(same), "True", same)


def two_at_once(scratch: Path) -> Iterator[Figure]:
    """Two runs on the same folder."""
    raw = sheets(scratch / "raw", 20)
    both = [Tree(command(raw, scratch / "processed")) for _ in range(2)]
    codes = sorted(one.wait() for one in both)
    run(raw, scratch / "alone")
    same = digests(scratch / "processed") == digests(scratch / "alone")
    yield Figure("exit codes of two runs at once", str(codes), str([0, _LOCKED]), codes == [0, _LOCKED])
    yield Figure("their tables are those of a run alone", str(same), "True", same)
