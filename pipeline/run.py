"""A run: every part that is missing is made, then the tables are published."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from pipeline import __version__
from pipeline.engine.interface import Engine, EngineError, Result, Task, Work
from pipeline.engine.pool import Pool
from pipeline.engine.runner import Outcome, Runner, may_pass, outcome, passing_failure, unfinished
from pipeline.engine.worker import Limits
from pipeline.fingerprint import digest
from pipeline.reasons import Reason
from pipeline.settings import Run, Settings
from pipeline.stage import Stage, discover
from pipeline.store import publish
from pipeline.store.inventory import Document
from pipeline.store.ledger import Told
from pipeline.store.parts import DamagedError, Entry
from pipeline.store.publication import is_public
from pipeline.store.storage import StoreError
from pipeline.survey import Place, Survey

Progress = Callable[[int, int], None]
"""Hears how many documents of how many are over."""


TROUBLES = 1000
"""Documents that did not end well of which a report tells; the table ``documents`` has them all."""

_SWEPT = "swept"
"""Noted once parts were swept; not there while a run works, so that one that was cut short is cleared up after."""


@dataclass
class Report:
    """What a run did, and what stands now.

    Args:
        documents: How many ended ok, partial and failed.
        worked_on: How many of them this run had to work on.
        troubles: Source and story of those that are not ok, up to ``TROUBLES``.
        totals: Rows by table and pages by OCR, as published; None after a run up to one stage.
        ran: How many parts each stage made.
        by_stage: Seconds of work by stage, over all workers.
        by_worker: How many documents each worker took to their end: ``here``, or the workers of a cluster.
        seconds: Seconds of work by worker, with tries that came to nothing.
        started: When it began.
    """

    documents: Counter[str] = field(default_factory=Counter)
    worked_on: int = 0
    troubles: list[tuple[str, Told]] = field(default_factory=list)
    totals: publish.Totals | None = None
    ran: Counter[str] = field(default_factory=Counter)
    by_stage: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    by_worker: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def count(self, result: Result) -> None:
        """Add a document that was worked on."""
        self.worked_on += 1
        self.by_worker[result.by] += 1
        for message in result.messages:
            if message["ran"] and message["entry"]:
                self.ran[message["stage"]] += 1
                self.by_stage[message["stage"]] += message["entry"]["seconds"]


def run(survey: Survey, last: str | None, progress: Progress) -> Report:
    """Bring parts and tables up to date, or only the parts up to the stage ``last``. The caller holds the lock.

    Raises:
        StoreError: Something cannot be written; what was published before still stands.
        EngineError: The workers cannot work.
    """
    report, ledger = Report(), survey.ledger
    try:
        with ledger.errors():
            if total := survey.plan():
                ledger.note(_SWEPT, "")
                ledger.save()
                _work(survey, ledger.todo(), total, last, progress, report)
            if last is None:
                _publish(survey, report)
                report.totals = publish.standing(survey.place.site, survey.corrections)
            report.documents = ledger.counts()
            report.troubles = list(islice(ledger.troubles(), TROUBLES))
    except BaseException:
        with suppress(StoreError):  # what went wrong first is what is to be told
            survey.save()
        raise
    survey.save()
    return report


def selected(stages: Sequence[Stage], last: str | None) -> list[Stage]:
    """The stages that ``last`` needs, itself included; all of them where it is None."""
    if last is None:
        return list(stages)
    wanted = {last}
    for stage in reversed(stages):
        needed = {source.name for one in stages if one.name in wanted for source in one.reads}
        if needed & {table.name for table in stage.writes}:
            wanted.add(stage.name)
    return [stage for stage in stages if stage.name in wanted]


def prepare(place: Place, settings: Settings, recipes: Mapping[str, str], last: str | None) -> Work:
    """What a worker does with its tasks, made in the worker itself."""
    stages = selected(discover(place.package), last)
    return Runner(stages, recipes, settings, place.documents, place.site.parts).work


def _work(
    survey: Survey, todo: Iterable[Document], total: int, last: str | None, progress: Progress, report: Report
) -> None:
    """Work on documents until there is a story to tell of each."""
    stages, tries = selected(survey.stages, last), _Tries(survey.settings.run)
    engine = _engine(survey, stages, total, last)
    tasks = (Task(doc_id=one.doc_id, path=one.path, given_up={}) for one in todo)
    try:
        for result in _results(engine, tasks):
            report.seconds[result.by] += result.seconds
            again = tries.next(result)
            if again:
                engine.submit(again)
                continue
            survey.ledger.tell(result.task["doc_id"], _told(survey, stages, result))
            report.count(result)
            progress(report.worked_on, total)
    finally:
        engine.cancel()


def _engine(survey: Survey, stages: Sequence[Stage], total: int, last: str | None) -> Engine:
    limits, place = survey.settings.run, survey.place.absolute
    hire = partial(
        Pool,
        partial(prepare, place, survey.settings, survey.recipes, last),
        timeout=_FIRST_TRY * limits.timeout,
        page_timeout=limits.page_timeout,
        recycle=limits.recycle,
        limits=Limits(limits.max_memory, limits.max_output, limits.max_open),
        preload=[__name__, *(stage.module for stage in stages), f"{place.package}_ahead"],
    )
    if limits.engine == "local":
        processors = limits.workers or os.cpu_count() or 1
        return hire(workers=min(processors, total), processors=processors)
    try:
        from pipeline.engine.cluster import Cluster, Crew
    except ImportError as error:
        raise EngineError(f"{error}; `pip install factsheet-pipeline[{limits.engine}]`") from error
    return Cluster(limits.scheduler, Crew(place, partial(hire, workers=1), survey.settings, survey.recipes))


def _results(engine: Engine, tasks: Iterator[Task]) -> Iterator[Result]:
    """What becomes of the tasks; only so many are given to the engine at a time as it can have a use for."""
    for task in islice(tasks, engine.ahead):
        engine.submit(task)
    for result in engine.results():
        for task in islice(tasks, 1):
            engine.submit(task)
        yield result


_FIRST_TRY = 0.8
"""Share of a document's time for its first try; what then is at work is given up, and the rest done in what is left."""

