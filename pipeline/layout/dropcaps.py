"""Drop caps: a large initial that stands beside the first lines of its paragraph."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.lines import Line

LARGE = 1.7  # times the type size of the line it belongs to
FARTHEST = 1.0  # of its own size


def attach_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """Lines, top down, each large initial moved to the head of the first line beside it."""
    caps = [line for line in lines if len(line.text) <= 2 and line.text[:1].isalpha() and line.text[:1].isupper()]
    attached = list(lines)
    for cap in caps:
        beside = [line for line in attached if line is not cap and _stands_beside(line, cap)]
        if beside:
            first = min(beside, key=lambda line: line.baseline)
            attached[attached.index(first)] = replace(
                first, words=cap.words + first.words, text=f"{cap.text} {first.text}", first=min(cap.first, first.first)
            )
            attached.remove(cap)
    return attached


def _stands_beside(line: Line, cap: Line) -> bool:
    level = cap.top - 0.3 * line.size < line.baseline <= cap.baseline + 0.3 * line.size
    near = -1.0 <= line.x0 - cap.x1 < FARTHEST * cap.size
    return line.panel == cap.panel and cap.size > LARGE * line.size and level and near
