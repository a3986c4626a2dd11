"""The processes of one run, found by a mark in their environment: their kinds, memory and processor time."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.outcome import ROOT

_MARK = "HOSTILE_RUN"
_HZ = os.sysconf("SC_CLK_TCK")
_SAMPLE = 0.25


def cpu(pid: int) -> float:
    """Processor seconds of a process and of those of its children that are over."""
    with suppress(OSError, IndexError):
        return sum(map(int, _stat(pid)[11:15])) / _HZ
    return 0.0


@dataclass
class Tree:
    """A command that runs with everything it starts, whatever sessions and parents that takes."""

    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    said: str = ""
    top: int = 0
    all: int = 0

    def __post_init__(self) -> None:
        self._mark = uuid.uuid4().hex
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **self.environment, _MARK: self._mark}
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    @property
    def pid(self) -> int:
        """Of the supervisor."""
        return self.process.pid

    def wait(self, seconds: float | None = None) -> int:
        """Its exit code, once it has ended and all it said is heard."""
        code = self.process.wait(seconds)
        self._listener.join(_SAMPLE)
        return code

    def measured(self, seconds: float | None = None) -> int:
        """Wait as ``wait``, and note in ``top`` and ``all`` the most bytes of the supervisor and of the whole tree."""
        end = time.monotonic() + (seconds or float("inf"))
        while self.process.poll() is None:
            sizes = {pid: _proportional(pid) for pid in self.alive()}
            self.top, self.all = max(self.top, sizes.get(self.pid, 0)), max(self.all, sum(sizes.values()))
            if time.monotonic() > end:
                self.kill()
            time.sleep(_SAMPLE)
        return self.wait()

    def alive(self) -> list[int]:
        """All its processes that are there."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    if self._marked(entry) and _stat(int(entry.name))[0] != "Z":
                        found.append(int(entry.name))
        return sorted(found)

    def kinds(self) -> dict[str, list[int]]:
        """Its workers and the tesseracts that they run."""
        found: dict[str, list[int]] = {"worker": [], "tesseract": []}
        with suppress(OSError):
            parents = {pid: int(_stat(pid)[1]) for pid in self.alive()}
            for pid, parent in parents.items():
                if b"tesseract" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]:
                    found["tesseract"].append(pid)
                elif parent != self.pid and parent in parents:  # the forkserver's children
                    found["worker"].append(pid)
        return found

    def kill(self) -> None:
        """Kill the supervisor and those of its session."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def outlived(self, seconds: float) -> bool:
        """Whether anything of it is still there so long after its end."""
        end = time.monotonic() + seconds
        while self.alive():
            if time.monotonic() > end:
                return True
            time.sleep(0.05)
        return False

    def _marked(self, entry: Path) -> bool:
        return f"{_MARK}={self._mark}".encode() in (entry / "environ").read_bytes()

    def _listen(self) -> None:
        if self.process.stdout:
            self.said = self.process.stdout.read()


def timed(notes: Path, command: list[str]) -> list[str]:
    """The command line of a run that also notes every document's seconds in a file."""
    return [sys.executable, "-m", "bench.hostile.timed", str(notes), *command[3:]]


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


def _proportional(pid: int) -> int:
    """Bytes of memory of a process, those that it shares with others divided among them."""
    with suppress(OSError, IndexError, ValueError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) << 10
    return 0
