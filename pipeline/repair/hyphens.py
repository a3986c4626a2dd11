"""One decision for every hyphen, dash and address at a line end: what stood there before the line was broken."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds
from pipeline.repair.evidence import HYPHENS, Evidence
from pipeline.repair.wordlist import zipf

CONJUNCTIONS = frozenset(
    ("and", "or", "to", "nor", "und", "oder", "bzw", "et", "ou", "y", "o", "e", "ed", "och", "og", "en")
)
ALWAYS_HYPHENATED = frozenset(("self", "ex", "vice", "quasi", "all", "half", "cross", "well"))
SOLID_PREFIX = re.compile(
    "anti|auto|bio|counter|cyber|de|dis|down|electro|extra|fore|geo|hydro|hyper|infra|inter|intra|macro|mega|meta|micro|"
    "mini|mis|mono|multi|non|out|over|photo|poly|post|pre|pro|pseudo|re|semi|socio|sub|super|tele|trans|ultra|un|under|up",
    re.IGNORECASE,
)

_BREAK = re.compile(r"[-\u00ad\u2010\u2011—–]\n(?=\S)")
_LONGEST = 100  # characters of a word that are looked at
_ADDRESS = re.compile(r"://|www\.|\S@\S|\w\.[a-z]{2,6}/", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Verdict(NamedTuple):
    """What stands in place of the mark and the line break, and why."""

    keep: bool  # whether the mark was there before the line was broken
    space: bool  # whether a space followed it
    grounds: Grounds


def _joined(rule: str, confidence: float) -> Verdict:
    return Verdict(False, False, Grounds("dehyphenation", rule, confidence))


def _kept(rule: str, confidence: float) -> Verdict:
    return Verdict(True, False, Grounds("line_join", rule, confidence))


def _spaced(rule: str) -> Verdict:
    return Verdict(True, True, Grounds("line_join", rule, 1.0))


def line_end_hyphens(draft: Draft) -> Iterator[Change]:
    """Hyphens and dashes at line ends: joined, kept, or kept with a space."""
    text = draft.text
    for found in _BREAK.finditer(text):
        at, mark = found.start(), found[0][0]
        left = text[max(0, at - _LONGEST) : at].split()[-1:] if at and not text[at - 1].isspace() else [""]
        right = text[at + 2 : at + 2 + _LONGEST].split(maxsplit=1)[0]
        verdict = judge(left[0], mark, right, draft.evidence)
        if not verdict.space:
            yield Change(at, at + 2, _plain(mark) if verdict.keep else "", verdict.grounds)


def judge(left: str, mark: str, right: str, evidence: Evidence) -> Verdict:
    """What became of a hyphen or dash at a line end.

    Args:
        left: What stands before the mark, back to the last space.
        mark: The hyphen or dash.
        right: What the next line begins with, up to its first space.
        evidence: What else the document prints.
    """
    if not left:
        return _spaced("dash_alone")
    if mark not in HYPHENS:
        return _kept("tight_dash", 0.9)
    if _ADDRESS.search(left):
        return _kept("address", 0.95)
    if not (left[-1].isalpha() and right[0].isalpha()):
        return _beside_no_letter(left, right)
    head, tail = _word(_LAST_WORD, left), _word(_FIRST_WORD, right)
    if tail.casefold() in CONJUNCTIONS and zipf(head + tail) < 3:
        return _spaced("suspended_hyphen")
    return _by_document(head, tail, evidence) or _by_letters(head, tail) or _by_words(head, tail)


def _plain(mark: str) -> str:
    return "-" if mark in HYPHENS else mark


def _word(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _beside_no_letter(left: str, right: str) -> Verdict:
    """A hyphen with a digit or a sign at its side was printed: 2013-2024, COVID-19, 20-year."""
    if right.rstrip(".,;:").casefold() in CONJUNCTIONS:
        return _spaced("suspended_hyphen")
    if left[-1].isalnum() and right[0].isalnum():
        return _kept("digit", 0.98)
    return _kept("sign", 0.7) if left[-1].isalnum() or right[0].isalnum() else _spaced("dash_alone")


def _by_document(head: str, tail: str, evidence: Evidence) -> Verdict | None:
    """As the document prints the word elsewhere, or one that begins as it does."""
    solid, compound = evidence.count(head + tail), evidence.count(f"{head}-{tail}")
    if solid != compound:
        return _joined("document", 0.98) if solid > compound else _kept("document", 0.98)
    stem = tail[: max(3, len(tail) - 3)]
    if solid == 0 and len(head) > 1 and len(tail) > 3:
        solid, compound = evidence.begins(head + stem), evidence.begins(f"{head}-{stem}")
        if solid != compound:
            return _joined("document_stem", 0.95) if solid else _kept("document_stem", 0.95)
    return None


def _by_letters(head: str, tail: str) -> Verdict | None:
    """Where the letters tell: no typesetter leaves a single letter, or breaks before a capital."""
    if len(head) == 1 or len(tail) == 1:
        return _kept("single_letter", 0.9)
    if tail[0].isupper() and not (head.isupper() and tail.isupper()):
        return _kept("capital", 0.95)
    if head.casefold() in ALWAYS_HYPHENATED and zipf(head + tail) < 3.5:
        return _kept("prefix", 0.9)
    return None


def _by_words(head: str, tail: str) -> Verdict:
    """By how common the whole is beside its parts."""
    whole, rarer = zipf(head + tail), min(zipf(head), zipf(tail))
    if whole >= 3.3 or (whole >= 2.5 and whole > rarer - 1.9):
        return _joined("word_list", 0.95)
    if SOLID_PREFIX.fullmatch(head) and whole >= 1.5:
        return _joined("prefix", 0.8)
    if rarer < 2.8:
        return _joined("no_words", 0.7)
    return _kept("compound", 0.8)
