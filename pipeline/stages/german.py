"""Quantities and dated lines in German, for which there is no language model: by rules alone."""

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.schema import Rows
from pipeline.stage import stage
from pipeline.tables import Blocks, Events, Figures


@stage(reads=(Blocks,), writes=(Figures, Events), languages=("de",))
def german(blocks: pa.Table) -> tuple[Rows, Rows]:
    """Rows of ``figures``, each claim once, and of ``events``."""
    from pipeline.facts.figures.statements import distinct
    from pipeline.facts.german import german_events, german_figures

    read = passages(blocks)
    return distinct(german_figures(read)), german_events(read)
