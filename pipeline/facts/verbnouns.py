"""The noun of a verb's happening, made from its participle: 'electrified' gives electrification, 'scrapped' scrapping.

English forms such nouns by a few endings of Latin verbs and, for any other verb, by '-ing' (Quirk et al., *A
Comprehensive Grammar of the English Language*, 1985, appendix I).
"""

_ENDINGS = (
    ("ified", "ification"),
    ("ised", "isation"),
    ("ized", "ization"),
    ("ated", "ation"),
    ("duced", "duction"),
    ("scribed", "scription"),
    ("ected", "ection"),
    ("ructed", "ruction"),
    ("mitted", "mission"),
    ("verted", "version"),
    ("ployed", "ployment"),
    ("posed", "position"),
)

_SHORT_STEMS = ("treated", "heated", "seated", "repeated", "defeated", "coated", "dated")
"""Endings of verbs whose '-ate' belongs to the stem."""

_IRREGULAR = {
    form: base
    for pair in (
        "blown blow|bought buy|broken break|brought bring|built build|burnt burn|cast cast|caught catch|chosen choose"
        "|cut cutt|dealt deal|drawn draw|driven drive|dug digg|flown fly|forbidden forbidd|found find"
        "|frozen freeze|given give|hung hang|laid lay|led lead|left leave|lit light|lost lose|made make|paid pay"
        "|put putt|rebuilt rebuild|reset resett|sent send|set sett|shown show|shut shutt|sold sell|spread spread"
        "|stolen steal|struck strike|swept sweep|sworn swear|taken take|taught teach|thrown throw|torn tear|told tell"
        "|undertaken undertake|upheld uphold|withdrawn withdraw|won winn|worn wear|wound wind|shot shoot"
        "|ridden ride|sung sing|split splitt|spent spend|written write"
    ).split("|")
    for form, base in (pair.split(),)
}
"""Strong participles with what '-ing' is added to, an 'e' at its end given up."""

_NO_PARTICIPLES = frozenset({"exceed", "indeed", "proceed", "succeed", "speed", "breed", "hundred", "naked", "sacred"})


def is_participle(word: str) -> bool:
    """Whether a word, in lower case, has the form of a past participle."""
    return (len(word) > 4 and word.endswith("ed") and word not in _NO_PARTICIPLES) or word in _IRREGULAR


def verb_noun(participle: str) -> str:
    """The noun of the happening, by the participle in lower case."""
    for ending, noun in _ENDINGS:
        if participle.endswith(ending) and not participle.endswith(_SHORT_STEMS):
            return participle.removesuffix(ending) + noun
    if participle in _IRREGULAR:
        return f"{_IRREGULAR[participle].removesuffix('e')}ing"
    for ending, stem in (("ied", "y"), ("eed", "ee"), ("ed", "")):
        if participle.endswith(ending):
            return f"{participle.removesuffix(ending)}{stem}ing"
    return participle
