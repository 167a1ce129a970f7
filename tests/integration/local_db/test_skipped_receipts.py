"""Receipt numbers that other histories of a terminal gave out are skipped, in one step or in several."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace
from typing import Any

import pytest

from local_db.sale_invariants import check_receipts


def findings(numbers: list[int], skips: list[tuple[int, int]]) -> int:
    """How much is wrong with a terminal that gave these numbers and skipped those."""
    driver = sqlite3.connect(":memory:")
    driver.execute("CREATE TABLE sale (seq INTEGER PRIMARY KEY, receipt_no TEXT)")
    driver.execute("CREATE TABLE skipped_number (counter TEXT, after INTEGER, upto INTEGER)")
    driver.executemany("INSERT INTO sale (receipt_no) VALUES (?)", [(f"S1-T2-{n:06}",) for n in numbers])
    driver.executemany("INSERT INTO skipped_number VALUES ('count:receipt', ?, ?)", skips)
    database: Any = SimpleNamespace(driver=driver)
    found = len(list(check_receipts(database)))
    driver.close()
    return found


@pytest.mark.parametrize(
    ("numbers", "skips", "wrong"),
    [
        ([1, 2, 3], [], 0),
        ([1, 3], [], 1),
        ([1, 5], [(1, 4)], 0),
        ([1, 5], [(1, 3), (3, 4)], 0),
        ([1, 5], [(3, 4)], 1),
        ([1, 6], [(1, 3), (3, 4)], 1),
        ([1, 1], [(1, 4)], 1),
    ],
)
def test_a_number_follows_the_last_or_what_was_skipped_behind_it(
    numbers: list[int], skips: list[tuple[int, int]], wrong: int
) -> None:
    assert findings(numbers, skips) == wrong
