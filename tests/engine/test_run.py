"""What a run does again and what it keeps, and what becomes of documents that fail."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline import run as runs
from pipeline.reasons import MEANINGS, Reason
from pipeline.store.sites import LocalSite
from tests.engine.desk import Desk

GOOD = {"a.txt": "one\ntwo\n", "b.txt": "three\nfour\nfive\n", "c.txt": "six\n"}
ALL = {"read": 3, "lines": 3, "items": 3, "checked": 3}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for name, text in GOOD.items():
        desk.put(name, text)
    desk.run()
    return desk


def test_first_run_takes_every_document_through_every_stage(desk: Desk) -> None:
    for name, text in GOOD.items():
        desk.put(name, text)
    report = desk.run()
    assert report.ran == ALL
    assert report.documents == {"ok": 3}
    assert [row["text"] for row in desk.table("blocks").to_pylist()] == ["one", "two", "three", "four", "five", "six"]


def test_nothing_new_runs_nothing_and_leaves_the_tables_alone(filled: Desk) -> None:
    before = (filled.processed / "_tables").readlink(), (filled.processed / "blocks.parquet").stat().st_mtime_ns
    report = filled.run()
    assert (report.worked_on, report.ran) == (0, {})
    assert before == (
        (filled.processed / "_tables").readlink(),
        (filled.processed / "blocks.parquet").stat().st_mtime_ns,
    )
    assert report.totals and report.totals["rows"]["blocks"] == 6


def test_a_new_document_costs_only_itself(filled: Desk) -> None:
    filled.put("bb.txt", "new\n")
    assert filled.run().ran == dict.fromkeys(ALL, 1)
    assert list(filled.documents()) == ["a.txt", "b.txt", "bb.txt", "c.txt"]


def test_a_removed_document_leaves_tables_and_parts(filled: Desk) -> None:
    gone = str(filled.documents()["b.txt"]["doc_id"])
    (filled.raw / "b.txt").unlink()
    assert filled.run().ran == {}
    assert list(filled.documents()) == ["a.txt", "c.txt"]
    assert gone not in filled.table("blocks")["doc_id"].to_pylist()
    assert not [path for path in filled.processed.rglob("*") if gone in path.name]


def test_a_renamed_document_costs_nothing(filled: Desk) -> None:
    (filled.raw / "a.txt").rename(filled.raw / "z.txt")
    assert filled.run().ran == {}
    assert list(filled.documents()) == ["b.txt", "c.txt", "z.txt"]
    assert filled.table("blocks")["text"].to_pylist() == ["three", "four", "five", "six", "one", "two"]


def test_a_changed_setting_runs_its_stage_and_what_really_changes_after_it(filled: Desk) -> None:
    assert filled.run({"items": {"title": "Things"}}).ran == {"items": 3, "checked": 3}
    assert filled.run({"items": {"title": "Things"}, "read": {"shout": True}}).ran == {"read": 3}
    assert filled.documents()["a.txt"]["producer"] == "LOUD"


def test_a_comment_or_a_docstring_runs_nothing_and_code_runs_its_stage(filled: Desk) -> None:
    filled.edit("lines", "    return line.strip()", "    # spaces say nothing\n    return line.strip()")
    filled.edit("lines", "A line without the spaces around it", "Stripped")
    assert filled.run().ran == {}
    filled.edit("lines", "line.strip()", "line.strip(' ')")
    assert filled.run().ran == {"lines": 3}


def test_setting_back_what_was_changed_gives_the_same_bytes(filled: Desk) -> None:
    before = filled.bytes()
    filled.run({"lines": {"first": 7}})
    assert filled.bytes() != before
    filled.run()
    assert filled.bytes() == before


def test_a_new_stage_is_one_new_file(filled: Desk) -> None:
    filled.source("loud").write_text(
        '"""Shouts."""\nfrom pipeline.schema import Table, column\nfrom pipeline.stage import stage\n'
        'from pipeline.tables import BLOCK, TEXT, Blocks\n\nShouts = Table("shouts", "One row a shout.", '
        '(BLOCK, column("text", TEXT, "What is shouted", required=True)), key=("block",))\n\n\n'
        "@stage(reads=(Blocks,), writes=Shouts)\ndef loud(blocks):\n"
        '    return [{"block": row["block"], "text": row["text"].upper()} for row in blocks.to_pylist()]\n'
    )
    filled.forget()
    assert filled.run().ran == {"loud": 3}
    assert filled.table("shouts")["text"].to_pylist() == ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"]
    filled.source("loud").unlink()
    filled.forget()
    assert filled.run().ran == {}
    assert not os.path.lexists(filled.processed / "shouts.parquet")
    assert not (filled.processed / "_parts" / "loud").exists()


def test_a_run_up_to_a_stage_makes_parts_and_publishes_nothing(desk: Desk) -> None:
    desk.put("a.txt", "one\n")
    assert desk.run(last="lines").ran == {"read": 1, "lines": 1}
    assert desk.bytes() == {}
    assert desk.run().ran == {"items": 1, "checked": 1}
    assert desk.run(last="lines").ran == {}


def test_every_way_to_fail_gives_a_row_and_harms_no_other(filled: Desk) -> None:
    alone = {name: row for name, row in filled.documents().items() if name in GOOD}
    filled.put("die.txt", "die\n")
    filled.put("hang.txt", "hang 987\n")
    filled.put("locked.txt", "locked\n")
    filled.put("crash.txt", "fine\nboom\n")
    filled.put("lost.txt", "lost page\n")
    filled.put("empty.txt", "")
    filled.put("zip.txt", "PK\x03\x04\0\0\0\0")
    report = filled.run(timeout=2.0)
    rows = filled.documents()
    told = {name: (row["status"], row["error_stage"], row["error_type"]) for name, row in rows.items()}
    assert {name: told[name] for name in told if name not in GOOD} == {
        "crash.txt": ("partial", "items", "stage_failed"),
        "die.txt": ("failed", "read", "worker_died"),
        "empty.txt": ("failed", "read", "empty_file"),
        "hang.txt": ("failed", "read", "time_limit"),
        "locked.txt": ("failed", "read", "encrypted"),
        "lost.txt": ("partial", "read", "no_text"),
        "zip.txt": ("failed", "read", "unknown_type"),
    }
    assert {name: rows[name] for name in GOOD} == alone
    assert report.documents == {"ok": 3, "partial": 2, "failed": 5}
    assert "Page 2" in str(rows["lost.txt"]["error_message"])
    assert "an item too many" in str(rows["crash.txt"]["error_message"])


def test_failures_are_kept_but_those_that_may_pass_are_tried_again(desk: Desk) -> None:
    desk.put("die.txt", "die\n")
    desk.put("locked.txt", "locked\n")
    desk.put("crash.txt", "boom\n")
    desk.run()
    before = desk.bytes()
    again = desk.run()
    assert (again.worked_on, again.ran) == (1, {})
    assert desk.bytes() == before


@pytest.mark.parametrize("reason", ["unreadable_file", "changed_file", "not_a_file", "file_too_large"])
def test_a_file_put_back_as_it_was_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    """What happens to a file while a run goes says nothing of it for the next one."""
    path = desk.put("a.txt", "one\n")
    survey = desk.survey(max_bytes=10)
    plan = survey.plan

    def harmed() -> int:
        total = plan()
        path.unlink()
        if reason == "not_a_file":
            path.mkdir()
        elif reason != "unreadable_file":
            path.write_text("two\n" if reason == "changed_file" else "longer than that\n")
        return total

    monkeypatch.setattr(survey, "plan", harmed)
    with LocalSite(desk.processed).locked():
        runs.run(survey, None, lambda *_: None)
    assert desk.documents()["a.txt"]["error_type"] == reason
    if path.is_dir():
        path.rmdir()
    desk.put("a.txt", "one\n")
    desk.run(max_bytes=10)
    assert desk.documents()["a.txt"]["status"] == "ok"


def test_stages_that_need_nothing_of_the_failed_one_still_run(desk: Desk) -> None:
    desk.put("crash.txt", "fine\nboom\n")
    assert desk.run().ran == {"read": 1, "lines": 1, "items": 1}
    assert desk.table("blocks")["text"].to_pylist() == ["fine", "boom"]
    assert len(desk.table("list_items")) == 0


def test_a_stage_that_kills_its_worker_costs_only_itself(desk: Desk) -> None:
    desk.edit("lines", "    for number", "    import os\n    os.abort()\n    for number")
    desk.put("a.txt", "one\n")
    assert desk.run().documents == {"failed": 1}
    row = desk.documents()["a.txt"]
    assert (row["error_stage"], row["error_type"], row["n_pages"]) == ("lines", "worker_died", 2)


@pytest.mark.parametrize(
    ("harm", "reason", "limits"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "worker_died", {}),
        ("time.sleep(600)", "time_limit", {"page_timeout": 3.0}),
        ("raise MemoryError", "memory_limit", {}),
    ],
)
def test_a_page_that_brings_its_stage_down_costs_only_itself(
    desk: Desk, harm: str, reason: str, limits: dict[str, Any]
) -> None:
    pages = f"""
    lost = {{}}
    for page in (1, 2):
        try:
            file.begin(page)
            if page == 2:
                {harm}
        except DocumentError as error:
            lost[page] = error.reason.value
