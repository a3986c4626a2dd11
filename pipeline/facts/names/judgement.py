"""Names that no list and no noun explains: person, place or body, by the evidence of all their mentions together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts.lexicon import NameIndex, commonness, name_words, word_list
from pipeline.facts.names import agency, persons, places, whereabouts
from pipeline.facts.names.claims import Claim
from pipeline.facts.names.countries import demonyms
from pipeline.facts.names.propernames import NamedText, Run, is_common
from pipeline.facts.spans import Cover, Span

ENOUGH = {"PERSON": 2.0, "GPE": 1.5, "ORG": 1.3}
"""The evidence that convinces, by label."""

_MODEL_WEIGHT = {
    "PERSON": ("PERSON", 1.0),
    "GPE": ("GPE", 0.8),
    "LOC": ("GPE", 0.8),
    "FAC": ("GPE", 0.4),
    "ORG": ("ORG", 0.8),
}
_BESIDE = frozenset({"GPE", "LOC", "COUNTRY", "PERSON", "ORG"})
_AMONG_BODIES = 1.0
"""What speaks for a body in a name that is enumerated with one."""
_OF = " of "
_HEARD = 8
"""Mentions of a name that are heard."""
_LIKE_A_PERSON = 0.5
"""The evidence from which a name looks like a person's by itself."""
_MODEL_ALONE = 1.0
"""The same of a single word: no more than the model says."""
_NOUN = 3.5
"""The Zipf frequency from which a word at the start of a sentence is taken for a noun before a name."""
_OTHER_LABELS = frozenset({"NORP", "LANGUAGE", "LAW", "EVENT", "WORK_OF_ART"})
_CHAIN = re.compile(r"(?:,|,? and|,? or|–|-)\s?(?:the\s)?")
_CHAIN_BEFORE = re.compile(rf"(?:{_CHAIN.pattern})$")
_NO_PLACE_BEHIND = re.compile(
    r"\s(?:belt|effect|test|model|programme|program|project|scheme|process|method|index|scale|system|theory)\b"
)
_MODIFIER, _MODIFIED = re.compile(r"\b[tT]he\s$"), re.compile(r"\s[a-z]")
"""Around a name that tells which of something: 'the NAME programme'."""


class Candidate(NamedTuple):
    """A name in a sentence whose kind is open."""

    text: NamedText
    run: Run
    printed: str


def judged(texts: Sequence[NamedText], model: Mapping[Span, str], taken: Iterable[Claim]) -> Iterator[Claim]:
    """Persons, places and bodies among the names that ``taken`` leaves, wherever they stand in the document."""
    taken = list(taken)
    covered = Cover(claim.span for claim in taken)
    named = {
        (claim.span.block, edge): claim.label for claim in taken if claim.label in _BESIDE for edge in claim.span[1:]
    }
    found = [candidate for text in texts for candidate in _candidates(text, covered)]
    mentions: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    scored = [_beside_places(one, _scores(one, model), named) for one in found]
    for candidate, scores in zip(found, _chained(found, scored), strict=True):
        for label, score in scores.items():
            mentions[candidate.printed][label].append(score)
    totals = {name: {kind: _together(one) for kind, one in scores.items()} for name, scores in mentions.items()}
    decided = {name: best for name, scores in totals.items() if (best := _best(scores))}
    yield from _mentions(texts, _with_short_forms(decided), covered)


def _candidates(text: NamedText, covered: Cover) -> Iterator[Candidate]:
    if text.title_case or text.passage.kind == "table":
        return
    for run in text.runs():
        for part in _free_parts(text, run, covered):
            if not whereabouts.is_language(text, part):
                yield Candidate(text, part, text.text[part.start : part.end])


def _free_parts(text: NamedText, run: Run, covered: Cover) -> Iterator[Run]:
    """Stretches of the run without claimed words, titles, offices (and what stands before an office) and adjectives."""
    first = None
    offices, words = word_list("offices"), text.words(run)
    for place in range(run.first + _opens_with_noun(text, run), run.last + 2):
        token = text.tokens[place] if place <= run.last else None
        word = token.text if token else ""
        claimed = token is not None and covered.touches(text.passage.span(token.start, token.end))
        if word in offices:
            first = None
        elif (
            token is None
            or claimed
            or word in name_words("title")
            or (word in demonyms() and (first is None or place < run.last))
            or (first is None and not token.named)
        ):
            if first is not None:
                yield text.run(first, place - 1)
            first = None
        elif first is None or _begins_person(words, first - run.first, place - run.first):
            first = place


def _begins_person(words: Sequence[str], first: int, place: int) -> bool:
    """Whether a given name before another stands behind nothing but plain words: 'Transport' + 'Eva NAME'."""
    names = word_list("given_names")
    return (
        words[place] in names
        and place + 1 < len(words)
        and all(is_common(word) and word not in names for word in words[first:place])
    )


def _opens_with_noun(text: NamedText, run: Run) -> bool:
    """Whether the run's first word owes its capital to the sentence: 'Goalkeeper NAME NAME'."""
    word = text.words(run)[0]
    opening = run.last - run.first > 1 and run.start in text.opening and word not in word_list("given_names")
    return opening and commonness(word.lower()) >= _NOUN


