"""A retail transaction: lines, discounts, tenders, where it came from. Data only: acts are in `sale.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from retail.discount import Discount
from retail.pricing import PricedLine
from retail.promotion import Promotion
from retail.state_machine import StateMachine
from retail.store_config import TaxSettings
from retail.tender import Tender

TransactionKind = Literal["sale", "post_void"]
TransactionState = Literal["open", "suspended", "completed", "voided"]
LineKind = Literal["sale", "deposit", "department", "gift_card"]
EntryMethod = Literal["scan", "keyed", "search", "grid", "department", "cart"]
"""How a line came here; `cart`: from a shared cart, a parked sale of another till, or a basket code."""
StockFate = Literal["back", "damaged", "none"]
"""Where returned goods go: back on the shelf, on hand but not for sale, or nowhere (thrown away)."""

TRANSACTION_STATES = StateMachine(
    name="transaction",
    initial="open",
    transitions={
        ("open", "suspend"): "suspended",
        ("suspended", "resume"): "open",
        ("open", "complete"): "completed",
        ("open", "void"): "voided",
        ("suspended", "void"): "voided",
    },
    final=frozenset({"completed", "voided"}),
)


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """A second person's word for an act above the cashier's rights (M8.2): who, what, why, when."""

    permission: str
    operator_id: str
    reason_id: str = ""
    covers: tuple[str, ...] = ()
    """Ids of the discounts or return lines that it is for, or `line thousandths` of goods without a right;
    empty where the act is whole in itself.
    """
    at: int


class PriceOverride(msgspec.Struct, frozen=True, kw_only=True):
    """A price keyed in place of the one in force."""

    was: int
    reason_id: str
    operator_id: str


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a line a return: goods that come back; its line has a negative quantity.

    With a receipt, `txn_id`, `line_id` and `receipt_no` name the line sold, and `refund` is the share of what
    was paid for it that goes back (all negative, M2.4): it is never priced anew. Without a receipt they are
    empty, `refund` is None, and the line is priced as it stands.
    """

    txn_id: str = ""
    line_id: str = ""
    receipt_no: str = ""
    reason_id: str
    stock: StockFate = "back"
    refund: PricedLine | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of goods. Its amounts are worked out by `retail.pricing`, never stored while it is open."""

    line_id: str
    kind: LineKind = "sale"
    sku: str = ""
    """Empty on a department line."""
    name: str
    quantity: int
    """Thousandths of the unit; negative in a post-void and where goods are returned."""
    unit: str = "pcs"
    unit_price: int
    """Minor units a sales unit."""
    tax_class: str
    category: str = ""
    department_id: str = ""
    parent: str = ""
    """On a deposit line: the line it belongs to."""
    discounts: tuple[Discount, ...] = ()
    override: PriceOverride | None = None
    age_limit: int = 0
    code: str = ""
    """The raw scan that added it, for the audit (M1.2)."""
    entry: EntryMethod = "keyed"
    weighed: bool = False
    """The quantity is what the scale said; False where it was typed, or stands in the code."""
    image: str = ""
    priced_by_code: bool = False
    """The price or weight stands in the barcode: quantity and price are not for the cashier to change."""
    stock_quantity: int | None = None
    """Thousandths of the item's unit that leave the stock, where the line counts packs of weighed goods:
    worked out of the pack's price. None: the quantity."""
    batch: str = ""
    """Batch or lot number of the pack (AI 10), for recalls (M1.5)."""
    serial: str = ""
    """Serial number of the pack (AI 21)."""
    expiry: str = ""
    """Last day it may be sold, `YYYY-MM-DD` (AI 17)."""
    best_before: str = ""
    """Best before, `YYYY-MM-DD` (AI 15)."""
    returned: Returned | None = None
    """Set on a return line."""
    account_id: str = ""
    """On a gift card line: the account that it loads."""
    last4: str = ""
    """On a gift card line: the end of the card's code, for people; the code itself is kept nowhere."""
    voided: bool = False
    at: int
    """When it was added."""

    @property
    def measured(self) -> bool:
        return self.unit != "pcs"


class Transaction(msgspec.Struct, frozen=True, kw_only=True):
    """A sale from its first line to its end; a *cart* is this while it is open."""

    txn_id: str
    kind: TransactionKind = "sale"
    state: TransactionState = "open"
    store_id: str
    terminal_id: str
    session_id: str
    operator_id: str
    business_date: str
    currency: str
    tax: TaxSettings | None = None
    """Taxes as they stood when it was begun or taken back: what arrives meanwhile cannot change what is paid.
    None: as they stand now."""
    started_at: int
    training: bool = False
    """Practice: marked everywhere, never counted, no stock moves (glossary)."""
    channel: str = "store"
    touchpoint: str = "till"
    cart_id: str
    customer_id: str | None = None
    offer_ids: tuple[str, ...] = ()
    consent_version: str | None = None
    lines: tuple[Line, ...] = ()
    discounts: tuple[Discount, ...] = ()
    tenders: tuple[Tender, ...] = ()
    approvals: tuple[Approval, ...] = ()
    age_confirmed: int = 0
    """Highest age limit that the cashier has confirmed for this buyer."""
    note: str = ""
    """Label of a suspended sale; no personal data (rule 10)."""
    promotions: tuple[Promotion, ...] | None = None
    """The promotions that applied when the first money was taken: what arrives meanwhile cannot change what
    is paid. None before: those in force count."""
    reverses: str = ""
    """In a post-void: the txn_id that it cancels."""

    @property
    def live_lines(self) -> tuple[Line, ...]:
        """The lines that count: not voided."""
        return tuple(line for line in self.lines if not line.voided)

    @property
    def counted_lines(self) -> tuple[Line, ...]:
        """The live lines as a person counts them: a deposit follows its item."""
        return tuple(line for line in self.live_lines if line.kind != "deposit")

    def without(self, line_ids: Iterable[str]) -> Transaction:
        """The same without these lines and their deposits."""
        gone = frozenset(line_ids)
        kept = tuple(line for line in self.lines if not {line.line_id, line.parent} & gone)
        return msgspec.structs.replace(self, lines=kept)

    def line(self, line_id: str) -> Line | None:
        """The line with this id, or None."""
        return next((line for line in self.lines if line.line_id == line_id), None)
