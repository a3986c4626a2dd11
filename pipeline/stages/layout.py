"""From words and graphics to blocks: lines, columns, reading order, tables, headers and footers, kinds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

import pyarrow as pa

from pipeline.handover import Graphics, Grid, LayoutPages, Metadata, Outline, Placements, Sheets, Words
from pipeline.layout.blocks import Draft
from pipeline.layout.document import Layout, lay_out
from pipeline.layout.page import PageWords, WordLists, pages
from pipeline.layout.views import View
from pipeline.schema import Row, Rows, Table
from pipeline.stage import stage


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
        _table(Outline, _outline(found, numbered, {page.number: _Places.of(page.words) for page in sheets_of})),
        _table(Placements, _places(found)),
        _table(Grid, _grid(found, numbered)),
        [_page(number, found) for number in sheets["page"].to_pylist()],
    )


_Values = tuple[object, ...]
"""A row's values in the order of its table's columns: there are so many that rows as mappings would cost too much."""


def _table(table: Table, rows: Iterable[_Values]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or repeat((), len(table.columns))
    arrays = [pa.array(values, field.type) for values, field in zip(columns, table.schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=table.schema)


@dataclass(frozen=True)
class _Places:
    """Where the words of a page stand on it as shown: rows by seq, edges by row."""

    row: dict[int, int]
    edges: WordLists

    @classmethod
    def of(cls, words: PageWords) -> "_Places":
        return cls({seq: row for row, seq in enumerate(words.lists.seq)}, words.lists)


def _number_tables(found: Layout) -> dict[int, int]:
    """Number of the table of a block, by the block's number."""
    tables = [block for block, draft in enumerate(found.drafts) if draft.table]
    return {block: table for table, block in enumerate(tables)}


def _outline(found: Layout, numbered: dict[int, int], places: dict[int, _Places]) -> Iterator[_Values]:
    for block, draft in enumerate(found.drafts):
        marker = draft.marker if draft.kind == "list_item" else 0
        place = draft.page, draft.kind, draft.level, draft.column, *_box(draft, places)
        yield block, *place, numbered.get(block), marker, draft.confidence


def _box(draft: Draft, places: dict[int, _Places]) -> tuple[float, float, float, float]:
    """The block's box on the page where it begins, as shown: writing may be turned, its words' boxes are not."""
    if draft.table:
        return draft.table.x0, draft.table.top, draft.table.x1, draft.table.bottom
    row, edges = places[draft.page].row, places[draft.page].edges
    rows = [row[seq] for line in draft.lines if line.page == draft.page for seq in line.words]
    return (
        min([edges.x0[i] for i in rows]),
        min([edges.top[i] for i in rows]),
        max([edges.x1[i] for i in rows]),
        max([edges.bottom[i] for i in rows]),
    )


def _places(found: Layout) -> Iterator[_Values]:
    for block, draft in enumerate(found.drafts):
        if draft.table:
            yield from _cell_words(block, draft, found.views[draft.page])
        for number, line in enumerate(draft.lines):
            for seq in line.words:
                yield block, line.page, seq, number, None, None


def _cell_words(block: int, draft: Draft, view: View) -> Iterator[_Values]:
    assert draft.table is not None
    seq = view.page.words.lists.seq
    for cell in draft.table.cells:
        for position, line in zip(cell.words, cell.lines, strict=True):
            yield block, draft.page, seq[position], line, cell.row, cell.column


def _grid(found: Layout, numbered: dict[int, int]) -> Iterator[_Values]:
    for block, table in numbered.items():
        draft = found.drafts[block]
        assert draft.table is not None
        for cell in draft.table.cells:
            place = cell.row, cell.column, cell.row_span, cell.column_span, cell.is_header
            yield block, draft.page, table, *place, cell.x0, cell.top, cell.x1, cell.bottom


def _page(number: int, found: Layout) -> Row:
    reading = found.readings.get(number)
    columns, ambiguous = (reading.n_columns, reading.ambiguous) if reading else (1, False)
    return {"page": number, "n_columns": columns, "ambiguous": ambiguous}
