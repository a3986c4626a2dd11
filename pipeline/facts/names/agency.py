"""What speaks for a name being a body's: what it is said to be, what it does and gives, who works there."""

import re
from collections.abc import Sequence

from pipeline.facts.lexicon import any_of, commonness, fold, name_words, word_list
from pipeline.facts.names.propernames import NamedText, Run, is_rare

_MAY_BE_PERSONS = frozenset(
    "member partner observer donor supporter contributor investor shareholder sponsor employer bidder team side guard "
    "police process cross crescent unit service services".split()
)
_NOUNS = "|".join(sorted(({word.lower() for word in name_words("head")} | name_words("bodies")) - _MAY_BE_PERSONS))
_WORD = r"(?!(?:of|at|in|from|for|who|whose|by|with|to)\b)[\w'&-]+"
_IS_A = re.compile(
    rf"(?:\s\([^()]{{1,40}}\))?(?:,|\s(?:is|was|has\sbeen|became|remains))\s(?:the|an?|its|one\sof\sthe)\s"
    rf"(?:{_WORD},?\s){{0,5}}?(?:{_NOUNS}|co-operative|partnership|platform|hub|think\stank|start-up|cluster|federation|collective|venture|subsidiary|business|spin-off|non-profit|nonprofit|ngo|ministry|spinoff)s?"
    r"(?=\s(?:of|for|that|which|in|to|with|set|based|led|by|and|from|founded|run|serving|working|owned|formed|on)\b|[.,;:)]|$)"
)
_DONE_BY = re.compile(
    r"(?:\b(?:fund|financ|support|sponsor|operat|manag|organis|organiz|implement|co-?ordinat|administer|certifi|"
    r"accredit|commission|publish|issu|audit|insur|back|endors|host|suppli|manufactur|deliver|provid|maintain|overse|"
    r"licens|regulat|elect|nominat|run|co-?financ|co-?fund|set\sup|built|convene|carried\sout|conduct|compil|develop|produc|monitor|"
    r"survey|staff|own|bought|paid\sfor|looked\safter|prepar|test|underwritten)(?:ed|d|en|n)?\s(?:jointly\s)?by|"
    r"(?:consortium|group|venture|partnership|alliance|coalition|cluster|syndicate)(?:\sof\s[^,.;]{3,30})?\s(?:led|headed)\sby|"
    r"\b(?:partnership|cooperation|co-operation|collaboration|agreement|contract|memorandum|together|merged)\swith|"
    r"\b(?:grant|loan|support|funding|money|contribution|donation|award|gift|help|credit|guarantee|finance|advice)s?"
    r"(?:\sof\s[^.;]{2,30})?\sfrom|"
    r"\b(?:members?|partners?|allies|ally|behalf|subsidiary|staff|employees|branch|offices?|board|secretariat|headquarters|founders?|"
    r"patrons?|volunteers)\sof|\bspokes\w+\s(?:of|for)|\bacquired)\s(?:(?:the|an?)\s)?$"
)
_CALLED = re.compile(
    rf"\b(?:{_NOUNS}|newspaper|magazine|daily|weekly|contractor|owner|subcontractor|chain|retailer|producer|maker|developer|carrier|insurer|"
    rf"publisher|broadcaster|charity|start-up|consultancy|distributor|wholesaler|giant|major)s?(?:,|:|\s(?:is|was|are|were))?\s(?:the\s)?$"
)
"""Before a name, what it is: 'the newspaper NAME', 'the operator is NAME'."""
_DOES = re.compile(
    r"(?:\s\([^()]{1,40}\))?\s(?:also\s|then\s|now\s|has\s|have\s)?(?:funds?|funded|finances?|financed|co-?fund(?:s|ed)|"
    r"co-?financ(?:es|ed)|provides?|provided|receives?|received|operates?|operated|manages?|administers?|co-?ordinates?|co-?ordinated|"
    r"publishes|published|supplies|supplied|employs|oversees|regulates|sponsors?|sponsored|implements|monitors|certifies|"
    r"represents|advises|advised|attends?\sas|acts?\sas\s(?:the\s)?(?:secretariat|host|lead)|donates|donated|lends|lent|"
    r"(?:was|were)\s(?:founded|established|set\sup|created|incorporated|constituted|dissolved|nationalised))\b"
)
_HAS = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:'s?\s(?:permanent\s|first\s|current\s)?(?:secretariat|members|member\sstates|founders|chair\w*|presidency|"
    r"staff|headquarters|steering\s\w+)\b|\s(?:is|was|has\sbeen|are|were)\s(?:currently\s|now\s|jointly\s)?"
    r"(?:co-)?(?:chaired|headed|presided|governed|hosted)\b|\s(?:brings?|brought)\stogether\b|\s(?:has|had)\s(?:a|its|an|\w+)\s"
    r"(?:\w+\s)?(?:secretariat|members?|staff|headquarters|observers?)\b|\s(?:meets?|unites?|joined|serves\sas|reports\sto)\b)"
)
"""Behind a name, what bodies have: a secretariat, members, a chair."""
_OFFICES = any_of(word_list("offices") - {office.title() for office in name_words("public_office")})
_OFFICE_AT = re.compile(
    rf"\b(?:{_OFFICES}|{_OFFICES.lower()})(?:\sof\s[\w'&-]+(?:\sand\s[\w'&-]+)?)?\s(?:of|at|for|with)\s(?:the\s)?$"
)
_GOES_ON = re.compile(r"\s(?:for|in|on|and|without)\s(?:the\s)?[A-Z]")
"""Behind a name of which it is but the beginning."""
_UNITS = re.compile(r"[A-Z]{3}|(?:[kMGT]?Wh?|[kM]?t|ha|km²?)")
_ACTIVITIES = ("tion", "ment", "ing", "ity", "ics", "ogy", "ship", "ness", "ance", "ence")
_NOUN = 3.5
"""The Zipf frequency from which a word is a plain noun rather than a name."""
_NEVER = 9.0
"""Against a noun that stands for a body named elsewhere, so that nothing outweighs it."""
_BY = re.compile(r"\b(?:by|with|joined)\s(?:the\s)?$")


