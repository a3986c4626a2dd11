"""Letters that OCR takes for each other: put right only in words it was not sure of, and never in names or numbers.

A word is changed when no list and no other place of the document knows it, and exactly one common word is a single
misreading away. On scanned sheets with known text nearly all such changes were right, and none spoilt a word that
had been read rightly; tesseract's confidence was up to 0.93 in the words misread.
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds
from pipeline.repair.evidence import Evidence

CONFUSION = Grounds("ocr_confusion", "one_misreading", 0.8)

UNSURE = 0.94
"""Confidence below which a word is looked at."""

COMMON, COMMONER = 3.3, 1.5
"""Zipf frequency from which a word may be what was printed, and its lead over any other such word."""

LOOK_ALIKES = (
    ("|", "l"), ("1", "l"), ("!", "l"), ("!", "i"), ("0", "o"), ("5", "s"), ("rn", "m"), ("in", "m"), ("ni", "m"),
    ("vv", "w"), ("cl", "d"), ("ii", "n"), ("ii", "u"), ("li", "h"), ("ri", "n"),
)  # fmt: skip

_TOKEN = re.compile(r"[a-z][a-z|1!05]{4,24}[a-z]")
_BEHIND = re.compile(r"[a-z|1!05]{0,26}")


def misread_letters(draft: Draft) -> Iterator[Change]:
    """A misread letter of a doubtful word."""
    done = 0
    for word, start in zip(draft.passage.words, draft.passage.starts, strict=True):
        if word.source != "ocr" or word.confidence >= UNSURE:
            continue
        begin, end = _token_at(draft.text, draft.place_of(start))
        token = draft.text[begin:end]
        if begin >= done and _TOKEN.fullmatch(token) and (better := _corrected(token, draft.evidence)):
            done = end
            yield Change(begin, end, better, CONFUSION)


def _token_at(text: str, at: int) -> tuple[int, int]:
    """Where the letters begin and end that an offset, or the mark before a word, stands in."""
    begin = at
    while begin < len(text) and begin < at + 2 and not text[begin].isalnum():
        begin += 1
    while begin > max(0, at - 25) and text[begin - 1] in ascii_lowercase:
        begin -= 1
    found = _BEHIND.match(text, begin)
    end = found.end() if found else begin
    whole = _stands_free(text, begin - 1) and _stands_free(text, end)
    return (begin, end) if whole else (begin, begin)


def _stands_free(text: str, offset: int) -> bool:
    """Whether what stands at an offset, if anything, can not belong to a word."""
    return not 0 <= offset < len(text) or text[offset].isspace() or text[offset] in ".,;:()[]“”\"'’"


def _corrected(token: str, evidence: Evidence) -> str | None:
    """The one common word that a token is a misreading of; None if there is none, or it may be right."""
    if evidence.language != "en" or evidence.zipf(token) or evidence.stands_often(token):
        return None
    found = sorted(((evidence.zipf(word), word) for word in _one_away(token)), reverse=True)
    second = found[1][0] if len(found) > 1 else 0.0
    return found[0][1] if found[0][0] >= COMMON and found[0][0] > second + COMMONER else None


def _one_away(token: str) -> set[str]:
    """Everything that differs from a token by one letter or one pair of look-alikes."""
    swapped = {
        token[: found.start()] + after + token[found.end() :]
        for before, after in LOOK_ALIKES
        for found in re.finditer(re.escape(before), token)
    }
    return swapped | {
        token[:i] + c + token[i + 1 :] for i in range(len(token)) for c in ascii_lowercase if c != token[i]
    }
