"""One document through the stages: what is kept, what must run, and what becomes of a failure."""

import math
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine.interface import Message, Task, Tell
from pipeline.fingerprint import digest
from pipeline.printable import shortened
from pipeline.reasons import MEANINGS, DocumentError, Reason, story
from pipeline.schema import Rows, Table
from pipeline.settings import Settings, Values
from pipeline.stage import File, Input, Make, RawFile, Stage
from pipeline.store import parts
from pipeline.store.inventory import Raw
from pipeline.store.parts import Content, DamagedError, Entry, Failure, Parts
from pipeline.store.storage import StoreError
from pipeline.tables import Blocks


@dataclass(frozen=True)
class Outcome:
    """What became of a document, as its row in ``documents`` says it."""

    status: Literal["ok", "partial", "failed"]
    stage: str | None = None
    reason: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Runner:
    """Takes documents through stages.

    Args:
        stages: In the order they run.
        recipes: By stage the digest of its recipe.
        settings: Settings of the stages.
        raw: Where the documents are read.
        store: Where parts are kept.
    """

    stages: Sequence[Stage]
    recipes: Mapping[str, str]
    settings: Settings
    raw: Raw
    store: Parts

    @cached_property
    def writers(self) -> dict[str, list[Stage]]:
        """By table the stages that write it."""
        found: dict[str, list[Stage]] = {}
        for stage in self.stages:
            for table in stage.writes:
                found.setdefault(table.name, []).append(stage)
        return found

    @property
    def signature(self) -> str:
        """The digest of all recipes: a document whose parts were made under it needs nothing."""
        return digest(parts.FORMAT, *(self.recipes[stage.name] for stage in self.stages))

    @cached_property
    def values(self) -> dict[str, Values]:
        """By stage the settings it is called with."""
        return {stage.name: self.settings.of(stage) for stage in self.stages}

    def work(self, task: Task, tell: Tell) -> None:
        """Make every part of a document that is missing or out of date, and remove those that no longer hold.

        Raises:
            StoreError: Parts cannot be written.
            MemoryError: There is not enough of it.
        """
        while True:
            try:
                _Document(self, task, tell).work()
                return
            except DamagedError:  # the part is gone now: go through the document again, which makes it anew
                continue

    def key(self, stage: Stage, doc_id: str, entries: Mapping[str, Entry]) -> str | None:
        """The key of a part, given the parts before it; None where a table it reads is missing."""
        inputs = []
        for source in stage.reads:
            found = [doc_id] if not isinstance(source, Table) else self._digests(source, entries)
            if found is None:
                return None
            inputs += found
        return parts.key(self.recipes[stage.name], inputs)

    def _digests(self, table: Table, entries: Mapping[str, Entry]) -> list[str] | None:
        found = [entries.get(writer.name) for writer in self.writers[table.name]]
        if any(entry is None or entry["failure"] for entry in found):
            return None
        return [entry["tables"][table.name]["digest"] for entry in found if entry]


