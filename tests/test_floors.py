"""Floors for every figure on the repository's own sheets: what a change must not lose."""

from pathlib import Path

import pytest

from tests.documents import tables_of, unread_sheets
from tests.judge import block_figures, judge, means, read_gold, text_figures
from tests.sheets import NAMES, sheet

DRAWN = {
    "reading_order": 0.98,
    "words_f1": 0.995,
    "blocks_f1": 0.95,
    "kinds_right": 0.98,
    "furniture_removed": 0.95,
    "list_items_f1": 0.97,
    "lists_whole": 0.95,
    "tables_f1": 0.97,
    "countries_f1": 0.98,
    "organisations_f1": 0.90,
    "persons_f1": 0.95,
    "places_f1": 0.92,
    "figures_f1": 0.95,
    "figure_values_f1": 0.95,
    "events_f1": 0.90,
    "roles_f1": 0.85,
    "conflicts_found": 0.90,
}
BLIND = {
    "reading_order": 0.97,
    "words_f1": 0.99,
    "blocks_f1": 0.95,
    "kinds_right": 0.97,
    "furniture_removed": 0.90,
    "list_items_f1": 0.90,
    "tables_f1": 0.95,
    "countries_f1": 0.98,
    "organisations_f1": 0.80,
    "persons_f1": 0.95,
    "places_f1": 0.90,
    "figures_f1": 0.82,
    "figure_values_f1": 0.90,
    "events_f1": 0.82,
    "roles_f1": 0.69,
}
CEILINGS = {"broken_per_1000 (low)": 0.2, "misjoined_per_1000 (low)": 0.5, "false_alarms (low)": 0.0}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Means over the sheets of tests/sheets."""
    folder = tmp_path_factory.mktemp("sheets")
    for name in NAMES:
        sheet(name).build(folder)
    return means(judge(tables_of(folder / f"{name}.pdf"), read_gold(folder / f"{name}.json")) for name in NAMES)


@pytest.fixture(scope="module")
def blind() -> dict[str, float]:
    """Means over the typeset sheets that rules were not made on."""
    return means(judge(tables_of(path), read_gold(path.with_suffix(".json"))) for path in unread_sheets())


@pytest.mark.parametrize("name", DRAWN)
def test_floor_on_drawn_sheets(drawn: dict[str, float], name: str) -> None:
    assert drawn[name] >= DRAWN[name]


@pytest.mark.parametrize("name", BLIND)
def test_floor_on_sheets_never_read(blind: dict[str, float], name: str) -> None:
    assert blind[name] >= BLIND[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_ceiling(drawn: dict[str, float], blind: dict[str, float], name: str) -> None:
    assert drawn[name] <= CEILINGS[name]
    assert blind[name] <= CEILINGS[name]


def test_gold_judged_against_itself_is_perfect(tmp_path: Path) -> None:
    """The judge finds nothing wrong where nothing is."""
    sheet(NAMES[0]).build(tmp_path)
    gold = read_gold(tmp_path / f"{NAMES[0]}.json")
    blocks = [{"kind": b["kind"], "text": b["text"]} for b in gold["blocks"]]
    rows = {"blocks": blocks}
    assert text_figures(rows, gold)["reading_order"] == 1
    assert block_figures(rows, gold)["blocks_f1"] == 1
