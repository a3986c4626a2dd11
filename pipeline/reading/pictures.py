"""Reading a picture file: its frames are pages without a text layer."""

from typing import TYPE_CHECKING

from pipeline.reading import images
from pipeline.reading.document import Limits, Reading
from pipeline.reasons import DocumentError, Reason
from pipeline.stage import RawFile

if TYPE_CHECKING:
    from PIL import Image


def read_picture(file: RawFile, limits: Limits) -> Reading:
    """A picture's pages, each to be read by OCR.

    Raises:
        DocumentError: It is of no known type, damaged, or its first page has too many pixels.
    """
    if file.media_type not in images.FORMATS:
        raise DocumentError(Reason.UNKNOWN_TYPE, f"files of type {file.media_type} cannot be read")
    reading = Reading()
    with images.opened(file.data, file.media_type) as image, images.opened(file.data, file.media_type) as probe:
        n_pages = images.n_frames(image)
        for number in range(1, min(n_pages, limits.pages) + 1):
            image.seek(number - 1)
            reading.sheets.append(_sheet(image, number, limits))
            if not images.is_whole(probe, number - 1):
                reading.sheets[-1]["problem"] = Reason.DAMAGED
    if n_pages > limits.pages:
        reading.sheets[-1]["problem"] = Reason.PAGE_LIMIT
    reading.metadata = {"kind": "image", "n_pages": n_pages}
    reading.metadata |= dict.fromkeys(("title", "language", "producer", "created"))
    return reading


def _sheet(image: "Image.Image", number: int, limits: Limits) -> dict[str, object]:
    images.check_pixels(image.size, limits.pixels)
    (width, height), dpi = images.turned_size(image), images.frame_dpi(image)
    return {
        "page": number,
        "width": 72 * width / dpi,
        "height": 72 * height / dpi,
        "rotation": 0,
        "route": "ocr",
        "route_reason": f"picture of {width:,} x {height:,} pixels at {dpi:.0f} dpi",
        "problem": None,
        "image_dpi": round(dpi),
    }
