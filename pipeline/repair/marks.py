"""The marks of list items: bullets, numbers and letters, which the kind of the block says already."""

import re
from collections.abc import Iterator

from pipeline.layout.marks import BULLETS
from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

LIST_MARK = Grounds("bullet", "list_mark", 0.98)
ICON = Grounds("bullet", "icon", 0.8)
STRAY_BULLET = Grounds("bullet", "stray_bullet", 0.8)

_ICON = re.compile(r"(?<!\S)[\ue000-\uf8ff]+(?:\s|$)")


def list_mark(draft: Draft) -> Iterator[Change]:
    """The first words of an item, which layout found to be its mark, with the space behind them."""
    passage = draft.passage
    if passage.marker > 0:
        end = passage.starts[passage.marker] if passage.marker < len(passage.starts) else len(passage.raw)
        yield Change(0, end, "", LIST_MARK)


def stray_bullet(draft: Draft) -> Iterator[Change]:
    """A bullet before a text that is no list item."""
    text = draft.text
    if len(text) > 2 and text[0] in BULLETS and text[1].isspace():
        yield Change(0, 2, "", STRAY_BULLET)


def icons(draft: Draft) -> Iterator[Change]:
    """Glyphs of symbol fonts that stand alone; no one can type them, for they have no code point of their own."""
    for found in _ICON.finditer(draft.text):
        yield Change(*found.span(), "", ICON)
