"""Rules that part what stands on either side of them: level ones between lines, upright ones between columns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.layout.page import PageGraphics, Reals

if TYPE_CHECKING:
    from pipeline.layout.lines import Line

SHORTEST_WALL = 40.0  # points


@dataclass(frozen=True)
class Rules:
    """Horizontal rules of a page, by their height; points."""

    x0: Reals
    x1: Reals
    y: Reals

    def between(self, upper: "Line", lower: "Line") -> bool:
        """Whether a rule runs between two lines, under most of the narrower one."""
        start, end = np.searchsorted(self.y, [upper.baseline + 0.05 * upper.size, lower.top + 0.45 * lower.size])
        overlap = np.minimum(self.x1[start:end], min(upper.x1, lower.x1)) - np.maximum(
            self.x0[start:end], max(upper.x0, lower.x0)
        )
        return bool((overlap > 0.6 * min(upper.width, lower.width)).any())


def horizontal_rules(graphics: PageGraphics) -> Rules:
    """The page's horizontal rules, from the top down."""
    rules = graphics.of_kind("rule")
    flat = rules[(graphics.x1[rules] - graphics.x0[rules]) > 4 * (graphics.bottom[rules] - graphics.top[rules])]
    flat = flat[np.argsort(graphics.top[flat], kind="stable")]
    return Rules(graphics.x0[flat], graphics.x1[flat], (graphics.top[flat] + graphics.bottom[flat]) / 2)


@dataclass(frozen=True)
class Walls:
    """Upright rules of a page that stand between columns, left to right; points."""

    x: Reals
    top: Reals
    bottom: Reals

    def between(self, left: float, right: float, y: float) -> bool:
        """Whether one stands within a gap at a height."""
        start, end = np.searchsorted(self.x, [left, right])
        return bool(((self.top[start:end] < y) & (y < self.bottom[start:end])).any())


def walls(graphics: PageGraphics) -> Walls:
    """The page's upright rules of some length."""
    rules = graphics.of_kind("rule")
    wide, high = graphics.x1[rules] - graphics.x0[rules], graphics.bottom[rules] - graphics.top[rules]
    upright = rules[(high > SHORTEST_WALL) & (high > 10 * wide)]
    x = (graphics.x0[upright] + graphics.x1[upright]) / 2
    order = np.argsort(x, kind="stable")
    return Walls(x[order], graphics.top[upright][order], graphics.bottom[upright][order])
