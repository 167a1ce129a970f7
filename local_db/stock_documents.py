"""Counts, deliveries, adjustments and transfers: drafts written with every scan, and what was posted."""

from __future__ import annotations

import msgspec
from sqlalchemy import bindparam, case, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.database import Database
from local_db.pos_schema import stock_document, stock_line
from local_db.statements import Statement, constant
from pos_app.ports.stock import StockDocument, StockLine

_NEW = upsert(stock_document)
_SAVE = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["document_id"], set_={name: _NEW.excluded[name] for name in ("state", "at", "body")}
    )
)
_GET = Statement(select(stock_document.c.body).where(stock_document.c.document_id == bindparam("which")))
_LATEST = Statement(
    select(stock_document.c.body)
    .order_by(
        case((stock_document.c.state == constant("draft"), constant(0)), else_=constant(1)),
        stock_document.c.at.desc(),
        stock_document.c.document_id.desc(),
    )
    .limit(bindparam("limit"))
)
_NEW_LINE = upsert(stock_line)
_PUT_LINE = Statement(
    _NEW_LINE.on_conflict_do_update(
        index_elements=["document_id", "sku"], set_={"body": _NEW_LINE.excluded.body}
    )
)
_OF = stock_line.c.document_id == bindparam("which")
_IS_LINE = _OF & (stock_line.c.sku == bindparam("item"))
_LINE = Statement(select(stock_line.c.body).where(_IS_LINE))
_LINES = Statement(select(stock_line.c.body).where(_OF).order_by(stock_line.c.n))
_COUNT = Statement(select(func.count(), func.coalesce(func.max(stock_line.c.n), 0)).where(_OF))
_DROP_LINE = Statement(delete(stock_line).where(_IS_LINE))
_DROP_LINES = Statement(delete(stock_line).where(_OF))
_DROP = Statement(delete(stock_document).where(stock_document.c.document_id == bindparam("which")))


class StockDocumentRows:
    """`pos_app.ports.stock.StockDocuments` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, document_id: str) -> StockDocument | None:
        """The head."""
        row = self._database.row(_GET, which=document_id)
        return None if row is None else msgspec.json.decode(row[0], type=StockDocument)

    def save(self, document: StockDocument) -> None:
        """Insert or replace the head."""
        self._database.change(
            _SAVE,
            document_id=document.document_id,
            kind=document.kind,
            state="draft" if document.posted_at is None else "posted",
            at=document.began_at if document.posted_at is None else document.posted_at,
            body=msgspec.json.encode(document).decode(),
        )

    def line(self, document_id: str, sku: str) -> StockLine | None:
        """What the document says of an item."""
        row = self._database.row(_LINE, which=document_id, item=sku)
        return None if row is None else msgspec.json.decode(row[0], type=StockLine)

    def lines(self, document_id: str) -> tuple[StockLine, ...]:
        """In the order in which they were begun."""
        rows = self._database.rows(_LINES, which=document_id)
        return tuple(msgspec.json.decode(body, type=StockLine) for (body,) in rows)

    def put_line(self, document_id: str, line: StockLine) -> None:
        """Insert at the end, or replace where it stands."""
        _, last = self._database.rows(_COUNT, which=document_id)[0]
        body = msgspec.json.encode(line).decode()
        self._database.change(_PUT_LINE, document_id=document_id, sku=line.sku, n=last + 1, body=body)

    def drop_line(self, document_id: str, sku: str) -> None:
        """Nothing happens where it is not there."""
        self._database.change(_DROP_LINE, which=document_id, item=sku)

    def count_lines(self, document_id: str) -> int:
        """How many items it has."""
        count, _ = self._database.rows(_COUNT, which=document_id)[0]
        return int(count)

    def remove(self, document_id: str) -> None:
        """A draft that nobody wants; nothing happens where it is not there."""
        self._database.change(_DROP_LINES, which=document_id)
        self._database.change(_DROP, which=document_id)

    def latest(self, limit: int) -> tuple[StockDocument, ...]:
        """Drafts first, then what was posted, newest first."""
        rows = self._database.rows(_LATEST, limit=limit)
        return tuple(msgspec.json.decode(body, type=StockDocument) for (body,) in rows)
