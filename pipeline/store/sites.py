"""Where the published tables stand, and how a new edition of them takes the place of the old in one step.

On a machine, editions lie in two folders by turns; ``_tables`` is a link to the one that stands, and
``<table>.parquet`` a link through that. Turning the one link is a single step of the file system: a reader, or a run
after a crash at any moment, finds the old tables or the new ones and never a mixture.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from pipeline.store.package import PACKAGE, package
from pipeline.store.parts import Parts
from pipeline.store.storage import LocalFolder, StoreError, make_folder, write

LEDGER = "_parts/ledger.sqlite"
ACCOUNT = "run.json"


class LockedError(Exception):
    """Another run works on the same folder."""


class Edition(Protocol):
    """A set of files that is being put together."""

    def keep(self, paths: Iterable[str]) -> bool:
        """Take over files of the edition that stands; false where that cannot be."""

    def standing(self, path: str) -> "AbstractContextManager[BinaryIO]":
        """A file of the edition that stands, to take rows from.

        Raises:
            FileNotFoundError: It is gone.
        """

    def place(self, table: str, shard: str, signature: str) -> "AbstractContextManager[tuple[str, Path]]":
        """Where to write a table's file: its path in the edition, and the place to write at, which then goes there."""

    def commit(self, documents: Mapping[str, bytes]) -> None:
        """Add these files too, and let the edition take the place of the one that stands.

        Raises:
            StoreError: It cannot be written; what stood still stands.
        """


class Site(Protocol):
    """Where tables are published, and what a run keeps beside them."""

    @property
    def parts(self) -> Parts:
        """The store of parts."""

    def locked(self) -> AbstractContextManager[None]:
        """Hold the lock of the place.

        Raises:
            LockedError: Another run holds it.
            StoreError: It cannot be written there.
        """

    def ledger(self) -> Path:
        """The file of the ledger, to work on."""

    def keep_ledger(self) -> None:
        """Store the file that ``ledger`` gave, after work on it."""

    def package(self) -> dict[str, Any]:
        """What stands, as ``datapackage.json`` says it; empty where nothing does."""

    def stands(self, paths: Iterable[str]) -> bool:
        """Whether all these files can be read where readers look for them."""

    def edition(self) -> AbstractContextManager[Edition]:
        """A new edition, empty; it leaves no trace unless it is committed."""

    def sweep(self) -> None:
        """Remove what runs that were cut short have left, and files that no longer stand."""


CURRENT = "_tables"
FOLDERS = ("_tables.a", "_tables.b")
_UNDER_WAY = "_tables.link"


class LocalSite:
    """A folder of this machine; see ``Site``."""

    def __init__(self, processed: Path) -> None:
        self._processed = processed

    @property
    def parts(self) -> Parts:
        """See ``Site``."""
        return Parts(LocalFolder(self._processed / "_parts"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """See ``Site``; the system frees the lock when the process ends, however it ends."""
        make_folder(self._processed)
        try:
            descriptor = os.open(self._processed / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"{error.filename}: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            raise LockedError(f"{self._processed}: another run is at work there; wait until it is done") from error
        finally:
            os.close(descriptor)

    def ledger(self) -> Path:
        """See ``Site``."""
        return self._processed / LEDGER

    def keep_ledger(self) -> None:
        """See ``Site``; it lies where it belongs."""

    def package(self) -> dict[str, Any]:
        """See ``Site``."""
        return package(self._processed / CURRENT)

    def stands(self, paths: Iterable[str]) -> bool:
        """See ``Site``."""
        return all((self._processed / path).is_file() for path in (PACKAGE, ACCOUNT, *paths))

    @contextmanager
    def edition(self) -> "Iterator[_LocalEdition]":
        """See ``Site``."""
        folder = self._processed / next(name for name in FOLDERS if name != self._current)
        try:
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir()
            yield _LocalEdition(self._processed, folder)
        except OSError as error:
            raise StoreError(f"{error.filename or folder}: {error.strerror or error}") from error

    def sweep(self) -> None:
        """See ``Site``."""
        current = self._current
        for path in self._processed.iterdir():
            if path.name in FOLDERS and path.name != current:
                shutil.rmtree(path)
            elif path.is_symlink() and (path.name == _UNDER_WAY or not path.exists()):
                path.unlink()

    @property
    def _current(self) -> str | None:
        link = self._processed / CURRENT
        return os.fspath(link.readlink()) if link.is_symlink() else None


class _LocalEdition:
    def __init__(self, processed: Path, folder: Path) -> None:
        self._processed, self._folder = processed, folder

    def keep(self, paths: Iterable[str]) -> bool:
        for path in paths:
            kept = self._folder / path
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.unlink(missing_ok=True)
            try:
                kept.hardlink_to(self._processed / CURRENT / path)
            except OSError:  # it is gone, or the file system knows no second names
                return False
        return True

    def standing(self, path: str) -> BinaryIO:
        return (self._processed / CURRENT / path).open("rb")

    @contextmanager
    def place(self, table: str, shard: str, _signature: str) -> Iterator[tuple[str, Path]]:
        path = f"{table}/shard={shard}/{table}.parquet" if shard else f"{table}.parquet"
        made = self._folder / path
        made.parent.mkdir(parents=True, exist_ok=True)
        made.unlink(missing_ok=True)  # it may be a second name of a file that stands
        yield path, made

    def commit(self, documents: Mapping[str, bytes]) -> None:
        for path, content in documents.items():
            write(self._folder / path, [content])
        for folder in (self._folder, *(path for path in self._folder.rglob("*") if path.is_dir())):
            _synced(folder)
        for one in sorted(self._folder.iterdir()):
            _link(self._processed / one.name, f"{CURRENT}/{one.name}")
        _link(self._processed / CURRENT, self._folder.name)
        _synced(self._processed)


def _link(path: Path, target: str) -> None:
    """Make a link, or turn one, in a single step."""
    if path.is_symlink() and os.fspath(path.readlink()) == target:
        return
    temporary = path.with_name(_UNDER_WAY)
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(path)


def _synced(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
