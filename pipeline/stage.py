"""What a stage is: one pure function of one document, declared with the tables it reads and writes.

A stage lives in ``pipeline/stages/<name>.py`` as a function of that name. Everything else (order, command line,
make targets, cache keys, data dictionary) is derived from the declaration, so that a new stage is one new file.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from pipeline.language import DEFAULT, within
from pipeline.schema import Rows, Table

Make = Callable[[], Sequence[Rows]]
"""Makes the rows of one page, for each table that a stage writes."""


def _unguarded(_page: int) -> int:
    """Every page may be read, one after the other."""
    return 1


def _made(_page: int, make: Make) -> Sequence[Rows]:
    """Nothing is kept."""
    return make()


@dataclass(frozen=True)
class RawFile:
    """The file a document was read from, as the stages that open it see it.

    Args:
        media_type: What it is, from its bytes.
        data: Its bytes.
        begin: To be called before each page is read, from 1. It tells the engine where the stage is, so that a page
            that brings it down costs only itself, gives the number of pages that may be at work at once, in threads,
            and raises ``DocumentError`` for a page that is to be left out.
        kept: For stages that work long on a page: gives what an earlier try, cut short on a later page, has made of
            this one, else makes it and keeps it.
    """

    media_type: str
    data: bytes
    begin: Callable[[int], int] = _unguarded
    kept: Callable[[int, Make], Sequence[Rows]] = _made


class _File:
    """Marks a stage that reads the document's file itself: ``reads=(File, ...)``."""

    name = "file"


File = _File()
Input = Table | _File


@dataclass(frozen=True)
class Stage:
    """A declared stage; calling it calls the function.

    Args:
        function: Takes one Arrow table per entry of ``reads`` (a ``RawFile`` for ``File``), settings as keywords.
        reads: Inputs, in the order of the function's positional parameters.
        writes: Tables it gives rows for; one result a table, a tuple of results where there are several.
        uses: Distributions whose version changes what it gives (``"spacy"``), for the cache key.
        languages: The languages (BCP 47) that its rules are written for: it sees no block in another. The name of a
            setting stands for the keys of that setting. None: any language.
    """

    function: Callable[..., Any]
    reads: tuple[Input, ...]
    writes: tuple[Table, ...]
    uses: tuple[str, ...]
    languages: tuple[str, ...] | str | None = None

    @property
    def name(self) -> str:
        """Name of the stage, its module and its function."""
        return self.function.__name__

    @property
    def module(self) -> str:
        """Full name of the module that holds it."""
        return self.function.__module__

    @cached_property
    def defaults(self) -> Mapping[str, object]:
        """The settings it takes with their default values: the keyword-only parameters."""
        parameters = inspect.signature(self.function).parameters.values()
        return MappingProxyType({p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY})

    def covers(self, language: str | None, settings: Mapping[str, object]) -> bool:
        """Whether it has rules for text in a language; one that is not known is taken for English."""
        spoken = self.spoken(settings)
        return spoken is None or (language or DEFAULT).partition("-")[0] in spoken

    def spoken(self, settings: Mapping[str, object]) -> Collection[str] | None:
        """The languages it has rules for, with these settings; None: any."""
        if not isinstance(self.languages, str):
            return self.languages
        named = settings.get(self.languages, self.defaults[self.languages])
        return tuple(named) if isinstance(named, Mapping) else ()

    def __call__(self, *inputs: pa.Table | RawFile, **settings: object) -> tuple[pa.Table, ...]:
        """One checked Arrow table for each of ``writes``.

        Raises:
            ValueError: The function gave rows that do not fit the schema.
            Exception: Whatever the function raises; the runner gives the document its reason.
        """
        spoken = self.spoken(settings)
        seen = inputs if spoken is None else within(inputs, spoken)
        result = self.function(*seen, **settings)
        results = result if len(self.writes) > 1 else (result,)
        return tuple(table.rows(rows) for table, rows in zip(self.writes, results, strict=True))


def stage(
    *,
    reads: Sequence[Input],
    writes: Table | Sequence[Table],
    uses: Sequence[str] = (),
    languages: Sequence[str] | str | None = None,
) -> Callable[[Callable[..., object]], Stage]:
    """Declare a function as a stage (see ``Stage`` for the arguments)."""

    def declare(function: Callable[..., Any]) -> Stage:
        written = (writes,) if isinstance(writes, Table) else tuple(writes)
        spoken = languages if languages is None or isinstance(languages, str) else tuple(languages)
        return Stage(function, tuple(reads), written, tuple(uses), spoken)

    return declare


def uncovered(stages: Iterable[Stage], settings: Mapping[str, Mapping[str, object]], language: str | None) -> list[str]:
    """The tables that some stages write, but none for text in that language: they may lack rows of such a document.

    Args:
        stages: All stages.
        settings: By stage the settings it is called with.
        language: BCP 47 code; None where it is not known.
    """
    covering: dict[str, bool] = {}
    for one in stages:
        for table in one.writes:
            covers = one.covers(language, settings.get(one.name, one.defaults))
            covering[table.name] = covering.get(table.name, False) or covers
    return [name for name, covered in covering.items() if not covered]


def discover(package: str = "pipeline.stages") -> tuple[Stage, ...]:
    """All stages of a package in the order they run: topological, ties by name.

    Raises:
        ValueError: A module holds no stage of its name, a table has no writer, or stages wait for each other.
    """
    root = importlib.import_module(package)
    names = [m.name for m in pkgutil.iter_modules(root.__path__) if not m.name.startswith("_")]
    stages = {name: _declared(package, name) for name in names}
    writers: dict[str, set[str]] = {}
    for one in stages.values():
        for table in one.writes:
            writers.setdefault(table.name, set()).add(one.name)
    graph: dict[str, set[str]] = {}
    for one in stages.values():
        tables = [source for source in one.reads if isinstance(source, Table)]
        for table in tables:
            if table.name not in writers:
                raise ValueError(f"stage {one.name!r} reads table {table.name!r}, which no stage writes")
        graph[one.name] = {writer for table in tables for writer in writers[table.name]}
    return tuple(stages[name] for name in _sorted(graph))


def _declared(package: str, name: str) -> Stage:
    found = getattr(importlib.import_module(f"{package}.{name}"), name, None)
    if not isinstance(found, Stage):
        raise ValueError(f"{package}.{name} holds no stage called {name!r}")
    return found


def _sorted(graph: Mapping[str, set[str]]) -> list[str]:
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise ValueError(f"stages wait for each other: {' -> '.join(error.args[1])}") from error
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return order
