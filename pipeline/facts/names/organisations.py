"""Organisations: by a list of well-known ones, by the noun a name ends or opens with, by acronyms that a sheet defines.

An English name of a body ends in a noun that says what it is ('... Agency') and may run on with what it is for
('... of Trade and Industry'); French, Spanish, German ... names open with theirs ('Fundación ...'). Names that end in
what is written or held rather than in who acts ('... Declaration', '... Summit') are kept apart.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.facts.lexicon import commonness, fold, name_words, word_list
from pipeline.facts.names import agency
from pipeline.facts.names.bodynouns import COMPOUND, known, noun_kind
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.extents import coordinated_start, extended
from pipeline.facts.names.propernames import NamedText, Run, landmark_start

OTHER = "OTHER"
"""Label of names that are neither person, body nor place: agreements, meetings, publications."""

_FOR = frozenset({"pour", "para", "für", "sans", "contre", "sin"})
"""What bodies are for, in other languages: persons and places have no such word in their names."""
_PROTECTED = re.compile(
    r"(?:National|Nature|Marine|Game|Regional|Provincial|State|Forest|Biosphere|Wildlife|Bird)\s(?:Park|Reserve)$"
)
_FIRM = re.compile(
    r"(?<!\w)(?P<first>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s&\s[A-Z][\w'’-]+(?:\s(?:Co|Company|Ltd|Inc|LLP|plc)\b\.?)?"
)
_ORDINAL = re.compile(
    r"(?:\b\d+(?:st|nd|rd|th)|\b(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\s"
)
"""Before what is held over and over: '7th World Congress'."""
_RECURRING = re.compile(r"(?:Annual|Biennial|Triennial|Quarterly)\s")
_HELD = re.compile(
    r",\s(?:now\s)?(?:in\s)?its\s[\w-]{1,20}\sedition\b"
    r"|\s(?:(?:is|was|will\sbe|has\sbeen)\s(?:next\s|first\s|last\s)?held|(?:takes|took|will\stake)\splace)\b"
)
"""Around the name of what is held, whatever its noun."""
_STANDING = "Conference"
"""A noun of what is held that bodies of officials bear as well: 'Conference of Rectors'."""
_DERIVED = re.compile(r"[A-Z][a-z]+(?:ed|ing|ic|al|ive|ous|able|ary)")
"""Plain adjectives and participles, however seldom: 'Interconnected'."""
_KNOWN = 2.5
"""The Zipf frequency from which such a word is one of English."""
_UNUSUAL = 3.7
"""The Zipf frequency below which a word before the noun of a trade makes it a firm's name."""
_ACTS = 0.8
"""What must speak for a body where the noun of its name does not settle it ('... Initiative')."""
_ACTS_FOR_ITSELF = 2.4
"""The same where the noun is rather of what is written or held ('... Compact')."""
_SURELY_ACTS = 1.0
"""The same where plain words only and the noun of a trade make the name ('Coastal Power')."""
_OPEN = frozenset({"weak", "other"})
"""Kinds of noun that leave it to the rest of the sheet whether a body bears the name."""
Body = tuple[Run, str]
"""What may be the name of a body, and the kind of its noun."""
_ACRONYM = re.compile(r"\s?[(\[](?P<acronym>[A-Z][A-Za-z0-9&/.-]{1,11})[)\]]")


def organisations(texts: Iterable[NamedText]) -> Iterator[Claim]:
    """Every mention of an organisation by its name, and names of kind ``OTHER``."""
    texts = list(texts)
    found = [[one for run in text.runs() if (one := _body(text, run))] for text in texts]
    said = _said(texts, found)
    prose = [
        claim
        for text, named in zip(texts, found, strict=True)
        if not text.title_case
        for claim in _claims(text, named, said)
    ]
    yield from prose
    supported = {claim.text.casefold() for claim in prose}
    for text, named in zip(texts, found, strict=True):
        if text.title_case:
            for claim in _claims(text, named, said):
                defined = _ACRONYM.match(text.text, claim.span.end)
                if text.passage.kind == "title" or defined or claim.text.casefold() in supported:
                    yield claim
        yield from _listed(text)
        yield from _firms(text)


def _firms(text: NamedText) -> Iterator[Claim]:
    """Firms called by who founded them: 'NAME & Sons', 'NAME & NAME'."""
    for match in _FIRM.finditer(text.text):
        if any(commonness(word.lower()) < _UNUSUAL for word in match["first"].split()):
            yield Claim(text.passage.span(*match.span()), match.group(), "ORG", "rule", 0.75)


def _listed(text: NamedText) -> Iterator[Claim]:
    for hit in known().hits(text.text):
        printed = text.text[hit.start : hit.end]
        if printed.isupper() and text.text.isupper():
            continue
        span = text.passage.span(hit.start, hit.end)
        yield Claim(span, printed, "ORG", "gazetteer", 0.95, hit.value.name, hit.value.id)


