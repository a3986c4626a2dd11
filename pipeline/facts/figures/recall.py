"""What earlier claims lend to a number: nouns left out, pronouns, the whole of a part."""

from dataclasses import dataclass, replace

from pipeline.facts.figures.predicates import Predicates
from pipeline.facts.figures.quantity import Quantity
from pipeline.facts.syntax import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    Line,
    is_adverb,
    is_content,
    is_plural,
    phrase_after,
    phrase_before,
)
from pipeline.facts.units import TIMES, words

_COMPARED = frozenset(words("more less fewer higher lower up down above below"))
_BEFORE_ELLIPSIS = frozenset(words("and or but then which whom , ; only another of existing previous original planned"))
_SEASONS = frozenset(words("spring summer autumn winter"))
_CHANGE = 8
"""How many tokens before the end of a change its beginning may stand."""

_AIMS = frozenset(
    f"{verb}{end}"
    for verb in ("aim", "expect", "forecast", "hope", "plan", "project", "target")
    for end in ("", "s", "ed", "ing")
)
_FURTHER = frozenset(words("more others"))
_BEHIND_ELLIPSIS = frozenset(words(". , ; ) per")) | {""}


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


class Recall:
    """What was counted and spoken of in one sentence and before it, and what points back to that.

    Args:
        line: The sentence, quantities and dates taken.
        labelled: Whether number and label stand alone, as in a box of key figures.
        before: The noun that the sentences before counted or spoke of last, which pronouns stand for.
        topic: What the sentence before was about, which 'it' stands for.
        shared_out: What the last share before was a share of.
    """

    def __init__(
        self,
        line: Line,
        *,
        labelled: bool,
        before: str | None = None,
        topic: str | None = None,
        shared_out: str | None = None,
    ) -> None:
        self.line, self.tokens, self.barred = line, line.tokens, line.barred
        self.labelled, self.antecedent, self._before, self._topic = labelled, before, before, topic
        self._shared_out = shared_out
        self.said = Predicates(line)
        self._latest: Measure | None = None
        self._last: Measure | None = None
        self._last_unit: str | None = None
        self._measured: dict[str, Measure] = {}
        self._word = self.said.word

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

    def _subject(self, first: int) -> Measure | None:
        found = self.said.subject(first)
        if found is None:
            return None
        if not self.said.is_pronoun(found[0]):
            self._latest = Measure(*found, "subject")
            return self._latest
        if self._last and self.barred[found[0] - 2 : found[0] - 1] == [True]:
            return replace(self._last, rule="again")  # 'a staff of 46, which grows to 300'
        noun = (self._word(found[0]) == "it" and self._topic) or self.antecedent
        return Measure(*found, "again", noun=noun) if noun else None

    def point(self, measure: Measure, quantity: Quantity) -> str | None:
        """The noun that a counted measure leaves for pronouns; null where a preposition puts it aside."""
        length = measure.rule == "of" and quantity.unit not in (None, "%") and not quantity.is_money
        counted = measure.rule == "counted" and not quantity.unit
        aside = (
            self.before(quantity) in PREPOSITIONS - {"of"} and self.line.at(quantity.start) > 1
        )  # but 'a survey of 340 boys'
        head = self._head(measure.first, measure.last)
        return None if aside or head in TIMES or not (counted or length) else head

    def before(self, quantity: Quantity) -> str:
        """The word before a quantity, in lower case."""
        return self._word(self.line.at(quantity.start) - 1)

    def _elliptical(self, first: int, behind: int) -> Measure | None:
        """A number whose noun was counted just before: 'received 512 cases and closed 438', 'of which 41 exceed'."""
        before, after = self._word(first - 1), self._word(behind)
        if after == "per" and before in ("and", "or") and self._latest:
            return self._latest  # 'stands at 12 per 1,000 in towns and 30 per 1,000 elsewhere'
        opens = before in _BEFORE_ELLIPSIS or before.endswith("ed") or before in PAST or first == 0
        ends = after in _BEHIND_ELLIPSIS | PAST | AUXILIARIES or after.endswith("ed") or self._placed(behind)
        started = before == "to" and "from" in self.line.low[max(0, first - _CHANGE) : first]
        if (started or (before in ("from", "to") and self._word(first - 2) in _COMPARED)) and self._last:
            return replace(self._last, rule="again", time=None)  # 'from 40 animals to 300', '60 huts, up from 32'
        further = after in _FURTHER  # '12 more are to join'
        alone = (further or (opens and (ends or before in ("which", "whom")))) and behind > 0
        return Measure(first, behind, "again", noun=self.antecedent) if alone and self.antecedent else None

    def _placed(self, at: int) -> bool:
        """Whether a place or time told with a preposition stands there: '29 in 2023', '12 from Peru'."""
        if self._word(at) not in PREPOSITIONS or at + 1 >= len(self.tokens):
            return False
        told = self.tokens[at + 1]
        return self.barred[at + 1] or told.text[0].isupper() or told.lower in _SEASONS

    def _gapped(self, quantity: Quantity, first: int) -> Measure | None:
        """What the clause before shares out: 'paid 60% of the bill, the state 25%', 'exports and fish for 9%'."""
        last, unit = self._last, self._last_unit
        at = first - (self._word(first - 1) in PREPOSITIONS)
        start, end = phrase_before(self.tokens, at, self.barred)
        if last is None or unit != quantity.unit or start == end:
            return None
        while self._word(start - 1) in DETERMINERS | CONJUNCTIONS:
            start -= 1
        start -= self._word(start - 1) in (",", ";")
        parted = self._word(start) in CONJUNCTIONS or self._word(start) in (",", ";")
        behind = last.last in (start - 1, start) or (start > 0 and self.barred[start - 1])
        shared = last.rule == "of" if unit else last.rule == "counted" and self.tokens[end - 1].text[0].isupper()
        return replace(last, rule="again") if parted and behind and (shared or last.rule == "again") else None

    def _paired(self, quantity: Quantity, first: int, behind: int) -> Measure | None:
        """What the number before was said of: 'costs EUR 5 for boys and EUR 9 for men', '31 of 90 seats, or 34%'."""
        last, alike = self._last, self._last_unit == quantity.unit
        other = self._word(first - 1) == "or" and self._word(first - 2) == ","
        also = self._word(first - 1) == "and" and alike and last is not None and last.rule in ("subject", "noun_of")
        apposed = self._word(first - 1) == "," == self._word(behind) and last is not None and last.last == first - 1
        noun = phrase_after(self.tokens, behind, self.barred)
        named = noun[0] == behind < noun[1]
        return replace(last, rule="again") if last and (other or also or apposed) and not named else None

    def _aimed(self, quantity: Quantity, first: int) -> Measure | None:
        """What somebody aims at or expects of what was told before: 'stood at 58%; the bank aims for less than 55%'."""
        at = first - 1 - (self._word(first - 1) in PREPOSITIONS)
        return self._measured.get(quantity.unit or "") if self._word(at) in _AIMS else None

    def _more(self, quantity: Quantity, behind: int) -> Measure | None:
        """What there is more or less of by a share: '1.2 million passengers, 8% more than in 2023'."""
        compared = self._word(behind) in _COMPARED and self._word(behind + 1) in ("than", "on")
        return (self._last or self._like(quantity)) if compared else None

    def _like(self, quantity: Quantity) -> Measure | None:
        """What the last quantity of the same unit in the sentence measured: 'from 38% to 24%'."""
        found = self._measured.get(quantity.unit or "")
        noun = self._fresh() or self._shared_out or self.antecedent
        if found is None and quantity.unit == "%" and noun:
            at = self.line.at(quantity.start)
            return Measure(at, at + 1, "again", noun=noun)
        return found

    def shared_out(self) -> str | None:
        """What the last share of the sentence, or of one before it, was a share of."""
        found = self._measured.get("%")
        return found.noun or self.line.printed(found.first, found.last).lower() if found else self._shared_out

    def _fresh(self) -> str | None:
        """The noun that this sentence counted last."""
        return self.antecedent if self.antecedent != self._before else None

    def _again(self, first: int, behind: int, *, few: bool = False) -> Measure | None:
        """A part of what was named before: 'eight of them', 'of whom 45% are …', '176 have been completed'."""
        pointed = self._word(behind) == "of" and self.said.is_pronoun(behind + 1)
        group = self.said.verbs(behind + 2 if pointed else behind)
        governed = first > 0 and is_content(self.tokens[first - 1]) and not is_adverb(self._word(first - 1))
        told = group > behind + 2 * pointed and not governed  # 'those who weigh 50 kg may join' tells of no part
        aside = self._word(first - 2) == "of" and self.said.is_pronoun(first - 1)
        exists = self._word(first - 2) == "there" and self._word(first - 1) in AUXILIARIES
        if not (pointed or aside or exists or (told and self._word(behind) in AUXILIARIES)):
            return None
        noun = phrase_after(self.tokens, group, self.barred)
        plural = noun[0] == group < noun[1] and is_plural(self.tokens[noun[1] - 1].text)
        relative = self._word(behind + 1) in ("which", "whom")  # 'fifteen of which lie deep'
        kind = noun[0] == group < noun[1] and "-" not in self._word(noun[1] - 1)  # but 'half of them part-time'
        if (plural and told) or (pointed and kind and not (told or relative)):
            return Measure(*noun, "again")
        if pointed and not (told or relative) and few:
            return None  # 'two of them from abroad'
        if aside and self._word(first - 3) == "," and self.barred[first - 4 : first - 3] == [True] and self._last:
            return replace(self._last, rule="again", time=None)  # 'a budget of EUR 3 million, of which 30% is'
        antecedent = self._noun_before(first - 2) if aside else None
        said = self.spoken() if pointed and not self.said.is_pronoun(behind + 1) else None
        antecedent = antecedent or self._fresh() or said or self.antecedent or (self.spoken() if pointed else None)
        antecedent = antecedent or self._put_aside()
        return Measure(behind, max(group, behind + 1), "again", noun=antecedent) if antecedent else None

    def _put_aside(self) -> str | None:
        """The noun counted last, though a preposition puts it aside: 'tests on 40 wells'."""
        counted = self._last is not None and self._last.rule == "counted" and self._last_unit is None
        return self._head(self._last.first, self._last.last) if self._last and counted else None

    def _noun_before(self, at: int) -> str | None:
        """The noun that ', of whom' follows."""
        end = at - (self._word(at - 1) == ",")
        first, last = phrase_before(self.tokens, end, self.barred)
        return self._head(first, last) if first < last else None

    def _head(self, first: int, last: int) -> str:
        ends = next((at for at in range(first + 1, last) if self._word(at) == "of"), last)
        return self.tokens[ends - 1].text.lower()
