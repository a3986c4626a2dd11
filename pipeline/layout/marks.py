"""Marks at the head of a line: bullets, numbers and letters of list items, footnote marks, captions."""

import re

_SIGNS = ((0x2190, 0x21FF), (0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2701, 0x2767), (0x2794, 0x27BF), (0x27F0, 0x27FF))
BULLETS = frozenset("•‣⁃∙·»«›❯◦⬤⬥⮞⯈") | {chr(code) for first, last in _SIGNS for code in range(first, last + 1)}
BULLETS -= frozenset("☎☏✆✉")  # these say what the number behind them is
BULLETS |= frozenset("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d")  # of the symbol fonts of word processors
LONG_DASH = "—"
DASHES = "-–*+¤¢" + LONG_DASH  # bullets only where a space and a word follow
ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$|[①-⓿❶-➓]$")
CAPTION = re.compile(
    r"(?i:table|tab\.|figure|fig\.|chart|graph|map|box|exhibit|tabelle|abbildung)\s+(?:[A-Z]\.?)?(?:\d+|[A-Z]\b|[IVX]+\b)"
)
SOURCE_NOTE = re.compile(r"(?:sources?|notes?|nb|n\.b\.|quelle)\s*:", re.IGNORECASE)
NOTE_MARK = re.compile(r"(?:\? |[¹²³⁰⁴-⁹]+|\*{1,3}|†|‡|§)\s?\S")


def is_bullet(word: str) -> bool:
    """Whether a word is the glyph of a list item and nothing else."""
    return len(word) == 1 and (word in BULLETS or word in DASHES)


def marker_words(text: str) -> int:
    """How many of a line's first words are the mark of a list item: 0 or 1.

    A number or letter counts only with its stop or bracket ("1.", "a)", "(iv)").
    """
    first, _, rest = text.partition(" ")
    if not rest or not first:
        return 0
    if is_bullet(first):
        return 1 if first in BULLETS or rest[:1].isalnum() or rest[:1] in "“\"'‘(" else 0
    return 1 if ENUMERATOR.match(first) and rest[:1].isalnum() else 0


def is_mark(word: str) -> bool:
    """Whether a word can be the mark of a list item: a glyph, a number or a letter."""
    return is_bullet(word) or is_enumerator(word)


def is_enumerator(word: str) -> bool:
    """Whether a mark is a number or a letter rather than a glyph."""
    return ENUMERATOR.match(word) is not None


def opens_caption(text: str) -> bool:
    """Whether a block begins as captions do: "Table 1. …", "Figure 2: …"."""
    return CAPTION.match(text) is not None


def opens_note(text: str) -> bool:
    """Whether a line begins with the mark of a footnote: "¹ …", "* …"."""
    return NOTE_MARK.match(text) is not None


def opens_source_note(text: str) -> bool:
    """Whether a block begins as the notes under tables do: "Source: …"."""
    return SOURCE_NOTE.match(text) is not None
