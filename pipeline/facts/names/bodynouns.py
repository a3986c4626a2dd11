"""What is known of the names of bodies: a list of well-known ones, and the nouns that names of bodies have."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.facts.lexicon import NameIndex, name_words, table

COMPOUND = re.compile(
    r"[A-ZÄÖÜÅØÆ]\w{2,}(?:museum|museet|museo|amt|verband|verein|institut|instituttet|gesellschaft|stiftung|stiftelsen|ministerium|"
    r"ministeriet|universität|universiteit|universitet|universitetet|hochschule|högskola|bibliothek|werke|kammer|zentrum|"
    r"verket|styrelsen|myndigheten|direktoratet|rådet|förbundet|forbundet|vereniging|genossenschaft|gewerkschaft|sparkasse|"
    r"landesbank|liitto|virasto|laitos|keskus|yliopisto)"
)
"""Germanic compounds that end in such a noun."""


_WORDS = 50_000
"""Words whose kind is kept at hand."""


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


@lru_cache(maxsize=_WORDS)
def noun_kind(word: str) -> str | None:
    """What the noun a word is, or ends in as Germanic compounds do ('Salzmuseum'), tells of a name."""
    kinds = ("head", "suffix", "weak", "trade", "opening", "other", "civic")
    found = next((kind for kind in kinds if word in name_words(kind)), None)
    return found or ("head" if COMPOUND.fullmatch(word) else None)
