"""Organisations: by a list of well-known ones, by the noun a name ends or opens with, by acronyms that a sheet defines.

An English name of a body ends in a noun that says what it is ('... Agency') and may run on with what it is for
('... of Trade and Industry'); French, Spanish, German ... names open with theirs ('Fundación ...'). Names that end in
what is written or held rather than in who acts ('... Declaration', '... Summit') are kept apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts import agency, countries, places
from pipeline.facts.claims import Claim
from pipeline.facts.lexicon import NameIndex, commonness, fold, name_words, table, word_list
from pipeline.facts.names import NamedText, Run, is_rare

OTHER = "OTHER"
"""Label of names that are neither person, body nor place: agreements, meetings, publications."""

_LINKS = frozenset({"of", "for", "on", "against"})
_FOR = frozenset({"pour", "para", "für", "sans", "contre", "sin"})
"""What bodies are for, in other languages: persons and places have no such word in their names."""
_TWO_ACTIVITIES = frozenset({"and", "&"})
_PROTECTED = frozenset(
    (kind, "Park") for kind in ("National", "Nature", "Marine", "Game", "Regional", "Provincial", "State")
)
_COMPOUND = re.compile(
    r"[A-ZÄÖÜÅØÆ]\w{2,}(?:museum|museet|museo|amt|verband|verein|institut|instituttet|gesellschaft|stiftung|stiftelsen|ministerium|"
    r"ministeriet|universität|universiteit|universitet|universitetet|hochschule|högskola|bibliothek|werke|kammer|zentrum|"
    r"verket|styrelsen|myndigheten|direktoratet|rådet|förbundet|forbundet|vereniging|genossenschaft|gewerkschaft|sparkasse|"
    r"landesbank|liitto|virasto|laitos|keskus|yliopisto)"
)
_ORDINAL = re.compile(
    r"(?:\b\d+(?:st|nd|rd|th)|\b(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\s"
)
"""Before what is held over and over: '7th World Congress'."""
_OF_AN_OFFICE = frozenset({"Office", "Bureau", "Cabinet", "Secretariat", "Court"})
"""What bodies are called that are for somebody in office."""
_UNUSUAL = 3.7
"""The Zipf frequency below which a word before the noun of a trade makes it a firm's name."""
_PLURAL = 2.5
"""The Zipf frequency from which a word names people whom a body may belong to ('Growers')."""
_ACTS = 0.8
"""What must speak for a body where the noun of its name does not settle it ('... Initiative')."""
_ACRONYM = re.compile(r"\s?[(\[](?P<acronym>[A-Z][A-Za-z0-9&/.-]{1,11})[)\]]")


class Known(NamedTuple):
    """An organisation of the shipped list."""

    id: str
    name: str


@cache
def known() -> NameIndex[Known]:
    """Well-known organisations by name, other names and acronym."""
    names = []
    for row in table("organisations"):
        forms = [row["name"], row["acronym"], *row["others"].split("|")]
        names += [(form, Known(row["id"], row["name"])) for form in forms if form]
    return NameIndex(names)


def organisations(texts: Iterable[NamedText]) -> Iterator[Claim]:
    """Every mention of an organisation by its name, and names of kind ``OTHER``."""
    texts = list(texts)
    prose = [claim for text in texts if not text.title_case for claim in _named(text)]
    yield from prose
    supported = {claim.text.casefold() for claim in prose}
    for text in texts:
        if text.title_case:
            for claim in _named(text):
                defined = _ACRONYM.match(text.text, claim.span.end)
                if text.passage.kind == "title" or defined or claim.text.casefold() in supported:
                    yield claim
        yield from _listed(text)


def _listed(text: NamedText) -> Iterator[Claim]:
    for hit in known().hits(text.text):
        printed = text.text[hit.start : hit.end]
        if printed.isupper() and text.text.isupper():
            continue
        span = text.passage.span(hit.start, hit.end)
        yield Claim(span, printed, "ORG", "gazetteer", 0.95, hit.value.name, hit.value.id)


