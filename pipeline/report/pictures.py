"""Pictures of pages for the report, drawn in workers: a hostile file costs its own picture, never the report.

A picture depends on the file alone, so it is drawn once and kept while the file is in ``raw/``.
"""

import io
import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline.engine.interface import Task, Tell, Work
from pipeline.engine.pool import Pool
from pipeline.engine.worker import Limits
from pipeline.reading import images
from pipeline.reading.render import Grey, render, render_colors
from pipeline.settings import Run
from pipeline.store.inventory import LocalRaw
from pipeline.store.storage import write

DPI = 110
"""Enough to read small print on a screen."""

_QUALITY = 70


def file_name(doc_id: str, page: int) -> str:
    """The name of a page's picture."""
    return f"{doc_id}-{page}.webp"


def can_be_drawn(media_type: object) -> bool:
    """Whether pages of such a file have a look of their own; text dumps have none."""
    return media_type == "application/pdf" or media_type in images.FORMATS


def shown(data: bytes, media_type: str, page: int, dpi: float) -> Grey:
    """A page in colour, in grey where it has none (see ``render``).

    Raises:
        DocumentError: It cannot be drawn.
    """
    colors = render_colors(data, media_type, page, dpi)
    return render(data, media_type, page, dpi) if colors is None else colors


def draw(raw: Path, folder: Path, wanted: Mapping[str, tuple[str, Sequence[int]]], run: Run) -> None:
    """Draw the pictures that are not there yet; where one cannot be drawn, there is none.

    Args:
        raw: The folder of the documents.
        folder: Where the pictures go.
        wanted: By doc_id the path below ``raw`` and the pages.
        run: Limits of the workers.

    Raises:
        EngineError: The workers cannot work.
    """
    tasks = [
        Task(doc_id=doc_id, path=path, given_up={})
        for doc_id, (path, pages) in wanted.items()
        if any(not (folder / file_name(doc_id, page)).exists() for page in pages)
    ]
    if not tasks:
        return
    folder.mkdir(parents=True, exist_ok=True)
    pages = {task["doc_id"]: wanted[task["doc_id"]][1] for task in tasks}
    pool = Pool(
        partial(_prepare, raw, folder, pages, run.max_bytes),
        workers=min(run.workers or os.cpu_count() or 1, len(tasks)),
        timeout=run.timeout,
        recycle=run.recycle,
        limits=Limits(run.max_memory, run.max_output, run.max_open),
    )
    try:
        for task in tasks:
            pool.submit(task)
        for _ in pool.results():
            pass
    finally:
        pool.cancel()


def _prepare(raw: Path, folder: Path, pages: Mapping[str, Sequence[int]], max_bytes: int) -> Work:
    def work(task: Task, _tell: Tell) -> None:
        from pipeline.engine.runner import opened
        from pipeline.reasons import DocumentError

        for page in pages[task["doc_id"]]:
            try:
                file = opened(LocalRaw(raw), task, max_bytes)
                picture = shown(file.data, file.media_type, page, DPI)
            except (DocumentError, OSError, ValueError, MemoryError):  # a page without a picture harms no other
                continue
            write(folder / file_name(task["doc_id"], page), [_encoded(picture)], sync=False)

    return work


def _encoded(picture: Grey) -> bytes:
    from PIL import Image

    sink = io.BytesIO()
    Image.fromarray(picture).save(sink, "WEBP", quality=_QUALITY, method=4)
    return sink.getvalue()
