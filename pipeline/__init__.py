"""Fact sheets, born digital or scanned, become Parquet tables with evidence for every row."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.1.0"


def load(table: str, processed: str | Path = "processed") -> "pd.DataFrame":
    """A published table as a pandas DataFrame.

    Args:
        table: Its name, e.g. ``"figures"``.
        processed: The folder a run wrote.

    Raises:
        FileNotFoundError: No run has written that table there.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.package import PACKAGE, files

    folder = Path(processed)
    paths = files(folder).get(table, []) if (folder / PACKAGE).exists() else []
    if not paths:
        raise FileNotFoundError(f"{folder / table}.parquet: no such table; run `make all` first, or check the name")
    return pa.concat_tables([pq.read_table(path, partitioning=None) for path in paths]).to_pandas()
