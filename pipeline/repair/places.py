"""Where a stretch of a block's text stands on its page: the boxes of its words, line by line."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from pipeline.repair.passages import Passage, Word, passages, words_of


class Box(NamedTuple):
    """A box on a page, in points from its top left corner, y down."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top


class WordBoxes:
    """Finds the boxes of stretches of blocks' texts.

    Args:
        raw: By number of the block its text as read.
        repairs: The rows of ``repairs``, in order.
        words: The words with their boxes.
        placements: Which word stands where in which block.
    """

    def __init__(
        self,
        raw: Mapping[int, str],
        repairs: Iterable[Mapping[str, object]],
        words: pa.Table,
        placements: pa.Table,
    ) -> None:
        self._raw = raw
        changes: dict[int, list[Mapping[str, object]]] = defaultdict(list)
        for row in repairs:
            if row["block"] is not None:
                changes[_int(row["block"])].append(row)
        self._traces = {block: Trace(changes[block]) for block in raw}
        self._boxes = {(box.page, seq): box for seq, box in zip(words["seq"].to_pylist(), boxes(words), strict=True)}
        found = passages(words_of(words), placements, {})
        self._passages = {block: _joined(cells.values()) for block, cells in found.items()}

    def of(self, block: int, start: int, end: int) -> list[Box]:
        """The boxes of ``blocks.text[start:end]``, one a line; none where its words are not known."""
        passage = self._passages.get(block)
        if passage is None or block not in self._raw or passage.raw != self._raw[block]:
            return []
        begin, reach = self._traces[block].raw(start, end)
        first = max(0, bisect_right(passage.starts, begin) - 1)
        last = max(first + 1, bisect_left(passage.starts, reach))
        return _lines([self._boxes[word.page, word.seq] for word in passage.words[first:last]])


class FirstLines:
    """Finds the box that a row of a table has: that of its first line.

    It is the block's where no word is known to be the row's, or its line is on a later page than its block begins.

    Args:
        blocks: The blocks of a document.
        repairs: What was changed between the text as read and that of the blocks.
        words: The words with their boxes.
        placements: Which word stands where in which block.
    """

    def __init__(self, blocks: pa.Table, repairs: pa.Table, words: pa.Table, placements: pa.Table) -> None:
        numbers = blocks["block"].to_pylist()
        self._whole: dict[int, Box] = dict(zip(numbers, boxes(blocks), strict=True))
        raw = dict(zip(numbers, blocks["raw_text"].to_pylist(), strict=True))
        self._lines = WordBoxes(raw, repairs.to_pylist(), words, placements)

    def of(self, block: int, start: int, end: int) -> Box:
        """The box of ``blocks.text[start:end]``."""
        whole = self._whole[block]
        line = next(iter(self._lines.of(block, start, end)), whole)
        return line if line.page == whole.page else whole


class Trace:
    """From the repaired text of one block back to the text as read.

    Args:
        repairs: The rows of ``repairs`` of the block, in order.
    """

    def __init__(self, repairs: Iterable[Mapping[str, object]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._read: list[tuple[int, int]] = []
        grown = 0
        for row in repairs:
            start, end, before = _int(row["start"]), _int(row["end"]), len(str(row["before"]))
            self._starts.append(start)
            self._ends.append(end)
            self._read.append((start - grown, start - grown + before))
            grown += end - start - before

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as read that ``[start, end)`` of the repaired text was made from.

        For an empty stretch it is what was taken out there.
        """
        if start == end:
            repair = bisect_left(self._starts, start)
            if repair < len(self._starts) and self._starts[repair] == start == self._ends[repair]:
                return self._read[repair]
            return self._character(start)
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, at: int) -> tuple[int, int]:
        repair = bisect_right(self._starts, at) - 1
        if repair < 0:
            return at, at + 1
        if at < self._ends[repair]:
            return self._read[repair]
        start = self._read[repair][1] + at - self._ends[repair]
        return start, start + 1


def boxes(table: pa.Table) -> Iterator[Box]:
    """The boxes of a table's rows."""
    return map(Box._make, zip(*(table[name].to_pylist() for name in Box._fields), strict=True))


def boxes_of(rows: Iterable[Mapping[str, object]]) -> Iterator[Box]:
    """The boxes of the rows that have one."""
    for row in rows:
        if row.get("x0") is not None:
            yield Box._make(row[name] for name in Box._fields)


def _joined(cells: Iterable[Passage]) -> Passage:
    """The passages of a table's cells one after the other, as the text of its block has them."""
    raws: list[str] = []
    words: list[Word] = []
    starts: list[int] = []
    length = 0
    for cell in cells:
        raws.append(cell.raw)
        words += cell.words
        starts += (length + start for start in cell.starts)
        length += len(cell.raw) + 1
    return Passage("\n".join(raws), words, starts)


def _lines(words: Iterable[Box]) -> list[Box]:
    """Boxes of words, those that follow on one line put together."""
    found: list[Box] = []
    for box in words:
        last = found[-1] if found else None
        if last and last.page == box.page and box.x0 >= last.x0 and box.top < last.bottom and box.bottom > last.top:
            found[-1] = Box(
                box.page, last.x0, min(last.top, box.top), max(last.x1, box.x1), max(last.bottom, box.bottom)
            )
        else:
            found.append(box)
    return found


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
