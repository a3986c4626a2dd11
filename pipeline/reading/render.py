"""The picture of a page as shown, for OCR and for reports."""

import math

import numpy as np
import numpy.typing as npt

from pipeline.reading import images
from pipeline.reasons import DocumentError, Reason

Grey = npt.NDArray[np.uint8]

MIN_DPI = 50.0
"""Below this no type is legible."""

_POINTS = 72.0


def render(data: bytes, media_type: str, page: int, dpi: float, *, max_pixels: int = images.MAX_PIXELS) -> Grey:
    """A page as shown (turned and cropped as the file asks), in grey: uint8 of shape (height, width), white is 255.

    The array covers the whole page, so points per pixel are the sheet's width by the array's. The resolution is
    lowered where the page would have more than ``max_pixels``.

    Args:
        data: The file.
        media_type: What it is, from ``sniff``: a PDF or a picture.
        page: From 1; the frame of a TIFF.
        dpi: Dots per inch wanted. A picture within 10 % of it is given as it is, not resampled.
        max_pixels: Pixels of the picture at most.

    Raises:
        DocumentError: The file or the page is damaged, encrypted, not there, or too large to be legible.
    """
    if media_type == "application/pdf":
        return _pdf_page(data, page, dpi, max_pixels)
    if media_type in images.FORMATS:
        return _picture(data, media_type, page, dpi, max_pixels)
    raise DocumentError(Reason.UNKNOWN_TYPE, f"{media_type} cannot be drawn")


def render_colors(data: bytes, media_type: str, page: int, dpi: float) -> Grey | None:
    """A page as ``render`` draws it, in red, green and blue: shape (height, width, 3); None where it has no colour.

    Raises:
        DocumentError: The file or the page is damaged, encrypted, not there, or too large to be legible.
    """
    if media_type == "application/pdf":
        colors = _pdf_colors(data, page, dpi)
    else:
        colors = _picture_colors(data, media_type, page, dpi)
    grey = (colors[:, :, :1] == colors[:, :, 1:]).all()
    return None if grey else colors


def bounded_dpi(width: float, height: float, dpi: float, max_pixels: int) -> float:
    """The resolution, lowered so that a page of that size in points has at most ``max_pixels``.

    Raises:
        DocumentError: That would be illegible.
    """
    inches = (width / _POINTS) * (height / _POINTS)
    bounded = min(dpi, math.sqrt(max_pixels / inches)) if inches > 0 else dpi
    if bounded < min(dpi, MIN_DPI):
        message = (
            f"a page of {width:.0f} x {height:.0f} points has more than {max_pixels:,} pixels at {MIN_DPI:.0f} dpi"
        )
        raise DocumentError(Reason.PIXEL_LIMIT, message)
    return bounded


def _pdf_page(data: bytes, page: int, dpi: float, max_pixels: int) -> Grey:
    from pipeline.reading import pdf

    with pdf.opened(data) as document, pdf.page_opened(document, page) as shown:
        bounded = bounded_dpi(shown.get_width(), shown.get_height(), dpi, max_pixels)
        bitmap = shown.render(scale=bounded / _POINTS, grayscale=True)
        try:
            return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
        finally:
            bitmap.close()


def _pdf_colors(data: bytes, page: int, dpi: float) -> Grey:
    from pipeline.reading import pdf

    with pdf.opened(data) as document, pdf.page_opened(document, page) as shown:
        bounded = bounded_dpi(shown.get_width(), shown.get_height(), dpi, images.MAX_PIXELS)
        bitmap = shown.render(scale=bounded / _POINTS, rev_byteorder=True)
        try:
            return np.array(bitmap.to_numpy(), dtype=np.uint8)[:, :, :3]
        finally:
            bitmap.close()


def _picture_colors(data: bytes, media_type: str, page: int, dpi: float) -> Grey:
    from PIL import ImageOps

    with images.opened(data, media_type) as image:
        image.seek(page - 1)
        images.check_pixels(image.size, images.MAX_PIXELS)
        scale = dpi / images.frame_dpi(image)
        picture = ImageOps.exif_transpose(image).convert("RGB")
        width, height = picture.size
        return np.array(picture.resize((max(1, round(width * scale)), max(1, round(height * scale)))), dtype=np.uint8)


def _picture(data: bytes, media_type: str, page: int, dpi: float, max_pixels: int) -> Grey:
    with images.opened(data, media_type) as image:
        image.seek(page - 1)
        images.check_pixels(image.size, images.MAX_PIXELS)
        scale = dpi / images.frame_dpi(image)
        picture = images.grey(image)
        width, height = picture.size
        scale = min(scale, math.sqrt(max_pixels / (width * height)))
        if not 0.9 <= scale <= 1.1:
            picture = picture.resize((max(1, round(width * scale)), max(1, round(height * scale))))
        return np.array(picture, dtype=np.uint8)
