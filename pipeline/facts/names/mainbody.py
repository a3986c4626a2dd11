"""What a sheet is about: the one name that most of its evidence speaks for, and the short forms it goes by.

No sentence says so. What counts is gathered over the whole sheet: the title, the running header or footer, the first
paragraphs, how often a name is printed, and how often its noun stands for it ('the Platform', 'the bank').
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.facts.lexicon import any_of, fold, name_words
from pipeline.facts.masking import Thing
from pipeline.facts.names.clusters import bare
from pipeline.facts.rolewords import words
from pipeline.facts.spans import FURNITURE, Cover, Passage

_TELLING = frozenset({"title", "paragraph", "list_item"})
_OPENING, _MANY = 3, 400
_WEIGHTY = 3.0
"""What more must speak for a name than a single mention in the opening."""
_TITLE_WORDS = 8
_TITLE_END = re.compile(r":\s|\s[–—|·-]\s|,\s|\s(?=at\sa\sglance)|\s\((?=[A-Z])")
_WITH_ARTICLE = re.compile(r"\b[tT]he\s(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){1,5})")
_CALLED = re.compile(r"\b[tT]he\s(?P<noun>[A-Z][a-z]{3,}|[a-z]{4,})(?![\w-])(?!\s(?:[A-Z]|of\b))")
"""A thing called by its noun alone."""
_OURSELVES = re.compile(r"\b(?:[wW]e|[oO]ur)\s")
_LOWER = 0.5
"""What a noun in small letters weighs, which may be any such thing's."""
_TAIL = re.compile(r"\s(?:of|for|on|against|in|at|without|and|to)\s", re.IGNORECASE)
_NEXT = re.compile(r"\s(?P<word>[a-z][\w-]*)")


def main_body(passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> str | None:
    """The name of what a sheet is about; None where nothing is named often or prominently enough.

    The name of a body, or another of several words that stands behind an article or is the title.

    Args:
        passages: The blocks of the sheet, running headers and footers among them.
        named: Its named things by block.
    """
    texts = [passage for passage in passages if passage.kind in _TELLING][:_MANY]
    title = _named_in_title(texts, named)
    weights = _mentions(texts, named)
    for passage in texts:
        if title and passage.kind != "title" and title in passage.text:
            weights[title] += 2 + 2 * (passage.block in {text.block for text in texts[:_OPENING]})
    for passage in passages:
        if passage.kind in FURNITURE:
            weights.update({thing.name: 1 for thing in named.get(passage.block, ()) if thing.label == "ORG"})
    if title and (title in weights or _is_called(title, texts)):
        weights[title] += 2
    called = Counter(match["noun"] for passage in texts for match in _CALLED.finditer(fold(passage.text)))
    ours = any(_OURSELVES.search(passage.text) for passage in texts)
    ranked = {name: weight + _times_called(name, called) + ours for name, weight in weights.items()}
    best = max(ranked, key=lambda name: (ranked[name], name in title), default=None)  # of equals the first printed
    return best if best and ranked[best] > _WEIGHTY else None


def short_forms(
    main: str, passages: Sequence[Passage], named: Mapping[int, Sequence[Thing]]
) -> Mapping[int, Sequence[Thing]]:
    """The named things of each block, with the main body where it is named but no entity, or called by its noun."""
    acronym = _acronym(main, passages)
    name = re.compile(rf"(?<!\w)(?:{any_of((main, acronym) if acronym else (main,))})(?!\w)")
    noun = head_noun(main)
    more = dict(named)
    for passage in passages:
        others = named.get(passage.block, ())
        taken = Cover(passage.span(one.start, one.end) for one in others)
        found = [match.span() for match in name.finditer(passage.text)]
        found += _by_noun(noun, passage, others) if noun else ()
        new = [
            Thing(*span, passage.text[slice(*span)], "ORG", main, None)
            for span in found
            if not taken.touches(passage.span(*span))
        ]
        if new:
            more[passage.block] = sorted([*others, *new], key=lambda one: one.start)
    return more


def head_noun(name: str) -> str:
    """The noun of a name that bodies, undertakings or treaties bear, in small letters; else nothing."""
    noun = (_TAIL.split(bare(name))[0].split() or [""])[-1]
    known = {noun, noun.title()} & (name_words("head") | name_words("weak"))
    return noun.lower() if known or {noun.lower()} & (words("undertaking").keys() | words("treaty").keys()) else ""


def _acronym(main: str, passages: Sequence[Passage]) -> str:
    """What stands in brackets behind a name for short; empty where nothing does."""
    behind = re.compile(rf"{re.escape(main)}\s\((?P<short>[A-Z][\w&-]*[A-Z])\)")
    found = next(filter(None, (behind.search(passage.text) for passage in passages)), None)
    return found["short"] if found else ""


def _by_noun(noun: str, passage: Passage, others: Sequence[Thing]) -> Iterator[tuple[int, int]]:
    """Where the noun alone stands for the main body: not behind another body with that noun, nor in a compound."""
    rivals = [one.start for one in others if one.label == "ORG" and head_noun(one.name) == noun]
    for match in _CALLED.finditer(fold(passage.text)):
        if match["noun"].lower() != noun or any(start < match.start() for start in rivals):
            continue
        behind = _NEXT.match(passage.text, match.end())
        if match["noun"][0].isupper() or not behind or _ends_phrase(behind["word"]):
            yield match.span("noun")


def _ends_phrase(word: str) -> bool:
    return word in name_words("phrase_end") or word in _verbs() or word.endswith("ed")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(verb.partition(" ")[0] for verb in words("active"))


def _mentions(texts: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> Counter[str]:
    """How often each name is printed, those in the title and the opening counted more."""
    opening = {passage.block for passage in texts[:_OPENING]}
    weights: Counter[str] = Counter()
    for passage in texts:
        for name in _names(passage, named.get(passage.block, ())):
            weights[name] += 1 + (2 if passage.block in opening else 0) + (passage.kind == "title")
    return weights


def _times_called(name: str, called: Mapping[str, int]) -> float:
    noun = head_noun(name)
    return called.get(name.rsplit(maxsplit=1)[-1], 0) + (_LOWER * called.get(noun, 0) if noun else 0.0)


def _is_called(title: str, texts: Sequence[Passage]) -> bool:
    """Whether the noun of a title stands for it in the text."""
    noun = head_noun(title).title()
    return bool(noun) and any(match["noun"] == noun for text in texts for match in _CALLED.finditer(fold(text.text)))


def _named_in_title(texts: Sequence[Passage], named: Mapping[int, Sequence[Thing]]) -> str:
    """What a title may name, a country apart: its part before a colon or dash."""
    passage = next((passage for passage in texts if passage.kind == "title"), None)
    title = _TITLE_END.split(bare(passage.text))[0] if passage else ""
    countries = {thing.text for things in named.values() for thing in things if thing.label == "COUNTRY"}
    return "" if title in countries or len(title.split()) > _TITLE_WORDS else title


def _names(passage: Passage, things: Sequence[Thing]) -> list[str]:
    """The names of a passage that may be what the sheet is about."""
    taken = [(thing.start, thing.end) for thing in things]
    others = [
        match["name"]
        for match in _WITH_ARTICLE.finditer(passage.text)
        if not any(match.start("name") < end and start < match.end("name") for start, end in taken)
    ]
    return [*(thing.name for thing in things if thing.label == "ORG"), *others]
