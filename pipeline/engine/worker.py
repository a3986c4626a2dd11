"""The life of a worker process: a session of its own, limits on all it may use, and one task after the other.

What travels to the supervisor is JSON: ``{"ready": true}`` once, ``{"message": ...}`` during the work, then
``{"done": true}``, or ``{"failed": [reason, note]}`` where the task brought the work down, or ``{"error": ...}`` where
no task can be done.
"""

import ctypes
import errno
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from ctypes import c_int
from dataclasses import dataclass
from multiprocessing.connection import Connection

from pipeline.engine.interface import Message, Task, Work
from pipeline.reasons import MEANINGS, Reason
from pipeline.store.storage import StoreError


@dataclass(frozen=True)
class Limits:
    """What a worker, and each program it starts, may use; 0 for no limit.

    Args:
        memory: Bytes of address space.
        output: Bytes of one file written.
        open_files: Files open at once.
    """

    memory: int = 0
    output: int = 0
    open_files: int = 0


def serve(pipe: Connection, prepare: Callable[[], Work], limits: Limits, scratch: str, share: c_int) -> None:
    """Work on the tasks that come through a pipe until nobody is at its other end.

    ``share`` is the number of processors that a task may use; the supervisor changes it as tasks come and go.
    """
    _settle(limits, scratch)
    with suppress(EOFError, OSError):  # the supervisor has gone
        try:
            work = prepare()
        except Exception:
            _say(pipe, {"error": traceback.format_exc(limit=-3)})
            return
        _say(pipe, {"ready": True})
        while True:
            task: Task = pipe.recv()
            _limit_cpu(task["seconds"])
            _say(pipe, _worked(pipe, work, task, share))


def _say(pipe: Connection, said: Mapping[str, object]) -> None:
    pipe.send_bytes(json.dumps(said).encode())


def _worked(pipe: Connection, work: Work, task: Task, share: c_int) -> dict[str, object]:
    """Work on a task; what is to be said at its end."""

    def tell(message: Message) -> int:
        _say(pipe, {"message": message})
        return share.value

    try:
        work(task, tell)
    except BrokenPipeError:
        raise
    except StoreError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EFBIG:
            return {"failed": [Reason.OUTPUT_LIMIT, MEANINGS[Reason.OUTPUT_LIMIT]]}
        return {"error": str(error)}
    except MemoryError:
        return {"failed": [Reason.MEMORY_LIMIT, MEANINGS[Reason.MEMORY_LIMIT]]}
    except Exception:  # whatever a document can do to the engine, the other documents shall not feel it
        return {"failed": [Reason.STAGE_FAILED, traceback.format_exc(limit=-3)]}
    return {"done": True}


def _settle(limits: Limits, scratch: str) -> None:
    """A session of its own, limits, a place for temporary files, quiet, and death with the supervisor."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, limit in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_NOFILE, limits.open_files),
    ):
        _lower(kind, limit)
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _lower(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if limit and (hard == resource.RLIM_INFINITY or limit < hard):
        resource.setrlimit(kind, (limit, limit))


_CPU_SLACK = 5.0


def _limit_cpu(seconds: float) -> None:
    """End this process should it work for longer than a task may take: it does not rely on the supervisor's clock."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds + _CPU_SLACK)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
