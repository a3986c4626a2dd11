"""Places that are no countries: by gazetteer, by a noun of landscape, by what stands beside a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.facts import countries
from pipeline.facts.claims import Claim
from pipeline.facts.lexicon import NameIndex, fold, name_words, table
from pipeline.facts.names import NamedText, Run, is_common, is_rare

_LANDSCAPE = (
    "archipelago|atoll|basin|bay|canyon|delta|desert|escarpment|estuary|floodplain|forest|glacier|gorge|highlands|hills|"
    "islands?|lagoon|lowlands|marshes|massif|mountains|oasis|pass|peninsula|plain|plateau|reef|ridge|steppe|strait|valley|"
    "volcano|wetlands?"
)
_EXTENSION = re.compile(rf"\s(?:{_LANDSCAPE})\b")
_REGION = re.compile(rf"\s(?:{_LANDSCAPE}|[rR]egion)\b")
_COMPASS = r"(?:(?:north|south)-?(?:east|west)|north|south|east|west)(?:ern)?"
_DIRECTION = rf"(?:(?:the|central|downtown|greater|nearby|rural|urban|{_COMPASS})\s)*"
_LOCATED = (
    "airport|base|born|bridge|built|camp|clinic|crossing|dam|depot|ends?|ended|factory|farm|founded|ground|harbour|held|landed|"
    "launched|located|market|meets?|met|mill|mine|opened|plant|port|post|school|shed|signed|site|situated|starts?|started|"
    "station|stationed|terminal|works|yard"
)
"""Before 'at': what is somewhere."""
_STRONG = re.compile(
    r"\b(?:[iI]n|[nN]ear|[oO]utside|[aA]round|[aA]cross|[tT]hroughout|[iI]nto|[vV]isited|inside|off|[aA]long|beyond|opposite|"
    rf"beside|above|{_LOCATED}\sat)\s{_DIRECTION}$"
)
_WEAK = re.compile(
    rf"\b(?:[fF]rom|[tT]o|[aA]t|as\sfar\sas|via|[tT]owards?|[bB]etween|through|over|reached|left)\s{_DIRECTION}$"
)
_NOUN_OF = re.compile(
    r"\b(?:capital|city|cities|towns?|villages?|provinces?|districts?|municipalit(?:y|ies)|regions?|ports?|islands?|count(?:y|ies)|"
    r"governorates?|communes?|suburbs?|slopes|banks?|shores?|coast|outskirts|wards|camps?|settlements?|valleys?|port|peninsula|"
    r"north|south|east|west|centre|center|quarters?|streets|markets?|people|neighbourhoods?|hills|heart|edge|mayor)\sof\s(?:the\s)?$"
)
_SETTLEMENTS = (
    "city|capital|town|township|village|hamlet|port|suburb|district|municipality|settlement|commune|island|islet|atoll|"
    "resort|neighbourhood|neighborhood|quarter|valley|province|region|county|river|lake|bay|crossing|camp"
)
_IS_PLACE = re.compile(
    rf"(?:,|\s(?:is|was))\s(?:the|an?|its|their|once\san?)\s(?:(?!of\b|in\b)[\w'-]+\s){{0,4}}?(?:{_SETTLEMENTS})\b"
)
_LIES = re.compile(
    r"\s(?:itself\s)?(?:lies|lie|(?:is|was)\s(?:located|situated)|sits)\s(?:on|in|at|by|north|south|east|west|between|along|near|about|some|\d)"
)
_NUMBER_BEFORE, _NUMBER_BEHIND = (
    re.compile(r"(?:^|[,·|:;]\s)\d{1,3}[A-Za-z]?,?\s$"),
    re.compile(r",?\s\d{1,3}[A-Za-z]?(?:,|$)"),
)
"""Around the name of a street, the number of a house."""
_STREET = re.compile(
    r"\w{3,}(?:straße|strasse|straat|gasse|gatan?|gade|vej|veien|platz|plein|plads|allee|utca|weg|laan|kade|katu)"
)
_NOUN_BEFORE = re.compile(r"\b(?:city|capital|town|village|port|province|district|island|river|camp)\s$")
_NOUN_BEHIND = re.compile(
    r"(?:\s(?:cit(?:y|ies)|towns?|villages?|provinces?|districts?|regions?|count(?:y|ies)|municipalit(?:y|ies)|camps?|"
    rf"airports?|ports?|rivers?|stations?|depots?|terminals?|stadium|bridges?|streets?|schools?|"
    rf"{_LANDSCAPE})\b|\s(?:[a-z]+\s)?(?:transit|border|crossing)\b)"
)


@cache
def gazetteer() -> NameIndex[str]:
    """Well-known places with their OntoNotes label."""
    return NameIndex((row["name"], row["label"]) for row in table("places") if row["name"])


@cache
def subdivisions(alpha3: str) -> NameIndex[str]:
    """Names of a country's provinces, counties, ... (ISO 3166-2) but those that are plain words ('Central')."""
    names = sorted(name.partition(" [")[0].partition(",")[0] for name in _all_subdivisions().get(alpha3, ()))
    return NameIndex((name, "GPE") for name in names if not _plain(name) and name not in countries.index())


