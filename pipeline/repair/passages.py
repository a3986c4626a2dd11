"""Words in their places, put together as read: one passage a block, or a cell of a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

Cell = tuple[int, int]
"""Row and column in a table, from 0."""


class Word(NamedTuple):
    """What repair needs of a word; the columns of the table ``words`` of these names."""

    page: int
    seq: int
    text: str
    size: float
    script: int
    glued: bool
    hyphen: bool
    confidence: float
    source: str
    rejected: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Text as read: words of a line apart by a space (nothing where glued), lines by a line break.

    Args:
        raw: The text.
        words: Its words, in order.
        starts: Offset of each word in ``raw``.
        marker: How many of the first words are the mark of a list item.
    """

    raw: str
    words: Sequence[Word]
    starts: Sequence[int]
    marker: int = 0

    @property
    def ocr(self) -> bool:
        """Whether OCR read it."""
        return self.words[0].source == "ocr"

    @property
    def confidence(self) -> float:
        """Mean confidence of the words; 1 without words."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else 1.0


def words_of(table: pa.Table) -> list[Word]:
    """The rows of the table ``words``, in the order read."""
    columns = (table[name].to_pylist() for name in Word._fields)
    return sorted(map(Word._make, zip(*columns, strict=True)))


def passages(
    words: Iterable[Word], placements: pa.Table, markers: Mapping[int, int]
) -> dict[int, dict[Cell | None, Passage]]:
    """The passages of every block that has words: by cell, row by row, in a table; under None elsewhere.

    Args:
        words: All words of the document.
        placements: The table of that name.
        markers: By block, how many of its first words are the mark of a list item.
    """
    known = {(word.page, word.seq): word for word in words if word.rejected is None}
    columns = (placements[name].to_pylist() for name in ("block", "page", "seq", "line", "row", "column"))
    places: dict[int, dict[Cell | None, list[tuple[Word, int]]]] = defaultdict(lambda: defaultdict(list))
    for block, page, seq, line, row, column in zip(*columns, strict=True):
        word = known.get((page, seq))
        if word is not None:
            places[block][None if row is None or column is None else (row, column)].append((word, line))
    return {
        block: {
            cell: _passage(cells[cell], markers.get(block, 0))
            for cell in sorted(cells, key=lambda cell: cell or (-1, -1))
        }
        for block, cells in places.items()
    }


def _passage(places: Sequence[tuple[Word, int]], marker: int) -> Passage:
    """The passage of words, each with the number of its line."""
    starts: list[int] = []
    parts: list[str] = []
    length, (last, last_line) = 0, places[0]
    for word, line in places:
        gap = "" if not starts else _gap(last, word) if line == last_line else "\n"
        starts.append(length + len(gap))
        parts += gap, word.text
        length = starts[-1] + len(word.text)
        last, last_line = word, line
    return Passage("".join(parts), [word for word, _ in places], starts, marker)


def _gap(last: Word, word: Word) -> str:
    """What stands between two words whose lines have one number."""
    if last.page != word.page:
        return "\n"
    return "" if word.glued and word.seq == last.seq + 1 else " "
