"""Panels: tinted or framed boxes that hold text of their own (cards, sidebars, title bands).

A panel is read as one thing: what stands in it is finished before anything outside it goes on.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.layout.page import Ints, Page, PageWords

SLACK = 2.0  # points that a box may lie outside the one that holds it
TIGHT = 1.6  # of the type size, baseline to baseline: lines of one paragraph are not farther apart
MOST_PANELS = 400  # more boxes than that are a drawing, not panels
SMALLEST = (24.0, 9.0)  # points


@dataclass(frozen=True)
class Panel:
    """A box that holds words; points, origin top left, y down."""

    x0: float
    top: float
    x1: float
    bottom: float
    parent: int  # position of the panel around it, -1 for the page itself

    @property
    def area(self) -> float:
        """Square points."""
        return (self.x1 - self.x0) * (self.bottom - self.top)


def find_panels(page: Page) -> tuple[list[Panel], Ints]:
    """The page's panels, large before small, and for each word the innermost panel it stands in (-1: none)."""
    boxes = _candidates(page)
    holders = _innermost(page.words, boxes)
    boxes = [box for k, box in enumerate(boxes) if not _is_highlight(page.words, holders, k, box)]
    boxes = _holding_words(page.words, [box for box in boxes if not (page.words.ocr and _cuts_text(page.words, box))])
    panels = [Panel(*box, parent=_parent(boxes, k)) for k, box in enumerate(boxes)]
    return panels, _innermost(page.words, boxes)


Box = tuple[float, float, float, float]


def _candidates(page: Page) -> list[Box]:
    """Boxes of a plausible size, large before small, each place once."""
    boxes: dict[tuple[int, ...], Box] = {}
    for box in _merged_stripes(page):
        x0, top, x1, bottom = box
        wide, high = x1 - x0, bottom - top
        whole_page = wide > 0.93 * page.width and high > 0.9 * page.height
        if wide >= SMALLEST[0] and high >= SMALLEST[1] and not whole_page:
            boxes.setdefault(tuple(round(edge / 3) for edge in box), box)
    found = sorted(boxes.values(), key=lambda b: (-(b[2] - b[0]) * (b[3] - b[1]), b[1], b[0]))
    return found if len(found) <= MOST_PANELS else []


def _merged_stripes(page: Page) -> list[Box]:
    """The page's boxes, cut to the page; boxes of one colour that lie on each other's edge are one.

    Word processors tint a paragraph line by line.
    """
    drawn = page.graphics
    stripes: dict[tuple[int, int, int], list[Box]] = {}
    for i in drawn.of_kind("box"):
        box = (
            float(max(0.0, drawn.x0[i])),
            float(max(0.0, drawn.top[i])),
            float(min(page.width, drawn.x1[i])),
            float(min(page.height, drawn.bottom[i])),
        )
        stripes.setdefault((round(box[0]), round(box[2]), int(drawn.fill[i])), []).append(box)
    merged: list[Box] = []
    for (_, _, fill), column in stripes.items():
        column.sort(key=lambda box: box[1])
        merged.append(column[0])
        for box in column[1:]:
            last = merged[-1]
            if fill >= 0 and abs(box[1] - last[3]) < 1.5:
                merged[-1] = (min(last[0], box[0]), last[1], max(last[2], box[2]), max(last[3], box[3]))
            else:
                merged.append(box)
    return merged


def _innermost(words: PageWords, boxes: list[Box]) -> Ints:
    """For each word the last (smallest) of the boxes that hold its centre."""
    x, y = (words.x0 + words.x1) / 2, (words.top + words.bottom) / 2
    holder = np.full(len(words), -1, dtype=np.int64)
    for k, (x0, top, x1, bottom) in enumerate(boxes):
        holder[(x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)] = k
    return holder


def _holding_words(words: PageWords, boxes: list[Box]) -> list[Box]:
    """Boxes with words inside, and of boxes around the very same words the innermost only."""
    x, y = (words.x0 + words.x1) / 2, (words.top + words.bottom) / 2
    kept: dict[bytes, Box] = {}
    for x0, top, x1, bottom in boxes:
        inside = (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
        if inside.any():
            kept[inside.tobytes()] = (x0, top, x1, bottom)
    return sorted(kept.values(), key=lambda b: (-(b[2] - b[0]) * (b[3] - b[1]), b[1], b[0]))


def _is_highlight(words: PageWords, holders: Ints, k: int, box: Box) -> bool:
    """Whether a box only colours some words of a line that goes on outside it."""
    inside = np.flatnonzero(holders == k)
    if not len(inside):
        return False
    size = float(words.size[inside].max())
    if box[3] - box[1] > 2.2 * size:
        return False
    level = np.abs(words.baseline - np.median(words.baseline[inside])) < 0.3 * size
    gap = np.maximum(words.x0 - box[2], box[0] - words.x1)
    return bool((level & (holders != k) & (gap < 1.2 * size)).any())


def _cuts_text(words: PageWords, box: Box) -> bool:
    """Whether text runs on over a box's lower or upper edge as if it were not there: then it is a shadow on a scan."""
    x = (words.x0 + words.x1) / 2
    level = words.baseline[(x > box[0]) & (x < box[2])]
    size = float(np.median(words.size)) if len(words) else 1.0
    gaps = [
        level[level > edge].min(initial=np.inf) - level[level <= edge].max(initial=-np.inf) for edge in (box[1], box[3])
    ]
    return min(gaps) < TIGHT * size


def _parent(boxes: list[Box], k: int) -> int:
    x0, top, x1, bottom = boxes[k]
    for j in range(k - 1, -1, -1):
        a0, atop, a1, abottom = boxes[j]
        if a0 - SLACK <= x0 and atop - SLACK <= top and a1 + SLACK >= x1 and abottom + SLACK >= bottom:
            return j
    return -1
