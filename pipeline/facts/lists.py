"""Lists: runs of list items with their title and the number of items that title or sentence claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.dates import find_dates
from pipeline.facts.noise import noise
from pipeline.facts.quantities import Quantity, find_quantities
from pipeline.facts.spans import Passage, sentences
from pipeline.facts.syntax import ADVERBS, DETERMINERS, PREPOSITIONS, phrase_after, tokens
from pipeline.facts.units import TIMES

_PASSED_OVER = frozenset({"footnote", "caption", "key_figure"})
"""Kinds of block that can stand between the items of one list where it runs on over a page."""

_HEADS = frozenset({"heading", "title"})
_LONGEST = 1000
"""Characters beyond which no heading or sentence introduces a list."""

_INTRODUCTION = 2
"""Sentences that a paragraph between heading and list may have and still only introduce the list."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of items that the document announces.

    Args:
        passage: The block that says so.
        start, end: Offsets of its words.
        count: How many.
        strong: Whether nothing but the list can be meant: a disagreement is then the document's fault.
    """

    passage: Passage
    start: int
    end: int
    count: int
    strong: bool

    @property
    def words(self) -> str:
        """The claim as printed."""
        return self.passage.text[self.start : self.end]


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
    for first, last in _runs(passages):
        items = tuple(p for p in passages[first:last] if p.kind == "list_item")
        heading, between = _above(passages, first)
        introduction = between[-1] if between and between[-1].kind == "paragraph" else None
        claim = _claim(heading if heading and heading.block not in used else None, introduction, len(top(items)))
        found.append(Listed(items, _title(heading, between, used), claim, _torn(passages, last)))
        if heading:
            used.add(heading.block)
    return found


def top(items: Sequence[Passage]) -> list[Passage]:
    """The items of the outermost level; small initials under capital ones are taken for the level below."""
    level = min(item.level or 1 for item in items)
    outer = [item for item in items if (item.level or 1) == level]
    capital = [item for item in outer if not item.text[:1].islower()]
    return capital if outer and capital[:1] == outer[:1] else outer


def _torn(passages: Sequence[Passage], last: int) -> bool:
    """Whether the block behind a list begins in small letters: the rest of an item that the layout lost."""
    return last < len(passages) and passages[last].text[:1].islower()


def _runs(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """First and last position of each list, the last exclusive."""
    start = end = None
    for at, passage in enumerate(passages):
        if passage.kind == "list_item":
            start, end = (at if start is None else start), at + 1
        elif start is not None and end is not None and not _runs_over(passages, at):
            yield start, end
            start = None
    if start is not None and end is not None:
        yield start, end


def _runs_over(passages: Sequence[Passage], at: int) -> bool:
    """Whether a block is only in the way of a list that goes on over the page."""
    if passages[at].kind not in _PASSED_OVER:
        return False
    behind = next((p for p in passages[at:] if p.kind not in _PASSED_OVER), None)
    return behind is not None and behind.kind == "list_item" and behind.page == passages[at].page + 1


def _above(passages: Sequence[Passage], first: int) -> tuple[Passage | None, list[Passage]]:
    """The heading that a list stands under, and the blocks between."""
    at = first
    while at > 0 and passages[at - 1].kind not in _HEADS:
        at -= 1
    return (passages[at - 1] if at else None), list(passages[at:first])


def _title(heading: Passage | None, between: Sequence[Passage], used: set[int]) -> str | None:
    """The heading where at most an introduction parts it from its first list, else the sentence before the colon."""
    direct = heading is not None and heading.block not in used and len(between) <= 1
    last = between[-1] if between else None
    if last is not None and last.kind == "paragraph":
        spans = list(sentences(last.text))
        if last.text.rstrip().endswith(":") and not (direct and len(spans) <= _INTRODUCTION):
            return last.text[spans[-1][0] : spans[-1][1]].strip()
    return heading.text if heading else None


def _claim(heading: Passage | None, introduction: Passage | None, listed: int) -> Claim | None:
    """The count that the introducing sentence or the heading claims; the one that fits, where there are several."""
    claims: list[Claim] = []
    if introduction is not None:
        claims += _claims(introduction, *list(sentences(introduction.text))[-1])
    if heading is not None:
        claims += _heads(heading)
    fitting = [claim for claim in claims if claim.count == listed]
    strong = [claim for claim in claims if claim.strong]
    if fitting:
        return fitting[0]
    return strong[0] if len({claim.count for claim in strong}) == 1 else None


def _heads(heading: Passage) -> Iterator[Claim]:
    """The count that a heading opens with ('Nine promises', not 'Work in five countries') or announces."""
    for claim in _claims(heading, 0, len(heading.text)):
        before = tokens(heading.text, 0, claim.start)
        opens = all(t.lower in DETERMINERS | {"top", "key", "main"} or not t.is_word for t in before)
        if opens:
            yield Claim(heading, 0, len(heading.text), claim.count, strong=True)
        elif heading.text.rstrip().endswith(":"):
            yield claim


def _claims(passage: Passage, start: int, end: int) -> Iterator[Claim]:
    """The plain counts of things in a sentence."""
    if end - start > _LONGEST:
        return
    text = passage.text[:end]
    announces = text.rstrip().endswith(":")
    for quantity in find_quantities(text, noise(text, find_dates(text))):
        words = tokens(text, quantity.end, end)
        first, last = phrase_after(words, 0, [False] * len(words))
        if quantity.start < start or first or not last or not _is_plain(quantity) or words[last - 1].lower in TIMES:
            continue
        before = tokens(text, start, quantity.start)
        located = bool(before) and before[-1].lower in PREPOSITIONS | ADVERBS
        yield Claim(passage, quantity.start, words[last - 1].end, int(quantity.value), strong=announces and not located)


def _is_plain(quantity: Quantity) -> bool:
    whole = quantity.value == int(quantity.value) and 1 < quantity.value <= 50
    return quantity.unit is None and quantity.value_max is None and quantity.comparator == "=" and whole
