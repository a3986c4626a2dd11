"""A run over hostile inputs, and what came of each, held against what is owed to it."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.printable import unescape
from pipeline.reasons import Reason
from pipeline.stage import discover
from pipeline.store.parts import DamagedError, combined
from pipeline.store.sites import LocalSite
from tests.laws import Tables, broken

ROOT = Path(__file__).resolve().parents[2]
REASONS = {reason.value for reason in Reason}
ALLOWED = {
    "read": {"ok"},
    "ok": {"ok"},
    "part": {"partial"},
    "told": {"ok", "partial", "failed"},
    "refused": {"partial", "failed"},
    "skipped": set(),
}


@dataclass(frozen=True)
class Ended:
    """A run that is over: its exit code, what it said, seconds, and the most memory of its supervisor, bytes."""

    code: int
    said: str
    seconds: float
    memory: int


def command(raw: Path, processed: Path, workers: int = 2, settings: Path | None = None) -> list[str]:
    """The command line of a run."""
    places = ["--raw", str(raw), "--processed", str(processed), "--workers", str(workers)]
    configured = ["--config", str(settings)] if settings else []
    return [sys.executable, "-m", "pipeline", "run", *places, *configured]


def configured(path: Path, **limits: float) -> Path:
    """A file of settings of the run."""
    path.write_text("[run]\n" + "".join(f"{name} = {value}\n" for name, value in limits.items()))
    return path


def run(raw: Path, processed: Path, *, workers: int = 2, settings: Path | None = None) -> Ended:
    """Run the pipeline to its end."""
    started = time.monotonic()
    with subprocess.Popen(
        command(raw, processed, workers, settings),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        said, _ = process.communicate()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Ended(process.returncode, said, time.monotonic() - started, most)


def documents(processed: Path) -> dict[str, dict[str, object]]:
    """Rows of ``documents`` by every path that they speak of, as the operating system takes it."""
    rows = pq.read_table(processed / "documents.parquet").to_pylist()
    return {unescape(path): row for row in rows for path in (row["source"], *row["duplicates"])}


def faults(found: Mapping[str, Mapping[str, object]], owed: Mapping[str, str]) -> Iterator[str]:
    """What is not as it is owed: a row that is missing or too many, a wrong status, a reason that is none."""
    for name in sorted(found.keys() | owed.keys()):
        row, expected = found.get(name), owed.get(name, "skipped")
        if row is None:
            if ALLOWED[expected]:
                yield f"{name!r}: {expected} is owed, and there is no row"
        elif row["status"] not in ALLOWED[expected]:
            yield f"{name!r}: {expected} is owed, it is {row['status']} ({row['error_type']})"
        elif expected in ("read", "part") and not row["n_words"]:
            yield f"{name!r}: {expected} is owed, and it has no words"
        elif (row["status"] == "ok") is not (row["error_type"] is None):
            yield f"{name!r}: {row['status']} with reason {row['error_type']}"
        elif row["error_type"] is not None and row["error_type"] not in REASONS:
            yield f"{name!r}: {row['error_type']} is no reason of the list"


@dataclass(frozen=True)
class Breach:
    """A law that the tables of a document break."""

    name: str
    told: str


def unlawful(processed: Path) -> tuple[int, list[Breach]]:
    """How many documents have all tables, and where these break the laws: what the run's own workers made, and kept."""
    count, found = 0, []
    for name, row in sorted(documents(processed).items()):
        if tables := _stored(processed, str(row["doc_id"])):
            count += 1
            found += [Breach(name, told) for told in broken(tables)]
    return count, found


def _stored(processed: Path, doc_id: str) -> Tables | None:
    """All tables of a document, also those that are not published; None where a stage could make nothing of it."""
    parts = LocalSite(processed).parts
    pieces: dict[str, list[pa.Table]] = {}
    schemas = {table.name: table for stage in discover() for table in stage.writes}
    for stage in discover():
        try:
            entry, tables = parts.tables(stage.name, doc_id, [table.name for table in stage.writes])
        except DamagedError:  # there is no such part
            return None
        if entry["failure"]:
            return None
        for name, table in tables.items():
            pieces.setdefault(name, []).append(table)
    return {name: combined(schemas[name], found) for name, found in pieces.items()}


def rows_of(processed: Path, sources: Mapping[str, str]) -> dict[str, str]:
    """By document the digest of all its rows in all tables; ``sources`` maps its doc_id to its name there."""
    told: dict[str, list[str]] = {name: [] for name in sources.values()}
    for path in sorted(processed.glob("*.parquet")):
        for row in pq.read_table(path).to_pylist():
            if row["doc_id"] in sources:
                told[sources[row["doc_id"]]].append(json.dumps([path.name, row], default=str, sort_keys=True))
    return {name: sha256("\n".join(lines).encode()).hexdigest() for name, lines in told.items()}


def digests(processed: Path) -> dict[str, str]:
    """The digest of every published table."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(processed.glob("*.parquet"))}
