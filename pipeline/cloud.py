"""Documents and tables in an object store: ``s3://``, ``gs://`` and whatever else fsspec knows (extra ``cloud``).

An object appears as a whole or not at all, but a store knows no links and renames nothing. So the files of an edition
have names of their own, and ``datapackage.json``, which lists them, is written last: that one write is the commit.
Files of the edition before stay until the run after, for those who still read it.
"""

import hashlib
import json
import os
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.inventory import LEFT_BY_TOOLS, Hashed, Seen, check_name, check_size, unread_id
from pipeline.package import PACKAGE
from pipeline.parts import Parts
from pipeline.printable import escape
from pipeline.reading.sniff import HEAD
from pipeline.reasons import DocumentError, Reason
from pipeline.sites import LockedError
from pipeline.storage import StoreError

_HASHING = 16
"""Objects that are read side by side to learn their hashes."""

_CHUNK = 1 << 22

LEASE = 300.0
"""Seconds after which a lock counts as left behind, if whoever holds it has not renewed it."""


class CloudFolder:
    """A prefix of an object store; see ``pipeline.storage.Folder``.

    Args:
        url: Where it begins.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    @cached_property
    def _system(self) -> tuple[Any, str]:
        """The file system, and the prefix in its own terms."""
        try:
            import fsspec
        except ImportError as error:
            raise StoreError(f"{self.url}: fsspec is not installed; `pip install factsheet-pipeline[cloud]`") from error
        try:
            system, root = fsspec.url_to_fs(self.url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise StoreError(f"{self.url}: {error}") from error
        return system, root

    def name(self, path: str) -> str:
        """See ``Folder``."""
        return f"{self.url}/{path}"

    def open(self, path: str) -> BinaryIO:
        """See ``Folder``."""
        with self.errors(path):
            # in one request: s3fs would ask for the size first, and list the place of a part that is not there
            return BytesIO(self._system[0].cat_file(self._place(path), max_concurrency=1))

    @contextmanager
    def stream(self, path: str) -> Iterator[BinaryIO]:
        """A large file to read piece by piece.

        Raises:
            FileNotFoundError: There is none.
            StoreError: It cannot be read.
        """
        with self.errors(path), self._system[0].open(self._place(path), "rb", block_size=_CHUNK) as file:
            yield file

    def write(self, path: str, pieces: Iterable[bytes], *, sync: bool = True, new: bool = False) -> None:  # noqa: ARG002  # an object that is there is safe
        """See ``Folder``.

        Raises:
            FileExistsError: It is there, and was to be ``new``.
        """
        with self.errors(path, missing=False):
            mode = {"mode": "create"} if new else {}
            self._system[0].pipe_file(self._place(path), b"".join(pieces), **mode)

    def put(self, path: str, source: Path) -> None:
        """Store a file of this machine.

        Raises:
            StoreError: It cannot be stored.
        """
        with self.errors(path, missing=False):
            self._system[0].put_file(str(source), self._place(path))

    def remove(self, path: str) -> None:
        """See ``Folder``."""
        with self.errors(path), suppress(FileNotFoundError):
            self._system[0].rm_file(self._place(path))

    def paths(self) -> Iterator[str]:
        """See ``Folder``."""
        return (path for path, _ in self.listing())

    def tidy(self) -> None:
        """See ``Folder``; a store has no folders to remove."""

    def listing(self, below: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every object below a path, and what the store says of it."""
        system, root = self._system
        with self.errors(below):
            for folder, _, found in system.walk(self._place(below) if below else root, detail=True):
                start = folder.removeprefix(root).strip("/")
                for name, about in found.items():
                    if name and about.get("type") != "directory":
                        yield f"{start}/{name}" if start else name, about

    def age(self, path: str) -> float:
        """Seconds since an object was written, by the writer's own clock as it noted it."""
        with suppress(FileNotFoundError, ValueError, KeyError), self.open(path) as file:
            return time.time() - float(json.loads(file.read())["time"])
        return float("inf")

    @contextmanager
    def errors(self, path: str, *, missing: bool = True) -> Iterator[None]:
        """Tell of what goes wrong with an object as the other stores do.

        Raises:
            FileNotFoundError: There is none, and it may be ``missing``.
            FileExistsError: There is one.
            StoreError: Anything else.
        """
        try:
            yield
        except FileExistsError:
            raise
        except OSError as error:
            if missing and isinstance(error, FileNotFoundError):
                raise
            raise StoreError(f"{self.name(path)}: {error}") from error

    def _place(self, path: str) -> str:
        return f"{self._system[1]}/{path}"