def evidence(text: NamedText, run: Run) -> float:
    """How much a name and the words beside it speak for a body; 1.5 convinces."""
    score = acts(text, run)
    rare = run.first == run.last and is_rare(text.words(run)[0])
    plain = -0.8 if score < 1.0 or _GOES_ON.match(text.text, run.end) else -0.3
    return _shape(text, run, plain) + score + (0.5 if score >= 1.0 and rare else 0.0)


def acts(text: NamedText, run: Run) -> float:
    """How much the words beside a name say that a body bears it: 'is a charity', 'funded by', 'Director of'."""
    before, behind = fold(text.text[max(0, run.start - 80) : run.start]), fold(text.text[run.end : run.end + 140])
    score = 2.4 * bool(_IS_A.match(behind)) + 0.8 * bool(_DOES.match(behind)) + 0.8 * bool(_HAS.match(behind))
    score += 1.6 * bool(_CALLED.search(before))
    score += 1.0 * bool(_OFFICE_AT.search(before) and not _is_field(text.words(run)))
    return score + (1.0 if _DONE_BY.search(before) else 0.5 * bool(_BY.search(before)))


def _is_field(words: Sequence[str]) -> bool:
    """Whether a name is of a field of work, as in 'Head of Nutrition'."""
    return len(words) == 1 and words[0].endswith(_ACTIVITIES)


def _shape(text: NamedText, run: Run, plain: float) -> float:
    """What the words alone say; ``plain`` where several common ones make the name."""
    words, printed = text.words(run), text.text[run.start : run.end]
    if _UNITS.fullmatch(printed) or any(any(c.isdigit() for c in word) for word in words):
        return -1.0
    if words[-1] in name_words("other"):
        return -1.0
    if len(words) == 1 and words[0] in name_words("head") | name_words("weak"):
        return -_NEVER
    if all(commonness(word.lower()) >= _NOUN for word in words):
        return plain if len(words) > 1 else -1.0
    return 0.7 * (len(words) == 1 and _is_camel(words[0]))


def _is_camel(word: str) -> bool:
    """Whether a word has capitals inside: 'WaterAid'."""
    return word.isalnum() and any(c.isupper() for c in word[1:]) and any(c.islower() for c in word)
