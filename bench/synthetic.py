"""A run over documents that lie nowhere and were all worked on before: what it costs to look at so many.

    python -m bench.synthetic COUNT PROCESSED

A first call tells the ledger of every document and publishes; a second finds everything up to date.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline import run as runs
from pipeline.settings import Run, Settings
from pipeline.stage import discover
from pipeline.store.inventory import Hashed, Raw, Seen
from pipeline.store.ledger import Told
from pipeline.survey import Place, Survey

PACKAGE = "pipeline.stages"
_PARTS = ["reading", "scanning", "wording", "laying", "repairing", "naming", "finding", "counting", "checking"]
"""Stands for the stages that gave rows; they are none of the real ones, so nobody looks for their parts."""


@dataclass(frozen=True)
class Listing:
    """A folder of so many files, each as large as a sheet."""

    count: int

    def look(self, _max_bytes: int, _hashed: Hashed) -> Iterator[Seen]:
        """See ``Raw``."""
        for number in range(self.count):
            source = f"{number // 1000:06}/sheet-{number:09}.pdf"
            yield Seen(source, source, sha256(source.encode()).hexdigest(), 200_000, f"1700000000000000000 {number}")

    def read(self, path: str, _max_bytes: int) -> bytes:
        """See ``Raw``; nobody asks for one.

        Raises:
            AssertionError: Somebody did.
        """
        raise AssertionError(path)


@dataclass(frozen=True)
class Nowhere(Place):
    """A place whose documents are only listed."""

    count: int = 0

    @property
    def documents(self) -> Raw:
        """Where the documents would be."""
        return Listing(self.count)


def main() -> None:
    """Look at so many documents, tell of those that nothing is known of, and publish."""
    count, processed = int(sys.argv[1]), Path(sys.argv[2])
    place = Nowhere(processed / "raw", processed, PACKAGE, count)
    with place.site.locked():
        survey = Survey(place, Settings(Run(partitions=max(1, count // 10_000))), discover(PACKAGE))
        survey.plan()
        for number, document in enumerate(survey.ledger.todo()):
            survey.ledger.tell(document.doc_id, _told(survey.signature, number))
        runs.run(survey, None, lambda *_: None)


def _told(signature: str, number: int) -> Told:
    return Told(
        signature=signature,
        again=False,
        status="ok",
        stage=None,
        reason=None,
        message=None,
        media_type="application/pdf",
        parts=_PARTS,
        outcome=f"{number:032x}",
    )


if __name__ == "__main__":
    main()
