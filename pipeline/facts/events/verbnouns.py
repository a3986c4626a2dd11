"""The noun of a verb's happening: a list of common ones, and for other verbs the noun made from their participle.

'Electrified' gives electrification, 'scrapped' scrapping: English forms such nouns by a few endings of Latin verbs and,
for any other verb, by '-ing' (Quirk et al., *A Comprehensive Grammar of the English Language*, 1985, appendix I).
"""

from collections.abc import Iterable

from pipeline.facts.events.participles import STEMS, gerund

_NOMINALS = """
establish establishes established: establishment
founds founded: founding
set: setting-up
create creates created: creation
form forms formed: formation
launch launches launched: launch
relaunch relaunches relaunched: relaunch
start starts started: start
begin begins began begun: start
end ends ended: end
open opens opened: opening
reopen reopens reopened: reopening
close closes closed: closing
inaugurate inaugurates inaugurated: inauguration
sign signs signed: signing
adopt adopts adopted: adoption
approve approves approved: approval
endorse endorses endorsed: endorsement
ratify ratifies ratified: ratification
enact enacts enacted: enactment
pass passes passed: passing
amend amends amended: amendment
repeal repeals repealed: repeal
abolish abolishes abolished: abolition
introduce introduces introduced: introduction
publish publishes published: publication
release releases released: release
unveil unveils unveiled: unveiling
present presents presented: presentation
complete completes completed: completion
finish finishes finished: completion
conclude concludes concluded: conclusion
elect elects elected: election
appoint appoints appointed: appointment
merge merges merged: merger
acquire acquires acquired: acquisition
commission commissions commissioned: commissioning
decommission decommissions decommissioned: decommissioning
incorporate incorporates incorporated: incorporation
dissolve dissolves dissolved: dissolution
discover discovers discovered: discovery
declare declares declared: declaration
proclaim proclaims proclaimed: proclamation
designate designates designated: designation
inscribe inscribes inscribed: inscription
award awards awarded: award
install installs installed: installation
build builds built: construction
suspend suspends suspended: suspension
renew renews renewed: renewal
extend extends extended: extension
rename renames renamed: renaming
transfer transfers transferred: transfer
test tests tested: test
try tries tried: trial
submit submits submitted: submission
ban bans banned: ban
restore restores restored: restoration
join joins joined: accession
accede accedes acceded: accession
agree agrees agreed: agreement
change changes changed: change
add adds added: addition
meet meets met: meeting
convene convenes convened: meeting
expire expires expired: expiry
register registers registered: registration
grant grants granted: granting
erupt erupts erupted: eruption
announce announces announced: announcement
issue issues issued: issuing
drill drills drilled: drilling
arrive arrives arrived: arrival
depart departs departed: departure
return returned: return
land landed: landing
collapse collapsed: collapse
retire retires retired: retirement
resign resigns resigned: resignation
sink sinks sank sunk: sinking
reunite reunites reunited: reunion
disband disbands disbanded: dissolution
commence commences commenced: commencement
cease ceases ceased: end
revise revises revised: revision
review reviews reviewed: review
reform reforms reformed: reform
renovate renovates renovated: renovation
refurbish refurbishes refurbished: refurbishment
rebuild rebuilds rebuilt: rebuilding
expand expands expanded: expansion
enlarge enlarges enlarged: enlargement
modernise modernises modernised modernize modernizes modernized: modernisation
nationalise nationalises nationalised nationalize nationalizes nationalized: nationalisation
privatise privatises privatised privatize privatizes privatized: privatisation
digitise digitises digitised digitize digitizes digitized: digitisation
demolish demolishes demolished: demolition
evacuate evacuates evacuated: evacuation
relocate relocates relocated: relocation
move moved: move
deploy deploys deployed: deployment
dedicate dedicates dedicated: dedication
consecrate consecrates consecrated: consecration
unify unifies unified: unification
withdraw withdraws withdrew withdrawn: withdrawal
admit admits admitted: admission
accredit accredits accredited: accreditation
certify certifies certified: certification
license licenses licensed: licensing
patent patents patented: patenting
recognise recognises recognised recognize recognizes recognized: recognition
initial initials initialled initialed: initialling
cancel cancels cancelled canceled: cancellation
terminate terminates terminated: termination
constitute constitutes constituted: constitution
institute institutes instituted: institution
initiate initiates initiated: initiation
hand hands handed: handover
roll rolls rolled: roll-out
phase phases phased: phase-out
switch switches switched: switch-on
shut shuts: shutdown
buy buys bought: purchase
purchase purchases purchased: purchase
sell sells sold: sale
lift lifts lifted: lifting
replace replaces replaced: replacement
destroy destroys destroyed: destruction
remove removes removed: removal
repair repairs repaired: repair
reject rejects rejected: rejection
propose proposes proposed: proposal
confirm confirms confirmed: confirmation
convert converts converted: conversion
deliver delivers delivered: delivery
impose imposes imposed: imposition
invent invents invented: invention
lay lays laid: laying
name names: naming
nominate nominates nominated: nomination
perform performs performed: performance
prohibit prohibits prohibited: prohibition
promote promotes promoted: promotion
resume resumes resumed: resumption
settle settles settled: settlement
seize seizes seized: seizure
rescue rescues rescued: rescue
upgrade upgrades upgraded: upgrade
bury buries buried: burial
decide decides decided: decision
rule rules ruled: ruling
crash crashed: crash
derail derailed: derailment
explode exploded: explosion
secede seceded: secession
occupy occupies occupied: occupation
clear clears cleared: clearance
negotiate negotiates negotiated: negotiation
authorise authorises authorised authorize authorizes authorized: authorisation
connect connects connected: connection
deny denies denied: denial
divide divides divided: division
evict evicts evicted: eviction
acquit acquits acquitted: acquittal
arrest arrests arrested: arrest
convict convicts convicted: conviction
cut cuts: cutting
donate donates donated: donation
"""


