"""The store between runs: what each stage made of each document.

A part is one file, ``_parts/<stage>/<doc_id>``: a line of JSON (``Entry``) behind its own digest, then the stage's
tables as Arrow IPC streams. It proves itself: its key says what it was made from, its digests what it holds. It is
therefore written without waiting for the disk; one that a power cut tore is found out and made again.
"""

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import BinaryIO, TypedDict

import pyarrow as pa

from pipeline.fingerprint import digest
from pipeline.schema import Table
from pipeline.store.storage import Folder, StoreError

FORMAT = 1
"""Part of every key: raise it when the engine changes what it stores."""


class Content(TypedDict):
    """One table in a part: the digest and size in bytes of its Arrow stream, and its rows."""

    digest: str
    rows: int
    size: int


class Failure(TypedDict):
    """Why a stage gave nothing; ``passing`` failures (time, memory, a dead worker) are tried again by the next run."""

    reason: str
    message: str
    passing: bool


class Entry(TypedDict):
    """What one stage made of one document.

    ``key`` is the digest of ``recipe`` and of the inputs' digests; ``tables`` is empty where the stage failed;
    ``problems`` are the pages that lost something, with the reason; ``media_type`` is known where it read the file.
    """

    key: str
    recipe: str
    seconds: float
    media_type: str | None
    tables: dict[str, Content]
    problems: list[tuple[int, str]]
    failure: Failure | None


class DamagedError(Exception):
    """A part that does not hold what it should; it has been removed."""

    def __init__(self, doc_id: str, message: str) -> None:
        super().__init__(message)
        self.doc_id = doc_id


class Parts:
    """The parts below one folder. Several processes may use it, one a document."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def entry(self, stage: str, doc_id: str) -> Entry | None:
        """What the part says of itself; None where there is none, or it says nothing.

        Raises:
            StoreError: It cannot be read.
        """
        try:
            with self.folder.open(_path(stage, doc_id)) as file:
                return _entry(file.readline())
        except (FileNotFoundError, ValueError):
            return None
        except OSError as error:
            raise StoreError(f"{self.folder.name(_path(stage, doc_id))}: {error.strerror}") from error

    def save(self, stage: str, doc_id: str, entry: Entry, tables: Mapping[str, pa.Table]) -> Entry:
        """Store what a stage made; gives ``entry`` with its ``tables`` filled in.

        Raises:
            StoreError: It cannot be written.
        """
        streams = {name: _stream(table) for name, table in tables.items()}
        entry["tables"] = {
            name: Content(digest=_digest(stream), rows=len(tables[name]), size=len(stream))
            for name, stream in streams.items()
        }
        line = json.dumps(entry).encode()
        pieces = [_digest(line).encode(), b" ", line, b"\n", *streams.values()]
        self.folder.write(_path(stage, doc_id), pieces, sync=False)
        return entry

    def tables(self, stage: str, doc_id: str, wanted: Collection[str]) -> tuple[Entry, dict[str, pa.Table]]:
        """The entry of a part and those of its tables that are wanted and there.

        Raises:
            DamagedError: The part is missing, cut off or altered.
            StoreError: It cannot be read.
        """
        path = _path(stage, doc_id)
        try:
            with self.folder.open(path) as file:
                entry = _entry(file.readline())
                return entry, dict(_wanted(file, entry, wanted))
        except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
            self.drop(stage, doc_id)
            raise DamagedError(doc_id, f"{self.folder.name(path)}: {error}") from error
        except OSError as error:
            raise StoreError(f"{self.folder.name(path)}: {error.strerror}") from error

    def drop(self, stage: str, doc_id: str) -> None:
        """Remove a part, if there is one."""
        self.folder.remove(_path(stage, doc_id))

    def sweep(self, stages: Iterable[str], kept: Callable[[str], bool]) -> None:
        """Remove what belongs to no stage or document any more, and unfinished files."""
        names = set(stages)
        for path in self.folder.paths():
            stage, _, doc_id = path.partition("/")
            if doc_id and not (stage in names and kept(doc_id)):
                self.folder.remove(path)
        self.folder.tidy()


def _path(stage: str, doc_id: str) -> str:
    return f"{stage}/{doc_id}"


def combined(table: Table, pieces: list[pa.Table]) -> pa.Table:
    """The rows that several stages gave for one table, one after the other."""
    return pieces[0] if len(pieces) == 1 else pa.concat_tables([table.empty(), *pieces]).combine_chunks()


def key(recipe: str, inputs: Iterable[str]) -> str:
    """The key of a part: what it is made with, and from what."""
    return digest(FORMAT, recipe, *inputs)


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


def _entry(line: bytes) -> Entry:
    check, _, told = line.rstrip(b"\n").partition(b" ")
    if _digest(told) != check.decode("ascii", "replace"):
        raise ValueError("the entry is not what was written")
    return json.loads(told)


def _digest(stream: bytes) -> str:
    return hashlib.blake2b(stream, digest_size=16).hexdigest()


def _wanted(file: BinaryIO, entry: Entry, wanted: Collection[str]) -> Iterator[tuple[str, pa.Table]]:
    for name, content in entry["tables"].items():
        if name not in wanted:
            file.seek(content["size"], os.SEEK_CUR)
            continue
        stream = file.read(content["size"])
        if _digest(stream) != content["digest"]:
            raise ValueError(f"table {name} is not what was written")
        yield name, pa.ipc.open_stream(stream).read_all()
