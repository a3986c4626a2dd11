"""Texts made from the declarations: the data dictionary of the published tables, and the default settings."""

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from pipeline.package import file_name
from pipeline.publish import published_tables
from pipeline.reasons import MEANINGS
from pipeline.schema import DOC_ID, Table
from pipeline.settings import Run, Values
from pipeline.stage import Stage

_ARGUMENT = re.compile(r"^( {4,8})(\w+): (.*(?:\n\1 +.*)*)", re.MULTILINE)


def dictionary(stages: Sequence[Stage]) -> str:
    """The data dictionary as Markdown: every published table, every column with type and meaning."""
    parts = [_HEAD, *(_table(table, stages) for table in published_tables(stages)), _reasons()]
    return "\n\n".join(parts) + "\n"


def default_settings(stages: Sequence[Stage]) -> str:
    """``pipeline.toml``: every setting with its meaning, where its docstring says so, and its default as a comment."""
    sections = [_section("run", "How a run goes about its work.", asdict(Run()), Run.__doc__)]
    for stage in stages:
        if stage.defaults:
            module = inspect.getmodule(stage.function)
            head = (inspect.getdoc(module) or "").partition("\n")[0]
            sections.append(_section(stage.name, head, stage.defaults, stage.function.__doc__))
    return "\n\n".join([_SETTINGS, *sections]) + "\n"


_HEAD = """# The published tables

Made from the schemas by `python -m pipeline schema`; the same words stand in the Parquet files' field metadata.
Pages count from 1. `x0, top, x1, bottom` are PDF points (1/72 inch) from the top left corner of the page as shown.
`start, end` are character offsets into `blocks.text`, end exclusive. Confidences lie in 0..1. Rows are sorted by
source, page, block and start; a column marked with * is never null."""


_SETTINGS = "# Settings; what stands here as a comment is the default. A name that is not known is an error."


def _table(table: Table, stages: Sequence[Stage]) -> str:
    writers = [f"`{stage.name}`" for stage in stages if table in stage.writes]
    made = f"Made by {', '.join(writers)}." if writers else "Made when the tables are published."
    key = ", ".join(f"`{name}`" for name in dict.fromkeys(("doc_id", *table.key))) if table.key else "none"
    columns = [
        f"| `{field.name}`{'' if field.nullable else ' *'} | {field.type} | {_cell(field.metadata[b'description'])} |"
        for field in (DOC_ID, *table.columns)
    ]
    head = [f"## {table.name}", "", table.description, "", f"{made} File: `{file_name(table)}`. Key: {key}.", ""]
    return "\n".join([*head, "| column | type | meaning |", "| --- | --- | --- |", *columns])


def _reasons() -> str:
    rows = [f"| `{reason}` | {_cell(meaning.encode())} |" for reason, meaning in MEANINGS.items()]
    head = ["## Reasons", "", "What `documents.error_type` and `pages.problem` say.", ""]
    return "\n".join([*head, "| reason | meaning |", "| --- | --- |", *rows])


def _cell(text: bytes) -> str:
    return text.decode().replace("|", "\\|")


def _section(name: str, head: str, defaults: Values, docstring: str | None) -> str:
    meanings = dict(_meanings(docstring or ""))
    lines = [f"[{name}]", f"## {head}"]
    for setting, default in defaults.items():
        lines += [f"## {meanings[setting]}"] if setting in meanings else []
        lines.append(f"# {setting} = {_toml(default)}" if default is not None else f"# {setting} =")
    return "\n".join(lines)


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