@cache
def _all_subdivisions() -> dict[str, list[str]]:
    import pycountry

    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    found: dict[str, list[str]] = {}
    for one in pycountry.subdivisions:
        found.setdefault(alpha3.get(one.country_code, ""), []).append(one.name)
    return found


def _plain(name: str) -> bool:
    words = re.findall(r"\w+", name)
    return all(is_common(word) for word in words) and words[-1] not in name_words("geo_noun")


def listed(texts: Iterable[NamedText], named: Iterable[str]) -> Iterator[Claim]:
    """Places of the gazetteer, and provinces of the countries ``named`` (alpha-3) in the document."""
    indexes = [(gazetteer(), 0.85), *((subdivisions(code), 0.75) for code in sorted(set(named)))]
    for text in texts:
        for index, confidence in indexes:
            for hit in index.hits(text.text):
                printed = text.text[hit.start : hit.end]
                if hit.start in text.opening and " " not in printed and is_common(printed):
                    continue
                yield _claim(text, hit.start, hit.end, hit.value, "gazetteer", confidence)


def described(texts: Iterable[NamedText]) -> Iterator[Claim]:
    """Names that say themselves that they are places: 'Wadi Fira', 'Lake Naivasha', 'Western Province'."""
    for text in texts:
        if not text.title_case:
            for run in text.runs():
                words = text.words(run)
                named = len(words) > 1 and (words[-1] in name_words("geo_noun") or _opens(words))
                if (named and not words[0].isupper()) or _STREET.fullmatch(words[-1]):
                    yield _claim(text, run.start, run.end, "LOC", "rule", 0.7)


def _opens(words: Sequence[str]) -> bool:
    second = next((word for word in words[1:] if word not in name_words("particle")), "")
    return words[0] in name_words("geo_opening") and bool(second) and not is_common(second)


def _claim(text: NamedText, start: int, end: int, label: str, source: str, confidence: float) -> Claim:
    longer = (_REGION if label == "LOC" else _EXTENSION).match(text.text, end)
    end = longer.end() if longer else end
    return Claim(text.passage.span(start, end), text.text[start:end], label, source, confidence)


def extended(text: NamedText, claim: Claim) -> Claim:
    """A place with the noun of landscape behind it: 'Fergana' + 'valley'."""
    return _claim(text, claim.span.start, claim.span.end, claim.label, claim.source, claim.confidence)


def evidence(text: NamedText, run: Run) -> float:
    """How much the words beside a name speak for a place; 1.5 convinces."""
    words = text.words(run)
    if (
        words[0] in name_words("not_place")
        or any(any(c.isdigit() for c in word) for word in words)
        or (len(words) == 1 and words[0].isupper())
    ):
        return 0.0
    before, behind = fold(text.text[max(0, run.start - 60) : run.start]), text.text[run.end : run.end + 60]
    score = 1.0 * bool(_STRONG.search(before)) + 0.6 * bool(_WEAK.search(before)) + 1.5 * bool(_NOUN_OF.search(before))
    score += 0.8 * bool(_NOUN_BEFORE.search(before)) + 1.0 * bool(_NOUN_BEHIND.match(behind))
    score += 1.5 * bool(_LIES.match(behind))
    score += 1.5 * _country_behind(behind) + 1.5 * bool(_IS_PLACE.match(behind)) + 1.0 * _place_behind(behind)
    score += 1.0 * bool(_NUMBER_BEFORE.search(before) and behind[:1] in (",", "")) + 1.0 * bool(
        _NUMBER_BEHIND.match(behind)
    )
    return score + familiarity(words) if score else 0.0


def familiarity(words: Sequence[str]) -> float:
    """What the words alone say where something speaks for a place: rare ones are names."""
    return 0.5 if all(is_rare(word) for word in words) else -0.7 if all(is_common(word) for word in words) else 0.0


def _place_behind(behind: str) -> bool:
    return behind.startswith(", ") and any(hit.start == 2 for hit in gazetteer().hits(behind))


def _country_behind(behind: str) -> bool:
    return behind.startswith(", ") and any(hit.start == 2 for hit in countries.index().hits(behind))
