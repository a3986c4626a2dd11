"""Where a run keeps its files: a folder of this machine, or a prefix of an object store (``pipeline.store.cloud``)."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol


class StoreError(Exception):
    """Nothing can be read or written any more (disk full, no rights); the run stops, and what stood stands."""


class Folder(Protocol):
    """Files by their path below one place, with ``/``.

    ``distant`` says that it takes many times longer to answer than to send: several things are asked for side by side.
    """

    distant: bool

    def name(self, path: str) -> str:
        """What people call a file."""

    def open(self, path: str) -> BinaryIO:
        """A file to read.

        Raises:
            FileNotFoundError: There is none.
            StoreError: It cannot be read.
        """

    def write(self, path: str, pieces: Iterable[bytes], *, sync: bool = True) -> None:
        """Write a file as a whole; ``sync`` waits until it would outlive a power cut.

        Raises:
            StoreError: It cannot be written.
        """

    def remove(self, path: str) -> None:
        """Remove a file, if there is one."""

    def paths(self) -> Iterator[str]:
        """Every file, in no order."""

    def tidy(self) -> None:
        """Remove folders that hold nothing."""


class LocalFolder:
    """A folder of this machine; see ``Folder``."""

    distant = False

    def __init__(self, root: Path) -> None:
        self.root = root

    def name(self, path: str) -> str:
        """See ``Folder``."""
        return str(self.root / path)

    def open(self, path: str) -> BinaryIO:
        """See ``Folder``."""
        try:
            return (self.root / path).open("rb")
        except FileNotFoundError:
            raise
        except OSError as error:
            raise StoreError(f"{self.root / path}: {error.strerror}") from error

    def write(self, path: str, pieces: Iterable[bytes], *, sync: bool = True) -> None:
        """See ``Folder``."""
        write(self.root / path, pieces, sync=sync)

    def remove(self, path: str) -> None:
        """See ``Folder``."""
        (self.root / path).unlink(missing_ok=True)

    def paths(self) -> Iterator[str]:
        """See ``Folder``."""
        folders = [""]
        while folders:
            below = folders.pop()
            with suppress(FileNotFoundError), os.scandir(self.root / below) as entries:
                for entry in entries:
                    path = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    else:
                        yield path

    def tidy(self) -> None:
        """See ``Folder``."""
        for folder in self.root.glob("*"):
            with suppress(OSError):  # it holds something
                folder.rmdir()


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        StoreError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error


def write(path: Path, pieces: Iterable[bytes], *, sync: bool = True) -> None:
    """Write a file as a whole: under a temporary name, then renamed; ``sync`` waits for the disk in between.

    Raises:
        StoreError: It cannot be written; the message names the path.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.writelines(pieces)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise StoreError(f"{path}: {error.strerror}") from error
