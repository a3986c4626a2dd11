"""The sheets themselves: what is printed is what the gold says, and the same bytes every time."""

from pathlib import Path

import pytest

from . import NAMES, check, sheet
from .degrade import MEDIUM, scan


@pytest.mark.parametrize("name", NAMES)
def test_pdf_prints_its_gold(name: str, tmp_path: Path) -> None:
    sheet(name).build(tmp_path)
    assert list(check.problems(tmp_path, name)) == []


def test_same_bytes_twice(tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        sheet("s06").build(folder)
        scan(folder / "s06.pdf", folder / "s06.scan.pdf", MEDIUM, seed=5)
        made.append([p.read_bytes() for p in sorted(folder.iterdir())])
    assert made[0] == made[1]


def test_scan_has_no_text(tmp_path: Path) -> None:
    sheet("s06").build(tmp_path)
    scan(tmp_path / "s06.pdf", tmp_path / "s06.scan.pdf", MEDIUM, seed=5)
    assert check.pdf_text(tmp_path / "s06.scan.pdf").strip() == ""
