"""How well a document's tables match its gold: one figure a property, 0..1, higher is better unless its name says so.

The gold is what ``tests/sheets`` writes beside each drawn sheet. Every function takes the tables of one document, as
lists of rows, and the gold; a figure is None where the gold has nothing to compare.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pyarrow as pa
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Gold = dict[str, Any]
Figures = dict[str, float | None]

FURNITURE = ("header", "footer", "page_number")
PLAIN = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"')})


def judge(tables: dict[str, pa.Table], gold: Gold) -> Figures:
    """Every figure for one document."""
    rows: Tables = {name: table.to_pylist() for name, table in tables.items()}
    return {
        **text_figures(rows, gold),
        **block_figures(rows, gold),
        **list_figures(rows, gold),
        **entity_figures(rows, gold),
        **claim_figures(rows, gold),
        "tables_f1": tables_figure(rows, gold),
        **check_figures(rows, gold),
    }


def means(per_document: Iterable[Figures]) -> dict[str, float]:
    """Each figure's mean over the documents that have it."""
    listed = list(per_document)
    values = {name: [f[name] for f in listed if f.get(name) is not None] for f in listed for name in f}
    return {name: mean(v for v in found if v is not None) for name, found in values.items() if found}


def read_gold(path: Path) -> Gold:
    """The gold of one sheet."""
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def plain(text: object) -> str:
    """A text for comparing: compatibility forms, quotes and dashes of one kind, single spaces, no case."""
    return " ".join(unicodedata.normalize("NFKC", str(text or "")).translate(PLAIN).casefold().split())


def alike(a: object, b: object, least: float = 95) -> bool:
    """Whether two texts are the same but for a slip or two."""
    return plain(a) == plain(b) or fuzz.ratio(plain(a), plain(b)) >= least


def f1(hits: int, found: int, wanted: int) -> float | None:
    """The harmonic mean of precision and recall; None where nothing is wanted or found."""
    return 2 * hits / (found + wanted) if found + wanted else None


def pairs(found: Sequence[Any], wanted: Sequence[Any], same: Callable[[Any, Any], bool]) -> list[tuple[Any, Any]]:
    """Found and wanted things matched one to one, first come first served."""
    left, matched = list(wanted), []
    for one in found:
        for other in left:
            if same(one, other):
                left.remove(other)
                matched.append((one, other))
                break
    return matched


def body(rows: Tables) -> list[Row]:
    """Blocks that are no furniture."""
    return [block for block in rows["blocks"] if block["kind"] not in FURNITURE]


def wanted_body(gold: Gold) -> list[Row]:
    """The gold's blocks that are no furniture."""
    return [block for block in gold["blocks"] if block["kind"] not in FURNITURE]


def text_figures(rows: Tables, gold: Gold) -> Figures:
    """Order and wording, and words that line ends spoiled, per 1000."""
    read = [word for block in body(rows) for word in plain(block["text"]).split()]
    orders = [[w for b in order for w in plain(b["text"]).split()] for order in reading_orders(gold)]
    wanted = max(orders, key=lambda order: Levenshtein.normalized_similarity(read, order))
    bare = [Counter(word.strip(".,;:()'\"") for word in words) for words in (read, wanted)]
    have, want = bare
    broken = sum(len(a) > 1 and a.endswith("-") and (a[:-1] + b in want or a + b in want) for a, b in pairwise(read))
    compounds = {word.replace("-", "") for word in want if re.search(r"[^\W\d]-[^\W\d]", word)} - set(want)
    return {
        "reading_order": Levenshtein.normalized_similarity(read, wanted),
        "words_f1": f1((have & want).total(), have.total(), want.total()),
        "broken_per_1000 (low)": 1000 * broken / max(1, len(wanted)),
        "misjoined_per_1000 (low)": 1000 * sum(have[word] for word in compounds) / max(1, len(wanted)),
    }


def reading_orders(gold: Gold) -> list[list[Row]]:
    """The orders a person might read in: as given, and with each group of free regions turned round."""
    blocks = wanted_body(gold)
    orders = [blocks]
    for group in gold["free_order"]:
        rank = {region: -place for place, region in enumerate(group)}
        first = min((k for k, b in enumerate(blocks) if b["region"] in rank), default=0)
        orders.append(sorted(blocks, key=lambda b: _turned_key(b, blocks, rank, first)))
    return orders


def _turned_key(block: Row, blocks: list[Row], rank: dict[int, int], first: int) -> tuple[int, int, int]:
    place = next(k for k, b in enumerate(blocks) if b is block)
    region = block["region"]
    return (first, rank[region], place) if region in rank else (place, 0, 0)


def block_figures(rows: Tables, gold: Gold) -> Figures:
    """Blocks by their text, kinds of those found, furniture kept out of the text."""
    mine = [block for block in body(rows) if block["kind"] != "table"]
    wanted = [block for block in wanted_body(gold) if block["kind"] != "table"]
    found = pairs(mine, wanted, lambda a, b: alike(a["text"], b["text"]))
    furniture = [block for block in gold["blocks"] if block["kind"] in FURNITURE]
    outside = [b for b in furniture if b["text"] not in {k["text"] for k in wanted_body(gold)}]
    kept = {plain(block["text"]) for block in body(rows)}
    return {
        "blocks_f1": f1(len(found), len(mine), len(wanted)),
        "kinds_right": mean(a["kind"] == b["kind"] for a, b in found) if found else 0.0,
        "furniture_removed": mean(plain(b["text"]) not in kept for b in outside) if outside else None,
    }


