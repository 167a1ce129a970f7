"""A PostgreSQL of the tests does not outlive them, however they end."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from proof.postgres import binaries

WAIT_S = 60
SCRIPT = """
import sys
from proof.postgres import postgres
with postgres(fsync=False) as server:
    print(server.folder, server.url("x"), flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(binaries() is None, reason="PostgreSQL is not installed")
def test_a_killed_test_run_leaves_no_server_and_no_folder() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert run.stdout is not None and run.stdin is not None
    folder, url = run.stdout.readline().split()
    psycopg.connect(url).close()
    run.kill()
    run.wait(WAIT_S)
    run.stdin.close()
    run.stdout.close()
    deadline = time.monotonic() + WAIT_S
    while Path(folder).exists():
        assert time.monotonic() < deadline
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
