"""Parts become the published tables: sorted, joined, and visible all at once.

Documents fall into shards by their doc_id, a table into one file a shard (there is one shard unless more are asked
for). A shard whose documents are as they were keeps its files. Where files lie, and how a new edition of them takes
the place of the old in one step, is the site's business (``pipeline.sites``, ``pipeline.cloudsite``).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypedDict

import pyarrow as pa

from pipeline.corrections import Corrections
from pipeline.fingerprint import digest
from pipeline.handover import Descriptions, Metadata
from pipeline.inventory import Document
from pipeline.ledger import Told
from pipeline.package import PACKAGE, data_package
from pipeline.parts import Parts
from pipeline.schema import Row, Table
from pipeline.settings import Settings
from pipeline.sites import ACCOUNT, Edition, Site
from pipeline.stage import Stage, uncovered
from pipeline.tables import Documents, Pages

if TYPE_CHECKING:
    from pipeline.sink import Sink

BATCH = 1000
"""Documents whose own rows are written together."""

FORMAT = 4
"""Raise it when the same rows are to be written differently, so that tables are published anew."""

_READERS = 16
"""Documents whose parts are read side by side: a store takes many times longer to answer than to send."""

_AT_HAND = 64
"""Documents whose rows are read before they are asked for."""

Story = tuple[Document, Told]

Rows = dict[str, list[pa.Table]]
"""Rows of one document, by table."""


class Shard(TypedDict):
    """What stands of one shard: what it was made from, its file by table, and what was counted while writing.

    ``corrected`` says by line of the corrections why it changed nothing (empty where it did); ``not_covered`` counts
    the documents in languages that some tables have no rules or model for, by language and tables.
    """

    signature: str
    files: dict[str, str]
    rows: dict[str, int]
    ocr_pages: int
    corrected: dict[str, str]
    not_covered: dict[str, int]


@dataclass(frozen=True)
class Publication:
    """What is to be published.

    Args:
        stages: All of them.
        stories: By number of a shard, and how many there are, its documents by source, and what is known of each.
        store: Where the parts lie.
        shards: How many there are to be.
        corrections: What people put right.
        settings: Of the stages.
    """

    stages: Sequence[Stage]
    stories: Callable[[int, int], Iterable[Story]]
    store: Parts
    shards: int = 1
    corrections: Corrections = field(default_factory=Corrections)
    settings: Settings = field(default_factory=Settings)

    @property
    def tables(self) -> list[Table]:
        """The published tables."""
        return published_tables(self.stages)

    @cached_property
    def not_covered(self) -> Callable[[str | None], str | None]:
        """By language the tables that no stage has rules or a model for, commas between; None where there are none."""
        values = {stage.name: self.settings.of(stage) for stage in self.stages}
        return cache(lambda language: ", ".join(uncovered(self.stages, values, language)) or None)

    def signature(self, shard: int) -> str:
        """The digest of everything a shard's files are made from; empty for one of no documents, but the first."""
        schemas = [table.published_schema.to_string(truncate_metadata=False) for table in self.tables]
        spoken = {one.name: one.spoken(self.settings.of(one)) for one in self.stages}
        made = hashlib.blake2b(digest(FORMAT, schemas, spoken, shard, self.shards).encode(), digest_size=16)
        empty = shard > 0
        for document, told in self.stories(shard, self.shards):
            row = [document.doc_id, document.source, document.duplicates, document.n_bytes, told["outcome"]]
            made.update(digest(row, [[*map(str, one)] for one in self.corrections.of(document.doc_id)]).encode())
            empty = False
        return "" if empty else made.hexdigest()


def published_tables(stages: Iterable[Stage]) -> list[Table]:
    """The tables that the stages publish, by name, and ``documents``, which is last."""
    written = {table.name: table for stage in stages for table in stage.writes if table.published}
    return [*(written[name] for name in sorted(written)), Documents]


def is_public(table: Table) -> bool:
    """Whether a table's rows are published, as they are or in ``documents``."""
    return table.published or table.name in (Metadata.name, Descriptions.name)


class Totals(TypedDict):
    """What was published: rows by table, how many pages OCR read, people's corrections that changed nothing, and how
    many documents are in languages that some tables have no rules or model for, by language and tables."""

    rows: dict[str, int]
    ocr_pages: int
    unmatched: list[str]
    not_covered: dict[str, int]


def standing(site: Site, corrections: Corrections) -> Totals:
    """The totals of what is published."""
    return _totals(site.package()["shards"], corrections)


