"""The store: a part proves itself, and whatever befell it is found out."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.store import parts
from pipeline.store.parts import DamagedError, Entry, Parts
from pipeline.store.storage import LocalFolder, StoreError

DOC = "d" * 64
TABLES = {
    "words": pa.table({"text": ["one", None, "three"], "x": pa.array([1.0, 2.0, None], pa.float32())}),
    "none": pa.table({"text": pa.array([], pa.string())}),
}


def saved(folder: Path) -> Parts:
    store = Parts(LocalFolder(folder))
    entry = Entry(key="k", recipe="r", seconds=0.0, media_type=None, tables={}, problems=[(2, "no_text")], failure=None)
    store.save("read", DOC, entry, TABLES)
    return store


def test_a_part_comes_back(tmp_path: Path) -> None:
    store = saved(tmp_path)
    entry, tables = store.tables("read", DOC, TABLES)
    assert entry == store.entry("read", DOC)
    assert {name: content["rows"] for name, content in entry["tables"].items()} == {"words": 3, "none": 0}
    assert all(tables[name].equals(TABLES[name]) for name in TABLES)
    assert [path.name for path in (tmp_path / "read").iterdir()] == [DOC]


def test_equal_rows_have_equal_digests_however_they_came_about(tmp_path: Path) -> None:
    store = saved(tmp_path)
    first = store.entry("read", DOC)
    words = TABLES["words"]
    pieces = pa.concat_tables([words.slice(0, 1), words.slice(1, 1), words.slice(2)])
    again = store.save("read", DOC, {**first, "tables": {}}, {**TABLES, "words": pieces})  # type: ignore[typeddict-item]
    assert first and again["tables"] == first["tables"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_altered_byte_is_found_out(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = saved(folder)
    path = folder / "read" / DOC
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :])
    with pytest.raises(DamagedError):
        store.tables("read", DOC, TABLES)
    assert store.entry("read", DOC) is None


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True))
def test_any_cut_is_found_out(tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = saved(folder)
    path = folder / "read" / DOC
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(DamagedError):
        store.tables("read", DOC, TABLES)


def test_what_belongs_to_nothing_is_swept(tmp_path: Path) -> None:
    store = saved(tmp_path)
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / DOC).touch()
    (tmp_path / "read" / ("e" * 64)).touch()
    (tmp_path / "read" / f".{DOC}.123").touch()
    (tmp_path / "ledger.sqlite").touch()
    store.sweep(["read"], lambda doc_id: doc_id == DOC)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == [
        "ledger.sqlite",
        "read",
        f"read/{DOC}",
    ]


def test_what_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "read").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=str(tmp_path / "read")):
        saved(tmp_path)


def test_keys_differ_by_recipe_and_inputs() -> None:
    keys = {
        parts.key("r", []),
        parts.key("s", []),
        parts.key("r", ["a"]),
        parts.key("r", ["a", "b"]),
        parts.key("r", ["ab"]),
    }
    assert len(keys) == 5
