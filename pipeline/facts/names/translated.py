"""Countries by their names in languages other than English, as translated for pycountry (the iso-codes project)."""

import gettext
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.facts.lexicon import NameIndex
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.countries import common_names
from pipeline.facts.spans import Passage

_FIELDS = ("common_name", "name", "official_name")
_OTHER_WORDS = frozenset({"Réunion", "Reunión", "Riunione", "Maurice"})
"""Names of countries that are everyday words or given names too, and found as those far more often."""


def countries_in(passages: Iterable[Passage], language: str) -> Iterator[Claim]:
    """The countries named in passages that are all in one language (BCP 47)."""
    for passage in passages:
        for start, end, code in index(language).hits(passage.text):
            span, text = passage.span(start, end), passage.text[start:end]
            yield Claim(span, text, "COUNTRY", "gazetteer", 0.9, common_names()[code], code)


@cache
def index(language: str) -> NameIndex[str]:
    """The names of countries in a language, and their genitive in -s, with their alpha-3 codes."""
    import pycountry

    translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True).gettext
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for field in _FIELDS:
            name = translate(getattr(country, field, ""))
            if name and "," not in name and name not in _OTHER_WORDS:
                names.setdefault(name, country.alpha_3)
    return NameIndex([*names.items(), *((f"{name}s", code) for name, code in names.items())])
