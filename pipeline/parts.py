"""The store between runs: what each stage made of each document, and a ledger that saves looking at it all.

A part is one file, ``_parts/<stage>/<doc_id>``: a line of JSON (``Entry``) behind its own digest, then the stage's
tables as Arrow IPC streams. It proves itself: its key says what it was made from, its digests what it holds. It is
therefore written without waiting for the disk; one that a power cut tore is found out and made again.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

import pyarrow as pa

from pipeline.fingerprint import Modules, Recipe, digest
from pipeline.schema import Table

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

    def __init__(self, path: Path, cause: Exception) -> None:
        super().__init__(f"{path}: {cause}")
        self.doc_id = path.name


class StoreError(Exception):
    """Nothing can be written any more (disk full, no rights); the run stops, and what stood stands."""


class Parts:
    """The parts below one folder. Several processes may use it, one a document."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def entry(self, stage: str, doc_id: str) -> Entry | None:
        """What the part says of itself; None where there is none, or it says nothing.

        Raises:
            StoreError: It cannot be read.
        """
        path = self._path(stage, doc_id)
        try:
            with path.open("rb") as file:
                return _entry(file.readline())
        except (FileNotFoundError, ValueError):
            return None
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error

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
        path = self._path(stage, doc_id)
        line = json.dumps(entry).encode()
        write(path, [_digest(line).encode(), b" ", line, b"\n", *streams.values()], sync=False)
        return entry

    def tables(self, stage: str, doc_id: str, wanted: Iterable[str]) -> tuple[Entry, dict[str, pa.Table]]:
        """The entry of a part and those of its tables that are wanted and there.

        Raises:
            DamagedError: The part is missing, cut off or altered.
            StoreError: It cannot be read.
        """
        path = self._path(stage, doc_id)
        try:
            with path.open("rb") as file:
                entry = _entry(file.readline())
                return entry, dict(_wanted(file.read(), entry, set(wanted)))
        except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
            self.drop(stage, doc_id)
            raise DamagedError(path, error) from error
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error

    def drop(self, stage: str, doc_id: str) -> None:
        """Remove a part, if there is one."""
        self._path(stage, doc_id).unlink(missing_ok=True)

    def sweep(self, stages: Iterable[str], doc_ids: Iterable[str]) -> None:
        """Remove what belongs to no stage or document any more, and unfinished files."""
        kept, names = set(doc_ids), set(stages)
        for folder in self.root.glob("*"):
            if folder.is_dir() and folder.name not in names:
                shutil.rmtree(folder)
            elif folder.is_dir():
                for path in folder.iterdir():
                    if path.name not in kept:
                        path.unlink()

    def _path(self, stage: str, doc_id: str) -> Path:
        return self.root / stage / doc_id


class Told(TypedDict):
    """What the ledger says of a document: all its parts are right for ``signature``, unless ``again``.

    ``parts`` are the stages that gave rows to publish; ``outcome`` is the digest of all there is to publish of it.
    """

    signature: str
    again: bool
    status: str
    stage: str | None
    reason: str | None
    message: str | None
    media_type: str | None
    parts: list[str]
    outcome: str


class Ledger(TypedDict):
    """A cache of what the parts and files say. Losing it costs time, not truth.

    ``files`` holds hashes of raw files, ``modules`` those of source files, ``recipes`` those that parts were made
    with, ``documents`` what is known by doc_id, ``published`` the digest of the tables that stand.
    """

    format: int
    files: dict[str, list[object]]
    modules: Modules
    recipes: dict[str, Recipe]
    documents: dict[str, Told]
    published: str


def read_ledger(path: Path) -> Ledger:
    """The ledger; an empty one where there is none that can be used."""
    try:
        ledger: Ledger = json.loads(path.read_bytes())
        if ledger["format"] == FORMAT:
            return ledger
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Ledger(format=FORMAT, files={}, modules={}, recipes={}, documents={}, published="")


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


def _wanted(data: bytes, entry: Entry, wanted: set[str]) -> Iterable[tuple[str, pa.Table]]:
    start = 0
    for name, content in entry["tables"].items():
        stream = data[start : start + content["size"]]
        start += content["size"]
        if name in wanted:
            if _digest(stream) != content["digest"]:
                raise ValueError(f"table {name} is not what was written")
            yield name, pa.ipc.open_stream(stream).read_all()
