"""The layout of a whole document: lines, furniture, reading order, blocks, kinds."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.layout.blocks import Draft, Leadings, split
from pipeline.layout.clusters import Rules, cluster, horizontal_rules
from pipeline.layout.dropcaps import attach_drop_caps
from pipeline.layout.furniture import Sheet, find_furniture
from pipeline.layout.joins import join_over_breaks
from pipeline.layout.kinds import body_size, set_kinds
from pipeline.layout.lines import Line, build_lines
from pipeline.layout.order import Arrangement, Item, arrange, from_lines
from pipeline.layout.page import Ints, Page
from pipeline.layout.panels import Panel, find_panels
from pipeline.layout.tables import FoundTable, find_tables
from pipeline.layout.upright import upright, writing_directions


@dataclass
class View:
    """One writing direction of one page: what layout knows of it."""

    page: Page  # turned so that the writing stands upright
    main: bool  # whether it is the direction of most of the page
    tables: list[FoundTable]
    panels: list[Panel]
    holders: Ints  # for each word its panel
    rules: Rules
    lines: list[Line]
    arrangement: Arrangement = field(default_factory=Arrangement)


@dataclass
class Layout:
    """A document's blocks in reading order, and per page number its columns and whether the order is in doubt."""

    drafts: list[Draft]
    views: list[View]


def lay_out(pages: Sequence[Page], *, furniture: bool = True) -> Layout:
    """The layout of a document.

    Args:
        pages: Its pages in order.
        furniture: Whether the pages have edges at which headers and footers can stand (text dumps have none).
    """
    views = [view for page in pages for view in _views(page)]
    size = body_size([line for view in views for line in view.lines])
    mains = [view for view in views if view.main]
    sheets = [Sheet(view.page.width, view.page.height, view.lines) for view in mains]
    kinds = find_furniture(sheets, size) if furniture else {}
    edges: dict[int, list[Draft]] = {}
    for k, view in enumerate(mains):
        edges[id(view)] = [_edge(line, kinds[k, i]) for i, line in enumerate(view.lines) if (k, i) in kinds]
        view.lines = [line for i, line in enumerate(view.lines) if (k, i) not in kinds]
    clusters = {id(view): cluster(view.lines, view.rules) for view in views}
    leadings = Leadings([lines for found in clusters.values() for lines in found])
    body: list[Draft] = []
    for view in views:
        drafts = _in_order(view, clusters[id(view)], leadings, size)
        if view.main:
            body += drafts
        else:
            edges.setdefault(id(view), []).extend(_aside(drafts))
    body = join_over_breaks(set_kinds(body, size))
    return Layout(_with_edges(body, views, edges), views)


def _views(page: Page) -> list[View]:
    views = []
    for rank, angle in enumerate(writing_directions(page.words)):
        turned = upright(page, angle)
        tables = find_tables(turned) if rank == 0 else []
        panels, holders = find_panels(turned)
        taken = {i for table in tables for cell in table.cells for i in cell.words}
        free = np.array([i for i in range(len(turned.words)) if i not in taken], dtype=np.int64)
        lines = build_lines(page.number, turned.words.take(free), holders[free])
        lines = attach_drop_caps(lines)
        views.append(
            View(
                page=turned,
                main=rank == 0,
                tables=tables,
                panels=panels,
                holders=holders,
                rules=_free_rules(turned, tables),
                lines=lines,
            )
        )
    return views


def _free_rules(page: Page, tables: Sequence[FoundTable]) -> Rules:
    """Horizontal rules that are not part of a table."""
    rules = horizontal_rules(page.graphics)
    free = np.ones(len(rules.y), dtype=bool)
    for table in tables:
        free &= ~((rules.y > table.top - 4) & (rules.y < table.bottom + 4) & (rules.x1 > table.x0) & (rules.x0 < table.x1))
    return Rules(rules.x0[free], rules.x1[free], rules.y[free])


def _edge(line: Line, kind: str) -> Draft:
    return Draft(line.page, 0, line.panel, [line], kind=kind)


def _aside(drafts: list[Draft]) -> list[Draft]:
    """Writing turned against the rest of its page: kept behind it."""
    for draft in drafts:
        draft.kind = "other"
    return drafts


