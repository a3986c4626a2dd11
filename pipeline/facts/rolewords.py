"""The words that give roles, and the pieces of pattern that the grammar of roles is built from.

Patterns speak of sentences in signs (``masking``).
"""

import re
from collections.abc import Iterable
from functools import cache

from pipeline.facts.lexicon import table
from pipeline.facts.masking import PERSON
from pipeline.facts.phrases import DETERMINER, SIGN


@cache
def words(form: str) -> dict[str, str]:
    """The role that each verb form (active, passive) or noun stands for."""
    return {row["word"]: row["role"] for row in table("role_words") if row["form"] == form}


def any_of(forms: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


ADVERBS = (
    r"(?:(?:also|currently|now|jointly|formerly|previously|long|then|since|mainly|largely|partly|entirely|fully|initially|"
    r"originally|generously|again|still|alone|annually|already|actively|traditionally|together|both|first|recently|"
    r"officially|\w+ly)\s)*"
)
BE = (
    rf"(?:is|are|was|were|(?:has|have|had)\s{ADVERBS}(?:been|become)|(?:will|would|is\sto|are\sto)\s{ADVERBS}be|(?:is|are)\sbeing|"
    r"being|be|remains?|remained|becomes?|became)"
)
ONE = rf"(?:(?:the|The|both|Both)\s)?{SIGN}(?:\s\([^()]{{1,60}}\))?(?!'s?\s)"
"""One thing, with its article and what stands in brackets behind it."""

_JOINTS = r"(?:,\s(?:and\s|as\swell\sas\s)?|\sand\s|\s&\s|\sas\swell\sas\s|\stogether\swith\s|\salong\swith\s|\sor\s)"
LIST = rf"{ONE}(?:{_JOINTS}{ONE})*"
"""One or several things, enumerated."""

INTRODUCED = rf"(?:(?:the|its|their)\s)?(?:[^\s.;:()]+\s){{1,9}}?[{PERSON}]"
"""A person with the office before the name: 'the Mayor of the town, NAME'."""

ASIDE = rf"(?:,[^,;.:()]{{1,80}},|(?<=[{PERSON}]),|\s\([^()]{{1,80}}\)|\sof\s(?:the\s)?{SIGN})?"
"""What may stand between a subject and its verb."""

AUXILIARIES = (
    r"(?:(?:has|have|had|will|would|who|which|that|(?:is|are|was|were)(?=\s(?:\w+ly\s)?[\w-]+ing\b)|"
    r"is\sto|are\sto|since\s\d{4})\s)*"
)
ADJECTIVES = r"(?:(?!(?:not|no|of|and|to|in|for|by|with|from)\b)[\w'-]+\s){0,4}?"
TO_BODY = r"\s(?:of|to|for|in|behind|on|at|with)\s"

ACTIVE_VERB = rf"(?P<verb>{any_of(words('active'))})(?![\w-])(?!\sby\b)"
PASSIVE_VERB = rf"(?P<verb>{any_of(words('passive'))})"
_NOUNS = any_of(words("noun"))
NOUN = rf"(?P<noun>(?i:{_NOUNS}))(?![\w-])(?!\s(?:{_NOUNS})(?![\w-]))"
A_NOUN = rf"(?<![\w-])(?P<kind>{ADJECTIVES}){NOUN}"
ARTICLE = rf"(?:{DETERMINER}\s)?"
VERB_PHRASE = rf"{ADVERBS}{AUXILIARIES}{ADVERBS}"
_PEOPLE_OF = (
    r"(?:(?:the\s)?(?:[\w-]+\s){0,3}"
    r"(?:ministers?|governments?|presidents?|representatives|leaders|heads|delegat(?:es|ions))\sof\s)?"
)
AGENT = rf"\sby\s{_PEOPLE_OF}(?P<who>{LIST}|{INTRODUCED})"
"""Who did what a participle says."""
