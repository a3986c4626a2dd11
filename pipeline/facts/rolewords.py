"""The words that give roles, and the pieces of pattern that the grammar of roles is built from.

Patterns speak of sentences in signs (``masking``).
"""

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.facts.inflection import forms, plural
from pipeline.facts.lexicon import any_of, name_words, table
from pipeline.facts.masking import PERSON, PLACE
from pipeline.facts.roles.phrases import DETERMINER, SIGN


@cache
def words(form: str) -> dict[str, str]:
    """The role that each word of a form stands for.

    Forms: verbs ``active`` and ``passive``; ``noun``, what the holder is; ``charge``, what is held ('the presidency');
    ``under``, under whose … something is done; ``help``, what donors give; ``bond``, in which one is with a partner;
    ``expertise``, adjectives of help that is no money; ``kind``, what makes a ``bearer`` such a holder ('lead' +
    'agency'). Without a role: ``undertaking``, ``treaty``, ``panel``,
    ``event``, ``league`` and ``cost``, nouns of what is run, signed, chaired, held, joined and paid.
    """
    return {word: row["role"] for word, row in _listed(form)} | (_borne() if form == "noun" else {})


@cache
def objects(form: str) -> dict[str, str]:
    """What the object of a verb must be for the verb to give a role, where it must be something."""
    return {word: row["object"] for word, row in _listed(form) if row["object"]}


