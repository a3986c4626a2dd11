"""Reading doubtful words once more, cut out and set apart.

In a table, or beside a rule, tesseract takes a line for something it is not and misreads words that are plain to see.
Cut out and stacked into one small picture, at several sizes, most of them come out right, in one short run.
"""

from dataclasses import replace

import numpy as np

from pipeline.scanning.picture import Grey, Ints, Reals
from pipeline.scanning.prepare import Prepared
from pipeline.scanning.tesseract import Reading, Tesseract

DOUBTFUL = 0.8
"""Words of less confidence are read again."""

_BELIEVED = 0.85
_BETTER = 0.1
_SIZES = (1.0, 1.5, 2.0)
_MARGIN = 7
_APART = 24
_GROUND = 235
_SPARSE_TEXT = 11
_MAX_WORDS = 50
_MAX_HEIGHT = 80


def second_look(tesseract: Tesseract, page: Prepared, reading: Reading) -> Reading:
    """The reading with its doubtful words replaced where a second look is surer of them.

    Raises:
        OcrError: Tesseract could not be run to its end.
    """
    groups = _groups(reading)
    if not groups:
        return reading
    cuts = np.array([_around(reading.boxes[group], page.picture.shape) for group in groups])
    sheet, tops = _stacked([_tile(page.picture, cut, size) for cut in cuts for size in _SIZES])
    again = tesseract.read(sheet, page.dpi, _SPARSE_TEXT)
    tile = np.searchsorted(tops, again.boxes[:, [1, 3]].mean(axis=1), side="right") - 1
    taken: list[tuple[Ints, Reading]] = []
    for number, (group, cut) in enumerate(zip(groups, cuts, strict=True)):
        tries = range(number * len(_SIZES), (number + 1) * len(_SIZES))
        surest = max(tries, key=lambda one: again.take(np.flatnonzero(tile == one)).least)
        found = again.take(np.flatnonzero(tile == surest))
        if found.least >= max(_BELIEVED, reading.take(group).least + _BETTER):
            corner = np.array([_APART, tops[surest]] * 2)
            boxes = (found.boxes - corner) / _SIZES[surest % len(_SIZES)] + np.tile(cut[:2], 2)
            line = np.full(len(found), reading.line[group[0]])
            taken.append((group, replace(found, boxes=boxes, line=line, lines=reading.lines)))
    return _replaced(reading, taken)


def _groups(reading: Reading) -> list[Ints]:
    """Doubtful words, those that touch each other in a line together."""
    height = reading.boxes[:, 3] - reading.boxes[:, 1]
    doubtful = np.flatnonzero((reading.confidence < DOUBTFUL) & (height < _MAX_HEIGHT))[:_MAX_WORDS]
    if not len(doubtful):
        return []
    one, next_one = doubtful[:-1], doubtful[1:]
    gap = reading.boxes[next_one, 0] - reading.boxes[one, 2]
    apart = (next_one != one + 1) | (reading.line[next_one] != reading.line[one]) | (gap > height[one] / 2)
    return np.split(doubtful, np.flatnonzero(apart) + 1)


def _around(boxes: Reals, shape: tuple[int, ...]) -> Ints:
    limits = np.array([shape[1], shape[0]] * 2)
    box = np.concatenate((boxes[:, :2].min(axis=0) - _MARGIN, boxes[:, 2:].max(axis=0) + _MARGIN))
    whole: Ints = np.clip(box, 0, limits).astype(np.int64)
    return whole


def _tile(picture: Grey, cut: Ints, size: float) -> Grey:
    from PIL import Image

    x0, top, x1, bottom = cut.tolist()
    image = Image.fromarray(np.ascontiguousarray(picture[top:bottom, x0:x1]))
    return np.asarray(image.resize((round((x1 - x0) * size), round((bottom - top) * size)), Image.Resampling.BICUBIC))


def _stacked(tiles: list[Grey]) -> tuple[Grey, Ints]:
    """Tiles one below the other, and the y at which each begins."""
    heights = np.array([tile.shape[0] + _APART for tile in tiles])
    tops = _APART + heights.cumsum() - heights
    width = max(tile.shape[1] for tile in tiles)
    sheet = np.full((_APART + int(heights.sum()), width + 2 * _APART), _GROUND, dtype=np.uint8)
    for tile, top in zip(tiles, tops.tolist(), strict=True):
        sheet[top : top + tile.shape[0], _APART : _APART + tile.shape[1]] = tile
    return sheet, tops


def _replaced(reading: Reading, taken: list[tuple[Ints, Reading]]) -> Reading:
    """The reading with groups of words replaced, in their places."""
    gone = np.zeros(len(reading), dtype=np.bool_)
    for group, _ in taken:
        gone[group] = True
    kept = np.flatnonzero(~gone)
    parts = [reading.take(kept), *(found for _, found in taken)]
    place = np.concatenate([kept, *(np.full(len(found), group[0]) for group, found in taken)])
    return Reading.joined(parts).take(np.argsort(place, kind="stable"))
