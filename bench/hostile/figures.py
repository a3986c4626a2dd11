"""Figures that were measured, what they are held against, and the page that shows the last ones of every part."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from tests.hostile.outcome import ROOT

KEPT = Path(__file__).with_name("figures.json")
PAGE = ROOT / "docs" / "robustness.md"


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


class Part(TypedDict):
    """What a part measured, and where and when that was."""

    where: str
    figures: list[dict[str, object]]


HEAD = "| measured | found | owed | holds |\n|---|---|---|---|"

_ABOUT = """# Robustness, measured

Written by `python -m bench.hostile --write`, which keeps the last figures of every part in
`bench/hostile/figures.json`. What is promised, and what is not: [security.md](security.md).
"""


def keep(part: str, figures: Iterable[Figure], path: Path = KEPT) -> None:
    """Keep the figures of a part beside those of the others, in place of its last ones."""
    known = read(path)
    known[part] = Part(where=_where(), figures=[asdict(figure) for figure in figures])
    path.write_text(json.dumps(dict(sorted(known.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def page(parts: dict[str, Part]) -> str:
    """The page, in Markdown."""
    return "\n".join([_ABOUT, *(_section(name, part) for name, part in parts.items())])


def read(path: Path = KEPT) -> dict[str, Part]:
    """The figures that were kept, by part."""
    known: dict[str, Part] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return known


def _section(name: str, part: Part) -> str:
    rows = "\n".join(Figure(**figure).row for figure in part["figures"])  # type: ignore[arg-type]  # as it was kept
    return f"## {name}\n\n{part['where']}\n\n{HEAD}\n{rows}\n"


def _where() -> str:
    load = ", ".join(f"{average:.0f}" for average in os.getloadavg())
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {os.cpu_count()} processors ({platform.system()}, Python "
        f"{platform.python_version()}), at a load of {load} (last 1, 5 and 15 minutes; other work shared them)."
    )
