"""Noun phrases without a parser: from a place onwards to where they must end, and back to where they must begin."""

import re

from pipeline.facts.lexicon import name_words
from pipeline.facts.masking import HOLDER, PERSON, PLACE

SIGN = f"[{HOLDER}{PERSON}]"
_SIGNS = f"{HOLDER}{PERSON}{PLACE}"
_ANY_SIGN = f"[{_SIGNS}]"
DETERMINER = r"(?:the|The|a|A|an|An|its|Its|their|Their|our|Our|this|This|these|These|that|each|all|both|his|her)"
_WORD = re.compile(rf"{_ANY_SIGN}|[\w](?:[\w'&/-]|\.(?=\w))*")
_STOP = name_words("phrase_end")
_BEFORE_PHRASE = re.compile(rf"\s?(?:{DETERMINER}\s)?(?:{DETERMINER}\s)?(?:{_ANY_SIGN}'s?\s(?=\w|{_ANY_SIGN}))?")
"""What stands before a noun phrase: its determiner, or the named thing whose it is."""
_OWNED = re.compile(r"(?:'s?)?\s")
_CARRIES_ON = frozenset({"of", "for", "on", "to", "against"})
_BREAK = re.compile(
    rf"[^\w\s'&/{_SIGNS}-](?=\s|$)|\s(?:and|or|but|while|whereas|that|because|although|if|when|since|where|who|which)\s"
)
_SUBJECT_DETERMINER = re.compile(
    rf"(?<!\bof )(?<!\bfor )(?<!\bin )(?<!\bon )(?<!\bto )(?<!\bIn )(?<!\bby )(?<!\bat )\b{DETERMINER}\s"
)
_CIRCUMSTANCE = re.compile(
    r"(?:[iI]n|[oO]n|[aA]t|[bB]y|[sS]ince|[aA]fter|[bB]efore|[dD]uring|[wW]ith|[wW]ithin|[uU]nder|[uU]ntil|[fF]or|[fF]rom|[aA]s|"
    r"[tT]oday|[nN]ow|[tT]hrough|[bB]etween|[oO]ver|[aA]cross|[oO]f|[tT]o|[eE]very|[eE]ach|\w+ly)\s|[a-z]+\s(?!of\b)"
)
"""What a clause opens with when its subject does not come first."""
_OPENING_WORD = re.compile(r"[A-Z][a-z]+")
"""A single word before an article is no subject: 'Back in 2017 the agreement was signed'."""
_LEADING = re.compile(
    r"\s*(?:(?:In|Since|On|From)\s(?:(?:\d{1,2}\s)?[A-Z][a-z]+\s)?\d{4},?\s(?=[tT]he\s|[iI]ts\s))?"
    r"(?:(?:In|Since|Today|Currently|Also|Both|Then|where|so|then)\s)*"
)
_PHRASE_START = re.compile(
    rf"(?<!\bof )\b{DETERMINER}\s|[^\w\s'&/{_SIGNS}-]\s?|\b(?:under|in|from|with|through|as|is|was|and|by|to)\s"
)
_BRACKETS = re.compile(r"(?:\s\([^()]{1,60}\))?$")
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{2,80})[”\"]\s?$")
_LONGEST = 12


def phrase(text: str, place: int) -> tuple[int, int] | None:
    """The noun phrase that starts at ``place``, without its determiner; None where there is none.

    It ends at punctuation, a preposition (but 'of', and others before a name), a conjunction or a verb's auxiliary.
    """
    start = end = _BEFORE_PHRASE.match(text, place).end()  # type: ignore[union-attr]  # matches the empty string
    for _ in range(_LONGEST):
        word = _WORD.match(text, end)
        if not word or (end > start and _ends(text, word)) or (end == start and word.group() in _STOP):
            break
        end = word.end()
        owned = _OWNED.match(text, end)
        if not owned:
            break
        end = owned.end()
    end = len(text[:end].rstrip())
    return (start, _without_tail(text, start, end)) if end > start else None


def _ends(text: str, word: re.Match[str]) -> bool:
    """Whether the phrase ends before this word: a preposition but 'of', or another before a name."""
    if word.group() in _CARRIES_ON:
        named = re.compile(rf"\s(?:the\s)?(?:[A-Z]|{_ANY_SIGN})").match(text, word.end())
        return word.group() != "of" and not (named and _capital_before(text, word.start()))
    if re.fullmatch(DETERMINER, word.group()):
        return text[: word.start()].rpartition(" ")[0].rpartition(" ")[2] not in _CARRIES_ON
    return word.group().lower() in _STOP


def _capital_before(text: str, place: int) -> bool:
    return text[:place].rstrip().rpartition(" ")[2][:1].isupper()


def _without_tail(text: str, start: int, end: int) -> int:
    """The end without prepositions that nothing followed."""
    while match := re.search(r"\s(?:of|for|on|to|against|the|a|an)$", text[start:end]):
        end = start + match.start()
    return end


def subject(text: str, place: int, floor: int = 0) -> tuple[int, int] | None:
    """The noun phrase that is the subject of a verb at ``place``: the first one of its clause.

    Of verbs coordinated ('meets twice a year and is chaired by') it is the first verb's.
    """
    quoted = _QUOTED.search(text, floor, place)
    if quoted:
        return quoted.span("words")
    starts = [floor, *(match.end() for match in _BREAK.finditer(text, floor, place + 1))]
    start = next((one for one in reversed(starts) if text[one:place].strip()), floor)
    coordinated = start != starts[-1]
    start = _LEADING.match(text, start, place).end()  # type: ignore[union-attr]  # matches the empty string
    determined = _SUBJECT_DETERMINER.search(text, start, place) if _CIRCUMSTANCE.match(text, start) else None
    found = phrase(text[:place], determined.start() if determined else start)
    later = (
        _SUBJECT_DETERMINER.search(text, found[1], place) if found and _OPENING_WORD.fullmatch(text, *found) else None
    )
    found = phrase(text[:place], later.start()) if later else found
    return _without_verb(text, found) if found and coordinated else found


def _without_verb(text: str, found: tuple[int, int]) -> tuple[int, int]:
    """A name without the verb that follows it: 'the Board' + 'meets twice'."""
    verb = re.search(r"(?<=\S)\s[a-z]+(?:s|ed)(?:\s[a-z]+)*$", text[slice(*found)])
    return (found[0], found[0] + verb.start()) if verb else found


def modified(text: str, place: int, floor: int = 0) -> tuple[int, int] | None:
    """The noun phrase that a participle at ``place`` follows: 'a programme' in 'runs a programme funded by'."""
    place = _BRACKETS.search(text[:place].rstrip(", ")).start()  # type: ignore[union-attr]  # matches the empty string
    start = floor
    for match in _PHRASE_START.finditer(text, floor, place):
        start = match.end()
    return phrase(text[:place], start)
