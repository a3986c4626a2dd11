"""Level rules, which part the lines above them from those below."""

from dataclasses import dataclass

import numpy as np

from pipeline.layout.lines import Line
from pipeline.layout.page import PageGraphics, Reals


@dataclass(frozen=True)
class Rules:
    """Horizontal rules of a page, by their height; points."""

    x0: Reals
    x1: Reals
    y: Reals

    def between(self, upper: Line, lower: Line) -> bool:
        """Whether a rule runs between two lines, under most of the narrower one."""
        if not len(self.y):
            return False
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
