"""Disks that fill up in the middle of a run: needs the right to mount."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.hostile.crashes import sheets
from bench.hostile.figures import Figure
from tests.hostile.outcome import digests, run

FREE = (0, 8, 24, 48, 96, 160, 260, 400, 600, 900)
"""KB that are left when the second run begins; it needs more."""

_ROOMY = 1 << 16
_FULL = "No space left"


def full_disks(scratch: Path, free: Sequence[int] = FREE) -> Iterator[Figure]:
    """A disk that has room for a first run and not for the one after it; then it is made larger."""
    raw, few = sheets(scratch / "raw", 40), sheets(scratch / "few", 2)
    run(raw, scratch / "roomy")
    wanted = digests(scratch / "roomy")
    told: list[tuple[int, str]] = []
    try:
        for left in free:
            told += [(left, fault) for fault in _faults(scratch / f"disk-{left}", few, raw, left, wanted)]
    except PermissionError as error:
        yield Figure("full disks", f"not measured: {error}", "", holds=False)
        return
    what = f"disk full with {', '.join(map(str, free))} KB left: exit not 0, path named, tables intact, then resumed"
    yield Figure(what, f"{len(free) - len({left for left, _ in told})} of {len(free)}", "all", not told)
    for left, fault in told:
        yield Figure(f"with {left} KB left", fault, "", holds=False)


def _faults(disk: Path, few: Path, raw: Path, left: int, wanted: dict[str, str]) -> Iterator[str]:
    with _mounted(disk):
        first = run(few, disk / "processed")
        old = digests(disk / "processed")
        if first.code or not old:
            yield f"the first run ended with {first.code}: {first.said[-200:]}"
        _sized(disk, (shutil.disk_usage(disk).used >> 10) + left)
        second = run(raw, disk / "processed")
        if second.code in (0, 1) or str(disk) not in second.said or _FULL not in second.said:
            yield f"exit {second.code}: {second.said[-200:]}"
        if digests(disk / "processed") != old:
            yield "the last good tables do not stand"
        _sized(disk, _ROOMY)
        third = run(raw, disk / "processed")
        if third.code or digests(disk / "processed") != wanted:
            yield f"with room again it ended with {third.code}: {third.said[-200:]}"


@contextmanager
def _mounted(disk: Path) -> Iterator[None]:
    disk.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", f"size={_ROOMY}k", "tmpfs", str(disk)]
    mounted = subprocess.run(made, capture_output=True, check=False)
    if mounted.returncode:
        raise PermissionError(mounted.stderr.decode().strip())
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _sized(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}k", str(disk)], check=True)
