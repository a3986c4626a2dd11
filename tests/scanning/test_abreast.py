"""Pages side by side: the same comes out, however many are at work; limits and failures mean what they say."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reasons import DocumentError, Reason
from pipeline.scanning.abreast import Abreast, Turns
from pipeline.schema import Row
from pipeline.stage import RawFile
from pipeline.stages.ocr import ocr
from tests.scanning.test_ocr import _pdf, _sheet, _sheets


def allowing(*numbers: int) -> RawFile:
    """A file that allows so many pages at once, when the first begins, the second, and so on."""
    allowed = cycle(numbers)
    return RawFile("application/pdf", b"", begin=lambda _: next(allowed))


def rows(count: int) -> list[Row]:
    return [{"page": page} for page in range(1, count + 1)]


class Desk:
    """Reads pages, and looks how many are at work."""

    def __init__(self, wait: float = 0.0) -> None:
        self.turns, self.wait = Turns(), wait
        self.begun: list[Any] = []
        self.working, self.at_work, self.most = Lock(), 0, 0

    def read(self, file: RawFile, row: Row) -> object:
        assert self.working.acquire(blocking=False), "one thread works at a time"
        file.begin(int(str(row["page"])))
        self.begun.append(row["page"])
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        self.working.release()
        with self.turns.given_away():
            time.sleep(self.wait)
        assert self.working.acquire(blocking=False), "one thread works at a time"
        self.at_work -= 1
        self.working.release()
        return f"page {row['page']}"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(0, 12))
def test_every_page_is_read_once_and_stands_in_its_place(allowed: list[int], count: int) -> None:
    desk = Desk()
    done = Abreast(desk.read, allowing(*allowed), desk.turns).pages(rows(count))
    assert done == [f"page {page}" for page in range(1, count + 1)]
    assert sorted(desk.begun) == list(range(1, count + 1))
    assert desk.most <= max(allowed)


@pytest.mark.parametrize(("allowed", "most"), [((1,), 1), ((3,), 3), ((1, 1, 4), 4), ((3, 1), 2)])
def test_as_many_as_are_allowed_are_at_work(allowed: tuple[int, ...], most: int) -> None:
    desk = Desk(wait=0.15)
    Abreast(desk.read, allowing(*allowed, *[allowed[-1]] * 20), desk.turns).pages(rows(6))
    assert desk.most == most


@pytest.mark.parametrize("allowed", [1, 3])
def test_after_an_error_no_page_is_begun(allowed: int) -> None:
    desk = Desk(wait=0.05)

    def read(file: RawFile, row: Row) -> object:
        done = desk.read(file, row)
        if row["page"] == 2:
            raise MemoryError
        return done

    with pytest.raises(MemoryError):
        Abreast(read, allowing(allowed), desk.turns).pages(rows(20))
    assert max(desk.begun) <= 2 + allowed


def _begins(allowed: int) -> Callable[[int], int]:
    def begin(page: int) -> int:
        if page == 2:
            raise DocumentError(Reason.TIME_LIMIT, "page 2 was too slow before")
        return allowed

    return begin


def test_tables_of_a_scan_are_the_same_to_the_byte() -> None:
    picture = _sheet().scanned()
    pictures = (picture, picture, picture[:600], picture[::-1, ::-1])
    file, sheets = _pdf(*pictures), _sheets(*pictures)
    sheets = pa.concat_tables(
        [sheets.slice(0, 2), _sheets(*pictures, width=9e6, height=9e6).slice(2, 1), sheets.slice(3)]
    )
    one, *others = [ocr(replace(file, begin=_begins(allowed)), sheets) for allowed in (1, 2, 4)]
    assert one[0]["problem"].to_pylist() == [None, Reason.TIME_LIMIT, Reason.PIXEL_LIMIT, None]
    assert set(one[1]["page"].to_pylist()) == {1, 4}
    assert all(tables == one for tables in others)


def test_runs_of_tesseract_go_side_by_side(tmp_path: Path) -> None:
    slow, log = tmp_path / "slow", tmp_path / "log"
    slow.write_text(f"#!/bin/sh\necho begin >> {log}\nsleep 1\necho end >> {log}\nexit 1\n")
    slow.chmod(0o755)
    picture = _sheet().scanned()[:200]
    ocr(replace(_pdf(*[picture] * 3), begin=lambda _: 3), _sheets(*[picture] * 3), command=str(slow))
    assert log.read_text().split() == ["begin"] * 3 + ["end"] * 3
