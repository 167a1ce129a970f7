"""Everything a person can ask of the till, as frozen commands; a screen sends one and gets an `Outcome` back.

A command that needs a supervisor is first sent without `approval`; the handler then answers with
`Outcome.approval` and the screen sends the same command again with it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.session import CashMoveKind
from retail.transaction import EntryMethod


class Approving(msgspec.Struct, frozen=True, kw_only=True):
    """A supervisor's word as typed: who, PIN and the reason picked."""

    operator_id: str
    pin: str
    reason_id: str = ""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all commands."""

    approval: Approving | None = None


# --- people ---------------------------------------------------------------------------------------------


class SignIn(Command, frozen=True, kw_only=True):
    """Sign in, or unlock: the open cart stays."""

    operator_id: str
    pin: str


class SignOut(Command, frozen=True, kw_only=True):
    """Leave the till; refused while a sale is open (suspend or finish it first)."""


class Lock(Command, frozen=True, kw_only=True):
    """Ask for the PIN again; the open cart stays."""


class SetTraining(Command, frozen=True, kw_only=True):
    """Switch training mode; refused while a sale is open."""

    on: bool


# --- till session ---------------------------------------------------------------------------------------


class OpenSession(Command, frozen=True, kw_only=True):
    opening_float: int


class MoveCash(Command, frozen=True, kw_only=True):
    """Float entry, cash pickup, paid in, paid out; `amount` positive minor units."""

    move: CashMoveKind
    amount: int
    reason_id: str = ""
    note: str = ""


class OpenDrawer(Command, frozen=True, kw_only=True):
    """No-sale."""

    reason_id: str = ""


class DeclareCount(Command, frozen=True, kw_only=True):
    """The blind count: total cash in the till, minor units. The expected figure is shown only after it."""

    counted: int


class ReopenSession(Command, frozen=True, kw_only=True):
    """Take a declared count back and go on selling."""


class CloseSession(Command, frozen=True, kw_only=True):
    """Fix the Z report; refused while a sale is open or suspended."""


class TakeXReport(Command, frozen=True, kw_only=True):
    print: bool = True


# --- the sale -------------------------------------------------------------------------------------------


class Scan(Command, frozen=True, kw_only=True):
    """A code as the scanner gave it, or as typed. Starts a sale if none is open."""

    raw: str
    quantity: int = 1000
    """Thousandths; what `3 ×` before the scan said."""
    entry: EntryMethod = "scan"


class AddItem(Command, frozen=True, kw_only=True):
    """An item picked from the grid or a search result."""

    sku: str
    quantity: int | None = None
    """Thousandths; None for one piece, or to be asked for the weight of a measured item."""
    weigh: bool = False
    """Take the quantity from the scale, which must be read (`WatchScale`) and at rest."""
    entry: EntryMethod = "grid"


class AddDepartmentLine(Command, frozen=True, kw_only=True):
    """A line with a price keyed by hand."""

    department_id: str
    amount: int
    quantity: int = 1000
    code: str = ""
    """The unknown barcode that led here, kept for the audit."""


class SetQuantity(Command, frozen=True, kw_only=True):
    """Quantity of a piece item, or the weight of a measured one, in thousandths; zero voids the line."""

    line_id: str
    quantity: int


class OverridePrice(Command, frozen=True, kw_only=True):
    line_id: str
    unit_price: int
    reason_id: str = ""


class DiscountLine(Command, frozen=True, kw_only=True):
    """Percentage (decimal text) or amount (minor units) off a line; both None takes the discounts away."""

    line_id: str
    percent: str | None = None
    amount: int | None = None
    reason_id: str = ""


class DiscountSale(Command, frozen=True, kw_only=True):
    """The same on the whole transaction."""

    percent: str | None = None
    amount: int | None = None
    reason_id: str = ""


class VoidLine(Command, frozen=True, kw_only=True):
    line_id: str


class UndoVoid(Command, frozen=True, kw_only=True):
    """Bring back the line voided last, or the one named."""

    line_id: str = ""


class ConfirmAge(Command, frozen=True, kw_only=True):
    """The cashier has checked the buyer's age; `confirmed` False leaves the item out."""

    age_limit: int
    confirmed: bool


class VoidSale(Command, frozen=True, kw_only=True):
    """Cancel the open transaction; it stays in the journal."""

    reason_id: str = ""


class SuspendSale(Command, frozen=True, kw_only=True):
    note: str = ""
    slip: bool | None = None
    """Whether to print its slip, remembered for the next sale; None: as the last time."""


class ResumeSale(Command, frozen=True, kw_only=True):
    txn_id: str


# --- payment --------------------------------------------------------------------------------------------


class TenderCash(Command, frozen=True, kw_only=True):
    """Cash handed over. Completes the sale when nothing remains; `txn_id` makes a second press harmless."""

    txn_id: str
    amount: int


class TenderCard(Command, frozen=True, kw_only=True):
    """A card payment made on a terminal of its own and recorded by hand: brand and last four (rule 7)."""

    txn_id: str
    amount: int
    brand: str = ""
    last4: str | None = None
    reference: str = ""


class RemoveTender(Command, frozen=True, kw_only=True):
    txn_id: str
    payment_id: str


class FinishSale(Command, frozen=True, kw_only=True):
    """Complete a sale on which nothing is to be paid (total zero)."""

    txn_id: str


# --- after the sale -------------------------------------------------------------------------------------


class Reprint(Command, frozen=True, kw_only=True):
    """Print the receipt again, marked DUPLICATE."""

    txn_id: str


class ReprintZ(Command, frozen=True, kw_only=True):
    """Print a Z report again, marked DUPLICATE."""

    number: int


class PostVoid(Command, frozen=True, kw_only=True):
    """Cancel a completed transaction by an opposite one."""

    txn_id: str
    reason_id: str = ""


class RetryPrint(Command, frozen=True, kw_only=True):
    """Print what had not been printed, marked DUPLICATE if it may already be on paper."""

    job_id: str


class DropPrint(Command, frozen=True, kw_only=True):
    """Give a waiting print up; the receipt can still be reprinted from the journal."""

    job_id: str


# --- settings -------------------------------------------------------------------------------------------


class ChooseLook(Command, frozen=True, kw_only=True):
    """Language, colour set and text size of this terminal's screen; None leaves one as it is."""

    language: str | None = None
    scheme: Literal["light", "dark", "contrast"] | None = None
    text_scale: float | None = None


class SyncNow(Command, frozen=True, kw_only=True):
    """Ask the sync thread to try at once."""
