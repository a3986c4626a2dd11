"""What a run would do, and why: every part is kept, would be made, or depends on what comes before it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.engine.runner import Runner
from pipeline.fingerprint import Recipe
from pipeline.schema import Table
from pipeline.stage import Stage
from pipeline.store.inventory import Document
from pipeline.store.ledger import Told
from pipeline.store.parts import Entry
from pipeline.survey import Survey


class State(StrEnum):
    """What there is of one stage's work on one document."""

    KEPT = "kept"
    RUN = "would run"
    MAY_RUN = "may run"
    FAILED = "failed"
    WAITS = "waits"


@dataclass(frozen=True)
class Look:
    """The state of one stage's work on one document; ``why`` where it would run or failed."""

    stage: str
    document: Document
    state: State
    why: str = ""


def look(survey: Survey) -> Iterator[Look]:
    """The state of every part of every document that can be read."""
    for document, told in survey.ledger.documents():
        if document.problem:
            continue
        if told and told["signature"] == survey.signature and not told["again"] and told["status"] == "ok":
            yield from (Look(stage.name, document, State.KEPT) for stage in survey.stages)
        else:
            yield from _Walk(survey, document, told).looks()


def summary(survey: Survey) -> list[str]:
    """One line a stage with the number of documents in each state, then one line a reason."""
    counts: dict[str, Counter[State]] = {stage.name: Counter() for stage in survey.stages}
    reasons: Counter[tuple[str, str, str]] = Counter()
    for one in look(survey):
        counts[one.stage][one.state] += 1
        if one.why:
            reasons[one.stage, one.state, one.why] += 1
    width = max(map(len, counts), default=5)
    lines = [f"{'stage':<{width}}" + "".join(f"{state:>11}" for state in State)]
    lines += [f"{name:<{width}}" + "".join(f"{count[state]:>11}" for state in State) for name, count in counts.items()]
    told = [f"{stage}: {number} {state}: {why}" for (stage, state, why), number in reasons.items()]
    unread = [f"inventory: {one.source}: {one.problem}" for one, _ in survey.ledger.documents() if one.problem]
    return [*lines, *told, *unread]


class _Walk:
    """One document's way through the stages, as a run would take it."""

    def __init__(self, survey: Survey, document: Document, told: Told | None) -> None:
        self._survey, self._document, self._told = survey, document, told
        place = survey.place
        self._runner = Runner(survey.stages, survey.recipes, survey.settings, place.documents, place.site.parts)
        self._entries: dict[str, Entry] = {}
        self._unsure: set[str] = set()

    def looks(self) -> Iterator[Look]:
        for stage in self._survey.stages:
            state, why = self._state(stage)
            if state in (State.RUN, State.MAY_RUN):
                self._unsure.add(stage.name)
            yield Look(stage.name, self._document, state, why)

    def _state(self, stage: Stage) -> tuple[State, str]:
        doc_id = self._document.doc_id
        entry = self._runner.store.entry(stage.name, doc_id)
        writers = self._runner.writers
        before = {one.name for table in stage.reads if isinstance(table, Table) for one in writers[table.name]}
        if before & self._unsure:
            return (State.MAY_RUN, "") if entry else (State.RUN, self._missing(stage))
        key = self._runner.key(stage, doc_id, self._entries)
        if key is None:
            return State.WAITS, ""
        if entry is None:
            return State.RUN, self._missing(stage)
        if entry["key"] != key:
            return State.RUN, self._changed(stage, entry)
        self._entries[stage.name] = entry
        if not entry["failure"]:
            return State.KEPT, ""
        failure = entry["failure"]
        return State.RUN if failure["passing"] else State.FAILED, f"{failure['reason']}: {failure['message']}"

    def _missing(self, stage: Stage) -> str:
        told = self._told
        return f"again after {told['reason']}" if told and told["reason"] and told["stage"] == stage.name else "new"

    def _changed(self, stage: Stage, entry: Entry) -> str:
        recipes = self._survey.known_recipes
        old, new = recipes.get(entry["recipe"]), recipes[self._survey.recipes[stage.name]]
        if old is None:
            return "made by a recipe that is forgotten"
        return ", ".join(_differences(old, new)) or "its input changed"


def _differences(old: Recipe, new: Recipe) -> Iterator[str]:
    if old["code"] != new["code"]:
        yield "code changed"
    if old["schemas"] != new["schemas"]:
        yield "a table's columns changed"
    for what, before, after in (
        ("setting", old["settings"], new["settings"]),
        ("version of", old["uses"], new["uses"]),
    ):
        names = sorted(before.keys() | after.keys())
        yield from (f"{what} {name} changed" for name in names if before.get(name) != after.get(name))
