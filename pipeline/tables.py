"""The published tables: the contract with the people who load them.

Every column's meaning stands here once; Parquet metadata, data dictionary and data package are made from it.
Geometry is in PDF points from the top left corner of the page as shown, y downwards; pages count from 1; offsets
are code points into ``blocks.text``, end exclusive. Tables that only pass between stages are in ``handover.py``.
"""

import pyarrow as pa

from pipeline.schema import Table, column

TEXT, INT, REAL, DOUBLE, DATE, FLAG = (
    pa.string(),
    pa.int32(),
    pa.float32(),
    pa.float64(),
    pa.date32(),
    pa.bool_(),
)

BOX = (
    column("x0", REAL, "Left edge"),
    column("top", REAL, "Upper edge"),
    column("x1", REAL, "Right edge"),
    column("bottom", REAL, "Lower edge"),
)
PAGE = column("page", INT, "Page, from 1", required=True)
BLOCK = column("block", INT, "Block, from 0: its position in the document's reading order", required=True)
SPAN = (
    column("start", INT, "Offset of the first character in blocks.text", required=True),
    column("end", INT, "Offset behind the last character in blocks.text", required=True),
)
AT = (BLOCK, PAGE, *SPAN)
EVIDENCE = column("evidence", TEXT, "The words of the document that say so: blocks.text[start:end]", required=True)
CONFIDENCE = column("confidence", REAL, "How sure the extractor is, 0..1", required=True)

Documents = Table(
    "documents",
    "One row for every distinct file found in raw/, whatever became of it.",
    (
        column("source", TEXT, "Path below raw/, '/' between folders; odd characters escaped", required=True),
        column("duplicates", pa.list_(TEXT), "Other paths with the same bytes", required=True),
        column("media_type", TEXT, "What the bytes are, as a MIME type; null if unknown"),
        column("kind", TEXT, "born_digital, scan, hybrid, image or text; null if it could not be read"),
        column("n_pages", INT, "Pages in the file"),
        column("n_bytes", pa.int64(), "Size of the file"),
        column("title", TEXT, "The title printed on the sheet, else the one in the file's metadata"),
        column("language", TEXT, "Main language, BCP 47"),
        column(
            "not_covered",
            TEXT,
            "Tables for which there are no rules or model in that language (mentions: what a language model finds)",
        ),
        column("producer", TEXT, "The program that made the file, as the file says"),
        column("created", pa.timestamp("s"), "When it was made, as the file says"),
        column("status", TEXT, "ok, partial (something was lost, see error_message) or failed", required=True),
        column("error_stage", TEXT, "The first stage that failed or lost something"),
        column("error_type", TEXT, "The reason, from a closed list"),
        column("error_message", TEXT, "What happened and what to do"),
        column("n_blocks", INT, "Rows in blocks"),
        column("n_words", INT, "Words in the blocks' texts"),
        column("ocr_confidence", REAL, "Mean confidence of the words read by OCR; null without OCR"),
    ),
    key=("doc_id",),
)

Pages = Table(
    "pages",
    "One row a page.",
    (
        PAGE,
        column("width", REAL, "Width as shown, points"),
        column("height", REAL, "Height as shown, points"),
        column("rotation", INT, "Clockwise turn the file asks for or OCR found, degrees: 0, 90, 180, 270"),
        column("text_source", TEXT, "Where the page's text came from: text_layer, ocr or none", required=True),
        column("route_reason", TEXT, "Why that source was chosen, with what was measured"),
        column("problem", TEXT, "What was lost on this page, from a closed list; null if nothing"),
        column("dpi", INT, "Resolution of the picture that OCR read"),
        column("skew", REAL, "Skew that was taken out before OCR, degrees clockwise"),
        column("ocr_confidence", REAL, "Mean confidence of the words read by OCR"),
        column("n_columns", INT, "Columns in the widest part of the page"),
        column("ambiguous", FLAG, "Whether the reading order could not be proven", required=True),
        column("text", TEXT, "Repaired text in reading order, blocks apart by a blank line", required=True),
    ),
    key=("page",),
)

BLOCK_KINDS = (
    "title",
    "heading",
    "paragraph",
    "list_item",
    "table",
    "caption",
    "key_figure",
    "footnote",
    "header",
    "footer",
    "page_number",
    "other",
)

Blocks = Table(
    "blocks",
    "One row a block of text in reading order; a paragraph that runs on over a break is one block.",
    (
        BLOCK,
        PAGE,
        column("kind", TEXT, f"One of {', '.join(BLOCK_KINDS)}", required=True),
        column("level", INT, "Level of a heading, nesting of a list item, from 1"),
        column("section", TEXT, "The headings above it, ' > ' between"),
        column("column", INT, "Column, from 1; 0 where it lies across columns", required=True),
        *BOX,
        column("text", TEXT, "Repaired text", required=True),
        column("raw_text", TEXT, "Text as read, line breaks kept", required=True),
        column("language", TEXT, "Language, BCP 47: the document's, unless it is clearly in another; null if not told"),
        CONFIDENCE,
    ),
    key=("block",),
)

