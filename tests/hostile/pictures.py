"""Hostile pictures with writing on them that a person can read, drawn in code."""

import io

from PIL import Image, ImageDraw

_PHRASE = "The mill has 31 wheels"


def drawn(form: str, image: Image.Image, dpi: int = 300) -> bytes:
    """The bytes of a picture."""
    file = io.BytesIO()
    image.save(file, form, dpi=(dpi, dpi))
    return file.getvalue()


def written(mode: str = "L", paper: object = "white", ink: object = "black", times: int = 1) -> Image.Image:
    """A picture of writing, ``times`` as large as a cut-out at 300 dpi would be."""
    image = Image.new(mode, (900 * times, 260 * times), paper)  # type: ignore[arg-type]  # as Pillow takes colours
    for line in range(2):
        place = (40 * times, (40 + 80 * line) * times)
        ImageDraw.Draw(image).text(place, _PHRASE, ink, font_size=34 * times)  # type: ignore[arg-type]
    return image


def cut(data: bytes, share: float) -> bytes:
    """A file that ends too early, its last mark included."""
    return data[: int(len(data) * share) - 2]
