"""Texts made from the declarations, and that those in the repository are up to date."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline.dictionary import default_settings, dictionary, reference
from pipeline.reasons import Reason
from pipeline.settings import Run, Settings, load
from pipeline.stage import Stage, discover
from pipeline.store.publication import published_tables

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stages() -> tuple[Stage, ...]:
    return discover()


def test_the_reference_pages_are_up_to_date(stages: tuple[Stage, ...]) -> None:
    pages = reference(stages)
    assert len(pages) == 5
    for name, text in pages.items():
        assert (ROOT / "docs" / name).read_text() == text, f"docs/{name}: run `make docs`"


def test_the_reference_tells_of_every_stage_setting_check_and_reason(stages: tuple[Stage, ...]) -> None:
    pages = reference(stages)

    def told(page: str) -> set[str]:
        return set(re.findall(r"^\| `(\w+)` \|(?:.*\|)? [^|]+ \|$", pages[f"reference/{page}.md"], re.MULTILINE))

    assert told("stages") == {stage.name for stage in stages}
    assert told("settings") >= {name for stage in stages for name in stage.defaults} | set(asdict(Run()))
    assert told("reasons") == {reason.value for reason in Reason}
    sources = "".join(path.read_text() for path in (ROOT / "pipeline/facts/checks").glob("*.py"))
    made = set(re.findall(r'"kind": "(\w+)"', sources))
    assert told("checks") == made != set()


def test_every_setting_says_what_it_means(stages: tuple[Stage, ...]) -> None:
    untold = re.findall(r"^\| `(\w+)` \| .* \|  \|$", reference(stages)["reference/settings.md"], re.MULTILINE)
    assert untold == []


def test_the_data_dictionary_tells_of_every_column(stages: tuple[Stage, ...]) -> None:
    text = dictionary(stages)
    for table in published_tables(stages):
        section = re.split(rf"^## {table.name}$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
        for field in table.published_schema:
            assert re.search(rf"^\| `{field.name}`( \*)? \| {re.escape(str(field.type))} \| .", section, re.MULTILINE)


def test_pipeline_toml_tells_of_every_setting_and_its_default(stages: tuple[Stage, ...]) -> None:
    shipped, made = ((ROOT / "pipeline.toml").read_text(), default_settings(stages))
    assert _names(shipped) == _names(made), "run `python -m pipeline settings`"
    assert set(_defaults(shipped)) <= set(_defaults(made)), "a default has changed: run `python -m pipeline settings`"
    load(ROOT / "pipeline.toml", stages)


def _names(text: str) -> list[str]:
    return re.findall(r"^(?:# )?(\w+) =|^(\[\w+\])$", text, re.MULTILINE)


def _defaults(text: str) -> list[str]:
    return re.findall(r"^# \w+ = .*$", text, re.MULTILINE)


def test_the_defaults_written_out_are_the_defaults(stages: tuple[Stage, ...], tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text(re.sub(r"^# (?=\w+ = )", "", default_settings(stages), flags=re.MULTILINE))
    written, default = load(path, stages), Settings()
    assert tomllib.loads(path.read_text())["run"]["timeout"] == default.run.timeout
    assert written.run == default.run
    assert [written.of(stage) for stage in stages] == [default.of(stage) for stage in stages]
