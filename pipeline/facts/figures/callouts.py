"""Numbers set large in a block of their own, and the label that stands below, beside or above them."""

from collections.abc import Iterator, Sequence

from pipeline.facts.dates import find_dates
from pipeline.facts.figures.quantities import find_quantities
from pipeline.facts.noise import noise
from pipeline.facts.spans import Passage

_LONGEST, _LONGEST_LABEL = 40, 80
"""Characters beyond which no block is a mere number, and none a label."""

_LABELS = frozenset({"paragraph", "caption", "key_figure", "heading", "other"})
_NEAR = 1.0
"""How far a label may be from its number, in heights of the number."""


def callouts(passages: Sequence[Passage]) -> dict[int, str]:
    """The label of every block that is a number and no more; of two labels as near, the one behind it."""
    found: dict[int, str] = {}
    taken: set[int] = set()
    for at, passage in enumerate(passages):
        if not _is_number(passage.text):
            continue
        beside = [passages[to] for to in (at + 1, at - 1) if 0 <= to < len(passages)]
        near = [(gap, label) for label in beside for gap in _gaps(passage, label) if label.block not in taken]
        if near:
            _, label = min(near, key=lambda one: one[0])
            found[passage.block] = label.text.strip(" :").lower()
            taken.add(label.block)
    return found


def _is_number(text: str) -> bool:
    """Whether a text is one number, with its unit if it has one."""
    bare = text.strip()
    if len(bare) > _LONGEST or not any(character.isdigit() for character in bare):
        return False
    found = find_quantities(bare, noise(bare, find_dates(bare)))
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(bare)


def _gaps(number: Passage, label: Passage) -> Iterator[float]:
    """How far a block that can be the label of a number is from it: below, above or to its right, in points."""
    text = label.text.strip()
    plain = label.kind in _LABELS and 1 < len(text) <= _LONGEST_LABEL and not text.endswith((".", "?", "!"))
    if not plain or label.page != number.page or any(character.isdigit() for character in text):
        return
    if None in number.box or None in label.box:
        return
    x0, top, x1, bottom = (edge or 0.0 for edge in number.box)
    left, above, right, below = (edge or 0.0 for edge in label.box)
    reach = _NEAR * (bottom - top)
    if min(x1, right) > max(x0, left):
        yield from (gap for gap in (above - bottom, top - below) if -reach / 4 <= gap <= reach)
    elif min(bottom, below) > max(top, above) and 0 <= left - x1 <= reach:
        yield left - x1
