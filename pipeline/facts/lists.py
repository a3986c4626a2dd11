"""Lists: runs of list items with their title and the number of items that title or sentence claims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.announcements import Claim, announced, announced_in_heading
from pipeline.facts.spans import Passage, sentences

_PASSED_OVER = frozenset({"footnote", "caption", "key_figure"})
"""Kinds of block that can stand between the items of one list where it runs on over a page."""

_NOTES = frozenset({"paragraph", "other"})
"""Kinds of block that can be a note under an item."""

_ASIDES = 3
"""How many notes may part two items of one list."""

_NAME = 6
"""Words beyond which nothing is a name."""

_SAME = 4.0
"""Points within which two blocks begin at one indent."""

_UNCLEAR = 0.8
"""Confidence of reading below which a block may hold more, or less, than is there."""

_LONG_ITEM = 200
"""Characters beyond which a block under a list is no item that lost its mark."""

_HEADS = frozenset({"heading", "title"})
_INTRODUCTION = 2
"""Sentences that a paragraph between heading and list may have, and how far behind the heading the list begins."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its items in order, what introduces it, what that claims, and whether an item seems to be lost."""

    items: tuple[Passage, ...]
    title: str | None
    claim: Claim | None
    torn: bool = False


def find_lists(passages: Sequence[Passage]) -> list[Listed]:
    """The lists of a document, furniture already left out, in reading order."""
    found: list[Listed] = []
    used: set[int] = set()
    for first, last, head in _runs(passages):
        items = tuple(p for p in passages[first:last] if p.kind == "list_item")
        heading = passages[head] if head is not None else None
        introduction = passages[first - 1] if first and passages[first - 1].kind == "paragraph" else None
        direct = heading is not None and heading.block not in used and first - (head or 0) <= _INTRODUCTION
        own, announced = _parted(items)
        claim = _claim(heading if heading and heading.block not in used else None, introduction, top(own))
        found.append(Listed(own, _title(heading, introduction, direct=direct), claim, _torn(passages, first, last)))
        found += [Listed(part, parent.text, _announced(parent, part)) for parent, part in announced]
        if heading:
            used.add(heading.block)
    return found


def _parted(items: Sequence[Passage]) -> tuple[tuple[Passage, ...], list[tuple[Passage, tuple[Passage, ...]]]]:
    """The items without those below an item that announces them as a list of its own ('They know:'), and those."""
    own: list[Passage] = []
    parts: list[tuple[Passage, list[Passage]]] = []
    inside = False
    for item in items:
        inside = inside and _is_below(parts[-1][0], item)
        if not inside and own and own[-1].text.rstrip().endswith(":") and _is_below(own[-1], item):
            inside = True
            parts.append((own[-1], []))
        (parts[-1][1] if inside else own).append(item)
    return tuple(own), [(parent, tuple(part)) for parent, part in parts]


def _is_below(parent: Passage, item: Passage) -> bool:
    """Whether an item is of a level below another: as the layout says, or by another mark further in."""
    further = _style(item) != _style(parent) and _left(item) > _left(parent) + 1
    return (item.level or 1) > (parent.level or 1) or further


def _style(item: Passage) -> str:
    """The mark of an item with all numbers alike, and all letters."""
    return re.sub(r"[A-Za-z]", "a", re.sub("[0-9]+", "1", item.mark))


def _announced(parent: Passage, items: Sequence[Passage]) -> Claim | None:
    return _claim(None, parent, top(items))


def top(items: Sequence[Passage]) -> list[Passage]:
    """The items of the outermost level; small initials under capital ones are taken for the level below."""
    level = min(item.level or 1 for item in items)
    outer = [item for item in items if (item.level or 1) == level]
    capital = [item for item in outer if not item.text[:1].islower()]
    return capital if outer and capital[:1] == outer[:1] else outer


def _torn(passages: Sequence[Passage], first: int, last: int) -> bool:
    """Whether an item of a list may have been lost: beside it, in its numbers, or wherever a scan leaves room for one.

    Words hardly read tell so, and a block behind in small letters, or where the next item would stand on a scan.
    """
    near = passages[max(0, first - 1) : last + 1]
    behind = passages[last] if last < len(passages) else None
    breaks = behind is not None and (behind.text[:1].islower() or _follows_on(passages[last - 1], behind))
    scanned = any(passage.confidence < 1 for passage in passages[first:last])
    unclear = any(passage.confidence < _UNCLEAR for passage in near)
    return breaks or unclear or _skips(passages[first:last]) or (scanned and not _is_unbroken(passages, first, last))


