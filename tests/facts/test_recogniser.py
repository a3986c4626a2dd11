"""The recogniser that chooses its actions in arrays finds what spaCy's own loop finds."""

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.names.recogniser import _Pipeline, recogniser
from pipeline.stages.mentions import MODELS, UNUSED
from tests.sheets import NAMES, sheet

WORDS = (
    "the of in Anna Berg Norway Oslo United Nations Ministry for Ports 4 May 2019 2.5 million % NOK - , . ( ) \n "
    "Harbour Fund's and met third since Kenya's UNHCR last year"
).split(" ")


@cache
def _language() -> Any:  # noqa: ANN401 - spaCy's
    import spacy

    return spacy.load(MODELS["en"], exclude=["tok2vec", *UNUSED])


def _same(texts: list[str]) -> None:
    assert list(recogniser(_language())(texts)) == list(_Pipeline(_language())(texts))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=4))
def test_any_words(texts: list[str]) -> None:
    """Entities at the end, next to each other, over spaces, and none."""
    _same(texts)


def test_sheets() -> None:
    """Running text of the drawn sheets, of which a good part is named."""
    texts = [str(block) for name in NAMES for block in vars(sheet(name)).values()]
    _same(texts)


def test_a_pipeline_of_another_build_goes_spacys_own_way() -> None:
    """Rules in place of a network have no actions to choose among."""
    import spacy

    language = spacy.blank("en")
    language.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Oslo"}])  # type: ignore[attr-defined]
    assert [[tuple(one) for one in found] for found in recogniser(language)(["In Oslo.", ""])] == [[(3, 7, "GPE")], []]
