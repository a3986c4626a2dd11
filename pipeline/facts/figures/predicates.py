"""Subjects of verbs that give a level: 'the rate, after two years, stood at 71 %' is said of the rate."""

from pipeline.facts.syntax import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    Line,
    is_adverb,
    is_content,
    phrase_after,
    phrase_before,
)
from pipeline.facts.units import words

_LEVELS = frozenset(
    words(
        """reach reaches reached stand stands stood average averages averaged total totals totalled totaled amount
        amounts amounted rise rises rose risen fall falls fell fallen grow grows grew grown increase increases
        increased decrease decreases decreased decline declines declined drop drops dropped climb climbs climbed
        stay stays stayed remain remains remained put estimated projected expected forecast cost costs equal
        equals equalled number numbers numbered hit hits exceed exceeds exceeded shrink shrinks shrank shrunk come
        comes came hover hovers hovered improve improves improved expand expands expanded jump jumped slip slipped
        represent last lasts lasted takes measure measures measured weigh weighs weighed vary varies varied range
        ranges ranged set fixed capped limited add adds added worth run runs ran start starts begin begins
        doubled tripled trebled quadrupled halved soared surged plunged dipped peaked peaks levelled leveled span spans
        spanned cover covers covered occupy occupies occupied extend extends extended stretch stretches stretched
        stabilised stabilized recovered valued priced costing weighing measuring averaging swelled contracted slowed
        widened narrowed"""
    )
)
"""Verbs between a quantity's name and its value: 'the rate stands at 12 %'."""

_REDUCED = frozenset(words("valued estimated priced worth costing weighing measuring totalling averaging"))
"""What follows a noun and a comma for 'which is valued at', 'which weighs'."""

CHANGES = frozenset(words("increase rise growth gain fall drop decline decrease reduction cut loss share change"))
"""Nouns of change, which leave what changed to a preposition."""

_BEFORE_VALUE = frozenset(words("by to at of from in up anything anywhere"))
_IN_PASSIVE = frozenset(words("put set"))
_PARTICLES = frozenset(words("aside away"))
"""What makes another verb of 'set' and 'put'."""

_POINTS = frozenset(words("percentage basis point points"))
_PRONOUNS = frozenset(words("they them it these those which whom"))
_COPULAS = frozenset(words("is are was were be been"))
_RELATIVES = frozenset(words("which that"))
_FAR = 40

Range = tuple[int, int]


