"""Finds receipt numbers that two stores gave out and pushed at the same instant: neither saw the other.

Pushes of one store come one after the other and of two stores side by side on PostgreSQL: each looks for the
number before the other is written. So it is looked at again, once an hour.
"""

from __future__ import annotations

from itertools import groupby

import msgspec

from hub.services.doubts import task_row
from hub.services.effects import Doubt
from hub.store import sales, tasks
from hub.store.database import Database

KIND = "receipt_number_twice"
WINDOW_MS = 2 * 3_600_000
"""How far back sales are looked at by when the hub received them: twice as long as between two looks."""
MADE_MS = 35 * 86_400_000
"""And by when a till made them: after an outage all stores push at one moment what is hours or days old."""


class _Told(msgspec.Struct, frozen=True):
    receipt_no: str = ""


def find_given_twice(database: Database, now: int) -> int:
    """Tell a person of the numbers that nobody was told of; how many."""
    since, made_since = now - WINDOW_MS, now - MADE_MS
    with database.read() as connection:
        if not sales.given_by_two_stores(connection, since, made_since):
            return 0
    with database.write() as connection:
        told = {
            msgspec.json.decode(row.detail, type=_Told).receipt_no
            for row in tasks.of_kinds(connection, (KIND,))
        }
        rows = []
        found = sales.given_by_two_stores(connection, since, made_since)
        for receipt_no, group in groupby(found, key=lambda row: str(row.receipt_no)):
            last = list(group)[-1]
            if receipt_no not in told:
                message = "This receipt number was given out by another store too."
                doubt = Doubt(kind=KIND, message=message, detail={"receipt_no": receipt_no})
                rows.append(task_row(doubt, last.op_id, last.terminal_id, now))
        tasks.raise_tasks(connection, rows)
    return len(rows)
