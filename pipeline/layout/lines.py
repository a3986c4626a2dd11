"""Lines: runs of words on one baseline that no gutter interrupts.

The order of the content stream is the first evidence for what belongs to a line: a program that sets columns writes
one column's line to its end before it turns to the next. Gaps and the alignment of neighbouring rows correct it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from pipeline.layout.marks import is_bullet, marker_words
from pipeline.layout.page import Flags, Ints, PageWords

SAME_BASELINE = 0.35  # of the type size
WIDEST_SPACE = 2.5  # of the type size: justified lines of few words stretch their spaces that far
DOUBTFUL_SPACE = 0.7  # from here on a gap may be a gutter, if the rows around it say so
REJOINED_SPACE = 0.6  # pieces of a line that the stream holds apart are joined up to this gap
ROWS_OF_A_GUTTER = 3
NEXT_ROW = 2.3  # of the type size: baselines of rows that follow each other


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

    @property
    def width(self) -> float:
        """Distance between left and right edge."""
        return self.x1 - self.x0

    @property
    def heavy(self) -> bool:
        """Whether all of it is bold."""
        return self.bold > 0.9

    @cached_property
    def marker(self) -> int:
        """How many of its first words are the mark of a list item."""
        return marker_words(self.text)


def build_lines(page: int, words: PageWords, panels: Ints) -> list[Line]:
    """All words of a page in lines, top down.

    Args:
        page: Page number, kept in the lines.
        words: The page's words, all of one writing direction and upright.
        panels: For each word the panel it stands in (-1: none); no line crosses a panel's edge.
    """
    if not len(words):
        return []
    runs = _stream_runs(words, panels)
    runs = _rejoin(words, panels, runs)
    runs = _split_at_gutters(words, runs)
    lines = [_line(page, words, run, int(panels[run[0]])) for run in runs]
    return sorted(lines, key=lambda line: (line.baseline, line.x0))


def joined_text(words: PageWords, run: Sequence[int]) -> str:
    """The words' text with a space wherever one stands between them."""
    return "".join(
        words.text[i] if place == 0 or words.glued[i] else " " + words.text[i] for place, i in enumerate(run)
    )


def _stream_runs(words: PageWords, panels: Ints) -> list[list[int]]:
    order = np.argsort(words.seq, kind="stable")
    before, after = order[:-1], order[1:]
    size = np.maximum(words.size[before], words.size[after])
    gap = words.x0[after] - words.x1[before]
    joined = _same_row(words, before, after) & (gap > -0.5 * size) & (gap < WIDEST_SPACE * size)
    joined |= words.glued[after] & (words.script[after] != 0)
    joined &= panels[before] == panels[after]
    return [[int(i) for i in run] for run in np.split(order, np.flatnonzero(~joined) + 1)]


def _same_row(words: PageWords, a: Ints, b: Ints) -> Flags:
    smaller = np.minimum(words.size[a], words.size[b])
    level = np.abs(words.baseline[a] - words.baseline[b]) <= SAME_BASELINE * smaller
    overlap = np.minimum(words.bottom[a], words.bottom[b]) - np.maximum(words.top[a], words.top[b])
    read_as_one = (words.line[a] == words.line[b]) & (overlap > 0.5 * smaller)
    return level | read_as_one


def _rejoin(words: PageWords, panels: Ints, runs: list[list[int]]) -> list[list[int]]:
    """Join runs that stand side by side on one baseline, whatever the stream says."""
    joined: list[list[int]] = []
    for row in _rows(words, runs):
        row.sort(key=lambda run: words.x0[run[0]])
        joined.append(row[0])
        for run in row[1:]:
            if _side_by_side(words, panels, joined[-1][-1], run[0]):
                joined[-1].extend(run)
            else:
                joined.append(run)
    return joined


def _rows(words: PageWords, runs: list[list[int]]) -> list[list[list[int]]]:
    """Runs whose baselines are level, across the page."""
    rows: list[list[list[int]]] = []
    anchor = float("-inf")
    for run in sorted(runs, key=lambda run: words.baseline[run[0]]):
        baseline = float(words.baseline[run[0]])
        if baseline - anchor > SAME_BASELINE * float(words.size[run[0]]):
            rows.append([])
            anchor = baseline
        rows[-1].append(run)
    return rows


