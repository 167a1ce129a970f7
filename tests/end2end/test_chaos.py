"""A few seconds of `tillbridge chaos`: real processes under kill -9 lose and double nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from proof.postgres import binaries

pytestmark = pytest.mark.skipif(
    binaries() is None or not Path("/proc/self").exists(), reason="needs PostgreSQL and /proc"
)
SECONDS = 8


@pytest.mark.timeout(600)
def test_a_few_seconds_of_chaos_lose_and_double_nothing(tmp_path: Path) -> None:
    words = ("--minutes", str(SECONDS / 60), "--tills", "2", "--keep", str(tmp_path / "kept"), "--json")
    command = [sys.executable, "-m", "pos_app", "chaos", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert (report["lost"], report["doubled"], report["findings"]) == (0, 0, [])
    assert report["receipts"] == report["ops"] == report["sales"] > 0
    assert report["movements"] == report["lines"] > 0
    assert report["kills"] == sum(report["killed"].values()) > 0
