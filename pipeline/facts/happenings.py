"""Happenings in a sentence: noun phrases of events, verbs of happening with their subject, verbs of doing as nouns.

'The group was established' becomes 'establishment of the group': what is named is the happening, not who took part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.facts.eventphrases import RELATIVES, Phrases
from pipeline.facts.eventverbs import (
    ACTIVE,
    AND,
    BASE,
    BE,
    DATED,
    EVENTS_ONLY,
    HAPPEN,
    HOLD,
    INTRANSITIVE,
    LIGHT,
    NEEDS,
    OBJECTS,
    OF_ACTS,
    OPENS,
    PARTICLES,
    PLACE,
    PRESENT,
    SINCE,
    TALLIED,
    TIES,
    TRANSITIVE,
)
from pipeline.facts.numbers import UNITS
from pipeline.facts.participles import is_participle, is_past
from pipeline.facts.syntax import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PRONOUNS,
    Line,
    is_adverb,
    is_content,
    is_plural,
    is_plural_form,
)
from pipeline.facts.units import SCALES, words
from pipeline.facts.verbnouns import NOMINALS, verb_noun

POINTING = words("it they she he we both these those this all")
"""Words that only point at what a verb is said of."""

_FAR = 12
_EDITED = frozenset(words("published printed updated revised issued released reviewed prepared completed presented"))
"""What the document says of itself, where no subject is printed."""
_TERMS = frozenset(words("ends end expires expire closes runs run ran lapses lasts"))
_HOLDING = words("term terms mandate mandates tenure funding subscription period moratorium")
"""What holds for a time: the verbs above say how long."""

_BREATH = 24
"""Words behind a verb that may stand before one that shares its subject."""


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


class Scene:
    """One sentence, searched for happenings; its dates are taken."""

    def __init__(self, line: Line) -> None:
        self.tokens, self.barred, self.low = line.tokens, line.barred, line.low
        self.phrases = Phrases(line)

    def happenings(self) -> list[Happening]:
        """All happenings, in the order of the sentence; a noun inside a verb's happening is left to the verb."""
        by_verb: list[Happening] = []
        for at in range(len(self.tokens)):
            by_verb += self._by_verb(at) if not self.barred[at] else ()
        covered = {at for found in by_verb for at in range(found.start, found.end)}
        named = [self.phrases.named(at) for at in range(len(self.tokens)) if at not in covered]
        by_noun = [Happening(*found, *found, None, "noun") for found in named if found]
        return sorted([*by_verb, *by_noun], key=lambda found: (found.start, found.end))

    def subject(self, verb: int) -> tuple[int, int]:
        """The noun phrase that a verb group, given by its first word, is said of; verbs joined by 'and' share it."""
        before = self.joined_to(verb)
        if before is not None:
            return self.subject(self.helped(before))
        main = verb < len(self.low) and (
            self.low[verb] in AUXILIARIES | ACTIVE | OPENS or not self.reduced(verb) or self._closes_aside(verb)
        )
        return self.phrases.subject(verb, main=main)

    def _closes_aside(self, verb: int) -> bool:
        """Whether two commas part a verb from its subject and no other can be the sentence's: 'X, led by Y, met in'."""
        commas = [at for at in range(verb) if self.low[at] == "," and not self.barred[at]]
        if len(commas) < 2 or commas[-1] != verb - 1 or not is_participle(self.low[commas[-2] + 1]):
            return False
        return not any(self._is_finite(at) for at in (*range(1, commas[-2]), *range(verb + 1, len(self.low))))

    def joined_to(self, verb: int) -> int | None:
        """The verb whose subject and helping verb one shares: 'was closed in 1998, reopened in 2001 and sold in'."""
        behind_date = self._is(verb - 1, ",") and self._dated(verb - 2)
        if verb < 2 or not (self._is(verb - 1, *AND) or behind_date):
            return None
        floor = max(0, verb - _BREATH)
        present = self.low[verb] in PRESENT
        return next((at for at in range(verb - 2, floor, -1) if self._is_finite(at, present=present)), None)

    def _is_finite(self, at: int, *, present: bool = False) -> bool:
        named = self.low[at - 1] in DETERMINERS - RELATIVES
        verbal = self.low[at] in AUXILIARIES or (is_past(self.low[at]) and not named)
        verbal |= present and self.low[at] in PRESENT
        return verbal and not self.barred[at]

    def _by_verb(self, at: int) -> Iterator[Happening]:
        low = self.low[at]
        light = self._light(at)
        if light:
            yield from self._said_of_subject(at, self.helped(at), *light)
        elif low in BE:
            yield from self._located(at)
        elif (low in NOMINALS or low in HAPPEN or low in HOLD) and self._has_needs(at) and not self._is_noun(at):
            yield from self._by_full_verb(at, at + 2 if self._particle(at) else at + 1)

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
        if self.is_restrictive(helped, at) or self._is_tally(at, helped):
            return
        nominal = None if low in HAPPEN and not (low == "set" and self._is(at + 1, "up")) else NOMINALS.get(low)
        if nominal == "accession" and self._is(at + 1, "as"):
            nominal = "joining"
        if low in PARTICLES:
            nominal = f"switch-{self.low[at + 1]}"
        antecedent = None if passive else self._antecedent(helped, end)
        if antecedent and (low in HOLD or nominal):
            yield from self._with_object(at, end, antecedent, None if low in HOLD else nominal)
        elif not passive and nominal == "accession" and self._object(end) and not self._named_event(end):
            thing = self.phrases.phrase(end)
            yield from (replace(found, joined=thing) for found in self._said_of_subject(at, helped, thing[1], nominal))
        elif not passive and (low in HOLD or nominal and self._has_subject(helped)) and self._object(end):
            yield from self._with_object(at, end, self.phrases.phrase(end), None if low in HOLD else nominal)
        elif nominal is None and low in HAPPEN and (passive or self.reduced(at) or low in ACTIVE):
            yield from self._said_of_subject(at, helped, end, None)
        elif nominal and self._reduced_at_start(at):
            yield from self._fronted(at, nominal)
        elif nominal and self._is_fragment(at):
            yield Happening(at, end, at, at, nominal, "verb", nominal)
        elif passive and low in OBJECTS and self._object(end):
            yield from self._with_object(at, end, self.phrases.phrase(end), nominal)
        elif nominal and self._may_lack_object(at, passive):
            yield from self._said_of_subject(at, helped, end, nominal)

    def is_restrictive(self, helped: int, at: int) -> bool:
        """Whether a verb group only tells which is meant: 'a contract that ends in 2029'."""
        before = self.joined_to(helped)
        if before is not None:
            return self.is_restrictive(self.helped(before), before)
        passive = any(low in BE for low in self.low[helped:at])
        return helped > 0 and self.low[helped - 1] == "that" and not passive

    def _is_tally(self, at: int, helped: int) -> bool:
        """Whether a number of people did, or were given, what is done all the time: '300 guests bought a pass'."""
        if self.low[at] not in TALLIED:
            return False
        given = self._is(at + 1, "to") and at + 2 < len(self.low) and self.low[at + 2].isdigit()
        return given or self.phrases.is_counted(self.subject(helped)[0])

    def _may_lack_object(self, at: int, passive: bool) -> bool:
        digits = at + 1 < len(self.low) and self.low[at + 1].isdigit() and not self._dated(at + 1)
        counts = digits or self._is(at + 1, *UNITS)
        intransitive = self.low[at] in INTRANSITIVE and not counts
        return passive or self.reduced(at) or intransitive or self._shares_help(at)

    def _shares_help(self, at: int) -> bool:
        """Whether a participle shares subject and helping verb of one before: 'was adopted in 1998 and amended in'."""
        dated = self._is(at + 1, *TIES) or self._dated(at + 1)
        return dated and self.joined_to(self.helped(at)) is not None and self.low[at] not in BASE | PRESENT

    # what kind of word it is

    def _particle(self, at: int) -> bool:
        """Whether the word behind a verb belongs to it; 'off' before a name is a preposition."""
        named = self._is(at + 1, "off") and self.tokens[at + 2 : at + 3] and self.tokens[at + 2].text[0].isupper()
        return self._is(at + 1, *PARTICLES.get(self.low[at], PLACE)) and not named

    def _is(self, at: int, *among: str) -> bool:
        return self.phrases.word(at, *among)

    def _dated(self, at: int) -> bool:
        return at < len(self.barred) and self.barred[at]

    def _light(self, at: int) -> tuple[int, str] | None:
        """Where a verb with the words that make its sense ends, and the noun both turn into."""
        for behind, noun in LIGHT.get(self.low[at], ()):
            end = at + 1 + len(behind)
            if tuple(self.low[at + 1 : end]) == behind:
                return end, noun
        return None

    def _has_needs(self, at: int) -> bool:
        needs = NEEDS.get(self.low[at])
        return needs is None or self._is(at + 1, *needs) or (self.low[at] in DATED and self._dated(at + 1))

    def _named_event(self, at: int) -> bool:
        return self.phrases.is_event(*self.phrases.phrase(at))

    def _is_noun(self, at: int) -> bool:
        """Whether a form that may be a noun is one: no helping verb and no plural subject stands before it."""
        if self.low[at] not in BASE or self.helped(at) < at:
            return False
        plural = at and self.low[at - 1] not in DETERMINERS and is_plural(self.low[at - 1])
        pair = self._is(at - 2, "and") and self.phrases.is_pair(at - 2) and self._object(at + 1)
        return not plural and not pair and not self._agrees(at)

    def _agrees(self, at: int) -> bool:
        """Whether a plural subject stands further back and a date right behind: 'calls for the fund open on …'."""
        if not (self.low[at] in INTRANSITIVE and self._is(at + 1, "on", "in", "at") and self._dated(at + 2)):
            return False
        first, last = self.subject(at)
        return any(
            is_plural(self.low[i]) for i in range(first, last) if self._is(i + 1, "for", "of", "to", "in", "from")
        )

    def helped(self, at: int) -> int:
        """Where the verb group of a verb begins."""
        first = at
        while first > 0 and not self.barred[first - 1] and self._helps(first - 1):
            first -= 1
        return first

    def _helps(self, at: int) -> bool:
        return self.low[at] in AUXILIARIES | {
            "to",
            "scheduled",
            "planned",
            "due",
            "expected",
            "set",
            "first",
        } or is_adverb(self.low[at])

    def _object(self, at: int) -> bool:
        return (
            at < len(self.tokens)
            and not self.barred[at]
            and (self.low[at] in DETERMINERS or (is_content(self.tokens[at]) and self.low[at] not in ADVERBS))
        )

    def reduced(self, at: int) -> bool:
        """Whether a participle follows its noun: 'the meeting, held in …', 'the treaty signed on …'."""
        if self.low[at] in BASE | PRESENT:
            return False
        behind = at + 1 < len(self.tokens) and (self.low[at + 1] in TIES or self.barred[at + 1])
        before = at > 0 and not self.barred[at - 1] and (self.low[at - 1] in ",(" or is_content(self.tokens[at - 1]))
        return behind and before

    def _reduced_at_start(self, at: int) -> bool:
        opens = at == 0 or (at == 1 and is_adverb(self.low[0])) or self.low[:at] == ["first"]
        return opens and len(self.low) > at + 1 and self.low[at + 1] in TIES and "," in self.low

    def _is_fragment(self, at: int) -> bool:
        """Whether a participle opens a line without a subject: 'Signed in Bern on …'."""
        short = at == 0 and len(self.low) <= _FAR and self.low[at] not in _EDITED | BASE | PRESENT
        return short and not any(
            self._is_finite(i) for i in range(1, len(self.low)) if self.low[i - 1] not in (",", "and")
        )

    # what is said to happen

    def _fronted(self, at: int, nominal: str) -> Iterator[Happening]:
        """'Founded in 1952, the union has …': what the participle says of the subject behind the comma."""
        commas = [i for i, low in enumerate(self.low) if low == ","]
        comma = next((i for i in commas if self.barred[i - 1]), commas[0])
        first, last = self.phrases.phrase(comma + 1)
        verb = last - first > 1 and is_plural_form(self.low[last - 1]) and self._object(last)
        last -= verb or self._dated(last)
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
        if self._object(end):
            return None
        for at in range(helped - 2, max(0, helped - _FAR), -1):
            if self.barred[at] or self.low[at] in (";", ":", "("):
                return None
            if self.low[at] in RELATIVES - {"who"}:
                first, last = self.phrases.subject(at + 1, main=False)
                verbs = [i for i in range(first, last - 1) if self.low[i].endswith("ed") and self.low[i + 1] in TIES]
                first = verbs[-1] + 2 if verbs else first
                return (first, last) if self._object(at + 1) and first < last else None
        return None

    def _with_object(self, at: int, end: int, found: tuple[int, int], nominal: str | None) -> Iterator[Happening]:
        first, last = found
        cause = self.subject(self.helped(at))
        if nominal and self.phrases.is_calamity(*cause):
            yield Happening(cause[0], at + 1, *cause, None, "verb")
            return
        again = self.phrases.is_repeat(first, last)
        event = nominal or again or self.phrases.is_event(first, last) or self.phrases.is_proper(first, last)
        gift = nominal is not None and self._is(last, *DETERMINERS) and not self.barred[last]
        if first < last and event and not gift and (again or not self.phrases.is_counted(first)):
            tied = self.phrases.tied(last) if nominal else (0, 0)
            yield Happening(min(at, first), max(end, last, tied[1]), first, last, nominal, "object", nominal, tied)

    def _located(self, at: int) -> Iterator[Happening]:
        """'The last congress was in Oslo in May 2021': an event that is said to be somewhere or some time."""
        if self._is(at + 1, "in", "at", "on"):
            first, last = self.subject(self.helped(at))
            on_day = self._is(at + 1, "on") and self._dated(at + 2)
            event = on_day or self.phrases.is_event(first, last) or self.phrases.is_repeat(first, last)
            if first < last and event and not self._is(first, *PRONOUNS):
                yield Happening(first, at + 1, first, last, None, "verb")

    def _is_kind(self, at: int, helped: int, first: int) -> bool:
        """Whether a participle tells which of many are meant: 'members elected in 2022'."""
        plain = self.tokens[first].text[0].islower() or (first == 0 and at == 1)
        kind = self.low[at] in TRANSITIVE and helped == at and self.reduced(at) and self.low[at - 1] != ","
        determined = first > 0 and self.low[first - 1] in DETERMINERS
        return kind and plain and not determined and is_plural(self.low[at - 1])

    def _said_of_subject(self, at: int, helped: int, end: int, nominal: str | None) -> Iterator[Happening]:
        first, last = self.subject(helped)
        pronoun = last == first + 1 and self._is(first, *POINTING)
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
        printed = event and nominal not in OF_ACTS and not (nominal or "").startswith(("entry", "opening"))
        tied = (0, 0) if printed or nominal is None else self.phrases.tied(end)
        start = first if self.joined_to(helped) is None else at
        yield Happening(start, max(end, at + 1), first, last, None if printed else nominal, "verb", nominal, tied)

    def is_term(self, at: int) -> bool:
        """Whether a verb only says how long something holds: 'the lease ends in 2041'."""
        year = at + 2 < len(self.low) and self._dated(at + 2) and not self._dated(at + 3) and self.low[at + 2].isdigit()
        bound = self.phrases.subject(self.helped(at), main=True)[1]
        return self.low[at] in _TERMS and (self._is(bound - 1, *_HOLDING) or (year and self._is(at + 1, "in")))
