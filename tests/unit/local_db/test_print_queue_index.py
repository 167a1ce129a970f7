"""The print queue asks the index of what is not printed: a year of receipts must not make a sale slower."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_db import print_jobs
from local_db.statements import Statement
from tests.fakes.store import open_terminal


@pytest.mark.parametrize("statement", [print_jobs._NEXT, print_jobs._ALL_UNPRINTED, print_jobs._WAITING])
def test_only_what_waits_is_looked_at(tmp_path: Path, statement: Statement) -> None:
    terminal = open_terminal(tmp_path)
    try:
        values = tuple("" for _ in range(statement.sql.count("?")))
        plan = terminal.pos.driver.execute(f"EXPLAIN QUERY PLAN {statement.sql}", values).fetchall()
    finally:
        terminal.close()
    assert "USING INDEX print_job_unprinted" in str(plan)
