"""Noun phrases that name happenings: event nouns with what belongs to them."""

import re

from pipeline.facts.events.participles import is_past
from pipeline.facts.events.phrases import JOINS, PLAIN_ADVERBS, Phrases, Range
from pipeline.facts.events.verbnouns import DEEDS
from pipeline.facts.events.verbs import HOLD
from pipeline.facts.events.words import (
    CALAMITIES,
    EVENT_NOUNS,
    NAMED_ONLY,
    NAMED_PLURALS,
    NOT_ON_DAY,
    OF_EVENTS,
    ORDINAL_WORDS,
    PLURAL_EVENTS,
    STORMS,
    TABLES,
)
from pipeline.facts.syntax import (
    DETERMINERS,
    PAST,
    POSSESSIVES,
    PREPOSITIONS,
    is_adverb,
    is_content,
    is_plural,
    is_plural_form,
)
from pipeline.facts.units import words

_AGAIN = words("one edition")
"""Words for an event of the kind named before: 'the next one', 'the last edition'."""

_SINCE = words("after before during following since")
_HEADS = EVENT_NOUNS | PLURAL_EVENTS | NAMED_PLURALS | TABLES
_ORDINAL = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th)")


class Named(Phrases):
    """The noun phrases of one sentence, and which of them name happenings."""

    def named(self, at: int) -> Range | None:
        """The phrase whose head is an event noun at this place; null where it is none or no single event."""
        if not self._heads(at) and not self._is_of_day(at) and not self._is_on_day(at):
            return None
        first = at
        while first > 0 and self._qualifies(first - 1):
            first -= 1
        first, _ = self.trimmed(first, at)
        several = is_plural(self.low[at]) and self.low[at] not in PLURAL_EVENTS
        if self.is_counted(first) or (several and not (self.low[at] in NAMED_PLURALS and self._is_name(first, at))):
            return None
        if self.low[at] in NAMED_ONLY and not self._is_name(first, at) and not self.word(at + 1, "into"):
            return None
        return first, self._extended(at + 1)

    def _heads(self, at: int) -> bool:
        """Whether an event noun ends its run of words."""
        if self.barred[at] or not self._is_event_noun(at):
            return False
        follows = at + 1 < len(self.tokens) and not self.barred[at + 1] and is_content(self.tokens[at + 1])
        behind = self.low[at + 1] if follows else ""
        verb = behind in PAST or behind.endswith("ed") or is_adverb(behind)
        return not follows or verb or (is_plural_form(behind) and self._is_dated_by(at + 2))

    def _is_of_day(self, at: int) -> bool:
        """Whether a day is all that tells which one is meant: 'the wave of 26 December 2004'."""
        if not self.word(at + 1, "of") or not all(self.barred[at + 2 : at + 5]) or len(self.low) < at + 5:
            return False
        day = len(self.low[at + 2]) <= 2 and self.low[at + 2].isdigit()
        noun = is_content(self.tokens[at]) and not self.barred[at] and self.low[at] not in NOT_ON_DAY
        return day and noun and self.word(at - 1, "the")

    def _is_on_day(self, at: int) -> bool:
        """Whether 'on' or 'from' with a day follows a subject of any kind: what has a day happens.

        It opens the sentence or stands behind a preposition, so that the day cannot be that of a verb before it.
        """
        dated = (self.word(at + 1, "on") or (self.word(at + 1, "from") and self.word(at + 3, "to"))) and all(
            self.barred[at + 2 : at + 3] or [False]
        )
        if not dated or self.barred[at] or not self.tokens[at].text.islower() or is_plural(self.low[at]):
            return False
        first = at
        while first > 0 and self._qualifies(first - 1):
            first -= 1
        start = first - (first > 0 and self.low[first - 1] in DETERMINERS)
        opens = start == 0 or (
            start < first and ((start == 1 and self.low[0] in PREPOSITIONS) or self.word(start - 1, *_SINCE))
        )
        noun = is_content(self.tokens[at]) and not (self.low[at] in NOT_ON_DAY | PAST or is_past(self.low[at]))
        return opens and noun and not is_adverb(self.low[at])

    def _is_dated_by(self, at: int) -> bool:
        """Whether a preposition with a date stands at a place: what is before it is a verb ('the fair returns on')."""
        return self.word(at, "on", "in", "from", "between") and at + 1 < len(self.low) and self.barred[at + 1]

    def _is_event_noun(self, at: int) -> bool:
        if self.low[at] in DEEDS and self.word(at + 1, "of") and self.barred[at + 2 : at + 3] != [True]:
            return True
        if self.low[at] in DEEDS and at and (self.low[at - 1] in POSSESSIVES or self.low[at - 1].endswith("’s")):
            return True  # 'the Court’s ruling', 'its renewal'
        return self.low[at] in _HEADS and (self.low[at] not in TABLES or self.word(at - 1, "round"))

    def _qualifies(self, at: int) -> bool:
        word = self.low[at]
        if self.word(at, "’", "'"):  # 'Residents’ Day'
            return at > 0 and not self.barred[at - 1] and is_plural(self.low[at - 1])
        if self.barred[at] or not is_content(self.tokens[at]) or word in PAST | PLAIN_ADVERBS:
            return bool(_ORDINAL.fullmatch(word))
        verb = word.endswith("ed") and "-" not in word and not (at and self.low[at - 1] in DETERMINERS)
        return not verb and word not in HOLD

    def _is_name(self, first: int, at: int) -> bool:
        near = [token for token in self.tokens[max(first, at - 3) : at + 1] if token.is_word]
        capitals = [token.text[0].isupper() for token in near[-3:]]
        return (
            capitals[-2:] == [True, True]
            or capitals[:2] == [True, True]
            or (first < at and self.low[at - 1] in OF_EVENTS)
        )

    def is_event(self, first: int, last: int) -> bool:
        """Whether the head of a phrase is an event noun, or one stands before a name: 'Cyclone Ida'."""
        return self.head(first, last) is not None or (last - first > 1 and self.low[first] in STORMS)

    def is_calamity(self, first: int, last: int) -> bool:
        """Whether a phrase names what befalls others, and is told first there: 'a landslip', 'fire'."""
        told = first == 0 or self.low[first - 1] != "the" or self.tokens[first].text[0].isupper()
        return first < last and told and self.low[last - 1] in CALAMITIES

    def head(self, first: int, last: int) -> int | None:
        """Where in a phrase an event noun is its head: before 'of', 'with' … or at its end."""
        for at in range(first, last):
            ends = at + 1 == last or self.low[at + 1] in JOINS or self.low[at + 1] in PREPOSITIONS
            if ends:
                return at if self._is_event_noun(at) else None
        return None

    def is_repeat(self, first: int, last: int) -> bool:
        """Whether a phrase only says which of a series is meant: 'next one', 'eighth edition', 'eighth'."""
        if first >= last:
            return False
        numbered = self.word(first, *ORDINAL_WORDS) or bool(_ORDINAL.match(self.low[first]))
        return (numbered and last == first + 1) or self.word(first + numbered, *_AGAIN)