Repairs = Table(
    "repairs",
    "One row for every change between raw_text and text; plain line joins (a line break read as a space) left out.",
    (
        column("block", INT, "Block it changed; null for text that stands in no block"),
        PAGE,
        column("kind", TEXT, "What sort of change: dehyphenation, ligature, spacing, ...", required=True),
        *SPAN,
        column("before", TEXT, "As read", required=True),
        column("after", TEXT, "As repaired: blocks.text[start:end]", required=True),
        column("rule", TEXT, "The rule that decided", required=True),
        CONFIDENCE,
    ),
)

Cells = Table(
    "cells",
    "One row a cell of a table.",
    (
        BLOCK,
        PAGE,
        column("table", INT, "Table, from 0 in the document", required=True),
        column("row", INT, "Row, from 0", required=True),
        column("column", INT, "Column, from 0", required=True),
        column("row_span", INT, "Rows it covers", required=True),
        column("column_span", INT, "Columns it covers", required=True),
        column("is_header", FLAG, "Whether it heads a column", required=True),
        column("text", TEXT, "Repaired text", required=True),
        column("value", DOUBLE, "The number in it, unit scaled; null where it is no number"),
        column("unit", TEXT, "ISO 4217, '%' or as printed; null without"),
        *BOX,
    ),
    key=("table", "row", "column"),
)

Entities = Table(
    "entities",
    "One row a mention of a named thing.",
    (
        *AT,
        column("text", TEXT, "The mention: blocks.text[start:end]", required=True),
        column("label", TEXT, "OntoNotes label; COUNTRY for countries", required=True),
        column("canonical_name", TEXT, "One name for all mentions of the same thing"),
        column("canonical_id", TEXT, "COUNTRY: ISO 3166-1 alpha-3; ORG: a known id or a stable slug"),
        column("source", TEXT, "model, rule or gazetteer", required=True),
        CONFIDENCE,
        *BOX,
    ),
)

Figures = Table(
    "figures",
    "One row a quantity that the document claims.",
    (
        *AT,
        column("subject", TEXT, "What it is said of; null if not said"),
        column("measure", TEXT, "What is counted, lower case, as printed"),
        column("value", DOUBLE, "In plain units: '3.6 million' is 3600000", required=True),
        column("value_max", DOUBLE, "Upper end of a range"),
        column("comparator", TEXT, "=, >, >=, <, <= or ~", required=True),
        column("unit", TEXT, "ISO 4217, '%' or SI; null for a plain count"),
        column("period", TEXT, "Year or span it holds for, ISO 8601; null if not said"),
        EVIDENCE,
        CONFIDENCE,
    ),
)

Events = Table(
    "events",
    "One row a dated happening.",
    (
        *AT,
        column("name", TEXT, "As printed", required=True),
        column("ordinal", INT, "Its number in a series: '6th' is 6"),
        column("date_start", DATE, "First day"),
        column("date_end", DATE, "Last day"),
        column("date_precision", TEXT, "day, month or year"),
        column("place", TEXT, "As printed"),
        column("country", TEXT, "ISO 3166-1 alpha-3"),
        EVIDENCE,
        CONFIDENCE,
    ),
)

Roles = Table(
    "roles",
    "One row for who holds which role in what.",
    (
        *AT,
        column("holder", TEXT, "As printed", required=True),
        column("holder_label", TEXT, "COUNTRY, ORG or PERSON"),
        column("holder_id", TEXT, "canonical_id of the holder"),
        column(
            "role",
            TEXT,
            "Lower case (chair, member, donor, ...); for a person the office as printed",
            required=True,
        ),
        column("body", TEXT, "What the role is held in"),
        column("since", DATE, "First day, where said"),
        column("until", DATE, "Last day, where said"),
        EVIDENCE,
        CONFIDENCE,
    ),
)

ListItems = Table(
    "list_items",
    "One row an item of a list.",
    (
        BLOCK,
        PAGE,
        column("list", INT, "List, from 0 in the document", required=True),
        column("list_title", TEXT, "The heading or sentence that introduces it"),
        column("position", INT, "From 1", required=True),
        column("level", INT, "Nesting, from 1", required=True),
        column("text", TEXT, "The item, without its mark", required=True),
        column("claimed_count", INT, "How many items title or sentence claims; null if none"),
    ),
    key=("list", "position"),
)

CHECK_KINDS = {
    "count": "A heading or sentence announces how many items a list has; the list is counted.",
    "date": "One event, named twice, has two dates that cannot both hold.",
    "total": "A row or column of a table claims to be a sum; its parts are added.",
}
"""What is tested, by kind; a conflict is reported on strong evidence only."""

Checks = Table(
    "checks",
    "What the document says of itself, tested.",
    (
        column("kind", TEXT, f"One of {', '.join(CHECK_KINDS)}", required=True),
        column("status", TEXT, "agree or conflict", required=True),
        column("claim", TEXT, "The words that claim", required=True),
        column("claim_page", INT, "Page of the claim", required=True),
        column("claim_block", INT, "Block of the claim", required=True),
        column("found", TEXT, "What stands against it", required=True),
        column("found_page", INT, "Page of what was found", required=True),
        column("found_block", INT, "Block of what was found", required=True),
        column("expected", DOUBLE, "The number claimed"),
        column("actual", DOUBLE, "The number found"),
        column("message", TEXT, "The finding as a sentence", required=True),
        CONFIDENCE,
    ),
)
