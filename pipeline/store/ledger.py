"""What is known between runs, in one SQLite file: hashes of raw files, stories of documents, recipes of stages.

The ledger is a cache: losing it costs a look at every file and part, not truth. It is a database so that a run over a
million documents holds a handful of them in memory: listings go in as they come and come out sorted.
"""

import errno
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypedDict, cast

from pipeline.reasons import DocumentError, Reason
from pipeline.store.inventory import Document, Seen
from pipeline.store.storage import StoreError, make_folder

FORMAT = 3
"""Raise it when the ledger is to be begun anew."""


class Told(TypedDict):
    """The story of a document: all its parts are right for ``signature``, unless ``again``.

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


_KNOWN = (
    "create table if not exists about (name text primary key, value text) without rowid",
    "create table if not exists file (source text primary key, stamp text, doc_id text) without rowid",
    "create table if not exists story"
    " (doc_id text primary key, signature text, again integer, status text, told text) without rowid",
)
"""What is kept between runs."""

_NOW = (
    "create temp table seen (source text primary key, path blob, doc_id text, n_bytes integer, stamp text,"
    " reason text, message text) without rowid",
    "create temp table document (doc_id text primary key, source text, path blob, n_bytes integer, reason text,"
    " message text, copies integer) without rowid",
    "create temp table todo (place integer primary key, doc_id text)",
)
"""The listing of raw/: every file, every distinct one, and those to work on."""

_GATHER = (
    # beside a lone min() SQLite gives the other columns of the row that holds it (its documentation, "Quirks")
    "insert into document"
    " select doc_id, min(source), path, n_bytes, reason, message, count(*) - 1 from seen group by doc_id",
    "create index temp.by_source on document (source)",
    "create index temp.by_content on seen (doc_id)",
)

_COLUMNS = "document.doc_id, document.source, path, n_bytes, reason, message, copies"

_PLAN = (
    "insert into todo (doc_id) select document.doc_id from document left join story using (doc_id)"
    " where reason is null and (told is null or again or signature <> ?) order by source"
)
_TODO = f"select {_COLUMNS} from todo join document using (doc_id) order by place"
_STORY = f"select {_COLUMNS}, told from document left join story using (doc_id)"
_SHARD = f"{_STORY} where document.doc_id >= ? and document.doc_id < ? order by source"
_TROUBLES = f"{_STORY} where reason is not null or status <> 'ok' order by source"
_ONE = f"select {_COLUMNS} from document where doc_id = ?"
_COPIES = "select source from seen where doc_id = ? and source <> ? order by source"
_COUNTS = (
    "select iif(reason is null, status, 'failed') as ended, count(*)"
    " from document left join story using (doc_id) group by ended"
)
_GONE = "select doc_id from story where doc_id not in (select doc_id from document)"

_FORGET = (
    "delete from story where doc_id not in (select doc_id from document)",
    "delete from file where source not in (select source from seen where stamp is not null)",
    "insert or replace into file select source, stamp, doc_id from seen where stamp is not null"
    " except select source, stamp, doc_id from file",
)

_SAVE_EVERY = 500
"""Stories told between two writes to the disk."""


class Ledger:
    """The ledger of one processed folder, and beside it the listing of raw/ as it is now.

    Args:
        path: The file.
        writable: Whether it may be stored; a look at the state works on a copy in memory.

    Raises:
        StoreError: It cannot be opened.
    """

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        self._path, self._writable = path, writable
        if writable:
            make_folder(path.parent)
        with self.errors():
            try:
                self.database = self._opened()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self._remove()  # another format, or torn: it is only a cache
                self.database = self._opened()
        self._unsaved = 0

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Tell of whatever goes wrong with the file as the other stores do; a damaged one is removed.

        Raises:
            StoreError: It cannot be read or written.
        """
        try:
            yield
        except sqlite3.OperationalError as error:
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise StoreError(f"{self._path}: {os.strerror(errno.ENOSPC) if full else error}") from error
        except sqlite3.DatabaseError as error:
            self._remove()
            raise StoreError(f"{self._path}: {error}; it was removed, run again") from error

    def about(self, name: str) -> str:
        """A text that was noted; empty where there is none."""
        row = self.database.execute("select value from about where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note a text."""
        if self.about(name) != value:
            self.database.execute("insert or replace into about values (?, ?)", (name, value))

    def hashed(self, source: str) -> tuple[str, str] | None:
        """The stamp of a file when it was last hashed, and its doc_id."""
        found = self.database.execute("select stamp, doc_id from file where source = ?", (source,)).fetchone()
        return cast(tuple[str, str] | None, found)

    def take(self, files: Iterable[Seen]) -> None:
        """Take in the listing of raw/ as it is now."""
        self.database.executemany("insert or replace into seen values (?, ?, ?, ?, ?, ?, ?)", map(_seen_row, files))
        for statement in _GATHER:
            self.database.execute(statement)

    def plan(self, signature: str) -> int:
        """Note which documents are to be worked on: new, made under another signature, or to be tried again.

        Returns:
            How many they are.
        """
        self.database.execute("delete from todo")
        self.database.execute(_PLAN, (signature,))
        return self._number("select count(*) from todo")

    def todo(self) -> Iterator[Document]:
        """The documents that were planned, by source. Stories may be told meanwhile."""
        return map(self._document, self.database.execute(_TODO))

    def documents(self) -> Iterator[tuple[Document, Told | None]]:
        """Every document by source, and its story, if there is one."""
        return self.shard(0, 1)

    def shard(self, number: int, of: int) -> Iterator[tuple[Document, Told | None]]:
        """The documents of one of ``of`` equal ranges of doc_ids, by source, and their stories."""
        return self._stories(_SHARD, _bounds(number, of))

    def document(self, doc_id: str) -> Document:
        """One document."""
        return self._document(self.database.execute(_ONE, (doc_id,)).fetchone())

    def has(self, doc_id: str) -> bool:
        """Whether there is such a document."""
        return self.database.execute("select 1 from document where doc_id = ?", (doc_id,)).fetchone() is not None

    def troubles(self) -> Iterator[tuple[str, Told]]:
        """Source and story of every document that did not end well, by source."""
        return ((document.source, told) for document, told in self._stories(_TROUBLES) if told)

    def tell(self, doc_id: str, told: Told) -> None:
        """Note the story of a document."""
        row = (doc_id, told["signature"], told["again"], told["status"], json.dumps(told))
        self.database.execute("insert or replace into story values (?, ?, ?, ?, ?)", row)
        self._unsaved += 1
        if self._writable and self._unsaved >= _SAVE_EVERY:
            self.database.commit()
            self._unsaved = 0

    def counts(self) -> Counter[str]:
        """How many documents ended with each status, of those that have a story."""
        counted = self.database.execute(_COUNTS)
        return Counter({str(status): int(number) for status, number in counted if status})

    def sizes(self) -> tuple[int, int]:
        """How many files there are, and the bytes of all distinct ones."""
        return self._number("select count(*) from seen"), self._number("select sum(n_bytes) from document")

    def gone(self) -> list[str]:
        """Documents that were known and are there no more."""
        return [row[0] for row in self.database.execute(_GONE)]

    def save(self) -> None:
        """Store what was learnt, and forget the documents and files that are gone."""
        if not self._writable:
            return
        for statement in _FORGET:
            self.database.execute(statement)
        self.database.commit()

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:")
        if self._writable:
            database = sqlite3.connect(self._path)
        elif self._path.exists():
            with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as known:
                known.backup(database)
        (version,) = database.execute("pragma user_version").fetchone()
        if version not in (0, FORMAT):
            raise sqlite3.DatabaseError("a ledger of another format")
        for statement in (*_KNOWN, *_NOW, f"pragma user_version = {FORMAT}"):
            database.execute(statement)
        database.commit()
        return database

    def _remove(self) -> None:
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            with suppress(OSError):
                path.unlink()

    def _stories(self, query: str, values: Sequence[str] = ()) -> Iterator[tuple[Document, Told | None]]:
        for row in self.database.execute(query, values):
            document = self._document(row)
            yield document, unread(document.problem) if document.problem else row[-1] and json.loads(row[-1])

    def _number(self, query: str) -> int:
        (number,) = self.database.execute(query).fetchone()
        return int(number or 0)

    def _document(self, row: Sequence[Any]) -> Document:
        doc_id, source, path, n_bytes, reason, message, copies = row[:7]
        problem = DocumentError(Reason(reason), message) if reason else None
        found = self.database.execute(_COPIES, (doc_id, source)) if copies else ()
        return Document(doc_id, source, tuple(one for (one,) in found), os.fsdecode(path), n_bytes, problem)


def unread(problem: DocumentError) -> Told:
    """The story of a file that could not be read at all."""
    return Told(
        signature="",
        again=False,
        status="failed",
        stage="inventory",
        reason=problem.reason.value,
        message=problem.message,
        media_type=None,
        parts=[],
        outcome="",
    )


def _seen_row(one: Seen) -> tuple[object, ...]:
    reason, message = (one.problem.reason.value, one.problem.message) if one.problem else (None, None)
    return one.source, os.fsencode(one.path), one.doc_id, one.n_bytes, one.stamp, reason, message


def _bounds(number: int, of: int) -> tuple[str, str]:
    """The first doc_id of a range, and the first of the next."""
    first, after = (-(-place * (1 << 32) // of) for place in (number, number + 1))
    return f"{first:08x}", f"{after:08x}" if number + 1 < of else "g"
