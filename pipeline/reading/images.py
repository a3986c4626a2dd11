"""Pictures as pages: PNG, JPEG, TIFF of several pages, WebP, JPEG 2000, BMP, GIF (its first frame)."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.reasons import DocumentError, Reason, story

if TYPE_CHECKING:
    from PIL import Image

FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/jp2": "JPEG2000",
    "image/bmp": "BMP",
    "image/gif": "GIF",
}
MAX_PIXELS = 100_000_000

_PLAUSIBLE_DPI = (72.0, 1200.0)
_PLAUSIBLE_INCHES = (2.0, 34.0)  # longest side: a card to ISO A1
_ASSUMED_DPI = 300.0
_A4_INCHES = 11.69
_SHEET_SHAPES = (1.2, 1.6)  # long side by short side: Letter is 1.29, ISO A 1.41, Legal 1.65 is rare
_PALE = 250  # a picture without darker pixels shows nothing on white paper

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, LookupError, OverflowError, TypeError)
"""What Pillow raises over broken pictures."""


@contextmanager
def opened(data: bytes, media_type: str) -> "Iterator[Image.Image]":
    """The picture, header read only, by the one decoder its bytes call for (never one that runs a program).

    Of one that is cut off the caller decodes what is there (see ``is_whole``).

    Raises:
        DocumentError: It is damaged (also while the caller decodes it), or has too many pixels.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as image, _torn_allowed(allowed=True):
                yield image
    except Image.DecompressionBombError as error:
        raise DocumentError(Reason.PIXEL_LIMIT, f"the picture is too large: {story(error)}") from error
    except _BROKEN as error:
        raise DocumentError(Reason.DAMAGED, f"the picture cannot be decoded: {story(error)}") from error


def is_whole(image: "Image.Image", frame: int) -> bool:
    """Whether a frame can be decoded to its end. The picture should be one that is opened for this alone."""
    try:
        with _torn_allowed(allowed=False):
            image.seek(frame)
            image.load()
    except _BROKEN:
        return False
    return True


@contextmanager
def _torn_allowed(*, allowed: bool) -> Iterator[None]:
    """Let Pillow decode what is there of a picture that is cut off, or not; it knows only one way at a time."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, allowed
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def n_frames(image: "Image.Image") -> int:
    """Pages: the frames of a TIFF; other formats count as one (a moving GIF shows its first frame)."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def turned_size(image: "Image.Image") -> tuple[int, int]:
    """Width and height in pixels as shown, after the turn that EXIF asks for."""
    width, height = image.size
    return (height, width) if _orientation(image) >= 5 else (width, height)


def frame_dpi(image: "Image.Image") -> float:
    """Dots per inch, as the file says if that makes a sheet of plausible size, else guessed from the shape.

    A picture shaped like a sheet of paper is taken for ISO A4; any other for a cut-out at 300 dpi.
    """
    long, short = max(image.size), max(1, min(image.size))
    declared = _declared_dpi(image)
    if declared and _PLAUSIBLE_INCHES[0] <= long / declared <= _PLAUSIBLE_INCHES[1]:
        return declared
    guessed = long / _A4_INCHES
    is_sheet = _SHEET_SHAPES[0] <= long / short <= _SHEET_SHAPES[1]
    return guessed if is_sheet and _PLAUSIBLE_DPI[0] <= guessed <= _PLAUSIBLE_DPI[1] else _ASSUMED_DPI


def grey(image: "Image.Image") -> "Image.Image":
    """The current frame as 8-bit grey, upright as EXIF says, transparent parts white."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        return _scaled_depth(upright)
    if "A" in upright.getbands() or "transparency" in upright.info:
        return _on_paper(upright.convert("RGBA"))
    return upright.convert("L")


def _on_paper(layered: "Image.Image") -> "Image.Image":
    """A picture with transparent parts as grey on white; light writing, which white would swallow, is made dark."""
    import numpy as np
    from PIL import Image, ImageOps

    white, black = (
        Image.alpha_composite(Image.new("RGBA", layered.size, paper), layered).convert("L")
        for paper in ("white", "black")
    )
    swallowed = np.asarray(white).min() >= _PALE and np.ptp(np.asarray(black)) > 0
    return ImageOps.invert(black) if swallowed else white


def check_pixels(size: tuple[int, int], max_pixels: int) -> None:
    """Refuse a picture of more than ``max_pixels`` before it is decoded.

    Raises:
        DocumentError: It has more.
    """
    if size[0] * size[1] > max_pixels:
        message = f"the picture has {size[0]} x {size[1]} pixels; the limit is {max_pixels:,}: scale it down"
        raise DocumentError(Reason.PIXEL_LIMIT, message)


def _scaled_depth(image: "Image.Image") -> "Image.Image":
    """Deep grey to 8 bits: 16-bit values by their high byte, anything else stretched between its extremes."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(image, dtype=np.float32), posinf=0.0, neginf=0.0)
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (float(values.min()), float(values.max()))
    scaled = (values - low) * (255.0 / (high - low)) if high > low else np.full_like(values, 255.0)
    return Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8))


def _declared_dpi(image: "Image.Image") -> float | None:
    try:
        dpi = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
        return None
    return dpi if _PLAUSIBLE_DPI[0] <= dpi <= _PLAUSIBLE_DPI[1] else None


def _orientation(image: "Image.Image") -> int:
    value = image.getexif().get(0x0112, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
