"""The report: an index of documents and a page for each, as files that open from disk.

Only documents whose rows changed are written anew; every file is swapped in as a whole. All text comes from strangers:
the templates escape it, and a content security policy allows no script or style but the ones below, by their digests.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.fingerprint import digest
from pipeline.handover import Words
from pipeline.printable import unescape
from pipeline.report import pictures
from pipeline.report.marks import marks, pieces, told, value_of
from pipeline.report.overlay import LAYERS, left_out, shapes
from pipeline.report.places import Places, stored_words
from pipeline.report.published import Published, Row, published
from pipeline.settings import Run
from pipeline.stage import Stage
from pipeline.store.sites import LocalSite
from pipeline.store.storage import write
from pipeline.tables import Checks, Pages

if TYPE_CHECKING:
    from jinja2 import Environment

_STAMP = re.compile(rb"<!-- made from ([0-9a-f]+) -->")
_NAMES = 60
"""Names that a document can be found by in the index."""

_UNSHOWN = {"doc_id", "block", "page", "start", "end", "x0", "top", "x1", "bottom", "evidence"}


@dataclass(frozen=True)
class Summary:
    """A document's line in the index."""

    about: Row
    routes: str
    confidence: float | None
    counts: Mapping[str, int]
    conflicts: int
    names: str

    @property
    def rank(self) -> tuple[object, ...]:
        """Conflicts first, then what was lost, then by name."""
        lost = ("failed", "partial", "ok").index(str(self.about["status"]))
        return (-self.conflicts, lost, self.about["source"])


def build(raw: Path, processed: Path, run: Run, stages: Sequence[Stage]) -> tuple[Path, int]:
    """Write the report below ``processed/report``; gives its index and how many documents were written anew.

    Raises:
        NotThereError: No run has published there.
        StoreError: Something cannot be written.
        EngineError: The workers that draw cannot work.
    """
    return Site(raw, processed, run, stages).build()


