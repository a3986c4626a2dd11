"""What a run reads and writes, told in OpenLineage form (openlineage.io, spec 2-0-2): its begin and its end.

Events are JSON: lines of a file, or one POST each to an http(s) URL. Telling is a courtesy: that it cannot be done is
said in a line and changes nothing.
"""

import json
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from pipeline import __version__
from pipeline.schema import DOC_ID, Table
from pipeline.store import publish
from pipeline.store.publication import published_tables
from pipeline.survey import Survey

Event = dict[str, object]

_PRODUCER = f"urn:factsheet-pipeline:{__version__}"
_SPEC = "https://openlineage.io/spec"
_PATIENCE = 5.0
"""Seconds that a server may take to answer."""


@contextmanager
def told(survey: Survey, last: str | None, complain: Callable[[str], None]) -> Iterator[None]:
    """Tell that a run begins, then how it ended, where the settings ask for that.

    Args:
        survey: Of the run.
        last: The stage it goes up to; None if it publishes.
        complain: Hears, in a line, of an event that could not be told.
    """
    target = survey.settings.run.lineage
    if not target:
        yield
        return
    run_id = str(uuid4())

    def tell(kind: str, facets: Mapping[str, object], rows: Mapping[str, int] | None) -> None:
        try:
            _send(target, _event(survey, kind, {"runId": run_id, "facets": facets}, _outputs(survey, last, rows)))
        except (OSError, ValueError) as error:
            complain(f"lineage: {target}: the event {kind} could not be told: {error}")

    tell("START", {}, None)
    try:
        yield
    except BaseException as error:
        message = {"message": str(error) or type(error).__name__, "programmingLanguage": "Python"}
        kind = "FAIL" if isinstance(error, Exception) else "ABORT"
        tell(kind, {"errorMessage": _facet("1-0-0/ErrorMessageRunFacet", message)}, None)
        raise
    tell("COMPLETE", {}, None if last else publish.standing(survey.place.site, survey.corrections)["rows"])


def _event(survey: Survey, kind: str, run: Event, outputs: list[Event]) -> Event:
    namespace, name = _named(survey.place.processed)
    return {
        "eventType": kind,
        "eventTime": datetime.now(UTC).isoformat(),
        "run": run,
        "job": {"namespace": namespace, "name": f"factsheet-pipeline {name}"},
        "inputs": [_dataset(survey.place.raw)],
        "outputs": outputs,
        "producer": _PRODUCER,
        "schemaURL": f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent",
    }


def _outputs(survey: Survey, last: str | None, rows: Mapping[str, int] | None) -> list[Event]:
    """The published tables with their schemas, and the rows of each where they are known."""
    if last:
        return []
    found = []
    for table in published_tables(survey.stages):
        output = _dataset(survey.place.processed, f"/{table.name}") | {"facets": {"schema": _schema(table)}}
        if rows is not None:
            counted = _facet("1-0-1/OutputStatisticsOutputDatasetFacet", {"rowCount": rows[table.name]})
            output["outputFacets"] = {"outputStatistics": counted}
        found.append(output)
    return found


def _schema(table: Table) -> Event:
    fields = [
        {"name": field.name, "type": str(field.type), "description": field.metadata[b"description"].decode()}
        for field in (DOC_ID, *table.columns)
    ]
    return _facet("1-0-0/SchemaDatasetFacet", {"fields": fields})


def _facet(name: str, content: Mapping[str, object]) -> Event:
    kind = name.partition("/")[2]
    return {"_producer": _PRODUCER, "_schemaURL": f"{_SPEC}/facets/{name}.json#/$defs/{kind}", **content}


def _dataset(place: Path | str, below: str = "") -> Event:
    namespace, name = _named(place)
    return {"namespace": namespace, "name": f"{name}{below}"}


def _named(place: Path | str) -> tuple[str, str]:
    """Namespace and name of a place, as OpenLineage gives them to files and to objects in a bucket."""
    if isinstance(place, Path):
        return "file", str(place.absolute())
    scheme, _, rest = place.partition("://")
    bucket, _, path = rest.partition("/")
    return f"{scheme}://{bucket}", path.rstrip("/") or "/"


def _send(target: str, event: Event) -> None:
    line = json.dumps(event).encode() + b"\n"
    if target.startswith(("http://", "https://")):
        request = urllib.request.Request(target, line, {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=_PATIENCE).close()
        return
    with Path(target).open("ab") as file:
        file.write(line)
