"""Letters without spaces, parted into common words."""

import re
from collections.abc import Callable
from math import inf

COMMON = {1: inf, 2: 6.0, 3: 5.5, 4: 4.8, 5: 4.2, 6: 4.2}
"""Zipf frequency from which a word of so many letters is taken for a part; the longer, the less chance there is."""

COMMON_LONG = 3.3
"""The same of longer words."""

LONGEST_WORD = 20
LONGEST = 60

_NO_PART = re.compile(
    "able|age|ally|ance|ant|ants|based|ed|ent|ents|est|fold|free|ful|hood|ing|ings|ism|ist|ists|ite|ity|less|like|log|man|"
    "ment|men|ness|old|ship|ter|tion|ward|ware|ways|wide|wise|woman|women"
    "|anti|auto|bio|counter|cross|cyber|geo|hydro|inter|macro|mega|micro|mid|mini|multi|neo|non|out|over|pan|post|pre|pro"
    "|self|semi|sub|super|tele|trans|ultra|under|vice"
)


def common_words(letters: str, zipf: Callable[[str], float]) -> list[str] | None:
    """The likeliest words that the letters spell one after the other; None where no common ones do.

    The split that is most probable if words followed each other by chance (Viterbi's algorithm on a unigram model).

    Args:
        letters: Lower or upper case, no spaces.
        zipf: How common a word is: see ``wordlist.zipf``.
    """
    if len(letters) > LONGEST:
        return None
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - LONGEST_WORD), end)
        best.append(max((best[start][0] + _likelihood(letters[start:end], zipf), start) for start in starts))
    if best[-1][0] == -inf:
        return None
    words, end = [], len(letters)
    while end:
        start = best[end][1]
        words.append(letters[start:end])
        end = start
    return words[::-1] if all(_is_common(word.casefold(), zipf(word)) for word in words) else None


def _likelihood(word: str, zipf: Callable[[str], float]) -> float:
    """log10 of how probable a word is; minus infinity where it is rare."""
    frequency = zipf(word)
    return frequency - 9 if frequency >= COMMON_LONG else -inf


def _is_common(word: str, frequency: float) -> bool:
    return word == "a" or (frequency >= COMMON.get(len(word), COMMON_LONG) and not _NO_PART.fullmatch(word))
