"""The rules in the order they are applied, each to what those before it left."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from pipeline.repair.characters import odd_characters, superscripts
from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change
from pipeline.repair.evidence import Evidence
from pipeline.repair.hyphens import dashes_below, hyphens_within, line_end_hyphens
from pipeline.repair.marks import list_mark
from pipeline.repair.passages import Passage
from pipeline.repair.spacing import space_before_mark, spare_spaces

Rule: TypeAlias = Callable[[Draft], Iterable[Change]]
"""Finds what it would change in a draft; changes nothing itself."""

RULES: tuple[Rule, ...] = (
    list_mark,
    superscripts,
    odd_characters,
    line_end_hyphens,
    hyphens_within,
    dashes_below,
    space_before_mark,
    spare_spaces,
)


def repaired(passage: Passage, evidence: Evidence, rules: Iterable[Rule] = RULES) -> Draft:
    """A passage with all rules applied."""
    draft = Draft(passage, evidence)
    for rule in rules:
        draft.apply(rule(draft))
    return draft
