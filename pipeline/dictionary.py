"""Texts made from the declarations: the reference pages of the documentation, and the default settings."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from pipeline.reasons import MEANINGS
from pipeline.schema import DOC_ID, Table
from pipeline.settings import Run, Values
from pipeline.stage import Stage
from pipeline.store.package import file_name
from pipeline.store.publication import published_tables
from pipeline.tables import CHECK_KINDS

_ARGUMENT = re.compile(r"^( {4,8})(\w+): (.*(?:\n\1 +.*)*)", re.MULTILINE)


def reference(stages: Sequence[Stage]) -> dict[str, str]:
    """By path below ``docs/`` every page that is made from the declarations, as Markdown."""
    return {
        "tables.md": dictionary(stages),
        "reference/stages.md": _stages(stages),
        "reference/settings.md": _settings(stages),
        "reference/checks.md": _page(*_CHECKS, ("kind", "what is tested"), CHECK_KINDS.items()),
        "reference/reasons.md": _page(*_REASONS, ("reason", "meaning"), MEANINGS.items()),
    }


def dictionary(stages: Sequence[Stage]) -> str:
    """The data dictionary as Markdown: every published table, every column with type and meaning."""
    return "\n\n".join([_HEAD, *(_section_of(table, stages) for table in published_tables(stages))]) + "\n"


def default_settings(stages: Sequence[Stage]) -> str:
    """``pipeline.toml``: every setting with its meaning, where its docstring says so, and its default as a comment."""
    sections = ["\n".join(_toml_section(*section)) for section in _sections(stages)]
    return "\n\n".join([_TOML, *sections]) + "\n"


_HEAD = """# The published tables

Made from the schemas by `python -m pipeline schema`; the same words stand in the Parquet files' field metadata.
Pages count from 1. `x0, top, x1, bottom` are PDF points (1/72 inch) from the top left corner of the page as shown.
`start, end` are character offsets into `blocks.text`, end exclusive. Confidences lie in 0..1. Rows are sorted by
source, page, block and start; a column marked with * is never null."""


_TOML = "# Settings; what stands here as a comment is the default. A name that is not known is an error."


_SETTINGS = (
    "Settings",
    "Written into `pipeline.toml`, a section a stage, which `--config` or `make CONFIG=` may replace by another file. "
    "`python -m pipeline settings` prints the same as a file in which every default stands as a comment.",
)

_STAGES = (
    "Stages",
    "In the order they run. A stage is one function of one document: it sees the tables it reads and gives rows of "
    "those it writes (in brackets those that are not published). Where languages are named, it sees only text in "
    "those; what is too short to tell counts as English. Settings: [settings.md](settings.md).",
)

_CHECKS = (
    "Checks",
    "What a document says of itself, held against the document: the rows of `checks`. Each names both places and says "
    "`agree` or `conflict`.",
)

_REASONS = (
    "Reasons",
    "Why a document or a page was not read in full: the closed list of what `documents.error_type` and `pages.problem` "
    "say. Which settings bound what, and what is kept: [security](../security.md).",
)


def _page(title: str, intro: str, head: Sequence[str], rows: Iterable[tuple[str, str]]) -> str:
    """A page that is a table of names and what they mean."""
    listed = [(f"`{name}`", meaning) for name, meaning in rows]
    return "\n\n".join([f"# {title}", intro, _MADE, _grid(head, listed)]) + "\n"


_MADE = "Made by `make docs`."


def _stages(stages: Sequence[Stage]) -> str:
    rows = [
        (
            f"`{stage.name}`",
            _summary(stage),
            ", ".join(f"`{source.name}`" for source in stage.reads),
            ", ".join(f"`{table.name}`" if table.published else f"(`{table.name}`)" for table in stage.writes),
            ", ".join(stage.spoken({}) or ("any",)),
        )
        for stage in stages
    ]
    title, intro = _STAGES
    grid = _grid(("stage", "what it makes", "reads", "writes", "languages"), rows)
    return "\n\n".join([f"# {title}", intro, _MADE, grid]) + "\n"


def _settings(stages: Sequence[Stage]) -> str:
    title, intro = _SETTINGS
    parts = [f"# {title}", intro, _MADE]
    for name, head, defaults, meanings in _sections(stages):
        rows = [(f"`{key}`", f"`{_toml(value)}`", meanings.get(key, "")) for key, value in defaults.items()]
        parts += [f"## {name}", head, _grid(("setting", "default", "meaning"), rows)]
    return "\n\n".join(parts) + "\n"


def _section_of(table: Table, stages: Sequence[Stage]) -> str:
    writers = [f"`{stage.name}`" for stage in stages if table in stage.writes]
    made = f"Made by {', '.join(writers)}." if writers else "Made when the tables are published."
    key = ", ".join(f"`{name}`" for name in dict.fromkeys(("doc_id", *table.key))) if table.key else "none"
    columns = [
        (f"`{field.name}`{'' if field.nullable else ' *'}", str(field.type), field.metadata[b"description"].decode())
        for field in (DOC_ID, *table.columns)
    ]
    facts = f"{made} File: `{file_name(table)}`. Key: {key}."
    return "\n\n".join([f"## {table.name}", table.description, facts, _grid(("column", "type", "meaning"), columns)])


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _sections(stages: Sequence[Stage]) -> Iterator[tuple[str, str, Values, Mapping[str, str]]]:
    """Every section of the settings: name, what it is about, defaults, and what its docstring says of each."""
    yield "run", "How a run goes about its work.", asdict(Run()), dict(_meanings(Run.__doc__ or ""))
    for stage in stages:
        if stage.defaults:
            yield stage.name, _summary(stage), stage.defaults, dict(_meanings(stage.function.__doc__ or ""))


def _summary(stage: Stage) -> str:
    """The first line of a stage's module."""
    return (inspect.getdoc(inspect.getmodule(stage.function)) or "").partition("\n")[0]


def _toml_section(name: str, head: str, defaults: Values, meanings: Mapping[str, str]) -> Iterator[str]:
    yield from (f"[{name}]", f"## {head}")
    for setting, default in defaults.items():
        yield from [f"## {meanings[setting]}"] if setting in meanings else []
        yield f"# {setting} = {_toml(default)}" if default is not None else f"# {setting} ="


def _meanings(docstring: str) -> Iterator[tuple[str, str]]:
    """The arguments of a Google style docstring with what it says of them."""
    for _, name, text in _ARGUMENT.findall(docstring):
        yield name, " ".join(text.split())


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:_}" if isinstance(value, int) else repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
