"""Lines: runs of words on one baseline that no gutter interrupts.

The order of the content stream is the first evidence for what belongs to a line: a program that sets columns writes
one column's line to its end before it turns to the next. Gaps and the alignment of neighbouring rows correct it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from pipeline.layout.gutters import Walls, split_at_gutters, split_at_walls
from pipeline.layout.marks import BULLETS, LONG_DASH, is_mark, marker_words
from pipeline.layout.page import Flags, Ints, PageWords
from pipeline.layout.rows import Rows

SAME_BASELINE = 0.35  # of the type size
WIDEST_SPACE = 6.0  # of the type size: justified lines of few words stretch their spaces that far
MARK_SPACE = 4.0  # the mark of a list item stands up to this far before its text
LARGE_INITIAL = 1.7  # times the type size of the words beside it
REJOINED_SPACE = 0.6  # pieces of a line that the stream holds apart are joined up to this gap
BRIDGED_SPACE = 3.0  # the same where words stand over and under the gap


@dataclass(frozen=True)
class Line:
    """A run of words on one baseline; points, origin top left, y down."""

    page: int
    words: tuple[int, ...]  # seq of its words, left to right
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float  # of most of its characters
    sizes: frozenset[float]  # of all its words, in half points
    bold: float  # share of its characters
    italic: float
    opens_bold: bool  # its first word
    closes_bold: bool  # its last word
    raised: bool  # whether it opens with a superscript
    color: int
    first: int  # its words' places in the stream: smallest, median
    middle: float
    panel: int  # the panel it stands in, -1 for the page itself
    marker: int = 0  # how many of its first words are the mark of a list item
    bulleted: bool = False  # whether it begins a list item without a written mark: behind a drawn one, or with a date
    dated: bool = False  # whether it is a row of a timeline: a date and what happened then

    @property
    def width(self) -> float:
        """Distance between left and right edge."""
        return self.x1 - self.x0

    @property
    def opens_item(self) -> bool:
        """Whether it begins a list item: behind a mark, written or drawn, or as a row of a timeline."""
        return self.marker > 0 or self.bulleted or self.dated

    @property
    def heavy(self) -> bool:
        """Whether all of it is bold."""
        return self.bold > 0.97


def build_lines(
    page: int, words: PageWords, panels: Ints, *, walls: Walls | None = None, at_bullets: bool = False
) -> list[Line]:
    """All words of a page in lines, top down.

    Args:
        page: Page number, kept in the lines.
        words: The page's words, all of one writing direction and upright.
        panels: For each word the panel it stands in (-1: none); no line crosses a panel's edge.
        walls: Upright rules; no line crosses one.
        at_bullets: Whether a bullet within a line begins another.
    """
    if not len(words):
        return []
    level = _levelled(words)
    runs = _stream_runs(level, panels)
    runs = _rejoin(level, panels, runs)
    runs = split_at_gutters(level, split_at_walls(level, runs, walls))
    if at_bullets:
        runs = [part for run in runs for part in _split_at_bullets(words, run)]
    holders = panels.tolist()
    lines = [_line(page, words, run, holders[run[0]]) for run in runs]
    return _without_lone_dashes(sorted(lines, key=lambda line: (line.baseline, line.x0)))


def _without_lone_dashes(lines: list[Line]) -> list[Line]:
    """Lines whose long dash is a mark only where another line begins with one at the same place.

    A single one more often names the speaker of a quotation.
    """
    places = Counter((line.panel, round(line.x0 / 4)) for line in lines if line.text.startswith(LONG_DASH))
    return [
        replace(line, marker=0)
        if line.text.startswith(LONG_DASH) and places[line.panel, round(line.x0 / 4)] == 1
        else line
        for line in lines
    ]


def _levelled(words: PageWords) -> PageWords:
    """The words with raised and lowered ones given baseline and size of the word they stand beside."""
    if not words.script.any():
        return words
    baseline, size = words.baseline.copy(), words.size.copy()
    order = np.argsort(words.seq, kind="stable")
    for k in np.flatnonzero(words.script[order] != 0):
        mark = order[k]
        for neighbour in (order[k - 1] if k else mark, order[k + 1] if k + 1 < len(order) else mark):
            gap = max(words.x0[mark] - words.x1[neighbour], words.x0[neighbour] - words.x1[mark])
            beside = words.top[neighbour] < words.bottom[mark] and words.top[mark] < words.bottom[neighbour]
            if words.script[neighbour] == 0 and gap < 0.5 * size[neighbour] and beside:
                baseline[mark], size[mark] = baseline[neighbour], size[neighbour]
                break
    return replace(words, baseline=baseline, size=size)


def _stream_runs(words: PageWords, panels: Ints) -> list[list[int]]:
    order = np.argsort(words.seq, kind="stable")
    before, after = order[:-1], order[1:]
    size = np.maximum(words.size[before], words.size[after])
    gap = words.x0[after] - words.x1[before]
    joined = _same_row(words, before, after) & (gap > -0.5 * size) & (gap < WIDEST_SPACE * size)
    joined &= panels[before] == panels[after]
    cuts = (np.flatnonzero(~joined) + 1).tolist()
    places = order.tolist()
    return [places[a:b] for a, b in pairwise([0, *cuts, len(places)])]


def _same_row(words: PageWords, a: Ints, b: Ints) -> Flags:
    smaller = np.minimum(words.size[a], words.size[b])
    level = np.abs(words.baseline[a] - words.baseline[b]) <= SAME_BASELINE * smaller
    overlap = np.minimum(words.bottom[a], words.bottom[b]) - np.maximum(words.top[a], words.top[b])
    read_as_one = (words.line[a] == words.line[b]) & (overlap > 0.5 * smaller)
    return (level | read_as_one) & ~_beside_initial(words, a, b)


def _beside_initial(words: PageWords, a: Ints, b: Ints) -> Flags:
    """Whether the first of two words is a drop cap for the second."""
    large: Flags = words.size[a] > LARGE_INITIAL * words.size[b]
    large[large] = [len(words.text[i]) == 1 and words.text[i].isalpha() for i in a[large].tolist()]
    return large


def _rejoin(words: PageWords, panels: Ints, runs: list[list[int]]) -> list[list[int]]:
    """Join runs that stand side by side on one baseline, whatever the stream says."""
    joined: list[list[int]] = []
    x0 = words.lists.x0
    rows = Rows.of(words) if words.ocr else None
    for row in _rows(words, runs):
        row.sort(key=lambda run: x0[run[0]])
        joined.append(row[0])
        for run in row[1:]:
            mark = len(joined[-1]) == 1 and is_mark(words.text[joined[-1][0]])
            bridged = not mark and rows is not None and _is_bridged(words, rows, joined[-1][-1], run[0])
            space = MARK_SPACE if mark else BRIDGED_SPACE if bridged else REJOINED_SPACE
            if _side_by_side(words, panels, joined[-1][-1], run[0], space):
                joined[-1].extend(run)
            elif _within(words, panels, run, joined[-1]):
                joined[-1] = sorted([*joined[-1], *run], key=x0.__getitem__)
            else:
                joined.append(run)
    return joined


def _is_bridged(words: PageWords, rows: Rows, left: int, right: int) -> bool:
    """Whether words over and under it show that the gap between two words is no gutter; OCR may take it for one."""
    gap = float(words.x1[left]), float(words.x0[right])
    return rows.bridge(gap, float(words.baseline[right]), float(words.size[right]))


def _within(words: PageWords, panels: Ints, inner: list[int], outer: list[int]) -> bool:
    """Whether a run fills a gap between words of another one: a reader took them out of order."""
    x0, x1 = words.lists.x0, words.lists.x1
    a, b = inner[0], inner[-1]
    free = x1[b] < x1[outer[-1]] and not any(x0[i] < x1[b] and x0[a] < x1[i] for i in outer)
    return free and _level(words, panels, outer[0], a)


def _rows(words: PageWords, runs: list[list[int]]) -> list[list[list[int]]]:
    """Runs whose baselines are level, across the page."""
    rows: list[list[list[int]]] = []
    baseline, size = words.lists.baseline, words.lists.size
    anchor = float("-inf")
    for run in sorted(runs, key=lambda run: baseline[run[0]]):
        if baseline[run[0]] - anchor > SAME_BASELINE * size[run[0]]:
            rows.append([])
            anchor = baseline[run[0]]
        rows[-1].append(run)
    return rows


def _side_by_side(words: PageWords, panels: Ints, left: int, right: int, space: float) -> bool:
    columns = words.lists
    size = max(columns.size[left], columns.size[right])
    return -0.3 * size < columns.x0[right] - columns.x1[left] < space * size and _level(words, panels, left, right)


def _level(words: PageWords, panels: Ints, left: int, right: int) -> bool:
    """Whether two words stand on one row of one panel."""
    return bool(panels[left] == panels[right] and _same_row(words, np.array([left]), np.array([right]))[0])


def _split_at_bullets(words: PageWords, run: list[int]) -> list[list[int]]:
    """A run, cut before each bullet that something other than another mark follows."""
    marks = [words.text[i] in BULLETS or words.text[i] in ("*", "+") for i in run]
    cuts = [k for k in range(1, len(run) - 1) if marks[k] and not marks[k - 1] and words.text[run[k + 1]][:1].isalnum()]
    return [run[a:b] for a, b in pairwise([0, *cuts, len(run)])]


def _line(page: int, words: PageWords, run: list[int], panel: int) -> Line:
    texts, columns = words.text, words.lists
    plain = [i for i in run if columns.script[i] == 0] or run
    halves = {i: round(2 * columns.size[i]) / 2 for i in plain}
    main = _of_most_characters(texts, halves)
    seqs = [columns.seq[i] for i in run]
    lengths = [len(texts[i]) for i in run]
    text = words.joined(run)
    return Line(
        page=page,
        words=tuple(seqs),
        text=text,
        marker=marker_words(text),
        x0=min([columns.x0[i] for i in run]),
        top=min([columns.top[i] for i in plain]),
        x1=max([columns.x1[i] for i in run]),
        bottom=max([columns.bottom[i] for i in plain]),
        baseline=columns.baseline[main],
        size=columns.size[main],
        sizes=frozenset(halves.values()),
        bold=sum([n for i, n in zip(run, lengths, strict=True) if columns.bold[i]]) / sum(lengths),
        italic=sum([n for i, n in zip(run, lengths, strict=True) if columns.italic[i]]) / sum(lengths),
        opens_bold=columns.bold[run[0]],
        closes_bold=columns.bold[run[-1]],
        raised=columns.script[run[0]] == 1,
        color=columns.color[main],
        first=min(seqs),
        middle=median(seqs),
        panel=panel,
    )


def _of_most_characters(texts: list[str], halves: dict[int, float]) -> int:
    """The first word of the type size, in half points, that most characters of a line are set in."""
    if len(set(halves.values())) == 1:
        return next(iter(halves))
    sizes: Counter[float] = Counter()
    for i, half in halves.items():
        sizes[half] += len(texts[i])
    most = max(sizes, key=lambda size: (sizes[size], size))
    return next(i for i, half in halves.items() if half == most)
