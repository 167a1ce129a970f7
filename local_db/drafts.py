"""Open and suspended transactions, written with every command, so that a crash loses no line."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import bindparam, case, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database, Row
from local_db.pos_schema import draft
from local_db.statements import Statement, constant
from retail.errors import DataError
from retail.transaction import Transaction

_OPEN = Statement(select(draft.c.body).where(draft.c.state == constant("open")))
_GET = Statement(select(draft.c.body).where(draft.c.txn_id == bindparam("txn_id")))
_SUSPENDED = Statement(
    select(draft.c.body, draft.c.suspended_at)
    .where(draft.c.state == "suspended")
    .order_by(draft.c.suspended_at, draft.c.txn_id)
)
_NEW = insert(draft)
_SAVE = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["txn_id"],
        set_={
            "state": _NEW.excluded.state,
            "body": _NEW.excluded.body,
            # NULL while it is open; a suspended one keeps the moment at which it was parked.
            "suspended_at": case(
                (
                    _NEW.excluded.state == "suspended",
                    func.coalesce(draft.c.suspended_at, _NEW.excluded.suspended_at),
                )
            ),
        },
    )
)
_REMOVE = Statement(delete(draft).where(draft.c.txn_id == bindparam("txn_id")))


class DraftRows:
    """`pos_app.ports.store.Drafts` on `pos.db`; `now` gives UTC milliseconds."""

    def __init__(self, database: Database, now: Callable[[], int]) -> None:
        self._database = database
        self._now = now
        self._read_last: tuple[str, Transaction] | None = None
        """Text and transaction: one command asks several times, and the same text reads the same."""

    def current(self) -> Transaction | None:
        """The open transaction."""
        return self._read(self._database.row(_OPEN))

    def get(self, txn_id: str) -> Transaction | None:
        """An open or suspended transaction."""
        return self._read(self._database.row(_GET, txn_id=txn_id))

    def save(self, txn: Transaction) -> None:
        """Insert or replace. Raises `DataError("draft_finished")` for a completed or voided one."""
        if txn.state not in ("open", "suspended"):
            raise DataError(
                "draft_finished", f"A transaction that is {txn.state} is no draft.", state=txn.state
            )
        self._database.change(
            _SAVE,
            txn_id=txn.txn_id,
            state=txn.state,
            body=msgspec.json.encode(txn).decode(),
            suspended_at=self._now() if txn.state == "suspended" else None,
        )

    def remove(self, txn_id: str) -> None:
        """Forget it; nothing happens where it is not there."""
        self._database.change(_REMOVE, txn_id=txn_id)

    def suspended(self) -> tuple[tuple[Transaction, int], ...]:
        """(transaction, when it was suspended), oldest first."""
        rows = self._database.rows(_SUSPENDED)
        return tuple((msgspec.json.decode(body, type=Transaction), at) for body, at in rows)

    def _read(self, row: Row | None) -> Transaction | None:
        if row is None:
            return None
        text = row[0]
        if self._read_last is None or self._read_last[0] != text:
            self._read_last = (text, msgspec.json.decode(text, type=Transaction))
        return self._read_last[1]
