"""A sentence with its named things as single signs, so that grammar can be written as patterns over words and things.

Each country and organisation stands as one character of ``HOLDER``, each person as one of ``PERSON``, each place as
one of ``PLACE``; all else is as printed, with one kind of apostrophe and hyphen.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.facts.lexicon import fold
from pipeline.facts.spans import Passage, sentences

HOLDER = "\ue000-\uefff"
PERSON = "\uf000-\uf7ff"
PLACE = "\uf800-\uf8ff"
_FIRST = {"COUNTRY": 0xE000, "ORG": 0xE000, "PERSON": 0xF000, "GPE": 0xF800, "LOC": 0xF800, "FAC": 0xF800}
_LIMIT = 0x100
"""Things of a sentence that get a sign: as many as the smallest range holds."""
_LONGEST = 1500
"""Characters of the longest sentence that grammar is asked about."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Thing(NamedTuple):
    """A country, organisation, person or place where it is named."""

    start: int
    end: int
    text: str
    label: str
    name: str
    id: str | None


class Masked(NamedTuple):
    """A sentence in signs; ``cuts`` pairs offsets into ``text`` with offsets into the passage, both ascending."""

    passage: Passage
    text: str
    things: Mapping[str, Thing]
    starts: Sequence[int]
    cuts: Sequence[int]
    first: bool

    def offset(self, place: int, *, end: bool = False) -> int:
        """The passage's offset for a place in the masked text: of the sign there, or behind the one before it."""
        if end:
            return self.offset(place - 1) + (self._length(place - 1) if place else 0)
        piece = bisect_right(self.starts, place) - 1
        return self.cuts[piece] + place - self.starts[piece]

    def _length(self, place: int) -> int:
        thing = self.things.get(self.text[place])
        return thing.end - thing.start if thing else 1

    def printed(self, start: int, end: int) -> str:
        """The passage's own words between two places of the masked text."""
        return self.passage.text[self.offset(start) : self.offset(end, end=True)] if start < end else ""

    def listed(self, start: int, end: int) -> list[Thing]:
        """The things between two places."""
        return [self.things[c] for c in self.text[start:end] if c in self.things]


def things(entities: Iterable[Mapping[str, Any]]) -> dict[int, list[Thing]]:
    """The countries, organisations, persons and places among the entities, by block."""
    found: dict[int, list[Thing]] = {}
    for row in entities:
        if row["label"] in _FIRST:
            name = row["canonical_name"] or row["text"]
            thing = Thing(row["start"], row["end"], row["text"], row["label"], name, row["canonical_id"])
            found.setdefault(row["block"], []).append(thing)
    return found


def masked(passage: Passage, named: Sequence[Thing]) -> Iterator[Masked]:
    """The sentences of a passage in signs."""
    plain = _PRIVATE.sub("\ufffd", fold(passage.text))
    begins = [thing.start for thing in named]
    for number, (start, end) in enumerate(sentences(passage.text)):
        if end - start > _LONGEST:
            continue
        first, last = bisect_left(begins, start), bisect_left(begins, end)
        inside = [thing for thing in named[first:last] if thing.end <= end][:_LIMIT]
        yield _masked(passage, plain, start, end, inside, not number)


def _masked(passage: Passage, plain: str, start: int, end: int, named: Sequence[Thing], first: bool) -> Masked:
    pieces: list[str] = []
    signs: dict[str, Thing] = {}
    starts, cuts, place, length = [], [], start, 0
    for number, thing in enumerate(named):
        sign = chr(_FIRST[thing.label] + number)
        signs[sign] = thing
        for piece, cut in ((plain[place : thing.start], place), (sign, thing.start)):
            starts.append(length)
            cuts.append(cut)
            pieces.append(piece)
            length += len(piece)
        place = thing.end
    pieces.append(plain[place:end])
    return Masked(passage, "".join(pieces), signs, [*starts, length], [*cuts, place], first)
