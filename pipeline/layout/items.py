"""The pieces of a page that reading order is made of, and the straight cuts between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.layout.flow import ends_sentence
from pipeline.layout.lines import Line

NARROWEST_GUTTER = 0.45  # of the type size
GUTTER_POINTS = (3.0, 6.0)  # a gap of the lower is never a gutter, one of the upper always
BORDER = 1.5  # points: widest border that two boxes share


@dataclass(frozen=True)
class Item:
    """A piece of the page that is read as one: a cluster of lines, a panel, a table, or a rule (which has no text)."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float  # type size, points
    middle: float  # median place of its words in the stream; nan without words
    heading: bool = False  # whether it opens with a line that looks like a heading
    bare: bool = False  # whether it is a heading and nothing else
    opens_within: bool = False  # whether it opens within a sentence: in lower case
    runs_on: bool = False  # whether it ends within a sentence
    opens_list: bool = False  # whether it opens with a list item
    listed: bool = False  # whether it holds list items
    panel: bool = False  # whether it is a panel
    content: object = None


def from_lines(lines: list[Line], headings: Sequence[bool]) -> Item:
    """A cluster of lines as an item; its height is that of the letters, not of the line boxes, which overlap.

    Args:
        lines: Top down.
        headings: For each line whether it looks like a heading.
    """
    first, last = lines[0], lines[-1]
    middles = sorted(line.middle for line in lines)
    return Item(
        x0=min(line.x0 for line in lines),
        top=first.baseline - 0.7 * first.size,
        x1=max(line.x1 for line in lines),
        bottom=last.baseline + 0.2 * last.size,
        size=first.size,
        middle=middles[len(middles) // 2],
        heading=headings[0],
        bare=all(headings),
        opens_within=first.text[:1].islower(),
        runs_on=not all(headings) and not ends_sentence(last.text),
        opens_list=first.opens_item,
        listed=any(line.opens_item for line in lines),
        content=lines,
    )


def bands(items: Sequence[Item]) -> list[list[Item]]:
    """Items apart wherever a gap crosses the whole width, top down."""
    found: list[list[Item]] = []
    reached = float("-inf")
    for item in sorted(items, key=lambda i: (i.top, i.x0)):
        if item.top >= reached - 0.5:
            found.append([])
        found[-1].append(item)
        reached = max(reached, item.bottom)
    return found


def columns(items: Sequence[Item]) -> list[list[Item]]:
    """Items apart wherever a gutter crosses the whole height, left to right."""
    found: list[list[Item]] = []
    reached = float("-inf")
    for item in sorted(items, key=lambda i: (i.x0, i.top)):
        if item.x0 >= reached:
            found.append([])
        found[-1].append(item)
        reached = max(reached, item.x1 + gutter(item))
    return found


def gutter(item: Item) -> float:
    """The least distance to the right of an item that makes a gutter, points; boxes in a row share their border."""
    if item.panel:
        return -BORDER
    return min(max(GUTTER_POINTS[0], NARROWEST_GUTTER * item.size), GUTTER_POINTS[1])


def precedes(first: Sequence[Item], second: Sequence[Item]) -> bool:
    """Whether the stream has all of one before all of the other."""
    return max(_places(first), default=float("-inf")) < min(_places(second), default=float("inf"))


def in_stream_order(parts: Sequence[Sequence[Item]]) -> bool:
    """Whether the stream finishes each part before the next."""
    return all(precedes(flat(parts[:k]), flat(parts[k:])) for k in range(1, len(parts)))


def flat(lists: Sequence[Sequence[Item]]) -> list[Item]:
    """The items of some lists in one."""
    return [item for items in lists for item in items]


def is_text(item: Item) -> bool:
    """Whether an item is more than a rule."""
    return item.content is not None


def _places(items: Sequence[Item]) -> Iterator[float]:
    return (item.middle for item in items if item.middle == item.middle)
