"""Worker processes on this machine: one document at a time each, with a time-out, and no harm from a death.

Every worker has its own pipe to the supervisor and shares no lock or queue with another, so that killing one at any
moment leaves the rest as they were. A worker leads a session of its own: with it go the programs it started. Should
the supervisor itself be killed, the system ends the workers, and a guard process whatever they had started.
"""

import json
import math
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from ctypes import c_int
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from operator import itemgetter
from pathlib import Path

from pipeline.engine.interface import EngineError, Message, Result, Task, Work
from pipeline.engine.worker import Limits, serve
from pipeline.reasons import MEANINGS, Reason


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    done: int = 0


@dataclass
class _Job:
    worker: _Worker
    task: Task
    seconds: float
    started: float = field(default_factory=time.monotonic)
    page_ends: dict[int, float] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    memory: int = 0

    @property
    def ends(self) -> float:
        """When it will have taken too long."""
        return min([self.started + self.seconds, *self.page_ends.values()])

    def at_fault(self, reason: Reason) -> bool:
        """Whether its task brought the worker down: not the start, nor tasks before it that left too little memory."""
        return self.worker.ready and not (reason is Reason.MEMORY_LIMIT and self.worker.done)

    def measure(self) -> None:
        """Note how much address space the worker has taken: after its death it cannot be asked."""
        with suppress(OSError, ValueError, IndexError):
            pages = int(Path(f"/proc/{self.worker.process.pid}/statm").read_bytes().split()[0])
            self.memory = max(self.memory, pages * _PAGE_SIZE)


