"""A run's events in OpenLineage form: to a file or a server, and never in the run's way."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import UUID

import pytest

from pipeline import lineage
from pipeline import run as runs
from tests.engine.desk import Desk

HEARD: list[bytes] = []


class Listener(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        HEARD.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(201 if self.path == "/good" else 500)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    HEARD.clear()
    with HTTPServer(("127.0.0.1", 0), Listener) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()


def told(desk: Desk, target: str, last: str | None = None, *, fails: BaseException | None = None) -> list[str]:
    """What a run had to complain of."""
    desk.put("a.txt", "one\ntwo\n")
    survey, complaints = desk.survey(lineage=target), list[str]()
    with lineage.told(survey, last, complaints.append):
        if fails:
            raise fails
        runs.run(survey, last, lambda *_: None)
    return complaints


def events(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (desk.root / "events.jsonl").read_text().splitlines()]


def test_a_run_tells_of_its_begin_and_end_and_of_the_tables(desk: Desk) -> None:
    assert told(desk, str(desk.root / "events.jsonl")) == []
    began, ended = events(desk)
    assert (began["eventType"], ended["eventType"]) == ("START", "COMPLETE")
    assert UUID(began["run"]["runId"]) == UUID(ended["run"]["runId"])
    assert began["job"] == ended["job"]
    assert ended["inputs"] == [{"namespace": "file", "name": str(desk.raw)}]
    blocks = next(one for one in ended["outputs"] if one["name"] == f"{desk.processed}/blocks")
    assert blocks["outputFacets"]["outputStatistics"]["rowCount"] == 2
    assert [field["name"] for field in blocks["facets"]["schema"]["fields"]] == desk.table("blocks").column_names


@pytest.mark.parametrize(("error", "kind"), [(OSError("disk full"), "FAIL"), (KeyboardInterrupt(), "ABORT")])
def test_a_run_that_does_not_end_well_says_so(desk: Desk, error: BaseException, kind: str) -> None:
    with suppress(OSError, KeyboardInterrupt):
        told(desk, str(desk.root / "events.jsonl"), fails=error)
    ended = events(desk)[-1]
    assert ended["eventType"] == kind
    assert ended["run"]["facets"]["errorMessage"]["message"] in ("disk full", "KeyboardInterrupt")


def test_a_run_up_to_a_stage_writes_no_table(desk: Desk) -> None:
    told(desk, str(desk.root / "events.jsonl"), "lines")
    assert [event["outputs"] for event in events(desk)] == [[], []]


def test_events_go_to_a_server(desk: Desk, server: str) -> None:
    assert told(desk, f"{server}/good") == []
    assert [json.loads(one)["eventType"] for one in HEARD] == ["START", "COMPLETE"]


def test_what_cannot_be_told_is_said_and_the_run_goes_on(desk: Desk, server: str) -> None:
    complaints = told(desk, f"{server}/bad")
    assert [one.rpartition(": ")[0].split(" ")[4] for one in complaints] == ["START", "COMPLETE"]
    assert desk.documents()["a.txt"]["status"] == "ok"
    assert len(told(desk, "http://127.0.0.1:9/")) == 2
    assert len(told(desk, str(desk.root / "no folder" / "events.jsonl"))) == 2


def test_places_have_the_names_that_openlineage_gives_them() -> None:
    assert lineage._named("s3://bucket/some/tables/") == ("s3://bucket", "some/tables")
    assert lineage._named("gs://bucket") == ("gs://bucket", "/")
