"""What a run did, told to people in a few lines and to machines as data."""

from collections.abc import Iterator

from pipeline.printable import escape
from pipeline.run import Report
from pipeline.store.publish import Totals

_COUNTED = ("documents", "pages")
"""Tables that have a line of their own."""

_TROUBLES = 20
"""Documents in trouble that are told of one by one."""


def as_data(report: Report, seconds: float) -> dict[str, object]:
    """A run's report, for machines."""
    return {
        "documents": dict(report.documents),
        "worked_on": report.worked_on,
        "totals": report.totals,
        "seconds": round(seconds, 3),
        "troubles": [{"source": source, **told} for source, told in report.troubles],
    }


def as_lines(report: Report, stage: str | None, seconds: float) -> Iterator[str]:
    """A run's report, for people; ``stage`` is the one it went up to, None if it published."""
    counts = ", ".join(f"{report.documents[status]} {status}" for status in ("ok", "partial", "failed"))
    yield f"documents  {counts} ({report.worked_on} worked on now)"
    if report.totals:
        yield from _published(report.totals)
    else:
        yield f"tables     as they were: this run went up to {stage!r}; a run without a stage publishes"
    yield f"seconds    {seconds:.1f}"
    for source, told in report.troubles[:_TROUBLES]:
        yield f"{told['status']:<10} {source}: {told['reason']} in {told['stage']}: {told['message']}"
    if len(report.troubles) > _TROUBLES:
        yield f"           and {len(report.troubles) - _TROUBLES} more: see documents.parquet"


def _published(totals: Totals) -> Iterator[str]:
    rows = ", ".join(f"{rows} {table}" for table, rows in totals["rows"].items() if table not in _COUNTED)
    yield f"pages      {totals['rows'].get('pages', 0)}, {totals['ocr_pages']} of them by OCR"
    yield f"rows       {rows}"
    for gap, documents in totals["not_covered"].items():
        language, _, tables = gap.partition(": ")
        yield f"languages  {documents} in {escape(language)}, for which nothing finds {tables}"
    yield from (f"unmatched  {escape(correction)}" for correction in totals["unmatched"])
