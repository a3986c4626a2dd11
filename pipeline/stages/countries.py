"""Countries in other languages than English, by the names that ISO 3166 has in them."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.language import OTHERS, within
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Entities


@stage(reads=(Blocks,), writes=Entities, uses=("pycountry",), languages=OTHERS)
def countries(blocks: pa.Table) -> Iterator[Row]:
    """One row a mention; the box is that of the block."""
    from pipeline.facts.translated import countries_in

    for language in OTHERS:
        yield from countries_in(passages(within((blocks,), (language,))[0]), language)
