"""Dates that bound something instead of dating a happening: 'since 2018', 'as of 31 March', 'by the end of May'."""

from collections.abc import Sequence

from pipeline.facts.dates import Dated
from pipeline.facts.events.happenings import Happening, Scene
from pipeline.facts.events.participles import is_participle
from pipeline.facts.units import words

_NOT_ON = frozenset(words("since until till by before after than pre post"))
_LOOSE = frozenset(words("the early late mid end of -"))
_PLANNED = frozenset(words("scheduled planned due set slated fixed announced expected foreseen timetabled called in"))
_FROM = frozenset(words("effect force dates dated dating out introduced launched replaced abolished banned"))
"""Words before 'from' that tell what happened on the day: 'with effect from', 'rolled out from'."""

_PUT_OFF = frozenset(words("postponed rescheduled delayed deferred"))
_PERIODS = frozenset(words("year quarter period season half month months"))
_LIMITS = frozenset(words("by before until till later"))
_ORDERS = frozenset(words("must should shall may can are is"))
_PAPERS = frozenset(
    words(
        """applications proposals abstracts submissions entries comments bids tenders nominations registrations
        objections replies claims offers candidatures questionnaires payments bookings orders expressions quotations"""
    )
)
"""What is handed in by a day, where no verb says so: 'proposals by 3 May'."""

_GRANTED = frozenset(
    words(
        """recognised recognized accredited certified listed inscribed protected designated licensed registered
        suspended banned affiliated chartered incorporated"""
    )
)
"""Participles of what was granted once and holds since."""
_HANDED = frozenset(
    words(
        """submitted sent received lodged filed registered reach arrive apply register returned submit send in made
        accepted postmarked entered booked"""
    )
)
_FAR = 15
_NEAR = 6


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
    turned = is_participle(earlier) and dated.precision != "year"  # 'the fee is halved from 1 May'
    lasting = before == "from" and "/" not in dated.iso and earlier not in _FROM and not turned
    lasting |= before == "from" and earlier in _PUT_OFF
    lasting |= before == "for" and earlier not in _PLANNED
    period = before in ("ended", "ending") and earlier in _PERIODS
    changed = first > 2 and low[first - 2] in _PLANNED and low[first - 3] in ("originally", "initially")
    return (before in _NOT_ON and earlier != "not") or as_of or lasting or spans or period or changed


def begun(scene: Scene, first: int) -> Happening | None:
    """What began on the day since which something is so: 'the portal has been open since …', 'listed since …'."""
    if not first or scene.low[first - 1] != "since":
        return None
    granted = next((at for at in range(first - 2, max(-1, first - _FAR), -1) if scene.low[at] in _GRANTED), None)
    found = scene.held_since(first) or (scene.done(granted) if granted is not None else None)
    counted = found and scene.low[found.first] != "it" and scene.phrases.is_counted(found.first)
    return None if granted is not None and counted else found


def limit(scene: Scene, first: int, dated: Dated) -> Happening | None:
    """The deadline that an order sets: 'applications must be submitted by …'."""
    low = scene.low
    by = next((at for at in range(first - 1, max(-1, first - _NEAR), -1) if low[at] in _LIMITS), None)
    if dated.precision != "day" or by is None:
        return None
    order = next((at for at in range(by, max(0, by - _FAR), -1) if low[at] in _ORDERS), 0)
    told = order and ({"due"} | _HANDED) & set(low[order : by + 1])
    start, end = scene.subject(order) if told else scene.phrases.subject(by, main=False)
    if start == end or not (told or low[end - 1] in _PAPERS):
        return None
    return Happening(start, first, start, end, "deadline", "verb", "deadline")
