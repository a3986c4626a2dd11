"""What a share is a share of, where the number is not simply 'of' it."""

from pipeline.facts.figures.recall import Measure, Recall
from pipeline.facts.syntax import AUXILIARIES, DETERMINERS, POSSESSIVES, phrase_after, phrase_before
from pipeline.facts.units import words

_SPENT = frozenset(words("spent used needed required reserved earmarked allocated budgeted"))


class Shares(Recall):
    """Looks for the whole that percentages and fractions of one sentence are parts of."""

    def _whole(self, behind: int) -> Measure | None:
        """The whole of a fraction: 'half the staff', 'half the EUR 6 million bill'."""
        at = behind + 1
        while at < len(self.tokens) and self.barred[at]:
            at += 1
        found = phrase_after(self.tokens, at, self.barred)
        return Measure(*found, "of") if self._word(behind) in DETERMINERS and found[0] < found[1] else None

    def _of_whom(self, first: int, behind: int) -> Measure | None:
        """Those whom a relative clause divides: 'teachers, 68% of whom are women'."""
        if self._word(behind) != "of" or self._word(behind + 1) not in ("which", "whom"):
            return None
        noun = self._noun_before(first) or self.antecedent
        return Measure(behind, behind + 2, "again", noun=noun) if noun else None

    def _fronted(self) -> Measure | None:
        """The whole that opens the sentence: 'of this sum, 60% is reserved and 40% spent'."""
        at = 1
        while at < len(self.tokens) and (self.barred[at] or self._word(at) in DETERMINERS):
            at += 1
        found = phrase_after(self.tokens, at, self.barred) if self._word(0) == "of" else (0, 0)
        return Measure(*found, "of") if found[0] < found[1] else None

    def _levelled(self, first: int, behind: int) -> Measure | None:
        """What stands at a share of something else: 'debt stands at 48% of GDP', 'defaults below 2% of the book'."""
        if self._word(behind) != "of" or self._word(behind + 1) in POSSESSIVES:
            return None
        if self._word(first - 1) == "at":
            subject = self._subject(first)
            return subject if subject and subject.rule == "subject" else None
        found = phrase_before(self.tokens, first, self.barred)
        labels = found[0] == 0 < found[1] and self._word(first) in ("above", "below", "under")
        return Measure(*found, "label") if labels else None

    def _spent(self, behind: int) -> Measure | None:
        """What a share or amount is for: 'at most 5% may be spent on offices', 'EUR 4 million is needed for sewers'."""
        at = behind
        while self._word(at) in AUXILIARIES:
            at += 1
        if at == behind or self._word(at) not in _SPENT or self._word(at + 1) not in ("on", "for"):
            return None
        found = phrase_after(self.tokens, at + 2, self.barred)
        return Measure(*found, "within") if found[0] < found[1] else None
