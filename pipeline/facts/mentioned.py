"""The named things of a document's blocks, looked up by their place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

Name = Mapping[str, Any]
_BACK = 50


class Mentioned:
    """The entities of one block, in the order of the text."""

    def __init__(self, names: Sequence[Name] = ()) -> None:
        self._names = names
        self._starts = [name["start"] for name in names]

    def within(self, start: int, end: int) -> Sequence[Name]:
        """Those that begin in a stretch of the text."""
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last(self, end: int, labels: frozenset[str], start: int = 0) -> str | None:
        """The name of the last one that ends by ``end`` and begins from ``start`` on."""
        before = bisect_left(self._starts, end)
        for name in reversed(self._names[max(0, before - _BACK) : before]):
            if start <= name["start"] and name["end"] <= end and name["label"] in labels:
                return str(name["canonical_name"] or name["text"])
        return None


class Mentions:
    """The entities of a document by block."""

    def __init__(self, entities: pa.Table) -> None:
        found: dict[int, list[Name]] = defaultdict(list)
        for row in entities.sort_by([("block", "ascending"), ("start", "ascending")]).to_pylist():
            found[row["block"]].append(row)
        self._blocks = {block: Mentioned(names) for block, names in found.items()}
        self._all = [name for names in found.values() for name in names]

    def __getitem__(self, block: int) -> Mentioned:
        return self._blocks.get(block, NOBODY)

    def ids(self, label: str) -> Iterator[str]:
        """The ids of all entities of a label."""
        return (name["canonical_id"] for name in self._all if name["label"] == label and name["canonical_id"])


NOBODY = Mentioned()
