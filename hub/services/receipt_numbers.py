"""Finds receipt numbers that two stores gave out and pushed at the same instant: neither saw the other.

Pushes of one store come one after the other and of two stores side by side on PostgreSQL: each looks for the
number before the other is written. So it is looked at again, once an hour: what came since the last look is
compared with all that there is, however long ago it was sold.
"""

from __future__ import annotations

import msgspec

from hub.services.doubts import task_row
from hub.services.effects import Doubt
from hub.store import receipt_looks, sales, tasks
from hub.store.database import Database

KIND = "receipt_number_twice"
AT_ONCE = 500
"""Sales that are compared in one statement."""


class _Told(msgspec.Struct, frozen=True):
    receipt_no: str = ""


def find_given_twice(database: Database, now: int) -> int:
    """Tell a person of the numbers that nobody was told of; how many."""
    with database.read() as connection:
        news = receipt_looks.not_looked_at(connection)
        fresh = [op_id for stretch in news for op_id in receipt_looks.sales_of(connection, stretch)]
        found = [
            row
            for start in range(0, len(fresh), AT_ONCE)
            for row in sales.given_by_two_stores(connection, fresh[start : start + AT_ONCE])
        ]
    if not news:
        return 0
    last = {row.receipt_no: row for row in sorted(found, key=lambda row: (row.at, row.op_id))}
    with database.write() as connection:
        told = {
            msgspec.json.decode(row.detail, type=_Told).receipt_no
            for row in (tasks.of_kinds(connection, (KIND,)) if last else ())
        }
        rows = [
            task_row(_doubt(number), row.op_id, row.terminal_id, now)
            for number, row in sorted(last.items())
            if number not in told
        ]
        tasks.raise_tasks(connection, rows)
        receipt_looks.note(connection, news)
    return len(rows)


def _doubt(number: str) -> Doubt:
    message = "This receipt number was given out by another store too."
    return Doubt(kind=KIND, message=message, detail={"receipt_no": number})
