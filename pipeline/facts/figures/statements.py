"""Figures: quantities with what they measure, whom they are said of, and when they held."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from pipeline.facts.dates import Dated, find_dates
from pipeline.facts.figures.callouts import callouts
from pipeline.facts.figures.measures import Reader
from pipeline.facts.figures.quantities import find_quantities
from pipeline.facts.figures.quantity import Quantity
from pipeline.facts.figures.recall import Measure
from pipeline.facts.keyfacts import Cells, KeyFact, key_facts
from pipeline.facts.mentioned import NOBODY, Mentioned, Mentions
from pipeline.facts.noise import noise
from pipeline.facts.spans import Passage
from pipeline.facts.syntax import Line, stretches
from pipeline.facts.units import TIMES

Row = dict[str, Any]

SILENT = frozenset({"table", "title"})
"""Kinds of block whose numbers are cells or part of a name, not claims."""

_TITLE_COUNTS = frozenset("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split())

_COMPARED = 50
"""With how many claims of the same number a further one is compared."""

_NAMES = frozenset({"ORG", "COUNTRY", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "NORP", "LAW"})
_HOLDS = re.compile(
    r"(?<!\w)(?:[Ii]n|[Dd]uring|[Tt]hroughout|[Ff]or|[Ss]ince|[Ff]rom|[Bb]etween|of)\s(?:the\s|early\s|late\s)?$"
)
_LETTERS = re.compile(r"[^\W\d_]{4}")
_LABEL_PERIOD = re.compile(r"(?i)[\s(,]*(?:in|for|since|during|by|as\sof|at|on)?\s*$")
_COUNTS_NOTHING = re.compile(
    r"(?i)(?:^|\W)(?:number|no|code|id|tel|phone|telephone|fax|mobile|hotline|postcode|zip|address|account|isbn|issn"
    r"|version|edition|contact|vat|registration|website|reference|date|box)\W*$"
)
"""Labels of values whose digits are a name."""

_NUMBERED = re.compile(r"\s*([0-9]{1,2})(?:\.([0-9]{1,2}))*[.)]?\s+[A-ZÀ-Þ]")


def figures_of(passages: Sequence[Passage], names: Mentions, cells: Cells) -> Iterator[Row]:
    """Rows for every quantity that a document claims in the given blocks and in its tables of key facts."""
    numbered, called = _numbered(passages), callouts(passages)
    for fact in key_facts(passages, cells):
        yield from _valued(fact)
    for passage in passages:
        if passage.kind not in SILENT and not run_together(passage.text):
            label = Label(called[passage.block], None) if passage.block in called else None
            yield from _figures(passage, names[passage.block], numbered=passage.block in numbered, label=label)


def run_together(text: str) -> bool:
    """Whether a text is several titles in one line, each opening with a count: what each counts cannot be told.

    Text dumps have such lines where headings stood side by side.
    """
    found = text.split()
    titled = sum(word[:1].isupper() for word in found) >= 0.8 * len(found)
    return titled and sum(word in _TITLE_COUNTS for word in found) >= 3


def distinct(figures: Iterable[Row]) -> list[Row]:
    """Each claim once, however often it is printed: the surest, then the fullest wording, in the order of the text.

    Claims are the same where number, unit and time are, and one measure has all words of the other.
    """
    kept: dict[tuple[Any, ...], list[Row]] = {}
    for figure in figures:
        quantity = tuple(figure[name] for name in ("value", "value_max", "comparator", "unit"))
        alike = kept.setdefault(quantity, [])
        compared = enumerate(alike[:_COMPARED])
        at = next((i for i, other in compared if _says_the_same(figure, other)), None)
        if at is None:
            alike.append(figure)
        elif _rank(figure) > _rank(alike[at]):
            alike[at] = figure
    rows = [row for alike in kept.values() for row in alike]
    return sorted(rows, key=lambda row: (row["block"], row["start"]))


def _rank(figure: Row) -> tuple[bool, float, int]:
    return figure["measure"] is not None, figure["confidence"], len(figure["measure"] or "")


def _says_the_same(one: Row, other: Row) -> bool:
    a, b = (frozenset((row["measure"] or "").split()) for row in (one, other))
    periods = {row["period"] for row in (one, other)} - {None}
    amounts = one["unit"] is not None and any(row["measure"] in (None, row["unit"]) for row in (one, other))
    return (amounts or bool(a and b and (a <= b or b <= a))) and len(periods) <= 1


_SECTIONED = frozenset({"heading", "paragraph", "other"})


def _numbered(passages: Sequence[Passage]) -> frozenset[int]:
    """The blocks that open with the number of their section: one of a series, or the head of '1.1', '1.2'."""
    heads = {p.block: m for p in passages if p.kind in _SECTIONED and (m := _NUMBERED.match(p.text))}
    plain = {int(m[1]) for m in heads.values() if not m[2]}
    parted = {int(m[1]) for m in heads.values() if m[2]}
    return frozenset(
        block for block, m in heads.items() if m[2] or int(m[1]) in parted or plain & {int(m[1]) - 1, int(m[1]) + 1}
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a block with what stands in it."""

    passage: Passage
    line: Line
    quantities: Sequence[Quantity]
    dates: Sequence[Dated]
    names: Mentioned


