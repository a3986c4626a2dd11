"""A text while it is repaired."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter

from pipeline.repair.edits import Change, Edit, Repaired, changed, combined, joined
from pipeline.repair.evidence import LETTERS, Evidence
from pipeline.repair.passages import Passage

WIDEST = 80
"""Characters on either side up to which an edit is widened to the whole word."""


class Draft:
    """A text under repair: as read, as it stands now (line breaks kept), and the edits between the two.

    Args:
        passage: The text as read.
        evidence: What else the document prints.
    """

    def __init__(self, passage: Passage, evidence: Evidence) -> None:
        self.passage = passage
        self.evidence = evidence
        self.text = self.raw = passage.raw
        self.edits: list[Edit] = []
        self._grown = [0]  # by how much the edits before each edit, and before the end, have made the text longer
        self._letters: list[str] | None = None  # those of text, once asked for
        self._ends: list[int] = []  # where in text each edit's after ends

    def apply(self, changes: Iterable[Change]) -> None:
        """Make changes to ``text``; they stand in order and do not overlap."""
        wanted = [c for c in changes if self.text[c.start : c.end] != c.after]
        if wanted:
            self.edits = list(combined(self.text, self.edits, wanted))
            self.text = changed(self.text, wanted)
            self._letters = None
            self._grown = [0, *accumulate(edit.growth for edit in self.edits)]
            self._ends = [edit.end + grown for edit, grown in zip(self.edits, self._grown[1:], strict=True)]

    @property
    def letters(self) -> list[str]:
        """The runs of letters in ``text``."""
        if self._letters is None:
            self._letters = LETTERS.findall(self.text)
        return self._letters

    def place_of(self, offset: int) -> int:
        """Where in ``text`` the character read at ``offset`` now stands."""
        before = bisect_right(self.edits, offset, key=attrgetter("end"))
        grown = self._grown[before]
        return min(offset, self.edits[before].start) + grown if before < len(self.edits) else offset + grown

    def repairs(self) -> list[Repaired]:
        """The edits as rows, offsets in the repaired text, each widened to the whole word where it is alone there."""
        starts = [end - len(edit.after) for edit, end in zip(self.edits, self._ends, strict=True)]
        rows: list[Repaired] = []
        for edit, start, end, high in zip(self.edits, starts, self._ends, [*starts[1:], len(self.text)], strict=False):
            rows.append(self._row(edit, start, end, rows[-1].end if rows else 0, high))
        return rows

    def _row(self, edit: Edit, start: int, end: int, low: int, high: int) -> Repaired:
        """The row of one edit whose neighbours leave it ``[low, high)`` of the text."""
        before = self.raw[edit.start : edit.end]
        head, tail = self._word_around(start, end, low, high)
        whole_token = (not head and before[-1:].isspace()) or (not tail and before[:1].isspace())
        if whole_token:
            head = tail = ""
        before, after = head + before + tail, head + joined(edit.after) + tail
        return Repaired(start - len(head), end + len(tail), before, after, *edit.grounds)

    def _word_around(self, start: int, end: int, low: int, high: int) -> tuple[str, str]:
        """The rest of the word left and right of a place; nothing where it is too long or another edit stands in it."""
        left, right = start, end
        while left > max(low, start - WIDEST) and not self.text[left - 1].isspace():
            left -= 1
        while right < min(high, end + WIDEST) and not self.text[right].isspace():
            right += 1
        cut_off = _in_word(self.text, left) or _in_word(self.text, right)
        return ("", "") if cut_off else (self.text[left:start], self.text[end:right])


def _in_word(text: str, offset: int) -> bool:
    """Whether there are parts of one word on both sides of an offset."""
    return 0 < offset < len(text) and not text[offset - 1].isspace() and not text[offset].isspace()
