"""Applies fresh ops: all at once where that works, else one by one behind savepoints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from hub.services import (
    cart_following,
    customer_ops,
    customer_writing,
    epochs,
    loyalty_effects,
    stock_effects,
)
from hub.services import returns as returns_of
from hub.services.customer_ops import CustomerWork
from hub.services.doubts import task_row
from hub.services.effects import Doubt, Effects, Permanent, effects_of
from hub.services.hashing import checked_text
from hub.services.sales_apart import SalesSeen
from hub.store import customers, journal, nearly_never, returns, sales, stock, tasks
from hub.store.database import Connection, refused_by_database
from hub.store.feeds import Outgoing, publish_each
from hub.store.terminals import TerminalRecord
from sync import messages as m

NO_TEXT = "text_impossible"
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""NUL as canonical JSON writes it: an escape whose backslash is not itself escaped."""


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a fresh op."""

    seq: int
    hash: str
    status: m.OpStatus
    code: str | None = None


class _Ready(msgspec.Struct, kw_only=True):
    """An op on its way in, with what it does or why it cannot."""

    op: m.WireOp
    text: str
    effects: Effects | None = None
    customer: CustomerWork | None = None
    personal: dict[str, Any] | None = None
    status: m.OpStatus = "applied"
    code: str | None = None
    message: str = ""

    def put_aside(self, code: str, message: str, status: m.OpStatus = "quarantined") -> None:
        self.effects = self.customer = None
        self.status, self.code, self.message = status, code, message


def apply(
    connection: Connection, terminal: TerminalRecord, epoch: str, ops: Sequence[m.WireOp], now: int
) -> tuple[Applied, ...]:
    """Store the ops and what they do. Raises only for passing trouble: then roll everything back."""
    ready = [_prepare(op, terminal) for op in ops]
    _lock(connection, ready)
    doubts = _look_back(connection, ready)
    for one in ready:
        _look_at_customers(connection, terminal, one, now)
    if ready and not _write(connection, terminal, epoch, ready, now):
        for one in ready:
            if not _write(connection, terminal, epoch, [one], now):
                one.put_aside("refused_by_database", "The hub's database cannot hold this op.")
                journal.insert_ops(connection, [_op_row(one, terminal, epoch, now)])
    _put_aside(connection, ready, now)
    _follow(connection, terminal, ready, doubts, now)
    return tuple(Applied(seq=one.op.seq, hash=one.op.hash, status=one.status, code=one.code) for one in ready)


def retry(connection: Connection, terminal: TerminalRecord, op: m.WireOp, now: int) -> tuple[str, str] | None:
    """Apply an op that is stored in quarantine; code and reason where it is refused again, else None."""
    one = _prepare(op, terminal)
    doubts = _look_back(connection, [one])
    _look_at_customers(connection, terminal, one, now)
    if one.effects is not None:
        with refused_by_database(connection) as outcome:
            _write_effects(connection, terminal, [one])
        if outcome.refused:
            one.put_aside("refused_by_database", "The hub's database cannot hold this op.")
    if one.code is not None:
        return one.code, one.message
    journal.set_status(connection, op.op_id, "applied", None)
    _follow(connection, terminal, [one], doubts, now)
    return None


def _prepare(op: m.WireOp, terminal: TerminalRecord) -> _Ready:
    holds, text = checked_text(op)
    one = _Ready(op=op, text=text)
    if not holds:
        # Nothing of a falsified entry is applied; the terminal's own `verify` names it too (M5.1).
        one.put_aside("hash_mismatch", "The content of the op is not what its hash says: it was altered.")
        return one
    # Looked for plainly first: the expression alone takes longer than all else that is checked.
    if "\\u0000" in text and _NUL.search(text):
        one.put_aside(NO_TEXT, "The op holds the character NUL, which no text has and no database keeps.")
        return one
    try:
        one.effects = effects_of(op, terminal)
    except Permanent as error:
        one.put_aside(error.code, error.message)
    return one


def _lock(connection: Connection, ready: Sequence[_Ready]) -> None:
    """Hold the customers and the earlier sales that the ops speak of: other stores may speak of them too."""
    said = [one.op.body.get("customer_id") for one in ready if one.effects is not None]
    customers.lock(connection, {one for one in said if isinstance(one, str) and one})
    earlier: set[str] = set()
    for one in ready:
        if one.effects is not None:
            earlier.update(row["of_txn"] for row in one.effects.returns)
            earlier.update(row["reverses"] for row in (one.effects.sale or {},) if row.get("reverses"))
    sales.lock(connection, earlier)


def _look_back(connection: Connection, ready: Sequence[_Ready]) -> list[tuple[str, Doubt]]:
    """Compare the sales with those already here, and with each other."""
    seen = SalesSeen(connection)
    for one in ready:
        _aim(seen, one)
    rows = [one.effects.sale for one in ready if one.effects is not None and one.effects.sale is not None]
    if not rows:
        return []
    transactions, receipts = sales.known(
        connection, [row["txn_id"] for row in rows], [row["receipt_no"] for row in rows]
    )
    origins = [row["reverses"] for row in rows if row["kind"] == "post_void"]
    reversible = sales.known(connection, origins, [])[0] if origins else set()
    undone = sales.reversed_already(connection, origins) if origins else set()
    found: list[tuple[str, Doubt]] = []
    for one in ready:
        _aim(seen, one)
        row = one.effects.sale if one.effects is not None else None
        if one.effects is None or row is None:
            continue
        if row["txn_id"] in transactions:
            apart = seen.apart(one.effects, one.text)
            if apart is None:
                words = "Another op has sent this transaction already."
                one.put_aside("sale_known", words, status="conflict")
                continue
            one.effects, doubt = apart
            row = one.effects.sale or row
            found.append((one.op.op_id, doubt))
        else:
            seen.note(row["txn_id"], one.text)
        found.extend((one.op.op_id, doubt) for doubt in _sale_doubts(row, receipts, reversible, undone))
        transactions.add(row["txn_id"])
        receipts.add(row["receipt_no"])
        if row["kind"] == "post_void":
            undone.add(row["reverses"])
        else:
            reversible.add(row["txn_id"])
    return found


def _aim(seen: SalesSeen, one: _Ready) -> None:
    """Of two payments under one id a post-void cancels the one that it names, here or earlier in the push."""
    if one.effects is not None and one.effects.sale is not None and one.effects.sale["kind"] == "post_void":
        one.effects = seen.aimed(one.effects, one.op.body.get("reverses_receipt_no"))


def _look_at_customers(connection: Connection, terminal: TerminalRecord, one: _Ready, now: int) -> None:
    """What the op does to customers, and which of its personal data is kept.

    None of who was erased, and none that is itself what is wrong: trying again would refuse it again.
    """
    if one.code in ("hash_mismatch", NO_TEXT):
        return
    if one.effects is not None:
        try:
            work = customer_ops.work_of(connection, terminal, one.op, now)
            if work is not None and work.sale_id and one.effects.sale is not None:
                # It may be booked under another id than its own.
                work = msgspec.structs.replace(work, sale_id=one.effects.sale["txn_id"])
            one.customer = work
        except customer_ops.Conflict as error:
            one.put_aside(error.code, error.message, status="conflict")
        except Permanent as error:
            one.put_aside(error.code, error.message)
            if isinstance(error, customer_ops.PersonalRefused):
                return
    if one.customer is not None or one.code is not None:
        one.personal = customer_ops.keepable(connection, one.op, now)


def _sale_doubts(
    row: dict[str, Any], receipts: set[str], reversible: set[str], undone: set[str]
) -> list[Doubt]:
    """A sale is never refused; what is odd about it is for a person (rules a data type)."""
    found = []
    if row["receipt_no"] in receipts:
        found.append(
            Doubt(
                kind="receipt_number_twice",
                message="This receipt number was given out before.",
                detail={"receipt_no": row["receipt_no"]},
            )
        )
    if row["kind"] == "post_void" and row["reverses"] not in reversible:
        found.append(
            Doubt(
                kind="post_void_of_unknown",
                message="The sale that was cancelled is not at the hub.",
                detail={"reverses": row["reverses"]},
            )
        )
    if row["kind"] == "post_void" and row["reverses"] in undone:
        found.append(
            Doubt(
                kind="post_voided_twice",
                message="This sale was cancelled before: the money went back twice.",
                detail={"reverses": row["reverses"]},
            )
        )
    return found


def _write(
    connection: Connection, terminal: TerminalRecord, epoch: str, ready: Sequence[_Ready], now: int
) -> bool:
    """Write ops and effects behind a savepoint; False, and nothing written, where they are refused."""
    with refused_by_database(connection) as outcome:
        _write_effects(connection, terminal, ready, ops=[_op_row(one, terminal, epoch, now) for one in ready])
        customers.keep_personal(connection, [one.personal for one in ready if one.personal is not None])
    return not outcome.refused


def _write_effects(
    connection: Connection,
    terminal: TerminalRecord,
    ready: Sequence[_Ready],
    ops: Sequence[dict[str, Any]] = (),
) -> None:
    """Write what ops do, and the ops themselves unless they are there already."""
    effects = [one.effects for one in ready if one.effects is not None]
    sales.insert_sales(
        connection,
        [effect.sale for effect in effects if effect.sale is not None],
        [row for effect in effects for row in effect.lines],
        [row for effect in effects for row in effect.tenders],
        ops,
    )
    stock.post(connection, [row for effect in effects for row in effect.movements])
    returns.insert(connection, [row for effect in effects for row in effect.returns])
    works = [one.customer for one in ready if one.customer is not None]
    customer_writing.write(connection, terminal.store_id, works)


def _follow(
    connection: Connection,
    terminal: TerminalRecord,
    ready: Sequence[_Ready],
    doubts: Sequence[tuple[str, Doubt]],
    now: int,
) -> None:
    """The last of the transaction: what follows from ops that are written, tasks for people, the feeds."""
    wanted: Outgoing = {}
    effects = [(one.op.op_id, one.effects) for one in ready if one.effects is not None]
    seen = nearly_never.touched(
        connection,
        terminal.store_id,
        skus={row["sku"] for _, one in effects for row in one.movements},
        sold={one.receipt.txn_id for _, one in effects if one.receipt is not None},
        lines=cart_following.touched_lines(effects),
        txn_ids={one.cart.txn_id for _, one in effects if one.cart is not None},
    )
    found = [
        *doubts,
        *_own_doubts(connection, ready),
        # Rights are worked off before the accounts look at what is left of them.
        *stock_effects.follow(connection, terminal, effects, seen, wanted, now),
        *returns_of.follow(connection, effects, seen, wanted, now),
        *cart_following.follow(connection, effects, seen, wanted, now),
        *epochs.follow(connection, terminal.terminal_id, effects),
        *loyalty_effects.follow(connection, effects, wanted, now),
    ]
    tasks.raise_tasks(
        connection, [task_row(doubt, op_id, terminal.terminal_id, now) for op_id, doubt in found]
    )
    changed = [one.customer.customer_id for one in ready if one.customer is not None and one.customer.profile]
    customer_writing.show(connection, changed, wanted)
    publish_each(connection, wanted, now)


def _op_row(one: _Ready, terminal: TerminalRecord, epoch: str, now: int) -> dict[str, Any]:
    op = one.op
    return {
        "op_id": op.op_id,
        "terminal_id": terminal.terminal_id,
        "epoch": epoch,
        "seq": op.seq,
        "kind": op.kind,
        "v": op.v,
        "hlc": op.hlc,
        "body": one.text,
        "prev": op.prev,
        "hash": op.hash,
        "status": one.status,
        "code": one.code,
        "received_at": now,
    }


def _put_aside(connection: Connection, ready: Sequence[_Ready], now: int) -> None:
    tasks.put_aside(
        connection,
        [
            {"op_id": one.op.op_id, "code": one.code, "message": one.message, "at": now}
            for one in ready
            if one.status != "applied"
        ],
    )


def _own_doubts(connection: Connection, ready: Sequence[_Ready]) -> list[tuple[str, Doubt]]:
    return [
        (one.op.op_id, doubt)
        for one in ready
        if one.effects is not None
        for doubt in (
            *one.effects.doubts,
            *(customer_writing.doubts(connection, one.customer) if one.customer else ()),
        )
    ]
