"""The files of one shard, table after table: rows that stand as they should are taken over, others come from the parts.

One table is open at a time, so that memory does not grow with the number of tables.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any

import pyarrow as pa

from pipeline.handover import Descriptions, Metadata
from pipeline.schema import Row, Table
from pipeline.stage import Stage
from pipeline.store.inventory import Document
from pipeline.store.ledger import Told
from pipeline.store.publication import Publication, Shard
from pipeline.store.sink import Sink, TornError, standing
from pipeline.store.sites import Edition
from pipeline.store.standing import Story
from pipeline.tables import Documents, Pages

_READERS = 16
"""Documents whose parts are read side by side: a store takes many times longer to answer than to send."""

_AT_HAND = 64
"""Documents whose rows are read before they are asked for."""

_COUNTED: dict[str, tuple[str, ...]] = {Pages.name: ("text_source",), Documents.name: ("language", "not_covered")}
"""Columns of which it is told how often their values stand in a shard."""

_ABOUT = (Metadata.name, Descriptions.name)
"""Tables of which the document's own row is made."""

Rows = dict[str, list[pa.Table]]
"""Rows of one document, by table."""

Filled = Iterator[tuple[str, Callable[[Sink], None]]]
"""Documents by source, each with what puts its rows into a file."""


def written(edition: Edition, publication: Publication, number: int, signature: str, old: Shard | None) -> Shard:
    """Write the files of a shard, as ``publication.plan`` has it.

    Args:
        edition: Takes the files.
        publication: What is published.
        number: Of the shard.
        signature: Of the shard.
        old: The files whose rows are kept; None where none are.

    Raises:
        TornError: A file that stands is not what was written.
        DamagedError: A part does not hold what it should; it has been removed.
        StoreError: Something cannot be read or written.
    """
    label = f"{number:0{len(str(publication.shards - 1))}}" if publication.shards > 1 else ""
    shard = Shard(signature=signature, files={}, digests={}, rows={}, ocr_pages=0, corrected={}, not_covered={})
    with ThreadPoolExecutor(_READERS) as readers:
        for table in publication.tables:
            made = _Made(publication, table, readers)
            kept = _kept(edition, publication, table, old) if old else iter(())
            with (
                edition.place(table.name, label, signature) as (path, place),
                Sink(place, table, _COUNTED.get(table.name, ())) as sink,
            ):
                for _, fill in merge(kept, made.documents(), key=itemgetter(0)):
                    fill(sink)
            shard["files"][table.name], shard["digests"][table.name] = path, sink.digest
            shard["rows"][table.name] = sink.rows
            _count(shard, table, sink.counts)
            shard["corrected"] |= made.corrected
    return shard


def _count(shard: Shard, table: Table, counts: Mapping[tuple[object, ...], int]) -> None:
    if table.name == Pages.name:
        shard["ocr_pages"] = counts.get(("ocr",), 0)
    elif table is Documents:
        shard["not_covered"] = {f"{language}: {tables}": n for (language, tables), n in counts.items() if tables}


def _kept(edition: Edition, publication: Publication, table: Table, old: Shard) -> Filled:
    """The documents whose rows stand as they should, with these rows."""
    try:
        with edition.standing(old["files"][table.name]) as file:
            for doc_id, rows, start, stop in standing(file, table, old["digests"][table.name]):
                source = publication.standing.kept(doc_id)
                if source is not None:
                    yield source, partial(Sink.keep, rows=rows, start=start, stop=stop)
    except FileNotFoundError as error:
        raise TornError from error


def _sources(stages: Iterable[Stage], wanted: Collection[str]) -> dict[str, list[str]]:
    """Which of the wanted tables each stage writes, in the order of the stages."""
    found = {stage.name: [table.name for table in stage.writes if table.name in wanted] for stage in stages}
    return {stage: names for stage, names in found.items() if names}


class _Made:
    """The rows of one table that come from the parts."""

    def __init__(self, publication: Publication, table: Table, readers: ThreadPoolExecutor) -> None:
        self._publication, self._table, self._readers = publication, table, readers
        self._sources = _sources(publication.stages, _ABOUT if table is Documents else [table.name])
        self.corrected: dict[str, str] = {}

    def documents(self) -> Filled:
        """The documents with rows that do not stand as they should, with these rows."""
        side_by_side = self._readers.map if self._publication.store.folder.distant else map
        stories = filter(self._concerns, self._publication.standing.fresh())
        while batch := list(islice(stories, _AT_HAND)):
            for (document, _), pieces in zip(batch, side_by_side(self._pieces, batch), strict=True):
                if pieces:
                    yield document.source, partial(Sink.add, doc_id=document.doc_id, pieces=pieces)

    def _concerns(self, story: Story) -> bool:
        document, told = story
        if self._table is Documents or self._publication.corrections.of(document.doc_id):
            return True
        return any(stage in self._sources for stage in told["parts"])

    def _pieces(self, story: Story) -> list[pa.Table]:
        document, told = story
        if self._publication.corrections.of(document.doc_id):
            return self._put_right(document, told)
        if self._table is Documents:
            return self._own(document, told, self._read(story, self._sources))
        return self._read(story, self._sources).get(self._table.name, [])

    def _put_right(self, document: Document, told: Told) -> list[pa.Table]:
        """The rows after corrections by people, and in ``corrected`` what became of these."""
        tables = {table.name: table for table in self._publication.tables}
        rows = self._read((document, told), _sources(self._publication.stages, (*tables, *_ABOUT)))
        rows[Documents.name] = self._own(document, told, rows)
        self.corrected |= self._publication.corrections.apply(document.doc_id, tables, rows)
        return rows.get(self._table.name, [])

    def _read(self, story: Story, sources: Mapping[str, Sequence[str]]) -> Rows:
        """The rows of a document that parts of these stages hold, by table."""
        document, told = story
        found: Rows = {}
        for stage, names in sources.items():
            if stage in told["parts"]:
                for name, rows in self._publication.store.tables(stage, document.doc_id, names)[1].items():
                    found.setdefault(name, []).append(rows)
        return found

    def _own(self, document: Document, told: Told, rows: Rows) -> list[pa.Table]:
        """The document's own row: what the inventory, the stages and the run know of it."""
        known: dict[str, Any] = {}
        for piece in (piece for name in _ABOUT for piece in rows.get(name, [])):
            known |= {name: value for row in piece.to_pylist() for name, value in row.items()}
        known |= {
            "source": document.source,
            "duplicates": list(document.duplicates),
            "n_bytes": document.n_bytes,
            "not_covered": self._publication.not_covered(known.get("language")),
            "media_type": told["media_type"],
            "status": told["status"],
            "error_stage": told["stage"],
            "error_type": told["reason"],
            "error_message": told["message"],
        }
        row: Row = {name: known.get(name) for name in Documents.schema.names}
        return [Documents.rows([row])]
