"""Killed at any moment and started again, a run leaves the same bytes as one that was never killed."""

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress

import pyarrow.parquet as pq
import pytest

from tests.engine.desk import Desk

KILLS = int(os.environ.get("KILLS", "6"))
"""How often a run is killed; many more make a better test and a longer one."""


@pytest.mark.parametrize("seed", range(2))
def test_killed_again_and_again_a_run_ends_with_the_same_bytes(desk: Desk, seed: int) -> None:
    """The code changes before every run that is killed, so that each has work to do and other rows to give."""
    chance = random.Random(seed)
    for number in range(12):
        desk.put(f"{number:02}.txt", f"slow {number}\n" * (number % 4 + 1))
    assert desk.call("run").returncode == 0
    for turn in range(1, KILLS + 1):
        desk.edit("items", f"+ {turn}\n", f"+ {turn + 1}\n")
        desk.edit("read", f"sleep(0.05{turn - 1})", f"sleep(0.05{turn})")
        with desk.start("run") as command:
            time.sleep(chance.uniform(0.2, 2.0))
            assert command.poll() in (None, 0)
            with suppress(ProcessLookupError):
                (os.killpg if chance.random() < 0.5 else os.kill)(command.pid, signal.SIGKILL)
        assert all(pq.read_table(desk.processed / name).num_columns for name in desk.bytes())
        assert len({row["position"] - row["block"] for row in desk.table("list_items").to_pylist()}) == 1
    _wait_for_workers(desk)
    assert desk.call("run").returncode == 0
    resumed = desk.bytes()
    assert not [path for path in desk.processed.rglob(".*") if path.name != ".lock"]
    shutil.rmtree(desk.processed)
    assert desk.call("run").returncode == 0
    assert desk.bytes() == resumed


def _wait_for_workers(desk: Desk) -> None:
    """No process that works for a killed run may outlive it for long."""
    end = time.monotonic() + 5
    while subprocess.run(["pgrep", "-f", str(desk.root)], capture_output=True, check=False).returncode == 0:
        assert time.monotonic() < end, "workers outlived their run"
        time.sleep(0.05)
