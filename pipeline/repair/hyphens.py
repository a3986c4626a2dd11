"""One decision for every hyphen at a line end: was it typed, or did it cut a word?

The document's own words come first, then letters and digits beside the hyphen, then how common the whole word is beside
its parts; in doubt a hyphen is kept, so that nothing is lost. Bounds are Zipf frequencies (see ``wordlist.zipf``), set
on English words cut where typesetters cut and on compounds cut at their own hyphen.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.repair.addresses import ADDRESS
from pipeline.repair.characters import INVISIBLE, ODD_HYPHEN
from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds
from pipeline.repair.evidence import HYPHENS, Evidence

CONJUNCTION = re.compile(
    "(?:and|or|to|nor|but|versus|vs|through|und|oder|bis|bzw|sowie|et|ou|y|o|e|ed|en|of)[.,;:]*", re.IGNORECASE
)
"""Words that stand between "short-" and "long-term"."""

HYPHENATED_PREFIX = re.compile("self|ex|vice|quasi|all|half|cross|well|e|x", re.IGNORECASE)
NEGATING_PREFIX = re.compile("un|dis|mis|im|ir", re.IGNORECASE)
SOLID_PREFIX = re.compile(
    "auto|bio|counter|cyber|de|down|electro|extra|fore|geo|hydro|hyper|infra|inter|intra|macro|mega|meta|micro|mono|out|"
    "over|photo|poly|pseudo|re|socio|super|tele|trans|ultra|under|up",
    re.IGNORECASE,
)
ENDING = re.compile(
    "(?:abl|ibl)(?:e|y)|(?:a|i)?bility|ings?|ers?|ors?|ed|est|ness(?:es)?|ments?|(?:a?t|s)?ions?|it(?:y|ies)|al(?:ly)?|ly|"
    "isms?|ists?|i[sz](?:e|es|ed|ing|ation)|ful(?:ly)?|ous(?:ly)?|ive(?:ly)?|[ae]n(?:ce|ces|cy|cies)|ship|hood"
)
SOLID_COMPOUNDS = frozenset(("de", "nl", "sv", "da", "nb", "fi"))
"""Languages that write compounds of small letters as one word."""

VOWELS_MEET = re.compile("(?:co-o|re-e|pre-e)", re.IGNORECASE)
"""Where a hyphen is often typed to part the vowels: both spellings are common."""

COMPASS = re.compile("(?:north|south)-(?:east|west)(?:ern|erly|wards?)?", re.IGNORECASE)

CUT_WORD = "cut_word"
"""The rule for words whose parts could not stand alone."""

_AT_LINE_END = re.compile(r"[-\u00ad\u2010\u2011—–]\n(?=\S)")
_WITHIN_LINE = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])|\u00ad")
_DASH_BELOW = re.compile(r"(?<=\w)\n(?=—\w)")
_LONGEST = 100  # characters of a word that are looked at
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Verdict(NamedTuple):
    """What stands in place of the hyphen and the line break, and why."""

    hyphen: bool
    space: bool
    grounds: Grounds


def line_end_hyphens(draft: Draft) -> Iterator[Change]:
    """Hyphens and dashes at line ends: joined, kept, or kept with a space."""
    for found in _AT_LINE_END.finditer(draft.text):
        mark, verdict = found[0][0], _verdict(draft, *found.span())
        hyphen = "-" if mark in HYPHENS else mark
        if not verdict.space:
            yield Change(*found.span(), hyphen if verdict.hyphen else "", verdict.grounds)
        elif hyphen != mark:
            yield Change(found.start(), found.start() + 1, hyphen, ODD_HYPHEN)


def hyphens_within(draft: Draft) -> Iterator[Change]:
    """Hyphens of line ends that stand within a line by now, and soft hyphens."""
    for found in _WITHIN_LINE.finditer(draft.text):
        start, end = found.span()
        if not (draft.text[start - 1 : start].strip() and draft.text[end : end + 1].strip()):
            yield Change(start, end, "", INVISIBLE)
            continue
        verdict = _verdict(draft, start, end)
        if found[0] == "\u00ad":
            yield Change(start, end, "-" if verdict.hyphen else "", verdict.grounds)
        elif verdict.grounds.rule == CUT_WORD:
            yield Change(start, end, "", verdict.grounds)


def dashes_below(draft: Draft) -> Iterator[Change]:
    """A dash that begins a line, in a document that sets none apart from its words."""
    if "\n—" not in draft.text:
        return
    for found in _DASH_BELOW.finditer(draft.text):
        if draft.evidence.tight_dashes:
            yield Change(*found.span(), "", Grounds("line_join", "tight_dash", 0.8))


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
    if ADDRESS.search(left) or ADDRESS.search(right):
        return _kept("address", 0.95)
    if not (left[-1].isalpha() and right[0].isalpha()):
        return _beside_no_letter(left, right)
    head, tail = _word(_LAST_WORD, left), _word(_FIRST_WORD, right)
    if CONJUNCTION.fullmatch(right) and evidence.zipf(head + tail) < 3:
        return _spaced("suspended_hyphen")
    if found := _by_document(head, tail, evidence):
        return found
    if mark == "\u00ad" and evidence.plain_hyphens:
        return _joined("soft_hyphen", 0.98)
    if found := _by_letters(head, tail):
        return found
    chained = "-" in left or right.startswith(f"{tail}-")
    return _by_words(head, tail, evidence, chained)


def _joined(rule: str, confidence: float) -> Verdict:
    return Verdict(False, False, Grounds("dehyphenation", rule, confidence))


def _kept(rule: str, confidence: float) -> Verdict:
    return Verdict(True, False, Grounds("line_join", rule, confidence))


def _spaced(rule: str) -> Verdict:
    return Verdict(True, True, Grounds("line_join", rule, 1.0))


def _verdict(draft: Draft, start: int, end: int) -> Verdict:
    """The decision on the hyphen at ``start``; what follows it begins at ``end``."""
    before, behind = draft.text[max(0, start - _LONGEST) : start], draft.text[end : end + _LONGEST]
    left = "" if not before or before[-1].isspace() else before.split()[-1]
    return judge(left, draft.text[start], behind.split(maxsplit=1)[0], draft.evidence)


def _word(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _beside_no_letter(left: str, right: str) -> Verdict:
    """A hyphen with a digit or a sign at its side was printed: 2013-2024, COVID-19, 20-year."""
    if CONJUNCTION.fullmatch(right):
        return _spaced("suspended_hyphen")
    if left[-1].isalnum() and right[0].isalnum():
        return _kept("digit", 0.98)
    return _kept("sign", 0.7) if left[-1].isalnum() or right[0].isalnum() else _spaced("dash_alone")


def _by_document(head: str, tail: str, evidence: Evidence) -> Verdict | None:
    """As the document prints the word elsewhere, or one that begins as it does."""
    solid, compound = evidence.count(head + tail), evidence.count(f"{head}-{tail}")
    if solid != compound:
        return _joined("document", 0.98) if solid > compound else _kept("document", 0.98)
    if COMPASS.fullmatch(f"{head}-{tail}") and (evidence.begins("north-") or evidence.begins("south-")):
        return _kept("document_stem", 0.9)
    stem = tail[: max(3, len(tail) - 3)]
    if solid == 0 and len(head) > 1 and len(tail) > 3:
        begun, begun_apart = evidence.begins(head + stem), evidence.begins(f"{head}-{stem}")
        if begun != begun_apart:
            return _joined("document_stem", 0.95) if begun else _kept("document_stem", 0.95)
    return None


def _by_letters(head: str, tail: str) -> Verdict | None:
    """Where the letters tell: no typesetter leaves a single letter, or cuts before a capital."""
    if len(head) == 1 or len(tail) == 1:
        return _kept("single_letter", 0.9)
    if tail[0].isupper() and not (head.isupper() and tail.isupper()):
        return _kept("capital", 0.95)
    return None


def _by_words(head: str, tail: str, evidence: Evidence, chained: bool) -> Verdict:
    """By how common the whole is beside its parts."""
    whole, rarer = evidence.zipf(head + tail), min(_as_head(head, evidence), evidence.zipf(tail))
    parts_vowels = VOWELS_MEET.match(f"{head}-{tail}") is not None
    if whole >= 2.5 and (rarer < 2.8 or ENDING.fullmatch(tail)) and not parts_vowels:
        return _joined(CUT_WORD, 0.98)
    if evidence.language in SOLID_COMPOUNDS:
        return _joined("solid_compound", 0.9)
    if chained:
        return _kept("compound", 0.9)
    if not evidence.hyphenates and whole < 4.5 and (rarer >= 3.5 or parts_vowels):
        return _kept("no_cuts", 0.8)
    return _by_prefix(head, whole) or _by_frequency(head, tail, evidence)


def _as_head(head: str, evidence: Evidence) -> float:
    """How common the first part is; two letters are a word of their own only where they are a very common one."""
    frequency = evidence.zipf(head)
    return 0.0 if len(head) == 2 and frequency < 5 and not head.isupper() else frequency


def _by_prefix(head: str, whole: float) -> Verdict | None:
    if HYPHENATED_PREFIX.fullmatch(head) and whole < 3.5:
        return _kept("prefix", 0.9)
    if (SOLID_PREFIX.fullmatch(head) and whole >= 1) or NEGATING_PREFIX.fullmatch(head):
        return _joined("prefix", 0.85)
    return None


def _by_frequency(head: str, tail: str, evidence: Evidence) -> Verdict:
    whole, first, second = evidence.zipf(head + tail), _as_head(head, evidence), evidence.zipf(tail)
    rarer = min(first, second)
    if evidence.british and whole < 3.5 and rarer >= 5:
        return _kept("british", 0.8)
    if whole >= 3 or (whole >= 2.5 and rarer < 4.5) or (whole >= 1 and rarer < 3):
        return _joined("word_list", 0.95)
    if ENDING.fullmatch(tail) or (
        whole < 1 and (second < 2.2 or (first < 2 and second < (4 if head.islower() else 3.2)))
    ):
        return _joined("no_words", 0.7)
    return _kept("compound", 0.8)
