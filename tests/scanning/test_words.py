"""From what tesseract read to words: the second look, noise, direction, size."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scanning.directions import directions, sideways, turned_back
from pipeline.scanning.noise import noise
from pipeline.scanning.picture import Grey
from pipeline.scanning.prepare import prepared
from pipeline.scanning.second_look import DOUBTFUL, second_look
from pipeline.scanning.sizes import type_sizes
from pipeline.scanning.tesseract import Reading, Tesseract

Word = tuple[str, tuple[float, float, float, float], float, int]


def _reading(*words: Word) -> Reading:
    text, boxes, confidence, line = zip(*words, strict=True) if words else ((), (), (), ())
    rows = [[0.0, 100.0 * (number + 1), 0.0, 30.0, 8.0] for number in range(max(line, default=-1) + 1)]
    return Reading(
        list(text),
        np.array(boxes, dtype=np.float64).reshape(-1, 4),
        np.array(confidence, dtype=np.float64),
        np.array(line, dtype=np.int64),
        np.array(rows).reshape(-1, 5),
    )


@dataclass(frozen=True)
class _SecondReader(Tesseract):
    """Reads one word on every tile, upright from its first margin on, each with a confidence of its own."""

    answers: tuple[tuple[str, float], ...] = ()

    def read(self, picture: Grey, dpi: float, psm: int) -> Reading:
        assert (dpi, psm) == (225.0, 11), "set apart, it is sparse text"
        ground = (picture == picture[0, 0]).all(axis=1)
        starts = np.flatnonzero(np.diff(ground.astype(np.int8)) == -1) + 1
        assert len(starts) == len(self.answers)
        words = zip(self.answers, starts.tolist(), strict=True)
        return _reading(*((text, (31, top + 7, 51, top + 17), sure, 0) for (text, sure), top in words))


def _looked(first: Reading, *answers: tuple[str, float]) -> Reading:
    picture = np.full((400, 600), 200, dtype=np.uint8)
    picture[::2] = 90
    page = prepared(picture, 225.0, 225.0)
    page.picture[:] = 50
    return second_look(_SecondReader("", "", "", 1.0, answers=answers), page, first)


FIRST = _reading(
    ("harbour", (100, 80, 160, 100), 0.95, 0),
    ("l2.S", (180, 80, 220, 100), 0.4, 0),
    ("boats", (10, 180, 60, 200), 0.9, 1),
)


def test_a_surer_second_reading_takes_the_place_of_the_first() -> None:
    found = _looked(FIRST, ("12,5", 0.3), ("12.5", 0.93), ("125", 0.9))
    assert found.text == ["harbour", "12.5", "boats"]
    assert found.line.tolist() == [0, 0, 1]
    assert found.boxes[1, :2] == pytest.approx([173 + 7 / 1.5, 73 + 7 / 1.5], abs=1), "where the word is on the page"


def test_a_second_reading_that_is_not_sure_changes_nothing() -> None:
    assert _looked(FIRST, ("12,5", 0.3), ("12.5", 0.7), ("125", 0.2)).text == FIRST.text


def test_there_is_no_second_look_at_words_that_are_sure() -> None:
    sure = FIRST.take(np.array([0, 2]))
    assert sure.least > DOUBTFUL
    assert _looked(sure).text == sure.text


_TEXT = st.text(st.characters(exclude_characters="|"), min_size=1, max_size=6)


@given(st.lists(st.tuples(_TEXT, st.floats(0, 1), st.integers(0, 3)), max_size=12))
def test_noise_is_of_little_confidence_and_has_no_sure_word_beside_it_if_it_has_letters(
    words: list[tuple[str, float, int]],
) -> None:
    reading = _reading(*((text, (0, 0, 9, 9), sure, line) for text, sure, line in words))
    for (text, sure, line), noisy in zip(words, noise(reading, 0.3).tolist(), strict=True):
        vouched = any(other >= 0.6 for _, other, same in words if same == line)
        assert noisy == (sure < 0.3 and not (vouched and sum(map(str.isalnum, text)) >= 3))


def test_a_bar_at_the_end_of_a_line_is_a_rule() -> None:
    words = (("|", 0), ("boats", 0), ("|", 0), ("nets", 0), ("eels", 1), ("|", 1), ("|", 2))
    reading = _reading(*((text, (0, 0, 9, 9), 0.95, line) for text, line in words))
    assert np.flatnonzero(noise(reading, 0.3)).tolist() == [0, 5, 6]


def test_lines_that_run_up_or_down_are_told_from_level_ones() -> None:
    reading = _reading(
        *(("level", (10 + 60 * n, 10, 60 + 60 * n, 25), 0.9, 0) for n in range(5)),
        *(("down", (300, 10 + 60 * n, 315, 60 + 60 * n), 0.9, 1) for n in range(2)),
        *(("up", (400, 210 - 60 * n, 415, 260 - 60 * n), 0.9, 2) for n in range(2)),
        ("upper", (400, 50, 415, 140), 0.9, 2),
        ("l", (10, 60, 13, 80), 0.9, 3),
    )
    assert directions(reading).tolist() == [0] * 5 + [90] * 2 + [270] * 3 + [0]
    assert not sideways(reading)
    assert sideways(reading.take(np.arange(4, 10)))
    assert not sideways(_reading())


@given(st.sampled_from([0, 90, 180, 270]), st.integers(0, 8), st.integers(0, 5))
def test_a_box_turned_back_is_where_the_ink_was(turn: int, x: int, y: int) -> None:
    shown = np.zeros((6, 9), dtype=np.bool_)
    shown[y, x] = True
    upright = np.rot90(shown, -turn // 90)
    ((row, column),) = np.argwhere(upright)
    box = np.array([[column, row, column + 1, row + 1]], dtype=np.float64)
    height, width = upright.shape
    assert turned_back(box, turn, width, height).tolist() == [[x, y, x + 1, y + 1]]


@given(st.lists(st.floats(0, 90), max_size=6))
def test_sizes_are_positive_whatever_tesseract_measured(heights: list[float]) -> None:
    reading = _reading(*(("word", (0, 0, 40, 20), 0.9, line) for line in range(len(heights))))
    reading.lines[:, 3] = heights
    sizes = type_sizes(reading)
    assert len(sizes) == len(heights)
    assert (sizes >= 1).all()
