"""Follows what came back: shows the store's receipts to its terminals, and what more came back than was sold.

Nothing is refused: an op that took back too much is accepted, and a person looks at it (sync.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import msgspec
from msgspec.structs import replace

from hub.services.effects import Doubt, Effects
from hub.services.scopes import receipts_scope
from hub.store import returns, tasks
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing
from hub.store.nearly_never import Touched
from retail.sold_receipt import ReturnFact, SoldReceipt

KIND = "receipt"
UNKNOWN = "return_of_unknown"
"""Kind of the task for a return of a sale that is not at the hub."""
Found = tuple[str, Doubt]
"""An op and what is odd about it."""


def follow(
    connection: Connection, applied: Sequence[tuple[str, Effects]], seen: Touched, wanted: Outgoing, at: int
) -> list[Found]:
    """Add to `wanted` what these ops (op_id, effects; written) did to receipts; returns what is odd.

    `seen`: of which of their sales something has come back.
    """
    sold = {effect.receipt.txn_id: (op_id, effect) for op_id, effect in applied if effect.receipt is not None}
    touched = _touched(connection, applied, sold, seen)
    for txn_id, (_, effect) in sold.items():
        if txn_id not in touched and effect.sale is not None and effect.receipt is not None:
            _show(wanted, effect.sale["store_id"], effect.receipt)
    found = _follow_returns(connection, touched, sold, wanted) if touched else []
    _close_answered(connection, {txn_id for txn_id in sold if txn_id in touched}, at)
    return found


def _touched(
    connection: Connection, applied: Sequence[tuple[str, Effects]], sold: dict[str, Any], seen: Touched
) -> dict[str, str]:
    """The sales of which something came back, or that were cancelled: txn_id → the op that did it last."""
    touched = {txn_id: sold[txn_id][0] for txn_id in sold if txn_id in seen.returned}
    for op_id, effect in applied:
        for row in effect.returns:
            touched[row["of_txn"]] = op_id
        if effect.sale is not None and effect.sale["kind"] == "post_void":
            undone = effect.sale["reverses"]
            for txn_id in (undone, *returns.taken_by(connection, [undone])):
                touched[txn_id] = op_id
    return touched


def _follow_returns(
    connection: Connection,
    touched: dict[str, str],
    sold: dict[str, tuple[str, Effects]],
    wanted: Outgoing,
) -> list[Found]:
    txn_ids = sorted(touched)
    rows = {
        of_txn: list(group)
        for of_txn, group in groupby(
            sorted(returns.live(connection, txn_ids), key=lambda row: str(row.of_txn)),
            key=lambda row: str(row.of_txn),
        )
    }
    known = returns.sales_by_id(connection, txn_ids)
    gone = returns.cancelled(connection, txn_ids)
    for store_id in sorted({row.store_id for row in known.values()}):
        shown = returns.receipt_texts(connection, receipts_scope(store_id), txn_ids)
        for txn_id in txn_ids:
            receipt = _receipt(txn_id, sold, shown)
            if receipt is not None and known[txn_id].store_id == store_id:
                facts = tuple(msgspec.json.decode(row.fact, type=ReturnFact) for row in rows.get(txn_id, ()))
                _show(wanted, store_id, replace(receipt, reversed=txn_id in gone, returns=facts))
    lines = returns.sold_lines(connection, txn_ids)
    return [
        (touched[txn_id], doubt)
        for txn_id, back in rows.items()
        for doubt in _doubts(txn_id, back, lines, known=txn_id in known, cancelled=txn_id in gone)
    ]


def _close_answered(connection: Connection, arrived: set[str], at: int) -> None:
    """A return of a sale that was not here needs nobody any more when that sale has come."""
    if not arrived:
        return
    for task in tasks.of_kinds(connection, (UNKNOWN,)):
        if task.resolved_at is None and msgspec.json.decode(task.detail)["of_txn"] in arrived:
            tasks.close_task(connection, task.task_id, at, "hub", "The sale has come.")


def _receipt(txn_id: str, sold: dict[str, tuple[str, Effects]], shown: dict[str, str]) -> SoldReceipt | None:
    """The receipt of a sale that arrives now, or as the feed shows it; None where it shows it no longer."""
    if txn_id in sold:
        return sold[txn_id][1].receipt
    return msgspec.json.decode(shown[txn_id], type=SoldReceipt) if txn_id in shown else None


def _show(wanted: Outgoing, store_id: str, receipt: SoldReceipt) -> None:
    change = Change(kind=KIND, key=receipt.txn_id, body=receipt)
    wanted.setdefault(receipts_scope(store_id), []).append(change)


def _doubts(
    of_txn: str, rows: Sequence[Any], lines: dict[tuple[str, str], tuple[int, int]], *, known: bool,
    cancelled: bool,
) -> list[Doubt]:  # fmt: skip
    """What a person should know about the return lines of one sale."""
    if not known:
        return [
            Doubt(
                kind=UNKNOWN,
                message="Goods came back of a sale that is not at the hub.",
                detail={"of_txn": of_txn},
            )
        ]
    over = list(over_sold(rows, lines, cancelled=cancelled))
    if not over:
        return []
    return [
        Doubt(
            kind="refund_over_sold",
            message="More came back of this sale than was sold, or more money than was paid.",
            detail={"of_txn": of_txn, "cancelled": cancelled, "lines": over},
        )
    ]


def over_sold(
    rows: Iterable[Any], lines: dict[tuple[str, str], tuple[int, int]], *, cancelled: bool
) -> Iterable[dict[str, Any]]:
    """The lines of one sale of which more came back than was sold; all, where it is cancelled or not ours."""
    for of_line, group in groupby(
        sorted(rows, key=lambda row: str(row.of_line)), key=lambda row: row.of_line
    ):
        mine = list(group)
        nothing = cancelled or any(row.not_ours for row in mine)
        sold, paid = (0, 0) if nothing else lines.get((mine[0].of_txn, of_line), (0, 0))
        back, refunded = sum(row.quantity for row in mine), sum(row.total for row in mine)
        if back > sold or refunded > paid:
            yield {"line_id": of_line, "sold": sold, "returned": back, "paid": paid, "refunded": refunded}
