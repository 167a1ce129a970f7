"""The limit of the chain: the rows that pushes left, written by the bare driver into a twin of the database.

A process started by `proof.bench.chain`: PLAN, its own number, how many there are. It answers `load SEQ` (the
rows of one push of each of its terminals, up to that seq) and `write` (each push one transaction, durable).
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from sqlalchemy import Table

from hub.store.tables import feed, movement, op, sale, sale_line, sale_tender
from proof.bench.asked import answer_all
from proof.bench.chain_shop import EPOCH, Plan, seats

Row = tuple[Any, ...]
Batch = dict[str, list[Row]]
"""Table → rows of one push."""
_JOINS = {
    op: "",
    sale: "JOIN sale ON sale.op_id = op.op_id",
    sale_line: "JOIN sale ON sale.op_id = op.op_id JOIN sale_line ON sale_line.txn_id = sale.txn_id",
    sale_tender: "JOIN sale ON sale.op_id = op.op_id JOIN sale_tender ON sale_tender.txn_id = sale.txn_id",
    movement: "JOIN movement ON movement.op_id = op.op_id",
    feed: (
        "JOIN sale ON sale.op_id = op.op_id JOIN feed ON feed.scope = 'receipts:' || sale.store_id "
        "AND feed.kind = 'receipt' AND feed.key = sale.txn_id"
    ),
}
"""How the rows of each table are found, in the order in which foreign keys let them in."""
_READ = {
    table.name: (
        f"SELECT {', '.join(map(str, table.c))} FROM op {joins} "  # noqa: S608 - names of our own schema
        "WHERE op.terminal_id = %s AND op.epoch = %s AND op.seq > %s AND op.seq <= %s"
    )
    for table, joins in _JOINS.items()
}
_INSERT = {
    table.name: (
        f"INSERT INTO {table.name} ({', '.join(table.c.keys())}) "  # noqa: S608 - names of our own schema
        f"VALUES ({', '.join(['%s'] * len(table.c))})"
    )
    for table in _JOINS
}
_STOCK = (
    "INSERT INTO stock (store_id, sku, on_hand, unavailable, web_pool, oversold) "
    "VALUES (%s, %s, %s, 0, 0, 0) "
    "ON CONFLICT (store_id, sku) DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand"
)
_JOURNAL_HEAD = (
    "INSERT INTO journal_head (terminal_id, epoch, seq, hash, updated_at) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (terminal_id, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)
_FEED_HEAD = (
    "INSERT INTO feed_head (scope, epoch, seq, checksum, min_seq) VALUES (%s, %s, %s, %s, 0) "
    "ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq, checksum = excluded.checksum"
)


class Raw:
    """Reads what its terminals' pushes left at the hub, and writes it again."""

    def __init__(self, plan: Plan, mine: int, processes: int) -> None:
        self._plan = plan
        self._seats = seats(plan.stores, plan.terminals)[mine::processes]
        self._batches: deque[Batch] = deque()
        self._lines = [psycopg.connect(plan.twin) for _ in range(plan.connections)]
        for line in self._lines:
            line.execute("SET synchronous_commit = on")
            line.commit()

    def answer(self, question: str) -> Any:
        """What is asked on stdin."""
        word, _, seq = question.partition(" ")
        if word == "load":
            with psycopg.connect(self._plan.database) as hub:
                for seat in self._seats:
                    self._batches.append(self._batch(hub, seat.terminal_id, int(seq)))
            return len(self._batches)
        start = time.monotonic()
        with ThreadPoolExecutor(len(self._lines)) as pool:
            list(pool.map(self._write_all, self._lines))
        return time.monotonic() - start

    def _batch(self, hub: psycopg.Connection, terminal_id: str, seq: int) -> Batch:
        which = (terminal_id, EPOCH, seq - self._plan.sales, seq)
        rows: Batch = {name: hub.execute(query, which).fetchall() for name, query in _READ.items()}
        if len(rows["sale"]) != self._plan.sales:
            raise RuntimeError(f"{len(rows['sale'])} sales of a push of {self._plan.sales} are at the hub")
        return rows

    def _write_all(self, line: psycopg.Connection) -> None:
        while True:
            try:
                batch = self._batches.popleft()
            except IndexError:
                return
            with line.transaction(), line.cursor() as cursor:
                _write(cursor, batch)


def _write(cursor: psycopg.Cursor[Any], batch: Batch) -> None:
    """One push, in the order of the hub: the feed's counter row before the rows that it counts."""
    last, shown = _newest(op, batch["op"]), _newest(feed, batch["feed"])
    for name in ("op", "sale", "sale_line", "sale_tender", "movement"):
        cursor.executemany(_INSERT[name], batch[name])
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for _op_id, _line_id, store_id, sku, delta, *_rest in batch["movement"]:
        sums[store_id, sku] += delta
    cursor.executemany(_STOCK, [(*key, delta) for key, delta in sorted(sums.items())])
    cursor.execute(_FEED_HEAD, (shown["scope"], EPOCH, shown["seq"], shown["digest"]))
    cursor.executemany(_INSERT["feed"], batch["feed"])
    cursor.execute(
        _JOURNAL_HEAD, (last["terminal_id"], EPOCH, last["seq"], last["hash"], last["received_at"])
    )


def _newest(table: Table, rows: list[Row]) -> dict[str, Any]:
    """The row with the highest seq, by column."""
    named: list[dict[str, Any]] = [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
    return max(named, key=lambda row: int(row["seq"]))


def main() -> None:
    """Write until stdin ends."""
    answer_all(Raw(Plan.read(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])).answer)


if __name__ == "__main__":
    main()
