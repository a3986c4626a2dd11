"""A view's blocks in reading order: its pieces are arranged, panel by panel, and their lines cut into blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.layout.blocks import Draft, Leadings, split
from pipeline.layout.items import Item, from_lines
from pipeline.layout.lines import Line
from pipeline.layout.order import Arrangement, arrange
from pipeline.layout.panels import Panel
from pipeline.layout.tables import FoundTable
from pipeline.layout.views import View

LONGEST_HEADING = 100  # characters
ACROSS = 10.0  # nominal type size of a rule, points


@dataclass
class Reading:
    """The blocks of one view in reading order, its columns, and whether the order could not be proven."""

    drafts: list[Draft]
    n_columns: int
    ambiguous: bool


def read_view(view: View, clusters: Sequence[Sequence[Line]], leadings: Leadings, size: float) -> Reading:
    """Blocks in reading order.

    Args:
        view: The view.
        clusters: Its lines in clusters.
        leadings: Usual line distances of the document.
        size: Type size of the document's text, points.
    """
    reader = _Reader(view, leadings, _by_panel(view, clusters, size))
    root = reader.arranged(-1)
    drafts = list(reader.blocks(root.placed, -1))
    _note_pictures(drafts, view)
    return Reading(drafts, root.n_columns, reader.ambiguous)


def _note_pictures(drafts: Sequence[Draft], view: View) -> None:
    """Mark the blocks that stand right under a picture, within its width."""
    drawn = view.page.graphics
    pictures = drawn.of_kind("image")
    x0, x1, bottom = drawn.x0[pictures], drawn.x1[pictures], drawn.bottom[pictures]
    for draft in drafts:
        if draft.lines:
            first = draft.lines[0]
            gap = first.top - bottom
            within = (x0 - first.size <= first.x0) & (first.x1 <= x1 + first.size)
            draft.by_picture = bool((within & (gap > -0.5 * first.size) & (gap < 1.5 * first.size)).any())


def _by_panel(view: View, clusters: Sequence[Sequence[Line]], size: float) -> dict[int, list[Item]]:
    """Clusters and tables by the panel they stand in."""
    held: dict[int, list[Item]] = {}
    for lines in (part for whole in clusters for part in _split_beside_panels(whole, view)):
        headings = [len(line.text) < LONGEST_HEADING and (line.heavy or line.size > 1.1 * size) for line in lines]
        held.setdefault(lines[0].panel, []).append(from_lines(list(lines), headings))
    for table in view.tables:
        held.setdefault(_panel_of(table, view), []).append(_table_item(table, view))
    return held


def _split_beside_panels(lines: Sequence[Line], view: View) -> list[list[Line]]:
    """A cluster, cut where it passes from beside a panel to above or below it: its lines grow wider there."""
    panels = [panel for panel in view.panels if panel.parent == lines[0].panel]
    parts: list[list[Line]] = []
    beside: set[int] = set()
    for line in lines:
        now = {k for k, p in enumerate(panels) if p.top < line.baseline < p.bottom}
        if not parts or now != beside:
            parts.append([])
        parts[-1].append(line)
        beside = now
    return parts if any(_enters(lines, panel) for panel in panels) else [list(lines)]


def _enters(lines: Sequence[Line], panel: Panel) -> bool:
    """Whether the box around some lines overlaps a panel."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return x0 < panel.x1 and panel.x0 < x1 and lines[0].top < panel.bottom and panel.top < lines[-1].baseline


def _panel_of(table: FoundTable, view: View) -> int:
    """The panel around a table; a box drawn for the table itself or its cells does not count."""
    holders = view.holders[[i for cell in table.cells for i in cell.words]]
    holder = int(holders[0]) if len(holders) and (holders == holders[0]).all() else -1
    area = (table.x1 - table.x0) * (table.bottom - table.top)
    while holder >= 0 and view.panels[holder].area < 0.9 * area:
        holder = view.panels[holder].parent
    return holder


def _table_item(table: FoundTable, view: View) -> Item:
    words = [i for cell in table.cells for i in cell.words]
    size = float(np.median(view.page.words.size[words]))
    middle = float(np.median(view.page.words.seq[words]))
    return Item(table.x0, table.top, table.x1, table.bottom, size, middle, content=table)


@dataclass
class _Reader:
    view: View
    leadings: Leadings
    held: dict[int, list[Item]]
    ambiguous: bool = field(default=False)

    def arranged(self, panel: int) -> Arrangement:
        """What stands directly in a panel (-1: the page), in reading order."""
        items = [*self.held.get(panel, []), *self._inner_panels(panel)]
        if panel == -1:
            items += self._rules_across()
        arrangement = arrange(items, streamed=not self.view.page.words.ocr)
        self.ambiguous |= arrangement.ambiguous
        return arrangement

    def blocks(self, placed: Iterable[tuple[Item, int]], panel: int) -> Iterator[Draft]:
        """Blocks of items in reading order; neighbouring clusters of one column are cut as one run of lines."""
        run: list[Line] = []
        run_column = 0
        for item, column in placed:
            if not isinstance(item.content, list) or column != run_column:
                yield from split(run, run_column, panel, self.leadings)
                run, run_column = [], column
            if isinstance(item.content, list):
                run += item.content
            elif isinstance(item.content, FoundTable):
                table = item.content
                yield Draft(self.view.page.number, column, panel, table=table, confidence=table.confidence)
            elif isinstance(item.content, int):
                inside = self.arranged(item.content)
                columns = [(one, at if inside.n_columns > 1 else column) for one, at in inside.placed]
                yield from self.blocks(columns, item.content)
        yield from split(run, run_column, panel, self.leadings)

    def _inner_panels(self, outer: int) -> Iterator[Item]:
        """Panels right inside another that hold anything; their content is the panel's number."""
        for k, panel in enumerate(self.view.panels):
            held = self._all_held(k)
            if panel.parent == outer and held:
                middle = float(np.median([item.middle for item in held]))
                size = min(item.size for item in held)
                yield Item(panel.x0, panel.top, panel.x1, panel.bottom, size, middle, panel=True, content=k)

    def _all_held(self, panel: int) -> list[Item]:
        inner = [k for k, one in enumerate(self.view.panels) if one.parent == panel]
        return [*self.held.get(panel, []), *(item for k in inner for item in self._all_held(k))]

    def _rules_across(self) -> Iterator[Item]:
        """Rules that are no panel's edge, as items without content: they part what stands above from what is below."""
        rules = self.view.rules
        for x0, x1, y in zip(rules.x0.tolist(), rules.x1.tolist(), rules.y.tolist(), strict=True):
            if not any(p.x0 - 2 < x1 and x0 < p.x1 + 2 and p.top - 2 < y < p.bottom + 2 for p in self.view.panels):
                yield Item(x0, y, x1, y, ACROSS, float("nan"))
