"""The engine of many machines: the workers of a Dask scheduler (extra ``dask``).

What isolates documents on one machine does so on every other: a Dask worker does not work on documents itself but
holds, for each of its threads, a ``Pool`` of one process, with all its limits and time-outs. Only tasks and messages
travel; documents and parts are read and written by the workers, where they lie.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import Client, Future, KilledWorker, Worker, WorkerPlugin, as_completed, get_worker

from pipeline import __version__
from pipeline.engine.interface import EngineError, Result, Task
from pipeline.fingerprint import Modules, digest, recipe
from pipeline.reasons import MEANINGS, Reason
from pipeline.settings import Settings
from pipeline.stage import discover
from pipeline.survey import Place

if TYPE_CHECKING:
    from pipeline.engine.pool import Pool

_PATIENCE = 30
"""Seconds to wait for a scheduler to answer, and for a first worker."""

_AHEAD = 3
"""Tasks for each thread of the workers, at work and waiting: one that ends finds the next at hand."""


class Crew(WorkerPlugin):  # type: ignore[misc]  # Dask is taken as untyped
    """What works on tasks inside a Dask worker. It travels to every worker, also to one that joins later.

    Args:
        place: Where documents and parts lie.
        hire: Makes a pool of one process.
        settings: Of the stages.
        recipes: By stage the digest of its recipe, as the run knows it.
    """

    def __init__(
        self, place: Place, hire: "Callable[[], Pool]", settings: Settings, recipes: Mapping[str, str]
    ) -> None:
        self.name = f"pipeline {place.processed}"  # what a run has left behind makes way for the next one
        self._place, self._hire, self._version = place, hire, __version__
        self._settings, self._recipes = settings, recipes

    def setup(self, worker: Worker) -> None:
        """Look whether this worker would do the same work as any other; Dask calls it in the worker."""
        multiprocessing.current_process().daemon = False  # a nanny's worker may start no processes otherwise
        self._worker, self._over = str(worker.name), False
        self._idle: deque[Pool] = deque()
        self._busy: set[Pool] = set()
        self._fault = self._difference()

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002  # Dask calls it so
        """Stop whatever is at work, and leave nothing behind."""
        self._over = True
        for pool in self._busy.copy():
            pool.leave()
        self._dismiss()

    def work(self, task: Task) -> Result:
        """Work on a task; a thread of the Dask worker does this.

        Raises:
            EngineError: The work cannot be done at all, or not here.
        """
        if self._fault:
            raise EngineError(f"Dask worker {self._worker}: {self._fault}")
        pool = self._free()
        self._busy.add(pool)
        pool.submit(task)
        if self._over:
            pool.leave()
        try:
            result = next(pool.results())
        except BaseException:  # it has left, or cannot work: it is of no more use
            pool.cancel()
            raise
        finally:
            self._busy.remove(pool)
        self._idle.append(pool)
        if self._over:
            self._dismiss()
        return replace(result, by=self._worker)

    def _free(self) -> "Pool":
        try:
            return self._idle.pop()
        except IndexError:
            return self._hire()

    def _dismiss(self) -> None:
        with suppress(IndexError):  # the last one was dismissed
            while True:
                self._idle.pop().cancel()

    def _difference(self) -> str:
        """What is not here as it is where the run was started, and what to do; empty where all is the same."""
        if self._version != __version__:
            return f"it has version {__version__} of the pipeline, not {self._version}; install the same everywhere"
        for folder in (self._place.raw, self._place.processed):
            if isinstance(folder, Path) and not folder.is_dir():
                return f"there is no {folder}; use folders that all machines share, or URLs"
        found = {stage.name: recipe(stage, self._settings, _MODULES) for stage in discover(self._place.package)}
        code = digest({name: one["code"] for name, one in found.items()})
        if _CODE.setdefault(self._place.package, code) != code:
            return "the code was changed since it first saw it; restart the workers"
        differing = [name for name, one in found.items() if digest(one) != self._recipes.get(name)]
        if differing or found.keys() != self._recipes.keys():
            what = ", ".join(differing or sorted(found.keys() ^ self._recipes.keys()))
            return f"it has other code, data or tools for {what}; install the same everywhere and restart the workers"
        return ""


_MODULES: Modules = {}
"""What is known of source files, from crew to crew."""

_CODE: dict[str, str] = {}
"""By package the digest of the code that this process first saw: what it has imported it goes on using."""


def _work(crew: str, task: Task) -> Result:
    """What a Dask worker is asked to do."""
    found: Crew = get_worker().plugins[crew]
    return found.work(task)


class Cluster:
    """The engine of many machines.

    Args:
        scheduler: Address of the Dask scheduler, ``tcp://host:8786``.
        crew: What works on the tasks in the workers.

    Raises:
        EngineError: There is no scheduler, or it has no workers, or they cannot take the crew.
    """

    def __init__(self, scheduler: str, crew: Crew) -> None:
        if not scheduler:
            raise EngineError("the engine 'dask' needs a scheduler; give --scheduler tcp://host:8786")
        try:
            self._client = Client(scheduler, timeout=_PATIENCE, set_as_default=False, name="pipeline")
        except (OSError, ValueError) as error:
            raise EngineError(f"{scheduler}: no Dask scheduler answers: {error}") from error
        self._scheduler, self._crew = scheduler, crew
        self._done = as_completed(loop=self._client.loop, with_results=True, raise_errors=False)
        self._tasks: dict[str, Task] = {}
        self._submitted = 0
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            self._client.register_plugin(crew, name=crew.name)
        except TimeoutError as error:
            self.cancel()
            raise EngineError(f"{scheduler}: it has no workers; start some with `dask worker {scheduler}`") from error
        except Exception as error:  # whatever unpickling it can meet in another environment
            self.cancel()
            raise EngineError(
                f"{scheduler}: its workers do not know the pipeline; install it there: {error}"
            ) from error

    @property
    def ahead(self) -> int:
        """See ``Engine``."""
        return _AHEAD * sum(self._client.nthreads().values())

    def submit(self, task: Task) -> None:
        """See ``Engine``."""
        self._submitted += 1
        key = (self._crew.name, self._submitted)  # keys of one name make the scheduler hold tasks back for idle workers
        future = self._client.submit(_work, self._crew.name, task, key=key, pure=False)
        self._tasks[future.key] = task
        self._done.add(future)

    def results(self) -> Iterator[Result]:
        """See ``Engine``; of a task whose Dask workers died again and again nothing else is known."""
        for future, found in self._done:
            yield self._settled(future, found)

    def cancel(self) -> None:
        """See ``Engine``."""
        with suppress(OSError, ValueError, TimeoutError):  # the scheduler has gone, or has never seen the crew
            self._client.unregister_worker_plugin(self._crew.name)
        self._client.close()

    def _settled(self, future: Future, found: object) -> Result:
        task = self._tasks.pop(future.key)
        if isinstance(found, Result):
            return found
        error = found[1] if isinstance(found, tuple) else found
        if isinstance(error, KilledWorker):
            return Result(task, [], Reason.WORKER_DIED, MEANINGS[Reason.WORKER_DIED])
        if isinstance(error, EngineError):
            raise error
        raise EngineError(f"{self._scheduler}: {error!r}; look at its workers, then run again to go on")
