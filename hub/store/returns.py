"""What came back of sales, a row a return line, so that the hub sees when more came back than was sold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, literal_column, select

from hub.store.bulk import insert_rows
from hub.store.database import Connection
from hub.store.tables import feed, op, returned, sale, sale_line

_NOTHING: ColumnElement[str] = literal_column("''")
"""Said in the text itself: the index of post-voids leaves the others out, and serves only where it is."""


def insert(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add return lines, as columns of the table."""
    insert_rows(connection, returned, rows)


def taken_by(connection: Connection, txn_ids: Sequence[str]) -> set[str]:
    """The sales of which these transactions took something back."""
    query = select(returned.c.of_txn).where(returned.c.txn_id.in_(txn_ids))
    return set(connection.execute(query).scalars())


def live(connection: Connection, of_txns: Sequence[str] | None = None) -> Sequence[Row[Any]]:
    """The return lines of these sales (None: of all), without those of returns that were cancelled.

    `not_ours`: they are of a training sale, or of another store's, of which no terminal gives money back.
    """
    undone, sold = sale.alias("undone"), sale.alias("sold")
    cancelled = select(undone.c.txn_id).where(
        undone.c.reverses == returned.c.txn_id, undone.c.reverses != _NOTHING
    )
    query = (
        select(
            returned,
            sale.c.op_id,
            ((sold.c.training == 1) | (sold.c.store_id != sale.c.store_id)).label("not_ours"),
        )
        .join(sale, sale.c.txn_id == returned.c.txn_id)
        .outerjoin(sold, sold.c.txn_id == returned.c.of_txn)
        .where(~cancelled.exists())
        .order_by(returned.c.txn_id, returned.c.line_id)
    )
    if of_txns is not None:
        query = query.where(returned.c.of_txn.in_(of_txns))
    return connection.execute(query).all()


def made_by(connection: Connection, txn_id: str) -> Sequence[Row[Any]]:
    """The return lines of one transaction."""
    return connection.execute(select(returned).where(returned.c.txn_id == txn_id)).all()


def sold_lines(connection: Connection, txn_ids: Sequence[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """(txn_id, line_id) → (quantity, total) of the lines that these transactions sold."""
    query = select(sale_line.c.txn_id, sale_line.c.line_id, sale_line.c.quantity, sale_line.c.total).where(
        sale_line.c.txn_id.in_(txn_ids), sale_line.c.voided == 0
    )
    return {(row.txn_id, row.line_id): (row.quantity, row.total) for row in connection.execute(query)}


def sales_by_id(connection: Connection, txn_ids: Sequence[str]) -> dict[str, Row[Any]]:
    """txn_id → sale, of those that are here."""
    found = connection.execute(select(sale).where(sale.c.txn_id.in_(txn_ids)))
    return {row.txn_id: row for row in found}


def cancelled(connection: Connection, txn_ids: Sequence[str]) -> set[str]:
    """Of these transactions, those that were post-voided."""
    query = select(sale.c.reverses).where(sale.c.reverses != _NOTHING, sale.c.reverses.in_(txn_ids))
    return set(connection.execute(query).scalars())


def receipt_texts(connection: Connection, scope: str, txn_ids: Sequence[str]) -> dict[str, str]:
    """txn_id → body of the receipt as the feed shows it now; without those that it no longer shows."""
    query = select(feed.c.key, feed.c.body).where(
        feed.c.scope == scope, feed.c.kind == "receipt", feed.c.key.in_(txn_ids), feed.c.op == "put"
    )
    return {row.key: row.body for row in connection.execute(query)}


def oldest_shown(connection: Connection, scope: str, limit: int) -> list[tuple[str, int | None]]:
    """(txn_id, time of the sale) of the receipts that were shown or changed longest ago."""
    query = (
        select(feed.c.key, sale.c.at)
        .outerjoin(sale, sale.c.txn_id == feed.c.key)
        .where(feed.c.scope == scope, feed.c.op == "put")
        .order_by(feed.c.seq)
        .limit(limit)
    )
    return [(row.key, row.at) for row in connection.execute(query)]


def sale_bodies(
    connection: Connection, store_id: str, since: int, after: str, limit: int
) -> Sequence[Row[Any]]:
    """Bodies of the sales of a store made since then (UTC ms), by id behind `after`, training apart."""
    query = (
        select(sale.c.txn_id, op.c.body)
        .join(op, op.c.op_id == sale.c.op_id)
        .where(
            sale.c.store_id == store_id,
            sale.c.at >= since,
            sale.c.kind == "sale",
            sale.c.training == 0,
            sale.c.txn_id > after,
        )
        .order_by(sale.c.txn_id)
        .limit(limit)
    )
    return connection.execute(query).all()
