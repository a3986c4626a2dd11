"""What a role is held in: 'the forum', 'it' and 'the Dialogue' traced to the body they stand for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.facts.clusters import bare
from pipeline.facts.lexicon import fold
from pipeline.facts.masking import Thing
from pipeline.facts.spans import Passage

_PRONOUNS = frozenset({"it", "its", "they", "their", "which", "who", "we", "our", "this", "us", "itself"})
_IS_A = re.compile(r"\s(?:is|are|was|were|,)\s(?:the\s|an?\s)(?P<noun>(?:[a-z][\w-]*\s){0,4}?[a-z][\w-]*)(?=\s(?:of|on|for|that|which|in|to|between|with|set|based|led|by)\b|[.,;])")
_NAMED_NOUN = re.compile(r"\b(?!(?:The|A|An|This|In|Its|Our)\s)(?P<name>(?:[A-Z][\w'-]*\s(?:(?:of|to|for|and|the|on)\s){0,2}){1,5}(?P<noun>[a-z][\w-]{3,}))\b")


class Bodies:
    """The bodies a document speaks of, by the nouns it calls them by."""

    def __init__(self, passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> None:
        self._nouns: dict[str, str] = {}
        self.main = _main(passages, named)
        for passage in passages:
            for thing in named.get(passage.block, ()):
                if thing.label == "ORG":
                    self._learn(passage, thing)
            if passage.kind in ("paragraph", "list_item"):
                for match in _NAMED_NOUN.finditer(fold(passage.text)):
                    self._nouns.setdefault(match["noun"], passage.text[match.start("name") : match.end("name")])
        if self.main:
            for word in self.main.split():
                self._nouns.setdefault(word.lower(), self.main)

    def _learn(self, passage: Passage, thing: Thing) -> None:
        is_a = _IS_A.match(fold(passage.text), thing.end)
        if is_a:
            self._nouns.setdefault(is_a["noun"].split()[-1], thing.name)
        self._nouns[thing.name.split()[-1].lower()] = thing.name
        for word in thing.name.split():
            self._nouns.setdefault(word.lower(), thing.name)

    def resolve(self, printed: str | None) -> str | None:
        """The body that a phrase stands for: its own words where they are a name or say enough."""
        if printed is None or printed.lower() in _PRONOUNS:
            return self.main
        words = bare(printed).split()
        if len(words) == 1:
            return self._nouns.get(words[0].lower(), printed)
        return bare(printed)


def _main(passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> str | None:
    """The body the sheet is about: the one its title names, else its title's own."""
    title = next((passage for passage in passages if passage.kind == "title"), None)
    bodies = [thing.name for thing in named.get(title.block, ()) if thing.label == "ORG"] if title else []
    if bodies:
        return bodies[0]
    return _most_named(named.values())


def _most_named(groups: Iterable[Sequence[Thing]]) -> str | None:
    counts: dict[str, int] = {}
    for thing in (thing for group in groups for thing in group if thing.label == "ORG"):
        counts[thing.name] = counts.get(thing.name, 0) + 1
    best: Any = max(counts, key=lambda name: counts[name], default=None)
    return best if best and counts[best] > 1 else None
