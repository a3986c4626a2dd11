"""Running headers, footers and page numbers: told by repetition, by sequence, and on single pages by position."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.layout.lines import Line
from pipeline.layout.marks import opens_caption, opens_note, opens_source_note
from pipeline.layout.panels import Panel

ZONE = 0.12  # of the page's height, at either end
EDGE = 0.08  # of the page's height: where position alone may prove it
DEEPEST_ROW = 4  # rows from the edge inwards
APART = 1.45  # of the type size: from its row to the next one inwards, baseline to baseline
STEP = 2.0  # of the type size: from baseline to baseline of pieces that stand side by side at the edge
SAME_SIZE = 1.3  # of such pieces
SAME_PLACE = 8.0  # points
SAME_TEXT = 85.0  # per cent, after OCR

PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|pg\.?)?\s*[-–—|]?\s*(?P<number>\d{1,4})\s*(?:(?:of|von|/|\|)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sheet:
    """A page's lines, sorted by baseline, with the page's size in points and its panels."""

    width: float
    height: float
    lines: list[Line]
    panels: Sequence[Panel] = ()


@dataclass(frozen=True)
class _Row:
    """Lines on one level near an edge of the page."""

    sheet: int
    lines: tuple[int, ...]
    depth: float  # distance of the baseline from the nearest edge, points
    upper: bool
    rank: int  # rows between it and the edge
    gap: float  # distance to the next row inwards, in type sizes
    size: float


def find_furniture(sheets: Sequence[Sheet], body_size: float) -> dict[tuple[int, int], str]:
    """Kinds of the lines that are furniture, by (position of the sheet, position of the line).

    Nothing is furniture without proof: the same text in the same place on another page, a number that counts pages,
    or, at the very edge, small type apart from the text.
    """
    rows = [row for k, sheet in enumerate(sheets) for row in _rows_near_edges(k, sheet)]
    found: dict[tuple[int, int], str] = {}
    numbers = _page_numbers(sheets, rows)
    repeated = _repeated(sheets, rows)
    for row in rows:
        kind = "header" if row.upper else "footer"
        for line in row.lines:
            if (row.sheet, line) in numbers:
                found[row.sheet, line] = "page_number"
            elif (row.sheet, line) in repeated:
                found[row.sheet, line] = kind
        sheet = sheets[row.sheet]
        beside_known = row.gap > APART and any((row.sheet, line) in found for line in row.lines)
        outermost = row.rank == 0 or (row.rank == 1 and _edge_is_furniture(rows, row, found))
        if outermost and (beside_known or _small_and_apart(sheet, row, body_size) or _in_foot_band(sheet, row)):
            for line in row.lines:
                if not (beside_known and sheet.lines[line].size > 1.05 * body_size):
                    found.setdefault((row.sheet, line), kind)
    return found


def _edge_is_furniture(rows: list[_Row], row: _Row, found: dict[tuple[int, int], str]) -> bool:
    """Whether everything between a row and the edge of its page is furniture."""
    outer = [one for one in rows if (one.sheet, one.upper) == (row.sheet, row.upper) and one.rank < row.rank]
    return all((one.sheet, line) in found for one in outer for line in one.lines)


def _rows_near_edges(k: int, sheet: Sheet) -> list[_Row]:
    levels: list[list[int]] = []
    for i, line in enumerate(sheet.lines):
        if levels and _on_level(sheet, [sheet.lines[k] for k in levels[-1]], line):
            levels[-1].append(i)
        else:
            levels.append([i])
    baselines = [sheet.lines[level[0]].baseline for level in levels]
    rows = []
    for upper in (True, False):
        ordered = list(range(len(levels))) if upper else list(reversed(range(len(levels))))
        for rank, at in enumerate(ordered[:DEEPEST_ROW]):
            depth = baselines[at] if upper else sheet.height - baselines[at]
            if depth > ZONE * sheet.height:
                break
            size = max(sheet.lines[i].size for i in levels[at])
            inner = ordered[rank + 1] if rank + 1 < len(ordered) else None
            gap = abs(baselines[inner] - baselines[at]) / max(size, 1.0) if inner is not None else 0.0
            rows.append(_Row(k, tuple(levels[at]), depth, upper, rank, gap, size))
    return rows


def _on_level(sheet: Sheet, level: Sequence[Line], line: Line) -> bool:
    """Whether a line stands on the level of others; at the very edge of a page those beside it may be a little off."""
    first = level[0]
    distance = line.baseline - first.baseline
    if distance < 0.5 * line.size:
        return True
    at_edge = max(first.baseline, line.baseline) < EDGE * sheet.height or first.baseline > (1 - EDGE) * sheet.height
    sizes = sorted((first.size, line.size))
    beside = all(other.x1 + line.size < line.x0 or line.x1 + line.size < other.x0 for other in level)
    return at_edge and beside and distance < STEP * sizes[0] and sizes[1] <= SAME_SIZE * sizes[0]


def _page_numbers(sheets: Sequence[Sheet], rows: list[_Row]) -> set[tuple[int, int]]:
    """Lines that number the pages: their number less the page's place is the same all over the document."""
    offsets: dict[int, list[tuple[int, int]]] = {}
    for row in rows:
        for i in row.lines:
            match = PAGE_NUMBER.fullmatch(sheets[row.sheet].lines[i].text.strip())
            if match and (row.rank == 0 or len(row.lines) > 1 or len(match[0]) > 4):
                offsets.setdefault(int(match["number"]) - row.sheet, []).append((row.sheet, i))
    if not offsets:
        return set()
    offset, lines = max(offsets.items(), key=lambda item: (len({sheet for sheet, _ in item[1]}), -abs(item[0] - 1)))
    counted = {sheet for sheet, _ in lines}
    proven = len(counted) > 1 or len(sheets) == 1 or any(not text.isdigit() for text in _texts(sheets, lines))
    return set(lines) if proven and len(sheets) <= 3 * len(counted) and 0 <= offset <= 2000 else set()


