"""Edits: how a text as read becomes the text as repaired, and how to take any of it back.

A text as read keeps its line breaks; a line break that no edit touches is read as a space (the plain line join). Every
other difference is an edit: ``before`` was read at a place, ``after`` stands there now. Edits never overlap, so the
edits in their order and either text give the other one.
"""

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple, Protocol


class Grounds(NamedTuple):
    """Why something is changed: the sort of change, the rule that decided, and how sure it is, 0..1."""

    kind: str
    rule: str
    confidence: float


class Change(NamedTuple):
    """A rule's wish: put ``after`` in place of ``[start, end)`` of the text that the rule was shown."""

    start: int
    end: int
    after: str
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Edit:
    """A change on record: ``after`` stands in place of ``[start, end)`` of the text as read."""

    start: int
    end: int
    after: str
    grounds: Grounds

    @property
    def growth(self) -> int:
        """Characters by which the text grows."""
        return len(self.after) - (self.end - self.start)


class Repair(Protocol):
    """What a row of the table ``repairs`` says of a change, offsets in the repaired text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def before(self) -> str: ...  # noqa: D102
    @property
    def after(self) -> str: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102


class Repaired(NamedTuple):
    """One row of ``repairs``, but for where it stands."""

    start: int
    end: int
    before: str
    after: str
    kind: str
    rule: str
    confidence: float


def joined(raw_text: str) -> str:
    """A text as read with its line breaks read as spaces."""
    return raw_text.replace("\n", " ")


def replay(raw_text: str, repairs: Iterable[Repair]) -> str:
    """The repaired text, from the text as read and its repairs in order.

    Raises:
        ValueError: A repair does not stand where it says.
    """
    parts: list[str] = []
    read = written = 0
    for repair in repairs:
        copied = raw_text[read : read + repair.start - written]
        read += len(copied)
        if repair.start < written or not raw_text.startswith(repair.before, read):
            raise ValueError(f"no {repair.before!r} at {repair.start}")
        parts += joined(copied), repair.after
        read += len(repair.before)
        written = repair.end
    return "".join((*parts, joined(raw_text[read:])))


def undo(text: str, repairs: Iterable[Repair], rules: Collection[str] | None = None) -> str:
    """The repaired text without the repairs of these rules; without any where ``rules`` is None.

    Raises:
        ValueError: A repair does not stand where it says.
    """
    parts: list[str] = []
    done = 0
    for repair in repairs:
        if repair.start < done or text[repair.start : repair.end] != repair.after:
            raise ValueError(f"no {repair.after!r} at {repair.start}")
        taken_back = rules is None or repair.rule in rules
        parts += text[done : repair.start], joined(repair.before) if taken_back else repair.after
        done = repair.end
    return "".join((*parts, text[done:]))


def changed(text: str, changes: Iterable[Change], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` with the changes made that stand in it."""
    parts: list[str] = []
    done = start
    for change in changes:
        parts += text[done : change.start], change.after
        done = change.end
    return "".join((*parts, text[done:end]))


def combined(text: str, edits: Sequence[Edit], changes: Sequence[Change]) -> Iterator[Edit]:
    """The edits that led to ``text`` and changes to it, as edits of the text as read.

    A change that reaches into the ``after`` of an edit takes the edit over: it goes on record with its own grounds,
    from what was read.
    """
    grown = begin = reach = 0  # grown: characters that the edits so far have added
    run: list[Edit | Change] = []
    wanted: Iterator[tuple[int, int, Edit | Change]] = ((c.start, c.end, c) for c in changes)
    for start, end, item in heapq.merge(_placed(edits), wanted, key=itemgetter(0, 1)):
        if run and start >= reach:
            yield _merged(text, run, (begin, reach), grown)
            grown += _growth(run)
            run = []
        begin, reach = (begin, max(reach, end)) if run else (start, end)
        run.append(item)
    if run:
        yield _merged(text, run, (begin, reach), grown)


def _placed(edits: Iterable[Edit]) -> Iterator[tuple[int, int, Edit | Change]]:
    """The edits with the place of their ``after`` in the text they led to."""
    grown = 0
    for edit in edits:
        yield edit.start + grown, edit.end + grown + edit.growth, edit
        grown += edit.growth


def _growth(run: Iterable[Edit | Change]) -> int:
    return sum(item.growth for item in run if isinstance(item, Edit))


def _merged(text: str, run: Sequence[Edit | Change], span: tuple[int, int], grown: int) -> Edit:
    """Edits and changes that overlap as one edit; they fill ``span`` of the text, ``grown`` longer than read so far."""
    changes = [item for item in run if isinstance(item, Change)]
    if not changes:
        return next(item for item in run if isinstance(item, Edit))
    start, end = span
    return Edit(start - grown, end - grown - _growth(run), changed(text, changes, start, end), changes[-1].grounds)