"""
    desk.edit("read", "    sheet = {", pages + "    sheet = {")
    desk.edit("read", "problem if page == 2 else None", "lost.get(page)")
    desk.put("a.txt", "one\n")
    assert desk.run(**limits).documents == {"partial": 1}
    row = desk.documents()["a.txt"]
    assert (row["error_stage"], row["error_type"], desk.table("blocks")["text"].to_pylist()) == (
        "read",
        reason,
        ["one"],
    )
    assert str(row["error_message"]).startswith("Page 2: ")
    assert desk.run(**limits).worked_on == 1, "it may go better another time"


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "worker_died"),
        ("time.sleep(600)", "time_limit"),
        ("raise MemoryError", "memory_limit"),
    ],
)
def test_of_pages_side_by_side_the_one_at_fault_is_left_out(desk: Desk, harm: str, reason: str) -> None:
    pages = f"""
    from pipeline.scanning.abreast import Abreast, Turns

    turns, lost = Turns(), {{}}

    def one(file, sheet):
        try:
            file.begin(sheet["page"])
            with turns.given_away():
                time.sleep(0.3 * sheet["page"])
            if sheet["page"] == 2:
                {harm}
        except DocumentError as error:
            lost[sheet["page"]] = error.reason.value

    Abreast(one, file, turns).pages([{{"page": 2}}, {{"page": 1}}, {{"page": 3}}])
