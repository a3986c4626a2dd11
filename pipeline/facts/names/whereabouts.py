"""What speaks for a name being a place's: the preposition before it, the nouns beside it, what lies behind a comma."""

import re
from collections.abc import Sequence

from pipeline.facts.lexicon import NameIndex, fold, name_words, word_list
from pipeline.facts.names import countries, places
from pipeline.facts.names.propernames import NamedText, Run, is_common, is_rare

_COMPASS = r"(?:(?:north|south)-?(?:east|west)|north|south|east|west)(?:ern)?"
_DIRECTION = rf"(?:(?:the|central|downtown|greater|nearby|rural|urban|{_COMPASS})\s)*"
_LOCATED = (
    "airport|arrives?|arrived|base|based|born|bridge|built|camp|cent(?:er|re)|clinic|crossing|dam|depot|dock|ends?|ended|"
    "factory|farm|founded|gauge|ground|harbour|held|hospital|jetty|laboratory|landed|launched|located|market|meets?|met|mill|"
    "mine|opened|plant|port|post|quay|refinery|school|shed|signed|site|situated|starts?|started|station|stationed|stops?|"
    "stopped|terminal|well|works|yard"
)
"""Before 'at': what is somewhere."""
_STRONG = re.compile(
    r"\b(?:[iI]n|[nN]ear|[oO]utside|[aA]round|[aA]cross|[tT]hroughout|[iI]nto|[vV]isited|inside|off|[aA]long|beyond|opposite|"
    rf"beside|above|(?:{_LOCATED})s?\sat|(?:seat|capital|headquarters|birthplace|terminus|venue)\s(?:is|was)|twinned\swith)\s{_DIRECTION}$"
)
_WEAK = re.compile(
    r"\b(?:[fF]rom|[tT]o|[aA]t|as\sfar\sas|via|[tT]owards?|(?:bound|leaves?|left|leaving|sails?|sailed|departs?|departed)\s(?:[A-Z][\w-]{1,30}\s)?for|[bB]etween|through|over|past|reach(?:ed|es)?|left|leaves?|"
    rf"serves?|served|cross(?:es|ed)|enter(?:s|ed)?|links?|linked|connects?|connected)\s{_DIRECTION}$"
)
_SETTLEMENT = (
    "atoll|bay|camp|capital|city|commune|county|crossing|district|governorate|hamlet|island|islet|lake|municipality|"
    "neighbou?rhood|peninsula|port|province|quarter|region|resort|river|settlement|suburb|town|township|vale|valley|village|ward|parish|canton|borough|prefecture|oblast"
)
_SETTLEMENTS = (
    rf"(?:(?:{_SETTLEMENT})s?|cities|counties|municipalities|slopes|banks?|shores?|coast|outskirts|parts|half|most|rest|much|"
    "north|south|east|west|centre|center|hall|castle|cathedral|church|abbey|harbour|square|streets|markets?|people|inhabitants|residents|villagers|farmers|families|hills|heart|edge|mayor)"
)
_NOUN_OF = re.compile(rf"(?i:\b{_SETTLEMENTS}\sof\s(?:the\s)?)$")
_LISTED = re.compile(
    rf"(?i:\b(?:(?:{_SETTLEMENT}|place|site|location|area)s|cities|counties|municipalities))(?:\s[a-z]+){{0,2}}"
    r"(?::|,?\s(?:such\sas|like|including|namely))\s$"
)
"""Before the first of several places: 'five towns: NAME, NAME', 'places such as NAME'."""
_NOUN_BEFORE = re.compile(rf"\b(?:{_SETTLEMENT})\s$")
_NOUN_BEHIND = re.compile(rf"\s(?:(?:{_SETTLEMENT})s?|cities|counties|municipalities|{places.LANDSCAPE})\b")
_FACILITY_BEHIND = re.compile(
    r"\s(?:airports?|barrage|bridges?|canal|corridor|ferry|highway|railway|road|tunnel|dam|depots?|glaciers?|harbour|motorway|plant|reservoir|schools?|stadium|stations?|"
    r"streets?|terminals?|(?:[a-z]+\s)?(?:transit|border|crossing))\b"
)
_IS_PLACE = re.compile(
    rf"(?:,|\s(?:is|was))\s(?:the|an?|its|their|once\san?)\s(?:(?!of\b|in\b)[\w'-]+\s){{0,4}}?"
    rf"(?:{_SETTLEMENT}|tributary|peak|mountain|range|reef|desert|plain|{places.LANDSCAPE})\b"
)
_LIES = re.compile(
    r"\s(?:itself\s)?(?:lies|lie|(?:is|was)\s(?:located|situated)|sits)\s"
    r"(?:on|in|at|by|north|south|east|west|between|along|near|about|some|\d)"
    r"|\s(?:has|had|counts)\s(?:[a-z]+\s){0,2}[\d,.]+\s(?:households|inhabitants|people|residents|families)"
)
_NOUN = re.compile(r"\s(?P<word>[a-z]+)")
_QUALIFIERS = frozenset(
    "Great Greater Little Upper Lower Old New Long Inner Outer North South East West Central Market High Saint St St. "
    "San Santa El La Los Las Le Les Al Port Fort Mount Lake".split()
)
"""Words before the name that a place has of its own."""
_TOPONYM = re.compile(
    r"[A-Z][a-z]{2,}(?:ton|ham|ford|bury|wick|wich|stead|worth|mouth|minster|borough|burgh|field|haven|ness|by|thorpe|stad|"
    r"burg|berg|dorf|heim|hausen|vik|sund|holm|ville|grad|pur|abad|polis|stan|more|moor|dale|ley|combe|cester|chester)"
)
"""Names that end as those of places do."""
_LAST_OF_SERIES = re.compile(r"(?:,\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?){0,4},?\s(?:and|or)\s(?P<name>[A-Z][\w-]+)")
_FIRST_OF_SERIES = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][\w-]+)(?:,\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?){0,4},?\s(?:(?:and|or)\s)?$"
)
"""Around a name, the last and the first of those enumerated with it."""

