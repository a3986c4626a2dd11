"""The lists of a document: their items, titles, and how many items they claim to have."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, ListItems


@stage(reads=(Blocks,), writes=ListItems)
def list_items(blocks: pa.Table) -> Iterator[Row]:
    """Rows of ``list_items`` for one document."""
    from pipeline.facts.lists import find_lists

    for number, listed in enumerate(find_lists(passages(blocks))):
        for position, item in enumerate(listed.items, 1):
            yield {
                "block": item.block,
                "page": item.page,
                "list": number,
                "list_title": listed.title,
                "position": position,
                "level": item.level or 1,
                "text": item.text,
                "claimed_count": listed.claim.count if listed.claim else None,
            }