"""
    desk.edit("read", "    sheet = {", pages + "    sheet = {")
    desk.edit("read", "problem if page == 2 else None", "lost.get(page)")
    desk.put("a.txt", "one\n")
    assert desk.run(workers=3, page_timeout=2.0).documents == {"partial": 1}
    row = desk.documents()["a.txt"]
    assert (row["error_type"], row["error_message"]) == (reason, f"Page 2: {MEANINGS[Reason(reason)]}")


def test_pages_done_before_a_kill_are_not_done_again(desk: Desk, tmp_path: Path) -> None:
    log = tmp_path / "pages"
    paged = f"""
def line(text, number):
    with open({str(log)!r}, "a") as log:
        log.write(f"{{number}}")
    if number == 3 and open({str(log)!r}).read().count("3") == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    row = {{"kind": "paragraph", "column": 0, "text": text, "raw_text": text, "confidence": 1.0}}
    return [{{"block": number, "page": number, **row}}],


@stage(reads=(File, Sheets), writes=Blocks)
def lines(file, sheets):
    for number, text in enumerate(file.data.decode().splitlines(), 1):
        file.begin(number)
        (rows,) = file.kept(number, partial(line, text, number))
        yield from rows if isinstance(rows, list) else rows.to_pylist()
"""
    source = desk.source("lines").read_text()
    start = "import os\nimport signal\nfrom functools import partial\n"
    desk.edit("lines", source, start + source.split("@stage")[0].split('"""', 2)[2] + paged)
    desk.put("a.txt", "one\ntwo\nthree\nfour\n")
    assert desk.run().documents == {"ok": 1}
    assert log.read_text() == "12334"
    assert desk.table("blocks")["text"].to_pylist() == ["one", "two", "three", "four"]
    assert len(list((desk.processed / "_parts" / "lines").iterdir())) == 1


