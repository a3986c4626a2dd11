"""Happenings told by any verb: 'the lighthouse was automated on …', 'the river burst its banks on …'.

Verbs are an open class. Where no noun and no known verb of happening claims a date, the clause that the date belongs to
tells what happened, unless its verb speaks of a state, a level or a habit. The coarser the date, the surer the clause
must be of one happening: counts and changes of a year are statistics.
"""

from collections.abc import Sequence

from pipeline.facts.events.happenings import Happening, Scene
from pipeline.facts.events.participles import is_participle, is_past
from pipeline.facts.events.phrases import RELATIVES
from pipeline.facts.events.verbnouns import NOMINALS
from pipeline.facts.events.verbs import BE, DATED, HAPPEN, HOLD, TALLIED
from pipeline.facts.events.words import ORDINAL_WORDS
from pipeline.facts.numbers import TEENS, TENS, UNITS
from pipeline.facts.syntax import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    is_content,
    is_plural,
    is_plural_form,
    phrase_after,
)
from pipeline.facts.units import words

_STATES = frozenset(
    words(
        """remained stayed lasted existed lived owned belonged contained included covered comprised consisted served
        employed averaged totalled totaled amounted numbered exceeded accounted represented showed noted stated spent
        expected planned needed wanted believed considered compared related referred based located situated dated
        entitled titled called named known supposed required allowed aged supported worked operated
        fluctuated recovered climbed soared peaked varied ranged rained snowed continued born depended relied consulted
        updated accessed retrieved cited quoted estimated forecast projected calculated measured valued priced drew saw
        followed preceded contributed scheduled slated stood held rose fell ran"""
    )
)
"""Verbs of states, levels and change of level: their dates say when something held, not what happened."""

_CHANGES = frozenset(
    words(
        """increased decreased declined dropped improved worsened doubled tripled halved stabilised stabilized slowed
        raised lowered reduced strengthened weakened widened narrowed shortened lengthened quadrupled"""
    )
)
"""Verbs of change that say who changes a level only where they govern an object or are passive."""

_TAKEN = frozenset(words("photograph photo picture image map figures data samples drawing text prices sources"))
"""What the day on which it was made is no event of."""

_OFFICES = frozenset(
    words(
        """chair chairmanship chairperson chairman chairwoman presidency president vice-president director directorship
        leadership lead helm head secretary secretariat member members coordinator coordination
        record peak high low level maximum minimum average"""
    )
)
"""Objects that make of 'took', 'became' and 'reached' a role or a level."""

_PASSED = frozenset(words("took passed went fell rotated"))
_COLOURLESS = frozenset(words("became came went got had made gave saw fell ran did"))
"""Pasts that say little without the words behind them."""

_PARTICLES = frozenset(words("up down off out away back in over through apart free"))
_FIRST = frozenset(words("first last final inaugural")) | frozenset(ORDINAL_WORDS)
"""Words that make one happening of a tally: 'carried its first passengers'."""

_COMING = frozenset(words("came followed"))
_THROUGHOUT = frozenset(words("during throughout over"))
_ATTENDED = frozenset(words("at during for"))
_BEGINNING = frozenset(words("began begins begin started starts"))
_MODALS = frozenset(words("will shall"))
_TIED = frozenset(words("to over into from for through out up down off"))
_STOPS = frozenset({";", ":", "(", ")", "–", "—", "“", "”"})
_LINKS = DETERMINERS | PREPOSITIONS | frozenset(words("evening morning afternoon night day weekend same course"))
_NEGATIONS = frozenset(words("not never no nobody nothing nor neither"))
_COUNTS = (frozenset(UNITS) | frozenset(TEENS) | frozenset(TENS)) - {"one"}
_CLOSED = PREPOSITIONS | DETERMINERS | PRONOUNS | AUXILIARIES | CONJUNCTIONS
_FAR = 16
_NEAR = 8