def list_figures(rows: Tables, gold: Gold) -> Figures:
    """Items, and lists that came out whole and in order under their title."""
    wanted = [item for one in gold["lists"] for item in one["items"]]
    items = [row["text"] for row in rows["list_items"]]
    by_list: dict[int, list[Row]] = {}
    for row in sorted(rows["list_items"], key=lambda r: (r["list"], r["position"])):
        by_list.setdefault(row["list"], []).append(row)

    def whole(one: Row) -> bool:
        return any(
            len(mine) == len(one["items"])
            and all(alike(a["text"], b) for a, b in zip(mine, one["items"], strict=True))
            and alike(mine[0]["list_title"], one["title"], 90)
            for mine in by_list.values()
        )

    return {
        "list_items_f1": f1(len(pairs(items, wanted, alike)), len(items), len(wanted)),
        "lists_whole": mean(map(whole, gold["lists"])) if gold["lists"] else None,
    }


def tables_figure(rows: Tables, gold: Gold) -> float | None:
    """Cells in their place, the best table for each wanted one."""
    cells: dict[int, dict[tuple[int, int], str]] = {}
    for cell in rows["cells"]:
        if cell["text"]:
            cells.setdefault(cell["table"], {})[cell["row"], cell["column"]] = plain(cell["text"])
    scores = []
    for table in gold["tables"]:
        want = {(i, j): plain(x) for i, row in enumerate(table["rows"]) for j, x in enumerate(row) if plain(x)}
        found = [
            f1(sum(one.get(at) == x for at, x in want.items()), len(one), len(want)) or 0 for one in cells.values()
        ]
        scores.append(max(found, default=0.0))
    return mean(scores) if scores else None


def entity_figures(rows: Tables, gold: Gold) -> Figures:
    """Each named thing once."""
    mine = {row["canonical_id"] for row in rows["entities"] if row["label"] == "COUNTRY"}
    wanted = set(gold["entities"]["country"])
    figures: Figures = {"countries_f1": f1(len(mine & wanted), len(mine), len(wanted))}
    for kind, labels in (("organisation", ["ORG"]), ("person", ["PERSON"]), ("place", ["GPE", "LOC", "FAC"])):
        names = sorted({bare(r["canonical_name"] or r["text"]) for r in rows["entities"] if r["label"] in labels})
        want = sorted({bare(name) for name in gold["entities"][kind]})
        hits = pairs(names, want, lambda a, b: alike(a, b, 90))
        figures[f"{kind}s_f1"] = f1(len(hits), len(names), len(want))
    return figures


def bare(name: object) -> str:
    """A name for comparing, without its article."""
    return re.sub(r"^(the|a|an) ", "", plain(name))


def claim_figures(rows: Tables, gold: Gold) -> Figures:
    """Figures, events and roles."""
    return {
        name: f1(len(pairs(mine, want, same)), len(mine), len(want))
        for name, (mine, want, same) in claims(rows, gold).items()
    }


Compared = tuple[Sequence[Row], Sequence[Row], Callable[[Row, Row], bool]]
"""Rows found, rows wanted, and when one is the other."""


def claims(rows: Tables, gold: Gold) -> dict[str, Compared]:
    """What is compared for each figure of claims."""

    def same_value(a: Row, b: Row) -> bool:
        return all(a[k] == b[k] for k in ("value_max", "comparator", "unit")) and abs(
            a["value"] - b["value"]
        ) < 1e-6 * max(1, abs(b["value"]))

    def same_figure(a: Row, b: Row) -> bool:
        return same_value(a, b) and (
            not b["measure"] or fuzz.token_set_ratio(plain(a["measure"]), plain(b["measure"])) >= 70
        )

    def same_event(a: Row, b: Row) -> bool:
        dates = all(str(a[k]) == str(b[k]) for k in ("date_start", "date_end", "date_precision"))
        return dates and fuzz.token_set_ratio(plain(a["name"]), plain(b["name"])) >= 80

    def same_role(a: Row, b: Row) -> bool:
        held = (
            alike(_giver(a["role"]), _giver(b["role"]), 90)
            and fuzz.token_set_ratio(plain(a["holder"]), plain(b["holder"])) >= 85
        )
        return held and (not b["body"] or fuzz.token_set_ratio(plain(a["body"]), plain(b["body"])) >= 80)

    once = list(
        {
            (r["value"], r["value_max"], r["comparator"], r["unit"], plain(r["measure"])): r for r in rows["figures"]
        }.values()
    )
    return {
        "figures_f1": (once, gold["figures"], same_figure),
        "figure_values_f1": (once, gold["figures"], same_value),
        "events_f1": (rows["events"], gold["events"], same_event),
        "roles_f1": (rows["roles"], gold["roles"], same_role),
    }


def _giver(role: object) -> str:
    return re.sub(r"^(co-?)?(funder|donor|financier)$", "donor", plain(role))


def check_figures(rows: Tables, gold: Gold) -> Figures:
    """Planted conflicts that were found, and alarms where none was planted."""
    alarms = [row["kind"] for row in rows["checks"] if row["status"] == "conflict"]
    planted = [row["kind"].split("_")[0] for row in gold["checks"] if row["status"] == "conflict"]
    hits = len(pairs(alarms, planted, lambda a, b: a == b))
    return {
        "conflicts_found": hits / len(planted) if planted else None,
        "false_alarms (low)": float(len(alarms) - hits),
    }