class Label(NamedTuple):
    """What a quantity is told of: measure, period, and the unit of time where it lasts."""

    measure: str | None
    period: str | None
    time: str | None = None


def _figures(passage: Passage, names: Mentioned, *, numbered: bool, label: Label | None = None) -> Iterator[Row]:
    text = passage.text
    dates = find_dates(text)
    quantities = find_quantities(text, noise(text, dates))
    before, topic, shared = label.measure if label else None, None, None
    for start, end in stretches(text) if quantities else ():
        counted, dated = _between(quantities, start, end), _between(dates, start, end)
        line = Line(text, start, end, [*((q.start, q.end) for q in counted), *((d.start, d.end) for d in dated)])
        reader = Reader(line, labelled=passage.kind == "key_figure", before=before, topic=topic, shared_out=shared)
        sentence = _Sentence(passage, line, counted, dated, names)
        for quantity in counted:
            if label and quantity is quantities[0] and _is_of_label(line, reader, quantity):
                yield _row(sentence, quantity, (quantity.start, quantity.end), label, 0.9)
            elif not (numbered and not quantity.spelled and not text[: quantity.start].strip()):
                yield from _figure(sentence, reader, quantity)
        topic, shared = reader.topic(), reader.shared_out()
        before = reader.antecedent if reader.antecedent != before else reader.spoken() or before


def _is_of_label(line: Line, reader: Reader, quantity: Quantity) -> bool:
    """Whether the number that opens a value is of the label beside it, not of a noun behind it ('34 villages')."""
    if _LETTERS.search(line.text, 0, quantity.start):
        return False
    noun = line.low[line.at(quantity.end) :][:1]
    measure = reader.measure(quantity) if quantity.unit is None and not (noun and noun[0] in TIMES) else None
    return measure is None or measure.rule != "counted" or not reader.has_plural(measure)


def _valued(fact: KeyFact) -> Iterator[Row]:
    """The quantities in the value of a key fact: one that opens it is of the label, others of what stands beside."""
    if _COUNTS_NOTHING.search(fact.label.text):
        return
    dates = find_dates(fact.label.text)
    bare = _LABEL_PERIOD.sub("", fact.label.text[: dates[-1].start]) if dates else fact.label.text
    label = Label(bare.partition(",")[0].strip(" :").lower(), dates[-1].iso if dates else None)
    opens = not _LETTERS.match(fact.value.text)  # 'Channel 8' is the name of one
    value = fact.passage._replace(kind="key_figure" if opens else "paragraph", text=fact.value.text)
    for row in _figures(value, NOBODY, numbered=False, label=label):
        yield row | {"start": row["start"] + fact.value.start, "end": row["end"] + fact.value.start}


