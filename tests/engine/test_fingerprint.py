"""What counts as a stage's code: whatever can change what it gives, and nothing else."""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import fingerprint
from pipeline.fingerprint import Modules, recipe, shape
from pipeline.schema import Table, column
from pipeline.settings import Run, Settings
from pipeline.stage import stage
from pipeline.tables import INT, TEXT

STAGE = '''"""A stage."""
from made_up.helpers import helper
from pipeline.stage import stage
from pipeline.tables import BLOCK_KINDS, Blocks


@stage(reads=(), writes=Blocks, uses=("pyarrow",))
def one(*, size: int = 3):
    """Docstring."""
    from made_up.deep import late
    return [helper(late, BLOCK_KINDS)]
'''

FILES = {
    "__init__.py": "",
    "one.py": STAGE,
    "helpers.py": "from . import sibling\n\n\ndef helper(*_):\n    return open('list.csv'), sibling\n",
    "sibling.py": "VALUE = 1\n",
    "deep/__init__.py": "from made_up.deep.core import late\n",
    "deep/core.py": "def late():\n    return 1\n",
    "stranger.py": "VALUE = 1\n",
    "data/list.csv": "a,b\n",
    "data/other.csv": "a,b\n",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "made_up"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    _forget()


def _forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "made_up"]:
        del sys.modules[name]
    for cached in (fingerprint._source, fingerprint._data_files, fingerprint._content):
        cached.cache_clear()


def code(modules: Modules | None = None) -> str:
    _forget()
    one = importlib.import_module("made_up.one").one
    return recipe(one, Settings(), {} if modules is None else modules)["code"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("one.py", '"""Docstring."""', '"""Another."""'),
        ("one.py", "    return [", "    # why\n\n    return ["),
        ("helpers.py", "def helper(*_):", "def helper(*_):\n    'What it does.'"),
        ("stranger.py", "1", "2"),
        ("data/other.csv", "a", "c"),
    ],
)
def test_what_changes_nothing_costs_nothing(package: Path, name: str, old: str, new: str) -> None:
    before = code()
    path = package / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert code() == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("one.py", "size: int = 3", "size: int = 4"),
        ("one.py", "return [", "return [*[], "),
        ("helpers.py", "return open", "return not open"),
        ("sibling.py", "1", "2"),
        ("deep/core.py", "1", "2"),
        ("deep/__init__.py", "late", "late as late"),
        ("data/list.csv", "a", "c"),
    ],
)
def test_what_may_change_the_result_counts(package: Path, name: str, old: str, new: str) -> None:
    before = code()
    path = package / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    assert code() != before


def test_a_known_module_is_not_parsed_again(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules: Modules = {}
    before = code(modules)
    monkeypatch.setattr(ast, "parse", lambda *_: pytest.fail("parsed again"))
    assert code(modules) == before
    assert str(package / "sibling.py") in modules


@pytest.mark.usefixtures("package")
def test_engine_modules_do_not_count_and_declared_values_do(monkeypatch: pytest.MonkeyPatch) -> None:
    modules: Modules = {}
    before = code(modules)
    names = {Path(path).stem for path in modules}
    assert not names & {"stage", "schema", "tables"}
    monkeypatch.setattr("pipeline.tables.BLOCK_KINDS", ("title",))
    assert code() != before


def test_the_parts_of_a_recipe() -> None:
    first = Table("first", "One.", (column("a", TEXT, "A."),))

    @stage(reads=(), writes=first, uses=("pyarrow", "no-such-distribution"))
    def made(*, size: int = 3, names: tuple[str, ...] = ("x",)) -> None:
        pass

    found = recipe(made, Settings(Run(), {"made": {"size": 5}}), {})
    assert found["settings"] == {"size": 5, "names": ["x"]}
    assert found["uses"]["no-such-distribution"] == "not installed"
    assert found["uses"]["pyarrow"][0].isdigit()


def test_a_description_is_not_part_of_a_shape_and_a_type_is() -> None:
    def shaped(kind: object, description: str, *, required: bool = False) -> list[object]:
        return shape(Table("t", description, (column("a", kind, description, required=required),)))

    assert shaped(TEXT, "one") == shaped(TEXT, "two")
    assert shaped(TEXT, "one") != shaped(INT, "one")
    assert shaped(TEXT, "one") != shaped(TEXT, "one", required=True)
