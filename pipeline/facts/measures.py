"""What a quantity measures: the noun it counts, or the noun phrase it is said of."""

from dataclasses import dataclass, replace

from pipeline.facts.amounts import Amounts
from pipeline.facts.predicates import CHANGES, Predicates
from pipeline.facts.quantities import Quantity
from pipeline.facts.syntax import (
    AUXILIARIES,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    Line,
    is_adverb,
    is_content,
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

_COMPARED = frozenset(words("more less fewer higher lower up down above below"))
_BEFORE_ELLIPSIS = frozenset(words("and or but which whom , ; only another of"))
_CHANGE = 8
"""How many tokens before the end of a change its beginning may stand."""

_FURTHER = frozenset(words("more others"))
_BEHIND_ELLIPSIS = frozenset(words(". , ; ) per")) | {""}
_COPULAS = frozenset(words("is are was were averages averaged"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, as a range of tokens, and the rule that found it.

    Args:
        first, last: The tokens, ``last`` exclusive.
        rule: counted, of, label, noun_of, subject, within, again or beside.
        time: Whether the quantity is a duration and the tokens name what lasts so long.
        noun: What is measured where the tokens only point at it ('eight of them') or turn into it.
    """

    first: int
    last: int
    rule: str
    time: str | None = None
    noun: str | None = None


class Reader:
    """Looks for measures in one sentence.

    Args:
        line: The sentence, quantities and dates taken.
        labelled: Whether number and label stand alone, as in a box of key figures.
        before: The noun that the sentences before counted or spoke of last, which pronouns stand for.
        topic: What the sentence before was about, which 'it' stands for.
    """

    def __init__(self, line: Line, *, labelled: bool, before: str | None = None, topic: str | None = None) -> None:
        self.line, self.tokens, self.barred = line, line.tokens, line.barred
        self.labelled, self.antecedent, self._before, self._topic = labelled, before, before, topic
        self.said = Predicates(line)
        self._latest: Measure | None = None
        self._last: Measure | None = None
        self._measured: dict[str, Measure] = {}
        self._word = self.said.word

    def measure(self, quantity: Quantity) -> Measure | None:
        """What a quantity of the sentence measures; null if it is not said beside it."""
        first, behind = self.line.at(quantity.start), self.line.at(quantity.end)
        if quantity.noun:
            return Measure(first, behind, "of", noun=quantity.noun)
        found = self._count(quantity, first, behind) if quantity.unit is None else self._amount(quantity, first, behind)
        if found and quantity.unit:
            self._measured[quantity.unit] = found
        self._last = found
        return found

    def _count(self, quantity: Quantity, first: int, behind: int) -> Measure | None:
        return (
            self._lasting(first, behind)
            or self._counted(behind)
            or self._aged(first)
            or self._of(behind, "of")
            or self._noun_of(first, behind)
            or self._again(first, behind, few=quantity.value < 10)
            or self._label(first)
            or self._numbered(first, behind, quantity)
            or self._shared(behind)
            or self._elliptical(first, behind)
        )

    def _amount(self, quantity: Quantity, first: int, behind: int) -> Measure | None:
        share = quantity.unit == "%"
        placed = not (share or quantity.is_money)
        return (
            (self._more(quantity, behind) if share else self._distance(quantity, first, behind))
            or self._of(behind, "of")
            or (self._whole(behind) if share and quantity.spelled else None)
            or self._noun_of(first, behind)
            or self._bracketed(first)
            or self._again(first, behind)
            or self._named(first, behind, placed=placed)
            or self._of(behind, "in")
            or self._of(behind, "on")
            or self._label(first)
            or self._resort(first, behind, placed=placed)
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

    def _whole(self, behind: int) -> Measure | None:
        """The whole of a fraction: 'half the staff'."""
        found = phrase_after(self.tokens, behind, self.barred)
        return Measure(*found, "of") if self._word(behind) in DETERMINERS and found[0] < found[1] else None

    def _shared(self, behind: int) -> Measure | None:
        """The noun of the next number in 'from 342 to 223 deaths'."""
        if (
            self._word(behind) not in ("to", "and", "or")
            or behind + 1 >= len(self.tokens)
            or not self.barred[behind + 1]
        ):
            return None
        at = behind + 1
        while at < len(self.tokens) and self.barred[at]:
            at += 1
        return self._counted(at)

    def _elliptical(self, first: int, behind: int) -> Measure | None:
        """A number whose noun was counted just before: 'received 512 cases and closed 438', 'of which 41 exceed'."""
        before, after = self._word(first - 1), self._word(behind)
        if after == "per" and before in ("and", "or") and self._latest:
            return self._latest  # 'stands at 12 per 1,000 in towns and 30 per 1,000 elsewhere'
        opens = before in _BEFORE_ELLIPSIS or before.endswith("ed") or before in PAST or first == 0
        ends = after in _BEHIND_ELLIPSIS or after in PAST | AUXILIARIES or after.endswith("ed")
        started = before == "to" and "from" in self.line.low[max(0, first - _CHANGE) : first]
        if (started or (before in ("from", "to") and self._word(first - 2) in _COMPARED)) and self._last:
            return replace(self._last, rule="again", time=None)  # 'from 40 animals to 300', '60 huts, up from 32'
        further = after in _FURTHER  # '12 more are to join'
        alone = (further or (opens and (ends or before in ("which", "whom")))) and behind > 0
        return Measure(first, behind, "again", noun=self.antecedent) if alone and self.antecedent else None

    def _more(self, quantity: Quantity, behind: int) -> Measure | None:
        """What there is more or less of by a share: '1.2 million passengers, 8% more than in 2023'."""
        compared = self._word(behind) in _COMPARED and self._word(behind + 1) in ("than", "on")
        return (self._last or self._like(quantity)) if compared else None

    def _like(self, quantity: Quantity) -> Measure | None:
        """What the last quantity of the same unit in the sentence measured: 'from 38% to 24%'."""
        found = self._measured.get(quantity.unit or "")
        if found is None and quantity.unit == "%" and self.antecedent:
            at = self.line.at(quantity.start)
            return Measure(at, at + 1, "again", noun=self.antecedent)
        return found

    def topic(self) -> str | None:
        """What the sentence is about: its subject, behind what opens it ('In 2020 a mill opened')."""
        at = 0
        while self._word(at) in PREPOSITIONS:
            at = max(phrase_after(self.tokens, at + 1, self.barred)[1], at + 1)
            while at < len(self.tokens) and (self.barred[at] or self._word(at) == ","):
                at += 1
        if self._word(at) == "it":
            return self._topic
        first, last = phrase_after(self.tokens, at, self.barred)
        return self.line.printed(first, last).lower() if first < last else None

    def spoken(self) -> str | None:
        """The noun that the sentence is about, where it is a plural and can be what a pronoun stands for."""
        first, last = phrase_after(self.tokens, 0, self.barred)
        return self._head(first, last) if first < last and is_plural(self.tokens[last - 1].text) else None

    def point(self, measure: Measure, quantity: Quantity) -> str | None:
        """The noun that a counted measure leaves for pronouns; null where a preposition puts it aside."""
        length = measure.rule == "of" and quantity.unit not in (None, "%") and not quantity.is_money
        counted = measure.rule == "counted" and not quantity.unit
        aside = self.before(quantity) in PREPOSITIONS and self.line.at(quantity.start) > 1  # but 'of 340 samples, 12'
        head = self._head(measure.first, measure.last)
        return None if aside or head in TIMES or not (counted or length) else head

    def _head(self, first: int, last: int) -> str:
        ends = next((at for at in range(first + 1, last) if self._word(at) == "of"), last)
        return self.tokens[ends - 1].text.lower()

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
        """A distance or height is of nothing but itself: 'within 5 km of the border', 'above 3,000 metres'."""
        if quantity.unit not in LENGTHS:
            return None
        high = self._word(first) in ("above", "below") and quantity.value >= _HEIGHTS
        at = behind - 1
        while at > 0 and self.barred[at]:
            at -= 1
        if high or self._word(behind) in _COMPASS:
            return Measure(behind - 1, behind, "beside")
        near = "within" in (self._word(at), self._word(at + 1)) and self._word(behind + 1) in DETERMINERS
        far = self._word(behind) == "from" or (near and self._word(behind) == "of")
        return Measure(behind - 1, behind, "beside") if far else None

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

    def _again(self, first: int, behind: int, *, few: bool = False) -> Measure | None:
        """A part of what was named before: 'eight of them', 'of whom 45% are …', '176 have been completed'."""
        pointed = self._word(behind) == "of" and self.said.is_pronoun(behind + 1)
        group = self.said.verbs(behind + 2 if pointed else behind)
        governed = first > 0 and is_content(self.tokens[first - 1]) and not is_adverb(self._word(first - 1))
        told = group > behind + 2 * pointed and not governed  # 'those who weigh 50 kg may join' tells of no part
        aside = self._word(first - 2) == "of" and self.said.is_pronoun(first - 1)
        exists = self._word(first - 2) == "there" and self._word(first - 1) in AUXILIARIES
        if not (pointed or exists or (told and self._word(behind) in AUXILIARIES)):
            return None
        noun = phrase_after(self.tokens, group, self.barred)
        plural = noun[0] == group < noun[1] and is_plural(self.tokens[noun[1] - 1].text)
        if (plural and told) or (pointed and not told and noun[0] == group < noun[1]):
            return Measure(*noun, "again")
        if pointed and not told and few:
            return None  # 'two of them from abroad'
        if aside and self._word(first - 3) == "," and self.barred[first - 4 : first - 3] == [True] and self._last:
            return replace(self._last, rule="again", time=None)  # 'a budget of EUR 3 million, of which 30% is'
        antecedent = self._noun_before(first - 2) if aside else None
        fresh = self.antecedent if self.antecedent != self._before else None
        said = self.spoken() if pointed and not self.said.is_pronoun(behind + 1) else None
        antecedent = antecedent or fresh or said or self.antecedent or (self.spoken() if pointed else None)
        return Measure(behind, max(group, behind + 1), "again", noun=antecedent) if antecedent else None

    def _noun_before(self, at: int) -> str | None:
        """The noun that ', of whom' follows."""
        end = at - (self._word(at - 1) == ",")
        first, last = phrase_before(self.tokens, end, self.barred)
        return self._head(first, last) if first < last else None

    def _noun_of(self, first: int, behind: int) -> Measure | None:
        if self._word(first - 1) not in _LINKS:
            return None
        found = phrase_before(self.tokens, first - 1, self.barred)
        statistic = found[1] - found[0] == 1 and self._word(found[0]) in _STATISTICS
        return (
            Measure(*found, "noun_of", noun=self._changed(found, behind))
            if found[0] < found[1] and not statistic
            else None
        )

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

    def _subject(self, first: int) -> Measure | None:
        found = self.said.subject(first)
        if found is None:
            return None
        if not self.said.is_pronoun(found[0]):
            self._latest = Measure(*found, "subject")
            return self._latest
        noun = (self._word(found[0]) == "it" and self._topic) or self.antecedent
        return Measure(*found, "again", noun=noun) if noun else None

    def _named(self, first: int, behind: int, *, placed: bool) -> Measure | None:
        """The name before a verb of level, else the noun right behind the unit."""
        subject = self._subject(first)
        if subject:
            return None if placed and subject.rule == "again" else subject
        found = phrase_after(self.tokens, behind, self.barred)
        if found[0] != behind or found[0] == found[1] or self._word(found[1] - 1) in TIMES:
            return None
        if self._word(found[1]) in DETERMINERS and self.antecedent:
            return None  # '85% survive the winter'
        return Measure(found[0], self.said.joined(found[1]), "label" if self.labelled else "counted")

    def _label(self, first: int) -> Measure | None:
        """The words before the number: in a box of key figures, or before a colon: 'Budget: EUR 3 million'."""
        at = first - 1 if self._word(first - 1) in (":", "-", "–", "—", "=") else first
        if not self.labelled and self._word(at) != ":":
            return None
        found = (self.said.clause(at), at) if self._word(at) == ":" else phrase_before(self.tokens, at, self.barred)
        if found[0] == found[1]:  # 'Population (2023): 5.4 million', 'Visitors in 2024 1.3 million'
            end = self.said.before_asides(at - 1) + 1
            found = phrase_before(self.tokens, end, self.barred)
        return Measure(*found, "label") if found[0] < found[1] <= found[0] + 8 else None

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

    def before(self, quantity: Quantity) -> str:
        """The word before a quantity, in lower case."""
        return self._word(self.line.at(quantity.start) - 1)
