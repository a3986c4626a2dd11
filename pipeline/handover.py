"""The tables that pass between stages and are not published. Geometry and counting as in ``tables.py``."""

import pyarrow as pa

from pipeline.schema import Table, column
from pipeline.tables import BLOCK, BOX, CONFIDENCE, FLAG, INT, PAGE, REAL, SPAN, TEXT

WORD_COLUMNS = (
    PAGE,
    column(
        "seq",
        INT,
        "Place in the order read, from 0 in the page: content stream, or OCR's own order",
        required=True,
    ),
    column("text", TEXT, "Characters as read, none of them a space", required=True),
    *BOX,
    column("baseline", REAL, "y of the baseline", required=True),
    column("size", REAL, "Type size, points", required=True),
    column("bold", FLAG, "Heavy weight", required=True),
    column("italic", FLAG, "Slanted", required=True),
    column("font", TEXT, "Font name without subset prefix; null for OCR and text dumps"),
    column("color", INT, "Fill colour 0xRRGGBB; null if unknown"),
    column("angle", INT, "Clockwise turn of the writing on the page as shown: 0, 90, 180, 270", required=True),
    column("script", INT, "1 superscript, -1 subscript, 0 on the line", required=True),
    column("glued", FLAG, "No space stands between it and the word before it in seq", required=True),
    column("hyphen", FLAG, "The reader takes its last character for a line-end hyphen", required=True),
    column("line", INT, "The reader's own line, from 0 in the page: evidence, not authority", required=True),
    CONFIDENCE,
    column("rejected", TEXT, "Why it is no text of the page (invisible, outside_page, ...); null if it is"),
)

Sheets = Table(
    "sheets",
    "One row a page as the file gives it, and the way its text is to be read.",
    (
        PAGE,
        column("width", REAL, "Width as shown, points", required=True),
        column("height", REAL, "Height as shown, points", required=True),
        column("rotation", INT, "Clockwise turn the file asks for: 0, 90, 180, 270", required=True),
        column(
            "route",
            TEXT,
            "text_layer, ocr, both (OCR beside a doubted layer) or none (a blank page)",
            required=True,
        ),
        column("route_reason", TEXT, "Why, with what was measured", required=True),
        column("problem", TEXT, "What was lost on this page, from a closed list; null if nothing"),
        column("image_dpi", INT, "Resolution of the picture that fills the page; null without one"),
    ),
    key=("page",),
    published=False,
)

Metadata = Table(
    "metadata",
    "One row: what the file says of itself.",
    (
        column("kind", TEXT, "born_digital, scan, hybrid, image or text", required=True),
        column("n_pages", INT, "Pages in the file, also those beyond the cap", required=True),
        column("title", TEXT, "Title in the file's metadata"),
        column("language", TEXT, "Language the file declares, BCP 47"),
        column("producer", TEXT, "Program that made it"),
        column("created", pa.timestamp("s"), "When it was made, UTC"),
    ),
    published=False,
)

LayerWords = Table(
    "layer_words",
    "One row a word of the text layer, or of a text dump.",
    WORD_COLUMNS,
    key=("page", "seq"),
    published=False,
)

OcrWords = Table(
    "ocr_words",
    "One row a word that OCR read, placed on the page as shown.",
    WORD_COLUMNS,
    key=("page", "seq"),
    published=False,
)

Words = Table(
    "words",
    "One row a word after the choice between the readings; seq is unique in the page.",
    (*WORD_COLUMNS, column("source", TEXT, "text_layer or ocr", required=True)),
    key=("page", "seq"),
    published=False,
)

Graphics = Table(
    "graphics",
    "One row a drawn thing: a rule, a filled or framed box, a picture.",
    (
        PAGE,
        column(
            "kind",
            TEXT,
            "rule (a line or thin bar), box (filled or framed rectangle), image or curve",
            required=True,
        ),
        *BOX,
        column("stroke_width", REAL, "Width of the line, points; 0 if only filled", required=True),
        column("fill", INT, "Fill colour 0xRRGGBB; null if not filled"),
        column("stroke", INT, "Line colour 0xRRGGBB; null if not stroked"),
    ),
    published=False,
)

Scans = Table(
    "scans",
    "One row a page that OCR read.",
    (
        PAGE,
        column("dpi", INT, "Resolution of the picture that OCR read", required=True),
        column("turn", INT, "Clockwise turn that brought the picture upright: 0, 90, 180, 270", required=True),
        column("skew", REAL, "Skew taken out, degrees clockwise", required=True),
        column("ocr_confidence", REAL, "Mean confidence of its words; null without words"),
        column("ink", REAL, "Share of the picture that is dark; null if it could not be read"),
        column("preprocessing", TEXT, "What was done to the picture", required=True),
        column("problem", TEXT, "What was lost on this page, from a closed list; null if nothing"),
    ),
    key=("page",),
    published=False,
)

Outline = Table(
    "outline",
    "One row a block found on the pages, before its text is put together.",
    (
        BLOCK,
        PAGE,
        column("kind", TEXT, "As in blocks", required=True),
        column("level", INT, "As in blocks"),
        column("column", INT, "As in blocks", required=True),
        *BOX,
        column("table", INT, "Number of the table, from 0 in the document; null for other blocks"),
        column("marker", INT, "How many of its first words are the mark of a list item", required=True),
        CONFIDENCE,
    ),
    key=("block",),
    published=False,
)

Placements = Table(
    "placements",
    "One row a word that stands in a block, in reading order.",
    (
        BLOCK,
        PAGE,
        column("seq", INT, "The word, with page", required=True),
        column("line", INT, "Line within the block (within the cell in a table), from 0", required=True),
        column("row", INT, "Row of its table cell, from 0; null outside tables"),
        column("column", INT, "Column of its table cell, from 0; null outside tables"),
    ),
    key=("page", "seq"),
    published=False,
)

Grid = Table(
    "grid",
    "One row a cell of a table found on the pages, before its text is put together.",
    (
        BLOCK,
        PAGE,
        column("table", INT, "Table, from 0 in the document", required=True),
        column("row", INT, "Row, from 0", required=True),
        column("column", INT, "Column, from 0", required=True),
        column("row_span", INT, "Rows it covers", required=True),
        column("column_span", INT, "Columns it covers", required=True),
        column("is_header", FLAG, "Whether it heads a column", required=True),
        *BOX,
    ),
    key=("table", "row", "column"),
    published=False,
)

LayoutPages = Table(
    "layout_pages",
    "One row a page: what layout found of it as a whole.",
    (
        PAGE,
        column("n_columns", INT, "Columns in the widest part of the page", required=True),
        column("ambiguous", FLAG, "Whether the reading order could not be proven", required=True),
    ),
    key=("page",),
    published=False,
)

Mentions = Table(
    "mentions",
    "One row a named entity as the language model gives it, unchecked.",
    (BLOCK, *SPAN, column("label", TEXT, "OntoNotes label", required=True)),
    published=False,
)

Descriptions = Table(
    "descriptions",
    "One row: what the stages found of the document as a whole, for its row in documents.",
    (
        column("title", TEXT, "As in documents"),
        column("language", TEXT, "As in documents"),
        column("n_blocks", INT, "As in documents", required=True),
        column("n_words", INT, "As in documents", required=True),
        column("ocr_confidence", REAL, "As in documents"),
    ),
    published=False,
)
