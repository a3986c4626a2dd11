"""Spoilt documents through the stages up to the repaired text, many to a process."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator

from bench.hostile.figures import Figure
from tests.hostile.outcome import ROOT

BATCH = 200

ISOLATED = "takes its process down"
"""Nothing inside a process can help where PDFium ends it: a run's worker dies, and costs the page."""

_CODE = """
import json, sys
from tests.hostile.mutants import findings
for seed in range(int(sys.argv[1]), int(sys.argv[2])):
    print(json.dumps([seed, None]), flush=True)
    for found in findings(range(seed, seed + 1)):
        print(json.dumps(found), flush=True)
"""


def batch(first: int, last: int, limit: float = 300.0) -> list[tuple[int, str]]:
    """Findings among the seeds ``first`` to before ``last``; one that ends the process is told, too."""
    found: list[tuple[int, str]] = []
    while first < last:
        command = [sys.executable, "-c", _CODE, str(first), str(last)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                said, _ = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                process.kill()
                said, _ = process.communicate()
        told = [json.loads(line) for line in said.splitlines()]
        found += [(seed, story) for seed, story in told if story]
        if process.returncode == 0:
            break
        at = told[-1][0] if told else first
        found.append((at, "hangs" if process.returncode == -signal.SIGKILL else f"{ISOLATED} ({process.returncode})"))
        first = at + 1
    return found


def report(seed: int, count: int) -> Iterator[Figure]:
    """Go through mutants from a seed on; each finding is told with its seed, from which it can be made again."""
    stories = [
        one for first in range(seed, seed + count, BATCH) for one in batch(first, min(first + BATCH, seed + count))
    ]
    found = [(number, story) for number, story in stories if not story.startswith(ISOLATED)]
    what = f"{count} spoilt documents, seeds from {seed}"
    yield Figure(f"{what}: errors that are no reason, or hangs", str(len(found)), "0", not found)
    yield from (Figure(f"seed {number}", story, "", holds=False) for number, story in found)
    isolated = ", ".join(str(number) for number, story in stories if story.startswith(ISOLATED))
    yield Figure(f"{what}: end their process (a worker's death, which costs the page)", isolated or "none")
