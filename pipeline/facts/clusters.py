"""One name and one id for all mentions of the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.facts.claims import Claim
from pipeline.facts.lexicon import fold, unaccented

_ARTICLE = re.compile(r"^(?:the|The|THE|A|An)\s+")
_RUNS_ON = re.compile(r"\s(?:of|for|on|and|&|in|against|to|,)\s?|,\s|\s(?:[rR]egion|[bB]asin|[pP]eninsula|[vV]alley)$")
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
    """Groups joined where one name is the other's short form."""
    merged: dict[tuple[str, str], list[Claim]] = {}
    names = {key: fullest(claim.text for claim in group) for key, group in groups.items()}
    target: dict[tuple[str, str], tuple[str, str]] = {}
    for key in sorted(groups, key=lambda key: (-len(names[key]), key)):
        longer = next((k for k in merged if k[0] == key[0] and _short_form(key[0], names[key], names[k])), key)
        target[key] = longer
        merged.setdefault(longer, []).extend(groups[key])
    return merged


def _short_form(kind: str, short: str, long: str) -> bool:
    """Whether the same thing may be called ``short`` after it was called ``long``."""
    a, b = fold(short).casefold(), fold(long).casefold()
    if kind == "PERSON":
        return b.endswith(" " + a) or b.startswith(a + " ")
    if kind in ("ORG", "PLACE"):
        return b.startswith(a) and bool(_RUNS_ON.match(long, len(short)))
    return False
