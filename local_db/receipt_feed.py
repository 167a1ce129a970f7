"""Feed rows of scope `receipts:<store>`: the store's receipts, found by number, item and time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.database import Database
from local_db.feed import Held, RowId
from local_db.pos_feed import PosRows
from local_db.pos_schema import receipt, receipt_item
from local_db.statements import Statement
from retail.errors import KnownError
from retail.receipt_number import parse
from retail.sold_receipt import SoldReceipt
from sync.ports import FeedRow

RECEIPTS = "receipts:"
"""Scopes of this name hold the receipts of a store."""
RECEIPT = "receipt"
"""Kind of a row that is one."""

_HELD = Statement(
    select(receipt.c.txn_id, receipt.c.digest, receipt.c.round).where(
        receipt.c.txn_id.in_(select(func.json_each(bindparam("keys")).table_valued("value").c.value))
    )
)
_NEW = upsert(receipt)
_PUT = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["txn_id"],
        set_={name: _NEW.excluded[name] for name in receipt.c.keys()[1:]},
    )
)
_PUT_ITEM = Statement(insert(receipt_item))
_DELETE = Statement(delete(receipt).where(receipt.c.txn_id == bindparam("which")))
_DELETE_ITEMS = Statement(delete(receipt_item).where(receipt_item.c.txn_id == bindparam("which")))
_OTHERS = (receipt.c.scope == bindparam("scope")) & (receipt.c.round != bindparam("current"))
_SWEEP_ITEMS = Statement(
    delete(receipt_item).where(receipt_item.c.txn_id.in_(select(receipt.c.txn_id).where(_OTHERS)))
)
_SWEEP = Statement(delete(receipt).where(_OTHERS))


def is_receipt_scope(scope: str) -> bool:
    """Whether the rows of `scope` are receipts."""
    return scope.startswith(RECEIPTS)


class ReceiptRows:
    """`local_db.feed.RowTables` for receipts; a row of another kind, or one that is none, stays raw."""

    def __init__(self, raw: PosRows) -> None:
        self._raw = raw

    def held(self, database: Database, scope: str, ids: Sequence[RowId]) -> dict[RowId, Held]:
        """Of `ids`, those that are there."""
        keys = msgspec.json.encode([key for kind, key in ids if kind == RECEIPT]).decode()
        found = self._raw.held(database, scope, ids)
        for key, digest, in_round in database.rows(_HELD, keys=keys):
            found[RECEIPT, key] = Held(digest, in_round)
        return found

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        """Insert or replace; a body that is no receipt is kept raw and found by nobody."""
        if row.kind == RECEIPT:
            self.delete(database, scope, (row.kind, row.key))
            if _put(database, scope, row, held):
                return
        self._raw.put(database, scope, row, held)

    def delete(self, database: Database, scope: str, row_id: RowId) -> None:
        """Remove the row from wherever it lies."""
        kind, key = row_id
        if kind == RECEIPT:
            database.change(_DELETE, which=key)
            database.change(_DELETE_ITEMS, which=key)
        self._raw.delete(database, scope, row_id)

    def sweep(self, database: Database, scope: str, current: int) -> None:
        """Drop the rows of other rounds."""
        database.change(_SWEEP_ITEMS, scope=scope, current=current)
        database.change(_SWEEP, scope=scope, current=current)
        self._raw.sweep(database, scope, current)


def _put(database: Database, scope: str, row: FeedRow, held: Held) -> bool:
    """Whether the body is a receipt of this key, and was kept."""
    try:
        sold = msgspec.convert(row.body, SoldReceipt)
        number = parse(sold.receipt_no).n
    except (msgspec.ValidationError, KnownError):
        return False
    if sold.txn_id != row.key:
        return False
    database.change(
        _PUT,
        txn_id=row.key,
        scope=scope,
        rev=row.rev,
        digest=held.digest,
        round=held.round,
        number=number,
        at=sold.at,
        body=msgspec.json.encode(row.body).decode(),
    )
    skus = sorted({line.sku for line in sold.lines if line.sku})
    database.change_many(_PUT_ITEM, [{"sku": sku, "at": sold.at, "txn_id": row.key} for sku in skus])
    return True
