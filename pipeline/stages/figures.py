"""Quantities the document claims: 'over 70 lighthouses', 'NOK 9 million', 'from 2% to 3%'."""

from collections.abc import Iterator

import pyarrow as pa

from pipeline.facts.mentioned import Mentions
from pipeline.facts.spans import passages
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Entities, Figures


@stage(reads=(Blocks, Entities, Cells), writes=Figures, languages=("en",))
def figures(blocks: pa.Table, entities: pa.Table, cells: pa.Table, *, min_confidence: float = 0.3) -> Iterator[Row]:
    """Rows of ``figures`` for one document, each claim once.

    Args:
        blocks: The blocks of the document.
        entities: Its named things.
        cells: The cells of its tables.
        min_confidence: Rows of less confidence are left out.
    """
    from pipeline.facts.confidence import calibrated
    from pipeline.facts.figures.statements import distinct, figures_of

    found = distinct(figures_of(passages(blocks), Mentions(entities), cells.to_pylist()))
    return calibrated("figures", found, min_confidence)