def _by_form(listed: str) -> dict[str, str]:
    """The noun of each form in lines 'form form: noun'."""
    parted = (line.split(":") for line in listed.strip().splitlines())
    return {form: noun.strip() for forms, noun in parted for form in forms.split()}


NOMINALS = _by_form(_NOMINALS)
"""The noun that a verb of doing turns into, by its finite forms and participle."""

DEEDS = frozenset(NOMINALS.values()) - {"institution", "constitution", "meeting"}
"""Nouns of what is done, which name a happening where 'of' says to what: 'the extension of the line'."""

_FURTHER = """
allocated: allocation
analysed analyzed: analysis
appealed: appeal
attacked: attack
broadcast: broadcast
annexed: annexation
applied: application
assumed: assumption
broke broken: break
caught: capture
chose chosen: choice
claimed: claim
committed: commitment
consumed: consumption
counted: count
crossed: crossing
damaged: damage
debated: debate
defeated: defeat
died: death
disappeared: disappearance
dismissed: dismissal
disposed: disposal
employed: employment
entered: entry
exchanged: exchange
experimented: experiment
failed: failure
fired: firing
flew: flight
found: finding
gave given: gift
grew grown: growth
halted: halt
invested: investment
leaked: leak
loaned lent: loan
lost: loss
married: marriage
measured: measurement
moored: mooring
opened: opening
paid repaid: payment
paraded: parade
pledged: pledge
premiered: premiere
protested: protest
produced: production
proved proven: proof
raided: raid
received: receipt
recalled: recall
recovered: recovery
reduced: reduction
refused: refusal
released: release
requested: request
resolved: resolution
reversed: reversal
rose risen: rise
searched: search
seen saw: sighting
sighted: sighting
split: split
stored: storage
strengthened: strengthening
struck: strike
surrendered: surrender
surveyed: survey
survived: survival
swam: swim
transmitted: transmission
treated: treatment
tried: trial
underwent undergone: undergoing
visited: visit
voted: vote
wrecked: wreck
wrote written: writing
set: setting
"""
_NOUNS = NOMINALS | _by_form(_FURTHER)
"""The same for verbs that are no sign of a happening by themselves."""

_LATIN = (
    ("ified", "ification"),
    ("ised", "isation"),
    ("ized", "ization"),
    ("ated", "ation"),
    ("duced", "duction"),
    ("scribed", "scription"),
    ("ected", "ection"),
    ("ructed", "ruction"),
    ("mitted", "mission"),
    ("verted", "version"),
    ("ployed", "ployment"),
)

_SHORT_STEMS = ("treated", "heated", "seated", "repeated", "defeated", "coated", "dated")
"""Endings of verbs whose '-ate' belongs to the stem."""


def verb_noun(verb: str, particle: str = "") -> str:
    """The noun of the happening, by the verb's form in lower case: 'torn', 'down' give 'tearing down'."""
    return f"{_verbal(verb)} {particle}" if particle else _NOUNS.get(verb) or _verbal(verb, _LATIN)


def _verbal(verb: str, endings: Iterable[tuple[str, str]] = ()) -> str:
    for ending, noun in endings:
        if verb.endswith(ending) and not verb.endswith(_SHORT_STEMS):
            return verb.removesuffix(ending) + noun
    if verb in STEMS:
        return f"{STEMS[verb]}ing"
    for ending, stem in (("ied", "y"), ("eed", "ee"), ("ed", "")):
        if verb.endswith(ending):
            return f"{verb.removesuffix(ending)}{stem}ing"
    return gerund(verb)
