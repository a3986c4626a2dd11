"""What an amount, share or length is of where no noun is tied to the number: who gave it, what it went to."""

from pipeline.facts.figures.predicates import Predicates
from pipeline.facts.syntax import (
    AUXILIARIES,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    is_plural_form,
    phrase_after,
    phrase_before,
)
from pipeline.facts.units import TIMES, words

_GIVING = {
    form: noun
    for forms, noun in (
        ("contribute contributes contributed contributing", "contribution"),
        ("donate donates donated donating", "donation"),
        ("pledge pledges pledged pledging", "pledge"),
        ("grant grants granted granting", "grant"),
        ("lend lends lent lending", "loan"),
        ("invest invests invested investing", "investment"),
        ("award awards awarded awarding", "award"),
        ("allocate allocates allocated allocating", "allocation"),
        ("commit commits committed committing", "commitment"),
        ("pay pays paid paying", "payment"),
        ("borrow borrows borrowed", "loan"),
        ("spend spends spent spending", "spending"),
        ("cost costs costing", "cost"),
        ("save saves saved saving", "saving"),
        ("earn earns earned earning", "earnings"),
        ("lose loses lost losing", "loss"),
        ("charge charges charged charging", "charge"),
        ("owe owes owed owing", "debt"),
    )
    for form in forms.split()
}
"""What an amount is that someone gives, by the verb of giving."""

_EXTENDS = frozenset(words("covered measured weighed averaged reached totalled occupied spanned"))
"""Verbs whose subject has the extent."""

_GOES = frozenset(words("from to for on in into towards toward"))
_EACH = frozenset(words("apiece each"))
_BEFORE_PRICE = frozenset(words("at for of"))
_REST = frozenset(words("remaining rest balance remainder"))
_MORE = frozenset(words("flat combined another a an further additional extra some about the"))

Found = tuple[int, int, str, str | None]
"""The tokens of a measure, the rule that found it, and the noun that they turn into."""


