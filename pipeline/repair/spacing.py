"""Spaces that no one typed, and spaces that were lost."""

import re
from collections.abc import Iterator

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

BEFORE_MARK = Grounds("spacing", "space_before_mark", 0.9)
SPARE = Grounds("spacing", "spare_space", 1.0)

_BEFORE_MARK = re.compile(r"(?<=\w) +(?=[,.)\]](?:\s(?![,.])|$))")
_SPARE = re.compile(r"^\s+|\s+$|(?<=\s)\s+")


def space_before_mark(draft: Draft) -> Iterator[Change]:
    """No space before a comma, a stop or a closing bracket."""
    for found in _BEFORE_MARK.finditer(draft.text):
        yield Change(*found.span(), "", BEFORE_MARK)


def spare_spaces(draft: Draft) -> Iterator[Change]:
    """One space between words, none at the ends."""
    for found in _SPARE.finditer(draft.text):
        yield Change(*found.span(), "", SPARE)
