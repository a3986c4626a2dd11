"""What the document itself says of its words: its language, the forms it prints within lines, its hyphens."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from pipeline.language import detect
from pipeline.repair.wordlist import zipf

HYPHENS = "-\u00ad\u2010\u2011"
"""Hyphen-minus, soft hyphen, hyphen, non-breaking hyphen."""

LETTERS = re.compile(r"[^\W\d_]+")

RARE = 3.4
"""Zipf frequency below which a word is looked at more closely."""

_EDGES = ".,;:!?()[]{}<>\"'“”‘’„‚«»…*"
_BRITISH = re.compile(
    "(?:behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|vap|vig)our.*|.*(?:cent|lit|met|theat)re[ds]?|programmes?"
    "|(?:de|of)fence|licence[ds]?|catalogues?|travell.*|.{3,}isations?|organis.*|recognis.*"
)
_AMERICAN = re.compile(
    "(?:behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|vap|vig)or.*|.*(?:cent|lit|theat)ers?|(?:kilo|centi)?meters?"
    "|programs?|(?:de|of)fense|catalogs?|travel(?:ed|ing|ers?)"
)
_CUT = re.compile(rf"([^\W\d_]{{2,30}})[{HYPHENS}]\n([^\W\d_]{{2,30}})")


class Evidence:
    """The words of a document as read.

    Args:
        texts: Its texts, line breaks kept.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    def count(self, form: str) -> int:
        """How often the document prints a form within a line, whatever its case."""
        return self._forms[form.casefold()]

    def stands_often(self, form: str) -> bool:
        """Whether the document prints a form more than once, so that it is no slip."""
        return self.count(form) > 1

    def begins(self, start: str) -> bool:
        """Whether the document prints a word within a line that begins so, whatever its case."""
        start = start.casefold()
        at = bisect_left(self._ordered, start)
        return at < len(self._ordered) and self._ordered[at].startswith(start)

    def zipf(self, word: str) -> float:
        """How common a word is in the document's language: see ``wordlist.zipf``."""
        return zipf(word, self.language)

    @cached_property
    def language(self) -> str:
        """BCP 47 code of the main language; English where it can not be told."""
        return detect("\n".join(self._texts)) or "en"

    @cached_property
    def hyphenates(self) -> bool:
        """Whether words are cut at line ends: some are where neither part could stand alone.

        In a document that cuts no such word every hyphen at a line end was typed.
        """
        return any(self._is_cut(*found.groups()) for text in self._texts for found in _CUT.finditer(text))

    @cached_property
    def british(self) -> bool:
        """Whether the document spells as the British do, who put more hyphens between words."""
        british, american = (sum(map(bool, map(way.fullmatch, self._forms))) for way in (_BRITISH, _AMERICAN))
        return british > american

    @cached_property
    def tight_dashes(self) -> bool:
        """Whether dashes stand between words without spaces."""
        return any(re.search(r"[^\W\d_]—[^\W\d_]", form) for form in self._forms)

    @cached_property
    def plain_hyphens(self) -> bool:
        """Whether hyphens within lines are plain ones, so that a soft hyphen is no way to write them."""
        return any(re.search(r"[^\W\d_]-[^\W\d_]", form) for form in self._forms)

    def _is_cut(self, head: str, tail: str) -> bool:
        return tail.islower() and self.zipf(head + tail) >= 3 and min(self.zipf(head), self.zipf(tail)) < 2.5

    @cached_property
    def rare(self) -> frozenset[str]:
        """The runs of letters in the document, as printed, that no list knows for a common word."""
        return frozenset(w for w in set(LETTERS.findall("\n".join(self._texts))) if self.zipf(w) < RARE)

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