def _scores(candidate: Candidate, model: Mapping[Span, str]) -> dict[str, float]:
    text, run, printed = candidate
    label = _model_label(candidate, model)
    alone = run.first == run.last
    opening = run.start in text.opening and alone
    if label in _OTHER_LABELS or (opening and is_common(printed)) or (alone and len(printed) < 2):
        return {}
    scores = {
        "PERSON": persons.evidence(text, run),
        "GPE": whereabouts.evidence(text, run),
        "ORG": agency.evidence(text, run),
    }
    if label in _MODEL_WEIGHT:
        target, weight = _MODEL_WEIGHT[label]
        rare = whereabouts.familiarity(text.words(run)) if target == "GPE" and not scores["GPE"] else 0.0
        scores[target] += (weight + max(0.0, rare)) * (0.5 if opening else 1.0)
    if _MODIFIER.search(text.text[max(0, run.start - 5) : run.start]) and _MODIFIED.match(text.text, run.end):
        place_too = not _NO_PLACE_BEHIND.match(text.text, run.end)
        scores = {kind: score - (0.0 if place_too and kind == "GPE" else 0.8) for kind, score in scores.items()}
    return scores


def _model_label(candidate: Candidate, model: Mapping[Span, str]) -> str:
    """The model's label for the same words, give or take an article."""
    text, run, _ = candidate
    start = next(
        (run.start - n for n in (4, 0) if n and text.text[run.start - n : run.start].lower() == "the "), run.start
    )
    span = text.passage.span
    return model.get(span(run.start, run.end)) or model.get(span(start, run.end)) or ""


def _beside_places(one: Candidate, scores: dict[str, float], edges: Mapping[tuple[int, int], str]) -> dict[str, float]:
    """Scores where the name is enumerated with a place already known: 'Honiara, Madang and NAME'.

    Neither are persons enumerated with countries.
    """
    text, run, _ = one
    before = _CHAIN_BEFORE.search(text.text[max(0, run.start - 10) : run.start])
    behind = _CHAIN.match(text.text, run.end)
    block = text.passage.block
    beside = {
        edges.get((block, run.start - len(before.group()))) if before else None,
        edges.get((block, behind.end())) if behind else None,
    } - {None}
    home = text.text.endswith(_OF, 0, run.start) and edges.get((block, run.start - len(_OF))) == "PERSON"
    beside -= {"PERSON"}
    if scores and "ORG" in beside:
        beside -= {"ORG"}
        scores["ORG"] += _AMONG_BODIES
    if scores and home:
        scores["GPE"] += 1.0 + whereabouts.familiarity(text.words(run))
    if scores and "COUNTRY" in beside:
        scores["PERSON"] -= 1.0
    elif scores and beside and scores["PERSON"] <= (_MODEL_ALONE if run.first == run.last else _LIKE_A_PERSON):
        scores["GPE"] += 1.2 + whereabouts.familiarity(text.words(run))
    return scores


def _chained(found: Sequence[Candidate], scores: list[dict[str, float]]) -> list[dict[str, float]]:
    """Scores where names in one enumeration ('in A, B and C') share what speaks for a place or person."""
    for step in (1, -1):
        order = range(len(found))[::step]
        for here, there in pairwise(order):
            left, right = sorted((here, there))
            one, two = found[left], found[right]
            if (
                one.text is two.text
                and _CHAIN.fullmatch(one.text.text[one.run.end : two.run.start])
                and scores[here]
                and scores[there]
            ):
                scores[there]["GPE"] = max(scores[there]["GPE"], scores[here]["GPE"])
                if scores[there]["PERSON"] >= _LIKE_A_PERSON:
                    scores[there]["PERSON"] = max(scores[there]["PERSON"], scores[here]["PERSON"] - 0.2)
    return scores


def _together(scores: Sequence[float]) -> float:
    """What mentions of one name say together: the best of them, and each further one half as much as the one before."""
    return sum(score * 0.5**rank for rank, score in enumerate(sorted(scores, reverse=True)[:_HEARD]) if score > 0)


def _best(scores: Mapping[str, float]) -> tuple[str, float] | None:
    label, score = max(scores.items(), key=lambda item: (item[1] / ENOUGH[item[0]], item[0]))
    return (label, score) if score >= ENOUGH[label] else None


def _with_short_forms(decided: Mapping[str, tuple[str, float]]) -> dict[str, tuple[str, float]]:
    """The names decided on, and the last names of persons by themselves."""
    names = dict(decided)
    for name, (label, score) in decided.items():
        last = name.split()[-1]
        if label == "PERSON" and last != name and not is_common(last):
            names.setdefault(last, (label, score / 2))
    return names


def _mentions(texts: Sequence[NamedText], names: Mapping[str, tuple[str, float]], covered: Cover) -> Iterator[Claim]:
    index = NameIndex((name, name) for name in names)
    for text in texts:
        for hit in index.hits(text.text):
            label, score = names[hit.value]
            span = text.passage.span(hit.start, hit.end)
            if covered.touches(span):
                continue
            claim = Claim(span, text.text[hit.start : hit.end], label, "rule", _confidence(label, score))
            yield places.extended(text, claim) if label == "GPE" else claim


def _confidence(label: str, score: float) -> float:
    """Grows with the evidence, from 0.55 where it just convinces to 0.95."""
    return round(min(0.95, 0.55 + 0.15 * (score / ENOUGH[label] - 1) * 2), 3)