class Pool:
    """The engine of one machine.

    Args:
        prepare: Called once in every worker; gives the function that works on tasks.
        workers: Processes side by side.
        processors: What they have between them: a task may use more than one where there are fewer tasks than that.
        timeout: Seconds for a task.
        page_timeout: Seconds for a page of a task.
        recycle: Tasks after which a worker is replaced.
        limits: What a worker may use.
        preload: Modules that are imported once, before workers are made.
    """

    def __init__(
        self,
        prepare: Callable[[], Work],
        *,
        workers: int,
        processors: int = 1,
        timeout: float,
        page_timeout: float = math.inf,
        recycle: int = 200,
        limits: Limits = Limits(),  # noqa: B008  # it cannot change
        preload: Sequence[str] = (),
    ) -> None:
        self._prepare, self._limit, self._timeout, self._recycle = prepare, workers, timeout, recycle
        self._page_timeout, self._limits, self._processors = page_timeout, limits, processors
        self._context = multiprocessing.get_context("forkserver")
        self._share = self._context.RawValue(c_int, 1)
        self._context.set_forkserver_preload(["__main__", *preload])  # a script's own module is imported anyway
        self._waiting: deque[Task] = deque()
        self._idle: list[_Worker] = []
        self._jobs: list[_Job] = []
        self._false_starts, self._left = 0, False
        os.environ.update(_ONE_THREAD)
        self._scratch = tempfile.mkdtemp(prefix="pipeline-")
        self._guard = _guard(self._scratch)
        forkserver.ensure_running()
        self._forkserver: int = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
        self._tell_guard(self._forkserver)  # while it loads the stages it does not notice the supervisor's end

    @property
    def ahead(self) -> int:
        """See ``Engine``."""
        return 2 * self._limit

    def submit(self, task: Task) -> None:
        """See ``Engine``."""
        self._waiting.append(task)

    def results(self) -> Iterator[Result]:
        """See ``Engine``."""
        while (self._waiting or self._jobs) and not self._left:
            while self._waiting and len(self._jobs) < self._limit:
                self._begin(self._waiting.popleft(), self._idle.pop() if self._idle else self._hire())
            self._share.value = max(1, self._processors // (len(self._jobs) + len(self._waiting)))
            yield from self._news()

    def leave(self) -> None:
        """Let ``results`` end soon, whatever is at work; another thread may ask for that."""
        self._left = True

    def cancel(self) -> None:
        """See ``Engine``."""
        workers = [*self._idle, *(job.worker for job in self._jobs)]
        self._waiting, self._idle, self._jobs = deque(), [], []
        for worker in workers:
            self._end(worker)
        self._tell_guard(self._forkserver)
        if self._guard.stdin:
            self._guard.stdin.close()
        self._guard.wait()

    def _begin(self, task: Task, worker: _Worker) -> None:
        task["seconds"] = task.get("seconds", self._timeout)
        self._jobs.append(_Job(worker, task, task["seconds"]))
        try:
            worker.pipe.send(task)
        except OSError:  # it died while idle: its closed pipe is news, as after any death, but not of this task
            worker.ready = False

    def _news(self) -> Iterator[Result]:
        """Wait until a worker says something, dies or runs out of time."""
        left = min(job.ends for job in self._jobs) - time.monotonic()
        ready = set(wait([job.worker.pipe for job in self._jobs], timeout=min(max(left, 0), _TICK)))
        for job in self._jobs.copy():
            if job.worker.pipe in ready:
                yield from self._heard(job)
            elif job.ends <= time.monotonic():
                yield from self._lost(job, Reason.TIME_LIMIT, self._overtime(job))
            else:
                job.measure()

    def _heard(self, job: _Job) -> Iterator[Result]:
        try:
            said = json.loads(job.worker.pipe.recv_bytes(_LONGEST))
        except (OSError, EOFError, ValueError):
            job.worker.process.join(1)
            yield from self._lost(job, *self._death(job))
            return
        if "error" in said:
            raise EngineError(said["error"])
        if "ready" in said:
            job.worker.ready, job.started, self._false_starts = True, time.monotonic(), 0
        elif "message" in said:
            self._note(job, said["message"])
        elif "failed" in said:
            reason, note = said["failed"]
            yield from self._lost(job, Reason(reason), note)
        else:
            self._free(job)
            yield Result(job.task, job.messages, seconds=time.monotonic() - job.started)

    def _note(self, job: _Job, message: Message) -> None:
        ends = time.monotonic() + self._page_timeout
        job.messages.append(message)
        job.page_ends = {page: job.page_ends.get(page, ends) for page in message.get("pages", ())}

    def _overtime(self, job: _Job) -> str:
        page, ends = min(job.page_ends.items(), key=itemgetter(1), default=(0, math.inf))
        if ends < job.started + job.seconds:
            return f"Page {page} took longer than {self._page_timeout:g} seconds"
        return f"It took longer than {job.seconds:g} seconds"

    def _death(self, job: _Job) -> tuple[Reason, str]:
        """Why a worker died. One that aborts with much of its memory taken could not get more of it."""
        code = job.worker.process.exitcode
        if code == -signal.SIGXCPU:
            return Reason.TIME_LIMIT, f"It worked for longer than {job.seconds:g} seconds"
        if code == -signal.SIGABRT and self._limits.memory and 2 * job.memory > self._limits.memory:
            return Reason.MEMORY_LIMIT, MEANINGS[Reason.MEMORY_LIMIT]
        if code is not None and code < 0:
            told = f"was ended by signal {-code} ({signal.strsignal(-code)})"
            return Reason.WORKER_DIED, f"The process that worked on it {told}"
        return Reason.WORKER_DIED, f"The process that worked on it ended with code {code}"

    def _free(self, job: _Job) -> None:
        self._jobs.remove(job)
        job.worker.done += 1
        if job.worker.done < self._recycle:
            self._idle.append(job.worker)
        else:
            self._end(job.worker)

    def _lost(self, job: _Job, reason: Reason, note: str) -> Iterator[Result]:
        """Give up a worker. A death that is not its task's fault does not use up a try: a new worker begins with it.

        Raises:
            EngineError: Again and again workers do not even get ready.
        """
        self._jobs.remove(job)
        self._end(job.worker)
        if job.at_fault(reason):
            yield Result(job.task, job.messages, reason, note, time.monotonic() - job.started)
            return
        self._false_starts += 1
        if self._false_starts > _FALSE_STARTS * self._limit:
            raise EngineError(f"no worker gets ready: {note}")
        self._begin(job.task, self._hire())

    def _hire(self) -> _Worker:
        mine, theirs = self._context.Pipe()
        about = (theirs, self._prepare, self._limits, self._scratch, self._share)
        process = self._context.Process(target=serve, args=about, daemon=True)
        try:
            process.start()
        except OSError as error:
            raise EngineError(f"no worker could be started: {error}") from error
        theirs.close()
        self._tell_guard(-(process.pid or 0))
        return _Worker(process, mine)

    def _end(self, worker: _Worker) -> None:
        """Kill a worker and everything it started."""
        if worker.process.pid:
            with suppress(ProcessLookupError):
                os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._tell_guard(-(worker.process.pid or 0))

    def _tell_guard(self, pid: int) -> None:
        """Give a process (or, negative, a group of them) into the guard's care, or take it out again."""
        if self._guard.stdin and not self._guard.stdin.closed:
            with suppress(OSError):
                self._guard.stdin.write(f"{pid}\n".encode())
                self._guard.stdin.flush()


_LONGEST = 1 << 24
"""Bytes of what a worker may say at once; whoever says more has lost its mind, and counts as dead."""

_FALSE_STARTS = 20
"""Workers, for each that is wanted, that may be lost one after the other before they were ready to work."""

_TICK = 0.25
"""Seconds between two looks at the memory that workers take."""

_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")

_ONE_THREAD = dict.fromkeys(("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
"""Documents go side by side; more threads for one of them cost more work in all (tesseract: two to four times)."""

_GUARD = """
import os, shutil, sys
left = set()
for line in sys.stdin:
    left ^= {int(line)}
for pid in left:
    try:
        os.kill(pid, 9)
    except OSError:
        pass
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


def _guard(scratch: str) -> subprocess.Popen[bytes]:
    """A process that outlives the supervisor just long enough to end and remove what its workers have left."""
    command = [sys.executable, "-I", "-S", "-c", _GUARD, scratch]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
