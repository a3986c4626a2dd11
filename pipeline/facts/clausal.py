"""Happenings told by any verb: 'the lighthouse was automated on …', 'the river burst its banks on …'.

Verbs are an open class. Where no noun and no known verb of happening claims a date, the clause that the date belongs to
tells what happened, unless its verb speaks of a state, a level or a habit. The coarser the date, the surer the clause
must be of one happening: counts and changes of a year are statistics.
"""

from pipeline.facts.eventphrases import RELATIVES
from pipeline.facts.eventverbs import BE, HOLD, TALLIED
from pipeline.facts.eventwords import ORDINAL_WORDS
from pipeline.facts.happenings import Happening, Scene
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
from pipeline.facts.verbnouns import NOMINALS, is_participle, verb_noun

_PASTS = frozenset(
    words(
        """came went took gave made left sent built bought sold began became led put set cut hit lost won brought
        caught drew threw wrote broke chose drove flew fled tore shook struck sank sprang rang sang burst swept
        overcame undertook withdrew underwent gained laid split spread blew froze shut swore rode sat stole shot bore
        ate met held ran fell rose stood swam burnt lit hung shone"""
    )
)
"""Strong pasts of verbs that tell of happenings."""

_STATES = frozenset(
    words(
        """remained stayed lasted existed lived owned belonged contained included covered comprised consisted served
        employed averaged totalled totaled amounted numbered exceeded accounted represented showed noted stated
        expected planned needed wanted believed considered compared related referred based located situated dated
        entitled titled called named known supposed required allowed aged supported worked operated
        increased decreased declined dropped improved worsened doubled tripled halved fluctuated stabilised
        stabilized slowed recovered climbed soared peaked varied ranged continued depended relied consulted updated
        accessed retrieved cited quoted estimated forecast projected calculated measured valued priced drew saw
        followed preceded contributed scheduled slated stood held rose fell ran"""
    )
)
"""Verbs of states, levels and change of level: their dates say when something held, not what happened."""

_FIRST = frozenset(words("first last final inaugural")) | frozenset(ORDINAL_WORDS)
"""Words that make one happening of a tally: 'carried its first passengers'."""

_COMING = frozenset(words("came followed"))
_ATTENDED = frozenset(words("at during for"))
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
        if last < len(self.low) and self.low[last] in _COMING:  # 'in 2004 came the first tram'
            found = self.scene.phrases.phrase(last + 1)
            return Happening(last, found[1], *found, None, "clause") if found[0] < found[1] else None
        for at in range(last + 1, min(last + _FAR, len(self.low))):
            if self._ends(at):
                return None
            if self._is_verb(at):
                return self._told(at, last, precision)
        return None

    def _goes_on(self, at: int) -> bool:
        return at < len(self.low) and (self.low[at] in AUXILIARIES | PAST or is_participle(self.low[at]))

    def _ends(self, at: int) -> bool:
        low = self.low[at]
        return self.barred[at] or low in _STOPS or low in CONJUNCTIONS - {"and"} or low in RELATIVES

    def _is_verb(self, at: int) -> bool:
        """Whether a finite verb of happening, or the participle of one, stands at a place."""
        low = self.low[at]
        if self.tokens[at].text[0].isupper() and at:
            return False
        if at and self.low[at - 1] in _MODALS and is_content(self.tokens[at]):
            return low not in BE
        if low not in _PASTS and not is_participle(low):
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
        return subject and not self.barred[at - 1] and (behind in PREPOSITIONS | DETERMINERS or self.barred[at + 1])

    def _told(self, verb: int, floor: int, precision: str) -> Happening | None:
        helped = self.scene.helped(verb)
        first, last = self.scene.subject(helped)
        group = self.low[helped : verb + 1]
        if self.low[verb] in NOMINALS and self.scene.is_restrictive(helped, verb):
            return None
        if self.low[verb] in _STATES or set(group) & _NEGATIONS or not floor <= first < last:
            return None
        if precision != "day" and not self._is_one(first):
            return None
        done = bool(set(group) & BE) or (self.low[verb - 1] == "," and is_participle(self.low[verb]))
        told = self._done(verb, first, last, precision) if done else self._acted(verb, first, last, precision)
        if told is None or precision == "day" or self.low[verb] not in TALLIED:
            return told
        once = _FIRST & set(self.low[max(0, first - 1) : told.end])
        single = precision == "month" and not is_plural(self.low[told.end - 1])
        return told if once or single else None

    def _is_one(self, first: int) -> bool:
        """Whether a subject is one thing, or definite: not 'many farms', 'three of them', 'she'."""
        if self.low[first] in PRONOUNS - {"it"}:
            return False
        return self.low[first] == "it" or not self.scene.phrases.is_counted(first)

    def _done(self, verb: int, first: int, last: int, precision: str) -> Happening | None:
        """What was done to something that the sentence speaks of: 'the line was electrified'."""
        definite = first == 0 or self.low[first - 1] in DETERMINERS or self.tokens[first].text[0].isupper()
        several = is_plural(self.low[last - 1]) and (first == 0 or self.low[first - 1] not in DETERMINERS)
        if not definite or (several and precision == "year"):
            return None
        noun = verb_noun(self.low[verb])
        return Happening(first, verb + 1, first, last, noun, "clause", noun)

    def _acted(self, verb: int, first: int, last: int, precision: str) -> Happening | None:
        """What something did, in the clause's own words: 'the river burst its banks'."""
        end = self._end(verb + 1)
        digits = precision != "day" and any(w.isdigit() or w in _COUNTS for w in self.low[verb : end + 1])
        known = self.low[verb] in HOLD or (precision == "year" and self.low[verb] in NOMINALS)
        if known or digits or verb - last > _NEAR or self.low[verb - 1] in AUXILIARIES - _MODALS:
            return None
        if precision == "year" and (is_plural(self.low[last - 1]) or is_plural(self.low[end - 1])):
            return None
        if self.scene.phrases.is_event(first, last):
            return Happening(first, end, first, last, None, "clause")
        noun, thing = NOMINALS.get(self.low[verb]), self.scene.phrases.phrase(verb + 1)
        if noun and thing[0] < thing[1] and not self.barred[verb + 1]:
            return Happening(first, max(end, thing[1]), *thing, noun, "clause", noun)
        return Happening(first, end, first, end, None, "clause")

    def _end(self, at: int) -> int:
        """The end of a verb's object, or of what a preposition ties to the verb: 'acceded to the treaty'."""
        while at < len(self.low) and not self.barred[at] and is_adverb(self.low[at]):
            at += 1
        tied = at < len(self.low) and self.low[at] in _TIED and self.barred[at + 1 : at + 2] != [True]
        end = phrase_after(self.tokens, at + tied, self.barred)[1]
        infinitive = tied and self.low[at] == "to" and end == at + 2 and self.low[end : end + 1] != []
        governs = infinitive and not self.barred[end] and self.low[end] in DETERMINERS  # 'voted to double the budget'
        return phrase_after(self.tokens, end, self.barred)[1] if governs else end
