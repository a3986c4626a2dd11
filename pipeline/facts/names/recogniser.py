"""Named entities by the recogniser of a spaCy model, whose actions are chosen in arrays.

The recogniser goes through a text from left to right and takes one action a word: outside, or the beginning, inside,
last or only word of an entity (Lample et al., "Neural architectures for named entity recognition", NAACL 2016). spaCy's
own loop asks at every word of every action whether it is possible, which costs more than the network does. Outside of
entities an action depends on no action before it: there all words are judged at once. The entities are the same.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

_FEATURES = 3
"""What an action depends on: the word, the first word of the entity it may go on with, and the word before it."""

Reals = npt.NDArray[np.float32]


class Named(NamedTuple):
    """A named entity: offsets into its text, and the model's label."""

    start: int
    end: int
    label: str


Recogniser = Callable[[Sequence[str]], Iterator[list[Named]]]
"""Gives the entities of each text."""


def recogniser(language: Any) -> Recogniser:  # noqa: ANN401 - spaCy is imported late
    """The quickest way to the entities that a spaCy pipeline finds."""
    ner = language.get_pipe("ner") if language.pipe_names == ["ner"] else None
    if ner is None or not ner.model.attrs["has_upper"] or ner.cfg["beam_width"] > 1:
        return _Pipeline(language)
    return _Greedy(language, ner) if ner.model.get_ref("lower").get_dim("nF") == _FEATURES else _Pipeline(language)


class _Pipeline:
    """spaCy's own way, for pipelines of any build."""

    def __init__(self, language: Any) -> None:  # noqa: ANN401
        self._language = language

    def __call__(self, texts: Sequence[str]) -> Iterator[list[Named]]:
        for doc in self._language.pipe(texts):
            yield [Named(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


class _Greedy:
    """A network of one hidden layer that takes the best action at each word."""

    def __init__(self, language: Any, ner: Any) -> None:  # noqa: ANN401
        self._tokens = language.make_doc
        self._tok2vec, self._lower, upper = (ner.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._bias: Reals = self._lower.get_param("b")
        self._weights: Reals = upper.get_param("W")
        self._offsets: Reals = upper.get_param("b")
        names = [ner.moves.get_class_name(place) for place in range(len(self._offsets))]
        self._actions = [(kind, label) for kind, _, label in (name.partition("-") for name in names)]
        self._places = {action: place for place, action in enumerate(self._actions)}
        kinds = [kind if label or kind == "O" else "" for kind, label in self._actions]
        self._begins, self._outside, units = (np.array([one == kind for one in kinds]) for kind in "BOU")
        self._never = ~(self._begins | self._outside | units)

    def __call__(self, texts: Sequence[str]) -> Iterator[list[Named]]:
        docs = [self._tokens(text) for text in texts]
        if not any(map(len, docs)):
            yield from ([] for _ in docs)
            return
        hidden: Reals = self._lower.predict(self._tok2vec.predict(docs))  # the first row stands in for no word
        start = 1
        for doc in docs:
            words = hidden[start : start + len(doc)]
            start += len(doc)
            found = self._spans(words, hidden[0], doc.to_array("IS_SPACE") > 0) if len(doc) else ()
            yield [Named(doc[a].idx, doc[b].idx + len(doc[b]), label) for a, b, label in found]

    def _spans(self, words: Reals, nothing: Reals, spaces: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, str]]:
        """First word, last word and label of each entity."""
        best = self._outside_entities(words, nothing, spaces)
        behind = 0
        for first in np.flatnonzero(~self._outside[best]).tolist():
            if first >= behind:
                kind, label = self._actions[best[first]]
                last = first if kind == "U" else self._last(words, first, label)
                yield first, last, label
                behind = last + 1

    def _outside_entities(self, words: Reals, nothing: Reals, spaces: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """The best action at each word if no entity is open there; none begins at the last word or at a space."""
        scores = (words[:, 0] + nothing[1] + nothing[2] + self._bias).max(axis=2) @ self._weights.T + self._offsets
        scores[:, self._never] = -np.inf
        scores[-1, self._begins] = -np.inf
        scores[np.ix_(spaces, ~self._outside)] = -np.inf
        return scores.argmax(axis=1)

    def _last(self, words: Reals, first: int, label: str) -> int:
        """The last word of an entity that begins at a word."""
        both = [self._places["I", label], self._places["L", label]]
        weights, offsets = self._weights[both], self._offsets[both]
        for word in range(first + 1, len(words) - 1):
            hidden = (words[word, 0] + words[first, 1] + words[word - 1, 2] + self._bias).max(axis=1)
            inside, last = weights @ hidden + offsets
            if last > inside or (last == inside and both[1] < both[0]):
                return word
        return len(words) - 1
