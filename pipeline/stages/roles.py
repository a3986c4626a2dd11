"""Who holds which role in what: 'chaired by', 'the main donor to', 'Director of'."""

import pyarrow as pa

from pipeline.facts.masking import things
from pipeline.facts.spans import passages
from pipeline.schema import Rows
from pipeline.stage import stage
from pipeline.tables import Blocks, Cells, Entities, Roles


@stage(reads=(Blocks, Entities, Cells), writes=Roles, uses=("pycountry",), languages=("en",))
def roles(blocks: pa.Table, entities: pa.Table, cells: pa.Table) -> Rows:
    """One row a role of a country, an organisation or a person."""
    from pipeline.facts.confidence import calibrated
    from pipeline.facts.roles.assignments import assignments

    return calibrated(
        "roles", assignments(passages(blocks, furniture=True), things(entities.to_pylist()), cells.to_pylist())
    )
