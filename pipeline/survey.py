"""What a run, or a look at the state, finds before anything is done: stages, recipes, documents, and what is known."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import corrections, inventory, parts
from pipeline.fingerprint import digest, recipe
from pipeline.inventory import Document
from pipeline.parts import Parts, Told
from pipeline.publish import Publication, published_tables
from pipeline.reasons import DocumentError
from pipeline.settings import Settings
from pipeline.stage import Stage

_RECIPES = 500
"""Old recipes that are remembered, to say why a part would be made again."""


@dataclass(frozen=True)
class Place:
    """Where a run reads and writes, and the package that holds its stages."""

    raw: Path
    processed: Path
    package: str

    @property
    def parts(self) -> Parts:
        """The store of parts."""
        return Parts(self.processed / "_parts")

    @property
    def ledger(self) -> Path:
        """The file of the ledger."""
        return self.processed / "_parts" / "ledger.json"


class Survey:
    """The state before a run, which the run then carries forward.

    Args:
        place: Where everything is.
        settings: Of the engine and the stages.
        stages: All stages, in order.

    Raises:
        NotADirectoryError: There is no raw folder.
        SettingsError: The corrections beside it cannot be used.
    """

    def __init__(self, place: Place, settings: Settings, stages: Sequence[Stage]) -> None:
        self.place, self.settings, self.stages = place, settings, stages
        self.ledger = parts.read_ledger(place.ledger)
        self._read = json.dumps(self.ledger)
        found = {stage.name: recipe(stage, settings, self.ledger["modules"]) for stage in stages}
        self.recipes = {name: digest(one) for name, one in found.items()}
        self.ledger["recipes"] |= {self.recipes[name]: one for name, one in found.items()}
        self.signature = digest(parts.FORMAT, self.recipes)
        self.documents = inventory.take(place.raw, settings.run.max_bytes, self.ledger["files"])
        self.corrections = corrections.read(place.raw.parent / corrections.FILE, published_tables(stages))
        known = self.ledger["documents"]
        self.told = {one.doc_id: known[one.doc_id] for one in self.documents if one.doc_id in known}
        self.told |= {one.doc_id: _unread(one.problem) for one in self.documents if one.problem}

    @property
    def todo(self) -> list[Document]:
        """The documents that are new, were made by other recipes, or met a failure that may pass."""
        return [one for one in self.documents if not one.problem and not self._current(one.doc_id)]

    @property
    def publication(self) -> Publication:
        """What there is to publish, once every document has been told of."""
        return Publication(self.stages, self.documents, self.told, self.place.parts, self.corrections, self.settings)

    def save(self) -> None:
        """Store the ledger, if it says anything new.

        Raises:
            StoreError: It cannot be written.
        """
        self.ledger["documents"] = self.told
        self.ledger["recipes"] = dict(list(self.ledger["recipes"].items())[-_RECIPES:])
        told = json.dumps(self.ledger)
        if told != self._read:
            parts.write(self.place.ledger, [told.encode()])

    def _current(self, doc_id: str) -> bool:
        told = self.told.get(doc_id)
        return told is not None and told["signature"] == self.signature and not told["again"]


def _unread(problem: DocumentError) -> Told:
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
