"""Processes measured from outside: seconds on the clock and of CPU, and the most memory."""

import ctypes
import os
import resource
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
    """What a process took: seconds until it was done, its most memory in MB, without that of others it started, and
    seconds of CPU, with theirs."""

    seconds: float
    memory: float
    cpu: float


def measured(module: str, *arguments: object) -> Child:
    """Run ``python -m module arguments`` to its end.

    Raises:
        CalledProcessError: It failed.
    """
    _adopt()
    before = _cpu()
    command = [sys.executable, "-c", _CHILD, module, *map(str, arguments)]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    return Child(seconds, int(done.stderr.split()[-1]) / 1024, _cpu() - before)


_ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of Linux: processes that outlive their parent become ours, so that their CPU is told to us."""


def _adopt() -> None:
    ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


def _cpu() -> float:
    """Seconds of CPU of all processes that were started and have ended; waits for them to end."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
