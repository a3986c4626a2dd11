"""Hostile inputs made in code, and good ones among them: every one has its row, and none harms another."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.hostile import inputs
from tests.hostile.outcome import Ended, configured, documents, faults, rows_of, run, unlawful

GOOD = {f"good-{number}.pdf": inputs.sheet(inputs.TEXT.replace(b"31", b"%d" % number)) for number in range(200, 206)}
SOURCES = {sha256(data).hexdigest(): name for name, data in GOOD.items()}
LIMITS: dict[str, float] = {"timeout": 40.0, "page_timeout": 12.0, "max_memory": 2 << 30}


def put_good(folder: Path) -> Path:
    folder.mkdir()
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], Ended]:
    root = tmp_path_factory.mktemp("hostile")
    owed = dict.fromkeys(GOOD, inputs.READ) | inputs.make(put_good(root / "raw"))
    settings = configured(root / "settings.toml", **LIMITS)
    return root, owed, run(root / "raw", root / "processed", settings=settings)


def test_every_input_comes_out_as_it_is_owed(world: tuple[Path, dict[str, str], Ended]) -> None:
    root, owed, ended = world
    assert ended.code == 1, ended.said
    assert not list(faults(documents(root / "processed"), owed))


def test_the_laws_hold_whatever_was_read(world: tuple[Path, dict[str, str], Ended]) -> None:
    root, owed, _ = world
    count, found = unlawful(root / "processed")
    assert count >= sum(expected in (inputs.READ, inputs.OK) for expected in owed.values())
    assert not found


def test_nothing_a_stranger_wrote_reaches_the_terminal(world: tuple[Path, dict[str, str], Ended]) -> None:
    assert all(line.isprintable() for line in world[2].said.splitlines())
    assert not list(world[0].rglob("pwned"))


def test_good_documents_are_as_in_a_run_of_their_own(world: tuple[Path, dict[str, str], Ended], tmp_path: Path) -> None:
    root, _, _ = world
    alone = run(put_good(tmp_path / "raw"), tmp_path / "processed")
    assert alone.code == 0, alone.said
    assert rows_of(root / "processed", SOURCES) == rows_of(tmp_path / "processed", SOURCES)
