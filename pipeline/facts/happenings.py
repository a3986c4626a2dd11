"""Happenings in a sentence: noun phrases of events, verbs of happening with their subject, verbs of doing as nouns.

'The group was established' becomes 'establishment of the group': what is named is the happening, not who took part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.eventwords import (
    EVENT_NOUNS,
    HAPPEN,
    HOLD,
    INTRANSITIVE,
    NAMED_ONLY,
    NOMINALS,
    ORDINAL_WORDS,
    PLURAL_EVENTS,
)
from pipeline.facts.numbers import TEENS, TENS, UNITS
from pipeline.facts.syntax import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    Line,
    is_adverb,
    is_content,
    is_plural,
    phrase_after,
)
from pipeline.facts.units import words

_BE = frozenset(words("is are was were be been being"))
_RELATIVES = frozenset(words("which that who"))
_JOINS = frozenset(words("of with to between on for into against from by"))
_DATED = frozenset(words("due planned scheduled slated"))
_BASE = frozenset(form for form in NOMINALS if f"{form}s" in NOMINALS or f"{form}es" in NOMINALS) | frozenset(
    words("hold host convene organise organize stage conduct run take")
)
"""Verb forms that are nouns as well: verbs behind 'to', a modal or a plural."""

_NEEDS: dict[str, tuple[str, ...]] = dict.fromkeys(words("planned scheduled slated"), words("for in on to")) | {
    "due": ("in", "on", "for"),
    "set": ("up",),
    "carried": ("out",),
    **dict.fromkeys(words("take takes took taken"), ("place",)),
    **dict.fromkeys(words("kick kicks kicked"), ("off",)),
    **dict.fromkeys(words("got gets"), ("under",)),
    **dict.fromkeys(words("broke breaks broken"), ("out",)),
}
"""What must follow a verb for it to say that something happens: 'took place', 'due on', 'set up'."""

_OF_ACTS = frozenset(
    words("signing adoption approval ratification establishment founding creation formation incorporation dissolution")
) | {"entry into force"}
"""What is done to a body or text, though its name may be an event's: 'establishment of the Forum'."""

