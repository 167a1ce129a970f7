"""Hub data copied here, a scope at a time: catalogue and prices in `catalogue.db`, all else in `pos.db`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import bindparam, select

from local_db import catalogue_schema, pos_schema
from local_db.carts import is_cart_scope
from local_db.catalogue_feed import CatalogueRows, is_catalogue_scope
from local_db.catalogue_file import CatalogueFile
from local_db.config import ConfigCache
from local_db.database import Database
from local_db.feed import CursorState, CursorTable, RowTables, begin_round, take_over
from local_db.images import ImageFolder
from local_db.pos_feed import PosRows
from local_db.receipt_feed import ReceiptRows, is_receipt_scope
from local_db.statements import Statement, constant
from local_db.stock import is_stock_scope
from sync.ports import Cursor, PullReply

_item = catalogue_schema.item
_PICTURES = Statement(
    select(_item.c.image)
    .where(_item.c.image != constant(""), _item.c.image > bindparam("after"))
    .distinct()
    .order_by(_item.c.image)
    .limit(constant(1_000))
)


class LocalReplica:
    """`sync.ports.Replica`; used on the `db` thread. Rows and cursor of a scope lie in the same file."""

    def __init__(
        self, pos: Database, catalogue: CatalogueFile, images: ImageFolder, config: ConfigCache, pepper: bytes
    ) -> None:
        self._pos = pos
        self._catalogue = catalogue
        self.images = images
        self._config = config
        self._pos_rows = PosRows(pepper)
        self._receipt_rows = ReceiptRows(self._pos_rows)
        self._catalogue_rows = CatalogueRows()
        self._pos_cursors = CursorTable(pos_schema.feed_cursor)
        self._catalogue_cursors = CursorTable(catalogue_schema.feed_cursor)
        self._complete_at = -1

    def cursor(self, scope: str) -> Cursor:
        """Where a scope stands; epoch "" and seq 0 before the first pull."""
        cursors = self._cursors(scope)
        if is_catalogue_scope(scope):
            with self._catalogue.read() as database:
                return cursors.read(database, scope).shown()
        with self._pos.read():
            return cursors.read(self._pos, scope).shown()

    def scopes(self) -> tuple[str, ...]:
        """Those that were ever read here, in the order of their names."""
        with self._catalogue.read() as database:
            found = self._catalogue_cursors.scopes(database)
        with self._pos.read():
            return tuple(sorted(found | self._pos_cursors.scopes(self._pos)))

    def apply(self, scope: str, reply: PullReply) -> Cursor:
        """Take over rows and cursor in one transaction.

        Raises `DataError` where the catalogue file turned out to be damaged (it is empty then, pull from its
        beginning), or where the reply is of another epoch than the cursor.
        """
        reached = CursorState(scope=scope, epoch=reply.head.epoch, seq=reply.next)
        cursors, tables = self._cursors(scope), self._tables(scope)
        with self._writing(scope) as database:
            return take_over(database, cursors, tables, reply.rows, reached, reply.head.seq).shown()

    def reset(self, scope: str, epoch: str) -> None:
        """Begin a scope anew under this epoch; the rows held stay readable until it was read to its end."""
        cursors = self._cursors(scope)
        with self._writing(scope) as database:
            cursors.write(database, begin_round(cursors.read(database, scope), epoch))

    def missing_images(self, limit: int) -> tuple[str, ...]:
        """Digests of the pictures that the store and its items name and the picture folder lacks.

        Those that a screen looked for in vain come first; a full folder asks for no others, else what it let
        go of would be fetched for ever.
        """
        logo = self._config.logo(self._pos)
        wanted = [logo] if logo and logo not in self.images else []
        wanted += self.images.missed()
        if self._complete_at != self._catalogue.version and self.images.has_room:
            missing = list(islice(self._pictures_to_come(), limit))
            if not missing:
                self._complete_at = self._catalogue.version
            wanted += missing
        return tuple(dict.fromkeys(wanted))[:limit]

    def _pictures_to_come(self) -> Iterator[str]:
        """Looked through in slices, no further than they are asked for: the cashier waits meanwhile."""
        after = ""
        while found := self._catalogue.query(_PICTURES, after=after):
            yield from (digest for (digest,) in found if digest not in self.images)
            after = found[-1][0]

    def store_image(self, digest: str, content: bytes) -> None:
        """Keep a picture. Raises `DataError` where the content's SHA-256 is not `digest`."""
        self.images.store(digest, content)

    @contextmanager
    def _writing(self, scope: str) -> Iterator[Database]:
        if is_catalogue_scope(scope):
            with self._catalogue.write() as database:
                yield database
            return
        try:
            with self._pos.write():
                yield self._pos
        finally:
            if not (is_receipt_scope(scope) or is_stock_scope(scope) or is_cart_scope(scope)):
                self._config.forget()

    def _cursors(self, scope: str) -> CursorTable:
        return self._catalogue_cursors if is_catalogue_scope(scope) else self._pos_cursors

    def _tables(self, scope: str) -> RowTables:
        if is_catalogue_scope(scope):
            return self._catalogue_rows
        return self._receipt_rows if is_receipt_scope(scope) else self._pos_rows
