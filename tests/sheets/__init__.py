"""Test documents with gold: fact sheets of our own, drawn and annotated from one description."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .draw import Sheet

NAMES = tuple(sorted(p.stem for p in Path(__file__).parent.glob("s[0-9][0-9].py")))


def sheet(name: str) -> "Sheet":
    """The description of one sheet."""
    made: Sheet = import_module(f"{__name__}.{name}").SHEET
    return made


def build(folder: Path, scans: bool = False) -> None:
    """Write every sheet's PDF and gold, and with `scans` its scan, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(NAMES):
        sheet(name).build(folder)
        if scans:
            from .degrade import STRENGTHS, scan

            scan(folder / f"{name}.pdf", folder / f"{name}.scan.pdf", STRENGTHS[number % len(STRENGTHS)], seed=number)
