"""The sample sheets in raw/: `python -m tests.sheets.samples raw` draws them anew, byte for byte."""

import sys
import tempfile
from pathlib import Path

import pypdfium2

from . import german, sheet
from .degrade import MILD, scan

SAMPLE_DPI = 200


def make(folder: Path) -> None:
    """Write two sheets born digital, one of them in German, one scanned, one as a picture. The text dump was typed."""
    folder.mkdir(parents=True, exist_ok=True)
    german.draw(folder / "lindental-wasser.pdf")
    with tempfile.TemporaryDirectory() as scratch:
        drawn = Path(scratch)
        for name in ("s02", "s06", "s07"):
            sheet(name).build(drawn)
        (folder / "cerro-lindero-observatory.pdf").write_bytes((drawn / "s02.pdf").read_bytes())
        scan(drawn / "s06.pdf", folder / "adriatic-libraries.scan.pdf", MILD, seed=6)
        page = pypdfium2.PdfDocument(drawn / "s07.pdf")[0]
        page.render(scale=SAMPLE_DPI / 72, grayscale=True).to_pil().save(
            folder / "football-league.png", dpi=(SAMPLE_DPI, SAMPLE_DPI), optimize=True
        )


if __name__ == "__main__":
    make(Path(sys.argv[1]))