def _skips(run: Sequence[Passage]) -> bool:
    """Whether the numbers of the outer items are not 1, 2, 3 …"""
    numbers = [_number(item) for item in top([passage for passage in run if passage.kind == "list_item"])]
    return any(numbers) and numbers != list(range(1, len(numbers) + 1))


def _is_unbroken(passages: Sequence[Passage], first: int, last: int) -> bool:
    """Whether marked items of one kind stand right below what announces them, with nothing between."""
    before, run = passages[max(0, first - 1)], passages[first:last]
    announced = before.kind in _HEADS or before.text.rstrip().endswith(":")
    kinds = {(passage.kind, passage.level, _style(passage)) for passage in run}
    return announced and len(kinds) == 1 and all(passage.mark for passage in run)


def _follows_on(item: Passage, behind: Passage) -> bool:
    """Whether, on a scan, a block stands under an item as one more of them whose mark was not seen."""
    places = item.box[0], behind.box[0]
    if behind.kind not in _NOTES or item.page != behind.page or min(item.confidence, behind.confidence) == 1:
        return False
    return None not in places and abs((places[0] or 0) - (places[1] or 0)) <= _SAME and len(behind.text) <= _LONG_ITEM


def _runs(passages: Sequence[Passage]) -> Iterator[tuple[int, int, int | None]]:
    """First and last position of each list, the last exclusive, and the heading that it stands under."""
    start = end = head = None
    for at, passage in enumerate(passages):
        if passage.kind in _HEADS:
            if start is not None and end is not None:
                yield start, end, head
            start, head = None, at
        if passage.kind != "list_item":
            continue
        if start is not None and end is not None and not _goes_on(passages, end - 1, at):
            yield start, end, head
            start = None
        start, end = (at if start is None else start), at + 1
    if start is not None and end is not None:
        yield start, end, head


def _goes_on(passages: Sequence[Passage], one: int, next_one: int) -> bool:
    """Whether an item belongs to the list of the item before it, in spite of the blocks between them."""
    item, other, between = passages[one], passages[next_one], passages[one + 1 : next_one]
    if all(passage.kind in _PASSED_OVER for passage in between) and (not between or other.page == item.page + 1):
        return True
    if len(between) > _ASIDES or any(passage.kind not in _NOTES for passage in between):
        return False
    if (number := _number(item)) is not None:
        return _number(other) == number + 1
    indented = all(_left(passage) > _left(item) + _SAME for passage in between)
    return indented and item.mark == other.mark != "" and abs(_left(item) - _left(other)) <= _SAME


def _left(passage: Passage) -> float:
    return passage.box[0] or 0.0


def _number(item: Passage) -> int | None:
    digits = item.mark.strip("().:")
    return int(digits) if digits.isdecimal() else None


def _title(heading: Passage | None, introduction: Passage | None, *, direct: bool) -> str | None:
    """The heading where at most an introduction parts it from its first list, else the sentence before the colon."""
    if introduction is not None and introduction.text.rstrip().endswith(":"):
        spans = list(sentences(introduction.text))
        if not (direct and len(spans) <= _INTRODUCTION):
            return introduction.text[spans[-1][0] : spans[-1][1]].strip()
    return heading.text if heading else None


def _claim(heading: Passage | None, introduction: Passage | None, items: Sequence[Passage]) -> Claim | None:
    """The count that the introducing sentence or the heading claims; the one that fits, where there are several."""
    claims: list[Claim] = []
    if introduction is not None and introduction.text.strip():
        claims += announced(introduction, *list(sentences(introduction.text))[-1])
    if heading is not None:
        claims += announced_in_heading(heading)
    fitting = [claim for claim in claims if claim.count == len(items)]
    strong = [claim for claim in claims if claim.strong and (not claim.of_things or _are_names(items))]
    if fitting:
        return fitting[0]
    return strong[0] if len({claim.count for claim in strong}) == 1 else None


def _are_names(items: Sequence[Passage]) -> bool:
    """Whether the items are names: short, and capital but for small words."""
    heads = [re.split(r"[,:;(–—]", item.text)[0].split() for item in items]
    return all(len(head) <= _NAME and all(w[:1].isupper() or len(w) <= 3 for w in head) for head in heads)
