"""What the document itself says of its words: the forms it prints within lines."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

HYPHENS = "-\u00ad\u2010\u2011"
"""Hyphen-minus, soft hyphen, hyphen, non-breaking hyphen."""

_EDGES = ".,;:!?()[]{}<>\"'“”‘’„‚«»…*"


class Evidence:
    """The words of a document, as far as they are whole: not cut by a hyphen at a line end."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    def count(self, form: str) -> int:
        """How often the document prints a form, whatever its case."""
        return self._forms[form.casefold()]

    def begins(self, start: str) -> bool:
        """Whether the document prints a word that begins so."""
        start = start.casefold()
        at = bisect_left(self._ordered, start)
        return at < len(self._ordered) and self._ordered[at].startswith(start)

    @cached_property
    def _forms(self) -> Counter[str]:
        forms: Counter[str] = Counter()
        for token, count in Counter(token for text in self._texts for token in _whole_tokens(text)).items():
            forms[_form(token)] += count
        return forms

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._forms)


def _whole_tokens(text: str) -> Iterator[str]:
    """The tokens of a text as read, without the parts of words that a line end may have cut."""
    cut = False
    for line in text.split("\n"):
        tokens = line.split()
        if tokens:
            start, cut = int(cut), tokens[-1][-1] in HYPHENS
            yield from tokens[start : len(tokens) - cut]


def _form(token: str) -> str:
    """A token as a dictionary would have it: no punctuation around it, plain hyphens, lower case."""
    token = token.strip(_EDGES).casefold()
    if token.isascii():
        return token
    return unicodedata.normalize("NFKC", token).replace("\u2010", "-").replace("\u00ad", "")
