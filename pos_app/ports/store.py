"""What the handlers need of the terminal's databases; `local_db` implements it, all on the `db` thread.

A write happens inside one `UnitOfWork`: everything in it is durable together, or nothing is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

import msgspec

from pos_app.ports.carts import Carts
from pos_app.ports.customers import Customers
from pos_app.ports.loyalty import Accounts
from pos_app.ports.returns import Receipts
from pos_app.ports.rights import Rights
from pos_app.ports.stock import Stock, StockDocuments
from retail.errors import KnownError
from retail.events import SaleCompleted
from retail.item import Category, Item
from retail.journal import JournalEntry, Op
from retail.pin import SealedPin
from retail.pin_guard import PinGuard
from retail.promotion_book import PromotionBook
from retail.receipt import ReceiptDocument
from retail.report import SessionTotals
from retail.session import CashMove, TillSession
from retail.store_config import Operator, StoreConfig
from retail.transaction import Transaction

PrintState = Literal["queued", "printing", "printed", "failed", "unsure", "dropped"]


class StoreFull(KnownError):
    """The disk is full, also after the reserve was given up: nothing of this step was written."""

    def __init__(self) -> None:
        super().__init__(
            "store_full",
            "The disk of this terminal is full and nothing more can be saved. "
            "Free some space, then try again; what was completed before is safe.",
        )


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what repositories hand out."""


class SaleRecord(Record, frozen=True, kw_only=True):
    """A completed transaction as the terminal keeps it; `body` is what the journal holds."""

    seq: int
    kind: Literal["sale", "post_void"]
    body: SaleCompleted
    entry_hash: str
    """Chain hash of its journal entry, as the receipt shows it."""
    reversed_by: str = ""
    """txn_id of the post-void that cancelled it, or empty."""


class JournalLine(Record, frozen=True, kw_only=True):
    """A journal entry beside where it stands with the hub."""

    entry: JournalEntry
    status: str = ""
    """Empty while it waits, else the hub's word."""
    code: str = ""


class PrintJob(Record, frozen=True, kw_only=True):
    """Something to be put on paper, durable before anything is sent to the printer."""

    job_id: str
    txn_id: str = ""
    document: ReceiptDocument
    state: PrintState = "queued"
    attempts: int = 0
    error: str = ""
    error_message: str = ""
    created_at: int


class WaitingPrint(Record, frozen=True, kw_only=True):
    """A print job that is not on paper yet, or may not be, without what is to be printed."""

    job_id: str
    txn_id: str
    receipt_no: str
    """Empty where it is not the receipt of a sale."""
    kind: str
    state: PrintState
    attempts: int
    error: str
    error_message: str
    created_at: int


class SessionSums(Record, frozen=True, kw_only=True):
    """What SQL adds up for a session, training left out (so that a day of 1,000 sales closes at once)."""

    sales_count: int = 0
    sales_total: int = 0
    """What was sold; what came back in the same transactions is apart."""
    return_count: int = 0
    return_total: int = 0
    """Negative."""
    post_void_count: int = 0
    post_void_total: int = 0
    discount_total: int = 0
    promotion_total: int = 0
    gift_card_total: int = 0
    """Loads of gift cards, signed."""
    cash_rounding: int = 0
    cash_net: int = 0
    """Cash taken less change given, post-voids counted in."""
    first_receipt: str = ""
    last_receipt: str = ""
    taxes: tuple[tuple[str, str, int, int], ...] = ()
    """(code, rate, net, tax) a rate."""
    tenders: tuple[tuple[str, int, int], ...] = ()
    """(kind, count, amount net of change) a kind."""
    counts: dict[str, int] = {}
    """What `Sessions.count` counted: `void`, `line_void`, `no_sale`, `reprint`, `drawer`."""
    perpetual_total: int = 0
    """Turnover of all sessions of this terminal up to now."""


class FoundItem(Record, frozen=True, kw_only=True):
    """An item with the price that is in force, None where it has none."""

    item: Item
    price: int | None


class Drafts(Protocol):
    """Open and suspended transactions: written with every command, so that a crash loses no line."""

    def current(self) -> Transaction | None: ...
    def get(self, txn_id: str) -> Transaction | None: ...
    def save(self, txn: Transaction) -> None:
        """Insert or replace; at most one may be open."""
        ...

    def remove(self, txn_id: str) -> None: ...
    def suspended(self) -> tuple[tuple[Transaction, int], ...]:
        """(transaction, when it was suspended), oldest first."""
        ...


class Sales(Protocol):
    """Completed transactions; rows are facts: never changed, never deleted."""

    def add(self, body: SaleCompleted, seq: int, kind: Literal["sale", "post_void"]) -> None:
        """Rows for the transaction, its lines, tenders, taxes and stock movements."""
        ...

    def get(self, txn_id: str) -> SaleRecord | None: ...
    def by_receipt_no(self, receipt_no: str) -> SaleRecord | None: ...
    def reversals(self, txn_ids: Sequence[str]) -> dict[str, str]:
        """Of these, which were post-voided: txn_id → txn_id of the post-void."""
        ...


