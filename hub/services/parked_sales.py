"""Parked sales of a store: shown to its terminals, given to the first that asks (carts.md)."""

from __future__ import annotations

from msgspec.structs import replace

from hub.services.scopes import cart_scope
from hub.store import carts, parked
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing
from hub.store.parked import ParkedRecord
from hub.store.terminals import TerminalRecord
from retail.cart import CartReply, CartRequest, ParkedSale
from retail.transaction import Transaction

KIND = "parked"
GONE = "This sale was taken by another till, or is over."
UNKNOWN = "The hub holds no such sale."


def show(wanted: Outgoing, store_id: str, txn_id: str, parked_sale: ParkedSale | None) -> None:
    """Tell the store's terminals of a parked sale, or (None) that it is one no more."""
    wanted.setdefault(cart_scope(store_id), []).append(Change(kind=KIND, key=txn_id, body=parked_sale))


def claim_parked(
    connection: Connection, terminal: TerminalRecord, request: CartRequest, wanted: Outgoing, now: int
) -> CartReply:
    """Give the sale to this terminal if no other has it; asked again by its holder, the same again.

    Lines that were sold meanwhile, from its slip, are not given; a sale of which none is left is over.
    """
    txn_id = request.txn_id
    record = parked.find(connection, txn_id)
    if record is not None and _refusal(record, terminal, now) is None:
        record = replace(record, transaction=_unsold(connection, record.transaction))
        if not record.transaction.live_lines:
            # In somebody's name, so that each till of the store drops its own.
            if parked.claim(connection, txn_id, "", terminal.terminal_id, now):
                claimed = replace(record.shown, claimed_by=terminal.terminal_id)
                show(wanted, terminal.store_id, txn_id, claimed)
            return _gone(now)
    sold = _sold(connection, request)
    if request.lines and len(sold) == len(request.lines):
        return _gone(now)
    if request.lines and record is None:
        return CartReply(code="parked_unknown", message=UNKNOWN, sold=sold, at=now)
    refusal = _refusal(record, terminal, now)
    if record is None or refusal is not None:
        return refusal or _gone(now)
    mine = terminal.terminal_id
    if record.shown.claimed_by != mine:
        if not parked.claim(connection, txn_id, "", mine, now):
            return _gone(now)
        show(wanted, terminal.store_id, txn_id, replace(record.shown, claimed_by=mine))
        if mine != record.shown.terminal_id:
            # The terminal that parked it may be selling it offline: both sales of a line shall be found.
            carts.watch(connection, [line.line_id for line in record.transaction.live_lines], now)
    return CartReply(transaction=record.transaction, sold=sold, at=now)


def release_parked(
    connection: Connection, terminal: TerminalRecord, txn_id: str, wanted: Outgoing, now: int
) -> CartReply:
    """Give a claimed sale back, unsold."""
    record = parked.find(connection, txn_id)
    refusal = _refusal(record, terminal, now)
    if record is None or refusal is not None:
        return refusal or _gone(now)
    if record.shown.claimed_by:
        parked.claim(connection, txn_id, terminal.terminal_id, "", now)
        show(wanted, terminal.store_id, txn_id, replace(record.shown, claimed_by=""))
    return CartReply(at=now)


def _sold(connection: Connection, request: CartRequest) -> tuple[str, ...]:
    sold = carts.takers(connection, [line.line_id for line in request.lines])
    return tuple(line.line_id for line in request.lines if sold.get(line.line_id))


def _unsold(connection: Connection, txn: Transaction) -> Transaction:
    """Without the lines that were sold, and their deposits."""
    taken = carts.takers(connection, [line.line_id for line in txn.live_lines])
    return txn.without([line_id for line_id, txn_id in taken.items() if txn_id])


def _refusal(record: ParkedRecord | None, terminal: TerminalRecord, now: int) -> CartReply | None:
    if record is None:
        return _gone(now)
    if record.store_id != terminal.store_id:
        return CartReply(code="cart_of_other_store", message="This sale was parked at another store.", at=now)
    return None if record.shown.claimed_by in ("", terminal.terminal_id) else _gone(now)


def _gone(now: int) -> CartReply:
    return CartReply(code="cart_gone", message=GONE, at=now)
