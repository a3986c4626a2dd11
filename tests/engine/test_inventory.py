"""What lies in raw/: every file has its row, and none can trick or hang the inventory."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.printable import unescape
from pipeline.reasons import DocumentError, Reason
from pipeline.store.inventory import Document, LocalRaw
from pipeline.store.ledger import Ledger

pytestmark = pytest.mark.usefixtures("_in_time")


@pytest.fixture
def _in_time() -> Iterator[None]:
    """Nothing here may wait for a writer that never comes."""
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (tmp_path / "outside.pdf").write_bytes(b"outside")
    return folder


def taken(raw: Path, max_bytes: int = 1000, cache: dict[str, tuple[str, str]] | None = None) -> dict[str, Document]:
    known = {} if cache is None else cache
    seen = list(LocalRaw(raw).look(max_bytes, known.get))
    known.clear()
    known.update({one.source: (one.stamp, one.doc_id) for one in seen if one.stamp})
    ledger = Ledger(raw.parent / "ledger.sqlite", writable=False)
    ledger.take(seen)
    return {document.source: document for document, _ in ledger.documents()}


def read(raw: Path, path: str, max_bytes: int) -> bytes:
    return LocalRaw(raw).read(path, max_bytes)


def reason(document: Document) -> Reason | None:
    return document.problem.reason if document.problem else None


def test_files_in_folders_have_their_digest_and_size(raw: Path) -> None:
    (raw / "a" / "b.pdf").mkdir(parents=True)
    (raw / "a" / "b.pdf" / "in.pdf").write_bytes(b"%PDF in")
    (found,) = taken(raw).values()
    assert found == Document(sha256(b"%PDF in").hexdigest(), "a/b.pdf/in.pdf", (), "a/b.pdf/in.pdf", 7)


def test_hidden_files_are_documents_and_leftovers_of_tools_are_not(raw: Path) -> None:
    for name in (".hidden.pdf", ".gitkeep", ".DS_Store", "README.md", "README.txt"):
        (raw / name).write_bytes(name.encode())
    (raw / "sub").mkdir()
    (raw / "sub" / "README.md").write_bytes(b"a document")
    assert list(taken(raw)) == [".hidden.pdf", "README.txt", "sub/README.md"]


NAMES = [
    b"new\nline.pdf",
    b"bad\xff\xfe.pdf",
    b"-rf.pdf",
    b"..pdf",
    b" x .pdf",
    "r\u202efdp.exe".encode(),
    b"a\\b",
    b"\x1b[31m",
]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_come_back_from_their_source(raw: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(raw), name)  # noqa: PTH118  # pathlib takes no bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(name)
    ((source, found),) = taken(raw).items()
    assert source.isprintable()
    assert os.fsencode(unescape(source)) == name
    assert read(raw, found.path, 1000) == name


def test_twins_in_case_and_composition_stay_apart(raw: Path) -> None:
    for number, name in enumerate(("A.pdf", "a.pdf", "\u00e9.pdf", "e\u0301.pdf")):
        (raw / name).write_bytes(b"%d" % number)
    assert len(taken(raw)) == 4


def test_pipes_sockets_and_links_have_a_row_that_says_so(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(raw / "fifo.pdf")
    monkeypatch.chdir(raw)
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind("socket.pdf")
    for name, target in {"out": "../outside.pdf", "loop": "loop.pdf", "lost": "no/such", "zero": "/dev/zero"}.items():
        (raw / f"{name}.pdf").symlink_to(target)
    found = taken(raw)
    assert {name: reason(one) for name, one in found.items()} == dict.fromkeys(
        ("fifo.pdf", "loop.pdf", "lost.pdf", "out.pdf", "socket.pdf", "zero.pdf"), Reason.NOT_A_FILE
    )
    assert len({one.doc_id for one in found.values()}) == 6
    for one in found.values():
        with pytest.raises(DocumentError):
            read(raw, one.path, 1000)


def test_links_to_folders_are_not_followed(raw: Path) -> None:
    (raw / "up").symlink_to("..")
    (raw / "sub").mkdir()
    (raw / "sub" / "a.pdf").write_bytes(b"a")
    (raw / "again").symlink_to("sub")
    assert list(taken(raw)) == ["sub/a.pdf"]


def test_a_link_that_stays_inside_is_another_name_of_its_file(raw: Path) -> None:
    (raw / "z.pdf").write_bytes(b"%PDF z")
    (raw / "link.pdf").symlink_to("z.pdf")
    ((source, found),) = taken(raw).items()
    assert (source, found.duplicates) == ("link.pdf", ("z.pdf",))
    assert read(raw, found.path, 1000) == b"%PDF z"


def test_empty_and_large_files(raw: Path) -> None:
    (raw / "empty.pdf").touch()
    with (raw / "huge.pdf").open("wb") as file:
        file.truncate(10_000_000_000)
    found = taken(raw)
    assert found["empty.pdf"].doc_id == sha256(b"").hexdigest()
    assert (reason(found["huge.pdf"]), found["huge.pdf"].n_bytes) == (Reason.FILE_TOO_LARGE, 10_000_000_000)


def test_what_may_not_be_read_has_a_row(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "closed.pdf").write_bytes(b"x")
    real = os.open

    def refused(path: str, *rest: int) -> int:
        if str(path).endswith("closed.pdf"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refused)
    assert reason(taken(raw)["closed.pdf"]) is Reason.UNREADABLE_FILE


def test_hashes_are_kept_until_a_file_changes(raw: Path) -> None:
    path = raw / "a.pdf"
    path.write_bytes(b"%PDF 1")
    cache: dict[str, tuple[str, str]] = {}
    taken(raw, cache=cache)
    assert not cache, "a file written this moment might be written again within the same tick"
    time.sleep(2.1)
    first = taken(raw, cache=cache)["a.pdf"].doc_id
    known = "0" * 64
    cache["a.pdf"] = (cache["a.pdf"][0], known)
    assert taken(raw, cache=cache)["a.pdf"].doc_id == known
    before = path.stat()
    path.write_bytes(b"%PDF 2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert taken(raw, cache=cache)["a.pdf"].doc_id not in (known, first)
    path.unlink()
    taken(raw, cache=cache)
    assert not cache


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        LocalRaw(tmp_path / "none").look(1000, lambda _: None)


def test_plain_text_is_no_pdf_file_whatever_its_name_says(raw: Path) -> None:
    for name in ("a.pdf", "b.JPG", "c.txt", "d"):
        (raw / name).write_bytes(f"404 not found: {name}".encode())
    found = taken(raw)
    assert {name: one.problem is None for name, one in found.items()} == {
        "a.pdf": False,
        "b.JPG": False,
        "c.txt": True,
        "d": True,
    }
    assert reason(found["a.pdf"]) is Reason.UNKNOWN_TYPE
