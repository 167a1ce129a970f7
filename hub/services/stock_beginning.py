"""Begins to keep the stock of an item, with the first document of a terminal that names it.

What moved before was counted by nobody: a shop has sold for months when it counts for the first time, and the
till that counts knows nothing of what the others sold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from hub.services.effects import Effects
from hub.services.hybrid_stamps import is_stamp
from hub.services.stock_ops import StockWork
from hub.store import documents, pool
from hub.store.database import Connection
from hub.store.identity import new_id
from hub.store.pool import Later, StockRow
from retail.hybrid_clock import parse
from retail.sale_record import DAMAGED
from retail.stock import BEGUN, pool_of

KIND = "stock.begun"
Applied = Sequence[tuple[str, Effects]]


def begin(
    connection: Connection, rows: Mapping[str, StockRow], mine: Applied, terminal_id: str, now: int
) -> set[str]:
    """Keep the stock of what these ops (op_id, effects; written) are the first to name; the SKUs set right.

    On hand is then what the document found, and what moved with it and after it, at other tills too: the
    document may come late. The same for a count at a till that had not heard of the stock: it had nothing to
    compare with; where somebody has counted since, it changes nothing. The rows are locked.
    """
    own = {op_id for op_id, _ in mine}
    fresh: list[str] = []
    deltas: dict[str, dict[str, int]] = {}
    changed: set[str] = set()
    for place, (op_id, effects) in enumerate(mine):
        for sku in effects.stock.skus if effects.stock is not None else ():
            row, work = rows[sku], effects.stock
            if work is None or (row.tracked and sku not in work.unheard):
                continue
            if not row.tracked:
                fresh.append(sku)
            later = _later(connection, row, effects, own)
            delta = (
                -_moved(sku, [(op_id, effects)])[0]
                if row.tracked and later.counted
                else _found(work, row, mine[place:], later) - row.on_hand
            )
            row.tracked, row.on_hand, row.pool = True, row.on_hand + delta, pool_of(row.pool.free + delta)
            changed.add(sku)
            if delta:
                deltas.setdefault(op_id, {})[sku] = delta
    store_id = next((rows[sku].store_id for sku in changed), "")
    for sku, seen in pool.newest_ops(connection, store_id, fresh).items():
        rows[sku].seen = {who: hlc for who, hlc in seen.items() if is_stamp(hlc)}
    for op_id, differences in deltas.items():
        document_id = new_id(now)
        documents.add(connection, document_id, KIND, store_id, terminal_id, op_id, now)
        documents.post(connection, list(_movements(document_id, store_id, differences, now)))
    return changed


def _later(connection: Connection, row: StockRow, effects: Effects, own: Collection[str]) -> Later:
    return pool.moved_after(connection, row, parse(effects.hlc), own) if is_stamp(effects.hlc) else Later()


def _found(work: StockWork, row: StockRow, since: Applied, later: Later) -> int:
    """On hand at the end of the push, where `since` began with what the document found.

    Damaged goods lie there beside what was received; a count has counted them too.
    """
    moved, damaged = _moved(row.sku, since)
    there = work.believed.get(row.sku, row.unavailable - damaged - later.damaged)
    return there + moved + later.moved


def _moved(sku: str, applied: Applied) -> tuple[int, int]:
    """By how much these moved what is on hand, and what of it is damaged."""
    rows = [row for _, effects in applied for row in effects.movements if row["sku"] == sku]
    damaged = sum(row["delta"] for row in rows if row["reason"] == DAMAGED)
    return sum(row["delta"] for row in rows), damaged


def _movements(
    document_id: str, store_id: str, moved: Mapping[str, int], now: int
) -> Iterable[dict[str, object]]:
    for sku, delta in moved.items():
        yield {
            "document_id": document_id,
            "line_id": sku,
            "store_id": store_id,
            "sku": sku,
            "delta": delta,
            "reason": BEGUN,
            "at": now,
        }
