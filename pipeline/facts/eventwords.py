"""The words that name happenings: event nouns, verbs of happening, and the nouns that verbs of doing turn into."""

from pipeline.facts.units import words

EVENT_NOUNS = frozenset(
    words(
        """meeting conference summit congress workshop seminar symposium colloquium webinar session hearing ceremony
        inauguration launch relaunch opening reopening closing closure signing signature adoption ratification
        accession election referendum vote ballot census survey review evaluation audit mission visit tour
        expedition outbreak earthquake flood flooding cyclone hurricane typhoon storm eruption drought landslide
        tsunami explosion wildfire accident collision crash spill attack war invasion coup revolution uprising
        ceasefire armistice independence merger acquisition takeover flotation handover takeoff landing release
        publication presentation unveiling premiere debut festival fair exhibition expo show concert competition
        contest championship tournament olympics race final deadline start kick-off kickoff completion
        establishment creation founding foundation formation incorporation appointment resignation inception
        commencement anniversary campaign pilot trial rehearsal course training auction tender round strike
        protest march rally parade roundtable round-table retreat gathering hackathon evacuation deployment
        commissioning decommissioning groundbreaking ground-breaking rollout roll-out withdrawal enlargement
        abolition introduction enactment repeal ruling verdict judgment hand-over entry celebration commemoration
        assembly plenary forum dialogue consultation drill exercise test flight discovery blackout dissolution
        unification reunification reform restructuring reorganisation reorganization nationalisation privatisation
        shutdown switch-over switchover changeover relocation migration arrival departure eclipse open-day
        screening symposium convention games week day days night gala dinner reception marathon regatta sprint
        interview briefing lecture launching kickoff bombing siege battle strike famine epidemic pandemic lockdown
        demolition renovation restoration excavation inspection assessment examination exam graduation"""
    )
)
"""Heads of noun phrases that can stand with a date: 'a public hearing in May 2017'."""

NAMED_ONLY = frozenset(
    words(
        """week day days night round games forum dialogue assembly convention show test exercise consultation
        assessment start migration training reform pandemic lockdown war reception dinner entry"""
    )
)
"""Event nouns that are common nouns of other meaning: taken where capitals make a name of them, or a rule says so."""

PLURAL_EVENTS = frozenset(
    words("elections floods games talks riots protests hostilities celebrations earthquakes wildfires")
)

HAPPEN = frozenset(
    words(
        """held took take takes taken ran run runs happened happens occurred occurs scheduled planned due slated
        convened organised organized hosted staged postponed celebrated conducted carried rescheduled kicked
        kicks kick got gets broke breaks broken"""
    )
)
"""Verbs that say of an event that it happens, actively or passively."""

HOLD = frozenset(
    words(
        """held hold holds hosted host hosts convened convene convenes organised organized organise organize
        organises organizes staged stage stages conducted conduct celebrated celebrate celebrates attended joined
        hosting holding organising organizing convening undertook ran"""
    )
)
"""Verbs whose object is an event: 'held its sixth conference'."""

_NOMINALS = """
establish establishes established: establishment
found founds founded: founding
set: establishment
create creates created: creation
form forms formed: formation
launch launches launched: launch
relaunch relaunches relaunched: relaunch
start starts started: start
begin begins began begun: start
end ends ended: end
open opens opened: opening
reopen reopens reopened: reopening
close closes closed: closure
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
submit submits submitted: submission
ban bans banned: ban
restore restores restored: restoration
join joins joined: accession
meet meets met: meeting
convene convenes convened: meeting
expire expires expired: expiry
register registers registered: registration
grant grants granted: granting
erupt erupts erupted: eruption
"""
NOMINALS = {
    form: noun.strip()
    for line in _NOMINALS.strip().splitlines()
    for forms, noun in [line.split(":")]
    for form in forms.split()
}
"""The noun that a verb of doing turns into, by its finite forms and participle."""

_NEED_NO_OBJECT = frozenset(words("start end opening reopening closure launch merger meeting expiry eruption"))
INTRANSITIVE = frozenset(form for form, noun in NOMINALS.items() if noun in _NEED_NO_OBJECT)
"""Forms that need no object: 'the plant opened in May 2020'."""

ORDINAL_WORDS = {
    word: n
    for n, word in enumerate(
        words(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
            fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
        ),
        1,
    )
}
