"""Roles and bodies in sentences of many authors: how much of what is owed is found, and that nothing else is."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.stages.roles import roles
from pipeline.tables import Cells
from tests.facts.prose import Text, blocks, named
from tests.judge import alike, bare, claims, pairs

HERE = Path(__file__).parent
ROLES, BODIES = HERE / "role_sentences.txt", HERE / "body_sentences.txt"


class Case(NamedTuple):
    """The blocks of a sheet, what they owe, and the group of cases that this one is of."""

    group: str
    texts: tuple[Text, ...]
    owed: tuple[str, ...]


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file, whose form its first lines explain."""
    group = ""
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in part.split("\n") if line]
        group = next((line[3:] for line in lines if line.startswith("## ")), group)
        said = [line for line in lines if not line.startswith(("#", "="))]
        if said:
            yield Case(group, tuple(map(_block, said)), tuple(line[2:] for line in lines if line.startswith("= ")))


def _block(line: str) -> Text:
    kind, mark, text = line.partition("> ")
    return (kind, text) if mark else line


def role_rows(case: Case) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The roles found and owed."""
    read, grid = blocks(*case.texts), Cells.empty()
    (found,) = roles(read, named(read, grid), grid)
    names = ("holder", "role", "body")
    owed = [dict(zip(names, map(str.strip, line.split("|")), strict=True)) for line in case.owed]
    return found.to_pylist(), owed


ROLE_CASES = list(cases(ROLES))


def test_roles_in_sentences_of_many_authors() -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in ROLE_CASES:
        found, owed = role_rows(case)
        _, _, same = claims({"figures": [], "events": [], "roles": found}, GOLD)["roles_f1"]
        for place, number in enumerate((len(pairs(found, owed, same)), len(found), len(owed))):
            counts[case.group][place] += number
    hits, given, wanted = (sum(numbers) for numbers in zip(*counts.values(), strict=True))
    assert hits >= 0.94 * given, counts
    assert hits >= 0.88 * wanted, counts


GOLD: dict[str, Any] = {"figures": [], "events": [], "roles": []}


@pytest.mark.parametrize(
    "case", [case for case in ROLE_CASES if not case.owed], ids=lambda case: str(case.texts[0])[:40]
)
def test_nothing_where_nothing_is_owed(case: Case) -> None:
    found, _ = role_rows(case)
    assert found == []


def test_bodies_in_sentences_of_many_authors() -> None:
    hits = given = wanted = 0
    for case in cases(BODIES):
        found = named(blocks(*case.texts), Cells.empty()).to_pylist()
        names = sorted({bare(row["canonical_name"]) for row in found if row["label"] == "ORG"})
        owed = sorted(map(bare, case.owed))
        hits += len(pairs(names, owed, lambda a, b: alike(a, b, 90)))
        given, wanted = given + len(names), wanted + len(owed)
    assert hits >= 0.94 * given, (hits, given, wanted)
    assert hits >= 0.8 * wanted, (hits, given, wanted)
