"""What a role is held in: 'the forum', 'it' and 'the Dialogue' traced to the body they stand for."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.facts.clusters import bare
from pipeline.facts.lexicon import fold
from pipeline.facts.masking import Masked, Thing
from pipeline.facts.phrases import DETERMINER, phrase
from pipeline.facts.spans import Passage

_PRONOUNS = frozenset({"it", "its", "they", "their", "them", "which", "who", "we", "our", "this", "us", "itself"})
_IS_A = re.compile(
    r"\s(?:\([^()]{1,40}\)\s)?(?:is|are|was|were)\s(?:the\s|an?\s)(?P<noun>(?:[a-z][\w-]*\s){0,4}?[a-z][\w-]*)"
    r"(?=\s(?:of|on|for|that|which|in|to|between|with|set|based|led|by)\b|[.,;])"
)
_TITLE_WORDS = 8


class Bodies:
    """The bodies a document speaks of, by the nouns it calls them by."""

    def __init__(self, passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> None:
        self.main = _main(passages, named)
        self._nouns = {word.lower(): self.main for word in (self.main or "").split() if self.main and word[0].isupper()}
        for passage in passages:
            for thing in named.get(passage.block, ()):
                if thing.label == "ORG":
                    self._learn(passage, thing)

    def _learn(self, passage: Passage, thing: Thing) -> None:
        is_a = _IS_A.match(fold(passage.text), thing.end)
        if is_a:
            self._nouns.setdefault(is_a["noun"].split()[-1], thing.name)
        for word in thing.name.split():
            self._nouns.setdefault(word.lower(), thing.name)

    def resolve(self, printed: str, topic: str | None = None) -> str | None:
        """The body that a phrase stands for: its own words where they are a name or say enough.

        Args:
            printed: The phrase.
            topic: What the sentences before it are about.
        """
        words = bare(printed).split()
        if not words or words[0].lower() in _PRONOUNS:
            return topic or self.main
        if len(words) > 1:
            return bare(printed)
        if topic and words[0].lower() in topic.lower().split():
            return topic
        return self._nouns.get(words[0].lower(), printed)


class Topics:
    """What a passage is about as its sentences go by: the subject of the last one that had a body for subject."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._last: str | None = None

    def body(self, sentence: Masked, place: tuple[int, int] | None) -> str | None:
        """The body that a role is held in, given where the sentence says so."""
        if place is None:
            return self._last or self._bodies.main
        inside = sentence.listed(*place)
        if len(inside) == 1 and place[1] - place[0] == 1:
            return inside[0].name if inside[0].label == "ORG" else inside[0].text
        return self._bodies.resolve(sentence.printed(*place), self._last)

    def after(self, sentence: Masked, stated: str | None) -> None:
        """Take note of what the sentence is about: the body whose role it ``stated``, else its subject."""
        found = phrase(sentence.text, 0) if re.match(rf"{DETERMINER}\s", sentence.text) else None
        inside = sentence.listed(*found) if found else []
        bodily = inside[0].label == "ORG" if inside else bool(found) and sentence.text[found[0]].isupper()  # type: ignore[index]
        self._last = stated or (self.body(sentence, found) if bodily else None)


def _main(passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> str | None:
    """What the sheet is about: the body its title names, else the title where the text uses it as a name, else the
    body named most often."""
    title = next((passage for passage in passages if passage.kind == "title"), None)
    bodies = [thing.name for thing in named.get(title.block, ()) if thing.label == "ORG"] if title else []
    if bodies:
        return bodies[0]
    name = bare(title.text) if title else ""
    if name and len(name.split()) <= _TITLE_WORDS and any(name in p.text for p in passages if p.kind == "paragraph"):
        return name
    counts = Counter(thing.name for things in named.values() for thing in things if thing.label == "ORG")
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None
