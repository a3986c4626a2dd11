"""Words as columns of the word tables, from cut glyphs: texts, boxes, types, scripts."""

import numpy as np
import pyarrow as pa

from pipeline.handover import LayerWords
from pipeline.reading.characters import Characters
from pipeline.reading.geometry import Flags, Ints, Reals
from pipeline.reading.words import Glyphs, cuts, is_letter

_ASCENT, _DESCENT = (0.5, 1.25, 0.75), (0.0, 0.5, 0.25)  # least, most, and what stands in, by type size
_SCRIPT_SIZE = (0.4, 0.86)  # by the size of the word it belongs to
_RAISED, _LOWERED = (0.1, 0.8), (0.04, 0.5)  # baseline's shift by that size
_SCRIPT_GAP_BEFORE, _SCRIPT_GAP_AFTER = 0.25, 0.6
_SCRIPT_LENGTH = 5
_HYPHENS = (ord("-"), 0x2010)


def word_rows(
    characters: Characters, drawn: Glyphs, rejected: Ints, reasons: tuple[str | None, ...], page: int
) -> pa.Table:
    """The words of a page as rows of ``layer_words``, in the order of the content stream.

    Args:
        characters: The page's characters.
        drawn: Those that show.
        rejected: For each of these, why it is no text of the page: an entry of ``reasons``. Those with different
            reasons never share a word, so that rejected ones hide no gap and fill none.
        reasons: What ``rejected`` may say; the first is None.
        page: Its number, from 1.
    """
    found = np.flatnonzero(np.bincount(rejected)).tolist()
    tables = [_rows(characters, drawn.where(rejected == number), reasons[number], page) for number in found]
    if not tables:
        return LayerWords.empty()
    rows = pa.concat_tables(tables).sort_by("seq") if len(tables) > 1 else tables[0]
    seq = pa.array(np.arange(len(rows), dtype=np.int32))
    return rows.set_column(rows.schema.get_field_index("seq"), LayerWords.schema.field("seq"), seq)


def _rows(characters: Characters, run: Glyphs, reason: str | None, page: int) -> pa.Table:
    begins, glued = cuts(run)
    first = np.flatnonzero(begins)
    count = np.diff(first, append=len(run.code))
    middle = first + count // 2
    styles, style = characters.styles, run.style[middle]
    turn = run.turn[first]
    x0, top, x1, bottom = _boxes(characters, run, first)
    size = np.maximum.reduceat(run.size, first)
    letters = "".join(map(chr, run.code.tolist()))
    color = styles.color[style]
    columns = {
        "page": np.full(len(first), page, np.int32),
        "seq": run.index[first].astype(np.int32),
        "text": [letters[a : a + n] for a, n in zip(first.tolist(), count.tolist(), strict=True)],
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "baseline": np.where(turn % 180 == 0, characters.y[run.index[middle]], bottom),
        "size": size,
        "bold": 2 * np.add.reduceat(styles.bold[run.style].astype(np.int64), first) > count,
        "italic": 2 * np.add.reduceat(styles.italic[run.style].astype(np.int64), first) > count,
        "font": pa.array([font.name or None for font in styles.fonts], pa.string()).take(pa.array(styles.font[style])),
        "color": pa.array(color, mask=color < 0),
        "angle": turn,
        "script": _scripts(run, first, count, size),
        "glued": glued[first],
        "hyphen": _line_end_hyphens(run, first, count),
        "line": run.line[first],
        "confidence": np.ones(len(first), np.float32),
        "rejected": pa.array([reason] * len(first), pa.string()),
    }
    arrays = [pa.array(columns[field.name]).cast(field.type, safe=False) for field in LayerWords.schema]
    return pa.Table.from_arrays(arrays, schema=LayerWords.schema)


def _boxes(characters: Characters, run: Glyphs, first: Ints) -> tuple[Reals, Reals, Reals, Reals]:
    """The words' boxes; upright glyphs get a plausible height where the font declares an absurd one."""
    at = run.index
    base, upright = characters.y[at], run.turn == 0
    ascent = _plausible((base - characters.top[at]) / run.size, _ASCENT) * run.size
    descent = _plausible((characters.bottom[at] - base) / run.size, _DESCENT) * run.size
    return (
        np.minimum.reduceat(characters.x0[at], first),
        np.minimum.reduceat(np.where(upright, base - ascent, characters.top[at]), first),
        np.maximum.reduceat(characters.x1[at], first),
        np.maximum.reduceat(np.where(upright, base + descent, characters.bottom[at]), first),
    )


def _plausible(values: Reals, bounds: tuple[float, float, float]) -> Reals:
    least, most, instead = bounds
    return np.where((values >= least) & (values <= most), values, instead)


def _line_end_hyphens(run: Glyphs, first: Ints, count: Ints) -> Flags:
    """Whether a word's last character is a hyphen behind a letter at the end of a line, or PDFium says so."""
    last = first + count - 1
    line = run.line[first]
    ends_line = np.append(line[1:] != line[:-1], True)
    broken = np.isin(run.code[last], _HYPHENS) & ends_line & (count > 1) & is_letter(run.code[last - 1])
    hyphens: Flags = run.hyphen[last] | broken
    return hyphens


def _scripts(run: Glyphs, first: Ints, count: Ints, size: Reals) -> Ints:
    """1 for superscripts, -1 for subscripts: short words in smaller type, shifted against the word beside them.

    The word beside is the one before, close by, else the one after (a note's own mark). Small type that goes on in
    the same line (a label beside a large figure) is no script.
    """
    script = np.zeros(len(first), dtype=np.int64)
    if len(first) < 2:
        return script
    start, end = run.start[first], run.end[first + count - 1]
    base, turn = run.base[first], run.turn[first]
    gap = (start[1:] - end[:-1]) / np.maximum(size[1:], size[:-1])
    near = (np.diff(turn) == 0) & (gap > -0.5)
    goes_on = near & (gap < 1) & (np.abs(np.diff(base)) < 0.1 * size[1:]) & (np.abs(np.diff(size)) < 0.1 * size[1:])
    short = (count <= _SCRIPT_LENGTH) & ~np.append(goes_on, False) & ~np.insert(goes_on, 0, False)
    after = _shifts(base[1:], size[1:], base[:-1], size[:-1]) * (near & (gap < _SCRIPT_GAP_BEFORE))
    before = _shifts(base[:-1], size[:-1], base[1:], size[1:]) * (near & (gap < _SCRIPT_GAP_AFTER))
    script[:-1] = before
    script[1:] = np.where(after != 0, after, script[1:])
    scripts: Ints = script * short
    return scripts


def _shifts(base: Reals, size: Reals, main_base: Reals, main_size: Reals) -> Ints:
    """1 where small type is raised against the main type, -1 where it is lowered, else 0."""
    ratio, up = size / main_size, (main_base - base) / main_size
    fits = (ratio >= _SCRIPT_SIZE[0]) & (ratio <= _SCRIPT_SIZE[1])
    raised, lowered = (up > _RAISED[0]) & (up < _RAISED[1]), (-up > _LOWERED[0]) & (-up < _LOWERED[1])
    shifts: Ints = (fits & raised).astype(np.int64) - (fits & lowered)
    return shifts
