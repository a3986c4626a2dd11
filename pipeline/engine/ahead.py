"""What the stages load when they are first called, loaded once for all workers, which come to share the memory.

Imported before workers are made: a small sheet goes through all stages. What fails here fails again where a document
needs it, with its reason.
"""

import gc
from contextlib import suppress

import pyarrow as pa

from pipeline.engine.lean import without_pandas
from pipeline.stage import File, RawFile, discover

_SHEET = b"""The Harbour Fund

Dr Anna Berg, Director of the Harbour Fund, opened the 3rd Harbour Conference in Oslo, Norway, on 4 May 2019. The fund
is chaired by Norway and works with over 30 municipalities, five universities and 2.5 million people.

Members:
- Kenya, since 2004
- the Ministry of Ports
"""


def load() -> None:
    """Call every stage once, and keep the garbage collector from going through what that has loaded."""
    without_pandas()
    tables: dict[str, pa.Table] = {}
    for stage in discover():
        inputs = [RawFile("text/plain", _SHEET) if source is File else tables[source.name] for source in stage.reads]
        for table, rows in zip(stage.writes, stage(*inputs), strict=True):
            tables.setdefault(table.name, rows)
    gc.collect()
    gc.freeze()


with suppress(Exception):
    load()
