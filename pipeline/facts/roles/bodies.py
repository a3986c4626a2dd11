"""What a role is held in: 'the forum', 'it' and 'the Dialogue' traced to the body they stand for."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.facts.lexicon import any_of, fold
from pipeline.facts.masking import Masked, Thing
from pipeline.facts.names.clusters import bare
from pipeline.facts.names.mainbody import main_body, short_forms
from pipeline.facts.roles.phrases import DETERMINER, SIGN, phrase
from pipeline.facts.roles.rosters import OF_PANELS, panel_above
from pipeline.facts.roles.stating import Held, is_one_of, is_sign
from pipeline.facts.rolewords import words
from pipeline.facts.spans import Passage

_OURS = frozenset({"our", "we", "us"})
_PRONOUNS = frozenset({"it", "its", "they", "their", "them", "which", "who", "we", "our", "this", "us", "itself"})
_IS_A = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,|\s(?:is|are|was|were))\s(?:the|an?)\s(?P<noun>(?:[\w'-]+\s){0,5}?[a-z][\w-]*)"
    r"(?=\s(?:of|on|for|that|which|in|to|between|with|set|based|led|by|run|founded|from|who|at)\b|[.,;])"
)
_SUBJECT = re.compile(rf"{DETERMINER}\s(?P<name>{SIGN}|[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){{0,6}})")
_DETERMINED = re.compile(rf"{DETERMINER}\s")
_HELD_IN = ("undertaking", "panel", "treaty", "event")
_VAGUE = re.compile(
    r"(?:next|latter|former|following|first|second|third|last|\w+th|\d+(?:st|nd|rd))(?:\s(?:one|edition|time))?$"
)
"""What stands for the last thing of its kind."""
_KINDS = {"signatory": "treaty", "host": "event", "co-host": "event"}
_FAR = 1_000_000


class Bodies:
    """The bodies a document speaks of, by the nouns it calls them by."""

    def __init__(self, passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> None:
        self.main = main_body(passages, named)
        self.named = short_forms(self.main, passages, named) if self.main else named
        main = self.main or ""
        bodies = [thing for things in self.named.values() for thing in things if thing.label == "ORG"]
        self._names = {printed: thing.name for thing in bodies for printed in (thing.text, thing.name)}
        self._nouns = {word.lower(): main for word in main.split() if word[0].isupper()}
        for passage in passages:
            for thing in self.named.get(passage.block, ()):
                if thing.label == "ORG":
                    self._learn(passage, thing)

    def _learn(self, passage: Passage, thing: Thing) -> None:
        is_a = _IS_A.match(fold(passage.text), thing.end)
        if is_a:
            self._nouns.setdefault(is_a["noun"].split()[-1], thing.name)
        for word in thing.name.split():
            self._nouns.setdefault(word.lower(), thing.name)

    def knows(self, name: str) -> bool:
        """Whether this is the name of a body, in full or by its noun."""
        return name in self._names or (name[0].isupper() and " " not in name)

    def in_full(self, name: str) -> str:
        """The name of a body by the name it is printed with, which may be short."""
        return self._names.get(name, name)

    def resolve(self, printed: str, topic: str | None = None) -> str | None:
        """The body that a phrase stands for: its own words where they are a name or say enough.

        Args:
            printed: The phrase.
            topic: What the sentences before it are about.
        """
        parts = bare(printed).split()
        if not parts or parts[0].lower() in _PRONOUNS:
            return topic or self.main
        if len(parts) > 1:
            return bare(printed)
        if topic and parts[0].lower() in self.in_full(topic).lower().split():
            return self.in_full(topic)
        return self._nouns.get(parts[0].lower(), printed)

    def of_roster(self, said: str | None, role: str, passage: Passage) -> str | None:
        """The body of those listed: as said, but for a bare noun; else its heading, else the sheet's own."""
        if said is None:
            return panel_above(passage, role) or self.main
        found = self.resolve(said)
        return self.main if found and self.main and found.islower() and found.isalpha() else found