def _said(texts: Sequence[NamedText], found: Sequence[Sequence[Body]]) -> Mapping[str, float]:
    """How much a sheet says that a body bears a name, all its mentions together, where the noun leaves that open.

    What is said of 'the Platform' is said of the one name that ends so.
    """
    said: dict[str, float] = {}
    short: dict[str, float] = defaultdict(float)
    for text, named in zip(texts, found, strict=True):
        for whole, kind in named:
            if kind in _OPEN:
                name = text.text[whole.start : whole.end]
                said[name] = said.get(name, 0.0) + agency.acts(text, whole)
        for run in () if text.title_case else text.runs():
            noun = text.tokens[run.first].text
            if run.first == run.last and noun_kind(noun) in _OPEN and text.text[: run.start].endswith(("the ", "The ")):
                short[noun] += agency.acts(text, run)
    names = Counter(name.split()[-1] for name in said)
    for name in said:
        noun = name.split()[-1]
        said[name] += short.get(noun, 0.0) if names[noun] == 1 else 0.0
    return said


def _claims(text: NamedText, found: Iterable[Body], said: Mapping[str, float]) -> Iterator[Claim]:
    for whole, kind in found:
        span = text.passage.span(whole.start, whole.end)
        printed = text.text[whole.start : whole.end]
        if _is_held(text, whole, kind, said.get(printed, 0.0)):
            yield Claim(span, printed, OTHER, "rule", 0.6)
        elif _is_body(text, whole, kind, said.get(printed, 0.0)):
            yield Claim(span, printed, "ORG", "rule", 0.85 if kind in ("head", "opening", "suffix", "civic") else 0.7)


def _is_held(text: NamedText, whole: Run, kind: str, said: float) -> bool:
    """Whether the name is of what is written or held."""
    printed = text.text[whole.start : whole.end]
    if kind == "other":
        return said < (_ACTS if f"{_STANDING} of " in printed else _ACTS_FOR_ITSELF)
    patterns = _ORDINAL.search(text.text[max(0, whole.start - 8) : whole.start]) or _ORDINAL.match(printed)
    return bool(patterns or _RECURRING.match(printed) or _HELD.match(text.text, whole.end))


def may_be_body(name: str) -> bool:
    """Whether a name with a noun that bodies bear among others is of no stretch of land."""
    return not name_words("weak").isdisjoint(name.split()) and not _PROTECTED.search(name)


def _is_body(text: NamedText, whole: Run, kind: str, said: float) -> bool:
    """Whether the noun of the name or what stands beside it settles it ('... Initiative', '... Park')."""
    if kind == "plain":
        return agency.acts(text, whole) >= _SURELY_ACTS
    if kind not in _OPEN:
        return True
    words = text.words(whole)
    if kind == "weak" and not may_be_body(" ".join(words)):
        return False
    explained = words[-1] not in name_words("geo_noun") and _ACRONYM.match(text.text, whole.end)
    return bool(explained) or said >= _ACTS


def _body(text: NamedText, run: Run) -> Body | None:
    """The name of a body (or of something else with a telling noun) in a run, and the kind of its noun."""
    words = text.words(run)
    kinds = [noun_kind(word) for word in words]
    if (place := _foreign_opening(words, kinds)) is not None:
        return text.run(run.first + place, run.last), "opening"
    end = _last_noun(words, kinds)
    if end is None:
        return None
    kind, noun = kinds[end] or "", run.first + end
    first = landmark_start(text, run)
    if kind == "head" and first == run.first:
        first = coordinated_start(text, run)
    last = noun
    if _runs_on(text, run, noun):
        last = run.last
    elif kind in ("head", "weak", "other", "civic"):
        last = extended(text, noun)
    unsaid = kind == "civic" and first == run.first and (last == noun or text.tokens[noun + 1].text != "of")
    if last == first or unsaid or _is_part(text, noun, last):
        return None
    return text.run(first, last), "plain" if kind == "trade" and _is_plain(words[:end]) else kind


def _is_plain(words: Iterable[str]) -> bool:
    """Whether the words before the noun of a trade name no firm."""
    return not any(word.isupper() or commonness(word.lower()) < _needed(word) for word in words)


def _needed(word: str) -> float:
    return _KNOWN if _DERIVED.fullmatch(word) else _UNUSUAL


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
            if kind == "opening" or COMPOUND.fullmatch(words[n]) or (kind == "head" and foreign)
        ),
        None,
    )


def _last_noun(words: Sequence[str], kinds: Sequence[str | None]) -> int | None:
    """Place of the noun that tells what the run names: the last one before an office ('World Bank President')."""
    end = None
    for place, (word, kind) in enumerate(zip(words, kinds, strict=True)):
        if end is not None and kinds[end] != "other" and word in word_list("offices"):
            break
        closes = place + 1 == len(words) or words[place + 1] in word_list("offices")
        if kind and kind != "opening" and (closes or kind != "trade"):
            end = place
    return end


def _is_part(text: NamedText, noun: int, last: int) -> bool:
    """Whether the name is of a part of a body named before: 'Board of the Alliance'."""
    words = [token.text for token in text.tokens[noun + 1 : last + 1]]
    return len(words) == 3 and words[:2] == ["of", "the"] and words[2] in name_words("head")
