"""Why a text is as it is: every repair of a document by rule, and what the text would be without it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.repair.edits import undo
from pipeline.report import NotThereError
from pipeline.report.published import Published

_AROUND = 40
"""Characters shown on either side of a change."""


class Explained(NamedTuple):
    """One repair: where, what was read and what stands now, and the line with it and without its rule."""

    rule: str
    kind: str
    page: int
    block: int
    before: str
    after: str
    confidence: float
    line: str
    without: str


class _Repair(NamedTuple):
    kind: str
    start: int
    end: int
    before: str
    after: str
    rule: str
    confidence: float
    page: int


def explained(document: Published, rule: str | None = None) -> list[Explained]:
    """The repairs of a document's blocks, rule by rule, or those of one rule.

    Raises:
        NotThereError: That rule changed nothing in the document.
    """
    found = sorted(_all(document), key=lambda one: (one.rule, one.page, one.block))
    rules = sorted({one.rule for one in found})
    if rule and rule not in rules:
        raise NotThereError(f"no rule {rule!r} changed anything here; those that did: {', '.join(rules) or 'none'}")
    return [one for one in found if rule in (None, one.rule)]


def lines(found: list[Explained]) -> Iterator[str]:
    """What was found, for people to read."""
    by_rule: dict[str, list[Explained]] = defaultdict(list)
    for one in found:
        by_rule[one.rule].append(one)
    for rule, changes in by_rule.items():
        yield f"{rule} ({changes[0].kind}): {len(changes)} change{'s' if len(changes) > 1 else ''}"
        for one in changes:
            yield f"  page {one.page}, block {one.block}: {one.before!r} -> {one.after!r} ({one.confidence:.2f})"
            yield f"    with it:    {one.line}"
            yield f"    without it: {one.without}"
    yield f"{len(found)} repairs by {len(by_rule)} rules"


def _all(document: Published) -> Iterator[Explained]:
    by_block: dict[int, list[_Repair]] = defaultdict(list)
    for row in document.rows.get("repairs", []):
        if row["block"] is not None:
            by_block[int(str(row["block"]))].append(_Repair._make(row[name] for name in _Repair._fields))
    for block, repairs in by_block.items():
        text = str(document.blocks[block]["text"])
        for one in repairs:
            yield Explained(
                rule=one.rule,
                kind=one.kind,
                page=one.page,
                block=block,
                before=one.before,
                after=one.after,
                confidence=round(one.confidence, 3),
                line=_line(text, one.start, one.end),
                without=_without(text, one),
            )


def _without(text: str, repair: _Repair) -> str:
    before = undo(text, [repair])
    return _line(before, repair.start, repair.start + len(repair.before))


def _line(text: str, start: int, end: int) -> str:
    begin, reach = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return f"{'…' if begin else ''}{text[begin:reach]}{'…' if reach < len(text) else ''}"
