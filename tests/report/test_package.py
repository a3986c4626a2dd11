"""Keys between tables hold, and the data package says so in a way that Frictionless accepts."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.report.conftest import Place

frictionless = pytest.importorskip("frictionless")


def test_the_data_package_is_well_formed(place: Place) -> None:
    package = json.loads((place.processed / "datapackage.json").read_text())
    report = frictionless.Package.validate_descriptor(package)
    assert report.valid, report.errors


def test_every_row_points_to_rows_that_are_there(place: Place) -> None:
    package = json.loads((place.processed / "datapackage.json").read_text())
    tables = {one["name"]: pq.read_table(place.processed / one["path"]) for one in package["resources"]}
    checked = 0
    for resource in package["resources"]:
        for key in resource["schema"]["foreignKeys"]:
            target = tables[key["reference"]["resource"]]
            known = {tuple(row.values()) for row in target.select(key["reference"]["fields"]).to_pylist()}
            rows = tables[resource["name"]].select(key["fields"]).to_pylist()
            pointing = {tuple(row.values()) for row in rows if None not in row.values()}
            assert pointing <= known, (resource["name"], key["fields"])
            checked += 1
    assert checked > 20


def test_a_key_is_never_null(place: Place) -> None:
    """Frictionless takes (a document, null) for a key that leads nowhere."""
    package = json.loads((place.processed / "datapackage.json").read_text())
    for resource in package["resources"]:
        required = {one["name"] for one in resource["schema"]["fields"] if one["constraints"]["required"]}
        assert {name for key in resource["schema"]["foreignKeys"] for name in key["fields"]} <= required
    repairs, blocks = (pq.read_table(place.processed / f"{name}.parquet") for name in ("repairs", "blocks"))
    pointing = {(row["doc_id"], row["block"]) for row in repairs.to_pylist() if row["block"] is not None}
    assert pointing <= {(row["doc_id"], row["block"]) for row in blocks.to_pylist()}


def test_frictionless_finds_no_fault_in_the_exported_rows(place: Place, tmp_path: Path) -> None:
    assert place.call("export", "--csv", str(tmp_path)).returncode == 0
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
    assert sum(task.stats.get("rows", 0) for task in report.tasks) > 100
