"""The verb groups of a sentence: what stands before a verb, what helps it, and whether it is one."""

from pipeline.facts.events.nouns import Named
from pipeline.facts.events.participles import is_participle, is_past
from pipeline.facts.events.phrases import RELATIVES, Range
from pipeline.facts.events.verbnouns import verb_noun
from pipeline.facts.events.verbs import (
    ACTIVE,
    AND,
    BASE,
    BE,
    DATED,
    INTRANSITIVE,
    NEEDS,
    OPENS,
    PARTICLES,
    PLACE,
    PRESENT,
    TIES,
)
from pipeline.facts.syntax import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Line,
    is_adverb,
    is_content,
    is_plural,
)
from pipeline.facts.units import words

_HELPERS = AUXILIARIES | frozenset(words("to scheduled planned due expected set first"))
_PARTICLES = frozenset(words("up down off out away back in over through apart free"))
_TERMS = frozenset(words("ends end expires expire closes runs run ran lapses lasts"))
_HOLDING = words("term terms mandate mandates tenure funding subscription period moratorium")
"""What holds for a time: the verbs above say how long."""

_CLOSED = PREPOSITIONS | DETERMINERS | PRONOUNS | AUXILIARIES | CONJUNCTIONS
_BREATH = 24
"""Words behind a verb that may stand before one that shares its subject."""