_NUMBER_BEFORE = re.compile(r"(?:^|[,·|:;]\s)\d{1,3}[A-Za-z]?,?\s$")
_NUMBER_BEHIND = re.compile(r",?\s\d{1,3}[A-Za-z]?(?:,|$)")
"""Around the name of a street, the number of a house."""


def evidence(text: NamedText, run: Run) -> float:
    """How much the words beside a name speak for a place; 1.5 convinces."""
    words = text.words(run)
    if (
        words[0] in name_words("not_place")
        or any(any(c.isdigit() for c in word) for word in words)
        or (len(words) == 1 and words[0].isupper())
    ):
        return 0.0
    before, behind = fold(text.text[max(0, run.start - 60) : run.start]), fold(text.text[run.end : run.end + 80])
    noun = _NOUN.match(behind)
    modifies = noun is not None and noun["word"] not in name_words("function") | name_words("phrase_end")
    score = _before(before, 0.5 if modifies else 1.0) + _behind(behind)
    score += 1.0 * bool(_NUMBER_BEFORE.search(before) and behind[:1] in (",", ""))
    return score + familiarity(words) if score else 0.0


def is_language(text: NamedText, run: Run) -> bool:
    """Whether a name is a language's, or stands with one: 'in Tetum, Portuguese and English'."""
    if text.text[run.start : run.end] in countries.languages():
        return True
    beside = (
        _LAST_OF_SERIES.match(text.text, run.end),
        _FIRST_OF_SERIES.search(text.text, max(0, run.start - 60), run.start),
    )
    return any(match is not None and match["name"] in countries.languages() for match in beside)


def familiarity(words: Sequence[str]) -> float:
    """What the words alone say where something speaks for a place: rare ones are names."""
    own = [word for word in words if word not in _QUALIFIERS] or words
    if all(is_rare(word) or _TOPONYM.fullmatch(word) for word in own) and words[0] not in word_list("given_names"):
        return 0.5
    return -0.7 if all(is_common(word) for word in words) else 0.0


def _before(before: str, weak: float) -> float:
    score = 1.0 if _STRONG.search(before) else weak * bool(_WEAK.search(before))
    return (
        score + 1.5 * bool(_NOUN_OF.search(before) or _LISTED.search(before)) + 0.8 * bool(_NOUN_BEFORE.search(before))
    )


def _behind(behind: str) -> float:
    score = 1.2 * bool(_NOUN_BEHIND.match(behind)) + 1.0 * bool(_FACILITY_BEHIND.match(behind))
    score += 1.5 * bool(_LIES.match(behind) or _IS_PLACE.match(behind)) + 1.0 * bool(_NUMBER_BEHIND.match(behind))
    return score + 1.5 * _followed(behind, countries.index()) + 1.0 * _followed(behind, places.gazetteer())


def _followed(behind: str, names: NameIndex[str]) -> bool:
    """Whether a name of the index stands behind a comma: 'Kisumu, Kenya'."""
    return behind.startswith((", ", " (")) and any(hit.start == 2 for hit in names.hits(behind))
