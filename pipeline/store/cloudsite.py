"""Tables in an object store, through fsspec.

An object appears as a whole or not at all, but a store knows no links and renames nothing. So the files of an edition
have names of their own, and ``datapackage.json``, which lists them, is written last: that one write is the commit.
Files of the edition before stay until the run after, for those who still read it.
"""

import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.store.cloud import CloudFolder
from pipeline.store.package import PACKAGE, files_of
from pipeline.store.parts import Parts
from pipeline.store.sites import LEDGER, LockedError
from pipeline.store.storage import StoreError

LEASE = 300.0
"""Seconds after which a lock counts as left behind, if whoever holds it has not renewed it."""


class CloudSite:
    """Tables below a URL; see ``pipeline.store.sites.Site``."""

    def __init__(self, url: str) -> None:
        self._folder = CloudFolder(url)
        self._before: set[str] = set()

    @property
    def parts(self) -> Parts:
        """See ``Site``."""
        return Parts(CloudFolder(self._folder.name("_parts")))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """See ``Site``. The lock is an object that says who holds it; whoever holds it renews it while at work."""
        about = {"host": os.uname().nodename, "process": os.getpid()}
        lock = _Lock(self._folder, json.dumps(about))
        lock.take()
        beat = threading.Thread(target=lock.renew, daemon=True)
        beat.start()
        try:
            yield
        finally:
            lock.over.set()
            beat.join()
            self._folder.remove(_Lock.PATH)

    @cached_property
    def _scratch(self) -> "tempfile.TemporaryDirectory[str]":
        return tempfile.TemporaryDirectory(prefix="pipeline-ledger-")

    @property
    def _copy(self) -> Path:
        return Path(self._scratch.name, Path(LEDGER).name)

    def ledger(self) -> Path:
        """See ``Site``: a copy on this machine, for as long as the site is in use."""
        with suppress(FileNotFoundError), self._folder.open(LEDGER) as file:
            self._copy.write_bytes(file.read())
        return self._copy

    def keep_ledger(self) -> None:
        """See ``Site``."""
        if self._copy.exists():
            self._folder.put(LEDGER, self._copy)

    def package(self) -> dict[str, Any]:
        """See ``Site``."""
        return package_at(self._folder.url)

    def stands(self, paths: Iterable[str]) -> bool:
        """See ``Site``."""
        return set(paths) <= self._there(self.package())

    @contextmanager
    def edition(self) -> "Iterator[_CloudEdition]":
        """See ``Site``."""
        package = self.package()
        self._before = _files(package)
        with tempfile.TemporaryDirectory(prefix="pipeline-edition-") as scratch:
            yield _CloudEdition(self._folder, Path(scratch), self._there(package))

    def sweep(self) -> None:
        """See ``Site``; what the edition before consists of is left for those who still read it."""
        package = self.package()
        for path in self._there(package) - _files(package) - self._before:
            self._folder.remove(path)

    def _there(self, package: Mapping[str, Any]) -> set[str]:
        """The files that lie beside those of an edition."""
        tables = sorted({path.partition("/")[0] for path in _files(package)})
        return {path for table in tables for path, _ in self._folder.listing(table)}


class _CloudEdition:
    def __init__(self, folder: CloudFolder, scratch: Path, there: set[str]) -> None:
        self._folder, self._scratch, self._there = folder, scratch, there

    def keep(self, paths: Iterable[str]) -> bool:
        return self._there.issuperset(paths)

    @contextmanager
    def standing(self, path: str) -> Iterator[BinaryIO]:
        with tempfile.TemporaryFile(dir=self._scratch) as copy:
            with self._folder.stream(path) as file:
                shutil.copyfileobj(file, copy)
            yield copy

    @contextmanager
    def place(self, table: str, shard: str, signature: str) -> Iterator[tuple[str, Path]]:
        path = f"{table}/shard={shard}/{signature}.parquet" if shard else f"{table}/{signature}.parquet"
        made = self._scratch / f"{table}.parquet"
        yield path, made
        self._folder.put(path, made)
        made.unlink()

    def commit(self, documents: Mapping[str, bytes]) -> None:
        for path, content in documents.items():
            self._folder.write(path, [content])


class _Lock:
    PATH = ".lock"

    def __init__(self, folder: CloudFolder, about: str) -> None:
        self._folder, self._about, self.over = folder, about, threading.Event()

    def take(self) -> None:
        try:
            self._write(new=True)
        except FileExistsError as error:
            if self._folder.age(self.PATH) < LEASE:
                raise LockedError(f"{self._folder.url}: another run is at work there; wait until it is done") from error
            self._write(new=False)

    def renew(self) -> None:
        while not self.over.wait(LEASE / 5):
            with suppress(StoreError):  # there are four more tries before the lease ends
                self._write(new=False)

    def _write(self, *, new: bool) -> None:
        content = json.dumps({"by": self._about, "time": time.time()}).encode()
        self._folder.write(self.PATH, [content], new=new)


def package_at(url: str) -> dict[str, Any]:
    """The data package below a URL: what stands there; empty where nothing does."""
    with suppress(FileNotFoundError, ValueError), CloudFolder(url).open(PACKAGE) as file:
        package: dict[str, Any] = json.loads(file.read())
        return package
    return {}


def _files(package: Mapping[str, Any]) -> set[str]:
    return set(files_of(package.get("shards", ())))