class Clauses:
    """The clauses of a sentence that dates stand in."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.low, self.tokens, self.barred = scene.low, scene.tokens, scene.barred

    def closed(self, first: int, behind: int, precision: str) -> Happening | None:
        """What is told in the clause that the date from one token up to another closes."""
        at = first - 1
        while at >= 0 and self.low[at] in _LINKS:
            at -= 1
        start = at
        while start > max(0, at - _FAR) and not self._ends(start):
            start -= 1
        verbs = [i for i in range(at, start - 1, -1) if self._is_verb(i)]
        if not verbs and precision == "day":
            verbs = [i for i in range(at, start - 1, -1) if self._is_present(i)]
        if not verbs:
            return None
        kind = self.low[verbs[0] - 1] != "," and self._goes_on(behind)  # 'data collected on 3 May were lost'
        return None if kind else self._told(verbs[0], 0, precision)

    def named(self, first: int) -> Happening | None:
        """A name that 'at', 'during' or 'for' puts before a date: 'at Harbour Tech (Bremen, 3–5 May 2026)'."""
        floor = max(-1, first - _FAR)
        for at in range(first - 1, floor, -1):
            if self.barred[at] or self.low[at] in (";", ":"):
                return None
            if self.low[at] in _ATTENDED:
                start = at + 1 + (self.low[at + 1] in DETERMINERS)
                end = start
                while end < first and self.tokens[end].text[0].isupper():
                    end += 1
                return Happening(start, end, start, end, None, "clause") if start < end < first else None
        return None

    def opened(self, last: int, precision: str) -> Happening | None:
        """What is told in the clause that the date before a token opens."""
        if precision == "year" and self.low[0] in _THROUGHOUT:
            return None
        if last < len(self.low) and self.low[last] in _COMING:  # 'in 2004 came the first tram'
            found = self.scene.phrases.phrase(last + 1)
            return Happening(last, found[1], *found, None, "clause") if found[0] < found[1] else None
        for at in range(last + 1, min(last + _FAR, len(self.low))):
            if self._ends(at):
                return None
            told = self._told(at, last, precision) if self._is_verb(at) else None
            if told:
                return told
        return None

    def label(self) -> Happening | None:
        """What the participle in a line of a calendar says: 'keel laid', 'the last lamp is converted to diodes'."""
        for at in range(1, min(len(self.low), _FAR)):
            if self.low[at] in _STOPS | {","}:
                return None
            ends = at + 1 == len(self.low) or self.low[at + 1] in PREPOSITIONS
            first, last = self.scene.phrases.trimmed(0, self.scene.helped(at))
            told = self._is_verb(at) and self.low[at] not in _STATES | _CHANGES | HAPPEN
            if ends and told and first < last:
                noun, end = self.scene.noun(at)
                tied = self.scene.phrases.tied(end)
                return Happening(first, max(end, tied[1]), first, last, noun, "clause", noun, tied)
        return None

    def _goes_on(self, at: int) -> bool:
        return at < len(self.low) and (self.low[at] in AUXILIARIES | PAST or is_past(self.low[at]))

    def _ends(self, at: int) -> bool:
        low = self.low[at]
        return self.barred[at] or low in _STOPS or low in CONJUNCTIONS - {"and"} or low in RELATIVES

    def _is_verb(self, at: int) -> bool:
        """Whether a finite verb of happening, or the participle of one, stands at a place."""
        low = self.low[at]
        if self.tokens[at].text[0].isupper() and at:
            return False
        planned = at > 2 and self.low[at - 1] == "to" and self.low[at - 2] in DATED | BE | _BEGINNING
        planned = planned and (self.low[at - 2] != "due" or self.low[at - 3] in BE)  # not 'due to low water'
        if at and (planned or self.low[at - 1] in _MODALS) and is_content(self.tokens[at]):
            return low not in BE
        if not is_past(low):
            return False
        before = at - 1
        while before >= 0 and is_adverb(self.low[before]):
            before -= 1
        return before >= 0 and self.low[before] not in (DETERMINERS - RELATIVES) | PREPOSITIONS

    def _is_present(self, at: int) -> bool:
        """Whether a word can only be a verb of the present: 'the convoy leaves on', 'the bus, which starts in'."""
        if not 0 < at < len(self.low) - 1 or not is_plural_form(self.low[at]) or self.low[at] in _CLOSED:
            return False
        before, behind = self.tokens[at - 1], self.low[at + 1]
        subject = before.lower in RELATIVES or (is_content(before) and not is_plural(before.text))
        follows = behind in (PREPOSITIONS - {"of"}) | DETERMINERS or self.barred[at + 1]
        return subject and not self.barred[at - 1] and follows

    def _told(self, verb: int, floor: int, precision: str) -> Happening | None:
        helped = self.scene.helped(verb)
        first, last = self.scene.subject(helped)
        group = self.scene.group(verb)
        if self.scene.is_term(verb) or (self.low[verb] in NOMINALS and self.scene.is_restrictive(helped)):
            return None
        if precision == "day" and floor <= first and self._is_occasion(first, last) and not _NEGATIONS & set(group):
            return Happening(first, max(verb + 1, last), first, last, None, "clause")  # 'the fair drew 900 people'
        if self._is_state(verb, group) or not floor <= first < last or self.low[last - 1] in _TAKEN:
            return None
        if precision != "day" and not self._is_one(first, precision, group):
            return None
        done = bool(set(group) & BE) or (self.low[verb - 1] == "," and is_participle(self.low[verb]))
        told = self._done(verb, first, last, precision) if done else self._acted(verb, first, last, precision)
        if told is None or precision == "day" or self.low[verb] not in TALLIED:
            return told
        once = _FIRST & set(self.low[max(0, first - 1) : told.end])
        single = precision == "month" and not is_plural(self.low[told.end - 1])
        return told if once or single else None

    def _is_occasion(self, first: int, last: int) -> bool:
        return self.scene.phrases.is_event(first, last) or self.scene.phrases.is_repeat(first, last)

    def _is_state(self, verb: int, group: Sequence[str]) -> bool:
        """Whether the verb tells of a state or level; who lowers a rate, or has it lowered, acts."""
        low = self.low[verb]
        acts = low in _CHANGES and (BE & set(group) or self._has_object(verb + 1))
        return bool(_NEGATIONS & set(group)) or low in _STATES or (low in _CHANGES and not acts)

    def _has_object(self, at: int) -> bool:
        """Whether an object stands at a place, and no amount."""
        return at < len(self.low) and not self.barred[at] and self.low[at] in DETERMINERS

    def _is_one(self, first: int, precision: str, group: Sequence[str]) -> bool:
        """Whether a subject is one thing, definite or few: not 'many farms', 'three of them', 'she'."""
        if self.low[first] in PRONOUNS - {"it"}:
            return False
        if precision == "month" and (_MODALS & set(group) or self.scene.phrases.is_few(first)):
            return True
        return self.low[first] == "it" or not self.scene.phrases.is_counted(first)

    def _done(self, verb: int, first: int, last: int, precision: str) -> Happening | None:
        """What was done to something that the sentence speaks of: 'the line was electrified'."""
        definite = first == 0 or self.scene.phrases.is_determined(first) or self.tokens[first].text[0].isupper()
        several = is_plural(self.low[last - 1]) and (first == 0 or self.low[first - 1] not in DETERMINERS)
        single = precision == "day" and not is_plural(self.low[last - 1])
        if not (definite or single) or (several and precision == "year"):
            return None
        noun, end = self.scene.noun(verb)
        return Happening(first, end, first, last, noun, "clause", noun, self.scene.phrases.tied(end))

    def _acted(self, verb: int, first: int, last: int, precision: str) -> Happening | None:
        """What something did: 'the river burst its banks'."""
        noun, behind = self.scene.noun(verb)
        end = self._end(behind)
        digits = precision != "day" and any(w.isdigit() or w in _COUNTS for w in self.low[verb : end + 1])
        known = self.low[verb] in HOLD or (precision == "year" and self.low[verb] in NOMINALS)
        if known or digits or verb - last > _NEAR or self.low[verb - 1] in AUXILIARIES - _MODALS:
            return None
        if precision == "year" and (is_plural(self.low[last - 1]) or is_plural(self.low[end - 1])):
            return None
        if self.scene.phrases.is_event(first, last):
            return Happening(first, end, first, last, None, "clause")
        if self._is_office(behind) or (self.low[verb] in _PASSED and _OFFICES & set(self.low[first:last])):
            return None
        if self.low[verb] in _COLOURLESS or self.low[verb - 1] in _MODALS:
            return Happening(first, end, first, end, None, "clause")
        thing = self.scene.phrases.phrase(behind) if self.barred[behind : behind + 1] != [True] else (0, 0)
        if thing[0] == thing[1]:
            return Happening(first, end, first, last, noun, "clause", noun, self.scene.phrases.tied(behind))
        tied = self.scene.phrases.tied(thing[1])
        return Happening(first, max(end, thing[1]), *thing, noun, "clause", noun, tied, (first, last))

    def _is_office(self, at: int) -> bool:
        """Whether an office or a level stands as object: who took the chair is a matter of roles."""
        first, last = self.scene.phrases.phrase(at)
        return bool(_OFFICES & set(self.low[first:last]))

    def _end(self, at: int) -> int:
        """The end of a verb's object, or of what a preposition ties to the verb: 'acceded to the treaty'."""
        while at < len(self.low) and not self.barred[at] and is_adverb(self.low[at]):
            at += 1
        first, last = self.scene.phrases.tied(at)
        tied = at < len(self.low) and self.low[at] in _TIED and self.barred[at + 1 : at + 2] != [True]
        return last if first < last else phrase_after(self.tokens, at + tied, self.barred)[1]
