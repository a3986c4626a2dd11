"""Countries by their ISO 3166 names and the forms in use; a likeness is never enough.

Adjectives are no countries, nor is a country in the name of something else; names that have other bearers (a man called
Jordan, the American state of Georgia) are judged by what stands around them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.facts.lexicon import Hit, NameIndex, commonness, table, word_list
from pipeline.facts.names.claims import Claim
from pipeline.facts.spans import Passage

KOSOVO = ("XKX", "Kosovo")
_FEATURE_BEFORE = re.compile(r"\b(?:Lake|Mount|River|Gulf of|Sea of|Strait of|Bay of|New|Inner|Little|Isle of)\s$")
_FEATURE_BEHIND = re.compile(r"\s(?:River|Basin|Delta|Canal|Channel|Sea|Strait|Valley|basin|river|delta)\b")
_DEMONYM_BEHIND = re.compile(r"[-‐‑–]?(?:an|ian|ese|ish)\b")
_INITIALS = re.compile(r"\b[A-Z]\.\s$")
_CAPITALISED_BEHIND = re.compile(r"\s(?P<word>[A-Z][\w’'-]+)")
_CAPITALISED_BEFORE = re.compile(r"(?P<word>[A-Z][\w’'-]+)\s$")
_CONTINENT_BEFORE = re.compile(r"\b(?:Latin|North|South|Central|Meso)\s$")
_MODIFIED = re.compile(r"\$|[-‐‑]|\s(?:dollars?|pounds?)\b")
_LOWER_CASE = re.compile(r"[a-z]{2,}")

SHORT = frozenset({"US", "UK", "U.S.", "U.K."})
"""Names that are adjectives as well ('US-led'), and a word in capitals ('JOIN US')."""

_SURNAME = 4.2
"""The Zipf frequency below which a word with a capital is taken for a surname."""

GIVEN_NAMES_TOO = frozenset({"Chad", "Jordan", "Georgia", "Israel", "India", "Kenya"})
"""Countries whose name persons bear as well."""

_STATE_OF_USA = re.compile(
    r"\b(?:Atlanta|Savannah|Alabama|Florida|Tennessee|South Carolina|North Carolina|U\.S\. states?|US states?)\b"
)
_CAUCASUS = re.compile(
    r"\b(?:Caucasus|Tbilisi|Batumi|Kutaisi|Armenia|Azerbaijan|Black Sea|Eastern Partnership|Moldova|Ukraine|Georgian)\b"
)


@cache
def common_names() -> dict[str, str]:
    """The name a country is commonly known by, for each alpha-3 code."""
    import pycountry

    names = {c.alpha_3: getattr(c, "common_name", c.name) for c in pycountry.countries}
    return names | PREFERRED | dict([KOSOVO])


PREFERRED = {
    "COD": "DR Congo",
    "FSM": "Micronesia",
    "PSE": "Palestine",
    "VGB": "British Virgin Islands",
    "VIR": "U.S. Virgin Islands",
    "BES": "Caribbean Netherlands",
}
"""Common names where ISO 3166 has none but an inverted one ('Congo, The Democratic Republic of the')."""


@cache
def index() -> NameIndex[str]:
    """Country names in use, with their alpha-3 codes."""
    import pycountry

    names = [(row["name"], row["alpha3"]) for row in table("country_names")]
    for country in pycountry.countries:
        printed = (getattr(country, field, None) for field in ("common_name", "name", "official_name"))
        names += [(name, country.alpha_3) for name in printed if name and "," not in name]
    return NameIndex([*((name, code) for code, name in PREFERRED.items()), *names])


@cache
def demonyms() -> NameIndex[str]:
    """Adjectives of countries ('Swedish'), with the alpha-3 codes."""
    return NameIndex((row["adjective"], row["alpha3"]) for row in table("demonyms"))


@cache
def languages() -> frozenset[str]:
    """Names of the languages that ISO 639-1 has, but those that countries bear as well."""
    import pycountry

    names = (language.name.partition(" (")[0] for language in pycountry.languages if hasattr(language, "alpha_2"))
    return frozenset(name for name in names if name not in index())


def countries(passages: Iterable[Passage]) -> Iterator[Claim]:
    """Every country named as a country."""
    texts = list(passages)
    american = _is_american("\n".join(passage.text for passage in texts))
    for passage in texts:
        for hit in index().hits(passage.text):
            if _names_something_else(passage.text, hit):
                continue
            if hit.value == "GEO" and american:
                yield Claim(
                    passage.span(hit.start, hit.end), passage.text[hit.start : hit.end], "GPE", "gazetteer", 0.8
                )
                continue
            yield Claim(
                passage.span(hit.start, hit.end),
                passage.text[hit.start : hit.end],
                "COUNTRY",
                "gazetteer",
                _confidence(passage.text[hit.start : hit.end]),
                common_names()[hit.value],
                hit.value,
            )


def _is_american(text: str) -> bool:
    """Whether 'Georgia' would be the state."""
    return bool(_STATE_OF_USA.search(text)) and not _CAUCASUS.search(text)


def _names_something_else(text: str, hit: Hit[str]) -> bool:
    name, before = text[hit.start : hit.end], text[max(0, hit.start - 40) : hit.start]
    behind = text[hit.end : hit.end + 40]
    if _FEATURE_BEFORE.search(before) or _FEATURE_BEHIND.match(behind) or _DEMONYM_BEHIND.match(behind):
        return True
    if name in SHORT and (_MODIFIED.match(behind) or not _LOWER_CASE.search(before + behind)):
        return True
    if name == "America":
        return bool(_CONTINENT_BEFORE.search(before))
    return name in GIVEN_NAMES_TOO and _is_person(before, behind)


def _is_person(before: str, behind: str) -> bool:
    if _INITIALS.search(before):
        return True
    given = _CAPITALISED_BEFORE.search(before)
    if given and given["word"] in word_list("given_names"):
        return True
    surname = _CAPITALISED_BEHIND.match(behind)
    return surname is not None and commonness(surname["word"].lower()) < _SURNAME


_DOUBTFUL = frozenset(
    {"Chad", "Jordan", "Georgia", "Congo", "Guinea", "Korea", "Ireland", "Samoa", "Macedonia", "Micronesia"}
)
"""Names with several bearers among countries, states, rivers and persons."""


def _confidence(name: str) -> float:
    return 0.8 if name in _DOUBTFUL else 0.9 if name.isupper() else 0.98
