"""Settings: what is not known, or not of its type, is refused with the name that was probably meant."""

from pathlib import Path

import pytest

from pipeline.settings import Run, SettingsError, load
from pipeline.stage import stage
from pipeline.tables import Blocks, ListItems


@stage(reads=(), writes=Blocks)
def ocr(*, dpi: int = 300, languages: tuple[str, ...] = ("eng",), ratio: float = 0.5, clean: bool = True) -> None:
    pass


@stage(reads=(), writes=ListItems)
def figures(*, min_confidence: float = 0.3, model: str = "small") -> None:
    pass


STAGES = (ocr, figures)


def written(folder: Path, text: str) -> Path:
    path = folder / "pipeline.toml"
    path.write_text(text)
    return path


def test_without_a_file_all_is_default() -> None:
    settings = load(None, STAGES)
    assert settings.run == Run()
    assert settings.of(figures) == {"min_confidence": 0.3, "model": "small"}


def test_a_file_changes_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, '[run]\ntimeout = 7\n[ocr]\ndpi = 200\nlanguages = ["deu"]\nratio = 1\n')
    settings = load(path, STAGES)
    assert settings.run == Run(timeout=7.0)
    assert settings.of(ocr) == {"dpi": 200, "languages": ("deu",), "ratio": 1.0, "clean": True}


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    assert load(written(tmp_path, "[run]\nworkers = 3\n"), STAGES, workers=1).run.workers == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[figure]\n", "no section 'figure'; did you mean 'figures'?"),
        ("[figures]\nmin_confidance = 1.0\n", "did you mean 'min_confidence'?"),
        ("[run]\ntime_out = 1.0\n", "did you mean 'timeout'?"),
        ("[run]\nzzz = 1\n", "there is "),
        ('[run]\nengine = "desk"\n', "pipeline.toml: no engine 'desk'; did you mean 'dask'?"),
        ("[ocr]\ndpi = 300.5\n", r"\[ocr\] dpi must be int, like 300; it is 300.5"),
        ('[ocr]\ndpi = "300"\n', "dpi must be int"),
        ("[ocr]\ndpi = true\n", "dpi must be int"),
        ('[ocr]\nlanguages = "eng"\n', "languages must be a list"),
        ("[ocr]\nclean = 1\n", "clean must be bool"),
        ("ocr = 3\n", r"ocr must be a section \[ocr\]"),
        ("[ocr\n", "pipeline.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load(written(tmp_path, text), STAGES)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load(tmp_path / "none.toml", STAGES)