def _texts(sheets: Sequence[Sheet], lines: list[tuple[int, int]]) -> list[str]:
    return [sheets[sheet].lines[line].text.strip() for sheet, line in lines]


def _repeated(sheets: Sequence[Sheet], rows: list[_Row]) -> set[tuple[int, int]]:
    """Lines that stand in the same place of another page with the same text, digits apart."""
    from rapidfuzz import fuzz

    seen: dict[tuple[bool, int], list[tuple[int, int, float, str]]] = {}
    found: set[tuple[int, int]] = set()
    for row in _apart(rows):
        for i in row.lines:
            text = re.sub(r"\d+", "#", sheets[row.sheet].lines[i].text.casefold())
            cell = int(row.depth // SAME_PLACE)
            for near in (cell - 1, cell, cell + 1):
                for sheet, line, depth, other in seen.get((row.upper, near), ()):
                    same_place = sheet != row.sheet and abs(depth - row.depth) <= SAME_PLACE
                    if same_place and fuzz.ratio(text, other, score_cutoff=SAME_TEXT):
                        found |= {(row.sheet, i), (sheet, line)}
            recent = seen.setdefault((row.upper, cell), [])
            recent.append((row.sheet, i, row.depth, text))
            del recent[:-16]
    return found


def _apart(rows: list[_Row]) -> Iterator[_Row]:
    """Rows that stand apart from the text, or next to such a row farther in."""
    edges: dict[tuple[int, bool], list[_Row]] = {}
    for row in rows:
        edges.setdefault((row.sheet, row.upper), []).append(row)
    for edge in edges.values():
        deepest = max((row.rank for row in edge if row.gap > APART), default=-1)
        yield from (row for row in edge if row.rank <= deepest)


def _in_foot_band(sheet: Sheet, row: _Row) -> bool:
    """Whether a row stands alone in a band of colour across the foot of the page."""
    panel = sheet.lines[row.lines[0]].panel
    if row.upper or panel < 0 or any(line.panel == panel for i, line in enumerate(sheet.lines) if i not in row.lines):
        return False
    band = sheet.panels[panel]
    return band.x1 - band.x0 > 0.8 * sheet.width and band.top > (1 - ZONE) * sheet.height


def _small_and_apart(sheet: Sheet, row: _Row, body_size: float) -> bool:
    """Whether an outermost row is set smaller than the text and apart from it, within the page's very edge."""
    lines = [sheet.lines[i] for i in row.lines]
    opens = (opens_caption, opens_note, opens_source_note)
    noted = any(line.raised or line.marker or any(one(line.text) for one in opens) for line in lines)
    words = sum(len(line.words) for line in lines)
    return (
        row.depth < EDGE * sheet.height
        and row.size <= 0.95 * body_size
        and row.gap > 2.0
        and words <= 14
        and not noted
        and all(line.panel == -1 for line in lines)
    )