class Topics:
    """What a passage is about as its sentences go by: the body whose role the last one stated, else its subject."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._last: str | None = None
        self._stated: str | None = None
        self._opening: str | None = None

    @property
    def before(self) -> str | None:
        """What the sentence before this one was about, where that is a body."""
        return self._last if self._last and self._bodies.knows(self._last) else None

    def within(self, sentence: Masked, one: Held) -> str | None:
        """The body of a role that a sentence states, and what the next one is about; in the order of the text."""
        said = sentence.text[slice(*one.body)] if one.body else ""
        pronoun = said.lower() in _PRONOUNS
        kind = _KINDS.get(one.role)
        if not said and (panel := self._panel(sentence, one)):
            self._stated = panel
        elif kind and (not said or pronoun or _stands_in(said, kind)):
            self._stated = self._last_of(kind, sentence, one)
        elif said.lower() in _OURS:
            self._stated = self._bodies.main
        elif said and not pronoun:
            self._stated = self._body(sentence, one.body, self._last)
        elif said or one.role not in OF_PANELS or not (self._stated or "")[:1].isupper():
            topic = self._stated or (self._subject(sentence, before=one.evidence[0]) if said else None) or self._last
            self._stated = self._body(sentence, one.body, topic) or self._opening
        return self._stated

    def _panel(self, sentence: Masked, one: Held) -> str | None:
        """The last panel that the passage names before a role that panels have, where nothing was stated since."""
        if one.role not in OF_PANELS or self._stated:
            return None
        before = sentence.passage.text[: sentence.offset(one.evidence[0])]
        found = [match["name"] for match in _of_kind("panel").finditer(before) if match["name"][0].isupper()]
        return bare(found[-1]) if found else None

    def _last_of(self, kind: str, sentence: Masked, one: Held) -> str | None:
        """The last treaty or event that the passage names before a role in it, else the subject of its sentences."""
        before = sentence.passage.text[: sentence.offset(one.evidence[0])]
        found = [match["name"] for match in _of_kind(kind).finditer(before)]
        noun = sentence.text[slice(*one.body)] if one.body else ""
        if noun.lower() in words(kind) and not (found and found[-1].lower().endswith(noun.lower())):
            return noun
        opening = self._subject_phrase(sentence, one.evidence[0]) or self._opening
        return bare(found[-1]) if found else opening or self._body(sentence, None, self._last)

    def after(self, sentence: Masked) -> None:
        """Take note of what the sentence was about."""
        self._last, self._stated = self._stated or self._subject(sentence), None
        self._opening = self._subject_phrase(sentence, _FAR)

    def _subject_phrase(self, sentence: Masked, before: int) -> str | None:
        """What a sentence opens with before a place, where that is no named holder of roles."""
        found = phrase(sentence.text, 0)
        fits = found and found[1] < before and not is_sign(sentence.text, found)
        return sentence.printed(*found) if found and fits else None

    def _body(self, sentence: Masked, place: tuple[int, int] | None, topic: str | None) -> str | None:
        if place is None:
            return topic if topic and self._bodies.knows(topic) else self._bodies.main or topic
        inside = sentence.listed(*place)
        if len(inside) == 1 and place[1] - place[0] == 1:
            return _as_printed(inside[0])
        return self._bodies.resolve(sentence.printed(*place), topic)

    def _subject(self, sentence: Masked, before: int = _FAR) -> str | None:
        """The body that is the sentence's subject, where it stands before a place."""
        named = _SUBJECT.match(sentence.text)
        if not named:
            return self._common_subject(sentence, before)
        if named.end() > before:
            return None
        things = sentence.listed(*named.span("name"))
        bodily = all(thing.label == "ORG" for thing in things)
        return self._body(sentence, named.span("name"), self._last) if bodily else None

    def _common_subject(self, sentence: Masked, before: int) -> str | None:
        """The subject of a sentence that is no name, where roles are held in such things: 'The yearly conference'."""
        found = phrase(sentence.text, 0) if _DETERMINED.match(sentence.text) else None
        fits = found and found[1] <= before and any(is_one_of(kind, sentence, found) for kind in _HELD_IN)
        return sentence.printed(*found) if found and fits else None


def _as_printed(thing: Thing) -> str:
    """A name as the sentence has it, an acronym for one; in full where it is a part of the full name."""
    return thing.name if thing.label == "ORG" and thing.text in thing.name else thing.text


def _stands_in(said: str, kind: str) -> bool:
    """Whether words are too few to say which treaty or event is meant: 'the next one', 'the text'."""
    plain = kind == "treaty" and said.islower() and said.isalpha()
    return plain or said.lower() in words(kind) or bool(_VAGUE.match(said))


@cache
def _of_kind(kind: str) -> re.Pattern[str]:
    """Names and phrases whose noun is of a kind: 'the Harbour Agreement on Trade', 'the fourth workshop'."""
    nouns = any_of(words(kind))
    name = rf"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){{0,5}}\s(?i:{nouns})|(?i:{nouns})(?=\s(?:of|on|for)\s(?:the\s)?[A-Z])"
    single = rf"(?=[A-Z])(?i:{nouns})"
    tail = r"(?:\s(?:of|on|for|against)\s(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,5})?"
    return re.compile(
        rf"(?<![\w-])(?P<name>(?:{name}){tail}|(?<=[Tt]he\s){single}|(?<=the\s)(?:[a-z][\w-]*\s){{0,4}}(?:{nouns}))(?![\w-])"
    )
