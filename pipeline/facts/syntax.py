"""Shallow English syntax: tokens, and the noun phrases beside a given token.

Closed word classes and the endings of open ones carry it (Abney, *Parsing by Chunks*, 1991): a noun phrase runs to the
first word that cannot stand in one, and a participle behind a plural noun begins the predicate. No model, linear time.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.spans import sentences
from pipeline.facts.units import words

DETERMINERS = frozenset(
    words(
        """the a an this that these those its their his her our your my each every any some all both no another such
        which what whose many several few most much half whole entire"""
    )
)
POSSESSIVES = frozenset(words("its their his her our your my"))
PREPOSITIONS = frozenset(
    words(
        """of in on at by for with from to into onto during since until till under over between among amongst within
        across through throughout via per after before about against along around as near towards toward upon
        without despite including excluding beyond behind below above outside inside off out up down than like
        plus versus prior subsequent following concerning regarding because due across amid alongside"""
    )
)
CONJUNCTIONS = frozenset(
    words("and or but nor so while whereas although though if when where who whom why how that unless whether then yet")
)
AUXILIARIES = frozenset(
    words(
        """is are was were be been being am has have had having do does did will would shall should can could may
        might must cannot isn’t aren’t wasn’t weren’t don’t doesn’t didn’t won’t"""
    )
)
PRONOUNS = frozenset(
    words(
        """it they he she we you i them us him me himself herself itself themselves ourselves who there here others
        everyone anyone someone nobody nothing everything something none"""
    )
)
ADVERBS = frozenset(
    words(
        """also still already now only just even not again soon today yet ever never often always here there together
        aside away ago later earlier onwards onward altogether worldwide abroad overseas annually daily weekly monthly
        yearly quarterly respectively overall alone each apiece together elsewhere nationwide twice once thus
        hence however more less fewer higher lower larger smaller better worse greater longer shorter faster
        slower older younger old long high tall wide deep thick heavy away apart ahead behind further next last
        due worth else too very"""
    )
)
"""Words that end a noun phrase behind its noun: adverbs, comparatives, adjectives of measure."""

_NOUNS_IN_LY = frozenset(words("family assembly anomaly supply july italy reply ally monopoly bully fly rally lily"))
_ADJECTIVES_IN_LY = frozenset(
    words(
        "early friendly elderly costly likely daily weekly monthly yearly quarterly only timely lively orderly deadly"
    )
)
PLURALS = frozenset(
    words(
        """people children men women staff data cattle livestock police personnel media species series teeth feet
        mice criteria phenomena bacteria fish sheep aircraft offspring persons youth headquarters poultry
        alumni fungi stimuli nuclei foci loci curricula strata fora memoranda genera crew troops teu"""
    )
)
PAST = frozenset(
    words(
        """came went took gave made got found left held kept met sent spent built bought sold told said saw grew rose
        fell ran began became led fed read put set cut hit let cost lost won paid brought taught thought caught drew
        knew threw wrote spoke broke chose drove ate stood understood sat swam bred fled bore wore tore shook lay
        dealt meant felt slept dug stuck struck hung sank sprang rang sang drank shrank arose woke froze stole hid
        overcame undertook withdrew outgrew underwent oversaw foresaw remain remains include includes contain
        contains say says get gets give gives make makes take takes come comes go goes need require requires receive
        receives provide provides use uses benefit benefits depend depends rely relies live lives work works agree
        agrees serve serves cover covers pay pays exist exists suffer suffers lack lacks belong belongs participate
        participates operate operates account accounts stand stands lie lies run runs become becomes see sees know
        knows want wants feel feels think thinks help helps seem seems follow follows hold holds bring brings keep
        keeps grow grows rise rises fall falls meet meets reach reaches begin begins start starts attend attends
        join joins produce produces own owns employ employs manage manages handle handles carry carries generate
        generates earn earns sell sells connect connects feed feeds describe describes denote denotes define defines
        spend spends save saves add adds seek seeks allow allows enable enables ensure ensures enter enters treats
        agreed"""
    )
)
"""Finite verbs that their ending does not show: strong pasts and common present forms."""

_LETTER = r"[^\W_¹²³⁰⁴-⁹]"  # footnote marks belong to no word
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{_LETTER}+(?:[-‐‑'’&/]{_LETTER}+)*|[^\w\s]|[_¹²³⁰⁴-⁹]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark, with its offsets in the block's text."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The text in lower case, apostrophes straightened out to the printers' kind."""
        return self.text.lower().replace("'", "’")

    @property
    def is_word(self) -> bool:
        """Whether it has letters."""
        return self.text[0].isalpha() or (self.text[0].isdigit() and not self.text.isdigit() and self.text.isalnum())


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of text."""
    return [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, len(text) if end is None else end)]


def is_adverb(word: str) -> bool:
    """Whether a word, in lower case, is an adverb or a word used like one."""
    return word in ADVERBS or (word.endswith("ly") and word not in _NOUNS_IN_LY | _ADJECTIVES_IN_LY)


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    low = word.lower().rpartition("-")[2]
    return low in PLURALS or (low not in PAST and is_plural_form(low))


def is_plural_form(word: str) -> bool:
    """Whether a word, in lower case, has a plural's ending, be it noun or verb."""
    strong = word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))
    return len(word) > 2 and (strong or word.endswith("ae"))


_STRETCH = 2000
"""Characters after which even one sentence is read piece by piece."""


