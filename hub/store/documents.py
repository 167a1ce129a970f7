"""Documents that the hub itself posts, and their movements: beside the ops, which belong to terminals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, insert, select

from hub.store import stock
from hub.store.bulk import insert_rows
from hub.store.database import Connection
from hub.store.stock_tables import hub_document, hub_movement


def add(
    connection: Connection, document_id: str, kind: str, store_id: str, made_by: str, note: str, at: int
) -> None:  # fmt: skip
    """Keep what a person at the hub did."""
    values = dict(document_id=document_id, kind=kind, store_id=store_id, made_by=made_by, note=note, at=at)
    connection.execute(insert(hub_document).values(**values))


def post(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add movements of a document (rows of the table) and move what is on hand."""
    insert_rows(connection, hub_movement, rows)
    stock.move(connection, rows)


def newest(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """Documents, the newest first."""
    query = select(hub_document).order_by(hub_document.c.at.desc(), hub_document.c.document_id.desc())
    return connection.execute(query.limit(limit)).all()
