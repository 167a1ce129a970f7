"""Receipts of the whole store at this terminal: its own from its journal, the others as the hub sent them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace
from sqlalchemy import bindparam, func, select

from local_db.database import Database
from local_db.pos_schema import journal, receipt, receipt_item, sale, sale_line, sale_return
from local_db.statements import Statement, constant
from pos_app.ports.returns import KnownReceipt
from retail.events import SaleCompleted
from retail.receipt_number import parse
from retail.sold_receipt import ReturnFact, SoldReceipt, joined, return_facts, sold_receipt

_UNDONE = sale.alias("undone")


_OWN = Statement(
    select(journal.c.body)
    .select_from(sale.join(journal, journal.c.seq == sale.c.seq))
    .where(sale.c.txn_id == bindparam("txn_id"))
)
_REVERSED = Statement(
    select(sale.c.txn_id).where(sale.c.reverses == bindparam("txn_id"), sale.c.reverses != constant(""))
)
_OWN_RETURNS = Statement(
    select(journal.c.body)
    .distinct()
    .select_from(
        sale_return.join(sale, sale.c.seq == sale_return.c.seq).join(journal, journal.c.seq == sale.c.seq)
    )
    .where(
        sale_return.c.of_txn == bindparam("txn_id"),
        sale_return.c.of_txn != constant(""),
        ~select(_UNDONE.c.seq)
        .where(_UNDONE.c.reverses == sale.c.txn_id, _UNDONE.c.reverses != constant(""))
        .exists(),
    )
)
_MADE_HERE = Statement(
    select(sale.c.txn_id).where(
        sale.c.txn_id.in_(select(func.json_each(bindparam("txn_ids")).table_valued("value").c.value))
    )
)
_AT_HUB = Statement(select(receipt.c.body).where(receipt.c.txn_id == bindparam("txn_id")))
_NUMBERED = Statement(select(receipt.c.txn_id, receipt.c.at).where(receipt.c.number == bindparam("number")))
_NEWEST = Statement(
    select(receipt.c.txn_id, receipt.c.at).order_by(receipt.c.at.desc()).limit(bindparam("limit"))
)
_HOLDING = Statement(
    select(receipt_item.c.txn_id, receipt_item.c.at)
    .where(receipt_item.c.sku == bindparam("sku"))
    .order_by(receipt_item.c.at.desc())
    .limit(bindparam("limit"))
)
_IS_SALE = (
    (sale.c.kind == constant("sale"))
    & (sale.c.return_kind != constant("return"))
    & (sale.c.training == bindparam("training"))
)
_OWN_NEWEST = Statement(
    select(sale.c.txn_id, sale.c.at).where(_IS_SALE).order_by(sale.c.seq.desc()).limit(bindparam("limit"))
)
_OWN_HOLDING = Statement(
    select(sale.c.txn_id, sale.c.at)
    .select_from(sale_line.join(sale, sale.c.seq == sale_line.c.seq))
    .where(
        sale_line.c.sku == bindparam("sku"),
        sale_line.c.sku != constant(""),
        sale_line.c.quantity > constant(0),
        sale_line.c.voided == constant(0),
        _IS_SALE,
    )
    .group_by(sale_line.c.seq)
    .order_by(sale_line.c.seq.desc())
    .limit(bindparam("limit"))
)
_OWN_NUMBERED = Statement(
    select(sale.c.txn_id, sale.c.at).where(sale.c.receipt_no == bindparam("receipt_no"), _IS_SALE)
)
_ANY_OWN = Statement(select(sale.c.receipt_no).order_by(sale.c.seq).limit(1))


class KnownReceipts:
    """`pos_app.ports.returns.Receipts` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, txn_id: str) -> KnownReceipt | None:
        """The receipt with every return and cancellation known here, each counted once."""
        own = self._own(txn_id)
        row = self._database.row(_AT_HUB, txn_id=txn_id)
        heard = None if row is None else msgspec.json.decode(row[0], type=SoldReceipt)
        receipt = own or heard
        if receipt is None:
            return None
        told = heard.returns if heard else ()
        gone = receipt.reversed or bool(heard and heard.reversed)
        receipt = replace(receipt, reversed=gone, returns=self._elsewhere(told))
        return KnownReceipt(receipt=joined(receipt, self._own_returns(txn_id)), own=own is not None)

    def by_number(self, number: int, *, training: bool) -> tuple[KnownReceipt, ...]:
        """Those whose number ends in this count, newest first."""
        found = list(
            self._database.rows(
                _OWN_NUMBERED, receipt_no=self._own_number(number, training=training), training=int(training)
            )
        )
        if not training:
            found += self._database.rows(_NUMBERED, number=number)
        return self._newest_of(found)

    def with_item(self, sku: str, limit: int, *, training: bool) -> tuple[KnownReceipt, ...]:
        """Those on which this item was sold, newest first."""
        found = list(self._database.rows(_OWN_HOLDING, sku=sku, limit=limit, training=int(training)))
        if not training:
            found += self._database.rows(_HOLDING, sku=sku, limit=limit)
        return self._newest_of(found, limit)

    def newest(self, limit: int, *, training: bool) -> tuple[KnownReceipt, ...]:
        """Newest first."""
        found = list(self._database.rows(_OWN_NEWEST, limit=limit, training=int(training)))
        if not training:
            found += self._database.rows(_NEWEST, limit=limit)
        return self._newest_of(found, limit)

    def _newest_of(
        self, found: Iterable[tuple[str, int]], limit: int | None = None
    ) -> tuple[KnownReceipt, ...]:
        times = dict(found)
        ordered = sorted(times, key=lambda txn_id: (times[txn_id], txn_id), reverse=True)
        known = (self.get(txn_id) for txn_id in ordered[:limit])
        return tuple(one for one in known if one is not None)

    def _own(self, txn_id: str) -> SoldReceipt | None:
        row = self._database.row(_OWN, txn_id=txn_id)
        sold = None if row is None else sold_receipt(msgspec.json.decode(row[0], type=SaleCompleted))
        if sold is None:
            return None
        return replace(sold, reversed=self._database.row(_REVERSED, txn_id=txn_id) is not None)

    def _own_returns(self, txn_id: str) -> tuple[ReturnFact, ...]:
        """What this terminal took back of a sale, but for returns that it cancelled."""
        bodies = [body for (body,) in self._database.rows(_OWN_RETURNS, txn_id=txn_id)]
        sales = [msgspec.json.decode(body, type=SaleCompleted) for body in bodies]
        return tuple(fact for sale_ in sales for of, fact in return_facts(sale_) if of == txn_id)

    def _elsewhere(self, facts: tuple[ReturnFact, ...]) -> tuple[ReturnFact, ...]:
        """Of what the hub told, what was not made here: of that this terminal knows more."""
        if not facts:
            return ()
        txn_ids = msgspec.json.encode(sorted({fact.txn_id for fact in facts})).decode()
        here = {txn_id for (txn_id,) in self._database.rows(_MADE_HERE, txn_ids=txn_ids)}
        return tuple(fact for fact in facts if fact.txn_id not in here)

    def _own_number(self, number: int, *, training: bool) -> str:
        """What this terminal printed on its receipt of this count; empty where it printed none yet."""
        row = self._database.row(_ANY_OWN)
        if row is None:
            return ""
        return replace(parse(row[0]), n=number, training=training).text()
