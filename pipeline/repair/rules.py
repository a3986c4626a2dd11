"""The rules in the order they are applied, each to what those before it left."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from pipeline.repair.addresses import broken_addresses
from pipeline.repair.characters import odd_characters, superscripts
from pipeline.repair.confusions import misread_letters
from pipeline.repair.draft import Draft
from pipeline.repair.edits import Change
from pipeline.repair.evidence import Evidence
from pipeline.repair.garbled import doubled_letters, mojibake
from pipeline.repair.hyphens import dashes_below, hyphens_within, line_end_hyphens
from pipeline.repair.marks import icons, list_mark, stray_bullet
from pipeline.repair.passages import Passage
from pipeline.repair.spacing import space_before_mark, spare_spaces, unspaced_lines
from pipeline.repair.wordspaces import drop_caps, lost_spaces, spaced_out, split_words

Rule: TypeAlias = Callable[[Draft], Iterable[Change]]
"""Finds what it would change in a draft; changes nothing itself."""

RULES: tuple[Rule, ...] = (
    superscripts,
    drop_caps,
    list_mark,
    mojibake,
    doubled_letters,
    odd_characters,
    stray_bullet,
    icons,
    broken_addresses,
    line_end_hyphens,
    hyphens_within,
    dashes_below,
    unspaced_lines,
    misread_letters,
    spaced_out,
    split_words,
    lost_spaces,
    space_before_mark,
    spare_spaces,
)


def repaired(passage: Passage, evidence: Evidence, rules: Iterable[Rule] = RULES) -> Draft:
    """A passage with all rules applied."""
    draft = Draft(passage, evidence)
    for rule in rules:
        if changes := list(rule(draft)):
            draft.apply(changes)
    return draft
