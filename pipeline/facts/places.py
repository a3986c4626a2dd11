"""Places that are no countries: by gazetteer, by a noun of landscape, by what stands beside a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.facts import countries
from pipeline.facts.claims import Claim
from pipeline.facts.lexicon import NameIndex, fold, name_words, table
from pipeline.facts.names import NamedText, Run, is_common, is_rare

_LANDSCAPE = (
    "archipelago|basin|delta|desert|highlands|hills|islands?|lowlands|mountains|peninsula|plateau|steppe|valley|"
    "wetlands"
)
_EXTENSION = re.compile(rf"\s(?:{_LANDSCAPE})\b")
_REGION = re.compile(rf"\s(?:{_LANDSCAPE}|[rR]egion)\b")
_COMPASS = r"(?:(?:north|south)-?(?:east|west)|north|south|east|west)(?:ern)?"
_DIRECTION = rf"(?:(?:the|central|downtown|greater|nearby|rural|urban|{_COMPASS})\s)*"
_STRONG = re.compile(
    r"\b(?:[iI]n|[nN]ear|[oO]utside|[aA]round|[aA]cross|[tT]hroughout|[iI]nto|[vV]isited|inside|off|[aA]long|beyond|opposite|"
    rf"beside|above)\s{_DIRECTION}$"
)
_WEAK = re.compile(rf"\b(?:[fF]rom|[tT]o|[aA]t|via|[tT]owards?|[bB]etween|through|over|reached|left)\s{_DIRECTION}$")
_NOUN_OF = re.compile(
    r"\b(?:capital|city|cities|towns?|villages?|provinces?|districts?|municipalit(?:y|ies)|regions?|ports?|islands?|count(?:y|ies)|"
    r"governorates?|communes?|suburbs?|slopes|banks?|shores?|coast|outskirts|wards|camps?|settlements?|valleys?|port|peninsula|"
    r"north|south|east|west|centre|center|quarters?|streets|markets?|people|neighbourhoods?|hills|heart|edge|mayor)\sof\s(?:the\s)?$"
)
_NOUN_BEFORE = re.compile(r"\b(?:city|capital|town|village|port|province|district|island|river|camp)\s$")
_NOUN_BEHIND = re.compile(
    r"(?:\s(?:city|town|village|province|district|county|camp|airport|port|river|station|depot|terminal|stadium|bridge|"
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
                if len(words) > 1 and (words[-1] in name_words("geo_noun") or _opens(words)) and not words[0].isupper():
                    yield _claim(text, run.start, run.end, "LOC", "rule", 0.7)


def _opens(words: Sequence[str]) -> bool:
    return words[0] in name_words("geo_opening") and not is_common(words[1])


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
    score += (
        0.8 * bool(_NOUN_BEFORE.search(before)) + 1.0 * bool(_NOUN_BEHIND.match(behind)) + 1.5 * _country_behind(behind)
    )
    if not score:
        return 0.0
    return score + (
        0.5 if all(is_rare(word) for word in words) else -0.7 if all(is_common(word) for word in words) else 0.0
    )


def _country_behind(behind: str) -> bool:
    return behind.startswith(", ") and any(hit.start == 2 for hit in countries.index().hits(behind))
