"""Proper names as English prints them: runs of words with capitals.

A name stands where the writer put capitals that no sentence start, heading style or emphasis explains.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from pipeline.facts.lexicon import commonness, fold, name_words, word_list
from pipeline.facts.names import countries
from pipeline.facts.spans import Passage, Span, sentences

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?!\w)"  # U.S.
    r"|(?:Dr|Mr|Mrs|Ms|Prof|St|Mt|Hon|Gen|Col|Sen|Rep|Inc|Ltd|Corp|Co|No|[A-Z])\.(?=\s)"
    r"|[^\W_]+(?:(?:[-'&/]|['’](?=[^\W\d_]{2}))(?!s\b)[^\W_]+)*",
    re.UNICODE,
)
HEADLINES = frozenset({"title", "heading", "table", "key_figure", "other"})
"""Kinds of block that may be set with a capital on every word."""
_SAINTS = frozenset({"St", "St.", "Saint"})
_LONG = 4
_COMMON, _RARE = 4.0, 3.2
"""Zipf frequencies: of words any text may hold, of those hardly met but in names."""


class Token(NamedTuple):
    """A word of a passage: offsets into its text."""

    text: str
    start: int
    end: int

    @property
    def named(self) -> bool:
        """Whether it is written like a part of a name."""
        first = self.text[0]
        if first.isupper():
            return self.text not in name_words("calendar") and not _is_adjective(self.text)
        head, mark, tail = fold(self.text).partition("'")
        return bool(mark) and len(head) <= 2 and tail[:1].isupper() or any(c.isupper() for c in self.text[1:3])


class Run(NamedTuple):
    """Neighbouring words that are written as one name; ``first`` and ``last`` count tokens, ``last`` included."""

    first: int
    last: int
    start: int
    end: int


class NamedText:
    """A passage cut into words, with what its capitals are worth; no name goes on over the start of a cell."""

    def __init__(self, passage: Passage, cells: Iterable[int] = ()) -> None:
        self._cells = frozenset(cells)
        self.passage = passage
        self.text = passage.text
        self.tokens = [
            Token(m.group(), *m.span()) for m in _TOKEN.finditer(fold(passage.text)) if m.group() not in "sS"
        ]

    @cached_property
    def opening(self) -> frozenset[int]:
        """Offsets of words whose capital is owed to the start of a sentence."""
        starts = [start for start, _ in sentences(self.text)]
        opening, place = set(), 0
        for token in self.tokens:
            while place < len(starts) and starts[place] <= token.start:
                if not any(c.isalnum() for c in self.text[starts[place] : token.start]):
                    opening.add(token.start)
                place += 1
            if self.text[max(0, token.start - 2) : token.start].strip() in {":", "“", '"'}:
                opening.add(token.start)
        return frozenset(opening)

    @cached_property
    def title_case(self) -> bool:
        """Whether capitals mean nothing here: nearly all its words have them."""
        long = [token.text for token in self.tokens if len(token.text) >= _LONG and token.text.isalpha()]
        capitals = sum(word[0].isupper() for word in long)
        return self.text.isupper() or (self.passage.kind in HEADLINES and len(long) > 2 and capitals > 0.7 * len(long))

    def between(self, left: int, right: int) -> str:
        """The text between two tokens, by their place; a line break if another cell begins there."""
        if self.tokens[right].start in self._cells:
            return "\n"
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def within(self, span: Span) -> list[Token]:
        """The tokens that stand in a span of the passage."""
        first = bisect_left(self.tokens, span.start, key=lambda token: token.start)
        last = bisect_right(self.tokens, span.end, key=lambda token: token.end)
        return self.tokens[first:last]

    def run(self, first: int, last: int) -> Run:
        """The tokens from ``first`` to ``last`` as a run."""
        return Run(first, last, self.tokens[first].start, self.tokens[last].end)

    def runs(self) -> Sequence[Run]:
        """Longest stretches of named words with nothing but spaces and particles between them."""
        return self._runs

    @cached_property
    def _runs(self) -> Sequence[Run]:
        return list(self._stretches())

    def _stretches(self) -> Iterator[Run]:
        place, count = 0, len(self.tokens)
        while place < count:
            if not self.tokens[place].named or self._empty_opening(place):
                place += 1
                continue
            last = self._run_end(place)
            yield self.run(place, last)
            place = last + 1

    def _empty_opening(self, place: int) -> bool:
        token = self.tokens[place]
        return token.text.lower() in name_words("function") and (
            token.start in self.opening or token.text.lower() == "the" or self.title_case
        )

    def _run_end(self, first: int) -> int:
        last, place = first, first + 1
        while place < len(self.tokens) and self._joined(place):
            token = self.tokens[place]
            if token.named:
                last = place
            elif token.text not in name_words("particle") or place - last > 2:
                break
            place += 1
        return last

    def _joined(self, place: int) -> bool:
        """Whether a word goes on the name before it: behind a space, or behind whom a body is for ('Women's')."""
        gap = fold(self.between(place - 1, place))
        if gap not in ("'s ", "' "):
            return gap == " "
        owner, token = self.tokens[place - 1].text, self.tokens[place]
        saint = place > 1 and self.tokens[place - 2].text in _SAINTS
        people = saint or gap == "' " or commonness(owner.lower()) >= _COMMON
        body = owner in _owners() or owner in countries.index()
        return token.named and people and not body

    def words(self, run: Run) -> Sequence[str]:
        """The words of a run."""
        return [token.text for token in self.tokens[run.first : run.last + 1]]


@cache
def _owners() -> frozenset[str]:
    """What a body may be of that is named without it: bodies, offices and places ('the Reserve's Council')."""
    return name_words("head") | name_words("geo_noun") | word_list("offices")


def _is_adjective(word: str) -> bool:
    """Whether a name was made part of an adjective: 'Geneva-based', 'UNHCR-led'."""
    name, _, tail = word.rpartition("-")
    return len(name) > 2 and tail.islower() and (tail == "led" or (len(tail) > 3 and is_common(tail)))


def landmark_start(text: NamedText, run: Run) -> int:
    """``run.first``, or where the landscape is that the run names: 'Vale of' + 'NAME'."""
    place = run.first - 2
    if place < 0 or text.tokens[place].text not in name_words("landmark") or text.tokens[place + 1].text != "of":
        return run.first
    return place if text.between(place, place + 1) == text.between(place + 1, place + 2) == " " else run.first


def is_common(word: str) -> bool:
    """Whether a word is one that any English text may hold, so that its capital alone makes no name."""
    return commonness(word.lower()) >= _COMMON


def is_rare(word: str) -> bool:
    """Whether a word is hardly met in English but as a name."""
    return commonness(word.lower()) < _RARE
