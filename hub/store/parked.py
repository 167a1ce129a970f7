"""Parked sales, and the answers given to terminals that asked about carts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, insert, select, update

from hub.store.cart_tables import cart_request, parked_sale
from hub.store.database import Connection
from retail.cart import ParkedSale
from retail.transaction import Transaction


class ParkedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A parked sale with the whole transaction."""

    store_id: str
    shown: ParkedSale
    transaction: Transaction


def put(connection: Connection, record: ParkedRecord, at: int) -> None:
    """Add a parked sale, or put it in the place of the one with its id."""
    remove(connection, record.shown.txn_id)
    connection.execute(
        insert(parked_sale).values(
            txn_id=record.shown.txn_id,
            store_id=record.store_id,
            terminal_id=record.shown.terminal_id,
            shown=msgspec.json.encode(record.shown).decode(),
            body=msgspec.json.encode(record.transaction).decode(),
            claimed_by=record.shown.claimed_by,
            suspended_at=record.shown.suspended_at,
            changed_at=at,
        )
    )


def find(connection: Connection, txn_id: str) -> ParkedRecord | None:
    """The parked sale, locked until the transaction ends, or None."""
    query = select(parked_sale).where(parked_sale.c.txn_id == txn_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    shown = msgspec.json.decode(row.shown, type=ParkedSale)
    return ParkedRecord(
        store_id=row.store_id,
        shown=replace(shown, claimed_by=row.claimed_by),
        transaction=msgspec.json.decode(row.body, type=Transaction),
    )


def claim(connection: Connection, txn_id: str, before: str, after: str, at: int) -> bool:
    """Move the claim from one terminal (empty: none) to another; False where it was not there."""
    done = connection.execute(
        update(parked_sale)
        .where(parked_sale.c.txn_id == txn_id, parked_sale.c.claimed_by == before)
        .values(claimed_by=after, changed_at=at)
    )
    return done.rowcount == 1


def claimed_by(connection: Connection, terminal_id: str) -> Sequence[ParkedRecord]:
    """What this terminal claimed, locked."""
    query = select(parked_sale.c.txn_id).where(parked_sale.c.claimed_by == terminal_id)
    txn_ids = connection.execute(query.order_by(parked_sale.c.txn_id)).scalars().all()
    return [record for txn_id in txn_ids if (record := find(connection, txn_id)) is not None]


def remove(connection: Connection, txn_id: str) -> None:
    """Forget a parked sale."""
    connection.execute(delete(parked_sale).where(parked_sale.c.txn_id == txn_id))


def old(connection: Connection, claimed_before: int, parked_before: int) -> Sequence[tuple[str, str]]:
    """(txn_id, store_id) of what was claimed or parked before then."""
    query = select(parked_sale.c.txn_id, parked_sale.c.store_id).where(
        ((parked_sale.c.claimed_by != "") & (parked_sale.c.changed_at < claimed_before))
        | (parked_sale.c.changed_at < parked_before)
    )
    return [(row.txn_id, row.store_id) for row in connection.execute(query)]


def answered(connection: Connection, terminal_id: str, request_id: str) -> tuple[str, str] | None:
    """Digest of the request and the reply that it got, or None."""
    query = select(cart_request.c.digest, cart_request.c.reply).where(
        cart_request.c.terminal_id == terminal_id, cart_request.c.request_id == request_id
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.digest, row.reply)


def keep_answer(
    connection: Connection, terminal_id: str, request_id: str, answer: tuple[str, str], at: int
) -> None:
    """Keep digest and reply of a request."""
    digest, reply = answer
    connection.execute(
        insert(cart_request).values(
            terminal_id=terminal_id, request_id=request_id, digest=digest, reply=reply, at=at
        )
    )


def drop_answers(connection: Connection, before: int) -> None:
    """Forget answers older than that."""
    connection.execute(delete(cart_request).where(cart_request.c.at < before))