_Placed = TypeVar("_Placed", Quantity, Dated)


def _between(placed: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """Those that begin in a stretch of the text."""
    return placed[bisect_left(placed, start, key=_start) : bisect_left(placed, end, key=_start)]


def _start(placed: Quantity | Dated) -> int:
    return placed.start


def _figure(sentence: _Sentence, reader: Reader, quantity: Quantity) -> Iterator[Row]:
    measure = reader.measure(quantity)
    reader.antecedent = (measure and reader.point(measure, quantity)) or reader.antecedent
    passage, line = sentence.passage, sentence.line
    confidence = _confidence(passage, reader, quantity, measure)
    if confidence == 0:
        return
    start, end, printed = quantity.start, quantity.end, None
    if measure:
        start = min(start, line.tokens[measure.first].start)
        end = max(end, line.tokens[measure.last - 1].end)
        printed = measure.noun or line.printed(measure.first, measure.last).lower()
    label = Label(printed, _period(sentence, quantity), measure.time if measure else None)
    yield _row(sentence, quantity, (start, end), label, confidence)


def _row(sentence: _Sentence, quantity: Quantity, span: tuple[int, int], label: Label, confidence: float) -> Row:
    passage = sentence.passage
    return {
        "block": passage.block,
        "page": passage.page,
        "start": span[0],
        "end": span[1],
        "subject": sentence.names.last(quantity.start, _NAMES, sentence.line.start),
        "measure": label.measure,
        "value": quantity.value,
        "value_max": quantity.value_max,
        "comparator": quantity.comparator,
        "unit": quantity.unit or label.time,
        "period": label.period,
        "evidence": passage.text[span[0] : span[1]],
        "confidence": confidence,
    }


def _confidence(passage: Passage, reader: Reader, quantity: Quantity, measure: Measure | None) -> float:
    """How sure a claim is; 0 where the number counts nothing."""
    if measure is None:
        return 0.5 if quantity.unit else 0.4 if quantity.scale > 1 else 0.0
    if quantity.unit is None and _counts_nothing(passage, reader, quantity, measure):
        return 0.0
    if passage.kind == "key_figure":
        return 0.95
    if measure.rule in ("counted", "of", "noun_of"):
        return 0.9 if quantity.unit or quantity.comparator != "=" or not quantity.spelled else 0.8
    return 0.5 if measure.rule == "beside" else 0.7


def _counts_nothing(passage: Passage, reader: Reader, quantity: Quantity, measure: Measure) -> bool:
    before = reader.before(quantity)
    if reader.attributive(measure, quantity):
        return True
    if quantity.spelled and quantity.value == 2 and before in ("the", "these", "those", "both"):
        return True  # 'the two sides': points back, claims nothing
    if quantity.spelled and before in ("the", "these", "those") and measure.rule == "again":
        return True  # 'the three have agreed'
    if passage.kind == "key_figure" or measure.rule in ("noun_of", "subject", "again"):
        return False
    if quantity.value == 1 and (quantity.spelled or quantity.value_max or quantity.comparator != "="):
        return False
    return quantity.value == 1 or not (quantity.scale > 1 or reader.has_plural(measure))


def _period(sentence: _Sentence, quantity: Quantity) -> str | None:
    """The span of time that the sentence gives the quantity: at its opening, or with no other quantity between."""
    text, floor = sentence.passage.text, sentence.line.start
    for dated in sentence.dates:
        low, high = sorted((dated.start, quantity.start))
        between = any(other is not quantity for other in _between(sentence.quantities, low, high))
        opens = dated.start - floor <= 12
        if (opens or not between) and _HOLDS.search(text, max(floor, dated.start - 24), dated.start):
            return dated.iso
    return None
