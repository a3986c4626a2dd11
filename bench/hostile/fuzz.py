"""Spoilt documents through the stages up to the repaired text, many to a process."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.hostile.outcome import ROOT

BATCH = 200

ISOLATED = "takes its process down"
"""Nothing inside a process can help where PDFium ends it: a run's worker dies, and costs the page."""

_CODE = """
import json, sys
from tests.hostile.mutants import findings
for found in findings(range(int(sys.argv[1]), int(sys.argv[2]))):
    print(json.dumps(found), flush=True)
"""


def batch(first: int, last: int, limit: float = 300.0) -> list[tuple[int, str]]:
    """Findings among the seeds ``first`` to before ``last``; a process that dies is a finding of its first seed."""
    command = [sys.executable, "-c", _CODE, str(first), str(last)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return _halved(first, last, "hangs", limit)
    found = [(int(seed), str(story)) for seed, story in map(json.loads, done.stdout.splitlines())]
    return found if not done.returncode else _halved(first, last, f"{ISOLATED} (exit {done.returncode})", limit)


def _halved(first: int, last: int, story: str, limit: float) -> list[tuple[int, str]]:
    if last - first == 1:
        return [(first, story)]
    middle = (first + last) // 2
    return [*batch(first, middle, max(limit / 2, 30.0)), *batch(middle, last, max(limit / 2, 30.0))]


def report(seed: int, count: int) -> Iterator[str]:
    """Go through mutants from a seed on; each finding is told with its seed, from which it can be made again."""
    started, found, isolated = time.monotonic(), 0, 0
    for first in range(seed, seed + count, BATCH):
        for number, story in batch(first, min(first + BATCH, seed + count)):
            isolated += story.startswith(ISOLATED)
            found += not story.startswith(ISOLATED)
            yield f"seed {number}: {story}"
    ended = f"{isolated} took their process down, {time.monotonic() - started:.0f} s"
    yield f"{count} mutants from seed {seed}: {found} findings, {ended}"
