"""Figures of many sorts of sentence at once, as ``claims.txt`` lists them: a rule counts for what it does to all."""

from collections import defaultdict
from pathlib import Path

from pipeline.tables import Cells, Entities
from tests.facts.prose import Text, blocks
from tests.facts.test_figures import brief

LIST = Path(__file__).parent / "claims.txt"
FLOOR = 0.97
"""Share of the listed claims that are found and of the found ones that are listed."""


def listed() -> dict[Text, list[str]]:
    """The claims of each sentence."""
    found: dict[Text, list[str]] = {}
    text: Text = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[text].append(line.strip())
        elif line and not line.startswith("#"):
            kind, behind, rest = line.partition("] ")
            text = (kind.removeprefix("["), rest) if behind else line
            found[text] = []
    return found


def said(text: Text) -> list[str]:
    """The claims that the stage finds in a text."""
    from pipeline.stages.figures import figures

    return [brief(row) for row in figures(blocks(text), Entities.empty(), Cells.empty())[0].to_pylist()]


def same(one: str, other: str) -> bool:
    """Whether two claims agree: number, unit and comparator, and one measure has all words of the other."""
    *number, a = one.split(" ", 3)
    *other_number, b = other.split(" ", 3)
    words = set(a.split()), set(b.split())
    return number == other_number and (words[0] <= words[1] or words[1] <= words[0])


def test_listed_claims_are_found_and_hardly_any_others() -> None:
    hits, counts, wrong = 0, 0, defaultdict[Text, list[str]](list)
    for text, expected in listed().items():
        left, found = list(expected), said(text)
        for claim in found:
            fits = next((one for one in left if same(claim, one)), None)
            if fits:
                left.remove(fits)
            else:
                wrong[text].append(f"too much: {claim}")
        wrong[text] += [f"missing: {one}" for one in left]
        hits, counts = hits + len(expected) - len(left), counts + len(expected) + len(found)
    told = "\n".join(f"{text}: {faults}" for text, faults in wrong.items() if faults)
    assert 2 * hits / counts >= FLOOR, f"F1 {2 * hits / counts:.3f}\n{told}"
