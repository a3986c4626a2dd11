"""One name and one id for all mentions of the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.facts.lexicon import fold, name_words, unaccented
from pipeline.facts.names.claims import Claim

_ARTICLE = re.compile(r"^(?:the|The|THE|A|An)\s+")
_RUNS_ON = re.compile(r"\s(?:of|for|on|and|&|in|against|to|,)\s?|,\s")
_PLACE_RUNS_ON = re.compile(r"(?:\s(?:[nN]ational|[nN]ature|[mM]arine|[sS]tate|[rR]egional))?\s(?P<noun>[\w-]+)$")
"""Behind the name of a place, what kind of place it is: 'Kalmar' and 'Kalmar county' are one."""
_COMPARED = 200
"""Names that one name is compared with at most."""
PLACES = frozenset({"GPE", "LOC", "FAC"})


class Identity(NamedTuple):
    """The name by which a thing goes in the document, and its id."""

    name: str
    id: str | None


def identities(claims: Sequence[Claim], acronyms: Mapping[str, str]) -> dict[Claim, Identity]:
    """An identity for each claim; ``acronyms`` gives the long form of those the document defines.

    Countries keep the name and code of ISO 3166; other things go by the fullest form that is printed.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_kind(claim), _key(claim, acronyms)].append(claim)
    found: dict[Claim, Identity] = {}
    for (kind, _), group in _merged(groups).items():
        name = fullest(claim.text for claim in group)
        listed = next((claim.id for claim in group if claim.id), None)
        for claim in group:
            if kind == "COUNTRY":
                found[claim] = Identity(claim.name or claim.text, claim.id)
            else:
                found[claim] = Identity(name, (listed or slug(name)) if kind == "ORG" else None)
    return found


def bare(name: str) -> str:
    """A name without article."""
    return _ARTICLE.sub("", name)


def fullest(printed: Iterable[str]) -> str:
    """The longest form, and among those of one length the one that is not all capitals."""
    return max(map(bare, printed), key=lambda name: (len(name), not name.isupper(), name))


def slug(name: str) -> str:
    """A name as an id: lower case, ASCII, hyphens; stable over documents."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(fold(name)).lower()).strip("-") or "unnamed"


def _kind(claim: Claim) -> str:
    return "PLACE" if claim.label in PLACES else claim.label


def _key(claim: Claim, acronyms: Mapping[str, str]) -> str:
    long = acronyms.get(claim.text)
    return slug(bare(long or claim.name or claim.text))


def _merged(groups: Mapping[tuple[str, str], list[Claim]]) -> dict[tuple[str, str], list[Claim]]:
    """Groups joined where one name is the other's short form; only names that share an end are compared."""
    merged: dict[tuple[str, str], list[Claim]] = {}
    names = {key: fullest(claim.text for claim in group) for key, group in groups.items()}
    ends: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(groups, key=lambda key: (-len(names[key]), key)):
        kind, name = key[0], names[key]
        alike = dict.fromkeys(longer for end in _ends(name) for longer in ends[kind, end][:_COMPARED])
        target = next((longer for longer in alike if _short_form(kind, name, names[longer])), key)
        if target == key:
            for end in _ends(name):
                ends[kind, end].append(key)
        merged.setdefault(target, []).extend(groups[key])
    return merged


def _ends(name: str) -> tuple[str, str]:
    words = fold(name).casefold().split() or [""]
    return words[0], words[-1]


def _short_form(kind: str, short: str, long: str) -> bool:
    """Whether the same thing may be called ``short`` after it was called ``long``."""
    a, b = fold(short).casefold(), fold(long).casefold()
    if kind == "PERSON":
        return b.endswith(" " + a) or b.startswith(a + " ")
    if not b.startswith(a) or kind not in ("ORG", "PLACE"):
        return False
    place = _PLACE_RUNS_ON.match(long, len(short)) if kind == "PLACE" else None
    return bool(_RUNS_ON.match(long, len(short))) or (
        place is not None and place["noun"].capitalize() in name_words("geo_noun")
    )
