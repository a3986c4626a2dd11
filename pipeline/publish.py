"""Parts become the published tables: sorted, joined, and visible all at once.

Documents fall into shards by their doc_id, a table into one file a shard (there is one shard unless more are asked
for). A shard whose documents are as they were keeps its files. Where files lie, and how a new edition of them takes
the place of the old in one step, is the site's business (``pipeline.sites``, ``pipeline.cloudsite``).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypedDict

from pipeline.corrections import Corrections
from pipeline.fingerprint import digest
from pipeline.handover import Descriptions, Metadata
from pipeline.package import PACKAGE, data_package
from pipeline.parts import Parts
from pipeline.schema import Table
from pipeline.settings import Settings
from pipeline.sites import ACCOUNT, Edition, Site
from pipeline.stage import Stage, uncovered
from pipeline.standing import Standing, Story
from pipeline.tables import Documents

FORMAT = 5
"""Raise it when the same rows are to be written differently, so that tables are published anew."""


class Shard(TypedDict):
    """What stands of one shard: what it was made from, by table its file, the file's digest and the rows in it, and
    what else was counted while writing.

    ``corrected`` says by line of the corrections why it changed nothing (empty where it did); ``not_covered`` counts
    the documents in languages that some tables have no rules or model for, by language and tables.
    """

    signature: str
    files: dict[str, str]
    digests: dict[str, str]
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
        standing: What is known of the tables that stand.
        shards: How many there are to be.
        corrections: What people put right.
        settings: Of the stages.
    """

    stages: Sequence[Stage]
    stories: Callable[[int, int], Iterable[Story]]
    store: Parts
    standing: Standing
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
        signature = hashlib.blake2b(digest_size=16)
        empty = shard > 0
        for _, made in self.made(shard):
            signature.update(made.encode())
            empty = False
        return "" if empty else digest(self._basis(shard), signature.hexdigest())

    def made(self, shard: int) -> Iterator[tuple[Story, str]]:
        """The documents of a shard, each with the digest of everything that its rows are made from."""
        basis = self._basis(shard)
        for document, told in self.stories(shard, self.shards):
            row = [document.doc_id, document.source, document.duplicates, document.n_bytes, told["outcome"]]
            corrections = [[*map(str, one)] for one in self.corrections.of(document.doc_id)]
            yield (document, told), digest(basis, row, corrections)

    def plan(self, shard: int, *, trust: bool) -> bool:
        """Let ``standing`` find out what of a shard is kept: nothing where people correct, for the outcome is told."""
        made = ((story, "" if self.corrections.of(story[0].doc_id) else made) for story, made in self.made(shard))
        return self.standing.plan(shard, made, trust=trust)

    def _basis(self, shard: int) -> str:
        """The digest of what all documents of a shard have in common."""
        schemas = [table.published_schema.to_string(truncate_metadata=False) for table in self.tables]
        spoken = {one.name: one.spoken(self.settings.of(one)) for one in self.stages}
        return digest(FORMAT, schemas, spoken, shard, self.shards)


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
    before: dict[str | None, Shard] = {shard["signature"]: shard for shard in site.package().get("shards", ())}
    signatures = [publication.signature(number) for number in range(publication.shards)]
    if [one for one in signatures if one] == list(before) and site.stands(_files(before.values())):
        return False
    with site.edition() as edition:
        shards, written = [], {}
        for number, signature in enumerate(signatures):
            kept = before.get(signature)
            if kept and edition.keep(_files([kept])):
                shards.append(kept)
            elif signature:
                shards.append(_written(edition, publication, number, signature, before))
                written[number] = signature
        files = {table.name: [shard["files"][table.name] for shard in shards] for table in publication.tables}
        package = data_package(publication.tables, files) | {"shards": shards}
        totals = _totals(shards, publication.corrections)
        edition.commit({ACCOUNT: _json(account(totals)), PACKAGE: _json(package)})
    publication.standing.stands(written)
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


def _written(
    edition: Edition, publication: Publication, number: int, signature: str, before: Mapping[str | None, Shard]
) -> Shard:
    """The files of a shard, with the rows that stand as they should, unless these turn out to be damaged."""
    from pipeline.shards import written
    from pipeline.sink import TornError

    old = before.get(publication.standing.signature(number))
    kept = publication.plan(number, trust=old is not None)
    try:
        return written(edition, publication, number, signature, old if kept else None)
    except TornError:
        publication.plan(number, trust=False)
        return written(edition, publication, number, signature, None)
