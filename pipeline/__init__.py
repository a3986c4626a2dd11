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
        processed: The folder a run wrote, or its URL.

    Raises:
        FileNotFoundError: No run has written that table there.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    sources = [_source(file) for file in files(table, processed)]
    return pa.concat_tables([pq.read_table(source, partitioning=None) for source in sources]).to_pandas()


def files(table: str, processed: str | Path = "processed") -> list[str]:
    """The files of a published table, in order: their paths, or URLs where ``processed`` is one.

    Args:
        table: Its name.
        processed: The folder a run wrote, or its URL.

    Raises:
        FileNotFoundError: No run has written that table there.
    """
    from pipeline.store.package import files_of_table, package

    if "://" in str(processed):
        from pipeline.store.cloudsite import package_at

        found = files_of_table(package_at(str(processed)), table)
    else:
        found = files_of_table(package(Path(processed)), table)
    if not found:
        raise FileNotFoundError(f"{processed}/{table}.parquet: no such table; run `make all` first, or check the name")
    return [f"{processed}/{path}" for path in found]


def _source(file: str) -> object:
    if "://" not in file:
        return file
    import fsspec

    return fsspec.open(file, "rb").open()
