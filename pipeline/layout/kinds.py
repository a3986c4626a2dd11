"""Kinds of blocks: from type size, weight, position and wording."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.layout.blocks import Draft
from pipeline.layout.lines import Line
from pipeline.layout.marks import opens_caption, opens_note, opens_source_note

LONGEST_HEADING = 24  # words
LONGEST_PLAIN_HEADING = 8  # words, where only the wording tells
LARGER = 1.12
KEY_NUMBER = re.compile(
    r"(?:[~<>≈≥≤+±]|(?:over|about|nearly|almost|up to|more than|some|around|at least)\s)?\s*"
    r"(?:[A-Z]{3}\s?|[A-Z]{0,3}[$€£¥]\s?)?[-−–—+]?\d[\d.,\s'’]*(?:[–-]\s?\d[\d.,]*)?"
    r"\s*(?:%|\+|st|nd|rd|th|x|×)?(?:\s?\+)?(?:\s?[^\W\d]+\.?[²³23]?){0,2}(?:\s?/\s?\w+)?\+?",
    re.IGNORECASE,
)

QUOTATION = re.compile(r"[“\"„«].*(?:[”\"“»]$|[.!?…,][”\"“»])")
"""A sentence in quotation marks, also with the name of its speaker behind it."""


def body_size(lines: Sequence[Line]) -> float:
    """The type size of most characters, points: the mean of those in the half point that holds most."""
    sizes: Counter[float] = Counter()
    points: dict[float, float] = defaultdict(float)
    for line in lines:
        near = round(2 * line.size) / 2
        sizes[near] += len(line.text)
        points[near] += line.size * len(line.text)
    if not sizes:
        return 10.0
    near, characters = max(sizes.items(), key=lambda item: (item[1], -item[0]))
    return points[near] / characters if characters else near


def set_kinds(drafts: list[Draft], size: float, *, plain: bool = False, scanned: bool = False) -> list[Draft]:
    """Blocks with their kinds and levels; numbers and the labels under them become one key figure.

    Args:
        drafts: The document's blocks in reading order, furniture left out.
        size: Type size of the text, points.
        plain: Whether the type says nothing, as in text dumps: then only a block's wording and place tell headings.
        scanned: Whether OCR read the words: it may have passed over the bullet of an item.
    """
    drafts = _key_figures(drafts, size)
    body_color = _body_color(drafts, size)
    for place, draft in enumerate(drafts):
        before = drafts[place - 1] if place else None
        after = drafts[place + 1] if place + 1 < len(drafts) else None
        draft.kind = _kind(draft, before, after, size, body_color)
        if plain and draft.kind == "paragraph" and _stands_alone(draft, after):
            draft.kind = "heading"
    if scanned:
        _find_items_without_bullets(drafts)
    _set_title(drafts, size)
    _set_levels(drafts)
    return drafts


def _find_items_without_bullets(drafts: Sequence[Draft]) -> None:
    """Blocks between two list items that begin where the items' marks or their text stand are items themselves."""
    for before, draft, after in zip(drafts, drafts[1:], drafts[2:], strict=False):
        between = before.kind == after.kind == "list_item" and draft.kind == "paragraph" and len(draft.lines) <= 4
        place = (draft.page, draft.column, draft.panel)
        if between and all((one.page, one.column, one.panel) == place for one in (before, after)):
            edges = [line.x0 for one in (before, after) for line in one.lines[:2]]
            if any(abs(draft.lines[0].x0 - x0) < 0.6 * draft.lines[0].size for x0 in edges):
                draft.kind = "list_item"


def _kind(draft: Draft, before: Draft | None, after: Draft | None, size: float, body_color: int) -> str:
    if draft.table:
        return "table"
    if draft.kind == "key_figure":
        return draft.kind
    text = draft.text
    by_table = any(one is not None and one.table is not None for one in (before, after))
    quiet = draft.size < 0.96 * size or draft.lines[0].italic > 0.8
    if opens_caption(text) and len(text.split()) <= 40 and (by_table or quiet or draft.heavy):
        return "caption"
    over_table = after is not None and after.table is not None and len(draft.lines) <= 2
    if (draft.by_picture or over_table) and quiet and not draft.marker and len(text.split()) <= 40:
        return "caption"
    small = draft.size < 0.93 * size
    if (opens_note(text) or draft.lines[0].raised) and small:
        return "footnote"
    under_table = before is not None and before.table is not None and len(draft.lines) <= 3
    if small and under_table and not draft.marker and text[-1:] in ".;)":
        return "footnote"
    if opens_source_note(text) and (small or (before is not None and before.kind in ("table", "footnote"))):
        return "footnote"
    if draft.lines[0].bulleted or draft.lines[0].dated:
        return "list_item"
    stands_out = draft.heavy or draft.size > LARGER * size
    if draft.marker and not (stands_out and _heads(draft, after, size, body_color)):
        return "list_item"
    return "heading" if _heads(draft, after, size, body_color) else "paragraph"


