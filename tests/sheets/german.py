"""A sheet in German, drawn line by line, so that it is known where words are cut: an invented water board."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LEFT = """\
Der Wasserverband Oberes Lindental ver-
sorgt seit dem Jahr 1962 die Gemeinden
zwischen Lindach und Weißenbrunn. Er be-
liefert über 128.500 Menschen und wird von
34 Gemeinden getragen. Die Geschäfts-
stelle liegt in Lindach; sie ist für Vor-
und Nachsorge der Anlagen zuständig.

Das Netz misst 1.234,5 Kilometer. Rund
45 Prozent der Leitungen wurden nach der
großen Dürre erneuert. Für die Trinkwasser-
aufbereitung gibt der Verband jährlich
3,6 Millionen Euro aus.""".split("\n")

RIGHT = """\
Fachleute aus Österreich, der Schweiz und
Tschechien tauschen sich mit den Brunnen-
meistern aus. Vier Arbeitsgruppen prüfen
die Güte des Wassers, die Nord-Süd-Leitung
und den Schutz der Quellen. Bürgerinnen
und Bürger können die Anlagen besichtigen.""".split("\n")

TIMELINE = (
    "12. Mai 1962: Gründung des Verbands in Lindach",
    "März 1987: Bau des Hochbehälters Weißenbrunn",
    "3. bis 5. Oktober 2019: 4. Lindentaler Wasserforum",
)

TABLE = (
    ("Jahr", "Förderung (m³)", "Verluste", "Ausgaben"),
    ("2021", "8.120.400", "7,4 %", "3.212,50 €"),
    ("2022", "8.306.150", "6,9 %", "3.450,00 €"),
    ("2023", "7.995.000", "6,2 %", "3.598,25 €"),
)


def draw(path: Path) -> None:
    """Write the sheet as a PDF file of one page."""
    canvas = Canvas(str(path), A4, invariant=1, lang="de")
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(56, 770, "Wasser für das Obere Lindental")
    _heading(canvas, 56, 730, "Wer wir sind")
    _lines(canvas, 56, 712, LEFT)
    _heading(canvas, 312, 730, "Zusammenarbeit")
    _lines(canvas, 312, 712, RIGHT)
    _heading(canvas, 56, 510, "Zeittafel")
    for number, line in enumerate(TIMELINE):
        _lines(canvas, 56, 490 - 18 * number, [f"•  {line}"])
    _heading(canvas, 56, 410, "Förderung und Verluste")
    _table(canvas, 56, 390)
    canvas.save()


def _heading(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(x, y, text)


def _lines(canvas: Canvas, x: float, y: float, lines: list[str]) -> None:
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - 14 * number, line)


def _table(canvas: Canvas, x: float, y: float) -> None:
    edges = [x, x + 80, x + 210, x + 310, x + 420]
    rows = [y - 20 * number for number in range(len(TABLE) + 1)]
    canvas.grid(edges, rows)
    for top, row in zip(rows, TABLE, strict=False):
        canvas.setFont("Helvetica-Bold" if row is TABLE[0] else "Helvetica", 10)
        for left, cell in zip(edges, row, strict=False):
            canvas.drawString(left + 5, top - 14, cell)
