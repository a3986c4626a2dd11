"""Settings: one TOML file, a section ``[run]`` for the engine and one section a stage, checked name by name."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.stage import Stage

Values = Mapping[str, object]


class SettingsError(Exception):
    """The settings cannot be used; the message says which name is wrong and which was probably meant."""


@dataclass(frozen=True)
class Run:
    """How a run goes about its work; nothing here changes what a stage finds.

    Args:
        workers: Documents, or pages of the last scans, worked on side by side; 0 takes one a processor.
        timeout: Seconds a document may take, over all tries.
        page_timeout: Seconds a page may take in one stage before its worker is killed, and the page left out.
        retries: How often a stage or page is tried again in a fresh worker after its worker died.
        recycle: Documents after which a worker is replaced by a fresh one.
        max_bytes: Files larger than this are not opened.
        max_memory: Bytes of address space a worker, and each program it starts, may take; 0 for no limit.
        max_output: Bytes of a file that a worker, or a program it starts, may write.
        max_open: Files that a worker, or a program it starts, may hold open.
        partitions: Files a published table is cut into, by doc_id; 1 for one file a table.
        engine: Where documents are worked on: "local" for this machine, "dask" for the workers of a Dask scheduler.
        scheduler: Address of the Dask scheduler, like "tcp://host:8786".
        lineage: File, or http(s) URL, that is told in OpenLineage form when a run begins and how it ends; "" for none.
    """

    workers: int = 0
    timeout: float = 300.0
    page_timeout: float = 100.0
    retries: int = 2
    recycle: int = 200
    max_bytes: int = 268_435_456
    max_memory: int = 4_294_967_296
    max_output: int = 1_073_741_824
    max_open: int = 256
    partitions: int = 1
    engine: str = "local"
    scheduler: str = ""
    lineage: str = ""

    def __post_init__(self) -> None:
        """Refuse what there is not.

        Raises:
            SettingsError: There is no such engine.
        """
        check_name("engine", self.engine, ("local", "dask"))


@dataclass(frozen=True)
class Settings:
    """All settings of a run: the engine's, and by stage the values of its keyword parameters."""

    run: Run = field(default_factory=Run)
    stages: Mapping[str, Values] = field(default_factory=dict)

    def of(self, stage: Stage) -> Values:
        """The settings a stage is called with."""
        return {**stage.defaults, **self.stages.get(stage.name, {})}


def load(path: Path | None, stages: Sequence[Stage], **given: int | str | None) -> Settings:
    """The settings of a file, or the defaults where ``path`` is None.

    Args:
        path: The file.
        stages: All stages.
        given: Settings of the run that go before what the file says, where they are not None.

    Raises:
        SettingsError: The file is missing or no TOML, or a section, a name or a value's type is wrong.
    """
    settings = _read(path, stages) if path else Settings()
    chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return replace(settings, run=replace(settings.run, **chosen))


def check_name(kind: str, name: str, known: Iterable[str]) -> None:
    """Refuse an unknown name.

    Raises:
        SettingsError: It is unknown; the message says which name was probably meant.
    """
    names = sorted(known)
    if name in names:
        return
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}?" if close else f"there is {', '.join(names) or 'none'}"
    raise SettingsError(f"no {kind} {name!r}; {hint}")


def _read(path: Path, stages: Sequence[Stage]) -> Settings:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    known: dict[str, Values] = {"run": asdict(Run())} | {stage.name: stage.defaults for stage in stages}
    try:
        checked = {name: _section(name, values, known) for name, values in found.items()}
        return Settings(Run(**checked.pop("run", {})), checked)  # type: ignore[arg-type]  # checked against Run's defaults
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error


def _section(name: str, values: object, known: Mapping[str, Values]) -> dict[str, object]:
    check_name("section", name, known)
    if not isinstance(values, dict):
        raise SettingsError(f"{name} must be a section [{name}]")
    return {key: _value(name, key, value, known[name]) for key, value in values.items()}


def _value(section: str, name: str, value: object, defaults: Values) -> object:
    check_name(f"setting in [{section}]:", name, defaults)
    default = defaults[name]
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if default is not None and type(value) is not type(default):
        wanted = "a list" if isinstance(default, tuple) else type(default).__name__
        raise SettingsError(f"[{section}] {name} must be {wanted}, like {default!r}; it is {value!r}")
    return value
