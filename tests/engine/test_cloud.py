"""Documents and tables in an object store: the same bytes as on a disk, and readers never see half a run."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from hashlib import sha256
from typing import BinaryIO

import pytest

import pipeline
from pipeline.reasons import Reason
from pipeline.store import cloudsite, publish
from pipeline.store.cloud import CloudFolder, CloudRaw
from pipeline.store.cloudsite import CloudSite
from pipeline.store.sites import LockedError
from pipeline.store.storage import StoreError
from tests.engine.desk import Desk, forget_stores

fsspec = pytest.importorskip("fsspec", reason="the extra [cloud] is not installed")


@pytest.fixture
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A store in this process's memory."""
    place = f"memory://{request.node.name.replace('[', '-').replace(']', '')}"
    yield place
    system, root = fsspec.url_to_fs(place)
    with suppress(FileNotFoundError):
        system.rm(root, recursive=True)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for number in range(6):
        desk.put(f"{number}.txt", f"line {number}\n")
    desk.run()
    return desk


def edition(url: str) -> dict[str, str]:
    """The digest of every file of the standing edition, read as a reader would."""
    folder = CloudFolder(url)
    digests = {}
    for table in ("blocks", "documents"):
        for number, name in enumerate(pipeline.files(table, CloudFolder(url).url)):
            with folder.open(name.removeprefix(f"{folder.url}/")) as file:
                digests[f"{table} {number}"] = sha256(file.read()).hexdigest()
    return digests


def test_files_go_there_and_come_back(url: str) -> None:
    folder = CloudFolder(url)
    folder.write("a/b", [b"1", b"2"])
    folder.write("c", [b"3"])
    assert folder.open("a/b").read() == b"12"
    assert sorted(folder.paths()) == ["a/b", "c"]
    folder.remove("c")
    folder.remove("c")
    assert list(folder.paths()) == ["a/b"]
    with pytest.raises(FileNotFoundError):
        folder.open("c")


def test_what_fsspec_does_not_know_is_an_error_in_words() -> None:
    with pytest.raises(StoreError, match="nosuch://x"):
        CloudFolder("nosuch://x").write("a", [b""])


def test_only_what_changed_is_read_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, raw = CloudFolder(url), CloudRaw(url)
    for name in ("a.txt", "sub/b.txt", ".DS_Store", "large.txt"):
        folder.write(name, [name.encode() * (100 if name == "large.txt" else 1)])
    first = {one.source: one for one in raw.look(500, lambda _: None)}
    assert sorted(first) == ["a.txt", "large.txt", "sub/b.txt"]
    assert first["a.txt"].doc_id == sha256(b"a.txt").hexdigest()
    problem = first["large.txt"].problem
    assert problem and problem.reason is Reason.FILE_TOO_LARGE
    known = {name: (one.stamp or "", one.doc_id) for name, one in first.items()}
    folder.write("a.txt", [b"other"])
    read: list[str] = []
    real = CloudFolder.stream

    def noted(self: CloudFolder, path: str) -> AbstractContextManager[BinaryIO]:
        read.append(path)
        return real(self, path)

    monkeypatch.setattr(CloudFolder, "stream", noted)
    second = {one.source: one for one in raw.look(500, known.get)}
    assert read == ["a.txt"]
    assert second["a.txt"].doc_id == sha256(b"other").hexdigest()
    with pytest.raises(NotADirectoryError):
        list(CloudRaw(f"{url}/none").look(500, known.get))


def test_an_edition_that_breaks_at_any_write_leaves_the_one_that_stood(
    filled: Desk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, new = CloudSite(url), filled.survey().publication
    old = replace(new, stories=lambda shard, shards: list(new.stories(shard, shards))[:3])
    system = type(fsspec.url_to_fs(url)[0])
    publish.publish(site, old, lambda totals: totals)
    before = edition(url)
    for allowed in range(100):
        publish.publish(site, old, lambda totals: totals)
        assert edition(url) == before
        with monkeypatch.context() as patch:
            left = [allowed]
            for name in ("pipe_file", "put_file"):
                patch.setattr(system, name, _refusing(getattr(system, name), left))
            with suppress(StoreError):
                publish.publish(site, new, lambda totals: totals)
        if left[0] >= 0:
            break
        assert edition(url) == before
    assert allowed > 3, "nothing was ever refused"
    assert edition(url) != before


def _refusing(real: object, left: list[int]) -> object:
    def tried(*arguments: object, **options: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError("the store is not there")
        return real(*arguments, **options)  # type: ignore[operator]

    return tried


def test_an_edition_stays_for_its_readers_until_the_run_after_the_next(filled: Desk, url: str) -> None:
    site, whole = CloudSite(url), filled.survey().publication
    seen = []
    for count in (1, 2, 3):
        stories = list(whole.stories(0, 1))[:count]
        part = replace(whole, stories=lambda *_, some=stories: some)
        publish.publish(site, part, lambda totals: totals)
        site.sweep()
        seen.append(pipeline.files("blocks", url))
        kept = {f"{CloudFolder(url).url}/{path}" for path in CloudFolder(url).paths() if path.startswith("blocks/")}
        assert kept == {one for files in seen[-2:] for one in files}
        site = CloudSite(url)


def test_one_run_at_a_time_and_a_lock_left_behind_is_taken_over(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with CloudSite(url).locked(), pytest.raises(LockedError, match="another run"), CloudSite(url).locked():
        pass
    with CloudSite(url).locked():
        monkeypatch.setattr(cloudsite, "LEASE", 0.0)
        with CloudSite(url).locked():
            pass


def free_port() -> int:
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        return int(ear.getsockname()[1])


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on an S3 server of its own."""
    pytest.importorskip("moto.server", reason="moto, a stand-in for S3, is not installed")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    port = free_port()
    address = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**address, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        forget_stores()
        _wait_for(port)
        fsspec.filesystem("s3", skip_instance_cache=True).mkdir("sheets")
        yield "s3://sheets"
    finally:
        forget_stores()
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not come up")


def test_a_run_on_s3_gives_the_tables_of_a_run_on_disk(filled: Desk, bucket: str) -> None:
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    for path in filled.raw.iterdir():
        system.put_file(str(path), f"sheets/raw/{path.name}")
    start = [*filled.command("schema")[:-1], "run", "--json", "--raw", f"{bucket}/raw", "--processed", f"{bucket}/out"]

    def worked_on() -> int:
        done = subprocess.run(start, cwd=filled.root, capture_output=True, text=True, check=True)
        return int(json.loads(done.stdout)["worked_on"])

    assert worked_on() == 6
    found = {f"{table}.parquet": pipeline.files(table, f"{bucket}/out") for table in _TABLES}
    digests = {name: sha256(system.cat_file(path)).hexdigest() for name, (path,) in found.items()}
    assert digests == filled.bytes()
    assert worked_on() == 0
    system.rm_file("sheets/raw/3.txt")
    system.pipe_file("sheets/raw/new.txt", b"new\n")
    assert worked_on() == 1
    assert pipeline.load("blocks", f"{bucket}/out")["text"].tolist() == [
        "line 0",
        "line 1",
        "line 2",
        "line 4",
        "line 5",
        "new",
    ]


_TABLES = ("blocks", "checks", "documents", "list_items")