class CloudRaw:
    """Documents below a URL; see ``pipeline.inventory.Raw``."""

    def __init__(self, url: str) -> None:
        self._folder = CloudFolder(url)

    def look(self, max_bytes: int, hashed: Hashed) -> Iterator[Seen]:
        """See ``Raw``. An object whose tag, or size and date, are as they were is not read again."""
        found = False
        with ThreadPoolExecutor(_HASHING) as threads:
            waiting: deque[Future[Seen] | Seen] = deque()
            for path, about in self._folder.listing():
                found = True
                if path.rpartition("/")[2] not in LEFT_BY_TOOLS and path != "README.md":
                    waiting.append(
                        self._known(path, about, hashed) or threads.submit(self._seen, path, about, max_bytes)
                    )
                while len(waiting) > 4 * _HASHING:
                    yield _settled(waiting.popleft())
            yield from map(_settled, waiting)
        if not found:
            raise NotADirectoryError(f"{self._folder.url}: there is nothing")

    def read(self, path: str, max_bytes: int) -> bytes:
        """See ``Raw``."""
        try:
            with self._folder.open(path) as file:
                data = file.read()
        except (FileNotFoundError, StoreError) as error:
            raise _unreadable(error) from error
        check_size(len(data), max_bytes)
        return data

    def _known(self, path: str, about: Mapping[str, Any], hashed: Hashed) -> Seen | None:
        source, stamp = escape(path), _stamp(about)
        known = hashed(source)
        return Seen(source, path, known[1], about["size"], stamp) if known and known[0] == stamp else None

    def _seen(self, path: str, about: Mapping[str, Any], max_bytes: int) -> Seen:
        source, n_bytes = escape(path), int(about["size"] or 0)
        try:
            check_size(n_bytes, max_bytes)
            return Seen(source, path, self._hash(source, path), n_bytes, _stamp(about))
        except DocumentError as problem:
            return Seen(source, path, unread_id(source), n_bytes, problem=problem)

    def _hash(self, source: str, path: str) -> str:
        made = hashlib.sha256()
        try:
            with self._folder.stream(path) as file:
                chunk = file.read(_CHUNK)
                check_name(source, chunk[:HEAD])
                while chunk:
                    made.update(chunk)
                    chunk = file.read(_CHUNK)
        except (FileNotFoundError, StoreError) as error:
            raise _unreadable(error) from error
        return made.hexdigest()


class CloudSite:
    """Tables below a URL; see ``pipeline.sites.Site``."""

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
    def _scratch(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="pipeline-ledger-"))

    def ledger(self) -> Path:
        """See ``Site``: a copy on this machine."""
        path = self._scratch / "ledger.sqlite"
        with suppress(FileNotFoundError), self._folder.open(_LEDGER) as file:
            path.write_bytes(file.read())
        return path

    def keep_ledger(self) -> None:
        """See ``Site``."""
        if (self._scratch / "ledger.sqlite").exists():
            self._folder.put(_LEDGER, self._scratch / "ledger.sqlite")

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


_LEDGER = "_parts/ledger.sqlite"


def package_at(url: str) -> dict[str, Any]:
    """The data package below a URL: what stands there; empty where nothing does."""
    with suppress(FileNotFoundError, ValueError), CloudFolder(url).open(PACKAGE) as file:
        package: dict[str, Any] = json.loads(file.read())
        return package
    return {}


def _files(package: Mapping[str, Any]) -> set[str]:
    return {path for shard in package.get("shards", ()) for path in shard["files"].values()}


def _stamp(about: Mapping[str, Any]) -> str:
    """What changes when an object does: its tag where the store gives one, else its size and date."""
    tag = about.get("ETag") or about.get("etag") or about.get("md5Hash") or ""
    changed = about.get("LastModified") or about.get("mtime") or about.get("updated") or about.get("created") or ""
    return f"{about['size']} {tag or changed}"


def _unreadable(error: Exception) -> DocumentError:
    return DocumentError(Reason.UNREADABLE_FILE, f"It could not be read: {error}")


def _settled(one: Future[Seen] | Seen) -> Seen:
    return one.result() if isinstance(one, Future) else one
