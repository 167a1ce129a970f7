"""Everything a screen can look up; each names the view it answers with."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from pos_app import views as v
from pos_app.views.devices import DevicesView
from pos_app.views.journal import JournalEntryView, PrintJobView, ReceiptView
from pos_app.views.sync import SyncView

R = TypeVar("R")


class Query(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """Base of all queries; `R` is the view that answers it."""


class ShowTill(Query[v.TillView], frozen=True, kw_only=True):
    """Who is signed in, the session and the open sale: what the window needs at start."""


class ListOperators(Query[tuple[v.OperatorTile, ...]], frozen=True, kw_only=True):
    pass


class ListSupervisors(Query[tuple[v.OperatorTile, ...]], frozen=True, kw_only=True):
    """Those who may approve `permission`."""

    permission: str


class ListReasons(Query[tuple[v.ReasonView, ...]], frozen=True, kw_only=True):
    kind: str


class ListDepartments(Query[tuple[v.DepartmentView, ...]], frozen=True, kw_only=True):
    pass


class ListCategories(Query[tuple[v.CategoryView, ...]], frozen=True, kw_only=True):
    pass


class CategoryItems(Query[tuple[v.ItemTile, ...]], frozen=True, kw_only=True):
    category: str
    offset: int = 0
    limit: int = 60


class SearchItems(Query[tuple[v.ItemTile, ...]], frozen=True, kw_only=True):
    """Search as you type, best first."""

    text: str
    limit: int = 40


class CheckPrice(Query[v.PriceCheckView], frozen=True, kw_only=True):
    """What a code is and costs, without selling it."""

    raw: str


class ListSuspended(Query[tuple[v.SuspendedView, ...]], frozen=True, kw_only=True):
    pass


class ShowPayment(Query[v.PaymentView], frozen=True, kw_only=True):
    """What remains to be paid on the open sale, with quick-cash amounts."""


class ShowSession(Query[v.SessionView], frozen=True, kw_only=True):
    pass


class ListJournal(Query[tuple[JournalEntryView, ...]], frozen=True, kw_only=True):
    """Entries of the business date, newest first."""

    business_date: str = ""
    """Empty for the current one."""
    before_seq: int | None = None
    limit: int = 50
    receipts_only: bool = False


class ShowReceipt(Query[ReceiptView], frozen=True, kw_only=True):
    """The receipt of a completed transaction as text, as it was printed."""

    txn_id: str


class ShowZReport(Query[ReceiptView], frozen=True, kw_only=True):
    """A Z report as text, by its number; `ReceiptView.txn_id` is empty."""

    number: int


class ListPrintJobs(Query[tuple[PrintJobView, ...]], frozen=True, kw_only=True):
    """Prints that wait, failed, or may not have come out."""


class ShowDevices(Query[DevicesView], frozen=True, kw_only=True):
    pass


class ShowSync(Query[SyncView], frozen=True, kw_only=True):
    pass
