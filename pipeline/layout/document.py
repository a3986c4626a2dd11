"""The layout of a whole document: furniture, reading order, blocks and their kinds, over all its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.blocks import Draft, Leadings
from pipeline.layout.clusters import cluster
from pipeline.layout.furniture import Sheet, find_furniture
from pipeline.layout.joins import join_over_breaks
from pipeline.layout.kinds import body_size, set_kinds
from pipeline.layout.page import Page
from pipeline.layout.sequence import Reading, read_view
from pipeline.layout.views import View, views


@dataclass
class Layout:
    """A document's blocks in reading order, and what each page is like, by page number."""

    drafts: list[Draft]
    views: dict[int, View]  # the main view of each page with words
    readings: dict[int, Reading]


def lay_out(pages: Sequence[Page], *, plain: bool = False) -> Layout:
    """The layout of a document.

    Args:
        pages: Its pages in order.
        plain: Whether it is a text dump, whose pages have no edges and whose type says nothing.
    """
    found = [view for page in pages for view in views(page, plain=plain)]
    size = body_size([line for view in found for line in view.lines])
    mains = [view for view in found if view.main]
    scanned = any(view.page.words.ocr for view in mains)
    edges = {} if plain else _take_furniture(mains, size)
    clusters = [cluster(view.lines, view.rules) for view in found]
    leadings = Leadings([lines for one in clusters for lines in one])
    readings = [read_view(view, one, leadings, size) for view, one in zip(found, clusters, strict=True)]
    body = [draft for view, one in zip(found, readings, strict=True) if view.main for draft in one.drafts]
    turned = [one.drafts for view, one in zip(found, readings, strict=True) if not view.main]
    for draft in _aside([draft for drafts in turned for draft in drafts]):
        edges.setdefault(draft.page, ([], []))[1].append(draft)
    return Layout(
        _with_edges(
            join_over_breaks(set_kinds(body, size, plain=plain, scanned=scanned)),
            edges,
            [view.page.number for view in mains],
        ),
        {view.page.number: view for view in mains},
        {view.page.number: one for view, one in zip(found, readings, strict=True) if view.main},
    )


Edges = dict[int, tuple[list[Draft], list[Draft]]]
"""Blocks that stand before and behind a page's text, by page number."""


def _take_furniture(mains: Sequence[View], size: float) -> Edges:
    """Headers, footers and page numbers as blocks; their lines leave the views."""
    kinds = find_furniture([Sheet(v.page.width, v.page.height, v.lines, v.panels) for v in mains], size)
    edges: Edges = {}
    for k, view in enumerate(mains):
        before, behind = edges.setdefault(view.page.number, ([], []))
        for i, line in enumerate(view.lines):
            if (k, i) in kinds:
                side = before if line.baseline < view.page.height / 2 else behind
                side.append(Draft(line.page, 0, line.panel, [line], kind=kinds[k, i]))
        view.lines = [line for i, line in enumerate(view.lines) if (k, i) not in kinds]
    return edges


def _aside(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Writing turned against the rest of its page: kept behind it; a running header where pages share it."""
    pages: dict[str, set[int]] = {}
    for draft in drafts:
        pages.setdefault(draft.text, set()).add(draft.page)
    for draft in drafts:
        draft.kind = "header" if len(pages[draft.text]) > 1 else "other"
    return drafts


def _with_edges(body: Sequence[Draft], edges: Edges, numbers: Sequence[int]) -> list[Draft]:
    by_page: dict[int, list[Draft]] = {}
    for draft in body:
        by_page.setdefault(draft.page, []).append(draft)
    ordered: list[Draft] = []
    for number in numbers:
        before, behind = edges.get(number, ([], []))
        ordered += [*before, *by_page.get(number, []), *behind]
    return ordered
