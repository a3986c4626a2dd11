"""What is to be published: the documents of each shard, and the digests of all that their rows are made from."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypedDict

from pipeline.corrections import Corrections
from pipeline.fingerprint import digest
from pipeline.handover import Descriptions, Metadata
from pipeline.schema import Table
from pipeline.settings import Settings
from pipeline.stage import Stage, uncovered
from pipeline.store.parts import Parts
from pipeline.store.standing import Standing, Story
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
