"""A PDF to an image-only PDF such as a scanner makes: rendered, worn by a seeded mix of faults, saved as JPEG.

Every step takes and gives an array of floats from 0 (black) to 1 (paper), grey or RGB.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class Strength:
    """How far each fault may go; pairs are the ends of a range."""

    dpi: tuple[int, ...]
    skew: tuple[float, float]  # degrees, to either side
    blur: tuple[float, float]  # radius in pixels at 200 dpi
    noise: tuple[float, float]  # standard deviation
    shade: tuple[float, float]  # darkening from one corner to the other
    tint: float  # depth of the paper's colour
    bleed: tuple[float, float]  # strength of the text from the other side
    quality: tuple[int, int]  # of the JPEG
    edge: float  # chance of a black edge


MILD = Strength((200, 250), (0.0, 0.5), (0.2, 0.5), (0.005, 0.015), (0.0, 0.05), 0.04, (0.0, 0.02), (65, 75), 0.1)
MEDIUM = Strength((200, 220), (0.4, 1.4), (0.4, 0.7), (0.015, 0.03), (0.05, 0.14), 0.08, (0.02, 0.06), (50, 65), 0.4)
HARD = Strength((150, 170), (1.2, 2.5), (0.5, 0.8), (0.025, 0.045), (0.12, 0.25), 0.12, (0.04, 0.10), (35, 50), 0.7)
STRENGTHS = (MILD, MEDIUM, HARD)


def scan(source: Path, target: Path, strength: Strength, seed: int) -> None:
    """Write the scan of a PDF; the same seed gives the same bytes."""
    rng = np.random.default_rng(seed)
    dpi, colour = int(rng.choice(strength.dpi)), bool(rng.random() < 0.5)
    quality = int(rng.integers(strength.quality[0], strength.quality[1] + 1))
    clean = list(render(source, dpi, colour))
    pages = [wear(page, clean[i - 1], strength, dpi, rng) for i, page in enumerate(clean)]
    images = [to_image(p) for p in pages]
    images[0].save(
        target, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=quality,
        creationDate=None, modDate=None, title=None,
    )  # fmt: skip


def render(source: Path, dpi: int, colour: bool) -> Iterator[Pixels]:
    """The clean pages."""
    with pdfium.PdfDocument(source) as pdf:
        for page in pdf:
            image = page.render(scale=dpi / 72).to_pil().convert("RGB" if colour else "L")
            yield to_pixels(image)


def wear(page: Pixels, other: Pixels, strength: Strength, dpi: int, rng: np.random.Generator) -> Pixels:
    """One worn page; `other` is what is printed on its back."""
    page = bleed_through(page, other, rng.uniform(*strength.bleed))
    page = skew(page, rng.uniform(*strength.skew) * rng.choice([-1, 1]))
    page = blur(page, rng.uniform(*strength.blur) * dpi / 200)
    page = uneven_light(page, rng.uniform(*strength.shade), rng.uniform(0, 2 * np.pi))
    page = tint(page, strength.tint, rng)
    page = black_edge(page, rng) if rng.random() < strength.edge else page
    noise = rng.standard_normal(page.shape, dtype=np.float32) * np.float32(rng.uniform(*strength.noise))
    return (page + noise).astype(np.float32)


def to_image(page: Pixels) -> Image.Image:
    """An 8-bit image."""
    return Image.fromarray((np.clip(page, 0, 1) * 255).astype(np.uint8))


def to_pixels(image: Image.Image) -> Pixels:
    """An array of floats."""
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def bleed_through(page: Pixels, other: Pixels, amount: float) -> Pixels:
    """The back of the sheet shines through, mirrored and soft."""
    if page.shape != other.shape:
        return page
    back = blur(other[:, ::-1], 2.0)
    return page * (1 - amount * (1 - back))


def skew(page: Pixels, degrees: float) -> Pixels:
    """The sheet lies askew; what the turn uncovers is paper."""
    image = to_image(page)
    white = 255 if page.ndim == 2 else (255, 255, 255)
    return to_pixels(image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=white))


def blur(page: Pixels, radius: float) -> Pixels:
    """Out of focus."""
    return to_pixels(to_image(page).filter(ImageFilter.GaussianBlur(radius)))


def uneven_light(page: Pixels, depth: float, angle: float) -> Pixels:
    """Darker towards one side, as beside a book's spine."""
    high, wide = page.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    slope = np.cos(angle) * (x / wide - 0.5) + np.sin(angle) * (y / high - 0.5)
    light: Pixels = np.asarray(1 - depth * np.clip(slope + 0.5, 0, 1), dtype=np.float32)
    return page * (light if page.ndim == 2 else light[..., None])


def tint(page: Pixels, depth: float, rng: np.random.Generator) -> Pixels:
    """Yellowed or greyed paper."""
    colour = 1 - depth * rng.random() * np.array([0.4, 0.6, 1.0], dtype=np.float32)
    return (page * (colour if page.ndim == 3 else colour.mean())).astype(np.float32)


def black_edge(page: Pixels, rng: np.random.Generator) -> Pixels:
    """The scanner's lid beyond one edge of the sheet."""
    page, width = page.copy(), int(rng.integers(4, 14))
    side = page if rng.random() < 0.5 else page.swapaxes(0, 1)
    side[:width] = 0.06
    return page
