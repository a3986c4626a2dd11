"""What a file holds: its pages, the words of its text layer, its drawn things, and how each page is to be read."""

from pipeline.handover import Graphics, LayerWords, Metadata, Sheets
from pipeline.reasons import DocumentError, Reason
from pipeline.schema import Rows
from pipeline.stage import File, RawFile, stage


@stage(
    reads=(File,),
    writes=(Sheets, Metadata, LayerWords, Graphics),
    uses=("pypdfium2", "pillow", "pdfplumber", "pdfminer.six"),
)
def read(
    file: RawFile,
    *,
    max_pages: int = 200,
    max_characters: int = 100_000,
    max_graphics: int = 20_000,
    max_pixels: int = 100_000_000,
    max_nesting: int = 500,
) -> tuple[Rows, Rows, Rows, Rows]:
    """The pages of a PDF file, a picture or a text dump.

    Args:
        file: The document.
        max_pages: Pages read of a document; the rest is left out.
        max_characters: Characters read of a page; the rest is left out.
        max_graphics: Drawn things read of a page; the rest is left out.
        max_pixels: Pixels of a picture, beyond which it is refused.
        max_nesting: Arrays and dictionaries of a PDF file that open one in the other, at which it is refused.

    Raises:
        DocumentError: The file is empty, of no known type, encrypted, damaged, or without pages.
    """
    from pipeline.reading.document import Limits

    limits = Limits(max_pages, max_characters, max_graphics, max_pixels, max_nesting)
    if not file.data:
        raise DocumentError(Reason.EMPTY_FILE, "the file holds no bytes")
    if file.media_type == "application/pdf":
        from pipeline.reading.layer import read_pdf

        return read_pdf(file, limits).tables()
    if file.media_type == "text/plain":
        from pipeline.reading.dump import read_dump

        return read_dump(file.data, limits).tables()
    from pipeline.reading.pictures import read_picture

    return read_picture(file, limits).tables()