def _listed(form: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The words of a form with their rows: nouns in both numbers, verbs, which are listed as such, in a voice."""
    for row in table("role_words"):
        if row["form"] == "verb" and form == "passive":
            yield forms(row["word"]).participle, row
        elif row["form"] in ("verb", "active") and form == "active":
            yield from ((word, row) for word in forms(row["word"]))
        elif row["form"] == form and form != "active":
            yield row["word"], row
            if form in ("noun", "bearer"):
                yield plural(row["word"]), row


def _borne() -> dict[str, str]:
    return {f"{kind} {bearer}": role for kind, role in words("kind").items() for bearer in words("bearer")}


def verbs(listed: str) -> str:
    """A regular expression of any form of any of the verbs."""
    return f"(?:{any_of({form for verb in listed.split() for form in forms(verb)})})"


def participles(listed: str) -> str:
    """A regular expression of the participles of verbs."""
    return f"(?:{any_of({forms(verb).participle for verb in listed.split()})})"


ADVERBS = (
    r"(?:(?:also|currently|now|jointly|formerly|previously|long|then|since|mainly|largely|partly|entirely|fully|initially|"
    r"originally|generously|again|still|alone|annually|already|actively|traditionally|together|both|each|first|recently|"
    r"officially|today|once|later|\w+ly)\s)*"
)
BE = (
    rf"(?:is|are|was|were|(?:has|have|had)\s{ADVERBS}(?:been|become)|(?:will|would|is\sto|are\sto)\s{ADVERBS}be|(?:is|are)\sbeing|"
    r"being|be|remains?|remained|becomes?|became)"
)
_FINITE = r"is|are|was|were|has|have|had|will|(?!as|plus|across|towards)[a-z]+s|[a-z]+ed"
_BRACKETS = r"(?:\s\([^()]{1,60}\))?"
_NO_OWNER = r"(?!'s?\s)"
"""Behind a name: it owns nothing."""
TITLE = (
    r"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Dame|H\.E|Ing|Lt|Col|Gen|Maj|Capt|Captain|Eng|Hon|Rev)\.?\s"
    r"(?:\([a-z]+\.?\)\s)?){0,3}"
)
"""What stands before a person's name."""
_NO_NOUN = any_of(name_words("phrase_end"))
_DESCRIBED = rf"(?:(?<=he\s)(?:[A-Z]\w+\s)?(?:(?!(?:{_NO_NOUN})\s)[a-z][a-z-]*[^\W_s](?<!ed)\s){{1,3}})?"
"""What tells the kind of a named body behind its article: 'the Danish engineering firm NAME'."""
_HOME = rf"(?:(?<=[{PERSON}])\s(?:of|from)\s(?:the\s)?(?:{SIGN}|[{PLACE}]))?"
_NAME = rf"(?:(?:[tT]he|[bB]oth|an?)\s)?{_DESCRIBED}{TITLE}{SIGN}{_HOME}{_BRACKETS}"
ONE = _NAME + _NO_OWNER
"""One country, body or person, with its article and what stands in brackets behind it."""
_PLACE_NAME = rf"[{PLACE}]{_BRACKETS}"
_TOWN = _PLACE_NAME + _NO_OWNER

_JOINTS = (
    r"(?:,\s(?:and\s|as\swell\sas\s)?|"
    r"\sand,\s(?:since|from|until|after|in)\s[^,;.]{2,24},\s(?:from\s|by\s|with\s)?|"
    r"\s(?:and|&|as\swell\sas|or|(?:together|along|jointly)\swith)\s(?:from\s|by\s|with\s)?)"
)
LIST = rf"(?:{ONE}(?:{_JOINTS}{ONE})*|{_TOWN}(?:{_JOINTS}{_TOWN})*)"
"""One or several of them, enumerated; towns, which act as well, only with their like."""

SUBJECTS = rf"(?:{LIST}|\b(?:[iI]t|[wW]e)(?![\w-]))"
"""Who acts, named or not."""


def _behind_verb(one: str, town: str) -> str:
    """One or several, enumerated: what ', and' opens may be a clause of its own."""
    new_clause = rf"(?!,\s(?:and\s)?{one}\s(?:\w+ly\s|also\s)?(?:{_FINITE})(?![\w-]))"
    return rf"(?:{one}(?:{new_clause}{_JOINTS}{one})*|{town}(?:{_JOINTS}{town})*)"


OBJECTS = _behind_verb(ONE, _TOWN)
"""As ``LIST``, behind a verb."""
OWNERS = _behind_verb(_NAME, _PLACE_NAME)
"""As ``OBJECTS``, before a genitive's ending."""

INTRODUCED = rf"(?:(?:the|its|their)\s)?(?:(?!by\b|who\b|which\b)[^\s.;:()]+\s){{1,9}}?[{PERSON}]"
"""A person with the office before the name: 'the Mayor of the town, NAME'."""

ASIDE = (
    rf"(?:,[^,;.:()]{{1,80}},|(?<=[{PERSON}]),|,(?=\s(?:is|was|has|are|were|have)\s)|"
    rf"\s\([^()]{{1,80}}\)|\sof\s(?:the\s)?{SIGN})?"
)
"""What may stand between a subject and its verb."""

AUXILIARIES = (
    r"(?:(?:has|have|had|will|would|who|which|that|(?:is|are|was|were|been)(?=\s(?:\w+ly\s)?[\w-]+ing\b)|"
    r"is\sto|are\sto|since\s\d{4}|(?:offered|agreed|undertook|volunteered|continues?|continued|"
    r"(?:is|was|were|(?:has|have)\sbeen)\s(?:the\s(?:first|last|second)(?:\s\w+)?|chosen|asked|invited|appointed|elected|selected|"
    r"mandated|commissioned|due|set))\sto)\s)*"
)
ADJECTIVES = r"(?:(?!(?:not|no|of|and|to|in|for|by|with|from|the|an?|its|their)\b)[\w'-]+\s){0,4}?"
TO_BODY = r"\s(?:of|to|for|in|behind|on|at|with)\s"

ACTIVE_VERB = rf"(?P<verb>{any_of(words('active'))})(?![\w-])(?!\sby\b)"
PASSIVE_VERB = rf"(?P<verb>{any_of(words('passive'))})"
_NOUNS = rf"(?:{any_of(words('kind'))})\s(?:{any_of(words('bearer'))})|{any_of(word for word, _ in _listed('noun'))}"
AMOUNT = (
    r"(?:\d|(?:more|over|nearly|some|about|many|around|up|at|several|almost|most|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve)\b)"
)
"""What opens a phrase of how many."""
_NO_HOLDER = rf"(?!\s(?:{_NOUNS})(?![\w-])|\sof\s(?:staff|parliament|the\s(?:public|family))|\sto\s{AMOUNT})"
NOUN_WORDS = rf"(?i:{_NOUNS})(?![\w-]){_NO_HOLDER}"
NOUN = rf"(?P<noun>{NOUN_WORDS})"
A_NOUN = rf"(?<![\w-])(?P<kind>{ADJECTIVES}){NOUN}"
ARTICLE = rf"(?:{DETERMINER}\s)?"
VERB_PHRASE = rf"{ADVERBS}{AUXILIARIES}{ADVERBS}"
_PEOPLE_OF = (
    r"(?:(?:the\s)?(?:[\w-]+\s){0,3}"
    r"(?:ministers?|governments?|presidents?|representatives|leaders|heads|delegat(?:es|ions))\sof\s)?"
)
AGENT = rf"\s(?:jointly\s)?by\s{_PEOPLE_OF}(?P<who>{OBJECTS}|{INTRODUCED})"
"""Who did what a participle says."""


def state(*forms: str) -> str:
    """A noun of some of the forms that are held or given, with its article and adjectives."""
    nouns = any_of({word for form in forms for word in words(form)})
    return rf"{ARTICLE}(?P<kind>{ADJECTIVES})(?P<state>(?i:{nouns}))(?![\w-])"


DOER = rf"(?P<who>{LIST}){ASIDE}\s"
"""Those named before a verb."""
OWNER = rf"(?P<who>{OWNERS})'s?"
"""Those whose something is."""
