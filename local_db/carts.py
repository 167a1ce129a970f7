"""Parked sales of the store and keys of its terminals, from the feed; the till's questions about carts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.database import Database
from local_db.feed_bodies import ROW, ROWS
from local_db.finding import Finding
from local_db.identity import read_identity
from local_db.pos_schema import cart_ask, kept_sale, sale_line
from local_db.statements import Statement, constant
from pos_app.ports.carts import CartAsk
from retail.cart import ParkedSale, TerminalKey

CART = "cart:"
"""Before the store's id: the name of the feed of its parked sales."""
CONFIG = "config:"
PARKED = "parked"
TERMINAL_KEY = "terminal_key"
SHAPES: dict[str, type[msgspec.Struct]] = {PARKED: ParkedSale, TERMINAL_KEY: TerminalKey}
"""Kinds of rows of these feeds."""

S = TypeVar("S", bound=msgspec.Struct)

_NEW_ASK = upsert(cart_ask)
_KEEP_ASK = Statement(
    _NEW_ASK.on_conflict_do_update(
        index_elements=["request_id"],
        set_={"state": _NEW_ASK.excluded.state, "body": _NEW_ASK.excluded.body},
    )
)
_DROP_ASK = Statement(delete(cart_ask).where(cart_ask.c.request_id == bindparam("which")))
_ASK = Statement(select(cart_ask.c.body).where(cart_ask.c.request_id == bindparam("which")))
_ASKS = Statement(select(cart_ask.c.body).order_by(cart_ask.c.n))
_KEEP_OWN = Statement(upsert(kept_sale).on_conflict_do_nothing())
_IS_KEPT = Statement(select(kept_sale.c.txn_id).where(kept_sale.c.txn_id == bindparam("txn_id")))
_SOLD = Statement(
    select(sale_line.c.line_id).where(
        sale_line.c.voided == constant(0),
        sale_line.c.line_id.in_(select(func.json_each(bindparam("lines")).table_valued("value").c.value)),
    )
)


def is_cart_scope(scope: str) -> bool:
    """Whether the rows of `scope` are parked sales: nothing that the till is set up by."""
    return scope.startswith(CART)


class CartRows:
    """`pos_app.ports.carts.Carts` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def at_hub(self) -> bool:
        """Whether this terminal belongs to a hub."""
        return read_identity(self._database) is not None

    def parked(self) -> tuple[ParkedSale, ...]:
        """Of all terminals, oldest first, claimed ones too."""
        found = self._rows(CART, PARKED, ParkedSale)
        return tuple(sorted(found, key=lambda one: (one.suspended_at, one.txn_id)))

    def parked_one(self, txn_id: str) -> ParkedSale | None:
        """By its id."""
        row = self._database.row(ROW, scope=self._scope(CART), kind=PARKED, key=txn_id)
        return None if row is None else msgspec.json.decode(row[0], type=ParkedSale)

    def terminal_keys(self) -> tuple[TerminalKey, ...]:
        """Of the store's terminals."""
        return self._rows(CONFIG, TERMINAL_KEY, TerminalKey)

    def keep_ask(self, ask: CartAsk) -> None:
        """Insert or replace."""
        self._database.change(
            _KEEP_ASK,
            n=None,
            request_id=ask.request.request_id,
            state=ask.state,
            body=msgspec.json.encode(ask).decode(),
        )

    def drop_ask(self, request_id: str) -> None:
        """Forget it."""
        self._database.change(_DROP_ASK, which=request_id)

    def ask(self, request_id: str) -> CartAsk | None:
        """By its id."""
        row = self._database.row(_ASK, which=request_id)
        return None if row is None else msgspec.json.decode(row[0], type=CartAsk)

    def asks(self) -> tuple[CartAsk, ...]:
        """Oldest first."""
        return tuple(msgspec.json.decode(body, type=CartAsk) for (body,) in self._database.rows(_ASKS))

    def keep_own(self, txn_id: str) -> None:
        """It is never dropped for another till's claim."""
        self._database.change(_KEEP_OWN, txn_id=txn_id)

    def is_kept(self, txn_id: str) -> bool:
        """Whether it was gone on with without the hub."""
        return self._database.row(_IS_KEPT, txn_id=txn_id) is not None

    def sold_here(self, line_ids: Sequence[str]) -> frozenset[str]:
        """Of these lines, those that this terminal sold."""
        lines = msgspec.json.encode(list(line_ids)).decode()
        return frozenset(line_id for (line_id,) in self._database.rows(_SOLD, lines=lines))

    def _scope(self, feed: str) -> str:
        who = read_identity(self._database)
        return f"{feed}{who.store_id}" if who else ""

    def _rows(self, feed: str, kind: str, shape: type[S]) -> tuple[S, ...]:
        rows = self._database.rows(ROWS, scope=self._scope(feed), kind=kind)
        return tuple(msgspec.json.decode(body, type=shape) for (body,) in rows)


# Not AS id: json_each has a column of that name, the element's place in its document.
_TWICE = """SELECT json_extract(line.value, '$.line_id') AS line_id
    FROM draft, json_each(draft.body, '$.lines') AS line GROUP BY line_id HAVING count(*) > 1"""


def check_carts(database: Database) -> Iterator[Finding]:
    """A line stands on one open or parked sale only: nothing that was taken over is there twice."""
    for (line_id,) in database.driver.execute(_TWICE):
        yield Finding(invariant="draft_lines", message=f"line {line_id} stands on two open or parked sales")