class Line:
    """A sentence as tokens.

    Args:
        text: The block's text.
        start, end: Where the sentence stands in it.
        taken: Spans of numbers and dates, in order: their tokens are part of no phrase.
    """

    def __init__(self, text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> None:
        self.text, self.start, self.end = text, start, end
        self.tokens = tokens(text, start, end)
        self.low = [token.lower for token in self.tokens]
        self._starts = [token.start for token in self.tokens]
        spans = sorted(taken)
        heads = [first for first, _ in spans]
        places = [bisect_right(heads, token.start) - 1 for token in self.tokens]
        self.barred = [at >= 0 and token.start < spans[at][1] for at, token in zip(places, self.tokens, strict=True)]

    def at(self, offset: int) -> int:
        """The first token that begins at an offset or behind it."""
        return bisect_left(self._starts, offset)

    def printed(self, first: int, last: int) -> str:
        """The words from one token up to another, exclusive."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text; endless ones in pieces, cut between words where there are any."""
    for first, end in sentences(text):
        start = first
        while end - start > _STRETCH:
            cut = text.rfind(" ", start + _STRETCH // 2, start + _STRETCH) + 1 or start + _STRETCH
            yield start, cut
            start = cut
        yield start, end


_CLOSED = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS
_PLURAL_MODIFIERS = frozenset(
    words(
        "sports savings arms goods customs communications operations sales systems services needs rights news pensions"
    )
)
"""Plurals that stand before another noun: 'sports clubs'."""

_ARTICLES = frozenset(words("a an the"))
_SHORT_NAMES = frozenset({"IT", "US", "WHO"})
_LONGEST = 12


def is_content(token: Token) -> bool:
    """Whether a token is of an open word class (noun, adjective, verb, name)."""
    return token.is_word and (token.lower not in _CLOSED or token.text in _SHORT_NAMES)


def phrase_after(tokens: Sequence[Token], start: int, barred: Sequence[bool]) -> tuple[int, int]:
    """The noun phrase that begins at a token, determiners left out: first token and the one behind the last.

    Args:
        tokens: A sentence.
        start: Where to look.
        barred: Tokens that are part of a number or date, and so of no noun phrase.

    Returns:
        An empty range where there is none.
    """
    limit = min(len(tokens), start + _LONGEST)
    while start < limit and tokens[start].lower in DETERMINERS and not barred[start]:
        start += 1
    at, plural = start, False
    while at < limit and not barred[at] and _continues(tokens, at, start, plural, limit):
        plural = plural or is_plural(tokens[at].text) or tokens[at].lower in PAST
        at += 1
    while at > start and (tokens[at - 1].lower in CONJUNCTIONS or tokens[at - 1].text == "&"):
        at -= 1
    return start, at


def _continues(tokens: Sequence[Token], at: int, start: int, plural: bool, limit: int) -> bool:
    token, low = tokens[at], tokens[at].lower
    follows = at + 1 < limit and is_content(tokens[at + 1])
    if low in ("and", "or", "&"):
        return at > start and follows and _coordinated(tokens, at + 1, limit)
    if not is_content(token):
        return False
    if is_adverb(low):
        return follows and not plural and (at == start or low in _ADJECTIVES_IN_LY)
    if plural:
        return low not in PAST and tokens[at - 1].lower in _PLURAL_MODIFIERS
    if low in PAST:
        owns = at + 1 < limit and tokens[at + 1].lower == "of"
        determined = at == start and (owns or (at > 0 and tokens[at - 1].lower in DETERMINERS))
        return determined or _is_noun_after_all(tokens, at)
    ends = low.endswith("ing") and (at + 1 >= len(tokens) or tokens[at + 1].text in ("of", "on", ".", ",", ";", ")"))
    return follows or at == start or ends or not low.endswith(("ed", "ing")) or low.endswith(("eed", "ding"))


def _is_noun_after_all(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form of noun and verb, such as 'stands', is the noun: a verb or the end of the clause follows it."""
    if not tokens[at].lower.endswith("s"):
        return False
    behind = tokens[at + 1].text if at + 1 < len(tokens) else "."
    return behind.lower() in AUXILIARIES or not behind[0].isalnum()


def _coordinated(tokens: Sequence[Token], start: int, limit: int) -> bool:
    """Whether words behind 'and' end in a plural noun, and the phrase with it: 'ministers and their deputies'."""
    for at in range(start, min(limit, start + 4)):
        if not is_content(tokens[at]) or tokens[at].lower in PAST:
            return False
        if is_plural(tokens[at].text):
            return at + 1 >= len(tokens) or not is_content(tokens[at + 1]) or tokens[at + 1].lower.endswith("ed")
    return False


def phrase_before(tokens: Sequence[Token], end: int, barred: Sequence[bool]) -> tuple[int, int]:
    """The noun phrase that ends before a token, with what 'of' joins to it, determiners left out."""
    at = end
    while at > max(0, end - _LONGEST) and not barred[at - 1]:
        token = tokens[at - 1]
        joins = token.lower == "of" and at < end and at >= 2 and is_content(tokens[at - 2])
        behind_of = token.lower in DETERMINERS and at >= 2 and at < end and tokens[at - 2].lower == "of"
        noun = at >= 2 and tokens[at - 2].lower in _ARTICLES  # 'a rise of'
        barrier = token.lower in ADVERBS or (token.lower in PAST and not noun)
        if not (joins or behind_of) and (not is_content(token) or barrier):
            break
        at -= 1
    while at < end and (tokens[at].lower == "of" or tokens[at].lower in DETERMINERS):
        at += 1
    return at, end
