"""The page of figures that were measured."""

from pathlib import Path

from bench.hostile.figures import PAGE, Figure, keep, page, read


def test_the_page_shows_the_figures_that_were_kept() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(read())


def test_a_part_that_is_measured_again_takes_the_place_of_its_last_figures(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    keep("kills", [Figure("torn", "3", "0", holds=False)], path)
    keep("disk", [Figure("a | b", "all")], path)
    keep("kills", [Figure("torn", "0", "0")], path)
    shown = page(read(path))
    assert "| torn | 0 | 0 | yes |" in shown and "**no**" not in shown
    assert "| a \\| b | all |  |  |" in shown
    assert shown.index("## disk") < shown.index("## kills")
