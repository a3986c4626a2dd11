"""What speaks for a name being a person's: a title, an office beside it, words said, a given name, the model."""

import re

from pipeline.facts.lexicon import commonness, fold, name_words, word_list
from pipeline.facts.names import NamedText, Run, is_rare

_SPEECH = (
    "says|said|recalls?|recalled|explains?|explained|adds|added|notes|noted|warns|warned|admits|admitted|argues|argued|"
    "writes|wrote|remembers|insists|tells|told|asks|believes|thinks|commented|comments|stressed|stresses|concludes|"
    "concluded|reports|reflects|smiles|laughs|jokes|agrees|agreed|points out"
)
_SAID_BEFORE = re.compile(rf"\b(?:{_SPEECH}|according to|interview with|by author)\s(?:[A-Z][a-z]+\s)?$")
_SAID_BEHIND = re.compile(rf"(?:,[^,.;]{{3,90}},)?\s(?:also\s)?(?:{_SPEECH})\b")
_APPOSITION_BEHIND = re.compile(r"(?:,|\s\()\s?(?:a|an|aged|who|whose|\d\d)\b")
_SIGNED = re.compile(r"(?:^|[\"”]\s?)[—–-]\s?$")
_ACTS_BEHIND = re.compile(r"\s(?:[a-z]+s|[a-z]+ed|had|was|grew|came|went|left|knew|ran|began|learnt|learned|who)\s")
_PRONOUN = re.compile(r"\b(?:she|he|her|his|him|[sS]he|[hH]e)\b")
_OFFICES = "|".join(sorted(map(re.escape, word_list("offices")), key=len, reverse=True))
OFFICE_BEHIND = re.compile(
    rf"(?:,\s|\s\(|\s[–—-]\s)(?:[tT]he\s|[aA]n?\s|[iI]ts\s)?(?:[\w’'&-]+\s){{0,4}}?(?:{_OFFICES}|{_OFFICES.lower()})(?![\w-])"
)
_IS_OFFICE = re.compile(
    rf"\s(?:is|was|has\sbeen|became)\s(?:(?:elected|appointed|named)\s)?(?:the\s)?(?:[\w’'&-]+\s){{0,3}}?"
    rf"(?:{_OFFICES}|{_OFFICES.lower()})(?![\w-])"
)
OFFICE_BEFORE = re.compile(rf"(?:{_OFFICES}|{_OFFICES.lower()})(?:\s(?:of|for|at|in)\s[^.;:()]{{2,90}}?)?,?:?\s$")


def evidence(text: NamedText, run: Run) -> float:
    """How much the words of a name and those beside it speak for a person; 2 convinces."""
    words = [word for word in text.words(run) if word not in name_words("particle")]
    before, behind = fold(text.text[max(0, run.start - 120) : run.start]), fold(text.text[run.end : run.end + 140])
    given = words[0] in word_list("given_names") or words[0].partition("-")[0] in word_list("given_names")
    score = _shape(words, given)
    score += 2.0 * bool(run.first and text.tokens[run.first - 1].text in name_words("title") and before.endswith(" "))
    score += 1.5 * bool(OFFICE_BEHIND.match(behind) or _IS_OFFICE.match(behind))
    score += 1.5 * bool(len(words) > 1 and OFFICE_BEFORE.search(before))
    score += 1.5 * bool(_SAID_BEFORE.search(before)) + 1.2 * bool(_SAID_BEHIND.match(behind))
    score += 1.0 * bool(_APPOSITION_BEHIND.match(behind)) + 1.5 * bool(_SIGNED.search(before))
    score += 0.6 * (given and len(words) > 1 and run.end - run.start >= len(text.text.strip(" ,")))
    if len(words) == 1 and (given or is_rare(words[0])):
        score += 1.0 * bool(_ACTS_BEHIND.match(behind)) + 1.0 * bool(_PRONOUN.search(behind))
    return score


def _shape(words: list[str], given: bool) -> float:
    """What the words alone say: given and family names are seldom common words."""
    if len(words) == 1:
        return 0.8 if given else 0.0 if is_rare(words[0]) else -0.4
    if len(words) > 4 or any(any(c.isdigit() for c in word) or (word.isupper() and len(word) > 2) for word in words):
        return -2.0
    common = sum(
        commonness(word.lower()) >= 4.4 and word not in word_list("given_names") for word in words[1:] if len(word) > 2
    )
    return (
        (1.0 if given else 0.0)
        + 0.5
        - 1.2 * common
        - (0.8 if not given and commonness(words[0].lower()) >= 4.4 else 0.0)
    )
