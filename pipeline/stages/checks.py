"""What the document says of itself, tested: claimed counts, dates of one event, totals."""

from collections.abc import Iterable

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.handover import Placements, Words
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Checks, Events


@stage(reads=(Blocks, Cells, Events, Words, Placements), writes=Checks)
def checks(blocks: pa.Table, cells: pa.Table, events: pa.Table, words: pa.Table, placements: pa.Table) -> Iterable[Row]:
    """Rows of ``checks`` for one document, in the order of what they claim."""
    from pipeline.facts.checks.consistency import count_checks, date_checks
    from pipeline.facts.checks.doubts import doubtful_cells
    from pipeline.facts.checks.totals import total_checks
    from pipeline.facts.lists import find_lists

    found = [
        *count_checks(find_lists(passages(blocks))),
        *date_checks(events.to_pylist()),
        *total_checks(cells.to_pylist(), doubtful_cells(words, placements)),
    ]
    return sorted(found, key=lambda check: (check["claim_page"], check["claim_block"], check["kind"], check["claim"]))
