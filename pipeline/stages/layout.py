"""From words and graphics to blocks: lines, columns, reading order, tables, headers and footers, kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import pyarrow as pa

from pipeline.handover import Graphics, Grid, LayoutPages, Metadata, Outline, Placements, Sheets, Words
from pipeline.layout.blocks import Draft
from pipeline.layout.document import Layout, lay_out
from pipeline.layout.page import PageWords, Reals, pages
from pipeline.layout.views import View
from pipeline.schema import Row, Rows
from pipeline.stage import stage

EDGES = ("x0", "top", "x1", "bottom")


@stage(
    reads=(Metadata, Sheets, Words, Graphics),
    writes=(Outline, Placements, Grid, LayoutPages),
    uses=("numpy", "rapidfuzz"),
)
def layout(metadata: pa.Table, sheets: pa.Table, words: pa.Table, graphics: pa.Table) -> tuple[Rows, Rows, Rows, Rows]:
    """Blocks in reading order, the words that stand in each, the cells of tables, and what each page is like."""
    sheets_of = list(pages(sheets, words, graphics))
    found = lay_out(sheets_of, plain=metadata["kind"].to_pylist() == ["text"])
    numbered = _number_tables(found)
    return (
        list(_outline(found, numbered, {page.number: _Places.of(page.words) for page in sheets_of})),
        _placements(found),
        list(_grid(found, numbered)),
        [_page(number, found) for number in sheets["page"].to_pylist()],
    )


@dataclass(frozen=True)
class _Places:
    """Where the words of a page stand on it as shown: rows by seq, edges by row."""

    row: dict[int, int]
    edges: dict[str, Reals]

    @classmethod
    def of(cls, words: PageWords) -> "_Places":
        rows = {int(seq): row for row, seq in enumerate(words.seq)}
        return cls(rows, {name: getattr(words, name) for name in EDGES})


def _number_tables(found: Layout) -> dict[int, int]:
    """Number of the table of a block, by the block's number."""
    tables = [block for block, draft in enumerate(found.drafts) if draft.table]
    return {block: table for table, block in enumerate(tables)}


def _outline(found: Layout, numbered: dict[int, int], places: dict[int, _Places]) -> Iterator[Row]:
    for block, draft in enumerate(found.drafts):
        yield {
            "block": block,
            "page": draft.page,
            "kind": draft.kind,
            "level": draft.level,
            "column": draft.column,
            **_box(draft, places),
            "table": numbered.get(block),
            "marker": draft.marker if draft.kind == "list_item" else 0,
            "confidence": draft.confidence,
        }


def _box(draft: Draft, places: dict[int, _Places]) -> dict[str, float]:
    """The block's box on the page where it begins, as shown: writing may be turned, its words' boxes are not."""
    if draft.table:
        return {name: getattr(draft.table, name) for name in EDGES}
    words = places[draft.page]
    rows = [words.row[seq] for line in draft.lines if line.page == draft.page for seq in line.words]
    x0, top, x1, bottom = (words.edges[name][rows] for name in EDGES)
    return {"x0": float(x0.min()), "top": float(top.min()), "x1": float(x1.max()), "bottom": float(bottom.max())}


_Place = tuple[int, int, int, int, int | None, int | None]
"""A row of ``placements``: one a word, so that rows as mappings would cost more than all else here."""


def _placements(found: Layout) -> pa.Table:
    places = list(_places(found))
    columns = zip(*places, strict=True) if places else repeat((), len(Placements.schema))
    arrays = [pa.array(column, field.type) for column, field in zip(columns, Placements.schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=Placements.schema)


def _places(found: Layout) -> Iterator[_Place]:
    for block, draft in enumerate(found.drafts):
        if draft.table:
            yield from _cell_words(block, draft, found.views[draft.page])
        for number, line in enumerate(draft.lines):
            for seq in line.words:
                yield block, line.page, seq, number, None, None


def _cell_words(block: int, draft: Draft, view: View) -> Iterator[_Place]:
    assert draft.table is not None
    seq = view.page.words.lists.seq
    for cell in draft.table.cells:
        for position, line in zip(cell.words, cell.lines, strict=True):
            yield block, draft.page, seq[position], line, cell.row, cell.column


def _grid(found: Layout, numbered: dict[int, int]) -> Iterator[Row]:
    for block, table in numbered.items():
        draft = found.drafts[block]
        assert draft.table is not None
        for cell in draft.table.cells:
            yield {
                "block": block,
                "page": draft.page,
                "table": table,
                **{name: getattr(cell, name) for name in ("row", "column", "row_span", "column_span", "is_header")},
                **{name: getattr(cell, name) for name in EDGES},
            }


def _page(number: int, found: Layout) -> Row:
    reading = found.readings.get(number)
    columns, ambiguous = (reading.n_columns, reading.ambiguous) if reading else (1, False)
    return {"page": number, "n_columns": columns, "ambiguous": ambiguous}
