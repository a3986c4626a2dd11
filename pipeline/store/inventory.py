"""What lies in raw/: every file once, by content, opened so that no link, pipe or device can trick or hang a run."""

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from pipeline.printable import escape
from pipeline.reading.sniff import HEAD, sniff
from pipeline.reasons import DocumentError, Reason

LEFT_BY_TOOLS = frozenset({".gitkeep", ".gitignore", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that git and file managers leave behind: no documents."""

_NOT_TEXT = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".jp2", ".bmp", ".gif"})

_SETTLED_NS = 2_000_000_000
"""A file touched this shortly before it was hashed might change again within one tick of its clock."""

Hashed = Callable[[str], tuple[str, str] | None]
"""By source what is known of a file: its stamp when it was hashed, and its doc_id."""


@dataclass(frozen=True)
class Document:
    """A distinct file of raw/.

    Args:
        doc_id: SHA-256 of its bytes; of ``path:`` and the source where the bytes were not read.
        source: Path below raw/ with ``/``, escaped (``pipeline.printable``); the first of its paths by code point.
        duplicates: Its other paths, escaped, sorted.
        path: The path itself, as the operating system takes it.
        n_bytes: Size of the file; None if it is no regular file.
        problem: Why it cannot be read at all; None if it can.
    """

    doc_id: str
    source: str
    duplicates: tuple[str, ...]
    path: str
    n_bytes: int | None
    problem: DocumentError | None = None


@dataclass(frozen=True)
class Seen:
    """A file of raw/ as it lies there.

    Args:
        source: Path below raw/ with ``/``, escaped.
        path: The path itself.
        doc_id: SHA-256 of its bytes; of ``path:`` and the source where the bytes were not read.
        n_bytes: Its size; None if it is no regular file.
        stamp: What tells that it is still the same without reading it; None if nothing does.
        problem: Why it cannot be read at all.
    """

    source: str
    path: str
    doc_id: str
    n_bytes: int | None
    stamp: str | None = None
    problem: DocumentError | None = None


class Raw(Protocol):
    """Where documents lie."""

    def look(self, max_bytes: int, hashed: Hashed) -> Iterator[Seen]:
        """Every file, in no order. Only those that changed since they were hashed are read.

        Raises:
            NotADirectoryError: There is no such place.
        """

    def read(self, path: str, max_bytes: int) -> bytes:
        """The bytes of a file.

        Raises:
            DocumentError: It is no regular file, may not be read, or is larger than ``max_bytes``.
        """


class LocalRaw:
    """A folder of this machine; see ``Raw``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def look(self, max_bytes: int, hashed: Hashed) -> Iterator[Seen]:
        """See ``Raw``."""
        if not self.root.is_dir():
            raise NotADirectoryError(f"{self.root}: no such folder")
        return (_look(self.root, path, max_bytes, hashed) for path in _files(self.root))

    def read(self, path: str, max_bytes: int) -> bytes:
        """See ``Raw``."""
        with _opened(self.root, path) as file:
            check_size(os.fstat(file.fileno()).st_size, max_bytes)
            return file.read(max_bytes + 1)


def _files(raw: Path) -> Iterator[str]:
    """Paths of everything below ``raw`` that is no folder and no link to one; links to folders are not followed."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(raw / folder))
        except OSError:
            yield folder  # a row will say that it could not be read
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif entry.name not in LEFT_BY_TOOLS and path != "README.md" and not _links_to_folder(entry):
                yield path


def _links_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _look(raw: Path, path: str, max_bytes: int, hashed: Hashed) -> Seen:
    source = escape(path)
    n_bytes = None
    try:
        with _opened(raw, path) as file:
            about = os.fstat(file.fileno())
            n_bytes = about.st_size
            check_size(n_bytes, max_bytes)
            doc_id, stamp = _hashed(file, source, about, hashed)
        return Seen(source, path, doc_id, n_bytes, stamp)
    except DocumentError as problem:
        return Seen(source, path, unread_id(source), n_bytes, problem=problem)


def unread_id(source: str) -> str:
    """The doc_id of a file whose bytes were not read."""
    return hashlib.sha256(f"path:{source}".encode()).hexdigest()


def _hashed(file: BufferedReader, source: str, about: os.stat_result, hashed: Hashed) -> tuple[str, str | None]:
    """SHA-256 of a file, known if it is as it was, and its stamp, unless it was just being written."""
    stamp = f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino} {about.st_dev}"
    known = hashed(source)
    if known and known[0] == stamp:
        return known[1], stamp
    check_name(source, file.read(HEAD))
    file.seek(0)
    started = time.time_ns()
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    return digest, stamp if started - about.st_ctime_ns > _SETTLED_NS else None


@contextmanager
def _opened(raw: Path, path: str) -> Iterator[BufferedReader]:
    """A regular file, opened without waiting for anyone and without following a link out of ``raw``."""
    try:
        place = _within(raw, path)
        if not stat.S_ISREG(os.lstat(place).st_mode):
            raise DocumentError(Reason.NOT_A_FILE, "It is no regular file; put the file itself into the folder")
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        with os.fdopen(os.open(place, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise DocumentError(Reason.NOT_A_FILE, "It changed into something that is no file")
            yield file
    except OSError as error:
        raise DocumentError(Reason.UNREADABLE_FILE, f"It could not be read: {error.strerror}") from error


def _within(raw: Path, path: str) -> str:
    """Where a path below ``raw`` leads; a link must stay below ``raw``."""
    place = os.path.join(raw, path)  # noqa: PTH118  # Path would fold away a name such as '.'
    if not os.path.islink(place):  # noqa: PTH114
        return place
    try:
        real = os.path.realpath(place, strict=True)
    except OSError as error:
        raise DocumentError(Reason.NOT_A_FILE, f"It is a link that leads nowhere: {error.strerror}") from error
    if not Path(real).is_relative_to(os.path.realpath(raw)):
        raise DocumentError(
            Reason.NOT_A_FILE, "It is a link to something outside the folder; put the file itself there"
        )
    return real


def check_name(source: str, head: bytes) -> None:
    """Refuse plain text under the name of a PDF file or picture: a download that went wrong, not the sheet itself."""
    if Path(source).suffix.lower() in _NOT_TEXT and sniff(head) == "text/plain":
        raise DocumentError(Reason.UNKNOWN_TYPE, "It is named like a PDF file or a picture, but holds plain text")


def check_size(n_bytes: int, max_bytes: int) -> None:
    """Refuse what is too large to be opened."""
    if n_bytes > max_bytes:
        message = f"It has {n_bytes} bytes; [run] max_bytes allows {max_bytes}"
        raise DocumentError(Reason.FILE_TOO_LARGE, message)
