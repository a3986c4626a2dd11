"""The verbs that say that something happens, and the nouns that verbs of doing turn into."""

from pipeline.facts.events.verbnouns import NOMINALS
from pipeline.facts.units import words

HAPPEN = frozenset(
    words(
        """held took take takes taken ran run runs happened happens occurred occurs scheduled planned due slated
        convened organised organized hosted staged postponed celebrated conducted carried rescheduled kicked
        kicks kick falls fall got gets foreseen envisaged timetabled pencilled called
        broke breaks broken followed follows fixed set went goes go expected"""
    )
)
"""Verbs that say of an event that it happens, actively or passively."""

HOLD = frozenset(
    words(
        """held hold holds hosted host hosts convened convene convenes organised organized organise organize
        organises organizes staged stage stages conducted conduct celebrated celebrate celebrates attended joined
        hosting holding organising organizing convening undertook ran gained gains won"""
    )
)
"""Verbs whose object is an event: 'held its sixth conference', 'gained independence'."""

_LIGHT = """
enter enters entered come comes came put brought bring brings | into force: entry into force
enter enters entered come comes came put brought take takes took taken | into effect: entry into effect
enter enters entered come comes came go goes went put brought | into operation: entry into operation
enter enters entered come comes came go goes went put brought | into service: entry into service
enter enters entered | service: entry into service
go goes went gone | into production: start of production
take takes took | effect: entry into effect
take takes took | office: entry into office
go goes went gone | live: launch
go goes went gone | online: launch
go goes went gone | on air: launch
go goes went gone put | on sale: sale
see sees saw | the light of day: launch
play plays played | host: hosting
wind winds wound | up: winding-up
go goes went gone put | on display: display
go goes went gone put | on show: show
make makes made | landfall: landfall
make makes made | public: publication
open opens opened | its doors: opening
open opens opened | their doors: opening
close closes closed | its doors: closure
come comes came | to an end: end
come comes came | to a close: end
draw draws drew | to a close: end
come comes came | into being: creation
come comes came called | into existence: creation
call called | into being: creation
put | into use: entry into use
come came | into use: entry into use
put | to sea: departure
set sets | sail: departure
break breaks broke | ground: ground-breaking
open opens opened | for signature: opening for signature
burned burnt | down: fire
run runs ran | aground: grounding
run runs ran | dry: drying-up
"""


def _light() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for line in _LIGHT.strip().splitlines():
        said, noun = line.split(": ")
        forms, behind = said.split(" | ")
        for form in forms.split():
            found[form] = (*found.get(form, ()), (tuple(behind.split()), noun))
    return found


LIGHT = _light()
"""Verbs that say nothing alone, by form: the words that must follow, and the noun both together turn into."""

_NEED_NO_OBJECT = frozenset(
    words(
        """start end opening reopening closing launch merger meeting expiry eruption arrival departure return landing
        collapse retirement resignation accession resumption crash derailment explosion secession
        move sinking reunion commencement withdrawal relocation"""
    )
)
INTRANSITIVE = frozenset(form for form, noun in NOMINALS.items() if noun in _NEED_NO_OBJECT)
"""Forms that need no object: 'the plant opened in May 2020'."""

BE = frozenset(words("is are was were be been being"))
TRANSITIVE = frozenset(NOMINALS) - INTRANSITIVE
"""Forms of verbs of doing that need an object."""

DATED = frozenset(words("due planned scheduled slated set fixed expected foreseen envisaged timetabled"))
"""Participles that a date may follow at once."""

BASE = frozenset(form for form in NOMINALS if {f"{form}s", f"{form}es", f"{form}ed"} & set(NOMINALS)) | frozenset(
    words("hold host convene organise organize stage conduct run take go come move collapse")
)
"""Verb forms that are nouns as well: verbs behind 'to', a modal or a plural."""

PRESENT = frozenset(form for form in NOMINALS if form.endswith("s") and form[:-1] in NOMINALS)
"""Third persons: never participles."""

NEEDS: dict[str, tuple[str, ...]] = dict.fromkeys(
    words("planned scheduled slated fixed foreseen envisaged timetabled"), words("for in on to")
) | {
    "pencilled": ("in",),
    "called": ("for",),
    **dict.fromkeys(words("falls fall"), ("on", "in")),
    "due": ("in", "on", "for"),
    "expected": ("in", "on", "for", "at"),
    **dict.fromkeys(words("went goes go"), ("ahead", "to")),
    **dict.fromkeys(words("set sets"), ("up", "for")),
    **dict.fromkeys(words("follow follows followed"), ("in", "on", "at")),
    **dict.fromkeys(words("hand hands handed"), ("over",)),
    **dict.fromkeys(words("roll rolls rolled phase phases phased"), ("out",)),
    **dict.fromkeys(words("switch switches switched"), ("on", "off")),
    **dict.fromkeys(words("shut shuts"), ("down",)),
    "carried": ("out",),
    **dict.fromkeys(words("take takes took taken"), ("place",)),
    **dict.fromkeys(words("kick kicks kicked"), ("off",)),
    **dict.fromkeys(words("got gets"), ("under",)),
    **dict.fromkeys(words("broke breaks broken"), ("out",)),
}
"""What must follow a verb for it to say that something happens: 'took place', 'due on', 'set up'."""

PLACE = words("place out up over down off ahead")
"""Words that belong to the verb before them."""

PARTICLES = dict.fromkeys(words("switch switches switched"), words("on off"))
"""The same for verbs with others."""

SINCE = {
    ("open",): "opening",
    ("closed",): "closure",
    ("shut",): "closure",
    ("online",): "launch",
    ("live",): "launch",
    ("in", "force"): "entry into force",
    ("in", "effect"): "entry into effect",
    ("in", "operation"): "entry into operation",
    ("in", "service"): "entry into service",
    ("in", "use"): "entry into use",
}
"""What began on the day since which something is so, by the words for the state: 'has been open since'."""

OBJECTS = frozenset(words("elected appointed awarded granted"))
"""Passives with an office or a prize behind them: 'was elected President', 'was awarded the medal'."""

ACTIVE = frozenset(
    words(
        """took take takes ran run runs happened happens occurred occurs kick kicks kicked got gets broke breaks broken
        follow follows followed went goes go falls fall"""
    )
)
"""Verbs of happening that take no passive."""

EVENTS_ONLY = frozenset(words("follow follows went goes go fixed falls fall called"))
"""Verbs that say of an event that it happens, and something else of other things."""

TALLIED = frozenset(
    words(
        """received used collected reported recorded registered counted surveyed observed monitored produced
        generated exported imported consumed traded caught harvested spent paid earned cost sold interviewed
        enrolled treated processed handled carried attracted brought attended visited made gave sent trained
        helped reached served cut set bought invested granted awarded issued"""
    )
)
"""Verbs of what is done all the time and tallied by the year."""

AND = frozenset(words("and but"))
TIES = frozenset(words("in on at by between from during with under for as near"))
"""Prepositions behind a participle that follows its noun."""

OPENS = frozenset(words("enters enter comes opens starts begins ends closes"))
"""Forms of the present that a subject and its aside may stand before."""
