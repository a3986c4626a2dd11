"""Does a built PDF print exactly what its gold says?"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium


def pdf_text(path: Path) -> str:
    """The text layer of all pages."""
    with pdfium.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def letters(text: str) -> Counter[str]:
    """How often each letter occurs; line-end hyphens, bullets and numbers play no part."""
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalpha())


def digits(text: str) -> Counter[str]:
    """How often each digit occurs."""
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isdigit())


def problems(folder: Path, name: str) -> Iterator[str]:
    """Every difference between ID.pdf and ID.json."""
    gold = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    said, printed = "\n".join(b["text"] for b in gold["blocks"]), pdf_text(folder / f"{name}.pdf")
    if missing := letters(said) - letters(printed):
        yield f"letters in the gold only: {missing}"
    extra = letters(printed) - letters(said)
    if any(c not in "abcdefgh" or n > len(gold["lists"]) for c, n in extra.items()):  # "a)" marks no item's text
        yield f"letters in the PDF only: {extra}"
    if missing := digits(said) - digits(printed):
        yield f"digits in the gold only: {missing}"
    items = [b["text"] for b in gold["blocks"] if b["kind"] == "list_item"]
    if items != [i for x in gold["lists"] for i in x["items"]]:
        yield "the lists' items are not the list_item blocks in order"
    if len(gold["tables"]) != sum(b["kind"] == "table" for b in gold["blocks"]):
        yield "a table is without its block"
    yield from (f"empty block: {b}" for b in gold["blocks"] if not b["text"].strip())
