"""The test documents, and a document's tables without the engine: every stage in order, in memory."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyarrow as pa

from pipeline.reading.sniff import sniff
from pipeline.stage import RawFile, discover

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Documents that are judged but not part of the repository; absent in a plain clone."""

SAMPLES = Path(__file__).resolve().parents[1] / "raw"

UNREAD = frozenset(("r06", "r07", "r08", "r09", "r10"))
"""Typeset sheets whose misses nobody reads: what they score is what to expect of unseen sheets."""

Tables = dict[str, pa.Table]


@cache
def tables_of(path: Path) -> Tables:
    """Every table of one document, by name, published or not; rows without ``doc_id``."""
    return run_stages(path.read_bytes())


def run_stages(data: bytes) -> Tables:
    """As ``tables_of``, from bytes."""
    media_type = sniff(data)
    assert media_type is not None
    file = RawFile(media_type, data)
    tables: Tables = {}
    for stage in discover():
        inputs = [file if source.name == "file" else tables[source.name] for source in stage.reads]
        for table, rows in zip(stage.writes, stage(*inputs), strict=True):
            tables[table.name] = pa.concat_tables([tables[table.name], rows]) if table.name in tables else rows
    return tables


def shared_documents() -> Iterator[Path]:
    """Documents outside the repository that the laws must hold on, where they are at hand."""
    for pattern in ("bench/dev/*.pdf", "real/documents/*", "seed/*.txt"):
        for path in sorted(SHARED.glob(pattern)):
            if ".scan." not in path.name or os.environ.get("SCANS"):
                yield path


def typeset() -> list[Path]:
    """The sheets with gold that other programs typeset (``tests/typeset``)."""
    return sorted((Path(__file__).parent / "typeset").glob("*.pdf"))


def read_sheets() -> list[Path]:
    """The typeset sheets whose misses have been read while rules were made."""
    return [sheet for sheet in typeset() if sheet.stem not in UNREAD]


def unread_sheets() -> list[Path]:
    """The typeset sheets on which no rule was made: only their scores were looked at."""
    return [sheet for sheet in typeset() if sheet.stem in UNREAD]


def samples() -> Iterator[Path]:
    """The sample sheets that the repository carries in raw/."""
    yield from sorted(p for p in SAMPLES.iterdir() if p.name != "README.md")
