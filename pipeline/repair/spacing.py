"""Spaces that no one typed between words."""

import re
from collections.abc import Iterator

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

BEFORE_MARK = Grounds("spacing", "space_before_mark", 0.9)
UNSPACED = Grounds("line_join", "unspaced_script", 0.95)
SPARE = Grounds("spacing", "spare_space", 1.0)

_BEFORE_MARK = re.compile(r"(?<=\w) +(?=[,.)\]](?:\s(?![,.])|$))")
_HAN = r"[\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]"  # ideographs, kana, their punctuation
_UNSPACED = re.compile(rf"(?<={_HAN})\n(?={_HAN})")
_SPARE = re.compile(r"^\s+|\s+$|(?<=\s)\s+")


def space_before_mark(draft: Draft) -> Iterator[Change]:
    """No space before a comma, a stop or a closing bracket."""
    for found in _BEFORE_MARK.finditer(draft.text):
        yield Change(*found.span(), "", BEFORE_MARK)


def unspaced_lines(draft: Draft) -> Iterator[Change]:
    """No space where a line ends in Chinese or Japanese."""
    for found in _UNSPACED.finditer(draft.text):
        yield Change(*found.span(), "", UNSPACED)


def spare_spaces(draft: Draft) -> Iterator[Change]:
    """One space between words, none at the ends."""
    if len(" ".join(draft.text.split())) == len(draft.text):
        return
    for found in _SPARE.finditer(draft.text):
        yield Change(*found.span(), "", SPARE)
