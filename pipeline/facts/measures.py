"""What a quantity measures: the noun it counts, or the noun phrase it is said of."""

from dataclasses import dataclass

from pipeline.facts.quantities import Quantity
from pipeline.facts.syntax import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    Line,
    is_adverb,
    is_plural,
    is_plural_form,
    phrase_after,
    phrase_before,
)
from pipeline.facts.units import TIMES, words

_LEVELS = frozenset(
    words(
        """reach reaches reached stand stands stood average averages averaged total totals totalled totaled amount
        amounts amounted rise rises rose risen fall falls fell fallen grow grows grew grown increase increases
        increased decrease decreases decreased decline declines declined drop drops dropped climb climbs climbed
        stay stays stayed remain remains remained put estimated projected expected forecast cost costs equal
        equals equalled number numbers numbered hit hits exceed exceeds exceeded shrink shrinks shrank shrunk come
        comes came hover hovers hovered improve improves improved expand expands expanded jump jumped slip slipped
        represent last lasts lasted takes measure measures measured weigh weighs weighed vary varies varied range
        ranges ranged set fixed capped limited"""
    )
)
"""Verbs between a quantity's name and its value: 'the rate stands at 12 %'."""

_STATISTICS = frozenset(words("average total maximum minimum median mean sum"))
"""Nouns that say how a number was reached, not of what."""

_FAR = 40
_LINKS = frozenset(words("of worth totalling totaling"))
"""Words that tie an amount to the noun before it: 'a grant of', 'loans worth'."""

