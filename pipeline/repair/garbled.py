"""Text that came out garbled: bytes read in the wrong encoding, letters printed twice for bold."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

MOJIBAKE = Grounds("unicode", "mojibake", 0.9)
DOUBLED = Grounds("duplicate_glyphs", "doubled_letters", 0.95)

_LINE = re.compile(r"[^\n]+")
_LONGEST = 1000  # characters of a line that is looked at

_SIGN = re.compile(
    r"[ÂÃâÐÑÎÏäåæçèéïð][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
"""First byte of a character in UTF-8 and one that follows it, both read as Windows-1252 or Latin-1."""

_DOUBLED = re.compile(r"^(\S)\1[^\n]*", re.MULTILINE)
"""A line that begins with one character twice."""


def mojibake(draft: Draft) -> Iterator[Change]:
    """UTF-8 that was read as another encoding, by the rules of ``ftfy``."""
    if draft.text.isascii() or not _SIGN.search(draft.text):
        return
    from ftfy import fix_encoding

    for found in _LINE.finditer(draft.text):
        line = found[0]
        if len(line) <= _LONGEST and _SIGN.search(line):
            yield from _differences(line, fix_encoding(line), found.start())


def _differences(before: str, after: str, offset: int) -> Iterator[Change]:
    for action, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action != "equal":
            yield Change(offset + i, offset + j, after[k:m], MOJIBAKE)


def doubled_letters(draft: Draft) -> Iterator[Change]:
    """Lines in which every character stands twice."""
    for found in _DOUBLED.finditer(draft.text):
        if _is_doubled(found[0]):
            for word in re.finditer(r"\S+", found[0]):
                start, end = found.start() + word.start(), found.start() + word.end()
                yield Change(start, end, word[0][::2], DOUBLED)


def _is_doubled(line: str) -> bool:
    words = line.split()
    letters = sum(map(str.isalpha, line))
    return letters >= 8 and all(len(word) % 2 == 0 and word[::2] == word[1::2] for word in words)