@dataclass
class _Document:
    runner: Runner
    task: Task
    tell: Tell
    started: float = field(default_factory=time.monotonic)
    entries: dict[str, Entry] = field(default_factory=dict)
    tables: dict[str, dict[str, pa.Table]] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    at_work: dict[int, int] = field(default_factory=dict)

    def work(self) -> None:
        for stage in self.runner.stages:
            key = self.runner.key(stage, self.doc_id, self.entries)
            if key is None:
                self.runner.store.drop(stage.name, self.doc_id)
                continue
            entry, ran = self.runner.store.entry(stage.name, self.doc_id), False
            if stage.name in self.task["given_up"]:
                entry = self._given_up(stage, key)
            elif entry is None or entry["key"] != key or (may_pass(entry) and not self.task.get("resumed")):
                self.tell(Message(stage=stage.name, entry=None, ran=True))
                entry, ran = self._made(stage, key), True
            self.entries[stage.name] = entry
            self.tell(Message(stage=stage.name, entry=entry, ran=ran))

    @property
    def doc_id(self) -> str:
        return self.task["doc_id"]

    @cached_property
    def file(self) -> RawFile:
        return opened(self.runner.raw, self.task, self.runner.settings.run.max_bytes)

    def _begin(self, stage: str, page: int) -> int:
        """Tell that a stage begins with a page, and how many may be at work (see ``RawFile``).

        Raises:
            DocumentError: The page is to be left out: it brought the stage down, or there is no time left for it.
        """
        for name, number, reason in self.task.get("left_out", ()):
            if (name, number) == (stage, page):
                raise DocumentError(Reason(reason), f"page {page}: {MEANINGS[Reason(reason)]}")
        if time.monotonic() - self.started > _READING * self.task.get("seconds", math.inf):
            raise DocumentError(Reason.TIME_LIMIT, f"page {page} and those after it were left out for lack of time")
        self.at_work[get_ident()] = page
        spare = self._tell_pages(stage)
        return 1 if self.task.get("resumed") else spare

    def _tell_pages(self, stage: str) -> int:
        return self.tell(Message(stage=stage, entry=None, ran=True, pages=sorted(self.at_work.values())))

    def _page(self, stage: Stage, key: str, page: int, make: Make) -> Sequence[Rows]:
        """The rows of a page: kept as a part of its own until its stage is through with the document."""
        store, name, names = self.runner.store, f"{self.doc_id}.{page}", [table.name for table in stage.writes]
        self.pages.append(name)
        known = store.entry(stage.name, name)
        if known is None or known["key"] != key:
            made = {table.name: table.rows(rows) for table, rows in zip(stage.writes, make(), strict=True)}
            self.at_work.pop(get_ident(), None)
            if self.at_work:
                self._tell_pages(stage.name)
            if not any(map(_problems, made.values())):
                store.save(stage.name, name, _entry(key, self.runner.recipes[stage.name]), made)
            return list(made.values())
        return list(store.tables(stage.name, name, names)[1].values())

    def _given_up(self, stage: Stage, key: str) -> Entry:
        self.runner.store.drop(stage.name, self.doc_id)
        return _entry(key, self.runner.recipes[stage.name], failure=self.task["given_up"][stage.name])

    def _made(self, stage: Stage, key: str) -> Entry:
        started = time.perf_counter()
        entry = _entry(key, self.runner.recipes[stage.name])
        tables: dict[str, pa.Table] = {}
        try:
            inputs = [self._input(source, stage, key) for source in stage.reads]
            results = stage(*inputs, **self.runner.values[stage.name])
            tables = {table.name: rows for table, rows in zip(stage.writes, results, strict=True)}
            entry["problems"] = [problem for rows in tables.values() for problem in _problems(rows)]
        except (DamagedError, StoreError, MemoryError):
            raise
        except Exception as error:
            entry["failure"] = _failure(error)
        if File in stage.reads and "file" in self.__dict__:
            entry["media_type"] = self.file.media_type
        entry["seconds"] = round(time.perf_counter() - started, 4)
        self.tables[stage.name] = tables
        entry = self.runner.store.save(stage.name, self.doc_id, entry, tables)
        for name in self.pages:
            self.runner.store.drop(stage.name, name)
        self.pages.clear()
        self.at_work.clear()
        return entry

    def _input(self, source: Input, reader: Stage, key: str) -> pa.Table | RawFile:
        if not isinstance(source, Table):
            return replace(self.file, begin=partial(self._begin, reader.name), kept=partial(self._page, reader, key))
        pieces = [self._stored(writer)[source.name] for writer in self.runner.writers[source.name]]
        return parts.combined(source, pieces)

    def _stored(self, stage: Stage) -> dict[str, pa.Table]:
        """The tables of a stage: from memory if it ran just now, else from its part."""
        if stage.name not in self.tables:
            names = [table.name for table in stage.writes]
            _, self.tables[stage.name] = self.runner.store.tables(stage.name, self.doc_id, names)
        return self.tables[stage.name]


