"""Files in an object store: ``s3://``, ``gs://`` and whatever else fsspec knows (extra ``cloud``)."""

import hashlib
import json
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.printable import escape
from pipeline.reading.sniff import HEAD
from pipeline.reasons import DocumentError, Reason
from pipeline.store.inventory import LEFT_BY_TOOLS, Hashed, Seen, check_name, check_size, unread_id
from pipeline.store.storage import StoreError

_HASHING = 16
"""Objects that are read side by side to learn their hashes."""

_CHUNK = 1 << 22


class CloudFolder:
    """A prefix of an object store; see ``pipeline.store.storage.Folder``.

    Args:
        url: Where it begins.
    """

    distant = True

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
    """Documents below a URL; see ``pipeline.store.inventory.Raw``."""

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


def _stamp(about: Mapping[str, Any]) -> str:
    """What changes when an object does: its tag where the store gives one, else its size and date."""
    tag = about.get("ETag") or about.get("etag") or about.get("md5Hash") or ""
    changed = about.get("LastModified") or about.get("mtime") or about.get("updated") or about.get("created") or ""
    return f"{about['size']} {tag or changed}"


def _unreadable(error: Exception) -> DocumentError:
    return DocumentError(Reason.UNREADABLE_FILE, f"It could not be read: {error}")


def _settled(one: Future[Seen] | Seen) -> Seen:
    return one.result() if isinstance(one, Future) else one