def _named(text: NamedText) -> Iterator[Claim]:
    for run in text.runs():
        found = _body(text, run)
        if found is None:
            continue
        whole, kind = found
        span = text.passage.span(whole.start, whole.end)
        printed = text.text[whole.start : whole.end]
        if (
            kind == "other"
            or _ORDINAL.search(text.text[max(0, whole.start - 8) : whole.start])
            or _ORDINAL.match(printed)
        ):
            yield Claim(span, printed, OTHER, "rule", 0.6)
        elif kind != "weak" or _is_body(text, whole):
            yield Claim(span, printed, "ORG", "rule", 0.85 if kind in ("head", "opening", "suffix", "civic") else 0.7)


def _is_body(text: NamedText, whole: Run) -> bool:
    """Whether what stands beside the name settles what its noun does not ('... Initiative', '... Park')."""
    *_, before, last = text.words(whole)
    if (before, last) in _PROTECTED:
        return False
    explained = last not in name_words("geo_noun") and _ACRONYM.match(text.text, whole.end)
    return bool(explained) or agency.acts(text, whole) >= _ACTS


def _body(text: NamedText, run: Run) -> tuple[Run, str] | None:
    """The name of a body (or of something else with a telling noun) in a run, and the kind of its noun."""
    words = text.words(run)
    kinds = [_kind(word) for word in words]
    if (place := _foreign_opening(words, kinds)) is not None:
        return text.run(run.first + place, run.last), "opening"
    end = _last_noun(words, kinds)
    if end is None:
        return None
    kind = kinds[end] or ""
    first = run.first if kind != "head" else _coordinated_start(text, run)
    last = run.first + end
    if _runs_on(text, run, last):
        last = run.last
    elif kind in ("head", "weak", "other", "civic"):
        last = _extended(text, last)
    if kind == "civic" and not (last > run.first + end and text.tokens[run.first + end + 1].text == "of"):
        return None
    if (
        last == first
        or _is_part(text, run.first + end, last)
        or (kind == "trade" and not any(commonness(word.lower()) < _UNUSUAL or word.isupper() for word in words[:end]))
    ):
        return None
    return text.run(first, last), kind


def _runs_on(text: NamedText, run: Run, last: int) -> bool:
    """Whether a small word with a capital carries the name on: 'Engineers' + 'Without Borders'."""
    return last + 1 < run.last and text.tokens[last + 1].text.lower() in name_words("function")


def _foreign_opening(words: Sequence[str], kinds: Sequence[str | None]) -> int | None:
    """Where a name begins whose noun comes first: by that noun, or by small words of its language."""
    if len(words) < 2 or kinds[-1] in ("head", "other"):
        return None
    if any(word in _FOR for word in words):
        return 0
    foreign = any(word in name_words("particle") or fold(word).startswith(("d'", "l'")) for word in words)
    return next(
        (
            n
            for n, kind in enumerate(kinds[:-1])
            if kind == "opening" or _COMPOUND.fullmatch(words[n]) or (kind == "head" and foreign)
        ),
        None,
    )


@cache
def _kind(word: str) -> str | None:
    """What the noun a word is, or ends in as Germanic compounds do ('Salzmuseum'), tells of a name."""
    kinds = ("head", "suffix", "weak", "trade", "opening", "other", "civic")
    found = next((kind for kind in kinds if word in name_words(kind)), None)
    return found or ("head" if _COMPOUND.fullmatch(word) else None)


def _last_noun(words: Sequence[str], kinds: Sequence[str | None]) -> int | None:
    """Place of the noun that tells what the run names: the last one before an office ('World Bank President')."""
    end = None
    for place, (word, kind) in enumerate(zip(words, kinds, strict=True)):
        if end is not None and kinds[end] != "other" and word in word_list("offices"):
            break
        if kind and kind != "opening":
            end = place
    return end


def _is_part(text: NamedText, noun: int, last: int) -> bool:
    """Whether the name is of a part of a body named before: 'Board of the Alliance'."""
    words = [token.text for token in text.tokens[noun + 1 : last + 1]]
    return len(words) == 3 and words[:2] == ["of", "the"] and words[2] in name_words("head")


