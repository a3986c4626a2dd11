"""Where noun phrases begin and end: the subjects of verbs, and what prepositions join to a noun or verb."""

import re

from pipeline.facts.events.participles import PASTS
from pipeline.facts.events.verbs import PLACE
from pipeline.facts.numbers import TEENS, TENS, UNITS
from pipeline.facts.syntax import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    Line,
    is_content,
    is_plural,
    phrase_after,
)
from pipeline.facts.units import SCALES, words

RELATIVES = frozenset(words("which that who"))
_ASIDES = (RELATIVES - {"that"}) | frozenset(words("a an one"))
"""Words that open an aside about what stands before it: ', which …,', ', a body of …,'."""

JOINS = frozenset(words("of with to between on for into against from by"))
_PASSING = frozenset(words("next last latest previous following upcoming forthcoming so-called"))
PLAIN_ADVERBS = ADVERBS - frozenset(words("old long high tall wide deep thick heavy last next"))
_FORGONE = _PASSING | PLAIN_ADVERBS
_YEAR = re.compile(r"(?:1[6-9]|2[01])[0-9]{2}")
_MONEY = frozenset(words("€ $ £ ¥"))
_TIMES = frozenset(words("since after before until till"))
_POINTERS = words("both these those this all")
_EMPHATIC = words("itself themselves himself herself")
_PAIRS = words("two three four five")
_FEW = frozenset(UNITS) - {"zero"} | frozenset(TEENS) | frozenset(TENS)
_AIMS = words("to into as from with by for")
_ARTICLES = frozenset(words("the a an")) | POSSESSIVES
_LONGEST = 16
_FAR = 24
_QUANTIFIERS = (
    frozenset(words("several many few most some no more fewer all every each any both various numerous"))
    | frozenset(set(UNITS) - {"zero"})
    | frozenset(TEENS)
    | frozenset(TENS)
)

Range = tuple[int, int]


