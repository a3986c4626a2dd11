"""Texts made from the declarations, and that those in the repository are up to date."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.dictionary import default_settings, dictionary
from pipeline.publish import published_tables
from pipeline.settings import Settings, load
from pipeline.stage import Stage, discover

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stages() -> tuple[Stage, ...]:
    return discover()


def test_the_data_dictionary_is_up_to_date(stages: tuple[Stage, ...]) -> None:
    assert (ROOT / "docs" / "tables.md").read_text() == dictionary(stages), "run `make docs`"


def test_the_data_dictionary_tells_of_every_column(stages: tuple[Stage, ...]) -> None:
    text = dictionary(stages)
    for table in published_tables(stages):
        section = re.split(rf"^## {table.name}$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
        for field in table.published_schema:
            assert re.search(rf"^\| `{field.name}`( \*)? \| {re.escape(str(field.type))} \| .", section, re.MULTILINE)


def test_every_setting_stands_in_pipeline_toml_with_its_default(stages: tuple[Stage, ...]) -> None:
    shipped = tomllib.loads((ROOT / "pipeline.toml").read_text())
    assert shipped == tomllib.loads(default_settings(stages)), "run `make docs`, and keep your own values"


def test_the_defaults_written_out_are_the_defaults(stages: tuple[Stage, ...], tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text(default_settings(stages))
    written, default = load(path, stages), Settings()
    assert written.run == default.run
    assert [written.of(stage) for stage in stages] == [default.of(stage) for stage in stages]
