"""One page's words and graphics as columns of numbers, the form all layout code works on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Reals = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class WordLists:
    """Columns of a page's words as plain lists, for code that looks at a few words at a time.

    A number of an array costs as much as ten of a list, and an array of a few numbers more than it saves.
    """

    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    baseline: list[float]
    size: list[float]
    bold: list[bool]
    italic: list[bool]
    color: list[int]
    script: list[int]
    glued: list[bool]
    seq: list[int]


@dataclass(frozen=True)
class PageWords:
    """The words of one page, one array entry a word; points, origin top left, y down."""

    text: list[str]
    x0: Reals
    top: Reals
    x1: Reals
    bottom: Reals
    baseline: Reals
    size: Reals
    bold: Flags
    italic: Flags
    color: Ints  # 0xRRGGBB, -1 if unknown
    angle: Ints
    script: Ints
    glued: Flags
    hyphen: Flags
    seq: Ints
    line: Ints
    confidence: Reals
    font: list[str]
    ocr: bool  # whether the words came from OCR

    def __len__(self) -> int:
        return len(self.text)

    def take(self, where: Ints | Flags | list[int]) -> "PageWords":
        """The words at the given positions, in that order, or where a mask holds."""
        picked = np.asarray(where)
        if picked.dtype == bool:
            if picked.all():
                return self
            picked = np.flatnonzero(picked)
        picked = picked.astype(np.int64, copy=False)
        listed = picked.tolist()
        values: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value = value[picked]
            elif isinstance(value, list):
                value = [value[i] for i in listed]
            values[field.name] = value
        return PageWords(**values)

    def joined(self, run: Sequence[int]) -> str:
        """The text of words with a space between them, but where none is printed."""
        text, glued = self.text, self.lists.glued
        return "".join([text[i] if k == 0 or glued[i] else " " + text[i] for k, i in enumerate(run)])

    @cached_property
    def lists(self) -> WordLists:
        """Its columns as lists."""
        return WordLists(**{field.name: getattr(self, field.name).tolist() for field in fields(WordLists)})


@dataclass(frozen=True)
class PageGraphics:
    """The drawn things of one page, one array entry a thing; points, origin top left, y down."""

    kind: list[str]  # rule, box, image, curve
    x0: Reals
    top: Reals
    x1: Reals
    bottom: Reals
    stroke_width: Reals
    fill: Ints  # 0xRRGGBB, -1 if not filled
    stroke: Ints  # 0xRRGGBB, -1 if not stroked

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, where: Ints | Flags) -> "PageGraphics":
        """The things at the given positions, in that order, or where a mask holds."""
        picked = np.flatnonzero(where) if where.dtype == bool else where
        values: dict[str, Any] = {n: v[picked] for n, v in vars(self).items() if isinstance(v, np.ndarray)}
        return PageGraphics(kind=[self.kind[i] for i in picked], **values)

    def placed(self) -> "PageGraphics":
        """The things with a place: a file may say infinity or no number at all."""
        return self.take(np.isfinite(self.x0 + self.top + self.x1 + self.bottom))

    def of_kind(self, *kinds: str) -> Ints:
        """Positions of the things of these kinds."""
        return np.flatnonzero([kind in kinds for kind in self.kind])


@dataclass(frozen=True)
class Page:
    """One page, ready for layout: its words that count as text, and its graphics."""

    number: int
    width: float
    height: float
    words: PageWords
    graphics: PageGraphics


def pages(sheets: pa.Table, words: pa.Table, graphics: pa.Table) -> Iterator[Page]:
    """The pages of one document in order; rejected words are left out."""
    words = words.filter(pc.is_null(words["rejected"])).sort_by([("page", "ascending"), ("seq", "ascending")])
    word_pages = words["page"].to_numpy()
    drawn_pages = graphics["page"].to_numpy()
    order = np.argsort(drawn_pages, kind="stable")
    graphics, drawn_pages = graphics.take(order), drawn_pages[order]
    for number, width, height in zip(*(sheets[c].to_pylist() for c in ("page", "width", "height")), strict=True):
        mine = words.slice(*_run(word_pages, number))
        drawn = graphics.slice(*_run(drawn_pages, number))
        yield Page(number, width, height, _words(mine), _graphics(drawn))


def _run(sorted_pages: Ints, number: int) -> tuple[int, int]:
    start, end = np.searchsorted(sorted_pages, [number, number + 1])
    return int(start), int(end - start)


def _words(table: pa.Table) -> PageWords:
    real, whole, flag = _readers(table)
    return PageWords(
        text=table["text"].to_pylist(),
        font=[font or "" for font in table["font"].to_pylist()],
        ocr=len(table) > 0 and table["source"][0].as_py() == "ocr",
        **{name: real(name) for name in ("x0", "top", "x1", "bottom", "baseline", "size", "confidence")},
        **{name: flag(name) for name in ("bold", "italic", "glued", "hyphen")},
        **{name: whole(name) for name in ("color", "angle", "script", "seq", "line")},
    )


def _graphics(table: pa.Table) -> PageGraphics:
    real, whole, _ = _readers(table)
    drawn = PageGraphics(
        kind=table["kind"].to_pylist(),
        **{name: real(name) for name in ("x0", "top", "x1", "bottom", "stroke_width")},
        **{name: whole(name) for name in ("fill", "stroke")},
    )
    return drawn.placed()


def _readers(table: pa.Table) -> tuple[Any, Any, Any]:
    def real(name: str) -> Reals:
        return np.asarray(table[name].to_numpy(), dtype=np.float64)

    def whole(name: str) -> Ints:
        return np.asarray(pc.fill_null(table[name], -1).to_numpy(), dtype=np.int64)

    def flag(name: str) -> Flags:
        return np.asarray(table[name].to_numpy(zero_copy_only=False), dtype=np.bool_)

    return real, whole, flag
