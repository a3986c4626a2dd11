"""Named things: countries, organisations, persons, places."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.spans import Span, passages
from pipeline.handover import Mentions, Placements, Words
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Entities, Repairs

UNNAMED = frozenset({"page_number"})
"""Kinds of block that name nothing; headers and footers say whose the sheet is and where to write to."""


@stage(
    reads=(Blocks, Mentions, Cells, Repairs, Words, Placements),
    writes=Entities,
    uses=("pycountry", "wordfreq"),
    languages=("en",),
)
def entities(
    blocks: pa.Table,
    mentions: pa.Table,
    cells: pa.Table,
    repairs: pa.Table,
    words: pa.Table,
    placements: pa.Table,
    *,
    max_characters: int = 20_000,
) -> Iterator[Row]:
    """One row a mention; the box is that of its first line, or of its block where that line is not known.

    Args:
        blocks: The blocks of the document.
        mentions: What the language model sees in them.
        cells: The cells of its tables.
        repairs: What was changed between the text as read and that of the blocks.
        words: The words of the document, with their boxes.
        placements: Which word stands where in which block.
        max_characters: Blocks longer than this are read up to there.
    """
    from pipeline.facts.confidence import calibrated
    from pipeline.facts.names.naming import named
    from pipeline.repair.places import FirstLines

    read = [
        passage._replace(text=passage.text[:max_characters])
        for passage in passages(blocks, furniture=True)
        if passage.kind not in UNNAMED
    ]
    lines = FirstLines(blocks, repairs, words, placements)
    model = {Span(row["block"], row["start"], row["end"]): row["label"] for row in mentions.to_pylist()}
    rows = (
        {
            **claim.span._asdict(),
            **lines.of(*claim.span)._asdict(),
            "text": claim.text,
            "label": claim.label,
            "canonical_name": identity.name,
            "canonical_id": identity.id,
            "source": claim.source,
            "confidence": claim.confidence,
        }
        for claim, identity in named(read, model, cells.to_pylist())
    )
    yield from calibrated("entities", rows)
