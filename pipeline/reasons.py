"""Why a document or a page could not be read in full: one closed list, used in tables, logs and exit codes."""

import re
from enum import StrEnum


class Reason(StrEnum):
    """What ``documents.error_type`` and ``pages.problem`` may say."""

    EMPTY_FILE = "empty_file"
    NOT_A_FILE = "not_a_file"
    UNREADABLE_FILE = "unreadable_file"
    CHANGED_FILE = "changed_file"
    FILE_TOO_LARGE = "file_too_large"
    UNKNOWN_TYPE = "unknown_type"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    NO_TEXT = "no_text"
    PAGE_LIMIT = "page_limit"
    PIXEL_LIMIT = "pixel_limit"
    CHARACTER_LIMIT = "character_limit"
    GRAPHICS_LIMIT = "graphics_limit"
    NESTING_LIMIT = "nesting_limit"
    PAGE_FAILED = "page_failed"
    OCR_FAILED = "ocr_failed"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    WORKER_DIED = "worker_died"
    STAGE_FAILED = "stage_failed"


MEANINGS: dict[Reason, str] = {
    Reason.EMPTY_FILE: "The file holds no bytes.",
    Reason.NOT_A_FILE: "The path is no regular file (a link out of raw/, a FIFO, a device, a socket).",
    Reason.UNREADABLE_FILE: "The operating system did not let the file be read.",
    Reason.CHANGED_FILE: "The file changed while the run went; the next run reads it as it is then.",
    Reason.FILE_TOO_LARGE: "The file is larger than the setting max_bytes.",
    Reason.UNKNOWN_TYPE: "The bytes are of no type that can be read.",
    Reason.ENCRYPTED: "The file needs a password.",
    Reason.DAMAGED: "The file is broken; what could be read of it, if anything, is kept.",
    Reason.NO_PAGES: "The file opens but has no pages.",
    Reason.NO_TEXT: "A page holds marks or hidden text, but no reader found text that can be seen.",
    Reason.PAGE_LIMIT: "The file has more pages than the setting max_pages; the rest was left out.",
    Reason.PIXEL_LIMIT: "The picture has more pixels than the setting max_pixels, at any resolution worth reading.",
    Reason.CHARACTER_LIMIT: "The page has more characters than the setting max_characters.",
    Reason.GRAPHICS_LIMIT: "The page has more drawn things than the setting max_graphics; the rest was left out.",
    Reason.NESTING_LIMIT: "The file nests arrays or dictionaries deeper than the setting max_nesting.",
    Reason.PAGE_FAILED: "The page is broken and could not be read.",
    Reason.OCR_FAILED: "Tesseract failed on the page.",
    Reason.TIME_LIMIT: "The document took longer than the setting timeout, or a page longer than page_timeout.",
    Reason.MEMORY_LIMIT: "The document needed more memory than the setting max_memory.",
    Reason.OUTPUT_LIMIT: "What a stage made of the document is larger than the setting max_output.",
    Reason.WORKER_DIED: "The process that worked on the document died.",
    Reason.STAGE_FAILED: "A stage raised an error, a fault of the pipeline: please report it.",
}


class DocumentError(Exception):
    """A document that cannot be read, with the reason that its row will give.

    Args:
        reason: From the closed list.
        message: What happened, on which page if on one, and what to do.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message


def told(error: Exception) -> tuple[Reason, str]:
    """Why a page could not be read, as the error that came of it says."""
    if isinstance(error, DocumentError):
        return error.reason, error.message
    return Reason.PAGE_FAILED, story(error)


def story(error: Exception) -> str:
    """What an error says, without the addresses of objects, which are others in every process."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", f"{type(error).__name__}: {error}")