def _heads(draft: Draft, after: Draft | None, size: float, body_color: int) -> bool:
    """Whether a block looks like a heading: short, no sentence, and set larger, heavier or in another colour."""
    text = draft.text
    if len(text.split()) > LONGEST_HEADING or not any(c.isalpha() for c in text) or text[-1:] in ".,;":
        return False
    if QUOTATION.match(text):
        return False
    if len(draft.lines) > 4 or max(draft.lines[0].sizes) < 0.85 * size:
        return False
    larger = draft.size > LARGER * size
    leads = after is not None and (larger or text[-1:] != ":")
    coloured = draft.lines[0].color not in (-1, body_color) and draft.lines[0].italic < 0.5
    tall = max(draft.lines[0].sizes) >= 0.97 * size  # small capitals are smaller than their initials
    alone = after is not None and not after.heavy
    return larger or (leads and (draft.heavy or (coloured and tall and alone and len(draft.lines) <= 2)))


def _stands_alone(draft: Draft, after: Draft | None) -> bool:
    """Whether a block is a short line of its own that begins as headings do and that something follows."""
    text = draft.text
    short = len(draft.lines) == 1 and len(text.split()) <= LONGEST_PLAIN_HEADING
    return short and after is not None and text[0].isupper() and text[-1].isalnum()


def _body_color(drafts: Sequence[Draft], size: float) -> int:
    colors: Counter[int] = Counter()
    for draft in drafts:
        for line in draft.lines:
            if abs(line.size - size) < 0.6 and not line.heavy:
                colors[line.color] += len(line.text)
    return colors.most_common(1)[0][0] if colors else -1


def _set_title(drafts: Sequence[Draft], size: float) -> None:
    """The largest heading of the first page is the title; what stands right under it in plain type is no heading."""
    heads = [d for d in drafts if d.kind == "heading" and drafts and d.page == drafts[0].page]
    if not heads:
        return
    largest = max(d.size for d in heads)
    title = next(d for d in heads if d.size >= 0.97 * largest)
    if title.size <= LARGER * size and title is not drafts[0]:
        return
    title.kind = "title"
    place = next(k for k, d in enumerate(drafts) if d is title)
    others = [d for d in drafts if d.kind == "heading"]
    for under in drafts[place + 1 : place + 2]:
        plain = not under.heavy and under.size < 0.85 * title.size and len(under.text.split()) >= 4
        alone = not any(_style(d) == _style(under) for d in others if d is not under)
        if under.kind == "heading" and plain and alone:
            under.kind = "paragraph"


def _style(draft: Draft) -> tuple[float, bool]:
    return round(draft.size), draft.heavy


def _set_levels(drafts: Sequence[Draft]) -> None:
    """Heading levels by size, larger first; list levels by indentation within a list."""
    sizes: list[float] = []
    for size in sorted({d.size for d in drafts if d.kind == "heading"}, reverse=True):
        if not sizes or size < sizes[-1] / 1.06:
            sizes.append(size)
    last: Draft | None = None
    indents: list[float] = []
    for draft in drafts:
        if draft.kind == "title":
            draft.level = 1
        if draft.kind == "heading":
            draft.level = 1 + next(k for k, size in enumerate(sizes) if draft.size >= size / 1.06)
        if draft.kind != "list_item":
            last = None
            continue
        if last is None or (last.column, last.page, last.panel) != (draft.column, draft.page, draft.panel):
            indents = []
        last = draft
        draft.level = _nesting(indents, draft)


def _nesting(indents: list[float], item: Draft) -> int:
    """Level of a list item: the open indents to the left of it, itself included. They are brought up to date."""
    x0, step = item.lines[0].x0, 0.7 * item.lines[0].size
    while indents and x0 < indents[-1] - step:
        indents.pop()
    if not indents or x0 > indents[-1] + step:
        indents.append(x0)
    return len(indents)


def _key_figures(drafts: list[Draft], size: float) -> list[Draft]:
    """Large numbers with the smaller labels right under them, as one block each."""
    found: list[Draft] = []
    for draft in drafts:
        number = found[-1] if found else None
        if number is not None and number.kind == "key_figure" and _labels(draft, number):
            number.lines += draft.lines
            continue
        if not draft.table and _is_key_number(draft, size):
            draft.kind = "key_figure"
        elif number is not None and number.kind == "key_figure" and len(number.lines) == _number_lines(number):
            number.kind = "paragraph"  # no label followed: only a large number
        found.append(draft)
    if found and found[-1].kind == "key_figure" and len(found[-1].lines) == _number_lines(found[-1]):
        found[-1].kind = "paragraph"
    return found


def _is_key_number(draft: Draft, size: float) -> bool:
    text = draft.text
    stands_out = draft.heavy or draft.size > LARGER * size
    return len(text) <= 30 and stands_out and KEY_NUMBER.fullmatch(text) is not None


def _number_lines(draft: Draft) -> int:
    return sum(line.size > 0.9 * draft.lines[0].size for line in draft.lines)


def _labels(draft: Draft, number: Draft) -> bool:
    """Whether a block is the label of the number above it."""
    last = number.lines[-1]
    near = not draft.table and (draft.page, draft.panel) == (number.page, number.panel)
    return (
        near
        and draft.size < 0.85 * number.lines[0].size
        and len(draft.text.split()) <= 16
        and 0 < draft.lines[0].baseline - last.baseline < 2.2 * max(last.size, draft.size)
        and draft.lines[0].x0 < max(line.x1 for line in number.lines)
        and not draft.marker
        and (len(number.lines) == _number_lines(number) or abs(draft.size - last.size) < 0.5)
    )
