"""Spoilt documents: whatever is done to a file, the stages give rows or a reason."""

from bench.hostile.fuzz import ISOLATED, batch
from tests.hostile.mutants import OTHERS, PDFS, mutant


def test_mutants_are_made_again_from_their_seed() -> None:
    made = [mutant(seed) for seed in range(50)]
    assert made == [mutant(seed) for seed in range(50)]
    assert len(set(made) - {*PDFS, *OTHERS}) > 40


def test_two_hundred_mutants_give_rows_or_a_reason() -> None:
    assert [found for found in batch(0, 200) if not found[1].startswith(ISOLATED)] == []
