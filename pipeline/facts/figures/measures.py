"""What a quantity measures: the noun it counts, or the noun phrase it is said of."""

from dataclasses import replace

from pipeline.facts.figures.amounts import Amounts
from pipeline.facts.figures.predicates import CHANGES
from pipeline.facts.figures.quantity import Quantity
from pipeline.facts.figures.recall import Measure
from pipeline.facts.figures.shares import Shares
from pipeline.facts.syntax import (
    AUXILIARIES,
    DETERMINERS,
    is_adverb,
    is_plural,
    is_plural_form,
    phrase_after,
    phrase_before,
)
from pipeline.facts.units import LENGTHS, TIMES, words

_STATISTICS = frozenset(words("average total maximum minimum median mean sum"))
"""Nouns that say how a number was reached, not of what."""

_LINKS = frozenset(words("of worth totalling totaling"))
"""Words that tie an amount to the noun before it: 'a grant of', 'loans worth'."""

_COMPASS = frozenset(words("north south east west northeast northwest southeast southwest upstream downstream off"))
_DIMENSIONS = frozenset(words("long wide deep high tall thick away across"))
_HEIGHTS = 100
"""From how many metres 'above' tells where something is, not how large."""

_ASIDES = frozenset({("at", "present"), ("on", "average"), ("in", "total"), ("in", "all"), ("so", "far")})
_JOINS = frozenset(words("to and or"))
_COPULAS = frozenset(words("is are was were averages averaged"))


