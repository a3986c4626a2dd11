"""What the happenings of a sentence are called, where a pronoun or 'the next one' stands for what was said before."""

import re
from dataclasses import dataclass

from pipeline.facts.events.happenings import POINTING, Happening, Scene
from pipeline.facts.events.timelines import said, without_place
from pipeline.facts.events.words import ORDINAL_WORDS
from pipeline.facts.mentioned import Mentioned
from pipeline.facts.syntax import Line, is_content, is_plural, phrase_after

_DEFINED = re.compile(r"(?:The\s)?([A-ZÀ-Þ][^,;:()]{1,60}?)(?:\s\([A-Z]{2,10}\))?\s(?:is|are|was)\s(?:an?|the|one)\s")
NUMBERED = re.compile(rf"(?i)^(?:[0-9]{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINAL_WORDS)})\s")
SUBJECTS = frozenset({"ORG", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC"})
"""Labels of what a text can be about."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the sentences so far spoke of: the thing that 'it' stands for, the event that 'the next one' repeats."""

    topic: str | None
    event: str | None = None


class Sentence:
    """One sentence and what happens in it.

    Args:
        line: Its tokens, dates taken.
        before: What the sentences before it spoke of.
    """

    def __init__(self, line: Line, before: Spoken) -> None:
        self.line, self.before = line, before
        self.low, self.barred = line.low, line.barred
        self.scene = Scene(line)
        self.found = self.scene.happenings()

    def spoken(self, names: Mentioned) -> Spoken:
        """What this sentence adds to what was spoken of."""
        line = self.line
        defined = _DEFINED.match(line.text, line.start, line.end)
        subject = next((h for h in self.found if h.rule == "verb" and h.nominal and self._is_named(h)), None)
        topic = (
            self._kind(defined) + defined[1]
            if defined
            else line.printed(subject.first, subject.last)
            if subject
            else names.last(line.end, SUBJECTS, line.start)
        )
        named = (h for h in self.found if h.nominal is None or self.scene.phrases.is_event(h.first, h.last))
        events = [h for h in named if not self._repeats(h)]
        event = line.printed(events[-1].first, events[-1].last) if events else None
        return Spoken(topic or self.before.topic, event or self.before.event)

    def _kind(self, defined: re.Match[str]) -> str:
        """What the sentence says that a thing is, to stand before its name: 'the union ' of 'X is a union'."""
        first, last = phrase_after(self.line.tokens, self.line.at(defined.end()), self.barred)
        said = self.low[last - 1] if first < last else ""
        return "" if not said.isalpha() or is_plural(said) or said in defined[1].lower() else f"the {said} "

    def _is_named(self, happening: Happening) -> bool:
        return self.scene.phrases.is_proper(happening.first, happening.last)

    def name(self, happening: Happening) -> str | None:
        """What the happening is called; null where the words that a pronoun stands for were never said."""
        if happening.first == happening.last:
            return f"{happening.nominal} of {self.before.topic}" if self.before.topic else happening.nominal
        if self._repeats(happening):
            return self._in_series(happening)
        pronoun = self.low[happening.first : happening.last] == ["it"]
        if not pronoun and happening.last == happening.first + 1 and self.low[happening.first] in POINTING:
            return happening.nominal
        if pronoun and happening.nominal is None and happening.rule != "clause":
            return self.before.event or self.before.topic
        if happening.rule == "clause" and self.low[happening.first] == "it" and not pronoun:
            return f"{self._meant(happening) or 'it'} {self.line.printed(happening.first + 1, happening.last)}"
        meant = self._meant(happening) if pronoun else None
        if pronoun and meant is None and happening.nominal:
            return happening.nominal
        name = said(self.line, happening, meant)
        short = happening.nominal is None and NUMBERED.match(name) and self.before.event
        return self._in_series(happening) if short and short.endswith(f" {NUMBERED.sub('', name)}") else name

    def _repeats(self, happening: Happening) -> bool:
        return self.scene.phrases.is_repeat(happening.first, happening.last) and (
            happening.nominal is None or self.low[happening.first] not in ORDINAL_WORDS
        )

    def _in_series(self, happening: Happening) -> str | None:
        """The event spoken of before, with the number that the happening has in its series."""
        printed = self.line.printed(happening.first, happening.last)
        number = NUMBERED.match(f"{printed} ")
        ahead = [h for h in self.found if h.nominal is None and h.end <= happening.first and not self._repeats(h)]
        event = self.line.printed(ahead[-1].first, ahead[-1].last) if ahead else self.before.event
        if event is None:
            return printed if number else None
        return f"{number[0] if number else ''}{NUMBERED.sub('', without_place(event))}"

    def _meant(self, happening: Happening) -> str | None:
        """What 'it' stands for: what something happened to before, or what the sentences before are about."""
        ahead = [h for h in self.found if h.nominal and h.last <= happening.first]
        if ahead:
            return self.line.printed(ahead[-1].first, ahead[-1].last)
        opens = all(self.barred[at] or not is_content(self.line.tokens[at]) for at in range(happening.first))
        return self.before.topic if opens else None
