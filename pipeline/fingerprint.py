"""What makes a stage give what it gives: its code, settings, tools and schemas, as one recipe to compare.

Code counts as its syntax tree, so that a comment or a docstring costs nothing. It covers the stage's module and
every module of the same package that it imports, directly or not, wherever in the code the import stands, and the
files of the package's ``data`` folder whose names stand in those modules.
"""

import ast
import hashlib
import importlib
import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from enum import EnumMeta
from functools import cache
from pathlib import Path
from typing import TypedDict

from pipeline.schema import Table
from pipeline.settings import Settings
from pipeline.stage import File, Stage

ENGINE = frozenset({"pipeline", "pipeline.stage", "pipeline.schema"})
"""Modules that carry stages and change nothing of what they find; ``parts.FORMAT`` stands for them."""

DECLARATIONS = frozenset({"pipeline.tables", "pipeline.handover", "pipeline.reasons"})
"""Modules of which only the imported names count: a new table must not make every stage run again."""

OPENING = "pipeline.reading.sniff"
"""What runs before a stage that reads the file itself."""

_FILE_NAME = re.compile(r"[\w./-]*\w\.\w{1,10}")


class Recipe(TypedDict):
    """The parts of a recipe; two equal recipes give equal results from equal inputs."""

    code: str
    settings: dict[str, object]
    uses: dict[str, str]
    schemas: str


class Module(TypedDict):
    """What one source file says: its state on disk, its code, the names it imports and the files it may name."""

    stat: list[int]
    code: str
    imports: list[tuple[str, str]]
    files: list[str]


Modules = MutableMapping[str, Module]
"""By path of the source file; kept between runs, since parsing is slow."""


def digest(*values: object) -> str:
    """A short digest (BLAKE2b, 128 bits) of values that JSON can hold."""
    return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()


def recipe(stage: Stage, settings: Settings, modules: Modules) -> Recipe:
    """The recipe of a stage. ``modules`` is brought up to date in place."""
    roots = (stage.module, OPENING) if File in stage.reads else (stage.module,)
    tables = [*(source for source in stage.reads if isinstance(source, Table)), *stage.writes]
    return Recipe(
        code=digest(sys.version_info[:2], sorted(_code(roots, modules))),
        settings=json.loads(json.dumps(settings.of(stage))),
        uses={name: _version(name) for name in sorted(stage.uses)},
        schemas=digest([shape(table) for table in tables]),
    )


def shape(table: Table) -> list[object]:
    """What of a table's declaration its rows depend on: everything but the descriptions."""
    columns = [[field.name, str(field.type), field.nullable] for field in table.schema]
    return [table.name, columns, list(table.key), table.published]


def _code(roots: Sequence[str], modules: Modules) -> Iterator[list[str]]:
    waiting, done = list(roots), set(roots)
    while waiting:
        name = waiting.pop()
        path = _source(name)
        if path is None:
            continue
        module = _module(path, modules)
        yield [name, module["code"]]
        yield from _data(name, module["files"])
        for imported, attribute in _imports(name, path, module):
            if imported in DECLARATIONS and attribute != "*":
                yield [imported, attribute, _declared(imported, attribute)]
                continue
            found = {imported, f"{imported}.{attribute}", *_packages(imported)} - ENGINE - done
            done |= found
            waiting += sorted(found)


def _imports(name: str, path: Path, module: Module) -> Iterator[tuple[str, str]]:
    """Imports from the module's own top package, and from ``pipeline``, by full name."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    tops = {"pipeline", name.partition(".")[0]}
    for imported, attribute in module["imports"]:
        level = len(imported) - len(imported.lstrip("."))
        full = imported
        if level:
            base = package.split(".")
            full = ".".join([*base[: len(base) - level + 1], *filter(None, [imported[level:]])])
        if full.partition(".")[0] in tops:
            yield full, attribute


def _packages(name: str) -> Iterator[str]:
    """The packages around a module below the top one: importing it runs them."""
    parts = name.split(".")
    for end in range(2, len(parts)):
        yield ".".join(parts[:end])


@cache
def _source(name: str) -> Path | None:
    """The source file of a module of an imported top package; None where the name is no module."""
    top, *rest = name.split(".")
    origin = importlib.import_module(top).__file__
    if origin is None:
        return None
    path = Path(origin).parent.joinpath(*rest)
    candidates = (path / "__init__.py", path.with_name(f"{path.name}.py") if rest else path / "__init__.py")
    return next((found for found in candidates if found.is_file()), None)


def _module(path: Path, modules: Modules) -> Module:
    about = path.stat()
    state = [about.st_size, about.st_mtime_ns, about.st_ctime_ns]
    known = modules.get(str(path))
    if known and known["stat"] == state:
        return known
    tree = ast.parse(path.read_bytes())
    nodes = list(ast.walk(tree))
    module = Module(stat=state, imports=sorted(_named(nodes)), files=sorted(_file_names(nodes)), code="")
    for node in nodes:
        _without_docstring(node)
    module["code"] = hashlib.blake2b(ast.dump(tree).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    modules[str(path)] = module
    return module


def _named(nodes: Sequence[ast.AST]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {(alias.name, "*") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {("." * node.level + (node.module or ""), alias.name) for alias in node.names}
    return found


def _file_names(nodes: Sequence[ast.AST]) -> set[str]:
    strings = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {Path(text).name for text in strings if len(text) < 200 and _FILE_NAME.fullmatch(text)}


def _without_docstring(node: ast.AST) -> None:
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        # a bare string is a docstring wherever it stands: constants are documented by the string below them
        node.body = [one for one in node.body if not _is_string(one)]


def _is_string(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _data(name: str, files: Sequence[str]) -> Iterator[list[str]]:
    for file in files:
        found = _data_files(name.partition(".")[0]).get(file)
        if found:
            yield [file, _content(found)]


@cache
def _data_files(top: str) -> Mapping[str, Path]:
    source = _source(top)
    folder = source.parent / "data" if source else None
    return {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()} if folder else {}


@cache
def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _declared(module: str, name: str) -> str:
    """What a name of a declaring module stands for: a table's shape, an enumeration's name, another value's text."""
    value = getattr(importlib.import_module(module), name, None)
    if isinstance(value, Table):
        return digest(shape(value))
    if isinstance(value, EnumMeta | type) or callable(value):
        return name
    return repr(sorted(value) if isinstance(value, set | frozenset) else value)


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