class Predicates:
    """The clauses of one sentence; numbers and dates are part of no phrase."""

    def __init__(self, line: Line) -> None:
        self.line, self.tokens, self.barred = line, line.tokens, line.barred

    def word(self, at: int) -> str:
        """The word at a place in lower case; empty outside the sentence."""
        return self.line.low[at] if 0 <= at < len(self.tokens) else ""

    def subject(self, first: int) -> Range | None:
        """What the verb of level right before a quantity is said of; null where none stands there."""
        at, floor = first - 1, max(-1, first - _FAR)
        while at > floor and (self._leads(at) or self._is_change(at)):
            at -= 1
        at -= self.word(at) == "," and self.word(at + 1) == "to"  # 'more than doubled, to 5,600'
        verb = at
        copula = self.word(at) in _COPULAS
        while at > floor and (self._helps(at) if copula else self._levels(at)):
            at -= 1
        if at == verb and not self.word(first).startswith(("exceed", "surpass")):
            return None
        if self.word(at) in _RELATIVES and self.word(at - 1) == ",":  # 'the prize, which is worth …'
            found = phrase_before(self.tokens, at - 1, self.barred)
            return found if found[0] < found[1] else (at, at + 1)
        if self.word(at) == "," and self.word(at + 1) in _REDUCED:
            found = phrase_before(self.tokens, at, self.barred)
            if found[0] < found[1]:
                return found
        aside = self._before_comma(at) if self.word(at) == "," else None
        if aside:
            return aside
        shared = self.word(at) in ("and", "but", ",")  # one subject, two verbs
        return self._said_of(self.before_asides(at - shared), over=shared)

    def _leads(self, at: int) -> bool:
        """Whether a word can stand between a verb and the value it gives."""
        return self.word(at) in _BEFORE_VALUE or self._qualifies(at)

    def _qualifies(self, at: int) -> bool:
        return is_adverb(self.word(at)) and self.word(at) not in _PARTICLES

    def _said_of(self, at: int, *, over: bool) -> Range | None:
        """The subject in the clause that ends at a place."""
        if self.is_pronoun(at):
            return at, at + 1
        clause = self.clause(at, over=over)
        if self.is_pronoun(clause):
            return clause, clause + 1
        aside = self._before_comma(clause - 1) if over and self.word(clause) in AUXILIARIES else None
        if aside:  # 'the wing, opened in 2021, has 120 beds and cost …'
            found = aside
        elif self.word(clause) in PREPOSITIONS:
            found = phrase_before(self.tokens, at + 1, self.barred)
        elif self.word(clause).endswith("ing") and self.word(clause + 1) in DETERMINERS:
            found = phrase_after(self.tokens, clause + 1, self.barred)  # 'training a nurse costs'
            found = (found[0], min(found[1], at + 1))
        else:
            found = phrase_after(self.tokens, clause, self.barred)
            found = (found[0], min(self.joined(found[1]), at + 1))
            found = (found[0], found[1] - (over and found[1] - found[0] > 1 and self.word(found[1] - 1) in _LEVELS))
        if found[0] >= found[1] and is_content(self.tokens[at]):
            found = phrase_before(self.tokens, at + 1, self.barred)
        return found if found[0] < found[1] else None

    def before_asides(self, at: int) -> int:
        """The end of a subject before what tells its time or number: 'the envelope for 2024–2028 …'."""
        for _ in range(2):
            start = at
            while start > 0 and not self.barred[start] and is_content(self.tokens[start]) and at - start < 3:
                start -= 1
            if start < 0 or not self.barred[start]:
                break
            while start > 0 and self.barred[start]:
                start -= 1
            if self.word(start) not in PREPOSITIONS:
                break
            at = start - 1
        return max(at, 0)

    def joined(self, last: int) -> int:
        """The end of the phrase with a bare noun that 'of' joins: 'sheets of glass', not 'streets of the city'.

        A change is joined to what changed: 'rise in the price'.
        """
        if self.word(last - 1) in CHANGES and self.word(last) in ("in", "of"):
            first, end = phrase_after(self.tokens, last + 1, self.barred)
            return end if first < end and not self.barred[last + 1] else last
        if self.word(last) != "of" or self.word(last + 1) in DETERMINERS:
            return last
        first, end = phrase_after(self.tokens, last + 1, self.barred)
        return end if first < end and self.tokens[first].text[0].islower() else last

    def _is_change(self, at: int) -> bool:
        """Whether a token says where a change began or how large it was: 'from 12% to 9%', 'by 2 points to 9%'."""
        behind = self.word(at + 1)
        if self.barred[at]:
            return behind == "to" or behind in _POINTS or self.barred[at + 1]
        return self.word(at) in _POINTS and (behind == "to" or behind in _POINTS)

    def _before_comma(self, closing: int) -> Range | None:
        """What stands before the aside that a comma closes: 'incidence, adjusted for age, stood at'."""
        commas = (at for at in range(closing - 1, max(0, closing - _FAR), -1) if self.word(at) == ",")
        opening = next(commas, None)
        found = phrase_before(self.tokens, opening, self.barred) if opening else (0, 0)
        return found if found[0] < found[1] else None

    def _helps(self, at: int) -> bool:
        return self.word(at) in AUXILIARIES or self._qualifies(at)

    def _levels(self, at: int) -> bool:
        noun = self.word(at - 1) in DETERMINERS - _RELATIVES
        word = self.word(at)
        if word in _IN_PASSIVE and self.word(at + 1) != "at" and not self._helps(at - 1):
            return False  # 'put up EUR 3 million'
        moves = self.word(at + 1) in ("by", "to") and (word in PAST or word.endswith("ed"))
        return self._helps(at) or ((moves or word in _LEVELS) and not noun)

    def clause(self, at: int, *, over: bool = False) -> int:
        """The first token of the clause that a token is in; ``over`` looks past numbers."""
        floor = max(0, at - _FAR)
        while at > floor:
            before, word = self.tokens[at - 1], self.word(at - 1)
            mark = not (before.is_word or before.text.isdigit() or word in "'’-%&") or self.barred[at - 1]
            opens = word in CONJUNCTIONS or (word == "that" and self.word(at - 2).endswith(("d", "s", "w")))
            if opens or (mark and not (over and self.barred[at - 1])):
                break
            at -= 1
        return at

    def verbs(self, at: int) -> int:
        """The end of the verb group that begins at a place: 'have been completed'."""
        end = at
        while end < len(self.tokens) and end < at + 4 and not self.barred[end] and self._is_verbal(end):
            end += 1
        return end

    def _is_verbal(self, at: int) -> bool:
        word = self.word(at)
        return word in AUXILIARIES or is_adverb(word) or word.endswith("ed")

    def is_pronoun(self, at: int) -> bool:
        """Whether a pronoun that stands for things stands at a place."""
        return self.word(at) in _PRONOUNS
