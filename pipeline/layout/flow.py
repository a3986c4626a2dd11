"""Whether text goes on: from line to line, from column to column, from page to page."""

import re

TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*[¹²³⁰⁴-⁹*†‡]*$")
HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010\u0002]$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences and introductions do."""
    return TERMINAL.search(text) is not None


def ends_hyphenated(text: str) -> bool:
    """Whether a text ends in a hyphen behind a letter."""
    return HYPHENATED.search(text) is not None


def goes_on(text: str, following: str, *, full: bool) -> bool:
    """Whether a text that a column or page break interrupts goes on in the text that follows.

    Args:
        text: What stands before the break, or its last line.
        following: What comes after it, or its first line.
        full: Whether the last line before the break reaches the column's right edge.
    """
    if not text or not following or ends_sentence(text):
        return False
    return full or ends_hyphenated(text) or following[0].islower()


OPEN_WORDS = frozenset(
    "a an and as at by for from her his in into its no of on or our see than that the their this to und with".split()
)


def ends_open(text: str) -> bool:
    """Whether a text breaks off where no sentence or heading can end: within a bracket, or at a word that leads on."""
    bracket = text.rfind("(") > text.rfind(")")
    return bracket or text.rpartition(" ")[2].casefold() in OPEN_WORDS
