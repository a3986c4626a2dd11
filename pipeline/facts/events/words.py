"""The nouns that name happenings, and the words before them."""

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
        contest championship tournament olympics race final deadline start kick-off kickoff completion establishment
        creation founding foundation formation incorporation appointment resignation inception commencement
        anniversary campaign pilot trial rehearsal course training auction tender round strike protest march rally
        parade roundtable round-table retreat gathering hackathon evacuation deployment commissioning
        decommissioning groundbreaking ground-breaking rollout roll-out withdrawal enlargement abolition
        introduction enactment repeal ruling verdict judgment hand-over entry celebration commemoration assembly
        plenary forum dialogue consultation drill exercise test flight discovery blackout dissolution unification
        reunification reform restructuring reorganisation reorganization nationalisation privatisation shutdown
        switch-over switchover changeover relocation migration arrival departure eclipse open-day screening
        convention games week day days night gala dinner reception marathon regatta sprint interview briefing
        lecture launching bombing siege battle famine epidemic pandemic lockdown demolition renovation restoration
        excavation inspection assessment examination exam graduation reunion landfall fundraiser jubilee biennale
        biennial vigil masterclass refurbishment rebuilding coronation consecration dedication derailment outage
        voyage round-trip get-together bootcamp sale fire blaze quake tremor avalanche frost gale hailstorm heatwave
        heat-wave blizzard tornado thunderstorm mudslide shipwreck robbery theft murder assassination birthday
        jamboree debate drive petition inquest count recount switch blessing swearing-in sinking burial funeral
        memorial wedding feast banquet breakfast lunch luncheon supper brunch picnic bazaar bake-off cook-off
        fun-run half-marathon triathlon relay match semi-final quarter-final playoff qualifier fixture derby cup
        gymkhana performance recital play matinee opera ballet broadcast podcast livestream vernissage teach-in
        sit-in walkout boycott blockade mutiny rebellion riot insurrection massacre genocide ambush raid skirmish
        offensive truce annexation partition secession occupation liberation surrender abdication enthronement
        impeachment indictment arraignment extradition pardon amnesty acquittal sighting encounter rescue capture
        hijacking kidnapping abduction escape jailbreak poisoning aftershock cloudburst downpour deluge inundation
        subsidence rockfall rockslide landslip cave-in sinkhole squall windstorm sandstorm snowfall snowstorm hail
        lightning meteorite flare leak breach rupture malfunction failure breakdown meltdown short-circuit stoppage
        standstill capsizing grounding wreck ditching near-miss pile-up stampede crush transplant transplantation
        operation surgery birth death hatching spawning stranding die-off bleaching docking undocking splashdown
        liftoff lift-off flyby fly-by spacewalk countdown touchdown bankruptcy insolvency liquidation buyout buy-out
        bailout devaluation default listing delisting spin-off divestment recapitalisation cutover handoff go-live
        upgrade reboot overhaul retrofit hand-in submission sitting reading by-election by-elections run-off runoff
        plebiscite recall oath investiture ordination canonisation beatification pilgrimage procession pageant
        carnival datathon teach-out roadshow road-show caravan fieldwork field-trip stopover dig sortie patrol sweep
        swoop crackdown clampdown walk-through dry-run dress-rehearsal topping-out turf-cutting ribbon-cutting
        naming christening keel-laying twinning peer-review mid-term stocktake stocktaking debriefing inquiry
        enquiry investigation probe disaster catastrophe tragedy incident clean-up cleanup appeal tasting centenary
        bicentenary centennial"""
    )
)
"""Heads of noun phrases that can stand with a date: 'a public hearing in May 2017'."""

NAMED_ONLY = frozenset(
    words(
        """week day days night round games forum dialogue assembly convention show test exercise consultation
        assessment start migration training reform pandemic lockdown war reception dinner entry sale frost fire
        theft murder robbery operation failure death birth play cup match crush reading listing fixture memorial
        default count drive school recall naming switch inquiry investigation submission performance sweep"""
    )
)
"""Event nouns that are common nouns of other meaning: taken where capitals make a name of them, or a rule says so."""

OF_EVENTS = frozenset(
    words(
        """founding constituent inaugural annual general plenary opening closing extraordinary public final first
        second third fourth fifth sixth constitutive launch information donor donors’ regional national
        international spring summer autumn winter membership recruitment vaccination fundraising maiden next last
        open"""
    )
)
"""Words before an event noun of other meaning that make an event of it: 'a founding assembly', 'opening night'."""

NOT_ON_DAY = frozenset(
    words(
        """act agreement article bill charter circular code communication constitution contract convention decision
        decree directive document edition instruction issue judgement law letter list map memo memorandum minutes
        notice opinion order ordinance pact paper plan proposal protocol regulation report resolution statement statute
        text treaty version morning afternoon evening night day eve date week weekend month end beginning middle price
        value rate level balance record maximum minimum average total number figure status situation position"""
    )
)
"""What a day tells apart that is no happening: 'the letter of 3 May', 'the night of 3 May', 'the price of 3 May'."""

TABLES = frozenset({"table"})
"""Nouns that name an event behind 'round' only."""

PLURAL_EVENTS = frozenset(
    words("elections floods games talks riots protests hostilities celebrations earthquakes wildfires")
)

CALAMITIES = frozenset(
    words(
        """earthquake quake tremor aftershock flood floods flooding cyclone hurricane typhoon storm tornado gale
        thunderstorm windstorm hailstorm hail blizzard snowstorm sandstorm cloudburst downpour deluge eruption
        drought landslide landslip mudslide rockfall avalanche tsunami explosion blast wildfire wildfires fire blaze
        lightning strike frost heatwave outbreak epidemic collision crash spill leak"""
    )
)
"""What befalls others: where it does something, it is what happened."""

STORMS = frozenset(words("cyclone hurricane typhoon storm tornado operation"))
"""Event nouns with the name behind them: 'Cyclone Ida'."""

NAMED_PLURALS = frozenset(words("days weeks nights games awards talks sessions"))
"""Plurals that name one event in capitals: 'the Harbour Days'."""

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
