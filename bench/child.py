"""Processes measured from outside: seconds on the clock, and the most memory."""

import subprocess
import sys
import time
from dataclasses import dataclass

_CHILD = """
import atexit, pathlib, re, runpy, sys
def peak():
    status = pathlib.Path("/proc/self/status").read_text()
    print(re.search(r"VmHWM:\\s+(\\d+)", status)[1], file=sys.stderr)
atexit.register(peak)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
"""What the system says of an ended child's memory counts that of its parent, from before the child's own program."""


@dataclass(frozen=True)
class Child:
    """What a process took: seconds until it was done, and its most memory in MB, without that of others it started."""

    seconds: float
    memory: float


def measured(module: str, *arguments: object) -> Child:
    """Run ``python -m module arguments`` to its end.

    Raises:
        CalledProcessError: It failed.
    """
    command = [sys.executable, "-c", _CHILD, module, *map(str, arguments)]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Child(time.perf_counter() - started, int(done.stderr.split()[-1]) / 1024)
