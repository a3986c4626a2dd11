"""What an extractor claims of a stretch of text, before overlaps and contradictions are settled."""

from typing import NamedTuple

from pipeline.facts.spans import Span


class Claim(NamedTuple):
    """A mention of a named thing.

    Args:
        span: Where.
        text: The words.
        label: ``COUNTRY``, or an OntoNotes label.
        source: ``model``, ``rule`` or ``gazetteer``.
        confidence: How sure, 0..1.
        name: The name it is known by, where a list or a definition in the document says so.
        id: Its id, where a list gives one.
    """

    span: Span
    text: str
    label: str
    source: str
    confidence: float
    name: str | None = None
    id: str | None = None