@pytest.mark.parametrize("harm", ["cut", "gone", "altered"])
def test_a_part_that_came_to_harm_is_made_again(filled: Desk, harm: str) -> None:
    before = filled.bytes()
    part = filled.processed / "_parts" / "lines" / str(filled.documents()["b.txt"]["doc_id"])
    whole = part.read_bytes()
    part.write_bytes(whole[:-20] if harm == "cut" else whole[:-20] + b"x" + whole[-19:])
    if harm == "gone":
        part.unlink()
    (filled.processed / "blocks.parquet").resolve().unlink()
    assert filled.run().ran == {"lines": 1}
    assert filled.bytes() == before


def test_a_lost_ledger_costs_nothing_but_a_look(filled: Desk) -> None:
    before = filled.bytes()
    (filled.processed / "_parts" / "ledger.sqlite").write_text("{torn")
    report = filled.run()
    assert (report.worked_on, report.ran, filled.bytes()) == (3, {}, before)


def test_a_deleted_table_is_published_again(filled: Desk) -> None:
    before = filled.bytes()
    (filled.processed / "blocks.parquet").unlink()
    assert filled.run().ran == {}
    assert filled.bytes() == before


def test_duplicates_are_read_once(desk: Desk) -> None:
    for name in ("z/copy.txt", "a.txt", "copy.txt"):
        desk.put(name, "same\n")
    assert desk.run().ran == dict.fromkeys(ALL, 1)
    (row,) = desk.documents().values()
    assert (row["source"], row["duplicates"]) == ("a.txt", ["copy.txt", "z/copy.txt"])


def test_run_json_says_what_was_done(filled: Desk) -> None:
    told = json.loads((filled.processed / "run.json").read_text())
    assert told["documents"] == {"ok": 3}
    assert told["rows"]["blocks"] == 6
    assert told["parts_by_stage"] == ALL
    assert told["files"] == 3
    assert told["bytes"] == sum(len(text) for text in GOOD.values())


def test_code_and_settings_hashes_follow_code_and_settings(filled: Desk) -> None:
    def hashes() -> tuple[str, str]:
        told = json.loads((filled.processed / "run.json").read_text())
        return told["code"], told["settings"]

    first = hashes()
    filled.run({"items": {"title": "Other"}})
    second = hashes()
    filled.edit("items", "+ 1", "+ 2")
    filled.run({"items": {"title": "Other"}})
    third = hashes()
    assert (first[0] == second[0], first[1] == second[1]) == (True, False)
    assert (second[0] == third[0], second[1] == third[1]) == (False, True)


def test_same_bytes_for_any_workers_and_any_order_of_files(tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    texts = {f"{number:02}.txt": f"line {number}\n" * (number % 5) + "end\n" for number in range(12)}
    for turn, workers in enumerate((1, 2, 4)):
        (tmp_path / str(turn)).mkdir()
        desk = Desk(tmp_path / str(turn))
        for name in sorted(texts, reverse=turn % 2 == 1):
            desk.put(name, texts[name])
        desk.run(workers=workers)
        found[json.dumps(desk.bytes())] += 1
    assert list(found.values()) == [3]