def publish(site: Site, publication: Publication, account: Callable[[Totals], Mapping[str, object]]) -> bool:
    """Write what changed and swap it in, and with it what ``account`` makes of the totals, as ``run.json``.

    Returns:
        Whether anything had changed.

    Raises:
        DamagedError: A part does not hold what it should; it has been removed; work on its document again.
        StoreError: The disk is full or may not be written; what was published before still stands.
    """
    before: dict[str, Shard] = {shard["signature"]: shard for shard in site.package().get("shards", ())}
    signatures = [publication.signature(number) for number in range(publication.shards)]
    if [one for one in signatures if one] == list(before) and site.stands(_files(before.values())):
        return False
    with site.edition() as edition:
        shards = []
        for number, signature in enumerate(signatures):
            kept = before.get(signature)
            if kept and edition.keep(_files([kept])):
                shards.append(kept)
            elif signature:
                shards.append(_written(edition, publication, number, signature))
        files = {table.name: [shard["files"][table.name] for shard in shards] for table in publication.tables}
        package = data_package(publication.tables, files) | {"shards": shards}
        totals = _totals(shards, publication.corrections)
        edition.commit({ACCOUNT: _json(account(totals)), PACKAGE: _json(package)})
    return True


def _files(shards: Iterable[Shard]) -> Iterator[str]:
    for shard in shards:
        yield from shard["files"].values()


def _json(content: object) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"


def _totals(shards: Sequence[Shard], corrections: Corrections) -> Totals:
    corrected = {line: why for shard in shards for line, why in shard["corrected"].items()}
    return Totals(
        rows=_summed(shard["rows"] for shard in shards),
        ocr_pages=sum(shard["ocr_pages"] for shard in shards),
        unmatched=corrections.unmatched(corrected),
        not_covered=_summed(shard["not_covered"] for shard in shards),
    )


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for one in counts:
        total.update(one)
    return dict(total)


def _written(edition: Edition, publication: Publication, number: int, signature: str) -> Shard:
    """Write the files of a shard."""
    from pipeline.sink import Sink

    label = f"{number:0{len(str(publication.shards - 1))}}" if publication.shards > 1 else ""
    shard = Shard(signature=signature, files={}, rows={}, ocr_pages=0, corrected={}, not_covered={})
    with ExitStack() as files, ThreadPoolExecutor(_READERS) as readers:
        sinks = {}
        for table in publication.tables:
            shard["files"][table.name], place = files.enter_context(edition.place(table.name, label, signature))
            sinks[table.name] = files.enter_context(Sink(place, table))
        stories = iter(publication.stories(number, publication.shards))
        while batch := list(islice(stories, BATCH)):
            rows = (
                readers.map(partial(_rows, publication), batch[at : at + _AT_HAND])
                for at in range(0, len(batch), _AT_HAND)
            )
            _add(sinks, publication, zip(batch, chain.from_iterable(rows), strict=True), shard)
        shard["rows"] = {name: sink.rows for name, sink in sinks.items()}
    return shard


def _add(
    sinks: Mapping[str, "Sink"], publication: Publication, batch: Iterable[tuple[Story, Rows]], shard: Shard
) -> None:
    """Write the rows of some documents, and count."""
    described: dict[str, Row] = {}
    for (document, told), rows in batch:
        about = _described(publication, document, told, rows)
        described[document.doc_id] = _corrected(publication, document.doc_id, about, rows, shard["corrected"])
        for name in rows.keys() & sinks.keys():
            sinks[name].add([document.doc_id], rows[name])
        shard["ocr_pages"] += sum(piece["text_source"].to_pylist().count("ocr") for piece in rows.get(Pages.name, []))
    lacking = (f"{row['language']}: {row['not_covered']}" for row in described.values() if row["not_covered"])
    shard["not_covered"] = _summed([shard["not_covered"], Counter(lacking)])
    sinks[Documents.name].add(list(described), [Documents.rows(described.values())])


def _corrected(
    publication: Publication, doc_id: str, about: Row, rows: dict[str, list[pa.Table]], outcome: dict[str, str]
) -> Row:
    """The document's own row, corrected by people, and in place all its others, and the ``outcome`` by line."""
    if not publication.corrections.of(doc_id):
        return about
    rows[Documents.name] = [Documents.rows([about])]
    outcome |= publication.corrections.apply(doc_id, {table.name: table for table in publication.tables}, rows)
    corrected: Row = rows.pop(Documents.name)[0].to_pylist()[0]
    return corrected


def _rows(publication: Publication, story: Story) -> Rows:
    """All rows of one document that are published or describe it, by table."""
    document, told = story
    found: Rows = {}
    for stage in publication.stages:
        if stage.name in told["parts"]:
            wanted = [table.name for table in stage.writes if is_public(table)]
            for name, rows in publication.store.tables(stage.name, document.doc_id, wanted)[1].items():
                found.setdefault(name, []).append(rows)
    return found


def _described(publication: Publication, document: Document, told: Told, rows: Mapping[str, list[pa.Table]]) -> Row:
    """The document's own row: what the inventory, the stages and the run know of it."""
    known: dict[str, Any] = {}
    for table in (Metadata, Descriptions):
        for piece in rows.get(table.name, []):
            known |= {name: value for row in piece.to_pylist() for name, value in row.items()}
    known |= {
        "source": document.source,
        "duplicates": list(document.duplicates),
        "n_bytes": document.n_bytes,
        "not_covered": publication.not_covered(known.get("language")),
        "media_type": told["media_type"],
        "status": told["status"],
        "error_stage": told["stage"],
        "error_type": told["reason"],
        "error_message": told["message"],
    }
    return {name: known.get(name) for name in Documents.schema.names}
