"""Named things: countries, organisations, persons, places, and the dates and sums the model is right about."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.spans import Span, passages
from pipeline.handover import Mentions
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Entities


@stage(reads=(Blocks, Mentions, Cells), writes=Entities, uses=("pycountry", "wordfreq"), languages=("en",))
def entities(blocks: pa.Table, mentions: pa.Table, cells: pa.Table, *, max_characters: int = 20_000) -> Iterator[Row]:
    """One row a mention; the box is that of the block, since a line's is not known once the text is repaired.

    Args:
        blocks: The blocks of the document.
        mentions: What the language model sees in them.
        cells: The cells of its tables.
        max_characters: Blocks longer than this are read up to there.
    """
    from pipeline.facts.naming import named

    read = [
        passage._replace(text=passage.text[:max_characters])
        for passage in passages(blocks, furniture=True)
        if passage.kind != "page_number"
    ]
    boxes = {passage.block: passage for passage in read}
    model = {Span(row["block"], row["start"], row["end"]): row["label"] for row in mentions.to_pylist()}
    for claim, identity in named(read, model, cells.to_pylist()):
        block, start, end = claim.span
        x0, top, x1, bottom = boxes[block].box
        yield {
            "block": block,
            "page": boxes[block].page,
            "start": start,
            "end": end,
            "text": claim.text,
            "label": claim.label,
            "canonical_name": identity.name,
            "canonical_id": identity.id,
            "source": claim.source,
            "confidence": claim.confidence,
            "x0": x0,
            "top": top,
            "x1": x1,
            "bottom": bottom,
        }
