"""Countries in other languages than English, by the names that ISO 3166 has in them."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.handover import Placements, Words
from pipeline.language import OTHERS, within
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Entities, Repairs


@stage(reads=(Blocks, Repairs, Words, Placements), writes=Entities, uses=("pycountry",), languages=OTHERS)
def countries(blocks: pa.Table, repairs: pa.Table, words: pa.Table, placements: pa.Table) -> Iterator[Row]:
    """One row a mention; page and box are those of its first line, or of its block where no word is known to be its."""
    from pipeline.facts.names.translated import countries_in
    from pipeline.repair.places import FirstLines

    lines = FirstLines(blocks, repairs, words, placements)
    for language in OTHERS:
        for claim in countries_in(passages(within((blocks,), (language,))[0]), language):
            yield {
                **claim.span._asdict(),
                **lines.of(*claim.span)._asdict(),
                "text": claim.text,
                "label": claim.label,
                "canonical_name": claim.name,
                "canonical_id": claim.id,
                "source": claim.source,
                "confidence": claim.confidence,
            }
