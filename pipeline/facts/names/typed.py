"""What a heading or a column head says of the names beneath it: 'Port', 'Our partners', 'Top five issuers'."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.facts.cellplaces import CellPlaces, row_by_row
from pipeline.facts.lexicon import commonness, fold, name_words, word_list
from pipeline.facts.names import places
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.fullnames import TITLES, full_name, has_rare_word, looks_like_a_person
from pipeline.facts.names.propernames import NamedText
from pipeline.facts.spans import Span

_LABELS = {"places": "GPE", "bodies": "ORG", "persons": "PERSON"}
_PREPOSITION = re.compile(r"\s(?:of|for|in|by|to|on|at|with|from)\s|[(:,]")
_ARTICLE = re.compile(r"[tT]he\s")
_MORE = re.compile(r"\s[–—-]\s|\s\(|:\s|\.\s|\.$|;$")
"""Behind a name: what is said of it."""
_ENUMERATION = re.compile(r"[,;]\s(?:and\s)?(?:the\s)?|\sand\s(?:the\s)?(?=[A-Z][\w'’-]+(?:\s[A-Z]|$))")
_INLINE = re.compile(
    r"(?:^|(?<=[.;|·•]\s))(?P<label>[A-Z][\w/ -]{2,40}):\s(?P<names>[^:|·•]{2,200}?)(?=$|[.;]\s|\.$|\s[|·•])"
)
_LONGEST = 8
_PLAIN = 4.4
"""The Zipf frequency from which words are no name if all of an entry are such."""


def typed(texts: Sequence[NamedText], cells: Iterable[Mapping[str, Any]]) -> Iterator[Claim]:
    """Names in lists, columns and lines whose head says what they are, and persons named in full."""
    yield from _listed(texts)
    yield from _labelled(texts)
    for text in texts:
        yield from full_name(text, text.passage.span(0, len(text.text)))
    by_block = {text.passage.block: text for text in texts}
    ordered = row_by_row(cells)
    heads = {(c["table"], c["column"]): _label(c["text"]) for c in ordered if c["is_header"]}
    heads |= dict.fromkeys((column for column in _of_places(ordered) if not heads.get(column)), "GPE")
    sides = {(c["table"], c["row"]): _label(c["text"]) for c in ordered if c["column"] == 0 and not c["is_header"]}
    placed = CellPlaces(text.passage for text in texts)
    columns: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for cell in ordered:
        span = placed.find(cell)
        if span and not cell["is_header"]:
            column = cell["table"], cell["column"]
            label = heads.get(column) or (sides.get((cell["table"], cell["row"])) if cell["column"] else None)
            found = list(_names(by_block[span.block], span, label, 0.7))
            columns[column] += found or list(full_name(by_block[span.block], span))
    for claims in columns.values():
        yield from _telling(claims)


def _of_places(cells: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """The columns, by table, of which two cells in five and no fewer than two are well-known places or say they are."""
    columns: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for cell in cells:
        if not cell["is_header"] and cell["value"] is None:
            columns[cell["table"], cell["column"]].append(places.is_place(cell["text"]))
    yield from (column for column, told in columns.items() if sum(told) >= max(2, 0.4 * len(told)))


def _telling(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims of a column but those of a label that most do not look like: a 'site' may be one of a disease."""
    kept: list[Claim] = []
    for label, looks in _LOOKS.items():
        alike = [claim for claim in claims if claim.label == label]
        kept += alike if 2 * sum(looks(claim.text) for claim in alike) >= len(alike) else []
    return kept


def _looks_like_a_place(name: str) -> bool:
    return name in places.gazetteer() or has_rare_word(name)


_LOOKS: dict[str, Callable[[str], bool]] = {
    "GPE": _looks_like_a_place,
    "PERSON": looks_like_a_person,
    "ORG": bool,
}


def _listed(texts: Sequence[NamedText]) -> Iterator[Claim]:
    label = None
    for text in texts:
        if text.passage.kind == "heading" or text.text.endswith(":"):
            label = _label(text.text, plural=True)
        elif text.passage.kind == "list_item" and label:
            yield from _names(text, text.passage.span(0, len(text.text)), label, 0.65)


def _labelled(texts: Sequence[NamedText]) -> Iterator[Claim]:
    """Names behind a word that says what they are, as contact boxes and credits have it: 'Funder: NAME'."""
    for text in texts:
        for match in _INLINE.finditer(text.text):
            span = text.passage.span(*match.span("names"))
            yield from _names(text, span, _label(match["label"]), 0.65)


def _names(text: NamedText, span: Span, label: str | None, confidence: float) -> Iterator[Claim]:
    """The names that a list item or cell consists of or opens with ('NAME, CITY', 'NAME – what it does')."""
    if not label:
        return
    before = (TITLES if label == "PERSON" else _ARTICLE).match(text.text, span.start, span.end)
    start = before.end() if before else span.start
    end = next((m.start() for m in _MORE.finditer(text.text, start, span.end)), span.end)
    for stretch in _whole_or_parts(text, start, end):
        if _is_name(text, stretch):
            yield Claim(stretch, text.text[stretch.start : stretch.end], label, "rule", confidence)


def _whole_or_parts(text: NamedText, start: int, end: int) -> list[Span]:
    """A stretch, cut where it enumerates."""
    whole, cuts = text.passage.span(start, end), [m.span() for m in _ENUMERATION.finditer(text.text, start, end)]
    edges = [start, *(place for cut in cuts for place in cut), end]
    return [text.passage.span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)] if cuts else [whole]


def _label(head: str, *, plural: bool = False) -> str | None:
    """The label of what stands beneath a head, by its main noun."""
    words = _PREPOSITION.split(fold(head).strip().rstrip(":*†").lower())[0].split()
    noun = words[-1] if words else ""
    singular = re.sub(r"ies$", "y", noun) if noun.endswith("ies") else noun.removesuffix("s")
    if plural and singular == noun:
        return None
    if not plural and noun.title() in word_list("offices"):
        return "PERSON"
    return next(
        (label for kind, label in _LABELS.items() if singular in name_words(kind) or noun in name_words(kind)), None
    )


def _is_name(text: NamedText, span: Span) -> bool:
    """Whether all that stands in the span is one name."""
    tokens = text.within(span)
    if not tokens or len(tokens) > _LONGEST or not re.fullmatch(r"[^\d,;:()/|%]+", text.text[span.start : span.end]):
        return False
    named = [token for token in tokens if token.named]
    small = name_words("particle") | {"of", "and", "for", "the", "&"}
    plain = all(commonness(part.lower()) >= _PLAIN for token in named for part in token.text.split("-"))
    return tokens[0].named and all(token.named or token.text in small for token in tokens) and not plain
