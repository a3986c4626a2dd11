"""Places that are no countries: by gazetteer, by a noun of landscape, by what stands beside a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.facts.lexicon import Hit, NameIndex, name_words, table, word_list
from pipeline.facts.names import agency, countries
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.countries import demonyms
from pipeline.facts.names.propernames import NamedText, Run, is_common, is_rare, landmark_start

LANDSCAPE = (
    "archipelago|atoll|basin|bay|canyon|delta|desert|escarpment|estuary|floodplain|foothills|forest|glacier|gorge|"
    "highlands|hills|islands?|lagoon|lake|lowlands|marshes|massif|mountains|oasis|pass|peninsula|plain|plateau|reef|"
    "ridge|rivers?|steppe|strait|uplands|valley|volcano|wetlands?"
)
_EXTENSION = re.compile(rf"\s(?:{LANDSCAPE})\b")
_LAND = re.compile(rf"\s(?!pass\b|delta\b|forest\b)(?:{LANDSCAPE})\b")
"""Nouns of landscape that go with hardly anything but the name of a place."""

_REGION = re.compile(rf"\s(?:{LANDSCAPE}|[rR]egion)\b")
_STREET = re.compile(
    r"\w{3,}(?:straße|strasse|straat|gasse|gatan?|gade|vej|veien|platz|plein|plads|allee|utca|weg|laan|kade|katu)"
)


_WORD_BEFORE = re.compile(r"(?:(?P<initial>\b[A-Z]\.)|(?P<word>[A-ZÀ-Þ][\w'’-]*)\.?)\s$")
_WORD_BEHIND = re.compile(r"\s(?P<word>[A-ZÀ-Þ][\w'’-]+)")
_NEXT = re.compile(r"\s(?P<word>[A-Za-z]+)")
_ADJECTIVES = ("ic", "ean")
_NEAR = 40
_SAID = 2.0
"""What must speak for a body where a name has the noun of a place."""


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
                if _is_part(text, hit) or _is_adjective(text.text, hit):
                    continue
                yield _claim(text, hit.start, hit.end, hit.value, "gazetteer", confidence)


def _is_part(text: NamedText, hit: Hit[str]) -> bool:
    """Whether the place is but a word of another name: 'Geneva Convention', 'Kara NAME'."""
    if text.title_case or text.passage.kind == "table" or " " in text.text[hit.start : hit.end]:
        return False
    before = _WORD_BEFORE.search(text.text, max(0, hit.start - _NEAR), hit.start)
    if before and (before["initial"] or before["word"] in word_list("given_names") | name_words("title")):
        return True
    if before and (_is_acronym(before["word"]) or _has_region(before["word"], hit.value)):
        return True
    behind = _WORD_BEHIND.match(text.text, hit.end)
    return behind is not None and not _stands_apart(behind["word"])


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _has_region(word: str, label: str) -> bool:
    """Whether a word goes with the name of a sea or region behind it as those of firms do: 'NAME Baltic'."""
    return label == "LOC" and is_rare(word) and word not in demonyms()


def _is_adjective(text: str, hit: Hit[str]) -> bool:
    """Whether a sea's name only tells of which kind something is: 'Adriatic ports'."""
    if hit.value != "LOC" or not text.endswith(_ADJECTIVES, hit.start, hit.end):
        return False
    noun = _NEXT.match(text, hit.end)
    return noun is not None and noun["word"].lower() not in name_words("function") | name_words("phrase_end")


def _stands_apart(word: str) -> bool:
    """Whether a word with a capital behind a place is no part of a name with it."""
    return word in word_list("offices") or word in demonyms() or word.lower() in name_words("function")


def described(texts: Iterable[NamedText]) -> Iterator[Claim]:
    """Names that say themselves that they are places: 'Lake Naivasha', 'Central Province'."""
    for text in texts:
        for run in text.runs() if not text.title_case or text.passage.kind == "table" else ():
            words = text.words(run)
            if text.title_case and not all(map(is_rare, words[:-1])):
                continue  # 'Fishing Port' is no name where all cells have capitals
            if (first := landmark_start(text, run)) != run.first and not all(map(is_common, words)):
                yield _claim(text, text.tokens[first].start, run.end, "LOC", "rule", 0.7)
            named = (
                len(words) > 1
                and (words[-1] in name_words("geo_noun") or _opens(words))
                and not _is_said_body(text, run)
            )
            land = _LAND.match(text.text, run.end) and all(is_rare(w) and w not in demonyms() for w in words)
            if (named and not words[0].isupper()) or land or _STREET.fullmatch(words[-1]):
                yield _claim(text, run.start, run.end, "LOC", "rule", 0.7)


def is_place(name: str) -> bool:
    """Whether a name by itself is a place's: a well-known one, or one with a noun of landscape."""
    words = name.split()
    return name in gazetteer() or (len(words) > 1 and (words[-1] in name_words("geo_noun") or _opens(words)))


def _is_said_body(text: NamedText, run: Run) -> bool:
    """Whether a name as of a place is said to be a body's: 'NAME Harbour, a charity'."""
    return agency.acts(text, run) >= _SAID


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
