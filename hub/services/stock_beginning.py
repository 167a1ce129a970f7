"""Begins to keep the stock of an item, with the first document of a terminal that names it.

What moved before was counted by nobody: a shop has sold for months when it counts for the first time, and the
terminal that counts knows nothing of what the others sold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hub.services.effects import Effects
from hub.services.hybrid_stamps import is_stamp
from hub.services.stock_ops import StockWork
from hub.store import documents, pool
from hub.store.database import Connection
from hub.store.identity import new_id
from hub.store.pool import StockRow
from retail.sale_record import DAMAGED
from retail.stock import BEGUN, pool_of

KIND = "stock.begun"
Applied = Sequence[tuple[str, Effects]]


def begin(
    connection: Connection, rows: Mapping[str, StockRow], mine: Applied, terminal_id: str, now: int
) -> set[str]:
    """Keep the stock of what these ops (op_id, effects; written) are the first to name; the new SKUs.

    On hand is then what the document found, and what moved with it and after it. The rows are locked.
    """
    new: dict[str, tuple[str, int, StockWork]] = {}
    for place, (op_id, effects) in enumerate(mine):
        for sku in effects.stock.skus if effects.stock is not None else ():
            if not rows[sku].tracked and effects.stock is not None:
                new.setdefault(sku, (op_id, place, effects.stock))
    if not new:
        return set()
    store_id = next(rows[sku].store_id for sku in new)
    seen = pool.newest_ops(connection, store_id, list(new))
    deltas: dict[str, dict[str, int]] = {}
    for sku, (op_id, place, work) in sorted(new.items()):
        row = rows[sku]
        moved, damaged = _moved(sku, mine[place:])
        # Damaged goods lie there beside what was received; a count has counted them too.
        begun = work.believed.get(sku, row.unavailable - damaged)
        delta = begun - (row.on_hand - moved)
        row.tracked = True
        row.seen = {who: hlc for who, hlc in seen.get(sku, {}).items() if is_stamp(hlc)}
        row.on_hand, row.pool = row.on_hand + delta, pool_of(row.pool.free + delta)
        if delta:
            deltas.setdefault(op_id, {})[sku] = delta
    for op_id, differences in deltas.items():
        document_id = new_id(now)
        documents.add(connection, document_id, KIND, store_id, terminal_id, op_id, now)
        documents.post(connection, list(_movements(document_id, store_id, differences, now)))
    return set(new)


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
