"""The command line: ``run``, ``status``, ``schema`` and ``settings``."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from pipeline import run as runs
from pipeline import settings as configuration
from pipeline.engine import EngineError
from pipeline.parts import StoreError
from pipeline.settings import SettingsError
from pipeline.stage import Stage, discover
from pipeline.survey import Place, Survey

CONFIG = Path("pipeline.toml")
PACKAGE = "pipeline.stages"

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Fact sheets in a folder become Parquet tables.",
)

RawOption = Annotated[Path, typer.Option("--raw", help="Folder of the documents.")]
ProcessedOption = Annotated[Path, typer.Option("--processed", help="Folder of the tables.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes side by side.")]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Settings; pipeline.toml if it is there.")]


class Exit(IntEnum):
    """What the program's exit code says."""

    FINE = 0
    SOME_FAILED = 1
    USAGE = 2
    NOT_WRITTEN = 74
    LOCKED = 75
    INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    app(prog_name="python -m pipeline")


@app.command()
def run(
    stage: Annotated[str | None, typer.Argument(help="Stop after this stage; nothing is published then.")] = None,
    raw: RawOption = Path("raw"),
    processed: ProcessedOption = Path("processed"),
    workers: WorkersOption = None,
    config: ConfigOption = None,
) -> None:
    """Bring the tables up to date with the documents."""
    clock = time.perf_counter()
    with _errors(), runs.locked(processed):
        survey = _survey(raw, processed, workers, config, stage)
        with _bar(len(survey.todo)) as progress:
            report = runs.run(survey, stage, progress)
    _show(report, stage, time.perf_counter() - clock)
    raise typer.Exit(Exit.SOME_FAILED if report.documents["failed"] else Exit.FINE)


@app.command()
def status(
    raw: RawOption = Path("raw"), processed: ProcessedOption = Path("processed"), config: ConfigOption = None
) -> None:
    """Say what a run would do, by stage, and why."""
    from pipeline.status import summary

    with _errors():
        survey = _survey(raw, processed, None, config, None)
        typer.echo("\n".join(summary(survey)))


@app.command()
def schema() -> None:
    """Print the data dictionary (docs/tables.md)."""
    from pipeline.dictionary import dictionary

    typer.echo(dictionary(_stages()), nl=False)


@app.command()
def settings() -> None:
    """Print all settings with their defaults, as pipeline.toml."""
    from pipeline.dictionary import default_settings

    typer.echo(default_settings(_stages()), nl=False)


def _survey(raw: Path, processed: Path, workers: int | None, config: Path | None, stage: str | None) -> Survey:
    stages = _stages()
    if stage is not None:
        configuration.check_name("stage", stage, [one.name for one in stages])
    path = config or (CONFIG if CONFIG.exists() else None)
    return Survey(Place(raw, processed, PACKAGE), configuration.load(path, stages, workers=workers), stages)


def _stages() -> tuple[Stage, ...]:
    try:
        return discover(PACKAGE)
    except ValueError as error:
        _quit(str(error), Exit.USAGE)


@contextmanager
def _errors() -> Iterator[None]:
    """What goes wrong with a run as a whole, in one line with a next step, and its exit code."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except (SettingsError, NotADirectoryError) as error:
        _quit(str(error), Exit.USAGE)
    except runs.LockedError as error:
        _quit(str(error), Exit.LOCKED)
    except (StoreError, EngineError) as error:
        _quit(str(error), Exit.NOT_WRITTEN)
    except KeyboardInterrupt:
        _quit("interrupted; what is done is kept, run again to go on", Exit.INTERRUPTED)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _quit(message: str, code: Exit) -> NoReturn:
    typer.echo(f"pipeline: {message}", err=True)
    raise typer.Exit(code)


@contextmanager
def _bar(total: int) -> Iterator[runs.Progress]:
    """A progress bar where someone watches."""
    if not total or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("documents", total=total)
        yield lambda done, _: bar.update(task, completed=done)


_COUNTED = ("documents", "pages")
"""Tables that have a line of their own."""


def _show(report: runs.Report, stage: str | None, seconds: float) -> None:
    counts = ", ".join(f"{report.documents[status]} {status}" for status in ("ok", "partial", "failed"))
    typer.echo(f"documents  {counts} ({report.worked_on} worked on now)")
    if report.totals:
        rows = ", ".join(f"{rows} {table}" for table, rows in report.totals["rows"].items() if table not in _COUNTED)
        typer.echo(f"pages      {report.totals['rows'].get('pages', 0)}, {report.totals['ocr_pages']} of them by OCR")
        typer.echo(f"rows       {rows}")
    else:
        typer.echo(f"tables     as they were: this run went up to {stage!r}; a run without a stage publishes")
    typer.echo(f"seconds    {seconds:.1f}")
    for source, told in report.troubles[:20]:
        typer.echo(f"{told['status']:<10} {source}: {told['reason']} in {told['stage']}: {told['message']}")
    if len(report.troubles) > 20:
        typer.echo(f"           and {len(report.troubles) - 20} more: see documents.parquet")
