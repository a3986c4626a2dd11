"""The ledger: a cache that says what is new, in order, and whose loss costs nothing but a look."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reasons import DocumentError, Reason
from pipeline.store.inventory import Seen
from pipeline.store.ledger import Ledger, Told

SEEN = st.lists(
    st.builds(
        Seen,
        st.sampled_from(["a", "b", "a/b", "é", "é/a", "Z", "~", "a b", "1", "10", "9"]),
        st.just("p"),
        st.sampled_from("abcdef"),
        st.just(1),
    ),
    unique_by=lambda one: one.source,
    max_size=8,
)


def told(signature: str, *, again: bool = False, status: str = "ok") -> Told:
    nothing: dict[str, object] = {
        "stage": None,
        "reason": None,
        "message": None,
        "media_type": None,
        "parts": [],
        "outcome": "",
    }
    return Told(signature=signature, again=again, status=status, **nothing)  # type: ignore[typeddict-item]


@pytest.mark.parametrize("content", [b"", b"{", b"SQLite format 3\0 and then nothing of it", b"\0" * 5000])
def test_a_ledger_that_says_nothing_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(content)
    ledger = Ledger(path)
    ledger.note("a", "b")
    ledger.save()
    assert Ledger(path).about("a") == "b"


@given(seen=SEEN)
def test_documents_come_by_source_each_once_with_its_copies(seen: list[Seen]) -> None:
    ledger = Ledger(Path("nowhere"), writable=False)
    ledger.take(seen)
    documents = [document for document, _ in ledger.documents()]
    assert [one.source for one in documents] == sorted(one.source for one in documents)
    listed = {(source, one.doc_id) for one in documents for source in (one.source, *one.duplicates)}
    assert listed == {(one.source, one.doc_id) for one in seen}
    assert all(one.source < copy for one in documents for copy in one.duplicates)
    assert len(documents) == len({one.doc_id for one in seen})


@given(ids=st.sets(st.text("0123456789abcdef", min_size=64, max_size=64), max_size=20), shards=st.integers(1, 300))
def test_every_document_is_in_one_shard(ids: set[str], shards: int) -> None:
    ledger = Ledger(Path("nowhere"), writable=False)
    ledger.take(Seen(doc_id, doc_id, doc_id, 1) for doc_id in ids)
    found = [document.doc_id for number in range(shards) for document, _ in ledger.shard(number, shards)]
    assert sorted(found) == sorted(ids)


def test_what_is_new_old_or_to_be_tried_again_is_planned(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    problem = DocumentError(Reason.NOT_A_FILE, "no")
    ledger.take(
        [*(Seen(one, one, one, 1) for one in ("new", "good", "old", "again")), Seen("p", "p", "p", 1, None, problem)]
    )
    for doc_id, story in {"good": told("s"), "old": told("r"), "again": told("s", again=True)}.items():
        ledger.tell(doc_id, story)
    assert ledger.plan("s") == 3
    for document in ledger.todo():
        ledger.tell(document.doc_id, told("s", status="partial"))
    assert ledger.plan("s") == 0
    assert ledger.counts() == {"ok": 1, "partial": 3, "failed": 1}
    assert [source for source, _ in ledger.troubles()] == ["again", "new", "old", "p"]


def test_what_is_gone_is_forgotten_and_what_is_known_is_kept(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "ledger.sqlite")
    first.take(Seen(one, one, one, 1, stamp=f"stamp of {one}") for one in ("a", "b"))
    for one in ("a", "b"):
        first.tell(one, told("s"))
    first.save()
    second = Ledger(tmp_path / "ledger.sqlite")
    assert second.hashed("a") == ("stamp of a", "a")
    second.take([Seen("b", "b", "b", 1, stamp="stamp of b")])
    assert second.gone() == ["a"]
    second.save()
    third = Ledger(tmp_path / "ledger.sqlite", writable=False)
    assert (third.hashed("a"), third.hashed("b")) == (None, ("stamp of b", "b"))
    assert third.gone() == ["b"]