_POINTS = frozenset(words("percentage basis point points"))
_BEFORE_VALUE = frozenset(words("by to at of from in"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, as a range of tokens, and the rule that found it.

    Args:
        first, last: The tokens, ``last`` exclusive.
        rule: counted, of, label, noun_of, subject, within or beside.
        time: Whether the quantity is a duration and the tokens name what lasts so long.
    """

    first: int
    last: int
    rule: str
    time: str | None = None


class Reader:
    """Looks for measures in one sentence.

    Args:
        line: The sentence, quantities and dates taken.
        labelled: Whether number and label stand alone, as in a box of key figures.
    """

    def __init__(self, line: Line, *, labelled: bool) -> None:
        self.line, self.tokens, self.barred = line, line.tokens, line.barred
        self.labelled = labelled

    def measure(self, quantity: Quantity) -> Measure | None:
        """What a quantity of the sentence measures; null if it is not said beside it."""
        first, behind = self.line.at(quantity.start), self.line.at(quantity.end)
        if quantity.unit is None:
            return (
                self._counted(behind)
                or self._aged(first)
                or self._of(behind, "of")
                or self._noun_of(first)
                or self._label(first)
                or self._numbered(first, quantity)
            )
        return (
            self._of(behind, "of")
            or self._noun_of(first)
            or self._named(first, behind)
            or self._of(behind, "in")
            or self._of(behind, "on")
            or self._label(first)
            or self._beside(first)
        )

    def _word(self, at: int) -> str:
        return self.line.low[at] if 0 <= at < len(self.tokens) else ""

    def _counted(self, behind: int) -> Measure | None:
        first, last = phrase_after(self.tokens, behind, self.barred)
        if first != behind or first == last:
            return None
        if self.labelled and self._word(first) in TIMES:
            label = phrase_after(self.tokens, first + 1, self.barred)
            if label[0] == first + 1 and label[0] < label[1]:
                return Measure(*label, "label", self.tokens[first].text)
        return Measure(first, self._joined(last), "counted")

    def _joined(self, last: int) -> int:
        """The end of the phrase with a bare noun that 'of' joins: 'sheets of glass', not 'streets of the city'."""
        if self._word(last) != "of" or self._word(last + 1) in DETERMINERS:
            return last
        first, end = phrase_after(self.tokens, last + 1, self.barred)
        return end if first < end and self.tokens[first].text[0].islower() else last

    def _of(self, behind: int, word: str) -> Measure | None:
        if self._word(behind) != word:
            return None
        at = behind + 1
        if self._word(at) in ("which", "whom"):  # 'a third of which is rent'
            at += 1
            while self._word(at) in AUXILIARIES:
                at += 1
        while self._word(at) in DETERMINERS or (word == "of" and at < len(self.tokens) and self.barred[at]):
            at += 1  # '3 of the 12 points'
        first, last = phrase_after(self.tokens, at, self.barred)
        if first == last or (word == "in" and self.tokens[first].text[0].isupper()):
            return None
        return Measure(first, last, "of" if word == "of" else "within")

    def _noun_of(self, first: int) -> Measure | None:
        if self._word(first - 1) not in _LINKS:
            return None
        found = phrase_before(self.tokens, first - 1, self.barred)
        statistic = found[1] - found[0] == 1 and self._word(found[0]) in _STATISTICS
        return Measure(*found, "noun_of") if found[0] < found[1] and not statistic else None

    def _aged(self, first: int) -> Measure | None:
        """Those who are of an age: 'players aged 14 to 17'."""
        if self._word(first - 1) != "aged":
            return None
        found = phrase_before(self.tokens, first - 1, self.barred)
        return Measure(*found, "subject") if found[0] < found[1] else self._subject(first - 1)

    def _numbered(self, first: int, quantity: Quantity) -> Measure | None:
        """A bare number said of its subject: 'the average attendance is 2,310'."""
        return self._subject(first) if not quantity.spelled and quantity.value >= 10 else None

    def _beside(self, first: int) -> Measure | None:
        """The last resort of an amount: the noun phrase right before it, else the subject of its clause."""
        found = phrase_before(self.tokens, first, self.barred)
        if found[0] == found[1]:
            clause = self._clause(first)
            found = phrase_after(self.tokens, clause, self.barred)
            if found[1] >= first:
                return None
        return Measure(*found, "beside") if found[0] < found[1] else None

    def _named(self, first: int, behind: int) -> Measure | None:
        """The name before a verb of level, else the noun right behind the unit."""
        subject = self._subject(first)
        if subject:
            return subject
        found = phrase_after(self.tokens, behind, self.barred)
        if found[0] != behind or found[0] == found[1] or self._word(found[1] - 1) in TIMES:
            return None
        return Measure(*found, "label" if self.labelled else "counted")

    def _subject(self, first: int) -> Measure | None:
        at, floor = first - 1, max(-1, first - _FAR)
        while at > floor and (self._word(at) in _BEFORE_VALUE or self._adverbial(at) or self._is_change(at)):
            at -= 1
        verb = at
        while at > floor and self._levels(at):
            at -= 1
        if at == verb and not self._exceeds(first):
            return None
        shared = self._word(at) in ("and", "but", ",")  # one subject, two verbs
        at -= shared
        clause = self._clause(at, over=shared)
        if self._word(clause) in PREPOSITIONS:
            found = phrase_before(self.tokens, at + 1, self.barred)
        else:
            found = phrase_after(self.tokens, clause, self.barred)
            found = (found[0], min(self._joined(found[1]), at + 1))
        if found[0] >= found[1]:
            found = phrase_before(self.tokens, at + 1, self.barred)
        return Measure(*found, "subject") if found[0] < found[1] else None

    def _is_change(self, at: int) -> bool:
        """Whether a token says where a change began or how large it was: 'from 12% to 9%', 'by 2 points to 9%'."""
        behind = self._word(at + 1)
        if self.barred[at]:
            return behind == "to" or behind in _POINTS or self.barred[at + 1]
        return self._word(at) in _POINTS and (behind == "to" or behind in _POINTS)

    def _levels(self, at: int) -> bool:
        noun = self._word(at - 1) in DETERMINERS
        return (self._word(at) in _LEVELS | AUXILIARIES and not noun) or self._adverbial(at)

    def _exceeds(self, first: int) -> bool:
        return self._word(first).startswith(("exceed", "surpass"))

    def _adverbial(self, at: int) -> bool:
        return is_adverb(self._word(at))

    def _clause(self, at: int, *, over: bool = False) -> int:
        """The first token of the clause that a token is in; ``over`` looks past numbers."""
        floor = max(0, at - _FAR)
        while at > floor:
            before, word = self.tokens[at - 1], self._word(at - 1)
            mark = not (before.is_word or before.text.isdigit() or word in "'’-%&") or self.barred[at - 1]
            if word in CONJUNCTIONS or (mark and not (over and self.barred[at - 1])):
                break
            at -= 1
        return at

    def _label(self, first: int) -> Measure | None:
        """The words before the number: in a box of key figures, or before a colon: 'Budget: EUR 3 million'."""
        at = first - 1 if self._word(first - 1) in (":", "-", "–", "—", "=") else first
        if not self.labelled and self._word(at) != ":":
            return None
        found = (self._clause(at), at) if self._word(at) == ":" else phrase_before(self.tokens, at, self.barred)
        return Measure(*found, "label") if found[0] < found[1] <= found[0] + 8 else None

    def attributive(self, measure: Measure, quantity: Quantity) -> bool:
        """Whether the count only qualifies a noun: 'a five year plan', 'both the two sides'."""
        word = self._word(measure.first)
        if quantity.unit is None and measure.rule == "counted" and quantity.value != 1:
            return word in TIMES and not is_plural(word)
        return False

    def has_plural(self, measure: Measure) -> bool:
        """Whether something in the measure is a plural, as what is counted should be."""
        counted = self.tokens[measure.first : measure.last]
        return any(is_plural(token.text) for token in counted) or is_plural_form(counted[-1].lower)

    def before(self, quantity: Quantity) -> str:
        """The word before a quantity, in lower case."""
        return self._word(self.line.at(quantity.start) - 1)
