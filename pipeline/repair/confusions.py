"""Letters that OCR takes for each other: put right only in words it was unsure of, and never in names or numbers."""

import re
from collections.abc import Iterator

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds
from pipeline.repair.evidence import Evidence

CONFUSION = Grounds("ocr_confusion", "look_alike", 0.7)
UNSURE = 0.7
"""Confidence below which a word is looked at."""

LOOK_ALIKES = (
    ("|", "l"),
    ("|", "I"),
    ("1", "l"),
    ("!", "l"),
    ("0", "o"),
    ("5", "s"),
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
)

_WORD = re.compile(r"[^\s.,;:()\[\]“”\"]+")
_CANDIDATE = re.compile(r"[A-Z]?[a-z|1!05]{3,}")


def look_alikes(draft: Draft) -> Iterator[Change]:
    """A letter or two of a doubtful word, where that makes it a common one and no other does."""
    for word, start in zip(draft.passage.words, draft.passage.starts, strict=True):
        if word.source != "ocr" or word.confidence >= UNSURE:
            continue
        at = draft.place_of(start)
        for found in _WORD.finditer(draft.text, at, min(len(draft.text), at + len(word.text))):
            if change := _corrected(found[0], draft.evidence):
                i, before, after = change
                yield Change(found.start() + i, found.start() + i + len(before), after, CONFUSION)


def _corrected(word: str, evidence: Evidence) -> tuple[int, str, str] | None:
    """Where in a word something stands for something else, if that can be told: offset, before, after."""
    letters = sum(map(str.isalpha, word))
    if (
        not _CANDIDATE.fullmatch(word)
        or letters < len(word) - 1
        or evidence.zipf(word) > 1
        or evidence.stands_often(word)
    ):
        return None
    found = [
        (match.start(), before, after)
        for before, after in LOOK_ALIKES
        for match in re.finditer(re.escape(before), word)
        if evidence.zipf(word[: match.start()] + after + word[match.end() :]) >= 4
    ]
    return found[0] if len(found) == 1 else None
