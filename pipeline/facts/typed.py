"""What a heading or a column head says of the names beneath it: 'Port', 'Our partners', 'Top five issuers'."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.facts.claims import Claim
from pipeline.facts.lexicon import commonness, fold, name_words
from pipeline.facts.names import NamedText
from pipeline.facts.spans import Passage, Span

_LABELS = {"places": "GPE", "bodies": "ORG", "persons": "PERSON"}
_PREPOSITION = re.compile(r"\s(?:of|for|in|by|to|on|at|with|from)\s|[(:,]")
_LONGEST = 8
_PLAIN = 4.4
"""The Zipf frequency from which words are no name if all of an entry are such."""


class CellPlaces:
    """Where each cell's text stands in the text of its table's block; cells must come row by row."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._texts = {passage.block: passage.text for passage in passages}
        self._behind: dict[int, int] = {}

    def find(self, cell: Mapping[str, Any]) -> Span | None:
        """The span of the next cell, None if its text is not there."""
        block, printed = cell["block"], cell["text"]
        start = self._texts.get(block, "").find(printed, self._behind.get(block, 0)) if printed else -1
        if start < 0:
            return None
        self._behind[block] = start + len(printed)
        return Span(block, start, start + len(printed))


def row_by_row(cells: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Cells in the order in which their texts make up their block's."""
    return sorted(cells, key=lambda cell: (cell["block"], cell["table"], cell["row"], cell["column"]))


def typed(texts: Sequence[NamedText], cells: Iterable[Mapping[str, Any]]) -> Iterator[Claim]:
    """Names in lists and columns whose head says what they are."""
    yield from _listed(texts)
    by_block = {text.passage.block: text for text in texts}
    ordered = row_by_row(cells)
    heads = {(c["table"], c["column"]): _label(c["text"]) for c in ordered if c["is_header"]}
    placed = CellPlaces(text.passage for text in texts)
    for cell in ordered:
        span = placed.find(cell)
        label = None if cell["is_header"] else heads.get((cell["table"], cell["column"]))
        if span and label and _is_name(by_block[span.block], span):
            yield Claim(span, cell["text"], label, "rule", 0.7)


def _listed(texts: Sequence[NamedText]) -> Iterator[Claim]:
    label = None
    for text in texts:
        if text.passage.kind == "heading":
            label = _label(text.text, plural=True)
        elif text.passage.kind == "list_item" and label:
            span = text.passage.span(0, len(text.text))
            if _is_name(text, span):
                yield Claim(span, text.text, label, "rule", 0.65)


def _label(head: str, *, plural: bool = False) -> str | None:
    """The label of what stands beneath a head, by its main noun."""
    words = _PREPOSITION.split(fold(head).strip().rstrip(":*†").lower())[0].split()
    noun = words[-1] if words else ""
    singular = re.sub(r"ies$", "y", noun) if noun.endswith("ies") else noun.removesuffix("s")
    if plural and singular == noun:
        return None
    return next(
        (label for kind, label in _LABELS.items() if singular in name_words(kind) or noun in name_words(kind)), None
    )


def _is_name(text: NamedText, span: Span) -> bool:
    """Whether all that stands in the span is one name."""
    tokens = [token for token in text.tokens if span.start <= token.start and token.end <= span.end]
    if not tokens or len(tokens) > _LONGEST or not re.fullmatch(r"[^\d,;:()/|%]+", text.text[span.start : span.end]):
        return False
    named = [token for token in tokens if token.named]
    small = name_words("particle") | {"of", "and", "for", "the", "&"}
    plain = all(commonness(part.lower()) >= _PLAIN for token in named for part in token.text.split("-"))
    return tokens[0].named and all(token.named or token.text in small for token in tokens) and not plain
