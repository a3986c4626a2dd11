"""What is compared: readers of a document, ours and those of others, each a function of its path.

Other programs are measured where they are installed; none of them is a dependency.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.documents import run_stages

Reader = Callable[[Path], object]
"""Reads a document to its end."""

BASELINE = "pdfplumber.extract_text"
TESSERACT = "tesseract at 300 dpi"
OURS = "ours: everything"


def everything(path: Path) -> object:
    """All our stages."""
    return run_stages(path.read_bytes())


def with_pdfplumber(path: Path) -> list[str]:
    """pdfplumber's text."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def with_pdfminer(path: Path) -> list[object]:
    """pdfminer's text, with its layout analysis."""
    from pdfminer.high_level import extract_pages

    return list(extract_pages(path))


def with_pdfium(path: Path) -> list[str]:
    """PDFium's own text."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def with_pdftotext(path: Path) -> object:
    """Poppler's text, in the order it finds."""
    return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)


def with_liteparse(path: Path) -> object:
    """LiteParse's text."""
    return _made("liteparse", "LiteParse", ocr_enabled=False, quiet=True).parse(str(path))


def with_kreuzberg(path: Path) -> object:
    """Kreuzberg's text."""
    return _program("kreuzberg").extract_file_sync(str(path))


def with_unstructured(path: Path) -> object:
    """unstructured's elements, without its models."""
    return _program("unstructured.partition.pdf").partition_pdf(str(path), strategy="fast")


def with_docling(path: Path) -> object:
    """docling's document."""
    return _made("docling.document_converter", "DocumentConverter").convert(path)


def with_opendataloader(path: Path) -> object:
    """OpenDataLoader's Markdown; it starts Java for each call."""
    with tempfile.TemporaryDirectory() as folder:
        return _program("opendataloader_pdf").convert(input_path=[str(path)], output_dir=folder, format="markdown")


@cache
def _made(module: str, name: str, **options: object) -> Any:  # noqa: ANN401 - whatever the program offers
    """An object that is made once."""
    return getattr(_program(module), name)(**options)


def _program(module: str) -> Any:  # noqa: ANN401 - whatever is installed
    return import_module(module)


def with_tesseract(path: Path) -> object:
    """Bare tesseract: every page drawn in grey at 300 dpi, and read once."""
    import pypdfium2

    from pipeline.scanning.tesseract import Tesseract, write_pgm

    program = Tesseract.find("", "eng", 0)
    options = ["--dpi", "300", "--tessdata-dir", program.data]
    read = []
    with pypdfium2.PdfDocument(path) as pdf, tempfile.TemporaryDirectory() as folder:
        for page in pdf:
            picture = Path(folder, "page.pgm")
            write_pgm(picture, page.render(scale=300 / 72, grayscale=True).to_numpy())
            command = [program.command, str(picture), "-", *options]
            answer = subprocess.run(
                command, check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
            )
            read.append(answer.stdout)
    return read


_PEERS: dict[str, Reader] = {
    "liteparse": with_liteparse,
    "kreuzberg": with_kreuzberg,
    "unstructured": with_unstructured,
    "docling": with_docling,
    "opendataloader_pdf": with_opendataloader,
}


def readers() -> Iterator[tuple[str, Reader]]:
    """The readers of text layers that are here, the baseline first."""
    yield BASELINE, with_pdfplumber
    yield "pdfminer.extract_pages", with_pdfminer
    yield "PDFium text", with_pdfium
    if shutil.which("pdftotext"):
        yield "pdftotext", with_pdftotext
    yield from ((name, reader) for name, reader in _PEERS.items() if find_spec(name))
