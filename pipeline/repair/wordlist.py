"""How common words are, by the frequency lists of ``wordfreq`` (English; web, news, books, subtitles)."""

from functools import lru_cache
from math import log10


def zipf(word: str) -> float:
    """How often a word is written: log10 of its occurrences in a billion words; 0 if it is not on the list.

    About 7 for 'the', 5 for 'income', 3 for a rare word that readers know, below 2 mostly misprints.
    """
    frequency = _frequencies().get(word.replace("’", "'").casefold())
    return log10(frequency) + 9 if frequency else 0.0


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    """The list of 320,000 words: loaded when first asked for, in about a quarter of a second."""
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", wordlist="large")
