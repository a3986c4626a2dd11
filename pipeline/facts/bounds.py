"""Dates that bound something instead of dating a happening: 'since 2018', 'as of 31 March', 'by the end of May'."""

from collections.abc import Sequence

from pipeline.facts.dates import Dated
from pipeline.facts.happenings import Happening, Scene
from pipeline.facts.units import words

_NOT_ON = frozenset(words("since until till by before after than pre post"))
_LOOSE = frozenset(words("the early late mid end of -"))
_PLANNED = frozenset(words("scheduled planned due set slated fixed announced expected"))
_FROM = frozenset(words("effect force dates dated dating out introduced launched replaced abolished banned"))
"""Words before 'from' that tell what happened on the day: 'with effect from', 'rolled out from'."""

_PERIODS = frozenset(words("year quarter period season half month months"))
_ORDERS = frozenset(words("must should shall"))
_HANDED = frozenset(
    words("submitted sent received lodged filed registered reach arrive apply register returned submit send in")
)
_FAR = 15


def is_bound(low: Sequence[str], first: int, dated: Dated) -> bool:
    """Whether a date bounds a state; ``low`` are the words of its sentence in lower case, the ``first`` the date's."""
    at = first - 1
    while at >= 0 and low[at] in _LOOSE and low[at - 1] != "as":
        at -= 1
    before = low[at] if at >= 0 else ""
    earlier = low[at - 1] if at > 0 else ""
    as_of = before in ("of", "at") and earlier == "as"
    years = dated.precision == "year" and dated.first.year < dated.last.year
    spans = years and low[first - 1 : first] not in (["of"], ["between"])
    lasting = before == "from" and "/" not in dated.iso and earlier not in _FROM
    lasting |= before == "for" and earlier not in _PLANNED
    period = before in ("ended", "ending") and earlier in _PERIODS
    changed = first > 2 and low[first - 2] in _PLANNED and low[first - 3] in ("originally", "initially")
    return before in _NOT_ON or as_of or lasting or spans or period or changed


def begun(scene: Scene, first: int) -> Happening | None:
    """What began on the day since which something is so: 'the portal has been open since …'."""
    return scene.held_since(first) if first and scene.low[first - 1] == "since" else None


def limit(scene: Scene, first: int, dated: Dated) -> Happening | None:
    """The deadline that an order sets: 'applications must be submitted by …'."""
    low = scene.low
    if dated.precision != "day" or not {"by", "before", "later"} & set(low[max(0, first - 2) : first]):
        return None
    order = next((at for at in range(first - 1, max(0, first - _FAR), -1) if low[at] in _ORDERS), 0)
    if not order or not _HANDED & set(low[order:first]):
        return None
    start, end = scene.subject(order)
    return Happening(start, first, start, end, "deadline", "verb", "deadline") if start < end else None
