"""Dated happenings: conferences, launches, signings, elections, with ordinal, dates, place and country."""

from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa

from pipeline.facts.merging import best
from pipeline.facts.occasions import events_of
from pipeline.facts.spans import passages
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Entities, Events


@stage(reads=(Blocks, Entities), writes=Events)
def events(blocks: pa.Table, entities: pa.Table, *, min_confidence: float = 0.3) -> Iterable[Row]:
    """Rows of ``events`` for one document, the same event named twice once; below ``min_confidence`` left out."""
    names = defaultdict(list)
    for row in entities.sort_by([("block", "ascending"), ("start", "ascending")]).to_pylist():
        names[row["block"]].append(row)
    return [row for row in best(events_of(passages(blocks), names)) if row["confidence"] >= min_confidence]