def _in_order(view: View, clusters: list[list[Line]], leadings: Leadings, size: float) -> list[Draft]:
    """The blocks of one view in reading order."""
    held: dict[int, list[Item]] = {}
    for lines in clusters:
        opens = lines[0]
        heading = len(opens.text) < 100 and (opens.heavy or opens.size > 1.1 * size)
        held.setdefault(opens.panel, []).append(from_lines(lines, heading=heading))
    for table in view.tables:
        held.setdefault(_panel_of(table, view), []).append(_table_item(table, view))
    root = _assembled(-1, view, held)
    streamed = not view.page.words.ocr
    view.arrangement = arrange(root, streamed=streamed)
    drafts: list[Draft] = []
    _emit(view.arrangement.placed, -1, view, held, leadings, drafts)
    return drafts


def _assembled(panel: int, view: View, held: dict[int, list[Item]]) -> list[Item]:
    """What stands directly in a panel (-1: the page): clusters, tables, inner panels, rules across."""
    items = list(held.get(panel, []))
    for k, inner in enumerate(view.panels):
        if inner.parent == panel and (content := _assembled(k, view, held)):
            words = view.page.words.seq[view.holders == k]
            items.append(
                Item(
                    inner.x0,
                    inner.top,
                    inner.x1,
                    inner.bottom,
                    size=max(item.size for item in content),
                    middle=float(np.median(words)) if len(words) else statistics.median(i.middle for i in content),
                    content=(k, content),
                )
            )
    if panel == -1:
        items += [
            Item(float(x0), float(y), float(x1), float(y), size=10.0, middle=float("nan"))
            for x0, x1, y in zip(view.rules.x0, view.rules.x1, view.rules.y, strict=True)
            if not any(p.x0 - 2 < x1 and p.x1 + 2 > x0 and p.top - 2 < y < p.bottom + 2 for p in view.panels)
        ]
    return items


def _panel_of(table: FoundTable, view: View) -> int:
    words = [i for cell in table.cells for i in cell.words]
    holders = view.holders[words]
    same = len(words) > 0 and bool((holders == holders[0]).all())
    holder = int(holders[0]) if same else -1
    while holder >= 0 and view.panels[holder].area < 0.9 * (table.x1 - table.x0) * (table.bottom - table.top):
        holder = view.panels[holder].parent
    return holder


def _table_item(table: FoundTable, view: View) -> Item:
    words = [i for cell in table.cells for i in cell.words]
    return Item(
        table.x0,
        table.top,
        table.x1,
        table.bottom,
        size=float(np.median(view.page.words.size[words])),
        middle=float(np.median(view.page.words.seq[words])),
        content=table,
    )


def _emit(
    placed: list[tuple[Item, int]],
    panel: int,
    view: View,
    held: dict[int, list[Item]],
    leadings: Leadings,
    drafts: list[Draft],
) -> None:
    """Append the blocks of items in reading order; neighbouring clusters of one column are cut as one run of lines."""
    run: list[Line] = []
    run_column = 0

    def flush() -> None:
        if run:
            drafts.extend(split(run, run_column, panel, leadings))
            run.clear()

    for item, column in placed:
        if column != run_column or not isinstance(item.content, list):
            flush()
        run_column = column
        if isinstance(item.content, list):
            run.extend(item.content)
        elif isinstance(item.content, FoundTable):
            drafts.append(
                Draft(view.page.number, column, panel, table=item.content, confidence=item.content.confidence)
            )
        elif isinstance(item.content, tuple):
            inner, content = item.content
            inside = arrange(content, streamed=not view.page.words.ocr)
            view.arrangement.ambiguous |= inside.ambiguous
            of_panel = [(one, column if inside.n_columns == 1 else at) for one, at in inside.placed]
            _emit(of_panel, inner, view, held, leadings, drafts)
    flush()


def _with_edges(body: list[Draft], views: Sequence[View], edges: dict[int, list[Draft]]) -> list[Draft]:
    """Headers before their page's text, everything else of the edges behind it."""
    by_page: dict[int, list[Draft]] = {}
    for draft in body:
        by_page.setdefault(draft.page, []).append(draft)
    ordered: list[Draft] = []
    numbers = sorted({view.page.number for view in views})
    for number in numbers:
        apart = [d for view in views if view.page.number == number for d in edges.get(id(view), [])]
        heights = {view.page.number: view.page.height for view in views if view.main}
        upper = [d for d in apart if d.lines[0].baseline < heights[number] / 2 and d.kind != "other"]
        ordered += upper + by_page.get(number, []) + [d for d in apart if not any(d is u for u in upper)]
    return ordered
