"""Views: one writing direction of one page, with everything layout finds on it before order is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.layout.drawnmarks import note_drawn_bullets
from pipeline.layout.dropcaps import attach_drop_caps
from pipeline.layout.gutters import walls
from pipeline.layout.lines import Line, build_lines
from pipeline.layout.numbered import note_bare_numbers
from pipeline.layout.page import Ints, Page
from pipeline.layout.panels import Panel, find_panels
from pipeline.layout.separators import Rules, horizontal_rules
from pipeline.layout.tables import FoundTable, find_tables
from pipeline.layout.timelines import join_timelines
from pipeline.layout.upright import upright, writing_directions


@dataclass
class View:
    """One writing direction of one page."""

    page: Page  # turned so that the writing stands upright
    main: bool  # whether most of the page is written in this direction
    tables: list[FoundTable]
    panels: list[Panel]
    holders: Ints  # for each word its panel, -1 for none
    rules: Rules  # horizontal, those of tables left out
    lines: list[Line]  # those of tables left out


def views(page: Page, *, plain: bool) -> Iterator[View]:
    """A page's writing directions, the main one first; tables are looked for in that one only.

    In a text dump (``plain``) a bullet within a line begins another: there two columns were run together.
    """
    for rank, angle in enumerate(writing_directions(page.words)):
        turned = upright(page, angle)
        panels, holders = find_panels(turned)
        tables = find_tables(turned, holders) if rank == 0 else []
        free = np.ones(len(turned.words), dtype=np.bool_)
        free[[i for table in tables for cell in table.cells for i in cell.words]] = False
        lines = build_lines(
            page.number, turned.words.take(free), holders[free], walls=walls(turned.graphics), at_bullets=plain
        )
        rules = _outside(horizontal_rules(turned.graphics), tables)
        lines = note_bare_numbers(note_drawn_bullets(attach_drop_caps(lines), turned.graphics))
        lines = join_timelines(lines)
        yield View(turned, rank == 0, tables, panels, holders, rules, lines)


def _outside(rules: Rules, tables: Sequence[FoundTable]) -> Rules:
    free = np.ones(len(rules.y), dtype=np.bool_)
    for table in tables:
        level = (rules.y > table.top - 4) & (rules.y < table.bottom + 4)
        free &= ~(level & (rules.x1 > table.x0) & (rules.x0 < table.x1))
    return Rules(rules.x0[free], rules.x1[free], rules.y[free])
