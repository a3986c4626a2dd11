"""Acronyms that a sheet defines: 'International Organization for Migration (IOM)', and the other way round.

The extent of the long form is found letter by letter from the right, after Schwartz and Hearst, 'A simple algorithm for
identifying abbreviation definitions in biomedical text' (2003).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.facts.lexicon import fold, unaccented
from pipeline.facts.spans import Passage, Span

_SHORT = r"[A-Z](?:[A-Za-z0-9&/.-]{0,10}[A-Z0-9])[a-z]?"
_BEHIND = re.compile(rf"\s[(\[](?P<short>{_SHORT})(?:[,;][^()]{{0,40}})?[)\]]")
_BEFORE = re.compile(rf"(?<!\w)(?P<short>{_SHORT})\s\((?P<long>[^()]{{6,120}})\)")
_NAME_WORD = re.compile(r"(?<![\w])[A-Z][\w-]*")
_REACH = 160
"""How far back a long form may begin, in characters."""


class Definition(NamedTuple):
    """A long form and its acronym."""

    long: Span
    short: Span


def definitions(passage: Passage) -> Iterator[Definition]:
    """Every acronym the passage explains."""
    text = unaccented_same_length(fold(passage.text))
    for match in _BEHIND.finditer(text):
        start = _long_start(text, max(0, match.start() - _REACH), match.start(), match["short"])
        if start is not None:
            yield Definition(passage.span(start, match.start()), passage.span(*match.span("short")))
    for match in _BEFORE.finditer(text):
        start = _long_start(text, *match.span("long"), match["short"])
        if start == match.start("long") or text[match.start("long") : start] in ("the ", "The "):
            yield Definition(
                passage.span(start or match.start("long"), match.end("long")), passage.span(*match.span("short"))
            )


def unaccented_same_length(text: str) -> str:
    """The text with letters for accented letters, one for one."""
    return text if text.isascii() else "".join((unaccented(c) or c)[0] if not c.isascii() else c for c in text)


def _long_start(text: str, first: int, end: int, short: str) -> int | None:
    """Where the long form begins that ends at ``end``; its first letter begins a word and is a capital."""
    if (start := _by_initials(text, first, end, short)) is not None:
        return start
    place = end
    letters = [c for c in short.lower() if c.isalnum()]
    for rank in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= first and not (text[place].lower() == letters[rank] and (rank or _begins_word(text, place))):
            place -= 1
        if place < first:
            return None
    long = text[place:end]
    plausible = text[place].isupper() and len(long) > len(short) and long.count(" ") + 1 <= 3 * len(letters)
    return place if plausible and not re.search(r"[.;:!?()]\s", long) else None


def _by_initials(text: str, first: int, end: int, short: str) -> int | None:
    """Where the long form begins if its words with capitals begin with just the acronym's letters."""
    letters = [c for c in short if c.isupper()]
    for word in reversed(list(_NAME_WORD.finditer(text, first, end))):
        if not letters or word.group()[0] != letters.pop():
            return None
        if not letters:
            return word.start()
    return None


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
