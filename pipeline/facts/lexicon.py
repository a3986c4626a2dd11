"""The word lists shipped with the pipeline, and the search for their names in a text."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Generic, NamedTuple, TypeVar

_SAME_LENGTH = str.maketrans("‘’‚‛ʼ´`‐‑\u00a0\u2009\u202f", "'''''''--   ")
_WORD = re.compile(r"\w+")
_WORD_START = re.compile(r"(?<!\w)\w+")
V = TypeVar("V")


def fold(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and space: as long as before, so that offsets hold."""
    return text if text.isascii() and "`" not in text else text.translate(_SAME_LENGTH)


def unaccented(text: str) -> str:
    """The text without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<name>.csv``."""
    with (resources.files("pipeline") / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def name_words(kind: str) -> frozenset[str]:
    """Words that tell something of a name, by what they tell.

    Of bodies: ``head``, ``weak``, ``trade`` (nouns that end their names, by how sure they are), ``suffix``,
    ``opening``, ``civic``; ``other``: of what is written or held. Of places: ``geo_noun``, ``geo_opening``,
    ``landmark`` (before 'of'), ``not_place``. Of persons: ``title``. In names: ``particle``; in no name: ``function``,
    ``calendar``. Of what a column or list holds: ``places``, ``bodies``, ``persons``. Elsewhere: ``phrase_end`` ends a
    noun phrase, ``public_office`` is an office of state or a profession.
    """
    return frozenset(row["word"] for row in table("name_words") if row["kind"] == kind)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``data/<name>.txt``."""
    return frozenset((resources.files("pipeline") / "data" / f"{name}.txt").read_text(encoding="utf-8").split())


def any_of(forms: Iterable[str]) -> str:
    """A regular expression of any of the words, the longest first, a space standing for any white space."""
    longest = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest)


@cache
def commonness(word: str) -> float:
    """How usual a word is in English: its Zipf frequency (Van Heuven et al. 2014), 0 for unknown, 7 for 'the'."""
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "en")


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text folded and its words with their offsets: one text is asked of many indexes."""
    folded = fold(text)
    return folded, [(match.start(), match.group()) for match in _WORD_START.finditer(folded)]


class Hit(NamedTuple, Generic[V]):
    """A name of an index found in a text."""

    start: int
    end: int
    value: V


class NameIndex(Generic[V]):
    """Names to look for, each with a value; the search takes time in the words of the text, not in the names.

    A name is also found without its diacritics and, from four letters on, in capitals. Of two values for one name
    the first stays.
    """

    def __init__(self, names: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, dict[str, V]] = {}
        for name, value in names:
            folded = fold(name)
            forms = dict.fromkeys((folded, unaccented(folded)))
            if len(folded) > 3:
                forms |= dict.fromkeys(form.upper() for form in tuple(forms))
            for form in forms:
                if first := _WORD.match(form):
                    self._by_first.setdefault(first.group(), {}).setdefault(form, value)
        self._longest_first = {
            first: sorted(names.items(), key=lambda item: (-len(item[0]), item[0]))
            for first, names in self._by_first.items()
        }

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def get(self, name: str) -> V | None:
        """The value of exactly this name."""
        folded = fold(name)
        first = _WORD.match(folded)
        return self._by_first.get(first.group(), {}).get(folded) if first else None

    def hits(self, text: str) -> Iterator[Hit[V]]:
        """Every name in the text as whole words, the longest at each place, none inside another."""
        folded, words = _words(text)
        behind = 0
        for start, word in words:
            if word not in self._longest_first or start < behind:
                continue
            for name, value in self._longest_first[word]:
                end = start + len(name)
                if folded.startswith(name, start) and not (folded[end : end + 1].isalnum() and name[-1].isalnum()):
                    yield Hit(start, end, value)
                    behind = end
                    break