class Phrases:
    """The noun phrases of one sentence, dates taken; all are ranges of tokens, the end exclusive."""

    def __init__(self, line: Line) -> None:
        self.tokens, self.barred, self.low = line.tokens, line.barred, line.low

    def word(self, at: int, *among: str) -> bool:
        """Whether one of the words stands at a place."""
        return 0 <= at < len(self.low) and self.low[at] in among

    def phrase(self, at: int) -> Range:
        """The noun phrase from a place on, with what 'of', 'with', 'on' … join to it."""
        first, last = phrase_after(self.tokens, at, self.barred)
        first, last = self.trimmed(first, last)
        return first, self._extended(last) if first < last else last

    def subject(self, verb: int, *, main: bool) -> Range:
        """The noun phrase before a verb group, past a relative pronoun, comma or bracket.

        Args:
            verb: The first word of the group.
            main: Whether the verb is finite, so that a comma before it closes an aside.
        """
        last = self._past_aside(verb, main)
        last -= self.word(last - 1, *_EMPHATIC) and last > 1 and is_content(self.tokens[last - 2])
        if self.word(last - 1, *PRONOUNS, *_POINTERS) and not self.barred[last - 1] and not self._governed(last - 1):
            return last - 1, last
        first = last
        while first > max(0, last - _LONGEST):
            if self._dated_name(first):
                first = self._before_date(first) + 1
            if not first or not self._in_subject(first - 1) or (first < last and self._opens_another(first)):
                break
            first -= 1
        if first < last and self._is_restricted(first - 1):
            return self.subject(first - 2, main=main)  # 'the treaty that set up the fund'
        first += self.word(first, "according", "thanks", "owing") and first < last
        while first < last and self.low[first] in PREPOSITIONS:
            found = phrase_after(self.tokens, first + 1, self.barred)
            first = found[1] if found[1] < last else first + 1
        first += 2 * (self.low[first : first + 1] != [] and self.low[first].isdigit() and self.word(first + 1, *SCALES))
        return self.trimmed(first, self._without_amount(first, last))

    def _opens_another(self, at: int) -> bool:
        """Whether an article behind a noun opens a phrase of its own: 'after years of talks | the treaty'."""
        return self.low[at] in _ARTICLES and is_content(self.tokens[at - 1]) and not self.barred[at - 1]

    def _is_restricted(self, verb: int) -> bool:
        """Whether a past stands behind 'that' or 'which': what follows it belongs to a clause about another thing."""
        return self.word(verb - 1, "that", "which") and (self.low[verb] in PAST or self.low[verb].endswith("ed"))

    def _governed(self, at: int) -> bool:
        """Whether a preposition governs a pronoun, which is then no subject: 'the first of them is'."""
        return at > 0 and self.low[at - 1] in PREPOSITIONS - _TIMES

    def _past_aside(self, verb: int, main: bool) -> int:
        last = verb
        if last and (self.low[last - 1] in RELATIVES or self.low[last - 1] == "("):
            last -= 1
        elif last and self.low[last - 1] == ",":
            last = self._opening(last - 1, main)
        elif last and self.low[last - 1] == ")":
            last = next((at for at in range(last - 1, max(-1, last - _FAR), -1) if self.low[at] == "("), last)
        return last - 1 if last and self.low[last - 1] == "," else last

    def _opening(self, closing: int, main: bool) -> int:
        """The comma that opens the aside which another closes; the closing one where there is no aside."""
        tokens = self.tokens
        commas = [
            at
            for at in range(max(0, closing - _FAR), closing)
            if self.low[at] == "," and tokens[at].end < tokens[at + 1].start  # not that of '50,000'
        ]
        said = [at for at in commas if self._opens_aside(at + 1)]
        return said[0] if said else commas[-1] if commas and main else closing

    def _opens_aside(self, at: int) -> bool:
        """Whether a relative clause or an apposition begins at a place: 'which', 'to which', 'a body of'."""
        relative = self.low[at] in PREPOSITIONS and self.word(at + 1, *RELATIVES, "whom")
        return (relative or self.low[at] in _ASIDES) and not self.barred[at]

    def _dated_name(self, first: int) -> bool:
        """Whether a year belongs to the name before it: 'the budget for 2024', 'the strategy 2021–2025'."""
        before = self._before_date(first)
        if before == first - 1 or before < 1:
            return False
        if self.low[before] == "of":
            return True  # 'the act of 4 May 2011'
        years = all(self.low[at].isdigit() or not self.tokens[at].is_word for at in range(before + 1, first))
        return years and (self.low[before] == "for" or is_content(self.tokens[before]))

    def _before_date(self, first: int) -> int:
        """The token before the date that ends at a place."""
        at = first - 1
        while at >= 0 and self.barred[at]:
            at -= 1
        return at

    def _in_subject(self, at: int) -> bool:
        if self.barred[at] or self.low[at] in AUXILIARIES | (CONJUNCTIONS - {"and"}):
            return False
        if self.low[at] in PASTS or (self.low[at] == "led" and self.word(at + 1, "to")):
            return False
        verb = self.low[at] in PAST or self.low[at].endswith("ed")
        object_at = at + 1 + self.word(at + 1, *PLACE)
        if verb and self.low[object_at] in DETERMINERS and not self.barred[at + 1]:
            return False  # 'the town built a dam'
        if self.low[at] == "and":
            return self.is_pair(at)
        if self.low[at] == ",":
            return self._is_list(at)
        return self.tokens[at].is_word or self.low[at].isdigit() or self.low[at] in "&’'"

    def is_pair(self, at: int) -> bool:
        """Whether names, in capitals, stand on both sides of a place."""
        behind = at + 1 + self.word(at + 1, "the")
        sides = [self.tokens[i] for i in (at - 1, behind) if 0 <= i < len(self.tokens)]
        return len(sides) == 2 and all(side.text[0].isupper() for side in sides)

    def _is_list(self, at: int) -> bool:
        """Whether a comma stands between names: 'a treaty among A, B and C'."""
        return self.is_pair(at) and "and" in self.low[at + 1 : at + 8]

    def _without_amount(self, first: int, last: int) -> int:
        """The end without an amount that 'of' joins: 'a fund of two million euros' is the fund."""
        for at in range(first + 1, last - 1):
            amount = self.low[at + 1] in _QUANTIFIERS or self.low[at + 1].isdigit() or self.low[at + 1] in _MONEY
            if self.low[at] == "of" and amount:
                return at
        return last

    def trimmed(self, first: int, last: int) -> Range:
        """Without determiners and words of passing time before the name."""
        while first < last and self.low[first] in DETERMINERS | _FORGONE:
            first += 1
        return first, last

    def is_determined(self, first: int) -> bool:
        """Whether a determiner stands before a phrase and the words of passing time that it lost."""
        while first > 0 and self.low[first - 1] in _FORGONE:
            first -= 1
        return first > 0 and self.low[first - 1] in DETERMINERS

    def is_proper(self, first: int, last: int) -> bool:
        """Whether a phrase begins as a name of several words."""
        return last - first >= 2 and all(token.text[0].isupper() for token in self.tokens[first : first + 2])

    def is_counted(self, first: int) -> bool:
        """Whether the phrase is no single thing: a number or quantifier stands before or in front of it."""
        if self.word(first, *_PAIRS) and self.word(first - 1, "the", "these", "both", "its", "their"):
            return False  # 'the two banks'
        return any(self._counts(at) for at in (first - 1, first) if 0 <= at < len(self.low) and not self.barred[at])

    def is_few(self, first: int) -> bool:
        """Whether a number below a hundred counts the phrase: 'twelve trams'."""
        counts = [self.low[at] for at in (first - 1, first) if 0 <= at < len(self.low)]
        return any(word in _FEW or (word.isdigit() and len(word) <= 2) for word in counts)

    def _counts(self, at: int) -> bool:
        word = self.low[at]
        behind = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        common = self.tokens[at].text[0].islower() or (at == 0 and behind[:1].islower())
        return (word.isdigit() and not _YEAR.fullmatch(word)) or word in PRONOUNS or (common and word in _QUANTIFIERS)

    def tied(self, at: int) -> Range:
        """What a preposition of aim, source or agent joins to a verb: 'to the city', 'as a partner', 'by decree'."""
        placed = self.word(at, "in", "at") and at + 1 < len(self.low) and self.tokens[at + 1].text[0].isupper()
        at = self.phrase(at + 1)[1] if placed and not self.barred[at + 1] else at  # 'handed over in Riga to the town'
        if not self.word(at, *_AIMS) or self.barred[at]:
            return 0, 0
        first, last = self.phrase(at + 1)
        noun = first > at + 1 or first == last or is_plural(self.low[last - 1]) or self.tokens[first].text[0].isupper()
        if self.low[at] == "to" and not noun:  # 'voted to double the budget'
            governs = self.word(last, *DETERMINERS) and not self.barred[last]
            first, last = self.phrase(last) if governs else (0, 0)
        return (0, 0) if first == last else (at, last)

    def _extended(self, last: int) -> int:
        """The end of a phrase with its number ('Line 1') and what prepositions join to it."""
        last = self._counted_up(last)
        for _ in range(3):
            if not (last < len(self.low) and self.low[last] in JOINS and not self.barred[last]):
                break
            found = phrase_after(self.tokens, last + 1, self.barred)
            if found[0] == found[1]:
                break
            last = self._counted_up(found[1])
        return last

    def _counted_up(self, last: int) -> int:
        named = last < len(self.low) and not self.barred[last] and self.tokens[last - 1].text[0].isupper()
        return last + 1 if named and self.low[last].isdigit() else last
