"""Figures that were measured, what they are held against, and the page that shows them."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One thing that was measured.

    Args:
        what: What was measured, and over what.
        found: What came out.
        owed: What it is held against; empty where it is only told.
        holds: Whether it is as owed.
    """

    what: str
    found: str
    owed: str = ""
    holds: bool = True

    @property
    def row(self) -> str:
        """As a row of a Markdown table."""
        cells = (self.what, self.found, self.owed, "" if not self.owed else "yes" if self.holds else "**no**")
        return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


HEAD = "| measured | found | owed | holds |\n|---|---|---|---|"


def kept(path: Path, part: str, figures: Iterable[Figure]) -> None:
    """Keep the figures of a part beside those of the others."""
    known = read(path)
    known[part] = [asdict(figure) for figure in figures]
    path.write_text(json.dumps(known, indent=1))


def page(path: Path, about: str) -> str:
    """All figures that were kept, as a page in Markdown that begins with ``about``."""
    parts = [
        f"## {part}\n\n{HEAD}\n" + "\n".join(Figure(**figure).row for figure in figures)
        for part, figures in sorted(read(path).items())
    ]
    return "\n\n".join([about, *parts]) + "\n"


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The figures that were kept, by part."""
    known: dict[str, list[dict[str, Any]]] = json.loads(path.read_text()) if path.exists() else {}
    return known
