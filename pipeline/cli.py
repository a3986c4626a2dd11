"""The command line."""

import json
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

from pipeline import lineage
from pipeline import run as runs
from pipeline import settings as configuration
from pipeline.engine import lean
from pipeline.engine.interface import EngineError
from pipeline.printable import escape
from pipeline.reasons import DocumentError
from pipeline.report import NotThereError
from pipeline.settings import SettingsError
from pipeline.stage import Stage, discover
from pipeline.store.sites import LocalSite, LockedError
from pipeline.store.storage import StoreError
from pipeline.survey import Place, Survey
from pipeline.telling import as_data, as_lines

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
RawPlace = Annotated[str, typer.Option("--raw", help="Folder of the documents, or its URL (s3://…).")]
ProcessedPlace = Annotated[str, typer.Option("--processed", help="Folder of the tables, or its URL.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes side by side.")]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Settings; pipeline.toml if it is there.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Say it as JSON, for machines.")]
FileArgument = Annotated[str, typer.Argument(help="Path below raw/, file name, or first digits of the doc_id.")]


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
    lean.without_pandas()
    lean.with_small_pool()
    app(prog_name="python -m pipeline")


@app.command()
def run(
    stage: Annotated[str | None, typer.Argument(help="Stop after this stage; nothing is published then.")] = None,
    raw: RawPlace = "raw",
    processed: ProcessedPlace = "processed",
    workers: WorkersOption = None,
    partitions: Annotated[int | None, typer.Option(min=1, help="Files that each table is cut into.")] = None,
    engine: Annotated[str | None, typer.Option(help="Where to work: local, or dask.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of the Dask scheduler, tcp://host:8786.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring the tables up to date with the documents."""
    clock = time.perf_counter()
    place = _place(raw, processed)
    with _errors(), place.site.locked():
        survey = _survey(
            place, config, stage, workers=workers, partitions=partitions, engine=engine, scheduler=scheduler
        )
        with _bar() as progress, lineage.told(survey, stage, _complain):
            report = runs.run(survey, stage, progress)
    seconds = time.perf_counter() - clock
    if as_json:
        _say_json(as_data(report, seconds))
    else:
        typer.echo("\n".join(as_lines(report, stage, seconds)))
    raise typer.Exit(Exit.SOME_FAILED if report.documents["failed"] else Exit.FINE)


@app.command()
def status(
    raw: RawPlace = "raw",
    processed: ProcessedPlace = "processed",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a run would do, by stage, and why."""
    from pipeline.status import look, summary

    with _errors():
        survey = _survey(_place(raw, processed), config, None, writable=False)
        if as_json:
            found = ((one.stage, one.document.source, one.state, one.why) for one in look(survey))
            _say_json([dict(zip(("stage", "source", "state", "why"), row, strict=True)) for row in found])
        else:
            typer.echo("\n".join(summary(survey)))


@app.command()
def report(
    raw: RawOption = Path("raw"), processed: ProcessedOption = Path("processed"), config: ConfigOption = None
) -> None:
    """Write pages that show what was read and found beside the documents: processed/report/index.html."""
    from pipeline.report.site import build

    with _errors(), LocalSite(processed).locked():
        stages = _stages()
        index, written = build(raw, processed, _settings(config, stages).run, stages)
        typer.echo(f"{index}  ({written} documents written anew)")


@app.command()
def explain(
    file: FileArgument,
    rule: Annotated[str | None, typer.Option(help="Only what this rule changed.")] = None,
    processed: ProcessedOption = Path("processed"),
    as_json: JsonOption = False,
) -> None:
    """Say what was repaired in a document, rule by rule, and what its text would be without."""
    from pipeline.report.explain import explained, lines
    from pipeline.report.published import find

    with _errors():
        found = explained(find(processed, file), rule)
        if as_json:
            _say_json([one._asdict() for one in found])
        else:
            typer.echo("\n".join(lines(found)))


@app.command()
def draw(
    file: FileArgument,
    page: Annotated[int, typer.Argument(min=1, help="Page, from 1.")] = 1,
    output: Annotated[Path, typer.Option("-o", "--output", help="The picture.")] = Path("page.png"),
    layers: Annotated[str, typer.Option(help="What to draw, commas between.")] = "order,blocks,tables,facts",
    raw: RawOption = Path("raw"),
    processed: ProcessedOption = Path("processed"),
) -> None:
    """Draw a page with the boxes of what was found on it, as PNG."""
    from pipeline.report.draw import save
    from pipeline.report.published import Folders

    with _errors():
        save(output, file, page, layers.split(","), Folders(raw, processed), _stages())
        typer.echo(str(output))


@app.command()
def export(
    csv: Annotated[Path | None, typer.Option(help="Folder for CSV files, safe to open in a spreadsheet.")] = None,
    jsonl: Annotated[Path | None, typer.Option("--json", help="Folder for JSON lines.")] = None,
    duckdb: Annotated[bool, typer.Option("--duckdb", help="Make factsheets.duckdb beside the tables.")] = False,
    processed: ProcessedOption = Path("processed"),
) -> None:
    """Give the tables in other forms."""
    from pipeline.export import export_csv, export_duckdb, export_json

    with _errors():
        written = [*(export_csv(processed, csv) if csv else ()), *(export_json(processed, jsonl) if jsonl else ())]
        written += [export_duckdb(processed)] if duckdb else []
        if not written:
            _quit("nothing to export to; give --csv FOLDER, --json FOLDER or --duckdb", Exit.USAGE)
        typer.echo("\n".join(map(str, written)))


@app.command()
def doctor(
    raw: RawOption = Path("raw"),
    processed: ProcessedOption = Path("processed"),
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look whether everything a run needs is there, and say what to do where it is not."""
    from pipeline.doctor import examine

    with _errors():
        stages = _stages()
        found = list(examine(raw, processed, _settings(config, stages), stages))
    if as_json:
        _say_json([one._asdict() for one in found])
    else:
        for one in found:
            advice = f"; {one.advice}" if one.advice else ""
            typer.echo(f"{one.state:<8} {one.what:<22} {escape(one.found)}{advice}")
    raise typer.Exit(Exit.SOME_FAILED if any(one.state == "problem" for one in found) else Exit.FINE)


@app.command()
def schema() -> None:
    """Print the data dictionary (docs/tables.md)."""
    from pipeline.dictionary import dictionary

    typer.echo(dictionary(_stages()), nl=False)


@app.command()
def docs(folder: Annotated[Path, typer.Argument(help="Folder of the documentation.")] = Path("docs")) -> None:
    """Write the reference pages that are made from the declarations: tables, stages, settings, checks, reasons."""
    from pipeline.dictionary import reference
    from pipeline.store.storage import write

    with _errors():
        for name, text in reference(_stages()).items():
            write(folder / name, [text.encode()], sync=False)
            typer.echo(str(folder / name))


@app.command()
def settings() -> None:
    """Print all settings with their defaults, as pipeline.toml."""
    from pipeline.dictionary import default_settings

    typer.echo(default_settings(_stages()), nl=False)


def _place(raw: str, processed: str) -> Place:
    raw_place, processed_place = (text if "://" in text else Path(text) for text in (raw, processed))
    return Place(raw_place, processed_place, PACKAGE)


def _survey(
    place: Place, config: Path | None, stage: str | None, *, writable: bool = True, **given: int | str | None
) -> Survey:
    stages = _stages()
    if stage is not None:
        configuration.check_name("stage", stage, [one.name for one in stages])
    return Survey(place, _settings(config, stages, **given), stages, writable=writable)


def _settings(config: Path | None, stages: tuple[Stage, ...], **given: int | str | None) -> configuration.Settings:
    path = config or (CONFIG if CONFIG.exists() else None)
    return configuration.load(path, stages, **given)


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
    except (SettingsError, NotADirectoryError, NotThereError, DocumentError) as error:
        _quit(escape(str(error)), Exit.USAGE)
    except LockedError as error:
        _quit(str(error), Exit.LOCKED)
    except (StoreError, EngineError) as error:
        _quit(str(error), Exit.NOT_WRITTEN)
    except KeyboardInterrupt:
        _quit("interrupted; what is done is kept, run again to go on", Exit.INTERRUPTED)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _complain(message: str) -> None:
    typer.echo(f"pipeline: {escape(message)}", err=True)


def _quit(message: str, code: Exit) -> NoReturn:
    typer.echo(f"pipeline: {message}", err=True)
    raise typer.Exit(code)


@contextmanager
def _bar() -> Iterator[runs.Progress]:
    """A progress bar where someone watches."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("documents", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _say_json(content: object) -> None:
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
