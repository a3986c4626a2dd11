"""Words that stand in no block: on record with the reason, so that every letter read is accounted for."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import fmean

from pipeline.repair.passages import Word
from pipeline.schema import Row

UNPLACED = "unplaced"
"""The rule given for words that were not rejected, but that layout put in no block."""


def unplaced_rows(words: Iterable[Word], placed: set[tuple[int, int]]) -> Iterator[Row]:
    """Rows of the table ``repairs`` for words that no block holds, one a run left out for one reason."""

    def why(word: Word) -> tuple[int, str | None]:
        if word.rejected is None and (word.page, word.seq) in placed:
            return word.page, None
        return word.page, word.rejected or UNPLACED

    for (page, reason), run in groupby(words, key=why):
        if reason is not None:
            left_out = list(run)
            yield {
                "block": None,
                "page": page,
                "kind": "left_out",
                "start": 0,
                "end": 0,
                "before": "".join(_spaced(left_out)),
                "after": "",
                "rule": reason,
                "confidence": fmean(word.confidence for word in left_out),
            }


def _spaced(words: list[Word]) -> Iterator[str]:
    for i, word in enumerate(words):
        yield word.text if word.glued or not i else f" {word.text}"
