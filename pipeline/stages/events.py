"""Dated happenings: conferences, launches, signings, elections, with ordinal, dates, place and country."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.mentioned import Mentions
from pipeline.facts.spans import passages
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Entities, Events


@stage(reads=(Blocks, Entities, Cells), writes=Events, languages=("en",))
def events(blocks: pa.Table, entities: pa.Table, cells: pa.Table, *, min_confidence: float = 0.3) -> Iterator[Row]:
    """Rows of ``events`` for one document, the same event named twice once.

    Args:
        blocks: The blocks of the document.
        entities: Its named things.
        cells: The cells of its tables.
        min_confidence: Rows of less confidence are left out.
    """
    from pipeline.facts.confidence import calibrated
    from pipeline.facts.events.merging import best
    from pipeline.facts.events.occasions import events_of

    found = best(events_of(passages(blocks), Mentions(entities), cells.to_pylist()))
    return calibrated("events", found, min_confidence)
