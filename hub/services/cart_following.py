"""Follows what sales did to shared carts and parked sales: lines are sold once, and the second time is told.

Nothing is refused: the money of a second sale was taken, so it stands, and a person gives it back (carts.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hub.services.cart_effects import CartEffect
from hub.services.effects import Doubt, Effects
from hub.services.parked_sales import show
from hub.store import carts, parked, returns, sales
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from hub.store.nearly_never import Touched
from hub.store.parked import ParkedRecord
from retail.cart import CartState
from retail.cart_merge import live

SOLD_TWICE = "cart_line_sold_twice"
Work = list[tuple[str, CartEffect]]
"""op_id and what the op does to carts, in the order of the ops."""
Found = tuple[str, Doubt]


def touched_lines(applied: Iterable[tuple[str, Effects]]) -> set[str]:
    """The lines of these ops that may be watched: every line of a cart is."""
    carts_of = (one.cart for _, one in applied if one.cart is not None)
    return {line for one in carts_of for line in (*one.sold, *one.dropped, *one.lines)}


def follow(
    connection: Connection, applied: Sequence[tuple[str, Effects]], seen: Touched, wanted: Outgoing, at: int
) -> list[Found]:
    """Take what these ops (op_id, effects; written) sold out of carts; returns what is odd.

    `seen`: which of their lines are watched, and which of their sales are parked.
    """
    work: Work = [(op_id, effect.cart) for op_id, effect in applied if effect.cart is not None]
    if not work:
        return []
    return [
        *_follow_sales(connection, work, seen.watched, at),
        *_follow_parked(connection, work, set(seen.parked), wanted, at),
    ]


def _follow_sales(connection: Connection, work: Work, watched: Mapping[str, str], at: int) -> list[Found]:
    # Of lines that are not watched, as nearly all, nothing further is asked.
    where = carts.with_lines(connection, list(watched))
    held = carts.lock_all(connection, where)
    shared = {line for _, one in work for line in one.shared}
    news = carts.watch(connection, sorted(shared), at)
    sold = {line for _, one in work for line in one.sold}
    taken = carts.takers(connection, sold & (shared | watched.keys()), lock=True)
    # A hub put back to before a till shared its sale has that sale as one like all others.
    fresh = sales.sellers(connection, news, {one.txn_id for _, one in work}) if news else {}
    taken |= {line_id: txn_id for line_id, txn_id in fresh.items() if line_id in taken}
    found: list[Found] = []
    for op_id, one in work:
        twice: dict[str, list[str]] = {}
        for line_id in sorted(set(one.sold) & set(taken)):
            if taken[line_id] not in ("", one.txn_id):
                twice.setdefault(taken[line_id], []).append(line_id)
            else:
                fresh[line_id] = taken[line_id] = one.txn_id
        # A first sale that was cancelled since has given its money back already.
        undone = returns.cancelled(connection, list(twice)) if twice else set()
        for first, again in twice.items():
            if first in undone:
                fresh.update(dict.fromkeys(again, one.txn_id))
                taken.update(dict.fromkeys(again, one.txn_id))
            else:
                found.append((op_id, _sold_twice(one, first, again)))
    carts.take(connection, fresh, at)
    for cart_id, lines in where.items():
        own = (one for _, one in work if one.store_id == held[cart_id].cart.store_id)
        dropped = {line for one in own for line in one.dropped} & set(lines)
        if dropped:
            carts.remove_lines(connection, cart_id, sorted(dropped))
    _settle_states(connection, held, where, [one for _, one in work], at)
    return found


def _settle_states(
    connection: Connection,
    held: Mapping[str, carts.CartRecord],
    where: Mapping[str, Iterable[str]],
    work: Iterable[CartEffect],
    at: int,
) -> None:
    """Bring the carts that were touched (`where`: by which of their lines) into the state that these say."""
    if not held:
        return
    after = carts.lines_of(connection, sorted(held))
    for cart_id, record in held.items():
        lines = after.get(cart_id, ())
        sold = any(line.consumed_by for line in lines)
        state: CartState = record.cart.state
        if sold and not live(lines):
            state = "converted"
        elif state == "adopted" and any(_lets_go(one, record, where[cart_id]) for one in work):
            state = "open"
        if state != record.cart.state or lines != record.cart.lines:
            adopted_by = record.adopted_by if state == "adopted" else ""
            carts.set_state(connection, cart_id, state, at, adopted_by)


def _lets_go(one: CartEffect, record: carts.CartRecord, touched: Iterable[str]) -> bool:
    """Whether an adopted cart is its shopper's again, whichever till of the store it was.

    It may have claimed what the one that adopted the cart had parked, and the shopper stands there. Only who
    gave the goods to a phone says nothing of a till that has taken them from there since.
    """
    if one.store_id != record.cart.store_id or (one.handed_over and one.terminal_id != record.adopted_by):
        return False
    return any(line in one.sold or line in one.dropped or line in one.lines for line in touched)


def _sold_twice(one: CartEffect, first: str, lines: list[str]) -> Doubt:
    amount = sum(one.sold[line] for line in lines)
    paid = "Goods of a shared cart were paid for twice. Give the amount back."
    given = "Goods of a parked sale came back twice: the money was given out twice."
    return Doubt(
        kind=SOLD_TWICE,
        message=given if amount < 0 else paid,
        detail={
            "txn_id": one.txn_id,
            "first_txn_id": first,
            "lines": lines,
            "amount": amount,
            "currency": one.currency,
        },
    )


def _follow_parked(
    connection: Connection, work: Work, known: set[str], wanted: Outgoing, at: int
) -> list[Found]:
    found: list[Found] = []
    # From the disk of a broken terminal a sale may come as parked that is over since.
    over, _ = sales.known(connection, sorted({one.txn_id for _, one in work if one.act == "parked"}), [])
    for op_id, one in work:
        if one.act == "parked" and one.txn_id in over:
            continue
        if one.act == "parked":
            found += [(op_id, doubt) for doubt in _park(connection, one, wanted, at)]
            known.add(one.txn_id)
            continue
        record = parked.find(connection, one.txn_id) if one.txn_id in known else None
        if record is None or record.store_id != one.store_id:
            continue
        if record.shown.claimed_by in ("", one.terminal_id):
            parked.remove(connection, one.txn_id)
            show(wanted, one.store_id, one.txn_id, None)
        elif one.act == "resumed":
            found.append((op_id, _taken_twice(one, record)))
    return found


def _park(connection: Connection, one: CartEffect, wanted: Outgoing, at: int) -> list[Doubt]:
    if one.parked is None or one.transaction is None:
        return []
    txn = one.transaction
    if (txn.txn_id, txn.store_id) != (one.txn_id, one.store_id):
        detail = {"txn_id": one.txn_id, "says": txn.txn_id}
        message = "A parked sale says that it is another one. Other tills cannot take it."
        return [Doubt(kind="parked_sale_differs", message=message, detail=detail)]
    known = parked.find(connection, one.txn_id)
    if known is not None and known.store_id != one.store_id:
        detail = {"txn_id": one.txn_id, "says": one.store_id}
        message = "A parked sale has the id of one of another store, which stays as it is."
        return [Doubt(kind="parked_sale_differs", message=message, detail=detail)]
    if known is not None and known.shown.claimed_by not in ("", one.terminal_id):
        return [_taken_twice(one, known)]
    record = ParkedRecord(store_id=one.store_id, shown=one.parked, transaction=txn)
    parked.put(connection, record, at)
    show(wanted, one.store_id, one.txn_id, one.parked)
    return []


def _taken_twice(one: CartEffect, record: ParkedRecord) -> Doubt:
    return Doubt(
        kind="parked_sale_taken_twice",
        message="A parked sale was taken by two tills. Look whether it was paid for twice.",
        detail={"txn_id": one.txn_id, "claimed_by": record.shown.claimed_by},
    )