def _extended(text: NamedText, last: int) -> int:
    """The last token of a name that runs on: 'Ministry' + 'of Trade and Industry'."""
    while (stop := _linked(text, last)) is not None:
        last = _coordinated_end(text, stop)
    return last


def _linked(text: NamedText, last: int) -> int | None:
    place, tokens = last + 1, text.tokens
    if not _follows(text, place) or tokens[place].text not in _LINKS:
        return None
    place += 1
    if _follows(text, place) and tokens[place].text == "the":
        place += 1
    if not _follows(text, place) or not tokens[place].named:
        return None
    if tokens[place - 1].text == "the" and tokens[last].text in _OF_AN_OFFICE:
        place = _office_end(text, place)
    return _segment_end(text, place)


def _office_end(text: NamedText, place: int) -> int:
    """The end of the office that a body is for: 'Auditor General'."""
    while _follows(text, place + 1) and text.tokens[place + 1].text in word_list("offices"):
        place += 1
    return place


def _follows(text: NamedText, place: int) -> bool:
    return 0 < place < len(text.tokens) and text.between(place - 1, place) == " "


def _goes_before(text: NamedText, place: int) -> bool:
    word = text.tokens[place]
    return word.named and word.text.lower() not in name_words("function") and _is_activity(text, place, place)


def _is_owned(text: NamedText, place: int) -> bool:
    """As ``_follows``, also behind the owners of a body: 'Visitors' and'."""
    return _follows(text, place) or (place > 0 and fold(text.between(place - 1, place)) in ("' ", "'s "))


def _segment_end(text: NamedText, place: int) -> int:
    while (
        _follows(text, place + 1)
        and text.tokens[place + 1].named
        and text.tokens[place + 1].text not in word_list("offices")
    ):
        place += 1
    return place


def _coordinated_end(text: NamedText, last: int) -> int:
    """``last``, or the end of what is coordinated with it: 'Trade' + 'and Industry'."""
    place, end = last, last
    while place + 1 < len(text.tokens):
        gap, closing = text.between(place, place + 1), False
        if gap == " " and text.tokens[place + 1].text in _TWO_ACTIVITIES and _follows(text, place + 2):
            closing, start = True, place + 2
        elif gap == ", ":
            start = place + 1
        else:
            break
        if closing is False and text.tokens[start].text in _TWO_ACTIVITIES:
            closing, start = True, start + 1
        if start >= len(text.tokens) or not text.tokens[start].named:
            break
        stop = _segment_end(text, start)
        if not _is_activity(text, start, stop):
            break
        place = stop
        if closing:
            end = stop
            break
    return end


def _is_activity(text: NamedText, first: int, last: int) -> bool:
    """Whether capitalised words name a field of work rather than somebody or somewhere."""
    words = [token.text for token in text.tokens[first : last + 1]]
    printed = text.text[text.tokens[first].start : text.tokens[last].end]
    if any(printed in names for names in (countries.index(), known(), places.gazetteer())) or any(
        _kind(word) in ("head", "suffix") for word in words
    ):
        return False
    endings = ("tion", "ment", "ing", "ity", "culture", "ship", "ness")
    return all(not is_rare(word) or not is_rare(word.removesuffix("s")) or word.endswith(endings) for word in words)


def _coordinated_start(text: NamedText, run: Run) -> int:
    """``run.first``, or the start of what is coordinated before it: 'Food and' + 'Agriculture Organization'."""
    place = run.first - 1
    if (
        place < 1
        or text.tokens[place].text not in _TWO_ACTIVITIES
        or not _is_owned(text, place)
        or not _follows(text, run.first)
    ):
        return run.first
    start = place - 1
    owned = text.between(start, place) != " " and commonness(text.tokens[start].text.lower()) >= _PLURAL
    if not text.tokens[start].named or text.tokens[start].start in text.opening:
        return run.first
    if not owned and not _is_activity(text, start, start):
        return run.first
    while _follows(text, start) and _goes_before(text, start - 1):
        start -= 1
    before = text.tokens[start - 1].text.lower() if _follows(text, start) else ""
    return start if before in ("the", "its", "a") else run.first