class Reader(Shares):
    """Looks for measures in one sentence."""

    def measure(self, quantity: Quantity) -> Measure | None:
        """What a quantity of the sentence measures; null if it is not said beside it."""
        first, behind = self._behind_aside(self.line.at(quantity.start)), self.line.at(quantity.end)
        if quantity.noun:
            return Measure(first, behind, "of", noun=quantity.noun)
        found = self._count(quantity, first, behind) if quantity.unit is None else self._amount(quantity, first, behind)
        if found and quantity.unit:
            self._measured[quantity.unit] = found
        self._last, self._last_unit = found, quantity.unit
        return found

    def _behind_aside(self, first: int) -> int:
        """Where a quantity begins with the adverbial before it: 'costs, at present EUR 7 million'."""
        return first - 2 if (self._word(first - 2), self._word(first - 1)) in _ASIDES else first

    def _count(self, quantity: Quantity, first: int, behind: int) -> Measure | None:
        return (
            self._lasting(first, behind)
            or self._shared(behind)
            or self._counted(behind)
            or self._aged(first)
            or self._of(behind, "of")
            or self._noun_of(first, behind)
            or self._again(first, behind, few=quantity.value < 10)
            or self._label(first)
            or self._numbered(first, behind, quantity)
            or self._gapped(quantity, first)
            or self._elliptical(first, behind)
            or (self._bracketed(first) if self._word(behind) == ")" else None)
        )

    def _amount(self, quantity: Quantity, first: int, behind: int) -> Measure | None:
        share = quantity.unit == "%"
        placed = not (share or quantity.is_money)
        return (
            (self._more(quantity, behind) if share else self._distance(quantity, first, behind))
            or (self._levelled(first, behind) if share else None)
            or (self._of_whom(first, behind) if share else None)
            or self._of(behind, "of")
            or (self._fronted() if share else None)
            or (self._whole(behind) if share and quantity.spelled else None)
            or (None if self.said.is_pronoun(first - 1) else self._spent(behind))
            or self._noun_of(first, behind)
            or self._bracketed(first)
            or self._again(first, behind)
            or self._gapped(quantity, first)
            or self._paired(quantity, first, behind)
            or self._named(first, behind, placed=placed)
            or self._of(behind, "in")
            or self._of(behind, "on")
            or self._label(first)
            or self._aimed(quantity, first)
            or self._resort(first, behind, placed=placed)
            or self._rest(first, behind)
            or self._like(quantity)
            or self._bare(quantity)
        )

    def _resort(self, first: int, behind: int, *, placed: bool) -> Measure | None:
        found = Amounts(self.said).find(first, behind, placed=placed)
        return found and Measure(*found[:3], noun=found[3])

    def _lasting(self, first: int, behind: int) -> Measure | None:
        """What is said to last: 'the average stay is 2.4 days'."""
        time, verb = self._word(behind), self._verb(first)
        named = self._noun_of(first, behind) if time in TIMES and self._word(behind + 1) != "of" else None
        if named and any(self._word(at) in _STATISTICS for at in range(named.first, named.last)):
            return replace(named, time=self.tokens[behind].text)  # 'an average age of 17 years'
        if time not in TIMES or verb not in _COPULAS or self._word(behind + 1) in ("of", "old"):
            return None
        found = self.said.subject(first)
        if found is None or self.said.is_pronoun(found[0]):
            return None
        return Measure(*found, "subject", self.tokens[behind].text)

    def _verb(self, first: int) -> str:
        at = first - 1
        while is_adverb(self._word(at)):
            at -= 1
        return self._word(at)

    def _shared(self, behind: int) -> Measure | None:
        """The noun of the next number: 'from 342 to 223 deaths', '9 full-time and 31 part-time staff'."""
        kind = "-" in self._word(behind)
        at = behind + kind + 1
        if self._word(at - 1) not in _JOINS or self.barred[at : at + 1] != [True]:
            return None
        while at < len(self.tokens) and self.barred[at]:
            at += 1
        found = self._counted(at)
        return replace(found, noun=self._word(found.last - 1)) if found and kind else found

    def _counted(self, behind: int) -> Measure | None:
        first, last = phrase_after(self.tokens, behind, self.barred)
        if first != behind or first == last or (last == first + 1 and self._word(first).endswith("ed")):
            return None
        if self.labelled and self._word(first) in TIMES:
            label = phrase_after(self.tokens, first + 1, self.barred)
            if label[0] == first + 1 and label[0] < label[1]:
                return Measure(*label, "label", self.tokens[first].text)
        return Measure(first, self.said.joined(last), "counted")

    def _distance(self, quantity: Quantity, first: int, behind: int) -> Measure | None:
        """What is of nothing but itself: 'within 5 km of the border', 'above 3,000 metres', 'boats under 12 metres'."""
        if quantity.unit not in LENGTHS:
            return None
        high = self._word(first) in ("above", "below") and quantity.value >= _HEIGHTS
        at = behind - 1
        while at > 0 and self.barred[at]:
            at -= 1
        sized = self._word(first) in ("over", "under") and self._word(behind) != "of" and not self._subject(first)
        if high or sized or self._word(behind) in _COMPASS:
            return Measure(behind - 1, behind, "beside")
        near = "within" in (self._word(at), self._word(at + 1)) and self._word(behind + 1) in DETERMINERS
        far = self._word(behind) == "from" or (near and self._word(behind) == "of")
        return Measure(behind - 1, behind, "beside") if far else None

    def _of(self, behind: int, word: str) -> Measure | None:
        if self._word(behind) != word:
            return None
        at = behind + 1
        if self._word(at) in ("which", "whom"):  # 'a third of which is rent'
            if self._word(at + 1) not in AUXILIARIES:
                return None  # 'twelve of which lie deeper'
            at += 1
            while self._word(at) in AUXILIARIES:
                at += 1
        while self._word(at) in DETERMINERS or (word == "of" and at < len(self.tokens) and self.barred[at]):
            at += 1  # '3 of the 12 points'
        first, last = phrase_after(self.tokens, at, self.barred)
        while last > first and self._word(last - 1).endswith(("’s", "s’")) and self.barred[last : last + 1] == [True]:
            at = last  # '340 of the fund’s 2,900 applicants'
            while at < len(self.tokens) and self.barred[at]:
                at += 1
            first, last = phrase_after(self.tokens, at, self.barred)
        timed = word == "in" and self._word(last - 1) in TIMES
        if first == last or timed or (word == "in" and self.tokens[first].text[0].isupper()):
            return None
        return Measure(first, last, "of" if word == "of" else "within")

    def _noun_of(self, first: int, behind: int) -> Measure | None:
        if self._word(first - 1) not in _LINKS:
            return None
        found = phrase_before(self.tokens, first - 1, self.barred)
        statistic = found[1] - found[0] == 1 and self._word(found[0]) in _STATISTICS
        changed = self._changed(found, behind)
        if self._last and not changed and self._word(found[1] - 1) in CHANGES and self._is_apposed(found[0]):
            return replace(self._last, rule="again")  # 'a profit of EUR 4 million, a rise of 12%'
        return Measure(*found, "noun_of", noun=changed) if found[0] < found[1] and not statistic else None

    def _is_apposed(self, at: int) -> bool:
        """Whether a comma and an article stand before a phrase."""
        return self._word(at - 1) in DETERMINERS and self._word(at - 2) == ","

    def _bracketed(self, first: int) -> Measure | None:
        """The noun that brackets follow: 'a licence (EUR 25 a year)'."""
        found = phrase_before(self.tokens, first - 1, self.barred) if self._word(first - 1) == "(" else (0, 0)
        return Measure(*found, "noun_of") if found[0] < found[1] else None

    def _changed(self, found: tuple[int, int], behind: int) -> str | None:
        """The change with what changed, which stands behind the number: 'a rise of 12% in visits'."""
        first, last = phrase_after(self.tokens, behind + 1, self.barred)
        change = self._word(found[1] - 1) in CHANGES and self._word(behind) == "in" and first < last
        return f"{self.line.printed(*found)} in {self.line.printed(first, last)}".lower() if change else None

    def _aged(self, first: int) -> Measure | None:
        """Those who are of an age: 'players aged 14 to 17'."""
        if self._word(first - 1) != "aged":
            return None
        found = phrase_before(self.tokens, first - 1, self.barred)
        return Measure(*found, "subject") if found[0] < found[1] else self._subject(first - 1)

    def _numbered(self, first: int, behind: int, quantity: Quantity) -> Measure | None:
        """A bare number said of its subject: 'the average attendance is 2,310'."""
        aged = quantity.comparator in "<>" and self._word(first - 1) in AUXILIARIES  # 'half of them are over 65'
        large = quantity.value >= 10 or self._word(behind) == "per"
        return self._subject(first) if large and not (quantity.spelled or aged) else None

    def _named(self, first: int, behind: int, *, placed: bool) -> Measure | None:
        """The name before a verb of level, else the noun right behind the unit."""
        subject = self._subject(first)
        if subject:
            return None if placed and subject.rule == "again" else subject
        found = phrase_after(self.tokens, behind, self.barred)
        measure = self._word(found[1] - 1) in TIMES or self._word(behind) in _DIMENSIONS
        if found[0] != behind or found[0] == found[1] or measure:
            return None
        if self._word(found[1]) in DETERMINERS and self.antecedent:
            return None  # '85% survive the winter'
        return Measure(found[0], self.said.joined(found[1]), "label" if self.labelled else "counted")

    def _label(self, first: int) -> Measure | None:
        """The words before the number: in a box of key figures, or before a colon: 'Budget: EUR 3 million'."""
        first -= self._word(first - 1) == "from" and self._word(first - 2) == ":"
        at = first - 1 if self._word(first - 1) in (":", "-", "–", "—", "=") else first
        if not self.labelled and self._word(at) != ":":
            return None
        found = (self.said.clause(at), at) if self._word(at) == ":" else phrase_before(self.tokens, at, self.barred)
        if found[0] == found[1]:  # 'Population (2023): 5.4 million', 'Visitors in 2024 1.3 million'
            end = self.said.before_asides(at - 1) + 1
            found = phrase_before(self.tokens, end, self.barred)
        return Measure(*found, "label") if found[0] < found[1] <= found[0] + 8 else None

    def _rest(self, first: int, behind: int) -> Measure | None:
        """All that stands behind the number that opens a box: '2,760 m above sea level'."""
        told = self.labelled and first == 0 and behind < len(self.tokens) <= behind + 8
        return Measure(behind, len(self.tokens), "label") if told else None

    def _bare(self, quantity: Quantity) -> Measure | None:
        """The unit itself, where a length or weight is said of nothing: 'within 15 km'."""
        if quantity.is_money or quantity.unit == "%":
            return None
        if self._latest and self._word(self.line.at(quantity.end)) in _DIMENSIONS:
            return self._latest  # 'is 1.4 km long and 23 metres wide'
        at = self.line.at(quantity.end)
        return Measure(max(at - 1, 0), at, "beside") if at else None

    def attributive(self, measure: Measure, quantity: Quantity) -> bool:
        """Whether the count only qualifies a noun: 'a five year plan', 'both the two sides'."""
        word = self._word(measure.first)
        if quantity.unit is None and measure.rule == "counted" and quantity.value != 1:
            return word in TIMES and not is_plural(word)
        return False

    def has_plural(self, measure: Measure) -> bool:
        """Whether something in the measure is a plural, as what is counted should be."""
        if measure.noun:
            return True
        counted = self.tokens[measure.first : measure.last]
        return any(is_plural(token.text) for token in counted) or is_plural_form(counted[-1].lower)
