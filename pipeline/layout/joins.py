"""Blocks that a column or page break cut in two are put together again."""

from collections.abc import Sequence

from pipeline.layout.blocks import COLUMN, OTHER_SIZE, Draft
from pipeline.layout.flow import goes_on
from pipeline.layout.lines import Line

FLOATING = ("table", "caption", "footnote", "key_figure")
NEXT_LINE = 1.7  # of the type size
FARTHEST = 8  # floating blocks that may stand between the parts


def join_over_breaks(drafts: Sequence[Draft]) -> list[Draft]:
    """The document's blocks in reading order, each paragraph or list item that runs on over a break as one.

    The joined block keeps the place of its first part; what floated in between follows it.
    """
    joined: list[Draft] = []
    for draft in drafts:
        earlier = _broken_off(joined, draft)
        if earlier is None:
            joined.append(draft)
        else:
            earlier.lines += draft.lines
            earlier.right = draft.right
    return joined


def _broken_off(joined: Sequence[Draft], draft: Draft) -> Draft | None:
    """The block that a draft goes on with, or None."""
    if draft.kind != "paragraph" or draft.table or draft.lines[0].opens_item:
        return None
    for earlier in list(reversed(joined))[:FARTHEST]:
        if earlier.kind in ("paragraph", "list_item"):
            return earlier if _goes_on(earlier, draft) else None
        if earlier.kind not in FLOATING:
            return None
    return None


def _goes_on(earlier: Draft, draft: Draft) -> bool:
    last, first = earlier.lines[-1], draft.lines[0]
    below = last.page == first.page and last.baseline < first.baseline and _overlap(last.x0, last.x1, first)
    broken_off = earlier.full and first.text[0].islower()
    same_place = below and first.baseline - last.baseline > NEXT_LINE * last.size and not broken_off
    alike = max(last.size, first.size) <= OTHER_SIZE * min(last.size, first.size) and last.heavy == first.heavy
    same_panel = (earlier.panel == -1) == (draft.panel == -1)
    full = earlier.full and earlier.kind == "paragraph"
    on = goes_on(last.text, first.text, full=full) or (_fills_its_lines(earlier) and _opens_flush(draft))
    return not same_place and alike and same_panel and on


def _fills_its_lines(draft: Draft) -> bool:
    """Whether all lines of a justified paragraph reach its right edge, the last one too.

    A sentence may end there by chance, but the last line of a paragraph seldom is a full one.
    """
    lines = draft.lines[-COLUMN:]
    edge = max(line.x1 for line in lines)
    slack = 0.15 * lines[-1].size
    return draft.kind == "paragraph" and len(lines) > 2 and all(edge - line.x1 < slack for line in lines)


def _opens_flush(draft: Draft) -> bool:
    """Whether a paragraph of several lines begins without an indent."""
    return len(draft.lines) > 1 and draft.lines[0].x0 < draft.lines[1].x0 + 0.3 * draft.lines[0].size


def _overlap(x0: float, x1: float, line: Line) -> bool:
    return min(x1, line.x1) > max(x0, line.x0)
