"""Documents on a Dask cluster, a scheduler and two workers on this machine: the same tables, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import run as runs
from pipeline.engine.interface import EngineError, Task
from pipeline.engine.pool import Pool
from pipeline.run import Report
from pipeline.settings import Run, Settings
from pipeline.stage import discover
from pipeline.survey import Place, Survey
from tests.engine.desk import ROOT, Desk, forget_stores

distributed = pytest.importorskip("distributed", reason="Dask is not installed (extra dask)")
from pipeline.engine.cluster import Crew  # noqa: E402  # it needs Dask

psutil = pytest.importorskip("psutil")

GOOD = {f"{number:02}.txt": f"slow {number}\none\ntwo\n" for number in range(20)}
BAD = {"a.txt": "die\n", "b.txt": "hang 7077\n", "c.txt": "locked\n", "d.txt": "boom\n"}


@pytest.fixture(scope="module")
def store() -> Iterator[str | None]:
    """The address of an S3 server, which the workers know of too; None where there cannot be one."""
    try:
        from moto.server import ThreadedMotoServer
    except ImportError:
        yield None
        return
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        host, port = server.get_host_and_port()
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        forget_stores()
        yield f"http://{host}:{port}"
    forget_stores()
    server.stop()


class Bench(Desk):
    """A desk with a cluster that knows its stages; every use of it begins with empty folders."""

    scheduler: str
    client: Any

    def clear(self, name: str) -> None:
        self.raw, self.processed = (self.root / name / folder for folder in ("raw", "processed"))

    def on_cluster(self, progress: Callable[[int, int], None] = lambda *_: None, timeout: float = 30.0) -> Report:
        with Place(self.raw, self.processed, self.package).site.locked():
            survey = self.survey(engine="dask", scheduler=self.scheduler, timeout=timeout)
            return runs.run(survey, None, progress)

    def twice(self, timeout: float = 30.0) -> tuple[dict[str, str], dict[str, str]]:
        """The tables as the cluster makes them, and as this machine does, from the same folder."""
        self.on_cluster(timeout=timeout)
        there, self.processed = self.bytes(), self.processed.with_name("here")
        self.run(timeout=timeout)
        return there, self.bytes()

    @property
    def pids(self) -> dict[str, int]:
        """The process of every worker, by name."""
        return dict(self.client.run(_name_and_pid).values())


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, store: str | None) -> Iterator[Bench]:
    """A scheduler and two workers: one with a nanny, which starts it anew when it dies, one without."""
    del store  # it is there before the workers, which are to know of it
    made = Bench(tmp_path_factory.mktemp("cluster"))
    address = made.root / "scheduler.json"
    started = [_started(made, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(address))]
    while not address.exists():
        time.sleep(0.02)
    made.scheduler = json.loads(address.read_text())["address"]
    one_thread = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(made.root / "space"))
    for name, nanny in (("first", "--nanny"), ("second", "--no-nanny")):
        started.append(_started(made, "worker", made.scheduler, "--name", name, nanny, *one_thread))
    made.client = distributed.Client(made.scheduler, set_as_default=False)
    made.client.wait_for_workers(2, timeout=60)
    yield made
    made.client.close()
    for process in reversed(started):
        process.terminate()
        process.wait()
    made.forget()
    sys.path.remove(str(made.root))


def _started(desk: Desk, program: str, *words: str) -> subprocess.Popen[bytes]:
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(desk.root)])}
    command = [sys.executable, "-m", "dask", program, *words]
    return subprocess.Popen(command, env=os.environ | path, cwd=desk.root, stderr=subprocess.DEVNULL)


@pytest.fixture
def bench(cluster: Bench, request: pytest.FixtureRequest) -> Bench:
    cluster.client.wait_for_workers(2, timeout=60)
    cluster.clear(request.node.name)
    for name, text in GOOD.items():
        cluster.put(name, text)
    return cluster


def test_a_cluster_gives_the_same_bytes_and_says_who_did_what(bench: Bench) -> None:
    there, here = bench.twice()
    assert there == here
    account = json.loads((bench.processed.with_name("processed") / "run.json").read_text())
    assert sum(account["documents_by_worker"].values()) == len(GOOD)
    assert set(account["seconds_by_worker"]) == {"first", "second"}


def test_a_worker_killed_in_mid_run_costs_only_time(bench: Bench) -> None:
    before = bench.pids

    def kill(done: int, _total: int) -> None:
        if done == 4:
            os.kill(before["first"], signal.SIGKILL)

    assert bench.on_cluster(kill).documents == {"ok": len(GOOD)}
    there, bench.processed = bench.bytes(), bench.processed.with_name("here")
    bench.run()
    assert there == bench.bytes()


def test_documents_that_hang_or_kill_cost_only_themselves(bench: Bench) -> None:
    for name, text in BAD.items():
        bench.put(name, text)
    before = bench.pids
    there, here = bench.twice(timeout=6.0)
    assert there == here
    statuses = {name: row["error_type"] for name, row in bench.documents().items() if row["status"] != "ok"}
    assert statuses == {
        "a.txt": "worker_died",
        "b.txt": "time_limit",
        "c.txt": "encrypted",
        "d.txt": "stage_failed",
    }
    assert bench.pids == before
    assert not [one for one in psutil.process_iter() if "7077" in _words(one)]


def test_an_interrupted_run_leaves_nothing_at_work(bench: Bench) -> None:
    bench.put("aa.txt", "hang 7078\n")

    def interrupt(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.on_cluster(interrupt)
    assert not [one for one in psutil.process_iter() if "7078" in _words(one)]
    assert list(bench.client.run(_crews).values()) == [[], []]


def test_workers_of_another_version_are_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.cluster.__version__", "99")
    with pytest.raises(EngineError, match="not 99; install the same everywhere"):
        bench.on_cluster()


def test_workers_that_do_not_see_the_folders_are_refused(tmp_path: Path) -> None:
    crew = Crew(Place(tmp_path / "elsewhere", tmp_path, "fakes"), _never, Settings(), {})
    crew.setup(SimpleNamespace(name="lonely"))
    with pytest.raises(EngineError, match=f"Dask worker lonely: there is no {tmp_path}/elsewhere"):
        crew.work(Task(doc_id="a", path="a", given_up={}))


def test_workers_that_hold_older_code_are_refused(bench: Bench) -> None:
    bench.on_cluster()
    bench.edit("items", 'row["text"] == "boom"', 'row["text"] == "bang"')
    try:
        with pytest.raises(EngineError, match="restart the workers"):
            bench.on_cluster()
    finally:
        bench.edit("items", 'row["text"] == "bang"', 'row["text"] == "boom"')


def test_without_a_scheduler_it_says_what_to_do(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.cluster._PATIENCE", 0.5)
    bench.scheduler = (there := bench.scheduler) and ""
    try:
        with pytest.raises(EngineError, match="give --scheduler"):
            bench.on_cluster()
        bench.scheduler = "tcp://127.0.0.1:9"
        with pytest.raises(EngineError, match="no Dask scheduler answers"):
            bench.on_cluster()
    finally:
        bench.scheduler = there


def test_a_cluster_on_an_object_store_gives_the_same_bytes(bench: Bench, store: str | None) -> None:
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed (extra cloud)")
    if store is None:
        pytest.skip("moto's server is not installed")
    for name in sorted(GOOD)[6:]:
        (bench.raw / name).unlink()
    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.mkdir("sheets")
    system.put(str(bench.raw), "sheets/raw", recursive=True)
    place = Place("s3://sheets/raw", "s3://sheets/tables", bench.package)
    settings = Settings(Run(engine="dask", scheduler=bench.scheduler))
    with place.site.locked():
        report = runs.run(Survey(place, settings, discover(bench.package)), None, lambda *_: None)
    assert report.documents == {"ok": 6}
    assert "here" not in report.by_worker
    bench.run()
    package = place.site.package()
    found = {f"{one['name']}.parquet": system.cat_file(f"sheets/tables/{one['path']}") for one in package["resources"]}
    assert {name: sha256(content).hexdigest() for name, content in found.items()} == bench.bytes()


def _words(process: Any) -> list[str]:  # noqa: ANN401
    try:
        words: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return words


def _name_and_pid(dask_worker: Any) -> tuple[str, int]:  # noqa: ANN401  # Dask calls it so
    return dask_worker.name, os.getpid()


def _crews(dask_worker: Any) -> list[str]:  # noqa: ANN401
    return [name for name in dask_worker.plugins if name.startswith("pipeline ")]


def _never() -> Pool:
    raise AssertionError("nobody works here")
