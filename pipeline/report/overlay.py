"""What is drawn over the picture of a page: boxes by layer, the same in the report and in single pictures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.repair.places import Box, boxes_of
from pipeline.report.marks import Mark
from pipeline.report.places import Places
from pipeline.report.published import Published, Row

LAYERS = ("order", "blocks", "tables", "repairs", "entities", "facts")
"""What can be shown or not."""


@dataclass(frozen=True)
class BlockShape:
    """A block on its page: its number in reading order, kind and box."""

    block: int
    kind: str
    box: Box
    text: str


@dataclass(frozen=True)
class MarkShape:
    """A mark on a page, a box a line."""

    mark: Mark
    boxes: tuple[Box, ...]


@dataclass
class PageShapes:
    """All that can be drawn over one page."""

    blocks: list[BlockShape] = field(default_factory=list)
    cells: list[Box] = field(default_factory=list)
    marks: dict[str, list[MarkShape]] = field(default_factory=lambda: defaultdict(list))

    @property
    def arrows(self) -> list[tuple[float, float, float, float]]:
        """From each block to the next in reading order: x and y of the start, x and y of the end."""
        anchors = [(shape.box.x0, shape.box.top) for shape in self.blocks]
        return [(*one, *two) for one, two in pairwise(anchors)]


def shapes(document: Published, places: Places, marked: Mapping[int, Sequence[Mark]]) -> dict[int, PageShapes]:
    """By page what can be drawn over it.

    Args:
        document: The document.
        places: Finds the boxes of stretches of text.
        marked: By block its marks.
    """
    found: dict[int, PageShapes] = defaultdict(PageShapes)
    for number, row in sorted(document.blocks.items()):
        box = places.block(number)
        if box:
            found[box.page].blocks.append(BlockShape(number, str(row["kind"]), box, str(row["text"])))
    for box in boxes_of(document.rows.get("cells", [])):
        found[box.page].cells.append(box)
    for mark in (mark for block in sorted(marked) for mark in marked[block]):
        for page, boxes in _by_page(places.of(mark.block, mark.start, mark.end)).items():
            found[page].marks[mark.layer].append(MarkShape(mark, tuple(boxes)))
    return found


def left_out(document: Published) -> list[Row]:
    """Repairs that stand in no block: why something read is no text, and what people corrected."""
    return [row for row in document.rows.get("repairs", []) if row["block"] is None]


def _by_page(boxes: Iterable[Box]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        found[box.page].append(box)
    return found
