"""Workers: one that raises, hangs, dies or is killed harms no other task, and nothing it started outlives it."""

import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from pipeline.engine.interface import EngineError, Message, Result, Task, Tell, Work
from pipeline.engine.pool import Pool
from pipeline.engine.worker import Limits
from pipeline.reasons import Reason
from pipeline.store.storage import StoreError


def task(name: str) -> Task:
    return Task(doc_id=name, path=name, given_up={})


def told(text: str) -> Message:
    return Message(stage=text, entry=None, ran=True)


LEAKED: list[bytearray] = []
"""What tasks leave behind in their worker."""


def work(one: Task, tell: Tell) -> None:
    """Does what the task's name says."""
    name = one["doc_id"]
    tell(told(f"{name} by {os.getpid()}"))
    if name.startswith("hang"):
        subprocess.Popen(["sleep", name.split()[1]])
        tell(told("child"))
        time.sleep(600)
    if name.startswith("die"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("leave"):
        os._exit(3)
    if name.startswith("full"):
        raise StoreError("/some/path: No space left on device")
    if name.startswith("raise"):
        raise RuntimeError("a fault of the engine")
    if name.startswith("litter"):
        tempfile.mkstemp()
        tell(told(tempfile.gettempdir()))
    if name.startswith("chatter"):
        tell(told("x" * (1 << 25)))
    if name.startswith("write"):
        raise StoreError("too much") from OSError(errno.EFBIG, "File too large")
    if name.startswith("eat"):
        tell(told(str(len(bytearray(1 << 33)))))
    if name.startswith("leak"):
        LEAKED.append(bytearray(1 << 30))
    if name.startswith("need"):
        tell(told(str(len(bytearray(1 << 30)))))
    work_on_pages(name, tell)
    time.sleep(0.02)
    tell(told("done"))


def work_on_pages(name: str, tell: Tell) -> None:
    """Begins pages and does not come to their end, or waits until it has so many processors."""
    turns = {"turn": [[3]], "abreast": [[2, 3], [3], [3, 4]]}.get(name, [])
    for pages in turns:
        tell(Message(stage="read", entry=None, ran=True, pages=pages))
        time.sleep(0.4)
    if turns:
        time.sleep(600)
    while name.startswith("share") and tell(told("share")) != int(name.split()[1]):
        time.sleep(0.01)


def prepare() -> Work:
    return work


DEFAULTS = {"prepare": prepare, "workers": 2, "timeout": 20.0, "preload": [__name__]}


def broken() -> Work:
    raise ImportError("no such stage")


@pytest.fixture
def make() -> Iterator[Callable[..., Pool]]:
    made: list[Pool] = []

    def one(**options: object) -> Pool:
        made.append(Pool(**{**DEFAULTS, **options}))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for pool in made:
        pool.cancel()


def finished(pool: Pool, *names: str) -> dict[str, Result]:
    for name in names:
        pool.submit(task(name))
    return {result.task["doc_id"]: result for result in pool.results()}


def running(command: str) -> bool:
    return subprocess.run(["pgrep", "-f", command], capture_output=True, check=False).returncode == 0


def soon(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_every_task_is_worked_on_once(make: Callable[..., Pool]) -> None:
    names = [str(number) for number in range(50)]
    results = finished(make(), *names)
    assert set(results) == set(names)
    assert all(result.failure is None and result.messages[-1] == told("done") for result in results.values())
    assert len({result.messages[0]["stage"].split()[-1] for result in results.values()}) == 2


def test_tasks_may_be_added_while_results_come(make: Callable[..., Pool]) -> None:
    pool = make()
    pool.submit(task("0"))
    seen = []
    for result in pool.results():
        seen.append(result.task["doc_id"])
        if len(seen) < 5:
            pool.submit(task(str(len(seen))))
    assert seen == ["0", "1", "2", "3", "4"]


def test_deaths_and_time_outs_tell_the_reason_and_what_was_done(make: Callable[..., Pool]) -> None:
    results = finished(make(timeout=2.0), "a", "die", "b", "hang 611.25", "leave", "chatter", "c")
    assert {name: result.failure for name, result in results.items()} == {
        "a": None,
        "b": None,
        "c": None,
        "die": Reason.WORKER_DIED,
        "leave": Reason.WORKER_DIED,
        "chatter": Reason.WORKER_DIED,
        "hang 611.25": Reason.TIME_LIMIT,
    }
    assert "signal 11" in results["die"].note
    assert "code 3" in results["leave"].note
    assert results["hang 611.25"].messages[-1] == told("child")
    assert soon(lambda: not running("sleep 611.25"))


def test_workers_are_replaced(make: Callable[..., Pool]) -> None:
    results = finished(make(workers=1, recycle=2), *"abcdef")
    assert len({result.messages[0]["stage"].split()[-1] for result in results.values()}) == 3


def test_memory_is_limited(make: Callable[..., Pool]) -> None:
    results = finished(make(limits=Limits(memory=1 << 31)), "eat", "a")
    assert {name: result.failure for name, result in results.items()} == {"eat": Reason.MEMORY_LIMIT, "a": None}


def test_a_task_is_not_to_blame_for_memory_that_others_took(make: Callable[..., Pool]) -> None:
    results = finished(make(workers=1, limits=Limits(memory=2 << 30)), "leak", "need", "eat")
    assert {name: result.failure for name, result in results.items()} == {
        "leak": None,
        "need": None,
        "eat": Reason.MEMORY_LIMIT,
    }


def test_time_is_limited_a_page(make: Callable[..., Pool]) -> None:
    result = finished(make(page_timeout=0.5), "turn")["turn"]
    assert (result.failure, result.note) == (Reason.TIME_LIMIT, "Page 3 took longer than 0.5 seconds")
    assert result.messages[-1].get("pages") == [3]


def test_every_page_has_its_own_time(make: Callable[..., Pool]) -> None:
    begun = time.monotonic()
    result = finished(make(page_timeout=2.0), "abreast")["abreast"]
    assert (result.failure, result.note) == (Reason.TIME_LIMIT, "Page 3 took longer than 2 seconds")
    assert result.seconds < min(3.0, time.monotonic() - begun)


def test_few_tasks_have_all_processors_between_them(make: Callable[..., Pool]) -> None:
    assert finished(make(processors=5), "share 5")["share 5"].failure is None
    results = finished(make(processors=5), "share 2", "share 5")
    assert [result.failure for result in results.values()] == [None, None]


def test_temporary_files_go_with_the_workers(make: Callable[..., Pool]) -> None:
    pool = make()
    scratch = Path(finished(pool, "litter")["litter"].messages[1]["stage"])
    assert list(scratch.iterdir())
    pool.cancel()
    assert not scratch.exists()


def test_a_fault_while_working_on_a_document_costs_only_that(make: Callable[..., Pool]) -> None:
    results = finished(make(), "raise", "write", "a")
    assert {name: result.failure for name, result in results.items()} == {
        "raise": Reason.STAGE_FAILED,
        "write": Reason.OUTPUT_LIMIT,
        "a": None,
    }
    assert "a fault of the engine" in results["raise"].note


def test_a_fault_that_is_no_documents_stops_the_run(make: Callable[..., Pool]) -> None:
    with pytest.raises(EngineError, match=r"^/some/path: No space left on device$"):
        finished(make(), "full")
    with pytest.raises(EngineError, match="no such stage"):
        finished(make(prepare=broken), "a")


def dying() -> Work:
    os._exit(4)


def test_a_task_is_not_to_blame_for_a_worker_that_never_was_ready(make: Callable[..., Pool], tmp_path: Path) -> None:
    assert finished(make(prepare=partial(late, str(tmp_path / "starts"))), "a")["a"].failure is None
    with pytest.raises(EngineError, match=r"no worker gets ready: .* code 4"):
        finished(make(prepare=dying, workers=1), "a")


def late(path: str) -> Work:
    """Dies at the first four starts."""
    with Path(path).open("a") as starts:
        starts.write("x")
    if Path(path).stat().st_size < 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return work


def test_a_worker_killed_while_idle_costs_no_task_a_try(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    pool.submit(task("0"))
    seen = []
    for result in pool.results():
        seen.append((result.task["doc_id"], result.failure))
        if len(seen) < 5:
            pid = pool._idle[0].process.pid
            assert pid
            os.kill(pid, signal.SIGKILL)
            pool._idle[0].process.join()
            pool.submit(task(str(len(seen))))
    assert seen == [(str(number), None) for number in range(5)]


def test_cancelling_leaves_no_process(make: Callable[..., Pool]) -> None:
    pool = make()
    pool.submit(task("hang 622.25"))
    stopper = threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT))
    stopper.start()
    with pytest.raises(KeyboardInterrupt):
        list(pool.results())
    pool.cancel()
    assert soon(lambda: not running("sleep 622.25"))


def test_workers_killed_at_random_lose_nothing_of_the_others(make: Callable[..., Pool]) -> None:
    pool, chance = make(), random.Random(7)
    names = {str(number) for number in range(100)}
    for name in names:
        pool.submit(task(name))
    over = threading.Event()

    def kill() -> None:
        while not over.wait(chance.uniform(0, 0.4)):
            workers = [job.worker for job in list(pool._jobs)] + list(pool._idle)
            if workers and (pid := chance.choice(workers).process.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    finished_names, deaths = set(), 0
    try:
        for result in pool.results():
            deaths += result.failure is not None
            if result.failure:
                pool.submit(result.task)
            else:
                finished_names.add(result.task["doc_id"])
    finally:
        over.set()
        killer.join()
    assert finished_names == names
    assert deaths


def test_a_killed_worker_leaves_no_process(make: Callable[..., Pool]) -> None:
    pool = make(workers=1)
    pool.submit(task("hang 644.25"))

    def kill() -> None:
        assert soon(lambda: running("sleep 644.25"), 20)
        pid = pool._jobs[0].worker.process.pid
        assert pid
        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    (result,) = pool.results()
    killer.join()
    assert result.failure is Reason.WORKER_DIED
    assert soon(lambda: not running("sleep 644.25"))


SUPERVISOR = """
import sys
from tests.engine.test_pool import Pool, prepare, task
if __name__ == "__main__":
    pool = Pool(prepare, workers=2, timeout=60)
    for _ in range(2):
        pool.submit(task("hang " + sys.argv[1]))
    list(pool.results())
"""


@pytest.mark.parametrize("whole_group", [False, True])
def test_a_killed_supervisor_leaves_no_process(tmp_path: Path, *, whole_group: bool) -> None:
    script, seconds = tmp_path / "supervise.py", f"{633 + whole_group}.25"
    script.write_text(SUPERVISOR)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", *sys.path])}
    with subprocess.Popen([sys.executable, script, seconds], env=environment, start_new_session=True) as supervisor:
        assert soon(lambda: running(f"sleep {seconds}"), 20)
        if whole_group:
            os.killpg(supervisor.pid, signal.SIGKILL)
        else:
            supervisor.kill()
    assert soon(lambda: not running(f"sleep {seconds}"))
    assert soon(lambda: not running(str(script)))


def test_a_supervisor_killed_while_stages_are_loaded_leaves_no_process(tmp_path: Path) -> None:
    script, slow = tmp_path / "supervise.py", "loads_for_very_long"
    (tmp_path / f"{slow}.py").write_text(
        f"import pathlib, time\npathlib.Path({str(tmp_path)!r}, 'loading').touch()\ntime.sleep(60)"
    )
    script.write_text(SUPERVISOR.replace("timeout=60", f"timeout=60, preload=['{slow}']"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), ".", *sys.path])}
    with subprocess.Popen([sys.executable, script, "1"], env=environment) as supervisor:
        assert soon((tmp_path / "loading").exists, 20)
        supervisor.kill()
    assert soon(lambda: not running(slow))
