"""Blocks: lines in reading order, cut into paragraphs, headings and list items."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.layout.flow import ends_hyphenated, ends_open, ends_sentence
from pipeline.layout.lines import Line
from pipeline.layout.marks import BULLETS, is_enumerator, opens_note
from pipeline.layout.tables import FoundTable

PARAGRAPH_GAP = 1.28  # baseline distance in leadings
SENTENCE_GAP = 1.12  # the same, where a sentence ends
COLUMN = 100  # lines at most that tell where the edge of a column is
OTHER_SIZE = 1.13
INDENT = (0.75, 5.0)  # of the type size


@dataclass
class Draft:
    """A block on its way: its lines in reading order, or its table."""

    page: int
    column: int
    panel: int
    lines: list[Line] = field(default_factory=list)
    table: FoundTable | None = None
    kind: str = "paragraph"
    level: int | None = None
    right: float = 0.0  # right edge of the column it stands in
    confidence: float = 1.0
    by_picture: bool = False  # whether it stands right under a picture

    @property
    def text(self) -> str:
        """Its lines' text, line breaks as spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Type size of most of its characters, points."""
        if len({line.size for line in self.lines}) == 1:
            return self.lines[0].size
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @property
    def heavy(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.lines) and all(line.heavy for line in self.lines)

    @property
    def marker(self) -> int:
        """How many of its first words are the mark of a list item."""
        return self.lines[0].marker if self.lines else 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of what stands on the page where it begins."""
        if self.table:
            return self.table.x0, self.table.top, self.table.x1, self.table.bottom
        here = [line for line in self.lines if line.page == self.page]
        return (
            min(line.x0 for line in here),
            min(line.top for line in here),
            max(line.x1 for line in here),
            max(line.bottom for line in here),
        )

    @property
    def full(self) -> bool:
        """Whether its last line reaches the right edge of the column."""
        right = max(line.x1 for line in self.lines[-COLUMN:]) if len(self.lines) > 2 else self.right
        return self.lines[-1].x1 > right - 2 * self.lines[-1].size


class Leadings:
    """Usual distances between baselines, by type size, measured over a whole document."""

    def __init__(self, clusters: Sequence[Sequence[Line]]) -> None:
        seen: dict[float, Counter[float]] = {}
        for lines in clusters:
            for upper, lower in pairwise(lines):
                if _same_size(upper, lower):
                    distance = round(2 * (lower.baseline - upper.baseline)) / 2
                    seen.setdefault(_half(upper.size), Counter())[distance] += min(len(upper.text), len(lower.text))
        self._usual = {size: _first_peak(counts) for size, counts in seen.items()}

    def of(self, line: Line) -> float:
        """The usual distance below a line, points."""
        return self._usual.get(_half(line.size), 1.25 * line.size)


def _half(size: float) -> float:
    return round(2 * size) / 2


def _first_peak(counts: Counter[float]) -> float:
    """The smallest distance that is about as common as the most common one."""
    most = max(counts.values())
    return min(distance for distance, n in counts.items() if n >= 0.3 * most)


def split(lines: Sequence[Line], column: int, panel: int, leadings: Leadings) -> list[Draft]:
    """Lines of one column, in reading order, as blocks."""
    drafts: list[Draft] = []
    right = max((line.x1 for line in lines), default=0.0)
    for place, line in enumerate(lines):
        draft = drafts[-1] if drafts else None
        following = lines[place + 1] if place + 1 < len(lines) else None
        if draft is None or _begins(draft, line, following, leadings):
            draft = Draft(line.page, column, panel, right=right)
            drafts.append(draft)
        draft.lines.append(line)
    return drafts


def _begins(draft: Draft, line: Line, following: Line | None, leadings: Leadings) -> bool:
    """Whether a line begins a new block rather than going on with the draft."""
    last = draft.lines[-1]
    distance = line.baseline - last.baseline
    beside = distance < 0.5 * last.size or min(line.x1, last.x1) <= max(line.x0, last.x0) - line.size
    leading = max(leadings.of(last), leadings.of(line))
    if beside or line.bulleted or line.dated:
        return True
    if ends_hyphenated(last.text) and line.text[0].islower() and distance < PARAGRAPH_GAP * leading:
        return False
    if not _same_size(last, line) or _opens_item(draft, line) or _opens_note(last, line):
        return True
    gap = SENTENCE_GAP if ends_sentence(last.text) else PARAGRAPH_GAP
    if distance > gap * leading or _turns(draft, line):
        return True
    if draft.lines[0].dated:
        return line.x0 < draft.lines[0].x0 + line.size
    if draft.lines[0].opens_item:
        return _leaves_item(draft, line)
    if _indented(draft, line, following):
        return True
    return ends_sentence(last.text) and _would_fit(line, last, draft.right)


def _same_size(a: Line, b: Line) -> bool:
    """Whether two lines are set in one size, or share one where small capitals stand among the text."""
    return max(a.size, b.size) <= OTHER_SIZE * min(a.size, b.size) or bool(a.sizes & b.sizes)


def _opens_item(draft: Draft, line: Line) -> bool:
    """Whether a line begins a list item; a dash or number may also stand at a line's head by chance."""
    if not line.marker:
        return False
    mark = line.text.split(" ", 1)[0]
    if mark in BULLETS or not _runs_on(draft):
        return True
    head = draft.lines[0]
    aligned = abs(head.x0 - line.x0) < 0.5 * line.size
    return bool(head.marker) and aligned and is_enumerator(mark) == is_enumerator(head.text.split(" ", 1)[0])


