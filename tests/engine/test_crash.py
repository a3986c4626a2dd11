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
    chance = random.Random(seed)
    for number in range(12):
        desk.put(f"{number:02}.txt", f"slow {number}\n" * (number % 4 + 1))
    desk.run(timeout=60.0)
    old = desk.bytes()
    desk.edit("lines", "line.strip()", "line.strip(' ')")
    desk.edit("items", "+ 1", "+ 2")
    for _ in range(KILLS):
        command = desk.start("run")
        time.sleep(chance.uniform(0.2, 1.5))
        assert command.poll() in (None, 0)
        if chance.random() < 0.5:
            with suppress(ProcessLookupError):
                os.killpg(command.pid, signal.SIGKILL)
        else:
            command.kill()
        command.communicate()
        assert desk.bytes() == old or len(desk.table("documents")) == 12
        assert all(pq.read_table(desk.processed / name).num_columns for name in desk.bytes())
    _wait_for_workers(desk)
    desk.run(timeout=60.0)
    resumed = desk.bytes()
    assert resumed != old
    assert not [path for path in desk.processed.rglob(".*") if path.name != ".lock"]
    shutil.rmtree(desk.processed)
    desk.run(timeout=60.0)
    assert desk.bytes() == resumed


def _wait_for_workers(desk: Desk) -> None:
    """No process that works for a killed run may outlive it for long."""
    end = time.monotonic() + 5
    while subprocess.run(["pgrep", "-f", str(desk.root)], capture_output=True, check=False).returncode == 0:
        assert time.monotonic() < end, "workers outlived their run"
        time.sleep(0.05)
