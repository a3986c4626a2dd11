"""What a run, or a look at the state, finds before anything is done: stages, recipes, documents, and what is known."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline import corrections
from pipeline.fingerprint import Modules, Recipe, digest, recipe
from pipeline.settings import Settings
from pipeline.stage import Stage
from pipeline.store import parts
from pipeline.store.inventory import LocalRaw, Raw
from pipeline.store.ledger import Ledger
from pipeline.store.publication import Publication, published_tables
from pipeline.store.sites import LocalSite, Site
from pipeline.store.standing import Standing, Story

_RECIPES = 500
"""Old recipes that are remembered, to say why a part would be made again."""


@dataclass(frozen=True)
class Place:
    """Where a run reads and writes, and the package that holds its stages.

    Args:
        raw: Folder of the documents, or the URL of one in an object store.
        processed: Folder of the tables, or a URL.
        package: Name of the stages' package.
    """

    raw: Path | str
    processed: Path | str
    package: str

    @property
    def absolute(self) -> "Place":
        """The same, for processes that work in another folder or on another machine."""
        raw, processed = (one.absolute() if isinstance(one, Path) else one for one in (self.raw, self.processed))
        return Place(raw, processed, self.package)

    @property
    def documents(self) -> Raw:
        """Where the documents are read."""
        if isinstance(self.raw, Path):
            return LocalRaw(self.raw)
        from pipeline.store.cloud import CloudRaw

        return CloudRaw(self.raw)

    @cached_property
    def site(self) -> Site:
        """Where tables are published."""
        if isinstance(self.processed, Path):
            return LocalSite(self.processed)
        from pipeline.store.cloudsite import CloudSite

        return CloudSite(self.processed)


class Survey:
    """The state before a run, which the run then carries forward.

    Args:
        place: Where everything is.
        settings: Of the engine and the stages.
        stages: All stages, in order.
        writable: Whether a run follows; False for a look at the state.

    Raises:
        NotADirectoryError: There is no raw folder.
        SettingsError: The corrections beside it cannot be used.
        StoreError: The ledger cannot be read.
    """

    def __init__(self, place: Place, settings: Settings, stages: Sequence[Stage], *, writable: bool = True) -> None:
        self.place, self.settings, self.stages = place, settings, stages
        self.ledger = Ledger(place.site.ledger(), writable=writable)
        with self.ledger.errors():
            modules: Modules = json.loads(self.ledger.about("modules") or "{}")
            found = {stage.name: recipe(stage, settings, modules) for stage in stages}
            self.recipes = {name: digest(one) for name, one in found.items()}
            self.known_recipes = self._remembered(found)
            self.ledger.note("modules", json.dumps(modules))
            self.ledger.take(place.documents.look(settings.run.max_bytes, self.ledger.hashed))
        self.signature = digest(parts.FORMAT, self.recipes)
        self.corrections = corrections.read(_beside(place.raw), published_tables(stages))

    def plan(self) -> int:
        """How many documents are new, were made by other recipes, or met a failure that may pass: ``ledger.todo``."""
        with self.ledger.errors():
            return self.ledger.plan(self.signature)

    @property
    def publication(self) -> Publication:
        """What there is to publish, once every document has been told of."""
        return Publication(
            self.stages,
            self._stories,
            self.place.site.parts,
            Standing(self.ledger),
            self.settings.run.partitions,
            self.corrections,
            self.settings,
        )

    def save(self) -> None:
        """Store what was learnt.

        Raises:
            StoreError: It cannot be written.
        """
        with self.ledger.errors():
            self.ledger.save()
        self.place.site.keep_ledger()

    def _stories(self, shard: int, shards: int) -> Iterator[Story]:
        for document, told in self.ledger.shard(shard, shards):
            if told is None:
                raise AssertionError(f"nothing is told of {document.source}")
            yield document, told

    def _remembered(self, found: Mapping[str, Recipe]) -> dict[str, Recipe]:
        """Recipes by digest: these, and those before."""
        known: dict[str, Recipe] = json.loads(self.ledger.about("recipes") or "{}")
        known |= {self.recipes[name]: one for name, one in found.items()}
        known = dict(list(known.items())[-_RECIPES:])
        self.ledger.note("recipes", json.dumps(known))
        return known


def _beside(raw: Path | str) -> Path:
    """The file of people's corrections."""
    return (raw if isinstance(raw, Path) else Path("raw")).parent / corrections.FILE
