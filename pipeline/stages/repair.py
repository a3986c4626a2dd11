"""Blocks of text as a careful person would type it, with every difference from what was read on record."""

from itertools import chain

import pyarrow as pa

from pipeline.handover import Grid, Outline, Placements, Words
from pipeline.schema import Rows
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Repairs


@stage(reads=(Words, Outline, Placements, Grid), writes=(Blocks, Repairs, Cells), uses=("wordfreq", "ftfy"))
def repair(words: pa.Table, outline: pa.Table, placements: pa.Table, grid: pa.Table) -> tuple[Rows, Rows, Rows]:
    """Put words together to the text of blocks and cells, and repair it.

    Args:
        words: The words read, also those rejected.
        outline: The blocks, in reading order.
        placements: Which word stands where in which block.
        grid: The cells of tables.
    """
    from pipeline.repair.blocks import assemble, block_rows, cell_rows, languages, repair_rows
    from pipeline.repair.passages import passages, words_of
    from pipeline.repair.unplaced import unplaced_rows

    read = words_of(words)
    outlined = outline.to_pylist()
    found = passages(read, placements, {row["block"]: row["marker"] for row in outlined})
    blocks = list(assemble(outlined, found))
    held = {(word.page, word.seq) for cells in found.values() for passage in cells.values() for word in passage.words}
    repairs = chain(repair_rows(blocks), unplaced_rows(read, held))
    spoken = languages(blocks)
    return block_rows(blocks, spoken), repairs, cell_rows(grid.to_pylist(), blocks, spoken)