_OFFICES = frozenset(words("elected appointed"))
_ACTIVE = frozenset(
    words(
        "took take takes ran run runs happened happens occurred occurs kick kicks kicked got gets broke breaks broken"
    )
)
_PASSING = frozenset(words("next last latest previous upcoming forthcoming so-called"))
_TIES = frozenset(words("in on at by between from during with under for"))
_LONGEST = 16
_FAR = 24
_PRESENT = frozenset(words("enters enter comes opens starts begins ends closes"))


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens, as a sentence names it.

    Args:
        start, end: The tokens that say it, ``end`` exclusive: a date behind must follow from there.
        first, last: The tokens of its name, or of what the noun ``nominal`` is said of.
        nominal: The noun that the verb turns into; null where the name is printed.
        rule: verb, object or noun.
    """

    start: int
    end: int
    first: int
    last: int
    nominal: str | None
    rule: str


class Scene:
    """One sentence, searched for happenings; its dates are taken."""

    def __init__(self, line: Line) -> None:
        self.tokens, self.barred, self.low = line.tokens, line.barred, line.low
        self._shared = (0, 0)  # the subject of the last verb, for one that follows with 'and'

    def happenings(self) -> list[Happening]:
        """All happenings, in the order of the sentence; a noun inside a verb's happening is left to the verb."""
        by_verb: list[Happening] = []
        for at in range(len(self.tokens)):
            found = list(self._by_verb(at))
            if found and found[-1].rule == "verb":
                self._shared = (found[-1].first, found[-1].last)
            by_verb += found
        covered = {at for found in by_verb for at in range(found.start, found.end)}
        by_noun = [found for at in range(len(self.tokens)) if at not in covered for found in self._by_noun(at)]
        return sorted([*by_verb, *by_noun], key=lambda found: (found.start, found.end))

    # verbs

    def _by_verb(self, at: int) -> Iterator[Happening]:
        low = self.low[at]
        if self.barred[at] or low not in NOMINALS and low not in HAPPEN and low not in HOLD:
            if low in ("entered", "came", "enters", "comes") and self._forces(at):
                yield from self._said_of_subject(at, at, at + 3, "entry into force")
            return
        end = at + 2 if self._is(at + 1, "place", "out", "up") else at + 1
        if low in _NEEDS and not self._is(at + 1, *_NEEDS[low]) and not (low in _DATED and self._dated(at + 1)):
            return
        helped = self._helped(at)
        if (
            low in _BASE
            and helped == at
            and not (at and self.low[at - 1] not in DETERMINERS and is_plural(self.low[at - 1]))
        ):
            return
        passive = helped < at and any(self.low[i] in _BE for i in range(helped, at))
        if low in HOLD and not passive and self._object(end):
            yield from self._with_object(at, end, None)
        elif low in NOMINALS and not passive and self._object(end):
            yield from self._with_object(at, end, NOMINALS[low])
        elif low in HAPPEN and (passive or self._reduced(at) or low in _ACTIVE):
            yield from self._said_of_subject(at, helped, end, None)
        elif low in NOMINALS and at == 0 and self._reduced_at_start():
            yield from self._fronted(NOMINALS[low])
        elif passive and low in _OFFICES and self._object(end):
            yield from self._with_object(at, end, NOMINALS[low])
        elif low in NOMINALS and NOMINALS[low] != "accession" and (passive or self._reduced(at) or low in INTRANSITIVE):
            yield from self._said_of_subject(at, helped, end, NOMINALS[low])

    def _is(self, at: int, *among: str) -> bool:
        return 0 <= at < len(self.low) and self.low[at] in among

    def _dated(self, at: int) -> bool:
        return at < len(self.barred) and self.barred[at]

    def _forces(self, at: int) -> bool:
        return self._is(at + 1, "into") and self._is(at + 2, "force", "effect", "operation")

    def _helped(self, at: int) -> int:
        """Where the verb group of a verb begins."""
        first = at
        while first > 0 and not self.barred[first - 1] and self._helps(first - 1):
            first -= 1
        return first

    def _helps(self, at: int) -> bool:
        return self.low[at] in AUXILIARIES | {"to", "scheduled", "planned", "due", "expected"} or is_adverb(
            self.low[at]
        )

    def _object(self, at: int) -> bool:
        return (
            at < len(self.tokens)
            and not self.barred[at]
            and (self.low[at] in DETERMINERS or (is_content(self.tokens[at]) and self.low[at] not in ADVERBS))
        )

    def _reduced(self, at: int) -> bool:
        """Whether a participle follows its noun: 'the meeting, held in …', 'the treaty signed on …'."""
        behind = at + 1 < len(self.tokens) and (self.low[at + 1] in _TIES or self.barred[at + 1])
        before = at > 0 and not self.barred[at - 1] and (self.low[at - 1] == "," or is_content(self.tokens[at - 1]))
        return behind and before

    def _reduced_at_start(self) -> bool:
        return len(self.low) > 1 and self.low[1] in _TIES and "," in self.low

    def _fronted(self, nominal: str) -> Iterator[Happening]:
        """'Founded in 1952, the union has …': what the participle says of the subject behind the comma."""
        first, last = phrase_after(self.tokens, self.low.index(",") + 1, self.barred)
        if first < last:
            yield Happening(0, 1, first, last, nominal, "verb")

    def _with_object(self, at: int, end: int, nominal: str | None) -> Iterator[Happening]:
        first, last = self._phrase(end)
        if (
            first < last
            and not self._is_counted(first)
            and (nominal or self._is_event(last, first) or self._is_proper(first, last))
        ):
            yield Happening(at, last, first, last, nominal, "object")

    def _said_of_subject(self, at: int, helped: int, end: int, nominal: str | None) -> Iterator[Happening]:
        first, last = self._shared if self._is(helped - 1, "and", "but") else self.subject(helped)
        if first < last and ((nominal and self.low[first:last] == ["it"]) or not self._is_counted(first)):
            event = self._head(first, last)
            if nominal and event is not None and nominal not in _OF_ACTS:
                nominal = None
            yield Happening(first, max(end, at + 1), first, last, nominal, "verb")

    def subject(self, verb: int) -> tuple[int, int]:
        """The noun phrase before a verb group, past a relative pronoun or comma."""
        last = self._past_aside(verb)
        first = last
        while first > max(0, last - _LONGEST) and self._in_subject(first - 1):
            first -= 1
        while first < last and (self.low[first] in PREPOSITIONS - {"of"} or self._is(first, "of")):
            found = phrase_after(self.tokens, first + 1, self.barred)
            first = found[1] if found[1] < last else first + 1
        return self._trimmed(first, last)

    def _past_aside(self, verb: int) -> int:
        """Where the subject of a verb group ends: before a relative pronoun, a clause in commas, or brackets."""
        last = verb
        if last and self.low[last - 1] in _RELATIVES:
            last -= 1
        elif last and self.low[last - 1] == "," and verb < len(self.low) and self._is_main(verb):
            commas = [at for at in range(max(0, last - _FAR), last - 1) if self.low[at] == ","]
            last = commas[-1] if commas else last
        elif last and self.low[last - 1] == ")":
            last = next((at for at in range(last - 1, max(-1, last - _FAR), -1) if self.low[at] == "("), last)
        return last - 1 if last and self.low[last - 1] == "," else last

    def _is_main(self, verb: int) -> bool:
        """Whether a verb group begins with a finite verb, so that the comma before it closes an aside."""
        return self.low[verb] in AUXILIARIES | _ACTIVE | _PRESENT or not self._reduced(verb)

    def _in_subject(self, at: int) -> bool:
        if self.barred[at] or self.low[at] in AUXILIARIES | (CONJUNCTIONS - {"and"}):
            return False
        if self.low[at] == "and":
            return (
                at + 1 < len(self.low)
                and self.tokens[at + 1].text[0].isupper()
                and self.tokens[at - 1].text[0].isupper()
            )
        if self.low[at] == ",":
            return self._is_list(at)
        return self.tokens[at].is_word or self.low[at].isdigit() or self.low[at] in "&’'"

    def _is_pair(self, at: int) -> bool:
        sides = [self.tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(self.tokens)]
        return len(sides) == 2 and all(side.text[0].isupper() for side in sides)

    def _is_list(self, at: int) -> bool:
        """Whether a comma stands between names: 'a treaty among A, B and C'."""
        return self._is_pair(at) and "and" in self.low[at + 1 : at + 8]

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without determiners and words of passing time before the name."""
        while first < last and self.low[first] in DETERMINERS | _PASSING | ADVERBS:
            first += 1
        return first, last

    # nouns

    def _by_noun(self, at: int) -> Iterator[Happening]:
        if not self._heads(at):
            return
        first = at
        while first > 0 and self._qualifies(first - 1):
            first -= 1
        first, _ = self._trimmed(first, at)
        if self._is_counted(first) or (is_plural(self.low[at]) and self.low[at] not in PLURAL_EVENTS):
            return
        if self.low[at] in NAMED_ONLY and not self._is_name(first, at) and not self._is(at + 1, "into"):
            return
        yield Happening(first, self._extended(at + 1), first, self._extended(at + 1), None, "noun")

    def _heads(self, at: int) -> bool:
        """Whether an event noun ends its run of words."""
        if self.barred[at] or self.low[at] not in EVENT_NOUNS | PLURAL_EVENTS:
            return False
        follows = at + 1 < len(self.tokens) and not self.barred[at + 1] and is_content(self.tokens[at + 1])
        return not follows or self.low[at + 1] in PAST or self.low[at + 1].endswith("ed") or is_adverb(self.low[at + 1])

    def _qualifies(self, at: int) -> bool:
        word = self.low[at]
        if self.barred[at] or not is_content(self.tokens[at]) or word in PAST | ADVERBS:
            return bool(re.fullmatch(r"[0-9]{1,3}(?:st|nd|rd|th)", word))
        verb = word.endswith("ed") and "-" not in word and not (at and self.low[at - 1] in DETERMINERS)
        return not verb and word not in HOLD

    def _is_name(self, first: int, at: int) -> bool:
        return first < at and all(self.tokens[i].text[0].isupper() for i in (at - 1, at))

    def _is_event(self, last: int, first: int) -> bool:
        return self._head(first, last) is not None

    def _is_proper(self, first: int, last: int) -> bool:
        return last - first >= 2 and all(token.text[0].isupper() for token in self.tokens[first : first + 2])

    def _head(self, first: int, last: int) -> int | None:
        """Where in a phrase an event noun is its head: before 'of', 'with' … or at its end."""
        for at in range(first, last):
            ends = at + 1 == last or self.low[at + 1] in _JOINS or self.low[at + 1] in PREPOSITIONS
            if ends:
                return at if self.low[at] in EVENT_NOUNS | PLURAL_EVENTS else None
        return None

    def _is_counted(self, first: int) -> bool:
        """Whether the phrase is no single thing: a number or quantifier stands before or in front of it."""
        return any(self._counts(at) for at in (first - 1, first) if 0 <= at < len(self.low) and not self.barred[at])

    def _counts(self, at: int) -> bool:
        word = self.low[at]
        behind = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        common = self.tokens[at].text[0].islower() or (at == 0 and behind[:1].islower())
        return word.isdigit() or word in PRONOUNS or (common and word in _QUANTIFIERS)

    def _phrase(self, at: int) -> tuple[int, int]:
        """A noun phrase with what 'of', 'with', 'on' … join to it."""
        first, last = phrase_after(self.tokens, at, self.barred)
        first, last = self._trimmed(first, last)
        return first, self._extended(last) if first < last else last

    def _extended(self, last: int) -> int:
        """The end of a phrase with its number ('Line 1') and what prepositions join to it."""
        last = self._counted_up(last)
        for _ in range(3):
            if not (last < len(self.low) and self.low[last] in _JOINS and not self.barred[last]):
                break
            found = phrase_after(self.tokens, last + 1, self.barred)
            if found[0] == found[1]:
                break
            last = self._counted_up(found[1])
        return last

    def _counted_up(self, last: int) -> int:
        named = last < len(self.low) and not self.barred[last] and self.tokens[last - 1].text[0].isupper()
        return last + 1 if named and self.low[last].isdigit() else last


_QUANTIFIERS = (
    frozenset(words("several many few most some no more fewer all every each any both various numerous"))
    | frozenset(set(UNITS) - {"zero"})
    | frozenset(TEENS)
    | frozenset(TENS)
)


def ordinal(name: str) -> int | None:
    """The number in a series that a name says: 8 for '8th Harbour Forum', 2 for 'Second Congress'."""
    for word in name.lower().split()[:4]:
        if match := re.fullmatch(r"([0-9]{1,3})(?:st|nd|rd|th)", word):
            return int(match[1])
        if word in ORDINAL_WORDS:
            return ORDINAL_WORDS[word]
        tens, _, unit = word.partition("-")
        if tens in TENS and unit in ORDINAL_WORDS:
            return TENS[tens] + ORDINAL_WORDS[unit]
    return None
