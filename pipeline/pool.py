"""Worker processes on this machine: one document at a time each, with a time-out, and no harm from a death.

Every worker has its own pipe to the supervisor and shares no lock or queue with another, so that killing one at any
moment leaves the rest as they were. A worker leads a session of its own: with it go the programs it started. Should
the supervisor itself be killed, the system ends the workers, and a guard process whatever they had started.
"""

import ctypes
import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from pipeline.engine import EngineError, Message, Result, Task, Work
from pipeline.parts import StoreError
from pipeline.reasons import Reason


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    done: int = 0


@dataclass
class _Job:
    worker: _Worker
    task: Task
    deadline: float
    messages: list[Message] = field(default_factory=list)


class Pool:
    """The engine of one machine.

    Args:
        prepare: Called once in every worker; gives the function that works on tasks.
        workers: Processes side by side.
        timeout: Seconds for a task.
        recycle: Tasks after which a worker is replaced.
        max_memory: Bytes of address space for a worker and each program it starts; 0 for no limit.
        preload: Modules that are imported once, before workers are made.
    """

    def __init__(
        self,
        prepare: Callable[[], Work],
        *,
        workers: int,
        timeout: float,
        recycle: int = 200,
        max_memory: int = 0,
        preload: Sequence[str] = (),
    ) -> None:
        self._prepare, self._limit, self._timeout, self._recycle = prepare, workers, timeout, recycle
        self._max_memory = max_memory
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._waiting: deque[Task] = deque()
        self._idle: list[_Worker] = []
        self._jobs: list[_Job] = []
        os.environ.update(_ONE_THREAD)
        self._scratch = tempfile.mkdtemp(prefix="pipeline-")
        self._guard = _guard(self._scratch)

    def submit(self, task: Task) -> None:
        """See ``Engine``."""
        self._waiting.append(task)

    def results(self) -> Iterator[Result]:
        """See ``Engine``."""
        while self._waiting or self._jobs:
            while self._waiting and len(self._jobs) < self._limit:
                self._begin(self._waiting.popleft())
            yield from self._news()

    def cancel(self) -> None:
        """See ``Engine``."""
        workers = [*self._idle, *(job.worker for job in self._jobs)]
        self._waiting, self._idle, self._jobs = deque(), [], []
        for worker in workers:
            self._end(worker)
        if self._guard.stdin:
            self._guard.stdin.close()
        self._guard.wait()

    def _begin(self, task: Task) -> None:
        worker = self._idle.pop() if self._idle else self._hire()
        self._jobs.append(_Job(worker, task, time.monotonic() + self._timeout))
        with suppress(OSError):  # it died while idle: its closed pipe is news, as after any death
            worker.pipe.send(task)

    def _news(self) -> Iterator[Result]:
        """Wait until a worker says something, dies or runs out of time."""
        left = min(job.deadline for job in self._jobs) - time.monotonic()
        ready = set(wait([job.worker.pipe for job in self._jobs], timeout=max(left, 0)))
        for job in self._jobs.copy():
            if job.worker.pipe in ready:
                yield from self._heard(job)
            elif job.deadline <= time.monotonic():
                yield self._lost(job, Reason.TIME_LIMIT, f"It took longer than {self._timeout:g} seconds")

    def _heard(self, job: _Job) -> Iterator[Result]:
        try:
            said = json.loads(job.worker.pipe.recv_bytes())
        except (OSError, EOFError, ValueError):
            job.worker.process.join(1)
            yield self._lost(job, Reason.WORKER_DIED, _death(job.worker.process.exitcode))
            return
        if "error" in said:
            raise EngineError(said["error"])
        if "message" in said:
            job.messages.append(said["message"])
            return
        self._free(job)
        yield Result(job.task, job.messages)

    def _free(self, job: _Job) -> None:
        self._jobs.remove(job)
        job.worker.done += 1
        if job.worker.done < self._recycle:
            self._idle.append(job.worker)
        else:
            self._end(job.worker)

    def _lost(self, job: _Job, reason: Reason, note: str) -> Result:
        self._jobs.remove(job)
        self._end(job.worker)
        return Result(job.task, job.messages, reason, note)

    def _hire(self) -> _Worker:
        mine, theirs = self._context.Pipe()
        about = (theirs, self._prepare, self._max_memory, self._scratch)
        process = self._context.Process(target=_serve, args=about, daemon=True)
        try:
            process.start()
        except OSError as error:
            raise EngineError(f"no worker could be started: {error}") from error
        theirs.close()
        self._tell_guard(process.pid)
        return _Worker(process, mine)

    def _end(self, worker: _Worker) -> None:
        """Kill a worker and everything it started."""
        if worker.process.pid:
            with suppress(ProcessLookupError):
                os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._tell_guard(worker.process.pid)

    def _tell_guard(self, pid: int | None) -> None:
        if self._guard.stdin:
            with suppress(OSError):
                self._guard.stdin.write(f"{pid}\n".encode())
                self._guard.stdin.flush()


_ONE_THREAD = dict.fromkeys(("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
"""Documents go side by side; more threads for one of them cost more work in all (tesseract: two to four times)."""

_GUARD = """
import os, shutil, sys
groups = set()
for line in sys.stdin:
    groups ^= {int(line)}
for group in groups:
    try:
        os.killpg(group, 9)
    except OSError:
        pass
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


def _guard(scratch: str) -> subprocess.Popen[bytes]:
    """A process that outlives the supervisor just long enough to end and remove what its workers have left."""
    command = [sys.executable, "-I", "-S", "-c", _GUARD, scratch]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)


def _serve(pipe: Connection, prepare: Callable[[], Work], max_memory: int, scratch: str) -> None:
    """The life of a worker."""
    _settle(max_memory, scratch)
    try:
        work = prepare()
        while True:
            for message in work(pipe.recv()):
                pipe.send_bytes(json.dumps({"message": message}).encode())
            pipe.send_bytes(b'{"done": true}')
    except (EOFError, BrokenPipeError):
        return  # the supervisor has gone
    except StoreError as error:
        pipe.send_bytes(json.dumps({"error": str(error)}).encode())
    except Exception:
        pipe.send_bytes(json.dumps({"error": traceback.format_exc(limit=-3)}).encode())


def _settle(max_memory: int, scratch: str) -> None:
    """A session of its own, limits, a place for temporary files, quiet, and death with the supervisor."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if max_memory:
        resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"The process that worked on it was ended by signal {-code} ({signal.strsignal(-code)})"
    return f"The process that worked on it ended with code {code}"
