"""Floors for every figure on the repository's own sheets: what a change must not lose."""

from pathlib import Path

import pytest

from tests.documents import tables_of
from tests.judge import judge, means, read_gold
from tests.sheets import NAMES, sheet

FLOORS = {
    "reading_order": 0.98,
    "words_f1": 0.995,
    "blocks_f1": 0.95,
    "kinds_right": 0.97,
    "furniture_removed": 0.98,
    "list_items_f1": 0.95,
    "lists_whole": 0.90,
    "tables_f1": 0.95,
    "countries_f1": 0.95,
    "organisations_f1": 0.70,
    "persons_f1": 0.80,
    "places_f1": 0.80,
    "figures_f1": 0.80,
    "figure_values_f1": 0.85,
    "events_f1": 0.75,
    "roles_f1": 0.60,
    "conflicts_found": 0.75,
}
CEILINGS = {"broken_per_1000 (low)": 0.2, "misjoined_per_1000 (low)": 0.5, "false_alarms (low)": 0.2}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("sheets")
    for name in NAMES:
        sheet(name).build(folder)
    return means(judge(tables_of(folder / f"{name}.pdf"), read_gold(folder / f"{name}.json")) for name in NAMES)


@pytest.mark.parametrize("name", FLOORS)
def test_floor(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_ceiling(figures: dict[str, float], name: str) -> None:
    assert figures[name] <= CEILINGS[name]


def test_gold_judged_against_itself_is_perfect(tmp_path: Path) -> None:
    """The judge finds nothing wrong where nothing is."""
    sheet(NAMES[0]).build(tmp_path)
    gold = read_gold(tmp_path / f"{NAMES[0]}.json")
    blocks = [{"kind": b["kind"], "text": b["text"]} for b in gold["blocks"]]
    from tests.judge import block_figures, text_figures

    rows = {"blocks": blocks}
    assert text_figures(rows, gold)["reading_order"] == 1
    assert block_figures(rows, gold)["blocks_f1"] == 1