class Site:
    """The report of one folder of tables (arguments as for ``build``)."""

    def __init__(self, raw: Path, processed: Path, run: Run, stages: Sequence[Stage]) -> None:
        self.raw, self.processed, self._run, self._stages = raw, processed, run, stages
        self.folder = processed / "report"
        self._store = LocalSite(processed).parts

    def build(self) -> tuple[Path, int]:
        """See the function."""
        wanted = {one.doc_id: (unescape(str(one.about["source"])), _pages(one)) for one in self._drawn()}
        pictures.draw(self.raw, self.folder / "pictures", wanted, self._run)
        summaries, written = [], 0
        for document in published(self.processed):
            summaries.append(_summary(document))
            written += self._document(document)
        summaries.sort(key=lambda one: one.rank)
        index = self.folder / "index.html"
        self._write(index, "index.html", "", documents=summaries)
        self._sweep({str(one.about["doc_id"]) for one in summaries})
        return index, written

    def _drawn(self) -> Iterator[Published]:
        return (one for one in published(self.processed) if pictures.can_be_drawn(one.about["media_type"]))

    def _document(self, document: Published) -> bool:
        """Write a document's page, unless it stands as it would be written."""
        path = self.folder / "documents" / f"{document.doc_id}.html"
        drawn = [page for page in _pages(document) if self._picture(document, page).exists()]
        stamp = document.digest(self._templates, self._words_digest(document.doc_id), drawn)
        if _stamp(path) == stamp:
            return False
        words = stored_words(self._store, self._stages, document.doc_id)
        marked = marks(document)
        found = shapes(document, Places(document, words), marked)
        self._write(
            path,
            "document.html",
            stamp,
            document=document,
            summary=_summary(document),
            drawn=drawn,
            typed=_typed(words) if document.about["kind"] == "text" and words else {},
            shapes=found,
            pieces={block: list(pieces(str(row["text"]), marked[block])) for block, row in document.blocks.items()},
            left_out=left_out(document),
            cells=_grids(document),
        )
        return True

    def _picture(self, document: Published, page: int) -> Path:
        return self.folder / "pictures" / pictures.file_name(document.doc_id, page)

    def _words_digest(self, doc_id: str) -> list[str]:
        """The digests of the words that boxes are made from, where they are at hand."""
        writers = [stage.name for stage in self._stages if Words in stage.writes]
        entries = [self._store.entry(name, doc_id) for name in writers]
        return [table["digest"] for entry in entries if entry for table in entry["tables"].values()]

    def _write(self, path: Path, template: str, stamp: str, **values: object) -> None:
        page = self._environment.get_template(template).render(stamp=stamp, **values)
        write(path, [page.encode("utf-8", "replace")], sync=False)

    def _sweep(self, doc_ids: set[str]) -> None:
        """Remove pages and pictures of documents that are gone."""
        for path in (*self.folder.glob("documents/*"), *self.folder.glob("pictures/*")):
            if path.name[:64] not in doc_ids:
                path.unlink()

    @cached_property
    def _environment(self) -> "Environment":
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        environment = Environment(
            loader=FunctionLoader(_resource), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        environment.undefined = StrictUndefined
        script, style = _resource("report.js"), _resource("report.css")
        environment.globals |= {"script": script, "style": style, "layers": LAYERS}
        environment.globals |= {"script_digest": _csp(script), "style_digest": _csp(style)}
        environment.filters |= {"value": value_of, "told": told, "columns": columns}
        return environment

    @cached_property
    def _templates(self) -> str:
        names = ("base.html", "document.html", "report.js", "report.css")
        return digest([_resource(name) for name in names], LAYERS)


def _resource(name: str) -> str:
    return resources.files("pipeline.report").joinpath("templates", name).read_text(encoding="utf-8")


def _csp(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _stamp(path: Path) -> str | None:
    """What a page was made from, as it says itself."""
    try:
        with path.open("rb") as file:
            found = _STAMP.search(file.read(200))
    except FileNotFoundError:
        return None
    return found[1].decode() if found else None


def _pages(document: Published) -> list[int]:
    return document.tables[Pages.name]["page"].to_pylist() if Pages.name in document.tables else []


def _summary(document: Published) -> Summary:
    tables = document.tables
    routes = tables[Pages.name]["text_source"].to_pylist() if Pages.name in tables else []
    sure = tables["blocks"]["confidence"].to_pylist() if "blocks" in tables else []
    said = tables[Checks.name]["status"].to_pylist() if Checks.name in tables else []
    names = tables["entities"]["canonical_name"].drop_null().unique().to_pylist() if "entities" in tables else []
    return Summary(
        about=document.about,
        routes=", ".join(dict.fromkeys(routes)).replace("_", " "),
        confidence=sum(sure) / len(sure) if sure else None,
        counts={name: len(table) for name, table in tables.items()},
        conflicts=said.count("conflict"),
        names=" ".join(names[:_NAMES]),
    )


def _typed(words: tuple[pa.Table, pa.Table]) -> dict[int, list[Row]]:
    """By page the words of a text dump, which has no other look."""
    found: dict[int, list[Row]] = {}
    for row in words[0].select(["page", "text", "x0", "x1", "baseline", "size"]).to_pylist():
        found.setdefault(row["page"], []).append(row)
    return found


def _grids(document: Published) -> dict[int, list[list[Row]]]:
    """By block the cells of its table, row by row."""
    found: dict[int, dict[int, list[Row]]] = {}
    for cell in document.rows.get("cells", []):
        found.setdefault(int(str(cell["block"])), {}).setdefault(int(str(cell["row"])), []).append(cell)
    return {block: [rows[number] for number in sorted(rows)] for block, rows in found.items()}


def columns(rows: Sequence[Row]) -> list[str]:
    """The columns of a table of facts worth a look: those that say something."""
    return [name for name in rows[0] if name not in _UNSHOWN and any(row[name] is not None for row in rows)]
