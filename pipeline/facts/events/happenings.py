"""Happenings in a sentence: noun phrases of events, verbs of happening with their subject, verbs of doing as nouns.

'The group was established' becomes 'establishment of the group': what is named is the happening, not who took part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.facts.events.phrases import RELATIVES
from pipeline.facts.events.verbgroups import Groups
from pipeline.facts.events.verbnouns import NOMINALS, verb_noun
from pipeline.facts.events.verbs import (
    ACTIVE,
    AND,
    BASE,
    BE,
    EVENTS_ONLY,
    HAPPEN,
    HOLD,
    INTRANSITIVE,
    LIGHT,
    OBJECTS,
    PARTICLES,
    PRESENT,
    SINCE,
    TALLIED,
    TIES,
    TRANSITIVE,
)
from pipeline.facts.numbers import UNITS
from pipeline.facts.syntax import (
    DETERMINERS,
    PRONOUNS,
    is_adverb,
    is_content,
    is_plural,
    is_plural_form,
)
from pipeline.facts.units import SCALES, words

POINTING = words("it they she he we both these those this all")
"""Words that only point at what a verb is said of."""

_FAR = 12
_EDITED = frozenset(words("published printed updated revised issued released reviewed prepared completed presented"))
"""What the document says of itself, where no subject is printed."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens, as a sentence names it.

    Args:
        start, end: The tokens that say it, ``end`` exclusive: a date behind must follow from there.
        first, last: The tokens of its name, or of what the noun ``nominal`` is said of.
        nominal: The noun that the verb turns into; null where the name is printed.
        rule: verb, object or noun.
        act: The noun of the verb, also where the name is printed.
        joined: The tokens of what is joined, or of what a preposition ties to the verb, where the name says it:
            'accession of Chad to the union', 'handover of the clinic to the town'.
        agent: The tokens of who did it, where the name says it: 'halving of the fee by the board'.
    """

    start: int
    end: int
    first: int
    last: int
    nominal: str | None
    rule: str
    act: str | None = None
    joined: tuple[int, int] = (0, 0)
    agent: tuple[int, int] = (0, 0)


class Scene(Groups):
    """One sentence, searched for happenings; its dates are taken."""

    def happenings(self) -> list[Happening]:
        """All happenings, in the order of the sentence; a noun inside a verb's happening is left to the verb."""
        by_verb: list[Happening] = []
        for at in range(len(self.tokens)):
            by_verb += self._by_verb(at) if not self.barred[at] else ()
        covered = {at for found in by_verb for at in range(found.start, found.end)}
        named = [self.phrases.named(at) for at in range(len(self.tokens)) if at not in covered]
        by_noun = [Happening(*found, *found, None, "noun") for found in named if found]
        return sorted([*by_verb, *by_noun], key=lambda found: (found.start, found.end))

    def _by_verb(self, at: int) -> Iterator[Happening]:
        low = self.low[at]
        light = self._light(at)
        if light:
            yield from self._said_of_subject(at, self.helped(at), *light)
        elif low in BE:
            yield from self._located(at)
        elif (low in NOMINALS or low in HAPPEN or low in HOLD) and self.has_needs(at) and not self.is_noun(at):
            yield from self._by_full_verb(at, at + 2 if self.has_particle(at) else at + 1)

    def held_since(self, first: int) -> Happening | None:
        """What began on the date behind 'since': 'the portal has been open since …'."""
        for words_of, nominal in SINCE.items():
            at = first - 1 - len(words_of)
            if self.low[at : first - 1] == list(words_of):
                start, end = self.subject(self.helped(at))
                fragment = start == end == 0  # 'In force since …'
                known = start < end or fragment
                return Happening(start, first, start, end, nominal, "verb", nominal) if known else None
        return None

    def done(self, at: int) -> Happening | None:
        """What a participle says was done to its subject."""
        (first, last), noun = self.subject(self.helped(at)), verb_noun(self.low[at])
        tied = self.phrases.tied(at + 1)
        return Happening(first, max(at + 1, tied[1]), first, last, noun, "verb", noun, tied) if first < last else None

    def _by_full_verb(self, at: int, end: int) -> Iterator[Happening]:
        low, helped = self.low[at], self.helped(at)
        passive = helped < at and any(self.low[i] in BE for i in range(helped, at))
        if self.is_restrictive(helped) or self._is_tally(at, helped):
            return
        nominal = None if low in HAPPEN and not (low == "set" and self.word(at + 1, "up")) else NOMINALS.get(low)
        if nominal == "accession" and self.word(at + 1, "as"):
            nominal = "joining"
        if low in PARTICLES:
            nominal = f"switch-{self.low[at + 1]}"
        antecedent = None if passive else self._antecedent(helped, end)
        if antecedent and (low in HOLD or nominal):
            yield from self._with_object(at, end, antecedent, None if low in HOLD else nominal)
        elif not passive and nominal == "accession" and self.governs(end) and not self._named_event(end):
            thing = self.phrases.phrase(end)
            yield from (replace(found, joined=thing) for found in self._said_of_subject(at, helped, thing[1], nominal))
        elif not passive and (low in HOLD or nominal and self._has_subject(helped)) and self.governs(end):
            yield from self._with_object(at, end, self.phrases.phrase(end), None if low in HOLD else nominal)
        elif nominal is None and low in HAPPEN and (passive or self.reduced(at) or low in ACTIVE):
            yield from self._said_of_subject(at, helped, end, None)
        elif nominal and self._reduced_at_start(at):
            yield from self._fronted(at, nominal)
        elif nominal and self._is_fragment(at):
            yield Happening(at, end, at, at, nominal, "verb", nominal)
        elif passive and low in OBJECTS and self.governs(end):
            yield from self._with_object(at, end, self.phrases.phrase(end), nominal)
        elif nominal and self._may_lack_object(at, passive):
            yield from self._said_of_subject(at, helped, end, nominal)

    def _is_tally(self, at: int, helped: int) -> bool:
        """Whether a number of people did, or were given, what is done all the time: '300 guests bought a pass'."""
        if self.low[at] not in TALLIED:
            return False
        given = self.word(at + 1, "to") and at + 2 < len(self.low) and self.low[at + 2].isdigit()
        return given or self.phrases.is_counted(self.subject(helped)[0])

    def _may_lack_object(self, at: int, passive: bool) -> bool:
        digits = at + 1 < len(self.low) and self.low[at + 1].isdigit() and not self.dated(at + 1)
        counts = digits or self.word(at + 1, *UNITS)
        intransitive = self.low[at] in INTRANSITIVE and not counts
        return passive or self.reduced(at) or intransitive or self._shares_help(at)

    def _shares_help(self, at: int) -> bool:
        """Whether a participle shares subject and helping verb of one before: 'was adopted in 1998 and amended in'."""
        dated = self.word(at + 1, *TIES) or self.dated(at + 1)
        return dated and self.joined_to(self.helped(at)) is not None and self.low[at] not in BASE | PRESENT

    def _light(self, at: int) -> tuple[int, str] | None:
        """Where a verb with the words that make its sense ends, and the noun both turn into."""
        for behind, noun in LIGHT.get(self.low[at], ()):
            end = at + 1 + len(behind)
            if tuple(self.low[at + 1 : end]) == behind:
                return end, noun
        return None

    def _named_event(self, at: int) -> bool:
        return self.phrases.is_event(*self.phrases.phrase(at))

    def _reduced_at_start(self, at: int) -> bool:
        opens = at == 0 or (at == 1 and is_adverb(self.low[0])) or self.low[:at] == ["first"]
        return opens and len(self.low) > at + 1 and self.low[at + 1] in TIES and "," in self.low

    def _is_fragment(self, at: int) -> bool:
        """Whether a participle opens a line without a subject: 'Signed in Bern on …'."""
        short = at == 0 and len(self.low) <= _FAR and self.low[at] not in _EDITED | BASE | PRESENT
        return short and not any(
            self.is_finite(i) for i in range(1, len(self.low)) if self.low[i - 1] not in (",", "and")
        )

    # what is said to happen

    def _fronted(self, at: int, nominal: str) -> Iterator[Happening]:
        """'Founded in 1952, the union has …': what the participle says of the subject behind the comma."""
        commas = [i for i, low in enumerate(self.low) if low == ","]
        comma = next((i for i in commas if self.barred[i - 1]), commas[0])
        first, last = self.phrases.phrase(comma + 1)
        verb = last - first > 1 and is_plural_form(self.low[last - 1]) and self.governs(last)
        last -= verb or self.dated(last)
        if first < last:
            yield Happening(0, at + 1, first, last, nominal, "verb", nominal)

    def _has_subject(self, helped: int) -> bool:
        """Whether something stands before a verb group that can be its subject: not so in 'landed value'."""
        if not helped or self.barred[helped - 1]:
            return bool(helped)
        before = self.tokens[helped - 1]
        number = before.text.isdigit() or before.lower in SCALES or before.lower in UNITS
        subject = is_content(before) or before.lower in PRONOUNS | RELATIVES | AND or before.text in ",)’"
        return subject and not number

    def _antecedent(self, helped: int, end: int) -> tuple[int, int] | None:
        """What a relative clause with a subject of its own is about: 'the fair, which the town will host in …'."""
        if self.governs(end):
            return None
        for at in range(helped - 2, max(0, helped - _FAR), -1):
            if self.barred[at] or self.low[at] in (";", ":", "("):
                return None
            if self.low[at] in RELATIVES - {"who"}:
                first, last = self.phrases.subject(at + 1, main=False)
                verbs = [i for i in range(first, last - 1) if self.low[i].endswith("ed") and self.low[i + 1] in TIES]
                first = verbs[-1] + 2 if verbs else first
                return (first, last) if self.governs(at + 1) and first < last else None
        return None

    def _with_object(self, at: int, end: int, found: tuple[int, int], nominal: str | None) -> Iterator[Happening]:
        first, last = found
        cause = self.subject(self.helped(at))
        if nominal and self.phrases.is_calamity(*cause):
            yield Happening(cause[0], at + 1, *cause, None, "verb")
            return
        again = self.phrases.is_repeat(first, last)
        event = nominal or again or self.phrases.is_event(first, last) or self.phrases.is_proper(first, last)
        gift = nominal is not None and self.word(last, *DETERMINERS) and not self.barred[last]
        if first < last and event and not gift and (again or not self.phrases.is_counted(first)):
            tied = self.phrases.tied(last) if nominal else (0, 0)
            yield Happening(min(at, first), max(end, last, tied[1]), first, last, nominal, "object", nominal, tied)

    def _located(self, at: int) -> Iterator[Happening]:
        """'The last congress was in Oslo in May 2021': an event that is said to be somewhere or some time."""
        if self.word(at + 1, "in", "at", "on"):
            first, last = self.subject(self.helped(at))
            on_day = self.word(at + 1, "on") and self.dated(at + 2)
            event = on_day or self.phrases.is_event(first, last) or self.phrases.is_repeat(first, last)
            if first < last and event and not self.word(first, *PRONOUNS):
                yield Happening(first, at + 1, first, last, None, "verb")

    def _is_kind(self, at: int, helped: int, first: int) -> bool:
        """Whether a participle tells which of many are meant: 'members elected in 2022'."""
        plain = self.tokens[first].text[0].islower() or (first == 0 and at == 1)
        kind = self.low[at] in TRANSITIVE and helped == at and self.reduced(at) and self.low[at - 1] != ","
        determined = first > 0 and self.low[first - 1] in DETERMINERS
        return kind and plain and not determined and is_plural(self.low[at - 1])

    def _said_of_subject(self, at: int, helped: int, end: int, nominal: str | None) -> Iterator[Happening]:
        first, last = self.subject(helped)
        pronoun = last == first + 1 and self.word(first, *POINTING)
        counted = self.phrases.is_counted(first) and not pronoun and not self.phrases.is_repeat(first, last)
        event = self.phrases.is_event(first, last)
        if (
            first == last
            or counted
            or self.is_term(at)
            or self._is_kind(at, helped, first)
            or (nominal is None and self.low[at] in EVENTS_ONLY and not event)
        ):
            return
        tied = (0, 0) if nominal is None else self.phrases.tied(end)
        start = first if self.joined_to(helped) is None else at
        yield Happening(start, max(end, at + 1), first, last, nominal, "verb", nominal, tied)
