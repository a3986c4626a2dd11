"""The laws, on every test document: drawn here, shipped as samples, and shared ones where they are at hand."""

from pathlib import Path

import pyarrow as pa
import pytest

from tests.documents import run_stages, samples, shared_documents, tables_of, typeset
from tests.laws import LAWS, Law, Tables
from tests.sheets import NAMES, sheet

SHARED_DOCUMENTS = list(shared_documents())


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    for name in NAMES:
        sheet(name).build(folder)
    return folder


@pytest.fixture(params=[*NAMES, *samples(), *typeset(), *SHARED_DOCUMENTS], ids=lambda p: Path(p).name)
def tables(request: pytest.FixtureRequest, drawn: Path) -> Tables:
    """All tables of one document."""
    if isinstance(request.param, Path):
        return tables_of(request.param)
    return tables_of(drawn / f"{request.param}.pdf")


def test_shared_documents_are_at_hand() -> None:
    if not SHARED_DOCUMENTS:
        pytest.skip("the shared documents are not beside this clone; the laws run on the repository's own")


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law(law: Law, tables: Tables) -> None:
    assert not list(law(tables)), law.__doc__


@pytest.mark.parametrize(
    ("law", "table", "column", "value"),
    [
        ("conservation", "blocks", "raw_text", "another text"),
        ("replaying", "blocks", "text", "another text"),
        ("offsets", "entities", "start", 1_000_000),
        ("numbering", "blocks", "kind", "unheard of"),
        ("keys", "blocks", "block", 1),
        ("sanity", "words", "x0", 1e9),
        ("cleanness", "blocks", "text", "two  spaces"),
    ],
)
def test_a_law_can_be_broken(drawn: Path, law: str, table: str, column: str, value: object) -> None:
    tables = dict(tables_of(drawn / f"{NAMES[0]}.pdf"))
    rows = tables[table].to_pylist()
    rows[0][column] = value
    tables[table] = pa.Table.from_pylist(rows, tables[table].schema)
    (spoilt,) = (one for one in LAWS if one.__name__ == law)
    assert list(spoilt(tables))


def test_the_same_document_gives_the_same_tables(drawn: Path) -> None:
    data = (drawn / f"{NAMES[0]}.pdf").read_bytes()
    first, second = run_stages(data), run_stages(data)
    assert all(first[name].equals(second[name]) for name in first)
