"""Completed transactions as rows: what reports and returns read; the journal holds the whole body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.accounts import entry_rows
from local_db.database import Database, Row
from local_db.pos_schema import (
    account_entry,
    counter,
    journal,
    sale,
    sale_line,
    sale_return,
    sale_tax,
    sale_tender,
    stock_movement,
)
from local_db.rights import RightRows
from local_db.statements import Statement, constant
from pos_app.ports.store import SaleRecord
from retail.events import SaleCompleted
from retail.pricing import PricedLine
from retail.sale_record import return_kind
from retail.transaction import Returned

TURNOVER = "turnover"
"""Counter of the perpetual total: turnover without training since this file was made, never reset (M5.2)."""

_SALE = Statement(insert(sale))
_LINE = Statement(insert(sale_line))
_TENDER = Statement(insert(sale_tender))
_TAX = Statement(insert(sale_tax))
_MOVEMENT = Statement(insert(stock_movement))
_RETURN = Statement(insert(sale_return))
_ENTRY = Statement(insert(account_entry))
_TURNOVER = upsert(counter)
_ADD_TURNOVER = Statement(
    _TURNOVER.on_conflict_do_update(index_elements=["name"], set_={"n": counter.c.n + _TURNOVER.excluded.n})
)
_REVERSAL = sale.alias("reversal")
_RECORD = select(
    sale.c.seq, sale.c.kind, journal.c.hash, journal.c.body, func.coalesce(_REVERSAL.c.txn_id, "")
).select_from(
    sale.join(journal, journal.c.seq == sale.c.seq).outerjoin(
        _REVERSAL, (_REVERSAL.c.reverses == sale.c.txn_id) & (_REVERSAL.c.reverses != constant(""))
    )
)
_GET = Statement(_RECORD.where(sale.c.txn_id == bindparam("txn_id")))
_BY_RECEIPT = Statement(_RECORD.where(sale.c.receipt_no == bindparam("receipt_no")))
_REVERSALS = Statement(
    select(sale.c.reverses, sale.c.txn_id).where(
        sale.c.reverses != constant(""),
        sale.c.reverses.in_(select(func.json_each(bindparam("txn_ids")).table_valued("value").c.value)),
    )
)


class SaleRows:
    """`pos_app.ports.store.Sales` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, body: SaleCompleted, seq: int, kind: Literal["sale", "post_void"]) -> None:
        """Rows for the transaction and all that hangs on it; `seq` is its journal entry."""
        database = self._database
        database.change(_SALE, **_sale_row(body, seq, kind))
        database.change_many(_LINE, list(_line_rows(body, seq)))
        database.change_many(
            _TENDER,
            [
                {
                    "seq": seq,
                    "position": position,
                    "payment_id": tender.payment_id,
                    "kind": tender.kind,
                    "amount": tender.amount,
                    "brand": tender.brand,
                    "last4": tender.last4,
                }
                for position, tender in enumerate(body.tenders)
            ],
        )
        database.change_many(
            _TAX,
            [
                {
                    "seq": seq,
                    "position": position,
                    "code": group.code,
                    "rate": group.rate,
                    "net": group.net,
                    "tax": group.tax,
                    "gross": group.gross,
                }
                for position, group in enumerate(body.tax_groups)
            ],
        )
        database.change_many(
            _MOVEMENT,
            [
                {
                    "seq": seq,
                    "position": position,
                    "line_id": movement.line_id,
                    "sku": movement.sku,
                    "delta": movement.delta,
                    "reason": movement.reason,
                }
                for position, movement in enumerate(body.movements)
            ],
        )
        database.change_many(_RETURN, list(_return_rows(body, seq)))
        RightRows(database).spend(body.rights, seq)
        database.change_many(_ENTRY, list(entry_rows(body, seq)))
        if not body.origin.training:
            database.change(_ADD_TURNOVER, name=TURNOVER, n=body.total)

    def get(self, txn_id: str) -> SaleRecord | None:
        """By transaction id."""
        return _record(self._database.row(_GET, txn_id=txn_id))

    def by_receipt_no(self, receipt_no: str) -> SaleRecord | None:
        """By the number on the receipt."""
        return _record(self._database.row(_BY_RECEIPT, receipt_no=receipt_no))

    def reversals(self, txn_ids: Sequence[str]) -> dict[str, str]:
        """Of these, which were post-voided: txn_id → txn_id of the post-void."""
        rows = self._database.rows(_REVERSALS, txn_ids=msgspec.json.encode(txn_ids).decode())
        return dict(rows)


def _record(row: Row | None) -> SaleRecord | None:
    if row is None:
        return None
    seq, kind, entry_hash, body, reversed_by = row
    return SaleRecord(
        seq=seq,
        kind=kind,
        body=msgspec.json.decode(body, type=SaleCompleted),
        entry_hash=entry_hash,
        reversed_by=reversed_by,
    )


def _sale_row(body: SaleCompleted, seq: int, kind: str) -> dict[str, Any]:
    origin = body.origin
    return {
        "seq": seq,
        "txn_id": body.txn_id,
        "kind": kind,
        "receipt_no": body.receipt_no,
        "session_id": origin.session_id,
        "business_date": origin.business_date,
        "at": origin.at,
        "operator_id": origin.operator_id,
        "training": int(origin.training),
        "currency": body.currency,
        "total": body.total,
        "tax_total": body.tax_total,
        "discount_total": sum(_discount(amounts) for amounts in body.amounts),
        "promotion_total": sum(amounts.promotion_discount for amounts in body.amounts),
        "rounding": body.settlement.rounding,
        "cash_kept": body.settlement.cash_kept,
        "change": body.settlement.change,
        "reverses": body.reverses,
        "return_kind": return_kind(body),
        "return_total": sum(amounts.total for _, _, amounts in _returned(body)),
    }


def _returned(body: SaleCompleted) -> Iterator[tuple[int, Returned, PricedLine]]:
    """Place, reason and refund of the lines that came back; a post-void has none."""
    if body.reverses:
        return
    priced = {amounts.line_id: amounts for amounts in body.amounts}
    for position, line in enumerate(body.lines):
        if line.returned and not line.voided:
            yield position, line.returned, priced[line.line_id]


def _return_rows(body: SaleCompleted, seq: int) -> Iterator[dict[str, Any]]:
    for position, returned, _ in _returned(body):
        line = body.lines[position]
        yield {
            "seq": seq,
            "position": position,
            "line_id": line.line_id,
            "of_txn": returned.txn_id,
            "of_line": returned.line_id,
            "quantity": -line.quantity,
        }


def _line_rows(body: SaleCompleted, seq: int) -> Iterator[dict[str, Any]]:
    """All lines, the voided ones too; those have no amounts."""
    priced = {amounts.line_id: amounts for amounts in body.amounts}
    for position, line in enumerate(body.lines):
        amounts = priced.get(line.line_id)
        yield {
            "seq": seq,
            "position": position,
            "line_id": line.line_id,
            "kind": line.kind,
            "sku": line.sku,
            "name": line.name,
            "category": line.category,
            "department_id": line.department_id,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "tax_class": line.tax_class,
            "discount": _discount(amounts) if amounts else 0,
            "net": amounts.net if amounts else 0,
            "tax": amounts.tax if amounts else 0,
            "total": amounts.total if amounts else 0,
            "voided": int(line.voided),
        }


def _discount(amounts: PricedLine) -> int:
    return amounts.line_discount + amounts.transaction_discount
