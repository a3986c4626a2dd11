"""Pages as people load them: size, where their text came from and why, and the text itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.handover import Graphics, LayoutPages, Scans, Sheets, Words
from pipeline.reasons import Reason
from pipeline.stage import stage
from pipeline.tables import Blocks, Pages

Row = dict[str, object]

_INK = 2e-4
"""Share of a scanned page that is dark, from which it is not blank: a few letters; specks of dust are less."""

_WHITE = 0xFFFFFF


@stage(reads=(Sheets, Scans, LayoutPages, Words, Graphics, Blocks), writes=Pages)
def pages(
    sheets: pa.Table, scans: pa.Table, layout: pa.Table, words: pa.Table, graphics: pa.Table, blocks: pa.Table
) -> Iterator[Row]:
    """One row a page. A block's text stands at the page where it begins."""
    scanned, laid_out = _by_page(scans), _by_page(layout)
    sources, texts = _sources(words), _texts(blocks)
    marked = _marked(scans, graphics, words)
    for sheet in sheets.to_pylist():
        page = sheet["page"]
        scan, found = scanned.get(page, {}), laid_out.get(page, {})
        yield {
            "page": page,
            **{name: sheet[name] for name in ("width", "height", "route_reason")},
            "rotation": (sheet["rotation"] + scan.get("turn", 0)) % 360,
            "text_source": sources.get(page, "none"),
            "problem": sheet["problem"] or scan.get("problem") or _lost(page, sources, marked),
            **{name: scan.get(name) for name in ("dpi", "skew", "ocr_confidence")},
            "n_columns": found.get("n_columns"),
            "ambiguous": found.get("ambiguous", False),
            "text": "\n\n".join(texts[page]),
        }


def _lost(page: int, sources: dict[int, str], marked: set[int]) -> Reason | None:
    """A page without text may be blank, but then it shows nothing."""
    return Reason.NO_TEXT if page in marked and page not in sources else None


def _marked(scans: pa.Table, graphics: pa.Table, words: pa.Table) -> set[int]:
    """Pages with marks: by their picture where OCR has looked at it, else by what is drawn or written there."""
    stroked = pc.not_equal(graphics["stroke"].fill_null(_WHITE), _WHITE)
    filled = pc.not_equal(graphics["fill"].fill_null(_WHITE), _WHITE)
    drawn = graphics.filter(pc.or_(pc.or_(stroked, filled), pc.equal(graphics["kind"], "image")))
    seen = scans.filter(pc.is_valid(scans["ink"]))
    found = {*drawn["page"].to_pylist(), *words["page"].to_pylist()} - set(seen["page"].to_pylist())
    return found | set(seen.filter(pc.greater(seen["ink"], _INK))["page"].to_pylist())


def _by_page(table: pa.Table) -> dict[int, dict[str, object]]:
    return {row["page"]: row for row in table.to_pylist()}


def _sources(words: pa.Table) -> dict[int, str]:
    """By page, the reading that most of its words come from."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    groups = words.filter(pc.is_null(words["rejected"])).group_by(["page", "source"]).aggregate([([], "count_all")])
    for row in groups.to_pylist():
        counted[row["page"]][row["source"]] = row["count_all"]
    return {page: max(sorted(counts), key=counts.__getitem__) for page, counts in counted.items()}


def _texts(blocks: pa.Table) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in blocks.select(["block", "page", "text"]).sort_by("block").to_pylist():
        found[row["page"]].append(row["text"])
    return found
