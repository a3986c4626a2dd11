"""What people put right is published, on record, and told where it no longer fits."""

import json
from hashlib import sha256

import pytest

from pipeline.corrections import Correction, Corrections
from pipeline.settings import SettingsError
from pipeline.tables import Figures
from tests.engine.desk import Desk

HEAD = "doc_id,table,key,column,value,by,why\n"
DOC = sha256(b"one\ntwo\n").hexdigest()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.put("a.txt", "one\ntwo\n")
    desk.put("b.txt", "one\n")
    return desk


def correct(desk: Desk, *lines: str) -> None:
    (desk.root / "corrections.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines))


def test_a_value_is_corrected_and_nothing_else(filled: Desk) -> None:
    filled.run()
    before = filled.table("list_items").to_pylist()
    correct(
        filled, f"{DOC},list_items,0/2,claimed_count,7,ann,misread", f"{DOC},documents,,title,Numbers,ann,none given"
    )
    report = filled.run()
    assert report.worked_on == 0
    after = filled.table("list_items").to_pylist()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == [changed[0][0] | {"claimed_count": 7}]
    assert changed[0][1]["doc_id"] == DOC and changed[0][1]["position"] == 2
    assert filled.documents()["a.txt"]["title"] == "Numbers"
    assert report.totals and report.totals["unmatched"] == []


def test_a_correction_is_on_record_as_a_repair() -> None:
    row = {"block": 3, "page": 2, "start": 0, "end": 7, "comparator": "=", "evidence": "50 cats", "confidence": 0.9}
    rows = {"figures": [Figures.rows([row | {"value": 50.0}])]}
    one = Correction(2, DOC, "figures", "3/0/7", "value", 60.0, "ann", "misread")
    Corrections((one,)).apply(DOC, {"figures": Figures}, rows)
    assert rows["figures"][0]["value"].to_pylist() == [60.0]
    (record,) = rows["repairs"][0].to_pylist()
    assert record["kind"] == "correction" and record["page"] == 2 and record["block"] is None
    assert (record["before"], record["after"]) == ("50.0", "60.0")
    assert record["rule"] == "figures 3/0/7 value, by ann: misread"


def test_a_key_that_fits_two_rows_changes_neither() -> None:
    row = {"block": 3, "page": 2, "start": 0, "end": 7, "comparator": "=", "evidence": "50 cats", "confidence": 0.9}
    rows = {"figures": [Figures.rows([row | {"value": 50.0}, row | {"value": 51.0}])]}
    corrections = Corrections((Correction(2, DOC, "figures", "3/0/7", "value", 60.0, "ann", "misread"),))
    outcome = corrections.apply(DOC, {"figures": Figures}, rows)
    assert rows["figures"][0]["value"].to_pylist() == [50.0, 51.0]
    assert "fits 2 rows" in corrections.unmatched(outcome)[0]


def test_taking_the_file_away_brings_back_what_was_read(filled: Desk) -> None:
    filled.run()
    before = filled.bytes()
    correct(filled, f"{DOC},blocks,0,kind,title,ann,it is")
    filled.run()
    assert filled.bytes() != before
    (filled.root / "corrections.csv").unlink()
    filled.run()
    assert filled.bytes() == before


def test_what_fits_nothing_is_told(filled: Desk) -> None:
    correct(filled, f"{'0' * 64},blocks,0,kind,title,ann,gone", f"{DOC},blocks,99,kind,title,ann,no such block")
    said = filled.call("run").stdout
    assert "unmatched  corrections.csv, line 2 (blocks 0): " in said
    assert "unmatched  corrections.csv, line 3 (blocks 99): its key fits 0 rows, not one" in said
    assert len(json.loads((filled.processed / "run.json").read_text())["unmatched"]) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{DOC},blokcs,0,kind,x,ann,y", "line 2: no table 'blokcs'; did you mean 'blocks'?"),
        (f"{DOC},blocks,0,kindd,x,ann,y", "did you mean 'kind'?"),
        (f"{DOC},blocks,0,text,x,ann,y", "no column to correct in blocks: 'text'"),
        (f"{DOC},blocks,0,level,high,ann,y", "'high' is no int32, which level holds"),
        (f"{DOC},blocks,0,kind,,ann,y", "kind cannot be empty"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(filled: Desk, line: str, said: str) -> None:
    correct(filled, line)
    with pytest.raises(SettingsError) as caught:
        filled.survey()
    assert said in str(caught.value) and "corrections.csv" in str(caught.value)


def test_a_file_without_the_columns_is_refused(filled: Desk) -> None:
    (filled.root / "corrections.csv").write_text("a,b\n1,2\n")
    assert filled.call("run").returncode == 2
