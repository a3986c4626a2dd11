"""Characters as a person would type them: ligatures, odd spaces and hyphens, marks that print nothing, superscripts."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change, Grounds

LIGATURE = Grounds("ligature", "ligature", 1.0)
INVISIBLE = Grounds("unicode", "invisible", 1.0)
ODD_SPACE = Grounds("unicode", "odd_space", 1.0)
ODD_HYPHEN = Grounds("unicode", "odd_hyphen", 1.0)
ACCENT = Grounds("unicode", "composed_accent", 1.0)
SUPERSCRIPT = Grounds("unicode", "superscript", 0.95)

LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_RAISED = str.maketrans("0123456789abcdfg", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᶠᵍ")
_NOTE_MARK = re.compile("[0-9]+(?:[,;][0-9]+)*[,;]?|[abcdfg]")
"""A number or a letter that is raised as the mark of a note; the letters of "6th", "20e" and "no" are not."""

_ANY_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\u00a0\u0300-\u036f\u1680\u2000-\u2011\u2028-\u202f\u205f-\u2069\u3000\ufb00-\ufb06\ufeff\ufff9-\ufffb]"
)
"""Every character that the expression below can begin or end with: a quick look before a slow one."""

_ODD = re.compile(
    r"(?P<ligature>[ﬀ-ﬆ])"
    r"|(?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\r\v\f\x1c-\x1f\x85\u2028\u2029]+)"
    r"|(?P<accent>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<hyphen>[\u2010\u2011](?!\n))"
    r"|(?P<invisible>[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+"
    r"|(?<![^\x00-\u024f])[\u200c\u200d]+(?![^\x00-\u024f]))"
)


def odd_characters(draft: Draft) -> Iterator[Change]:
    """Ligatures spelled out, odd spaces and hyphens made plain, what prints nothing removed."""
    if not _ANY_ODD.search(draft.text):
        return
    for found in _ODD.finditer(draft.text):
        start, end, text = *found.span(), found[0]
        match found.lastgroup:
            case "ligature":
                yield Change(start, end, LIGATURES[text], LIGATURE)
            case "space":
                yield Change(start, end, " ", ODD_SPACE)
            case "accent":
                yield Change(start, end, unicodedata.normalize("NFC", text), ACCENT)
            case "hyphen":
                yield Change(start, end, "-", ODD_HYPHEN)
            case _:
                yield Change(start, end, "", INVISIBLE)


def superscripts(draft: Draft) -> Iterator[Change]:
    """Raised digits, and letters that mark notes, as superscript characters: they must not run into word or figure."""
    for word, start in zip(draft.passage.words, draft.passage.starts, strict=True):
        at = draft.place_of(start) if word.script == 1 else -1
        if at >= 0 and _NOTE_MARK.fullmatch(word.text) and draft.text.startswith(word.text, at):
            yield Change(at, at + len(word.text), word.text.translate(_RAISED), SUPERSCRIPT)
