"""Pasts and participles of English verbs, known by their endings or, the strong ones, by heart."""

from pipeline.facts.inflection import forms

_STRONG = """
arose aris|ate eat|awoken awaken|beaten beat|became becom|began beginn|bitten bit|bled bleed
blew blow|blown blow|bought buy|bred breed|broke break|broken break|brought bring|built build
burnt burn|burst burst|came com|cast cast|caught catch|chose choos|chosen choos|cut cutt|dealt deal|drawn draw
died dy|drew draw|driven driv|drove driv|drunk drink|dug digg|eaten eat|fallen fall|fed feed|fell fall|fled flee
flew fly|flown fly|forbidden forbidd|fought fight|found find|froze freez|frozen freez|gave giv|given giv
gone go|got gett|went go|grown grow|held hold|hidden hid|hit hitt|hung hang|kept keep|laid lay|led lead|left leav
lent lend|lit light|lost los|made mak|met meet|mown mow|paid pay|put putt|ran runn|rang ring|read read|ridden rid
rode rid|rung ring|sang sing|sank sink|sat sitt|sent send|set sett|shone shin|shook shak|shot shoot|shown show
shut shutt|sold sell|sown sow|sped speed|spent spend|split splitt|spoken speak|sprang spring|spread spread
sprung spring|spun spinn|stolen steal|stole steal|stood stand|struck strik|stuck stick|sung sing|sunk sink|swam swimm
swept sweep|swore swear|sworn swear|taken tak|taught teach|threw throw|thrown throw|told tell|took tak|tore tear
torn tear|overcame overcom|overthrew overthrow|overthrown overthrow|undergone undergo
undertaken undertak|undertook undertak|underwent undergo|upheld uphold|withdrawn withdraw|withdrew withdraw
won winn|worn wear|woven weav
written writ|wrote writ|wrung wring
"""
"""Strong pasts and participles with what '-ing' is added to."""

_PAIRS = (pair.partition(" ") for line in _STRONG.splitlines() for pair in line.split("|") if pair)
_STEMS = {form: stem for form, _, stem in _PAIRS}
STEMS = _STEMS | {f"re{form}": f"re{stem}" for form, stem in _STEMS.items()}
"""What '-ing' is added to, by strong past or participle."""

PASTS = frozenset(
    """arose ate became began blew broke came chose drew drove drank fell flew froze gave got went grew rang rode
    sang sank shook sprang stole swam swore took threw tore overcame overthrew undertook underwent withdrew
    wrote""".split()
)
"""Strong pasts that are no participles."""

_NO_PARTICIPLES = frozenset({"exceed", "indeed", "proceed", "succeed", "speed", "breed", "hundred", "naked", "sacred"})


def is_past(word: str) -> bool:
    """Whether a word, in lower case, has the form of a past or a past participle."""
    return (len(word) > 4 and word.endswith("ed") and word not in _NO_PARTICIPLES) or word in STEMS


def is_participle(word: str) -> bool:
    """Whether a word, in lower case, has the form of a past participle."""
    return is_past(word) and word not in PASTS


def gerund(present: str) -> str:
    """The '-ing' of a verb's base or third person, in lower case: 'goes' gives 'going'."""
    for ending, stem in (("ies", "y"), *((f"{hiss}es", hiss) for hiss in ("sh", "ch", "ss", "x", "z", "o"))):
        if present.endswith(ending):
            return forms(present.removesuffix(ending) + stem).gerund
    return forms(present if present.endswith("ss") else present.removesuffix("s")).gerund
