"""One durable step on `pos.db`: the repositories, all on the same connection and in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from local_db.accounts import AccountRows
from local_db.carts import CartRows
from local_db.config import ConfigCache
from local_db.customers import CustomerRows
from local_db.database import Database
from local_db.drafts import DraftRows
from local_db.journal import JournalRows
from local_db.people import PeopleRows
from local_db.print_jobs import PrintJobRows
from local_db.receipts import KnownReceipts
from local_db.rights import RightRows
from local_db.sales import SaleRows
from local_db.sessions import SessionRows
from local_db.settings import SettingRows
from local_db.stock import StockRows
from local_db.stock_documents import StockDocumentRows
from retail.store_config import StoreConfig


class LocalUnitOfWork:
    """`pos_app.ports.store.UnitOfWork`; valid inside the block that handed it out."""

    def __init__(self, database: Database, config: ConfigCache, now: Callable[[], int]) -> None:
        self._database = database
        self._config = config
        self.drafts = DraftRows(database, now)
        self.sales = SaleRows(database)
        self.sessions = SessionRows(database)
        self.journal = JournalRows(database)
        self.print_jobs = PrintJobRows(database)
        self.people = PeopleRows(database)
        self.settings = SettingRows(database)
        self.receipts = KnownReceipts(database)
        self.customers = CustomerRows(database)
        self.rights = RightRows(database)
        self.stock = StockRows(database)
        self.stock_documents = StockDocumentRows(database)
        self.accounts = AccountRows(database)
        self.carts = CartRows(database)

    def store_config(self) -> StoreConfig | None:
        """None until the first configuration came from the hub."""
        return self._config.get(self._database)


class LocalStore:
    """`pos_app.ports.store.Store`; used on the thread that opened it, the `db` thread."""

    def __init__(self, database: Database, config: ConfigCache, now: Callable[[], int]) -> None:
        self._database = database
        self._unit = LocalUnitOfWork(database, config, now)

    @contextmanager
    def write(self) -> Iterator[LocalUnitOfWork]:
        """BEGIN IMMEDIATE … COMMIT, durable when it returns; an exception rolls everything back.

        Raises `StoreFull` when the disk is full even after the ballast went, and other `KnownError`s for a
        disk or file that fails. A program error in SQL comes through as it is.
        """
        with self._database.write():
            yield self._unit

    @contextmanager
    def read(self) -> Iterator[LocalUnitOfWork]:
        """The same repositories without a write."""
        with self._database.read():
            yield self._unit