def _opens_note(last: Line, line: Line) -> bool:
    return (line.raised or opens_note(line.text)) and not (ends_hyphenated(last.text) or line.text[:1] in "*")


def _turns(draft: Draft, line: Line) -> bool:
    """Whether the type turns bold, light or to another colour at the line break, and not within a sentence."""
    last = draft.lines[-1]
    if draft.heavy and not line.heavy:
        return not line.opens_bold
    if line.heavy and not draft.heavy:
        return not (last.closes_bold or _runs_on(draft))
    both_known = last.color >= 0 <= line.color
    return both_known and _contrast(last.color, line.color) > 96 and not _runs_on(draft)


def _runs_on(draft: Draft) -> bool:
    """Whether the draft's last line breaks off within a sentence."""
    last = draft.lines[-1]
    return ends_hyphenated(last.text) or ends_open(last.text) or (draft.full and not ends_sentence(last.text))


def _contrast(a: int, b: int) -> int:
    return max(abs((a >> shift & 255) - (b >> shift & 255)) for shift in (0, 8, 16))


def _leaves_item(draft: Draft, line: Line) -> bool:
    """Whether a line without a mark no longer belongs to the list item above it."""
    head = draft.lines[0]
    if len(draft.lines) > 1 and head.marker:
        hanging = draft.lines[1].x0 - head.x0
        return line.x0 < head.x0 + 0.5 * hanging - 0.2 * line.size
    return line.x0 < head.x0 - 0.5 * line.size or (
        line.x0 < head.x0 + 0.3 * line.size and ends_sentence(head.text) and _would_fit(line, head, draft.right)
    )


def _indented(draft: Draft, line: Line, following: Line | None) -> bool:
    """Whether a line is indented as the first lines of paragraphs are: once, and not its neighbours."""
    last = draft.lines[-1]
    step = (line.x0 - last.x0) / line.size
    if not INDENT[0] < step < INDENT[1] or line.heavy:
        return False
    if following is None:
        return ends_sentence(last.text)
    return abs(following.x0 - last.x0) < 0.5 * line.size and following.x0 < line.x0


def _would_fit(line: Line, last: Line, right: float) -> bool:
    """Whether the first word of a line had had room at the end of the line before: then the break was meant."""
    first, _, rest = line.text.partition(" ")
    share = (len(first) + 1) / max(1, len(first) + 1 + len(rest))
    return right - last.x1 > share * line.width + 0.4 * line.size