class Amounts:
    """The last resorts for amounts, shares and lengths of one sentence; numbers and dates are part of no phrase."""

    def __init__(self, said: Predicates) -> None:
        self.said, self.tokens, self.barred, self._word = said, said.tokens, said.barred, said.word

    def find(self, first: int, behind: int, *, placed: bool) -> Found | None:
        """What the quantity between two tokens is of, by the surest rule that fits; ``placed`` if it may be a place."""
        return (
            self._tied(behind, "by", "at")
            or self._each(first, behind)
            or self._given(first)
            or self._is_given(behind)
            or (None if placed else self._tied(behind, "per"))
            or self._goes(behind)
            or self._before(first, "with")
            or self._before(first, "by")
            or (self._unit(first, behind) if placed else None)
            or self._beside(first, placed=placed)
            or (None if placed else self._tied(behind, "for"))
            or self._clause(first)
            or self._tied(behind, "for", "from")
            or (None if placed and self._word(first) in PREPOSITIONS else self._doer(first))
        )

    def _each(self, first: int, behind: int) -> Found | None:
        """What costs so much apiece, named just before: 'bought a pass last year, at EUR 30 apiece'."""
        if self._word(behind) not in _EACH:
            return None
        at = first - 1
        while at > 0 and (self._word(at) in _BEFORE_PRICE or self._word(at) == ","):
            at -= 1
        end = self.said.before_asides(at) + 1
        found = phrase_before(self.tokens, end, self.barred)
        told = self._word(found[0] - 1) in DETERMINERS or self.barred[found[0] - 1 : found[0]] == [True]
        return self._found(found, "beside") if told else None

    def _given(self, first: int) -> Found | None:
        """An amount that someone gives: 'the town contributed EUR 5,000' is a contribution."""
        at = first - 1
        while at >= 0 and (self._word(at) in _MORE or is_adverb(self._word(at))):
            at -= 1
        open_to = at < 0 or self.barred[at] or self._word(at - 1) == "to"  # 'a shed, to cost EUR 5 million'
        noun = None if open_to else _GIVING.get(self._word(at))
        giver = self._giver(at) if noun else None
        return (at, at + 1, "subject", f"{noun} of {giver}" if giver else noun) if noun else None

    def _giver(self, verb: int) -> str | None:
        """Those who give, where they are no name: 'every lorry pays EUR 5' is the payment of a lorry."""
        while verb > 0 and (self._word(verb - 1) in AUXILIARIES or is_adverb(self._word(verb - 1))):
            verb -= 1
        first, last = phrase_before(self.tokens, verb, self.barred)
        aside = self._word(first - 1) in PREPOSITIONS or self._word(first - 2) in PREPOSITIONS - {"to"}
        named = any(token.text[0].isupper() for token in self.tokens[max(first, 1) : last])
        if first == last or aside or named or (first == 0 and not is_plural_form(self._word(last - 1))):
            return None
        return self.said.line.printed(first, last).lower()

    def _is_given(self, behind: int) -> Found | None:
        """The same in the passive: 'EUR 5,000 has been lent' is a loan."""
        at = self.said.verbs(behind)
        for verb in (at - 1, at):
            noun = _GIVING.get(self._word(verb)) if verb > behind and self.barred[verb : verb + 1] == [False] else None
            if noun and self._word(behind) in AUXILIARIES:
                return verb, verb + 1, "subject", noun
        return None

    def _goes(self, behind: int) -> Found | None:
        """Where an amount comes from or goes to: 'EUR 5,000 came from sponsors'."""
        at = behind
        while at < min(len(self.tokens), behind + 4) and not self.barred[at] and self._moves(at):
            at += 1
        if at == behind or self._word(at) not in _GOES:
            return None
        at += 1
        while at < len(self.tokens) and self.barred[at]:
            at += 1
        return self._found(phrase_after(self.tokens, at, self.barred), "within")

    def _moves(self, at: int) -> bool:
        word = self._word(at)
        return word in AUXILIARIES | PAST or is_adverb(word) or word.endswith("ed")

    def _tied(self, behind: int, *among: str) -> Found | None:
        """What a preposition ties to an amount: '30% by weight', 'USD 310 million at first sale'."""
        if self._word(behind) not in among:
            return None
        at = behind + 1
        while at < len(self.tokens) and self.barred[at]:
            at += 1
        found = phrase_after(self.tokens, at, self.barred)
        return None if self._word(found[0]) in TIMES else self._found(found, "within")

    def _before(self, first: int, word: str) -> Found | None:
        """What has an amount or changed by it: 'the liver with 21%', 'to cut emissions by 55%'."""
        if self._word(first - 1) != word:
            return None
        end = first - 1 - (self._word(first - 2) == ",")
        return self._found(phrase_before(self.tokens, end, self.barred), "beside")

    def _unit(self, first: int, behind: int) -> Found | None:
        """The unit itself, where something is done to so much of it: 'moved 486,000 TEU', 'heavier than 40 tonnes'."""
        word = self._word(first - 1)
        done = word.endswith("ed") and word not in _EXTENDS and not self.barred[first - 1]
        compared = self._word(first).endswith("er") and self._word(first + 1) == "than"
        exceeds = self._word(first).startswith("exceed")
        return (behind - 1, behind, "beside", None) if done or compared or exceeds else None

    def _beside(self, first: int, *, placed: bool) -> Found | None:
        """The noun phrase right before an amount, where it ends in no verb."""
        found = phrase_before(self.tokens, first, self.barred)
        verb = found[0] < found[1] and self._is_verb(found[1] - 1, found[0], placed=placed)
        rest = found[1] - found[0] == 1 and self._word(found[0]) in _REST
        return None if verb or rest else self._found(found, "beside")

    def _clause(self, first: int) -> Found | None:
        """What the clause of an amount begins with."""
        start, end = phrase_before(self.tokens, first, self.barred)
        verb = start < end
        if verb and end - start == 1 and self._word(start - 1) in ("and", ","):
            return self._doer(start)
        found = phrase_after(self.tokens, self.said.clause(first), self.barred)
        if found[1] >= first and not verb:
            return None
        return self._found((found[0], min(found[1], first - verb)), "beside")

    def _is_verb(self, at: int, first: int, *, placed: bool) -> bool:
        """Whether the word right before an amount is a verb: 'supplied', 'the station draws'."""
        word, before = self._word(at), self._word(first - 1)
        if at == first and (before in AUXILIARIES | PRONOUNS or before in ("which", "that")):
            return True  # 'the pump can lift', 'they raise'
        return word.endswith("ed") or (is_plural_form(word) and (at > first or (placed and before in ("and", ","))))

    def _doer(self, first: int) -> Found | None:
        """The subject that a clause shares with the one before, or that an infinitive has."""
        at = first - 1
        while at > 0 and not self.barred[at] and self._word(at) != ",":
            at -= 1
        aside = phrase_before(self.tokens, at, self.barred) if self._word(at) == "," else (0, 0)
        if self._word(at + 1) == "to" and aside[0] < aside[1]:
            return (*aside, "beside", None)
        start, end = phrase_after(self.tokens, 0, self.barred)
        return self._found((start, min(end, first)), "beside") if self._word(0) not in PREPOSITIONS else None

    @staticmethod
    def _found(found: tuple[int, int], rule: str) -> Found | None:
        return (*found, rule, None) if found[0] < found[1] else None
