"""Follows stock: what a push moved, spent and gave back, seen from the pool; nothing is ever refused.

SKUs of which no stock is kept cost one look a push. Of the others the pool is worked out op by op, so that
the op is named by which something became oversold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hub.services import right_effects, transfers
from hub.services.effects import Doubt, Effects
from hub.services.hybrid_stamps import is_stamp
from hub.services.reservations import consume
from hub.services.right_effects import RightWork
from hub.services.rights import show_stock
from hub.services.stock_beginning import begin
from hub.store import pool, reservations
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from hub.store.nearly_never import Touched
from hub.store.pool import StockRow
from hub.store.reservations import OPEN, Reservation
from hub.store.terminals import TerminalRecord
from retail.sale_record import DAMAGED
from retail.stock import Pool, given_back, moved, pool_of

Found = tuple[str, Doubt]
Applied = Sequence[tuple[str, Effects]]


class _Work(msgspec.Struct, kw_only=True):
    """What one push does to the stock of its store."""

    terminal_id: str
    rows: dict[str, StockRow]
    rights: RightWork
    reserved: dict[str, list[Reservation]] = {}
    changed: set[str] = set()
    found: list[Found] = []


def follow(
    connection: Connection,
    terminal: TerminalRecord,
    applied: Applied,
    seen: Touched,
    wanted: Outgoing,
    now: int,
) -> list[Found]:
    """Bring pools, rights and reservations up to what these ops (written) did; returns what is odd.

    `seen`: whether stock is kept of what they moved.
    """
    mine = [(op_id, one) for op_id, one in applied if one.movements or one.stock or _speaks_of_rights(one)]
    if not mine:
        return []
    begun = {sku for _, one in mine if one.stock is not None for sku in one.stock.skus}
    pool.make_missing(connection, terminal.store_id, begun)
    holdings = right_effects.find(connection, mine)
    touched = {row["sku"] for _, one in mine for row in one.movements} | begun
    # The rows are held already, by the movements that were written into them.
    if not begun and not holdings.asked and not seen.keeps_stock:
        return list(_overridden(mine))
    rows = pool.locked(connection, terminal.store_id, touched | holdings.stock_skus(terminal.terminal_id))
    work = _Work(
        terminal_id=terminal.terminal_id,
        rows=rows,
        rights=right_effects.lock(connection, terminal.terminal_id, holdings),
        reserved=_reserved(connection, terminal.store_id, mine),
    )
    work.changed |= begin(connection, rows, mine, terminal.terminal_id, now)
    _rewind(work, mine)
    for op_id, effects in mine:
        _follow_op(work, op_id, effects, now)
    _save(connection, work, wanted, now)
    return [
        *work.found,
        *work.rights.found,
        *_overridden(mine),
        *transfers.follow(connection, terminal.store_id, mine, wanted, now),
    ]


def _speaks_of_rights(effects: Effects) -> bool:
    return bool(effects.rights or effects.overrides or effects.settled)


def _reserved(connection: Connection, store_id: str, mine: Applied) -> dict[str, list[Reservation]]:
    """cart_id → what it is still promised, of the carts that were sold."""
    carts = {one.cart_id for _, one in mine if one.sale is not None and one.cart_id}
    found: dict[str, list[Reservation]] = {}
    for one in reservations.open_of(connection, store_id, [f"cart:{cart_id}" for cart_id in carts]):
        found.setdefault(one.owner.removeprefix("cart:"), []).append(one)
    return found


def _rewind(work: _Work, mine: Applied) -> None:
    """Movements have moved the pools when they were written: go back to before, to follow op by op."""
    for _, effects in mine:
        for sku, delta in _sellable(effects).items():
            row = work.rows[sku]
            row.pool = pool_of(row.pool.free - delta)


def _follow_op(work: _Work, op_id: str, effects: Effects, now: int) -> None:
    deltas = _sellable(effects)
    covered = work.rights.spend(op_id, effects.rights, now)
    for sku, quantity in _left(effects).items():
        part = consume(work.reserved.get(effects.cart_id, []), sku, quantity, now)
        covered[sku] = covered.get(sku, 0) + part
    for sku in sorted(deltas.keys() | covered.keys()):
        row = work.rows[sku]
        before = row.pool
        row.pool = moved(before, deltas.get(sku, 0), covered.get(sku, 0))
        _note_oversold(work, op_id, row, before)
    for row in {one["sku"]: work.rows[one["sku"]] for one in effects.movements}.values():
        if is_stamp(effects.hlc):
            row.seen[work.terminal_id] = max(effects.hlc, row.seen.get(work.terminal_id, ""))
    work.changed |= deltas.keys() | covered.keys()
    if effects.settled is not None:
        back = work.rights.settle(op_id, effects.settled, now)
        for sku, quantity in back.items():
            work.rows[sku].pool = given_back(work.rows[sku].pool, quantity)
            work.changed.add(sku)


def _note_oversold(work: _Work, op_id: str, row: StockRow, before: Pool) -> None:
    """Told once, when more was given away than there is; not again until that was made good."""
    if row.tracked and row.pool.oversold and not before.oversold:
        work.found.append((op_id, oversold(row)))


def oversold(row: StockRow) -> Doubt:
    """What a person is told when more was given away than there is."""
    return Doubt(
        kind="oversold",
        message="More of this item is sold and promised than the store has.",
        detail={"sku": row.sku, "store_id": row.store_id, "oversold": row.pool.oversold},
    )


def _overridden(mine: Applied) -> Iterable[Found]:
    """Goods in the customer's hand are always sold; each such sale is counted."""
    for op_id, effects in mine:
        for one in effects.overrides:
            yield (
                op_id,
                Doubt(
                    kind="sold_without_right",
                    message="Goods were sold without a right, by a supervisor's word.",
                    detail=msgspec.to_builtins(one),
                ),
            )


def _save(connection: Connection, work: _Work, wanted: Outgoing, now: int) -> None:
    rows = [work.rows[sku] for sku in sorted(work.changed) if work.rows[sku].tracked]
    for row in rows:
        row.moved_at = now
        show_stock(wanted, row)
    pool.save(connection, rows)
    reservations.save(connection, [one for held in work.reserved.values() for one in held if _used(one)])
    work.rights.save(connection, wanted)


def _used(one: Reservation) -> bool:
    return one.state != OPEN or any(line.consumed for line in one.lines)


def _sellable(effects: Effects) -> dict[str, int]:
    """SKU → by how much what may be sold moved; damaged goods come and go beside it."""
    sums: dict[str, int] = {}
    for row in effects.movements:
        delta = 0 if row["reason"] == DAMAGED else row["delta"]
        sums[row["sku"]] = sums.get(row["sku"], 0) + delta
    return sums


def _left(effects: Effects) -> dict[str, int]:
    """SKU → what a sale of a cart took."""
    if effects.sale is None or not effects.cart_id:
        return {}
    return {sku: -delta for sku, delta in _sellable(effects).items() if delta < 0}
