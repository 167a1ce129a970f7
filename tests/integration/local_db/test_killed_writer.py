"""A till that is killed at any instant: what was said to be sold is there once, and nothing is torn."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from local_db.invariants import check
from tests.fakes.store import KEYS, open_terminal

KILLS = 8


def run_and_kill(data: Path, after_lines: int, then_s: float) -> list[str]:
    """Let it sell until it printed so many lines and a moment longer; returns all that it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.selling_process", str(data)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if len(said) == after_lines:
            break
    else:
        pytest.fail("the selling process ended by itself")
    timer = threading.Timer(then_s, process.kill)
    timer.start()
    # Whatever came out of the pipe before the kill was durable.
    said += [line.strip() for line in process.stdout if line.endswith("\n")]
    timer.join()
    process.wait()
    process.stdout.close()
    return said


def test_what_was_sold_is_there_once_after_every_kill(tmp_path: Path) -> None:
    chance = random.Random(20261121)  # noqa: S311 - a seeded choice of instants
    data = tmp_path / "data"
    sold = 0
    for _ in range(KILLS):
        said = run_and_kill(data, chance.randint(1, 5), chance.uniform(0, 0.05))
        told = [int(line.split()[1]) for line in said if line.startswith("sold")]
        drafted = [int(line.split()[1]) for line in said if line.startswith("draft")]

        assert check(data, KEYS) == []
        terminal = open_terminal(data)
        with terminal.store.read() as unit:
            sums, draft = unit.sessions.sums("session-1"), unit.drafts.current()
        terminal.close()

        assert told == list(range(sold + 1, sold + 1 + len(told)))
        sold = sums.sales_count
        assert sold >= max(told, default=0)
        assert sums.perpetual_total == sums.sales_total == sold * (119 + 99)
        assert sums.counts.get("drawer", 0) == sold
        assert sums.last_receipt == (f"S1-T2-{sold:06d}" if sold else "")
        if draft is not None:
            assert draft.txn_id == f"txn-{sold + 1}"
        if drafted and drafted[-1] > sold:
            assert draft is not None
            assert len(draft.lines) == 2
    assert sold > KILLS