_LEAST = 0.02
"""Share of a document's time that is worth another try."""


@dataclass
class _Tries:
    """What was tried with the documents that brought their workers down or took too long."""

    limits: Run
    deaths: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    def next(self, result: Result) -> Task | None:
        """The task once more, while there is time: as it was, or without the page or stage that was at work.

        A stage or page that dies gets its retries; one that was too slow or took too much memory would be so again.
        """
        last = result.messages[-1] if result.messages else None
        pages = last.get("pages", [0]) if last else [0]
        doc_id, place = result.task["doc_id"], (last["stage"] if last else "", pages[0])
        self.seconds[doc_id] += result.seconds  # type: ignore[assignment]  # Counter is typed for whole numbers
        left = self.limits.timeout - self.seconds[doc_id]
        if result.failure is None or left < _LEAST * self.limits.timeout:
            return None
        task = Task(**{**result.task, "seconds": left, "resumed": True})
        if len(pages) > 1:  # any of them may be at fault
            return task
        if result.failure is Reason.WORKER_DIED:
            self.deaths[doc_id, *place] += 1
            if self.deaths[doc_id, *place] <= self.limits.retries:
                return task
        if last is None or last["entry"] is not None:
            return None
        if place[1]:
            task["left_out"] = [*task.get("left_out", ()), (*place, result.failure.value)]
        else:
            task["given_up"] = {**task["given_up"], place[0]: passing_failure(result.failure, result.note)}
        return task


def _told(survey: Survey, stages: Sequence[Stage], result: Result) -> Told:
    """The story of a document; one that only some of the stages have seen is looked at again by the next run."""
    entries: dict[str, Entry] = {one["stage"]: one["entry"] for one in result.messages if one["entry"]}
    if result.failure and result.messages:
        entries[result.messages[-1]["stage"]] = unfinished(passing_failure(result.failure, result.note))
    found = outcome(stages, entries)
    if result.failure and not result.messages:
        found = Outcome("failed", None, result.failure.value, result.note)
    media_types = (entry["media_type"] for entry in entries.values())
    told = Told(
        signature=survey.signature,
        again=len(stages) < len(survey.stages) or result.failure is not None or any(map(may_pass, entries.values())),
        status=found.status,
        stage=found.stage,
        reason=found.reason,
        message=found.message,
        media_type=next(filter(None, media_types), None),
        parts=[stage.name for stage in stages if stage.name in entries and _gives(stage, entries[stage.name])],
        outcome="",
    )
    digests = {name: [table["digest"] for table in entry["tables"].values()] for name, entry in entries.items()}
    told["outcome"] = digest(told, digests)
    return told


def _gives(stage: Stage, entry: Entry) -> bool:
    """Whether a part holds rows to publish."""
    public = {table.name for table in stage.writes if is_public(table)}
    return any(content["rows"] for name, content in entry["tables"].items() if name in public)


def _publish(survey: Survey, report: Report) -> None:
    """Publish what is new; make again any part that turns out damaged."""
    site, ledger = survey.place.site, survey.ledger
    try:
        changed = publish.publish(site, survey.publication, partial(_account, survey, report))
    except DamagedError as damage:
        _work(survey, [ledger.document(damage.doc_id)], 1, None, lambda *_: None, report)
        _publish(survey, report)
        return
    if changed:
        site.sweep()
    _sweep_parts(survey)


def _sweep_parts(survey: Survey) -> None:
    """Remove parts of documents that are gone; after a run that was cut short, or of other stages, look at them all."""
    parts, ledger, names = survey.place.site.parts, survey.ledger, [stage.name for stage in survey.stages]
    if ledger.about(_SWEPT) != " ".join(names):
        parts.sweep(names, ledger.has)
    for doc_id in ledger.gone():
        for name in names:
            parts.drop(name, doc_id)
    ledger.note(_SWEPT, " ".join(names))


def _account(survey: Survey, report: Report, totals: publish.Totals) -> dict[str, object]:
    """``run.json``: when, with what, what was read and what came out."""
    finished = datetime.now(UTC)
    recipes = [survey.known_recipes[one] for one in survey.recipes.values()]
    files, n_bytes = survey.ledger.sizes()
    return {
        "version": __version__,
        "started": report.started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": round((finished - report.started).total_seconds(), 3),
        "code": digest([one["code"] for one in recipes]),
        "settings": digest([one["settings"] for one in recipes]),
        "files": files,
        "bytes": n_bytes,
        "documents": dict(sorted(survey.ledger.counts().items())),
        "worked_on": report.worked_on,
        **totals,
        "parts_by_stage": dict(sorted(report.ran.items())),
        "seconds_by_stage": _rounded(report.by_stage),
        "documents_by_worker": dict(sorted(report.by_worker.items())),
        "seconds_by_worker": _rounded(report.seconds),
    }


def _rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    return {name: round(taken, 3) for name, taken in sorted(seconds.items())}