def opened(raw: Raw, task: Task, max_bytes: int) -> RawFile:
    """A document's file, if it is still the one that the inventory saw.

    Raises:
        DocumentError: It cannot be read, changed since the run began, is empty, or of no known type.
    """
    from pipeline.reading.sniff import sniff

    data = raw.read(task["path"], max_bytes)
    if sha256(data).hexdigest() != task["doc_id"]:
        raise DocumentError(Reason.CHANGED_FILE, MEANINGS[Reason.CHANGED_FILE])
    if not data:
        raise DocumentError(Reason.EMPTY_FILE, MEANINGS[Reason.EMPTY_FILE])
    media_type = sniff(data)
    if media_type is None:
        raise DocumentError(Reason.UNKNOWN_TYPE, f"{MEANINGS[Reason.UNKNOWN_TYPE]} It begins with {data[:16]!r}")
    return RawFile(media_type, data)


def outcome(stages: Iterable[Stage], entries: Mapping[str, Entry]) -> Outcome:
    """What became of a document, from its parts: the first failure, or the first stage that lost pages, is told."""
    told = [
        (stage.name, *_told(entry))
        for stage in stages
        if (entry := entries.get(stage.name)) and (entry["failure"] or entry["problems"])
    ]
    if not told:
        return Outcome("ok")
    blocks = sum(entry["tables"].get(Blocks.name, _NOTHING)["rows"] for entry in entries.values())
    return Outcome("partial" if blocks else "failed", *told[0])


def passing_failure(reason: Reason, message: str) -> Failure:
    """A failure that may not happen again, and is tried again by the next run."""
    return Failure(reason=reason.value, message=message, passing=True)


_NOTHING = Content(digest="", rows=0, size=0)


def unfinished(failure: Failure) -> Entry:
    """The entry of a stage that was at work when a document's time was over."""
    return _entry("", "", failure)


def may_pass(entry: Entry) -> bool:
    """Whether what a stage could not do may go better another time."""
    failure = entry["failure"]
    return bool(failure and failure["passing"]) or any(reason in _PASSING for _, reason in entry["problems"])


_MET = (Reason.TIME_LIMIT, Reason.MEMORY_LIMIT, Reason.WORKER_DIED)
_MOVED = (Reason.NOT_A_FILE, Reason.UNREADABLE_FILE, Reason.CHANGED_FILE, Reason.FILE_TOO_LARGE)
_PASSING = (*_MET, *_MOVED)
"""Limits of time and memory, and what befell a file after the inventory had found it in order."""

_READING = 0.75
"""Share of the time of a try in which stages may begin with pages; the rest is for what is made of them."""


def _entry(key: str, recipe: str, failure: Failure | None = None) -> Entry:
    return Entry(key=key, recipe=recipe, seconds=0.0, media_type=None, tables={}, problems=[], failure=failure)


def _problems(rows: pa.Table) -> list[tuple[int, str]]:
    """Pages that lost something, of a table between stages that says so."""
    if not {"page", "problem"} <= set(rows.schema.names):
        return []
    lost = rows.filter(pc.is_valid(rows["problem"]))
    return list(zip(lost["page"].to_pylist(), lost["problem"].to_pylist(), strict=True))


def _told(entry: Entry) -> tuple[str, str]:
    if entry["failure"]:
        return entry["failure"]["reason"], entry["failure"]["message"]
    pages: dict[str, list[int]] = {}
    for page, reason in entry["problems"]:
        pages.setdefault(reason, []).append(page)
    sentences = [f"{_pages(numbers)}: {_meaning(reason)}" for reason, numbers in pages.items()]
    return entry["problems"][0][1], " ".join(sentences)


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in sorted(numbers)[:20])
    return f"Page{'s' if len(numbers) > 1 else ''} {shown}{', …' if len(numbers) > 20 else ''}"


def _meaning(reason: str) -> str:
    return MEANINGS[Reason(reason)] if reason in {one.value for one in Reason} else reason


def _failure(error: Exception) -> Failure:
    if isinstance(error, DocumentError):
        return Failure(reason=error.reason.value, message=shortened(error.message), passing=error.reason in _PASSING)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    message = shortened(f"{story(error)} ({place})")
    # what the system refused (a full disk, a missing program) may be different next time
    return Failure(reason=Reason.STAGE_FAILED.value, message=message, passing=isinstance(error, OSError))
