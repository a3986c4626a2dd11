"""Marked-up text to lines: mark-up, the places where a word may be divided, and line breaking.

Text is written with `<b>`, `<i>` and `<sup>` for bold, italic and raised marks. A line may break at a space,
after a word's own hyphen or dash ("low-|income", "2019–|2024"), at a soft hyphen (U+00AD) and, where the style
divides words, before a consonant and a vowel or a common ending.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth

from .style import Style

SOFT = "\u00ad"
TAGS = re.compile(r"(</?(?:b|i|sup)>)")
RAISED = str.maketrans("0123456789ab", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇ")
OWN_HYPHEN = re.compile(r"(?<=\w\w[-–])(?=\w)")
VOWELS = set("aeiouyáàâäãåéèêëíìîïóòôöõúùûü")
TOGETHER = {"ch", "sh", "th", "ph", "gh", "ck", "ng", "wh", "rh", "ll", "ss", "ff"} | {
    a + b for a in "bcdfgpt" for b in "lr" if a + b not in {"dl", "tl"}
} | {"s" + b for b in "cklmnpt"}  # fmt: skip
ENDINGS = ("tion", "sion", "ment", "ness", "ship", "ture", "tive")


class Break(Enum):
    """What may happen after an atom of text."""

    SPACE = 1  # a space, or the end of the line
    SOFT = 2  # the end of the line, with a hyphen added
    OWN = 3  # the end of the line, nothing added
    NONE = 4


@dataclass(frozen=True)
class Atom:
    """A piece of text that is never divided."""

    text: str
    font: str
    size: float
    rise: float
    after: Break

    @property
    def width(self) -> float:
        """The printed width in points."""
        return float(stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True)
class Line:
    """The atoms of one line; `hyphen` if a divided word ends it."""

    atoms: tuple[Atom, ...]
    width: float
    hyphen: bool
    last: bool


def plain(text: str) -> str:
    """The text without mark-up and soft hyphens: what the gold says is printed."""
    raised = re.sub(r"<sup>(.*?)</sup>", lambda m: m.group(1).translate(RAISED), text)
    return " ".join(TAGS.sub("", raised).replace(SOFT, "").split())


def division_points(word: str) -> list[int]:
    """The places where an English word of letters only may be divided, by rule of thumb."""
    low = word.lower()
    if len(low) < 7 or not low.isalpha() or (word.isupper() and len(word) > 1):
        return []
    points = {len(low) - len(e) for e in ENDINGS if low.endswith(e)}
    for i in range(2, len(low) - 2):
        a, b = low[i - 1], low[i]
        rest = re.sub(r"(es|ed|e)$", "", low[i:])
        if b in VOWELS or low[i + 1] not in VOWELS or not set(rest) & VOWELS:
            continue
        after_consonant = low[i - 2] in VOWELS and a not in VOWELS and a + b not in TOGETHER
        if after_consonant or (a in VOWELS and b not in "wxy" and len(low) > 8):
            points.add(i)
    return sorted(p for p in points if 2 <= p <= len(low) - 3)


def divide(word: str) -> Iterator[str]:
    """Cut a run of text without own hyphens at its soft break points."""
    if SOFT in word:
        yield from word.split(SOFT)
        return
    found = re.search(r"[^\W\d_]{7,}", word)
    if not found:
        yield word
        return
    cuts = [0, *(found.start() + p for p in division_points(found.group())), len(word)]
    for a, b in pairwise(cuts):
        yield word[a:b]


def word_parts(word: str, hyphenate: bool) -> Iterator[tuple[str, Break]]:
    """The parts of one word with what may happen after each; the last one says NONE."""
    whole = OWN_HYPHEN.split(word)
    for i, piece in enumerate(whole):
        parts = list(divide(piece)) if hyphenate else [piece.replace(SOFT, "")]
        for j, part in enumerate(parts):
            if j + 1 < len(parts):
                yield part, Break.SOFT
            else:
                yield part, Break.OWN if i + 1 < len(whole) else Break.NONE


def atoms_of(text: str, style: Style) -> tuple[Atom, ...]:
    """Parse marked-up text into atoms."""
    out: list[Atom] = []
    font, size, rise = style.font, style.size, 0.0
    for chunk in TAGS.split(text):
        if TAGS.fullmatch(chunk):
            font = {"<b>": style.face.bold, "<i>": style.face.italic}.get(chunk, style.font)
            raised = chunk == "<sup>"
            size, rise = (style.size * 0.62, style.size * 0.36) if raised else (style.size, 0.0)
            continue
        for piece in re.findall(r" +|[^ ]+", chunk):
            if piece.isspace():
                if out:
                    out[-1] = Atom(out[-1].text, out[-1].font, out[-1].size, out[-1].rise, Break.SPACE)
            else:
                out += [Atom(t, font, size, rise, b) for t, b in word_parts(piece, style.hyphenate)]
    return tuple(out)


def next_line(atoms: tuple[Atom, ...], width: float, style: Style) -> tuple[Line, tuple[Atom, ...]]:
    """Take as many atoms as fit in `width`; returns the line and what is left."""
    space, hyphen = stringWidth(" ", style.font, style.size), stringWidth("-", style.font, style.size)
    used, best = 0.0, None
    for i, atom in enumerate(atoms):
        used += atom.width
        if used > width:
            break
        end = i + 1 == len(atoms)
        if end or atom.after in {Break.SPACE, Break.OWN}:
            best = (i + 1, used, False)
        elif atom.after is Break.SOFT and used + hyphen <= width and _loose(best, width, style):
            best = (i + 1, used + hyphen, True)
        used += space if atom.after is Break.SPACE else 0.0
    if best is None:
        raise ValueError(f"does not fit into {width:.0f} pt: {atoms[0].text!r}")
    count, taken, divided = best
    return Line(atoms[:count], taken, divided, count == len(atoms)), atoms[count:]


def _loose(best: tuple[int, float, bool] | None, width: float, style: Style) -> bool:
    """True if the line would be left too empty without dividing a word."""
    return best is None or best[2] or width - best[1] > style.slack * width