class Groups:
    """The verb groups of one sentence, dates taken; a group is given by its first word or by its verb."""

    def __init__(self, line: Line) -> None:
        self.tokens, self.barred, self.low = line.tokens, line.barred, line.low
        self.phrases = Named(line)
        self._leaders: dict[int, int] = {}

    def subject(self, verb: int) -> Range:
        """The noun phrase that a verb group, given by its first word, is said of; verbs joined by 'and' share it."""
        verb = self._leader(verb)
        main = verb < len(self.low) and (
            self.low[verb] in AUXILIARIES | ACTIVE | OPENS or not self.reduced(verb) or self._closes_aside(verb)
        )
        return self.phrases.subject(verb, main=main)

    def _closes_aside(self, verb: int) -> bool:
        """Whether two commas part a verb from its subject and no other can be the sentence's: 'X, led by Y, met in'."""
        commas = [at for at in range(verb) if self.low[at] == "," and not self.barred[at]]
        if len(commas) < 2 or commas[-1] != verb - 1 or not is_participle(self.low[commas[-2] + 1]):
            return False
        return not any(self.is_finite(at) for at in (*range(1, commas[-2]), *range(verb + 1, len(self.low))))

    def joined_to(self, verb: int) -> int | None:
        """The verb whose subject and helping verb one shares: 'was closed in 1998, reopened in 2001 and sold in'."""
        behind_date = self.word(verb - 1, ",") and self.dated(verb - 2)
        if verb < 2 or not (self.word(verb - 1, *AND) or behind_date):
            return None
        floor = max(0, verb - _BREATH)
        present = self.low[verb] in PRESENT
        return next((at for at in range(verb - 2, floor, -1) if self.is_finite(at, present=present)), None)

    def _leader(self, verb: int) -> int:
        """The first word of the first of the verb groups that 'and' joins to one: theirs is the subject."""
        if verb not in self._leaders:
            before = self.joined_to(verb)
            self._leaders[verb] = verb if before is None else self._leader(self.helped(before))
        return self._leaders[verb]

    def _help(self, first: int) -> list[str]:
        """The helping words that a verb group begins with."""
        verb = first
        while verb < len(self.low) and self._helps(verb):
            verb += 1
        return self.low[first:verb]

    def group(self, verb: int) -> list[str]:
        """A verb with the words that help it; one joined by 'and' without its own has those of the first."""
        helped = self.helped(verb)
        shared = self._help(self._leader(helped)) if helped == verb else []
        return shared + self.low[helped : verb + 1]

    def helped(self, at: int) -> int:
        """Where the verb group of a verb begins."""
        first = at
        while first > 0 and not self.barred[first - 1] and self._helps(first - 1):
            first -= 1
        return first

    def _helps(self, at: int) -> bool:
        return self.low[at] in _HELPERS or is_adverb(self.low[at])

    def noun(self, verb: int) -> tuple[str, int]:
        """The noun of a verb with its particle, and the token behind them: 'torn down' is the tearing down."""
        ends = verb + 2 < len(self.low) and (self.barred[verb + 2] or self.low[verb + 2] in _CLOSED)
        dated = ends and self.low[verb + 1] == "in" and self.low[verb + 2] not in PREPOSITIONS
        particle = self.low[verb + 1] if ends and self.low[verb + 1] in _PARTICLES and not dated else ""
        return verb_noun(self.low[verb], particle), verb + 1 + bool(particle)

    def has_particle(self, at: int) -> bool:
        """Whether the word behind a verb belongs to it; 'off' before a name is a preposition."""
        named = self.word(at + 1, "off") and self.tokens[at + 2 : at + 3] and self.tokens[at + 2].text[0].isupper()
        return self.word(at + 1, *PARTICLES.get(self.low[at], PLACE)) and not named

    def governs(self, at: int) -> bool:
        """Whether an object of the verb before can begin at a place."""
        return (
            at < len(self.tokens)
            and not self.barred[at]
            and (self.low[at] in DETERMINERS or (is_content(self.tokens[at]) and self.low[at] not in ADVERBS))
        )

    def is_finite(self, at: int, *, present: bool = False) -> bool:
        """Whether a helping verb or a past stands at a place; ``present``: or a third person of a verb of doing."""
        named = self.low[at - 1] in DETERMINERS - RELATIVES
        verbal = self.low[at] in AUXILIARIES or (is_past(self.low[at]) and not named)
        verbal |= present and self.low[at] in PRESENT
        return verbal and not self.barred[at]

    def reduced(self, at: int) -> bool:
        """Whether a participle follows its noun: 'the meeting, held in …', 'the treaty signed on …'."""
        if self.low[at] in BASE | PRESENT:
            return False
        behind = at + 1 < len(self.tokens) and (self.low[at + 1] in TIES or self.barred[at + 1])
        before = at > 0 and not self.barred[at - 1] and (self.low[at - 1] in ",(" or is_content(self.tokens[at - 1]))
        return behind and before

    def is_restrictive(self, verb: int) -> bool:
        """Whether a verb group, given by its first word, only tells which is meant: 'a contract that ends in 2029'."""
        leader = self._leader(verb)
        return leader > 0 and self.low[leader - 1] == "that" and not BE & set(self._help(leader))

    def is_term(self, at: int) -> bool:
        """Whether a verb only says how long something holds: 'the lease ends in 2041'."""
        year = at + 2 < len(self.low) and self.dated(at + 2) and not self.dated(at + 3) and self.low[at + 2].isdigit()
        bound = self.phrases.subject(self.helped(at), main=True)[1]
        return self.low[at] in _TERMS and (self.word(bound - 1, *_HOLDING) or (year and self.word(at + 1, "in")))

    def is_noun(self, at: int) -> bool:
        """Whether a form that may be a noun is one: no helping verb and no plural subject stands before it."""
        if self.low[at] not in BASE or self.helped(at) < at:
            return False
        plural = at and self.low[at - 1] not in DETERMINERS and is_plural(self.low[at - 1])
        pair = self.word(at - 2, "and") and self.phrases.is_pair(at - 2) and self.governs(at + 1)
        return not plural and not pair and not self._agrees(at)

    def _agrees(self, at: int) -> bool:
        """Whether a plural subject stands further back and a date right behind: 'calls for the fund open on …'."""
        if not (self.low[at] in INTRANSITIVE and self.word(at + 1, "on", "in", "at") and self.dated(at + 2)):
            return False
        first, last = self.subject(at)
        return any(
            is_plural(self.low[i]) for i in range(first, last) if self.word(i + 1, "for", "of", "to", "in", "from")
        )

    def has_needs(self, at: int) -> bool:
        """Whether the words follow without which a verb does not say that something happens."""
        needs = NEEDS.get(self.low[at])
        return needs is None or self.word(at + 1, *needs) or (self.low[at] in DATED and self.dated(at + 1))

    def word(self, at: int, *among: str) -> bool:
        """Whether one of the words stands at a place."""
        return self.phrases.word(at, *among)

    def dated(self, at: int) -> bool:
        """Whether a token is part of a date."""
        return at < len(self.barred) and self.barred[at]
