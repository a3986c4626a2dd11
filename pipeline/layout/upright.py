"""Writing that is turned on the page, seen upright."""

import dataclasses

import numpy as np

from pipeline.layout.page import Page, PageGraphics, PageWords, Reals

Edges = tuple[Reals, Reals, Reals, Reals]


def writing_directions(words: PageWords) -> list[int]:
    """The clockwise turns that occur on a page, that of most characters first."""
    lengths = np.array([len(text) for text in words.text], dtype=np.int64)
    shares = {int(angle): int(lengths[words.angle == angle].sum()) for angle in np.unique(words.angle)}
    return sorted(shares, key=lambda angle: (-shares[angle], angle))


def upright(page: Page, angle: int) -> Page:
    """The words of one writing direction, with the page turned so that they stand upright.

    Args:
        page: A page as shown.
        angle: Clockwise turn of the writing, degrees: 0, 90, 180 or 270.
    """
    words = page.words.take(page.words.angle == angle)
    if angle == 0:
        return dataclasses.replace(page, words=words)
    width, height = (page.width, page.height) if angle == 180 else (page.height, page.width)
    x0, top, x1, bottom = _turned((words.x0, words.top, words.x1, words.bottom), angle, page)
    drawn: PageGraphics = page.graphics
    g0, gtop, g1, gbottom = _turned((drawn.x0, drawn.top, drawn.x1, drawn.bottom), angle, page)
    descent = 0.2 * words.size
    return Page(
        number=page.number,
        width=width,
        height=height,
        words=dataclasses.replace(words, x0=x0, top=top, x1=x1, bottom=bottom, baseline=bottom - descent),
        graphics=dataclasses.replace(drawn, x0=g0, top=gtop, x1=g1, bottom=gbottom),
    )


def _turned(edges: Edges, angle: int, page: Page) -> Edges:
    """Boxes after the page was turned counterclockwise by ``angle``."""
    x0, top, x1, bottom = edges
    if angle == 90:
        return top, page.width - x1, bottom, page.width - x0
    if angle == 180:
        return page.width - x1, page.height - bottom, page.width - x0, page.height - top
    return page.height - bottom, x0, page.height - top, x1
