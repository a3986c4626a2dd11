"""What speaks for a name being a person's: a title, an office beside it, words said, a given name, the model."""

import re

from pipeline.facts.lexicon import any_of, commonness, fold, name_words, word_list
from pipeline.facts.names.propernames import NamedText, Run, is_rare

_SPEECH = (
    "says|said|recalls?|recalled|explains?|explained|adds|added|notes|noted|warns|warned|admits|admitted|argues|argued|"
    "writes|wrote|remembers|insists|tells|told|asks|believes|thinks|commented|comments|stressed|stresses|concludes|"
    "concluded|reports|reflects|smiles|laughs|jokes|agrees|agreed|points out"
)
_SAID_BEFORE = re.compile(rf"\b(?:{_SPEECH}|according to|interview with|by author)\s(?:[A-Z][a-z]+\s)?$")
_DONE_BY = re.compile(
    r"\b(?:(?:chair|co-chair|head|direct|found|co-found|written|co-written|edit|translat|design|taught|compil|succeed|replac|"
    r"sign|supervis|mentor|compos|conduct|paint|sculpt|curat|photograph|illustrat|train|coach|own|invent|discover|nam|"
    r"present|moderat|edit|co-?ordinat|manag|review|recit|sung|won|presided\sover|led|co-led|run|drawn|open)(?:ed|d)?\s"
    r"(?:jointly\s)?by|(?:[pP]hoto(?:graph)?s?|[tT]ext|[dD]rawings?|[iI]llustrations?|[wW]ords|[pP]oems?|[lL]ayout|[dD]esign|"
    r"[mM]usic|[eE]ssays?|[pP]ortraits?|[iI]nterviews?)\s(?:by|of|with)|[cC]ontact|[aA]sk\sfor|named\safter|"
    r"(?:appointed|elected|re-elected|hired|succeeded|replaced|thanks?|widow\sof|son\sof|daughter\sof|memory\sof|"
    r"(?:prize|award|medal|honour)\s(?:went|was\sgiven|goes)\sto))\s$"
)
_PERSON_NOUN = re.compile(
    r"\b(?:[tT]he|[aA]n?|[bB]y|[hH]er|[hH]is|[iI]ts|[oO]ur|[fF]ormer|[lL]ocal|,)\s(?:[a-z-]+\s){0,2}?"
    r"(?P<noun>[a-z-]+(?:ist|ian|wright|smith|man|woman|er|or|nik|naut)|mother|father|sister|brother|widow|widower|uncle|"
    r"aunt|wife|husband|son|daughter|cousin|poet|soprano|tenor|chef|cook|monk|nun|priest|king|queen|colleague|friend|"
    r"athlete|architect|student|resident|pupil|survivor|activist|volunteer|graduate|apprentice|guide|nurse|clown|mime\sartist)"
    r"\s(?:and\s[a-z]+\s)?$"
)
_SAID_BEHIND = re.compile(rf"(?:,[^,.;]{{3,90}},)?\s(?:also\s)?(?:{_SPEECH})\b")
_APPOSITION_BEHIND = re.compile(r"(?:,|\s\()\s?(?:a|an|aged|who|whose|\d\d)\b")
_SIGNED = re.compile(r"(?:^|[\"”]\s?)[—–-]\s?$")
_ACTS_BEHIND = re.compile(
    r"\s(?:(?!(?:is|as|its|us|has|this)\b)[a-z]+s|[a-z]+ed|had|was|grew|came|went|left|knew|ran|began|learnt|learned|who)\s"
)
_WHERE = re.compile(r"\b(?:[aA]t|[iI]n|[nN]ear|[tT]o|[fF]rom|[aA]round|[oO]utside)\s$")
_INSIDE = re.compile(r"\bin\s$")
_THINGS = frozenset(
    "river water tower paper computer number order border corridor sector tractor motor reactor harbor layer over "
    "under after other further former later steamer trawler ferry liner freighter carrier container tanker newspaper "
    "chapter printer per charter power shelter quarter semester winter summer weather letter reservoir vector sensor "
    " mirror door floor indoor outdoor anchor manner matter register".split()
)
"""Nouns that end like those of persons."""
_PRONOUN = re.compile(r"\b(?:she|he|her|his|him|[sS]he|[hH]e)\b")
_OFFICES = any_of(word_list("offices"))
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
    titled = _is_titled(text, run)
    score += 2.0 * titled - 1.5 * (not titled and before.lower().endswith("the "))
    score += 1.5 * bool(OFFICE_BEHIND.match(behind) or _IS_OFFICE.match(behind))
    score += 1.5 * bool(len(words) > 1 and OFFICE_BEFORE.search(before))
    score += 1.5 * bool(_SAID_BEFORE.search(before)) + 1.2 * bool(_SAID_BEHIND.match(behind))
    score -= 0.8 * bool(_INSIDE.search(before))
    score += 1.0 * bool(_APPOSITION_BEHIND.match(behind)) + 1.5 * bool(_SIGNED.search(before))
    if len(words) > 1:
        score += 1.0 * (bool(_DONE_BY.search(before)) or _is_called(before)) + 0.4 * bool(_PRONOUN.search(behind))
    score += 0.6 * (given and len(words) > 1 and run.end - run.start >= len(text.text.strip(" ,")))
    if len(words) == 1 and (given or is_rare(words[0])) and not _WHERE.search(before):
        score += 1.0 * bool(_ACTS_BEHIND.match(behind)) + 1.0 * bool(_PRONOUN.search(behind))
    return score


def _is_titled(text: NamedText, run: Run) -> bool:
    """Whether a title stands before the name, on its own or with what is said of it: 'Gen. (ret.) NAME'."""
    for back, gap in ((1, " "), (2, " (ret.) ")):
        place = run.first - back
        if place >= 0 and text.tokens[place].text in name_words("title"):
            return text.text[text.tokens[place].end : run.start] == gap
    return False


def _is_called(before: str) -> bool:
    """Whether a noun that persons bear stands before the name: 'the botanist NAME'; bodies have such nouns too."""
    noun = _PERSON_NOUN.search(before)
    return noun is not None and noun["noun"] not in name_words("bodies") | _THINGS


def _shape(words: list[str], given: bool) -> float:
    """What the words alone say: given and family names are seldom common words."""
    if len(words) == 1 and words[0].isupper():
        return -2.0
    if len(words) == 1:
        return 0.8 if given else 0.0 if is_rare(words[0]) else -0.4
    if len(words) > 4 or any(any(c.isdigit() for c in word) or (word.isupper() and len(word) > 2) for word in words):
        return -2.0
    common = sum(
        commonness(word.lower()) >= 4.4 and word not in word_list("given_names") for word in words[1:] if len(word) > 2
    )
    rare = sum(is_rare(part) for word in words for part in word.split("-")[:1])
    return (
        (1.0 if given else 0.0)
        + 0.5
        + (0.6 if rare == len(words) else 0.3 if given and is_rare(words[-1]) else 0.0)
        - 1.2 * common
        - (0.8 if not given and commonness(words[0].lower()) >= 4.4 else 0.0)
    )
