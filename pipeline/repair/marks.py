"""The marks of list items: bullets, numbers and letters, which the kind of the block says already."""

from collections.abc import Iterator

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

LIST_MARK = Grounds("bullet", "list_mark", 0.98)


def list_mark(draft: Draft) -> Iterator[Change]:
    """The first words of an item, which layout found to be its mark, with the space behind them."""
    passage = draft.passage
    if passage.marker > 0:
        end = passage.starts[passage.marker] if passage.marker < len(passage.starts) else len(passage.raw)
        yield Change(0, end, "", LIST_MARK)