class Sessions(Protocol):
    def current(self) -> TillSession | None:
        """The one that is not closed."""
        ...

    def save(self, session: TillSession) -> None: ...
    def next_number(self) -> int: ...
    def last_business_date(self) -> str:
        """The latest day of any session, empty before the first."""
        ...

    def add_move(self, session_id: str, move: CashMove) -> None: ...
    def moves(self, session_id: str) -> tuple[CashMove, ...]: ...
    def count(self, session_id: str, name: str, by: int = 1) -> None: ...
    def sums(self, session_id: str) -> SessionSums: ...
    def add_z(self, totals: SessionTotals, operator_id: str) -> None:
        """The Z report: a fact, numbered without gaps."""
        ...

    def z_report(self, number: int) -> SessionTotals | None: ...


class Journal(Protocol):
    def append(self, op: Op) -> JournalEntry:
        """Chain an op to the journal; the entry is immutable from then on."""
        ...

    def last_hlc(self) -> str:
        """Hybrid clock of the newest entry, empty before the first."""
        ...

    def page(
        self, business_date: str, before_seq: int | None, limit: int, kinds: Sequence[str] = ()
    ) -> tuple[JournalLine, ...]:
        """Newest first; all kinds where none are named."""
        ...


class PrintJobs(Protocol):
    def add(self, job: PrintJob) -> None: ...
    def get(self, job_id: str) -> PrintJob | None: ...
    def next_queued(self) -> PrintJob | None:
        """Oldest job that is queued."""
        ...

    def mark(self, job_id: str, state: PrintState, error: str = "", error_message: str = "") -> None:
        """A mark of `printing` counts one attempt."""
        ...

    def unprinted(self) -> tuple[PrintJob, ...]:
        """Queued, printing, failed and unsure ones, oldest first."""
        ...

    def waiting(self) -> tuple[WaitingPrint, ...]:
        """The same ones without their documents, for a list of them."""
        ...

    def waiting_count(self) -> int:
        """How many they are."""
        ...

    def original(self, txn_id: str) -> ReceiptDocument | None:
        """The document printed first for a transaction: its receipt as the customer got it."""
        ...

    def states(self, txn_ids: Sequence[str]) -> dict[str, PrintState]:
        """Latest state of the receipt of each transaction."""
        ...


class People(Protocol):
    def operators(self) -> tuple[Operator, ...]:
        """Active ones by name; `pin_hash` is empty: a terminal does not keep it."""
        ...

    def operator(self, operator_id: str) -> Operator | None:
        """An active one by id."""
        ...

    def sealed_pin(self, operator_id: str) -> SealedPin | None: ...
    def guard(self, operator_id: str) -> PinGuard: ...
    def save_guard(self, operator_id: str, guard: PinGuard) -> None: ...


class Settings(Protocol):
    """What belongs to this terminal alone: device entries, look, who is signed in."""

    def get(self, name: str) -> str | None: ...
    def put(self, name: str, value: str) -> None: ...
    def remove(self, name: str) -> None:
        """Forget a setting; one that is not there is forgotten already."""
        ...

    def starting(self, prefix: str) -> dict[str, str]:
        """The settings whose names begin with `prefix`, by name."""
        ...

    def next_count(self, counter: str) -> int:
        """Gapless: the count is used only if the unit of work commits."""
        ...


class UnitOfWork(Protocol):
    """One durable step. Leaving the block commits; an exception rolls everything back."""

    @property
    def drafts(self) -> Drafts: ...
    @property
    def sales(self) -> Sales: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def print_jobs(self) -> PrintJobs: ...
    @property
    def people(self) -> People: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def rights(self) -> Rights: ...
    @property
    def stock(self) -> Stock: ...
    @property
    def stock_documents(self) -> StockDocuments: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def carts(self) -> Carts: ...
    def store_config(self) -> StoreConfig | None:
        """None until the first configuration came from the hub."""
        ...


class Store(Protocol):
    """`pos.db`: what must never be lost."""

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """BEGIN IMMEDIATE … COMMIT with synchronous=FULL. Raises `StoreFull` when the disk is full even
        after the ballast went."""
        ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """The same repositories without a write; rolled back at the end."""
        ...


class Catalogue(Protocol):
    """`catalogue.db`: items, prices and search; replaceable at any time."""

    def find(self, identifier: str) -> FoundItem | None:
        """By canonical identifier, `gtin:…`, `plu:…`, `ref:…` or `raw:…`."""
        ...

    def item(self, sku: str) -> FoundItem | None: ...
    def search(self, text: str, limit: int) -> tuple[FoundItem, ...]:
        """By words of the name, sku or code, prefix of the last word, best first; raises on no text."""
        ...

    def categories(self) -> tuple[tuple[Category, int], ...]:
        """With the number of active items."""
        ...

    def in_category(self, name: str, offset: int, limit: int) -> tuple[FoundItem, ...]: ...
    def promotions(self, at: int, time_zone: str, language: str) -> PromotionBook:
        """Those of the price list in force at `at` (UTC ms) in a store of this zone, named in `language`."""
        ...

    def count(self) -> int: ...
    def image_path(self, digest: str) -> str:
        """Path of a picture that has arrived, or empty."""
        ...