def _side_by_side(words: PageWords, panels: Ints, left: int, right: int) -> bool:
    size = max(words.size[left], words.size[right])
    gap = words.x0[right] - words.x1[left]
    level = abs(words.baseline[left] - words.baseline[right]) <= SAME_BASELINE * min(
        words.size[left], words.size[right]
    )
    return bool(level and -0.3 * size < gap < REJOINED_SPACE * size and panels[left] == panels[right])


def _split_at_gutters(words: PageWords, runs: list[list[int]]) -> list[list[int]]:
    """Split runs at wide gaps behind which neighbouring rows begin at the same x: that is a column's edge."""
    starts = [(float(words.x0[run[0]]), float(words.baseline[run[0]])) for run in runs]
    doubtful: list[tuple[int, int]] = []
    for r, run in enumerate(runs):
        for k in range(1, len(run)):
            size = words.size[run[k]]
            wide = words.x0[run[k]] - words.x1[run[k - 1]] > DOUBTFUL_SPACE * size
            if wide and not (k == 1 and is_bullet(words.text[run[0]])):
                doubtful.append((r, k))
                starts.append((float(words.x0[run[k]]), float(words.baseline[run[k]])))
    if not doubtful:
        return runs
    edges = np.array(sorted(starts))
    cuts: dict[int, list[int]] = {}
    for r, k in doubtful:
        if _aligned_rows(edges, words, runs[r][k]) >= ROWS_OF_A_GUTTER:
            cuts.setdefault(r, []).append(k)
    split: list[list[int]] = []
    for r, run in enumerate(runs):
        edges_of = [0, *cuts.get(r, []), len(run)]
        split += [run[a:b] for a, b in pairwise(edges_of)]
    return split


def _aligned_rows(edges: Ints, words: PageWords, i: int) -> int:
    """Rows next to each other that begin at a word's left edge, its own included."""
    x, y, size = words.x0[i], words.baseline[i], words.size[i]
    low, high = np.searchsorted(edges[:, 0], [x - 0.15 * size, x + 0.15 * size])
    rows = np.sort(edges[low:high, 1])
    rows = rows[np.insert(np.diff(rows) > 0.5 * size, 0, True)]
    chains = np.split(rows, np.flatnonzero(np.diff(rows) > NEXT_ROW * size) + 1)
    return max((len(chain) for chain in chains if chain[0] - size < y < chain[-1] + size), default=0)


def _line(page: int, words: PageWords, run: list[int], panel: int) -> Line:
    index = np.array(run)
    lengths = np.array([len(words.text[i]) for i in run], dtype=np.float64)
    plain = words.script[index] == 0
    upright = index[plain] if plain.any() else index
    main = _of_most_characters(words, upright)
    seqs = words.seq[index]
    return Line(
        page=page,
        words=tuple(int(seq) for seq in seqs),
        text=joined_text(words, run),
        x0=float(words.x0[index].min()),
        top=float(words.top[upright].min()),
        x1=float(words.x1[index].max()),
        bottom=float(words.bottom[upright].max()),
        baseline=float(words.baseline[main]),
        size=float(words.size[main]),
        sizes=frozenset(float(size) for size in np.round(2 * words.size[upright]) / 2),
        bold=float(lengths[words.bold[index]].sum() / lengths.sum()),
        italic=float(lengths[words.italic[index]].sum() / lengths.sum()),
        opens_bold=bool(words.bold[run[0]]),
        closes_bold=bool(words.bold[run[-1]]),
        raised=bool(words.script[run[0]] == 1),
        color=int(words.color[main]),
        first=int(seqs.min()),
        middle=float(np.median(seqs)),
        panel=panel,
    )


def _of_most_characters(words: PageWords, index: Ints) -> int:
    """The first word of the type size that most characters of a line are set in."""
    sizes: dict[float, int] = {}
    for i in index:
        size = round(2 * float(words.size[i])) / 2
        sizes[size] = sizes.get(size, 0) + len(words.text[i])
    most = max(sizes, key=lambda size: (sizes[size], size))
    return next(int(i) for i in index if round(2 * float(words.size[i])) / 2 == most)
