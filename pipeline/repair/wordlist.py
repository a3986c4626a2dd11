"""How common words are, by the frequency lists of ``wordfreq`` (web, news, books, subtitles, encyclopedias)."""

from collections.abc import Mapping
from functools import lru_cache
from math import log10


def zipf(word: str, language: str = "en") -> float:
    """How often a word is written: log10 of its occurrences in a billion words; 0 if it is not on the list.

    About 7 for 'the', 5 for 'income', 3 for a rare word that readers know, below 2 mostly misprints.
    """
    frequency = _frequencies(language).get(word.replace("’", "'").casefold())
    return log10(frequency) + 9 if frequency else 0.0


@lru_cache(maxsize=2)
def _frequencies(language: str) -> Mapping[str, float]:
    """A language's list, for English of 320,000 words: loaded when first asked for, in about a quarter of a second."""
    from wordfreq import available_languages, get_frequency_dict

    return get_frequency_dict(language) if language in available_languages() else {}
