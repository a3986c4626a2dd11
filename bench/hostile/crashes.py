"""Kills at random moments, full disks, two runs at once: what stood stands, and a resumed run ends the same."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.hostile import inputs
from tests.hostile.outcome import ROOT, command, digests, run

VICTIMS = ("supervisor", "worker", "tesseract", "group")
_ORPHANS = 5.0


def sheets(folder: Path, count: int, first: int = 0) -> Path:
    """Small documents; every tenth is a scan."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        text = inputs.TEXT.replace(b"31", b"%d" % number)
        (folder / f"{number}.pdf").write_bytes(inputs.sheet(text))
    return folder


def scans(folder: Path, count: int) -> None:
    """Pictures of writing, for tesseract to be at work."""
    from PIL import Image, ImageDraw

    for number in range(count):
        picture = Image.new("L", (1240, 900), 255)
        for line in range(12):
            ImageDraw.Draw(picture).text((80, 60 + 60 * line), f"Mill {number} has {line} wheels", 0, font_size=40)
        picture.save(folder / f"scan-{number}.png")


def processes(session: int) -> dict[str, list[int]]:
    """Processes below one, by what they are; found through /proc, for workers have sessions of their own."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                stat = (entry / "stat").read_text().rpartition(") ")[2].split()
                if stat[0] != "Z":
                    parents[int(entry.name)] = int(stat[1])
                    commands[int(entry.name)] = (entry / "cmdline").read_bytes()
    found: dict[str, list[int]] = {"tesseract": [], "worker": [], "forkserver": []}
    below = {session}
    for _ in range(5):
        below |= {pid for pid, parent in parents.items() if parent in below}
    for pid in sorted(below - {session}):
        kind = "forkserver" if parents[pid] == session else "worker"
        found["tesseract" if b"tesseract" in commands[pid].split(b"\0")[0] else kind].append(pid)
    return found


def killed(scratch: Path, times: int) -> Iterator[str]:
    """Kill a run again and again, a part of it at a time, at random moments; then let it end."""
    raw, processed = sheets(scratch / "raw", 12), scratch / "processed"
    scans(raw, 4)
    run(raw, processed)
    old, chance, done = digests(processed), random.Random(5), Counter[str]()
    torn = orphans = finished = 0
    wanted: dict[str, str] = {}
    generation = 0
    for turn in range(times):
        if not wanted:  # new documents, so that there is something to be killed at
            generation += 1
            sheets(raw, 4, 1000 * generation)
            fresh = scratch / "fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            run(raw, fresh)
            wanted = digests(fresh)
        with subprocess.Popen(
            command(raw, processed),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as started:
            time.sleep(chance.uniform(0.3, 4.0))
            all_of_it = processes(started.pid)
            victim = VICTIMS[turn % len(VICTIMS)]
            _kill(victim, started.pid, all_of_it, chance)
            done[victim] += 1
            if victim in ("worker", "tesseract"):
                started.wait()
        orphans += _outlive([pid for pids in all_of_it.values() for pid in pids])
        now = digests(processed)
        torn += now not in (old, wanted)
        if now == wanted:
            finished, old, wanted = finished + 1, wanted, {}
    if wanted:
        run(raw, processed)
        torn += digests(processed) != wanted
    yield f"{times} kills ({dict(done)}): {torn} times tables neither old nor new, {orphans} times orphans after 5 s"
    yield f"{finished} times the run went on to the bytes of a run that was never killed"


def _kill(victim: str, pid: int, others: dict[str, list[int]], chance: random.Random) -> None:
    with suppress(ProcessLookupError):
        if victim == "group":
            os.killpg(pid, signal.SIGKILL)
        elif victim == "supervisor":
            os.kill(pid, signal.SIGKILL)
        elif others[victim]:
            os.kill(chance.choice(others[victim]), signal.SIGKILL)


def _outlive(pids: list[int]) -> bool:
    end = time.monotonic() + _ORPHANS
    while any(_alive(pid) for pid in pids):
        if time.monotonic() > end:
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def full_disks(scratch: Path, sizes: Iterable[int]) -> Iterator[str]:
    """A disk that has room for a first run and not for a second: needs the right to mount."""
    raw = sheets(scratch / "raw", 20)
    for size in sizes:
        disk = scratch / f"disk-{size}"
        disk.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], capture_output=True, check=False
        )
        if mounted.returncode:
            yield f"not measured: {mounted.stderr.decode().strip()}"
            return
        try:
            yield _filled(raw, disk, size)
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def _filled(raw: Path, disk: Path, size: int) -> str:
    few = disk.parent / f"few-{size}"
    sheets(few, 2)
    first = run(few, disk / "processed")
    old = digests(disk / "processed")
    second = run(raw, disk / "processed")
    names_path = str(disk) in second.said and "No space left" in second.said
    stands = second.code == 0 or digests(disk / "processed") == old
    return (
        f"{size} KB: first run exit {first.code}, second exit {second.code}, "
        f"names the path: {names_path}, last good tables ({len(old)}) stand: {stands}"
    )


def worker_kills(scratch: Path, documents: int, kills: int) -> Iterator[str]:
    """Kill workers at random while they go through many tiny documents."""
    raw, chance, done = sheets(scratch / "raw", documents), random.Random(9), 0
    started = time.monotonic()
    with subprocess.Popen(
        command(raw, scratch / "processed"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        while process.poll() is None and done < kills:
            time.sleep(chance.uniform(0.0, 0.4))
            workers = processes(process.pid)["worker"]
            if workers:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                    done += 1
        said = process.communicate()[0]
    yield f"{documents} documents, {done} kills in {time.monotonic() - started:.0f} s: {said.splitlines()[0]}"


def two_at_once(scratch: Path) -> Iterator[str]:
    """Two runs on the same folder."""
    raw = sheets(scratch / "raw", 20)
    both = [
        subprocess.Popen(
            command(raw, scratch / "processed"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    codes = sorted(one.wait() for one in both)
    run(raw, scratch / "alone")
    same = digests(scratch / "processed") == digests(scratch / "alone")
    yield f"exit codes {codes} (75: another run is at work); the tables are those of a run alone: {same}"
