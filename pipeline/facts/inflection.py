"""The forms of English verbs and nouns, by the rules of spelling and a list of verbs that keep none.

After Quirk et al., *A Comprehensive Grammar of the English Language*, 1985, sections 3.2 to 3.20 and 5.80.
"""

import re
from functools import cache
from typing import NamedTuple

_IRREGULAR = {
    "lead": ("led", "led"),
    "run": ("ran", "run"),
    "see": ("saw", "seen"),
    "write": ("wrote", "written"),
    "pay": ("paid", "paid"),
    "sit": ("sat", "sat"),
    "bear": ("bore", "borne"),
    "meet": ("met", "met"),
    "make": ("made", "made"),
    "put": ("put", "put"),
    "give": ("gave", "given"),
    "hold": ("held", "held"),
    "keep": ("kept", "kept"),
    "take": ("took", "taken"),
    "lend": ("lent", "lent"),
    "split": ("split", "split"),
    "have": ("had", "had"),
}
"""Past and participle of verbs, which keep them behind a prefix: 'oversee', 'co-lead', 'underwrite'."""
_PREFIX = re.compile(r"(?P<prefix>co-|over|under|counter)?(?P<verb>.+)")
_DOUBLING = re.compile(r"(?:^|-)[^aeiou]*[aeiou][bdgmnprt]$|mit$")
"""Short verbs that double their last letter: 'run', 'sit'."""


class Forms(NamedTuple):
    """A verb as it is listed, with the words that belong to it: 'preside over', 'presides over' …"""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def forms(verb: str) -> Forms:
    """The forms of a verb, whose first word is inflected."""
    word, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    past, participle = _past(word)
    return Forms(verb, _third(word) + tail, past + tail, participle + tail, _stem(word, "e") + "ing" + tail)


def plural(noun: str) -> str:
    """The plural of a noun, whose last word before 'of' is inflected."""
    head, of, tail = noun.partition(" of ")
    if head.endswith("man"):
        return f"{head[:-3]}men{of}{tail}"
    return _third(head) + of + tail


def _past(word: str) -> tuple[str, str]:
    parts = _PREFIX.fullmatch(word)
    if parts and parts["verb"] in _IRREGULAR:
        past, participle = ((parts["prefix"] or "") + form for form in _IRREGULAR[parts["verb"]])
        return past, participle
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ied",) * 2
    return (f"{_stem(word, 'e')}ed",) * 2


def _third(word: str) -> str:
    if word == "have":
        return "has"
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _stem(word: str, mute: str) -> str:
    """What an ending that begins with a vowel is put behind: without a mute letter, or with the last one doubled."""
    if word.endswith(mute) and not word.endswith("ee"):
        return word[:-1]
    return word + word[-1] if _DOUBLING.search(word) else word
