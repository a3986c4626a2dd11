"""Which documents stand in the published tables as they are to be published again: their rows need not be made anew.

Kept beside the ledger, and like it only a cache: where nothing is known, everything is published from the parts.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from pipeline.reasons import DocumentError, Reason
from pipeline.store.inventory import Document
from pipeline.store.ledger import Ledger, Told

Story = tuple[Document, Told]

_TABLES = (
    "create table if not exists standing (doc_id text primary key, shard integer, made text) without rowid",
    "create table if not exists shard (number integer primary key, signature text)",
    "create temp table if not exists plan (doc_id text primary key, source text, made text, story text) without rowid",
    "create index if not exists temp.fresh on plan (source) where story is not null",
)

_KNOWN = "select made from standing where doc_id = ? and shard = ?"
_PLAN = "insert into plan values (?, ?, ?, ?)"
_KEPT = "select source from plan where doc_id = ? and story is null"
_FRESH = "select story from plan where story is not null order by source"


class Standing:
    """What stands of one shard at a time.

    Args:
        ledger: The ledger to keep it in.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._database: sqlite3.Connection = ledger.database
        for statement in _TABLES:
            self._database.execute(statement)

    def signature(self, shard: int) -> str | None:
        """The signature of the shard's files for which its documents are known here."""
        found = self._database.execute("select signature from shard where number = ?", (shard,)).fetchone()
        return found and str(found[0])

    def plan(self, shard: int, stories: Iterable[tuple[Story, str]], *, trust: bool) -> bool:
        """Find out what of a shard is kept, and note how its documents will stand.

        Args:
            shard: Its number.
            stories: Its documents, each with the digest of all that its rows are made from; empty where it may not be
                kept.
            trust: Whether rows may be taken from the files that ``signature`` told of.

        Returns:
            Whether anything is kept.
        """
        self._database.execute("delete from plan")
        self._database.executemany(_PLAN, (self._planned(shard, story, made, trust=trust) for story, made in stories))
        self._database.execute("delete from shard where number = ?", (shard,))
        self._database.execute("delete from standing where shard = ?", (shard,))
        self._database.execute("insert or replace into standing select doc_id, ?, made from plan", (shard,))
        return self._database.execute("select 1 from plan where story is null").fetchone() is not None

    def kept(self, doc_id: str) -> str | None:
        """The source of a document whose rows are taken as they stand; None of any other."""
        found = self._database.execute(_KEPT, (doc_id,)).fetchone()
        return found and str(found[0])

    def fresh(self) -> Iterator[Story]:
        """The documents whose rows are made anew, by source."""
        return (_story(text) for (text,) in self._database.execute(_FRESH))

    def stands(self, shards: Mapping[int, str]) -> None:
        """Note that what was planned of shards stands now, with these signatures."""
        self._database.executemany("insert into shard values (?, ?)", shards.items())

    def _planned(self, shard: int, story: Story, made: str, *, trust: bool) -> tuple[str, str, str, str | None]:
        document, _ = story
        known = self._database.execute(_KNOWN, (document.doc_id, shard)).fetchone() if trust and made else None
        kept = known is not None and known[0] == made
        return document.doc_id, document.source, made, None if kept else _text(story)


def _text(story: Story) -> str:
    """A story as JSON: the database may put it on disk, from where nothing is unpickled."""
    document, told = story
    problem = document.problem and (document.problem.reason.value, document.problem.message)
    fields = (document.doc_id, document.source, document.duplicates, document.path, document.n_bytes)
    return json.dumps((fields, problem, told))


def _story(text: str) -> Story:
    (doc_id, source, duplicates, path, n_bytes), problem, told = json.loads(text)
    failure = DocumentError(Reason(problem[0]), problem[1]) if problem else None
    return Document(doc_id, source, tuple(duplicates), path, n_bytes, failure), told
