"""Spaces within words that no one typed, and spaces between words that were lost: only where words leave no doubt.

Bounds are Zipf frequencies (see ``wordlist.zipf``). They are set for English, and a text in another language is left as
it is.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds
from pipeline.repair.segments import common_words

DROP_CAP = Grounds("spacing", "drop_cap", 0.9)
SPACED_OUT = Grounds("spacing", "spaced_out", 0.85)
LOST_SPACE = Grounds("spacing", "lost_space", 0.8)
SPLIT_WORD = Grounds("spacing", "split_word", 0.8)

LARGE = 1.6
"""How many times as large as the word behind it a drop cap is set at least."""

_SPACED_OUT = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")
_TOKEN = re.compile(r"(?<!\S)[(\[“\"‘']?([^\W\d_]{2,40})[.,;:!?)\]”\"’']*(?!\S)")
_RUN_TOGETHER = re.compile(
    "(of|in|to|for|on|with|by|at|from|and|that|into|between|under|through)(the|their|these|this|its|our)", re.IGNORECASE
)


def drop_caps(draft: Draft) -> Iterator[Change]:
    """A large initial and the rest of its word."""
    words, starts = draft.passage.words, draft.passage.starts
    if len(words) < 2 or len(words[0].text) != 1 or not words[1].text[:1].isalpha():
        return
    initial, rest = words[0], words[1]
    if initial.text.isupper() and initial.size > LARGE * rest.size and _is_one_word(draft, initial.text, rest.text):
        yield Change(1, draft.place_of(starts[1]), "", DROP_CAP)


def _is_one_word(draft: Draft, initial: str, rest: str) -> bool:
    """Whether letters are likelier one word than two that follow each other by chance."""
    if initial not in "AI":
        return True
    zipf, tail = draft.evidence.zipf, rest.rstrip(".,;:")
    return zipf(initial + tail) > zipf(initial) + zipf(tail) - 9


def spaced_out(draft: Draft) -> Iterator[Change]:
    """Words set with a space between their letters: "A N N E X"."""
    for found in _SPACED_OUT.finditer(draft.text):
        letters = found[0].replace(" ", "")
        words = [letters] if draft.evidence.zipf(letters) >= 3.5 else common_words(letters, draft.evidence.zipf)
        if words and max(map(len, words)) > 2:
            yield Change(*found.span(), " ".join(words), SPACED_OUT)


def lost_spaces(draft: Draft) -> Iterator[Change]:
    """Words run together that no list knows as one, and that the document prints but once: "ofthe", "anannex".

    Of words read by OCR only the first sort: one letter misread makes as good a pair.
    """
    if not _has_rare_words(draft):
        return
    for found in _TOKEN.finditer(draft.text):
        word = found[1]
        if words := _run_together(draft, word):
            offset = found.start(1)
            for part in words[:-1]:
                offset += len(part)
                yield Change(offset, offset, " ", LOST_SPACE)


def _has_rare_words(draft: Draft) -> bool:
    """Whether there is anything to look at, in English."""
    return draft.evidence.language == "en" and not draft.evidence.rare.isdisjoint(draft.letters)


def _run_together(draft: Draft, word: str) -> list[str] | None:
    """The words that a token is made of, where that is sure."""
    if word not in draft.evidence.rare:
        return None
    if found := _RUN_TOGETHER.fullmatch(word):
        return list(found.groups())
    if (
        draft.passage.ocr
        or len(word) < 6
        or not word.islower()
        or draft.evidence.zipf(word)
        or draft.evidence.stands_often(word)
    ):
        return None
    return common_words(word, draft.evidence.zipf)


def split_words(draft: Draft) -> Iterator[Change]:
    """Words with a space in them, where the whole is common and a part is no word: "com mon"."""
    if not _has_rare_words(draft):
        return
    done = 0
    for first, second in pairwise(_TOKEN.finditer(draft.text)):
        between = draft.text[first.end(1) : second.start(1)]
        if between == " " and first.start() >= done and _is_split(draft, first[1], second[1]):
            done = second.end()
            yield Change(first.end(1), second.start(1), "", SPLIT_WORD)


def _is_split(draft: Draft, head: str, tail: str) -> bool:
    zipf, rare = draft.evidence.zipf, draft.evidence.rare
    if not tail.islower() or (head not in rare and tail not in rare) or min(zipf(head), zipf(tail)) >= 3.2:
        return False
    return zipf(head + tail) >= 4.3 and not any(map(draft.evidence.stands_often, (head, tail)))
