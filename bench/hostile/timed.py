"""A run that notes the seconds of every try of every document: ``python -m bench.hostile.timed NOTES run ...``."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from pipeline.cli import main
from pipeline.engine.interface import Result
from pipeline.engine.pool import Pool

_results = Pool.results


def slowest(notes: Path) -> tuple[str, float]:
    """The document that took longest over all its tries, and its seconds."""
    seconds: Counter[str] = Counter()
    for line in notes.read_text().splitlines() if notes.exists() else ():
        doc_id, took = json.loads(line)
        seconds[doc_id] += took
    return max(seconds.items(), key=lambda one: one[1], default=("", 0.0))


def _noted(pool: Pool) -> Iterator[Result]:
    with Path(_NOTES).open("w") as notes:
        for result in _results(pool):
            print(json.dumps([result.task["doc_id"], result.seconds]), file=notes, flush=True)
            yield result


if __name__ == "__main__":
    _NOTES = sys.argv.pop(1)
    with mock.patch.object(Pool, "results", _noted):
        main()
