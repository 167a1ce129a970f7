"""The store's stock here: the hub's rows with this terminal's own movements that they do not count yet."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, case, func, insert, select, union_all

from local_db.database import Database
from local_db.feed_bodies import ROW, ROWS
from local_db.identity import read_identity
from local_db.pos_schema import (
    feed_cursor,
    journal,
    right_use,
    sale_line,
    stock_change,
    stock_movement,
)
from local_db.statements import Statement, constant
from pos_app.ports.stock import KnownStock
from retail.events import Movement
from retail.sale_record import DAMAGED
from retail.stock import Elsewhere, IncomingTransfer, StockState, StoreName

STOCK = "stock:"
"""Before the store's id: the name of the feed of its stock."""
ELSEWHERE = "elsewhere"
SHAPES: dict[str, type[msgspec.Struct]] = {
    "stock": StockState,
    "transfer": IncomingTransfer,
    "elsewhere": Elsewhere,
    "store_name": StoreName,
}
"""Kinds of rows in these feeds."""

_SEQ = Statement(select(feed_cursor.c.seq).where(feed_cursor.c.scope == bindparam("scope")))
_FIRST_LATER = Statement(
    select(journal.c.seq).where(journal.c.hlc > bindparam("seen")).order_by(journal.c.hlc).limit(constant(1))
)
_SOLD = (
    select(stock_movement.c.delta, stock_movement.c.reason)
    .select_from(
        sale_line.join(
            stock_movement,
            (stock_movement.c.seq == sale_line.c.seq) & (stock_movement.c.line_id == sale_line.c.line_id),
        )
    )
    .where(
        sale_line.c.sku == bindparam("sku"),
        sale_line.c.sku != constant(""),
        sale_line.c.seq >= bindparam("first"),
    )
)
_DONE = select(stock_change.c.delta, stock_change.c.reason).where(
    stock_change.c.sku == bindparam("sku"), stock_change.c.seq >= bindparam("first")
)
_both = union_all(_SOLD, _DONE).subquery()
_OWN = Statement(
    select(
        func.coalesce(func.sum(_both.c.delta), 0),
        func.coalesce(
            func.sum(case((_both.c.reason == constant(DAMAGED), _both.c.delta), else_=constant(0))), 0
        ),
    )
)
_COVERED = Statement(
    select(func.coalesce(func.sum(right_use.c.quantity), 0)).where(
        right_use.c.kind == constant("stock"),
        right_use.c.subject == bindparam("sku"),
        right_use.c.seq >= bindparam("first"),
    )
)
_CHANGE = Statement(insert(stock_change))
_BEYOND_ALL = 2**63 - 1


def is_stock_scope(scope: str) -> bool:
    """Whether the rows of `scope` are stock here or elsewhere: nothing that the till is set up by."""
    return scope.startswith((STOCK, ELSEWHERE))


class StockRows:
    """`pos_app.ports.stock.Stock` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, sku: str) -> KnownStock | None:
        """None where this store keeps no stock of it."""
        who = read_identity(self._database)
        scope = f"{STOCK}{who.store_id}" if who else ""
        row = self._database.row(ROW, scope=scope, kind="stock", key=sku)
        if row is None or who is None:
            return None
        state = msgspec.json.decode(row[0], type=StockState)
        first = self._first_later(state.seen.get(who.terminal_id, ""))
        delta, damaged = self._database.rows(_OWN, sku=sku, first=first)[0]
        (covered,) = self._database.rows(_COVERED, sku=sku, first=first)[0]
        return KnownStock(
            sku=sku,
            on_hand=state.on_hand + delta,
            unavailable=state.unavailable + damaged,
            available=state.available + delta - damaged + covered,
            tracked=state.tracked,
            feed_seq=self.feed_seq(),
            at=state.at,
        )

    def moved_since(self, sku: str, seen: str) -> int:
        """By how much this terminal moved it in entries later than this hybrid time."""
        delta, _ = self._database.rows(_OWN, sku=sku, first=self._first_later(seen))[0]
        return int(delta)

    def _first_later(self, seen: str) -> int:
        # The hybrid clock grows with the journal: later is all from here on.
        later = self._database.row(_FIRST_LATER, seen=seen)
        return int(later[0]) if later else _BEYOND_ALL

    def elsewhere(self, sku: str) -> Elsewhere | None:
        """What other stores have, as old as it says."""
        row = self._database.row(ROW, scope=ELSEWHERE, kind="elsewhere", key=sku)
        return None if row is None else msgspec.json.decode(row[0], type=Elsewhere)

    def store_names(self) -> dict[str, str]:
        """Names of the chain's stores, by id."""
        rows = self._database.rows(ROWS, scope=ELSEWHERE, kind="store_name")
        return {
            one.store_id: one.name for one in (msgspec.json.decode(row[0], type=StoreName) for row in rows)
        }

    def feed_seq(self) -> int:
        """Position of the stock feed; 0 before it was read."""
        who = read_identity(self._database)
        row = self._database.row(_SEQ, scope=f"{STOCK}{who.store_id}") if who else None
        return 0 if row is None else int(row[0])

    def transfers(self) -> tuple[IncomingTransfer, ...]:
        """Goods on their way here, oldest first."""
        who = read_identity(self._database)
        rows = self._database.rows(ROWS, scope=f"{STOCK}{who.store_id}", kind="transfer") if who else []
        found = [msgspec.json.decode(row[0], type=IncomingTransfer) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.sent_at, one.transfer_id)))

    def moved(self, movements: Sequence[Movement], seq: int) -> None:
        """Journal entry `seq` of a stock document moved these."""
        self._database.change_many(
            _CHANGE,
            [
                {"seq": seq, "position": n, "sku": one.sku, "delta": one.delta, "reason": one.reason}
                for n, one in enumerate(movements)
            ],
        )
