"""Sales as rows, so that a sale can be found at the hub by a query; the truth stays in the op."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, func, literal_column, select, union_all

from hub.store import journal
from hub.store.bulk import insert_together
from hub.store.database import Connection
from hub.store.prepared import Prepared, filled, places, size_for
from hub.store.tables import op, sale, sale_line, sale_tender


def known(
    connection: Connection, txn_ids: Sequence[str], receipts: Sequence[str]
) -> tuple[set[str], set[str]]:
    """Which of these transactions and receipt numbers there are already."""
    if not txn_ids:
        return set(), set()
    size = size_for(max(len(txn_ids), len(receipts)))
    values = filled("txn", size, txn_ids) | filled("receipt", size, receipts or [""])
    found = _known(size).run(connection, values).all()
    return {row.txn_id for row in found} & set(txn_ids), {row.receipt_no for row in found} & set(receipts)


@lru_cache(maxsize=16)
def _known(size: int) -> Prepared:
    columns = select(sale.c.txn_id, sale.c.receipt_no)
    # Two questions in one: an OR would read the whole table.
    return Prepared(
        union_all(
            columns.where(sale.c.txn_id.in_(places("txn", size))),
            columns.where(sale.c.receipt_no.in_(places("receipt", size))),
        )
    )


def lock(connection: Connection, txn_ids: Collection[str]) -> None:
    """Hold these sales until the transaction ends: what is decided by what came back of them stays true."""
    if txn_ids:
        query = select(sale.c.txn_id).where(sale.c.txn_id.in_(txn_ids)).order_by(sale.c.txn_id)
        connection.execute(query.with_for_update(key_share=True)).all()


def reversed_already(connection: Connection, txn_ids: Sequence[str]) -> set[str]:
    """Which of these transactions were post-voided already."""
    query = select(sale.c.reverses).where(
        sale.c.kind == "post_void", sale.c.reverses != literal_column("''"), sale.c.reverses.in_(txn_ids)
    )
    return set(connection.execute(query).scalars())


def insert_sales(
    connection: Connection,
    sales: Sequence[dict[str, Any]],
    lines: Sequence[dict[str, Any]],
    tenders: Sequence[dict[str, Any]],
    ops: Sequence[dict[str, Any]] = (),
) -> None:
    """Add sales with their lines and tenders, after the ops of a push that are new (see `insert_ops`)."""
    insert_together(
        connection,
        {op: journal.holdable(connection, ops), sale: sales, sale_line: lines, sale_tender: tenders},
    )


def find(connection: Connection, word: str) -> Sequence[Row[Any]]:
    """The sales with this receipt number or txn_id; more than one only where a number was given twice."""
    query = select(sale).where((sale.c.receipt_no == word) | (sale.c.txn_id == word)).order_by(sale.c.at)
    return connection.execute(query).all()


def booked_apart(connection: Connection, receipt_no: str) -> Sequence[str]:
    """Sales with this receipt number that are booked under the id of their op: theirs was another's."""
    query = select(sale.c.txn_id).where(sale.c.receipt_no == receipt_no, sale.c.txn_id == sale.c.op_id)
    return connection.execute(query).scalars().all()


def given_by_two_stores(connection: Connection, op_ids: Sequence[str]) -> Sequence[Row[Any]]:
    """(receipt_no, op_id, terminal_id, at) of the sales of these ops whose number another store gave."""
    other = sale.alias("other")
    same = select(other.c.txn_id).where(
        other.c.receipt_no == sale.c.receipt_no, other.c.store_id != sale.c.store_id
    )
    query = select(sale.c.receipt_no, sale.c.op_id, sale.c.terminal_id, sale.c.at)
    return connection.execute(query.where(sale.c.op_id.in_(op_ids), same.exists())).all()


def sellers(connection: Connection, line_ids: Sequence[str], but: Collection[str]) -> dict[str, str]:
    """line_id → the first sale that has it, but for these; what was cancelled, voided or training apart."""
    undone = sale.alias("undone")
    cancelled = select(undone.c.txn_id).where(
        undone.c.reverses == sale.c.txn_id, undone.c.reverses != literal_column("''")
    )
    query = (
        select(sale_line.c.line_id, sale.c.txn_id)
        .join(sale, sale.c.txn_id == sale_line.c.txn_id)
        .where(sale_line.c.line_id.in_(line_ids), sale_line.c.voided == 0)
        .where(sale.c.kind != "post_void", sale.c.training == 0, ~cancelled.exists())
        .order_by(sale.c.at.desc(), sale.c.txn_id.desc())
    )
    return {row.line_id: row.txn_id for row in connection.execute(query) if row.txn_id not in but}


def receipt_numbers(connection: Connection, txn_ids: Collection[str]) -> tuple[str, ...]:
    """The numbers on the receipts of these sales, in their order."""
    query = select(sale.c.receipt_no).where(sale.c.txn_id.in_(sorted(txn_ids))).order_by(sale.c.at)
    return tuple(connection.execute(query).scalars())


def latest(connection: Connection, limit: int, before: int | None = None) -> Sequence[Row[Any]]:
    """Newest sales first, made before `before` (UTC ms) where given."""
    query = select(sale).order_by(sale.c.at.desc(), sale.c.txn_id.desc()).limit(limit)
    if before is not None:
        query = query.where(sale.c.at < before)
    return connection.execute(query).all()


def lines_of(connection: Connection, txn_id: str) -> Sequence[Row[Any]]:
    """The lines of a sale in their order."""
    query = select(sale_line).where(sale_line.c.txn_id == txn_id).order_by(sale_line.c.position)
    return connection.execute(query).all()


def tenders_of(connection: Connection, txn_id: str) -> Sequence[Row[Any]]:
    """The tenders of a sale in their order."""
    query = select(sale_tender).where(sale_tender.c.txn_id == txn_id).order_by(sale_tender.c.position)
    return connection.execute(query).all()


def op_of(connection: Connection, op_id: str) -> str:
    """The body of the op behind a sale, as JSON text."""
    return str(connection.execute(select(op.c.body).where(op.c.op_id == op_id)).scalar_one())


def body_of(connection: Connection, txn_id: str) -> str:
    """The body of the op that sent this transaction, as JSON text."""
    query = select(op.c.body).join(sale, sale.c.op_id == op.c.op_id).where(sale.c.txn_id == txn_id)
    return str(connection.execute(query).scalar_one())


def count(connection: Connection) -> int:
    """How many sales and post-voids there are, training apart."""
    return connection.execute(select(func.count()).select_from(sale).where(sale.c.training == 0)).scalar_one()
