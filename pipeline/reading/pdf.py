"""Opening PDF files and their pages with PDFium, and closing them again."""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import CFUNCTYPE, byref, c_void_p, cast
from typing import Any

import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.reading.frame import Frame
from pipeline.reasons import DocumentError, Reason

Document = Any  # pypdfium2 carries no types
Page = Any
Handle = Any  # what PDFium points to: a page object, a path's segment

INDEX = c_void_p
"""A place in one of PDFium's lists: an int, passed as an address, the type of argument that costs ``ctypes`` least."""

_NO_PDF = b"no PDF file"
_NESTED = re.compile(rb"(?:\[|<<)\s*+(?:(?:\[|<<)\s*+)++")  # most open alone, and are passed over at C's speed


@contextmanager
def opened(data: bytes) -> Iterator[Document]:
    """The document, closed on leaving.

    Raises:
        DocumentError: It needs a password, is damaged, or has no pages.
    """
    with suppress(pdfium.PdfiumError):  # some failures leave PDFium's last error as an earlier file has set it
        pdfium.PdfDocument(_NO_PDF)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == c.FPDF_ERR_PASSWORD:
            raise DocumentError(Reason.ENCRYPTED, "the file needs a password: save it without one") from error
        raise DocumentError(Reason.DAMAGED, f"PDFium cannot open the file: {error}") from error
    try:
        if len(document) < 1:
            raise DocumentError(Reason.NO_PAGES, "the file opens but has no pages")
        yield document
    finally:
        document.close()


def check_nesting(data: bytes, limit: int) -> None:
    """Refuse a file in which arrays or dictionaries nest so deep that readers' stacks might not hold them.

    Raises:
        DocumentError: It does.
    """
    if any(run[0].count(b"[") + run[0].count(b"<<") >= limit for run in _NESTED.finditer(data)):
        raise DocumentError(Reason.NESTING_LIMIT, f"it opens {limit} arrays or dictionaries one in the other")


@contextmanager
def page_opened(document: Document, number: int) -> Iterator[Page]:
    """One page, from 1, closed on leaving.

    Raises:
        DocumentError: PDFium cannot load it.
    """
    try:
        page = document[number - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        raise DocumentError(Reason.PAGE_FAILED, f"page {number} is broken: {error}") from error
    try:
        yield page
    finally:
        page.close()


def frame(page: Page) -> Frame:
    """What of the page is shown, and how turned."""
    box = c.FS_RECTF()
    c.FPDF_GetPageBoundingBox(page.raw, byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, c.FPDFPage_GetRotation(page.raw) % 4 * 90)


def fast(function: Handle, result: type, *arguments: type) -> Handle:
    """A function of PDFium that takes addresses as plain numbers.

    A call through ``ctypes`` costs a third of a microsecond so, and three times that with objects for arguments.
    """
    return CFUNCTYPE(result, *arguments)(address(function))


def address(pointer: Handle) -> int:
    """The address that a pointer of ``ctypes`` holds."""
    return cast(pointer, c_void_p).value or 0


def run(calls: Iterator[int]) -> None:
    """Make calls for what they write to memory."""
    deque(calls, maxlen=0)


def addresses(rows: npt.NDArray[Any]) -> range:
    """Where each row of an array begins in memory."""
    start, step = rows.ctypes.data, rows.strides[0]
    return range(start, start + step * len(rows), max(1, step))  # an empty array may have no step
