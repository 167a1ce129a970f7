"""Read models: what a screen shows. Amounts are minor units, quantities thousandths, times UTC milliseconds.

The view models in `ui` turn them into text of the operator's language.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.report import SessionTotals
from retail.session import SessionState
from retail.store_config import Role

Tone = Literal["info", "positive", "caution", "negative"]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all read models."""


class Notice(View, frozen=True, kw_only=True):
    """Something to tell the operator; `code` is translated on screen, `message` is its plain English."""

    code: str
    message: str
    tone: Tone = "info"
    params: dict[str, str | int] = {}
    acts: tuple[str, ...] = ()
    """What can be done next: `search`, `department`, `retry`, `suspend`, `open_session`, `sign_in`, …"""


class ApprovalRequest(View, frozen=True, kw_only=True):
    """The act needs a supervisor: send the command again with `approval`."""

    permission: str
    message: str
    reason_kind: str = ""
    """Reasons to pick from; empty where none is asked."""


class AgePrompt(View, frozen=True, kw_only=True):
    """The line just scanned is age-restricted: answer with `ConfirmAge` before it counts."""

    age_limit: int
    born_on_or_before: str
    """Business date minus the limit: the latest birth date that is old enough."""
    item_name: str


class WeightPrompt(View, frozen=True, kw_only=True):
    """The item is sold by weight: ask for it and send `AddItem` again with the quantity."""

    sku: str
    name: str
    unit: str
    unit_price: int
    entry: str


class PromotionView(View, frozen=True, kw_only=True):
    """What one promotion took off a line, as the receipt names it."""

    name: str
    amount: int
    of_whole: bool = False
    """A share of what came off the whole sale, rather than off units of the line."""


class PromotionHint(View, frozen=True, kw_only=True):
    """A promotion that a little more of its goods would bring (once more)."""

    promotion_id: str
    name: str
    missing_quantity: int = 0
    """Units still missing; 0 where it is the amount."""
    missing_amount: int = 0
    """Minor units still missing."""


class LineView(View, frozen=True, kw_only=True):
    line_id: str
    kind: str
    name: str
    quantity: int
    unit: str
    unit_price: int
    amount: int
    """What the line costs after its own discounts, as shown to the buyer."""
    extended: int
    """Quantity × price before discounts."""
    discount: int
    """Positive: taken off by the line's own discounts."""
    discount_text: str = ""
    promotions: tuple[PromotionView, ...] = ()
    """What came off by promotions on its units and as its share of those on the whole; `amount` is after."""
    overridden_from: int | None = None
    voided: bool = False
    parent: str = ""
    age_limit: int = 0
    image: str = ""
    category: str = ""
    sku: str = ""
    quantity_fixed: bool = False
    """Weight or price came from the code, or the goods come back: quantity cannot be changed."""
    is_return: bool = False
    return_of: str = ""
    """Receipt number of the sale that goods which come back were on; empty without a receipt."""
    stock_fate: str = ""
    batch: str = ""
    serial: str = ""
    stock_notice: Notice | None = None
    """Where its last units may be promised to somebody else: what is known, and how old that is."""
    expiry: str = ""
    """Last day it may be sold, `YYYY-MM-DD`, as the pack says; `best_before` likewise."""
    best_before: str = ""


class TenderView(View, frozen=True, kw_only=True):
    payment_id: str
    kind: str
    amount: int
    brand: str = ""
    last4: str = ""
    left: int | None = None
    """Of a gift card or store credit: what may still be spent, as the hub said; None where it did not."""


class TaxView(View, frozen=True, kw_only=True):
    name: str
    rate: str
    net: int
    tax: int


class CustomerTile(View, frozen=True, kw_only=True):
    """Who the open sale is for; all texts are empty where she is not known here any more."""

    customer_id: str
    name: str
    phone: str = ""
    email: str = ""
    """Empty: a receipt by e-mail needs an address."""
    points: int = 0
    """Points that may be spent, as far as the till knows; `as_of` tells how old that is."""
    credit: int = 0
    """Store credit, minor units."""
    tier: str = ""
    as_of: int = 0
    """UTC milliseconds of the hub's word; 0: it never said anything about her."""
    earns: int = 0
    """Points that the sale earns as it stands."""
    loyalty: bool = False
    """Whether the store gives points at all."""


class SaleView(View, frozen=True, kw_only=True):
    """The open transaction as the cart panel shows it."""

    txn_id: str
    currency: str
    lines: tuple[LineView, ...] = ()
    piece_count: int = 0
    subtotal: int = 0
    discount_total: int = 0
    """Positive: all that people took off, lines and transaction."""
    promotion_total: int = 0
    """Positive: all that promotions took off."""
    hints: tuple[PromotionHint, ...] = ()
    """Promotions that a little more would bring."""
    sale_discount_text: str = ""
    tax_total: int = 0
    taxes: tuple[TaxView, ...] = ()
    prices_include_tax: bool = True
    total: int = 0
    refund_total: int = 0
    """Positive: what goes back for goods taken back, before anything sold in the same transaction."""
    tenders: tuple[TenderView, ...] = ()
    remaining: int = 0
    """Still to pay, before cash rounding; negative: still to give back."""
    training: bool = False
    can_undo_void: bool = False
    customer: CustomerTile | None = None

    @property
    def begun(self) -> bool:
        """Whether goods or money are or were on it; only then does anything wait for its end."""
        return bool(self.lines or self.tenders)


class PaymentView(View, frozen=True, kw_only=True):
    """What remains, and how it can be paid."""

    txn_id: str
    currency: str
    total: int
    remaining: int
    cash_remaining: int
    """What remains if it is paid in cash: rounded by the country's rule (M2.3)."""
    cash_rounding: int
    rounding_notice: str = ""
    quick_cash: tuple[int, ...] = ()
    tenders: tuple[TenderView, ...] = ()
    give_back: int = 0
    cash_give_back: int = 0
    """Positive: what remains to be given back on a card, and in cash, rounded as refunds are (M2.3)."""
    cards: tuple[TenderView, ...] = ()
    """Cards that paid for the goods that come back, to refund to first (M4.5); amounts as paid then."""


class ChangeView(View, frozen=True, kw_only=True):
    """The sale is complete: what the cashier gives back."""

    txn_id: str
    receipt_no: str
    currency: str
    total: int
    paid: int
    change: int
    given_back: int = 0
    """Positive: what the customer got back in a transaction that refunds more than it sells."""
    tenders: tuple[TenderView, ...] = ()
    """What was taken, or below zero given back."""
    cash_rounding: int = 0
    training: bool = False


class OperatorTile(View, frozen=True, kw_only=True):
    operator_id: str
    name: str
    role: Role
    colour: str = ""
    locked_until: int | None = None


class ReasonView(View, frozen=True, kw_only=True):
    reason_id: str
    text: dict[str, str]


class DepartmentView(View, frozen=True, kw_only=True):
    department_id: str
    name: str


class CategoryView(View, frozen=True, kw_only=True):
    name: str
    colour: str
    count: int


class ItemTile(View, frozen=True, kw_only=True):
    sku: str
    name: str
    category: str
    colour: str
    image: str
    """Path of the picture on this terminal, or empty for a drawn tile."""
    price: int | None
    currency: str
    unit: str
    age_limit: int = 0
    identifier: str = ""
    """A code to show beside it, such as its GTIN."""


class ElsewhereView(View, frozen=True, kw_only=True):
    """What another store of the chain could promise."""

    store_id: str
    name: str
    available: int
    """Thousandths."""


class StockView(View, frozen=True, kw_only=True):
    """Stock of an item here and elsewhere; quantities are thousandths of the sales unit."""

    sku: str
    tracked: bool = False
    """Whether this store keeps stock of it; else the figures here mean nothing."""
    on_hand: int = 0
    unavailable: int = 0
    available: int = 0
    """What could still be promised to anyone."""
    held: int = 0
    """What this till may sell without asking."""
    at: int | None = None
    """Hub's time of these figures; the till's own later sales are counted in."""
    elsewhere: tuple[ElsewhereView, ...] = ()
    """Stores that have any, most first."""
    elsewhere_at: int | None = None


class PriceCheckView(View, frozen=True, kw_only=True):
    """`found` False: `notice` says why; `found` True: what is wrong with the pack, if anything."""

    raw: str
    found: bool
    item: ItemTile | None = None
    price: int | None = None
    """Of one unit; with `of_pack` of the whole pack, whose code carries a price, a weight or a count."""
    of_pack: bool = False
    deposit: int = 0
    notice: Notice | None = None
    stock: StockView | None = None
    """None where no stock of it was ever heard of, here or elsewhere."""


ParkedState = Literal["here", "elsewhere", "unreachable", "asking", "granted"]
"""`here`: of this till. `elsewhere`: of another, the hub is asked for it. `unreachable`: of another while the
hub is not reached. `asking`: the hub is being asked. `granted`: this till's now, it waits to be opened."""


class SuspendedView(View, frozen=True, kw_only=True):
    txn_id: str
    note: str
    at: int
    operator_name: str
    line_count: int
    total: int
    currency: str
    first_items: tuple[str, ...] = ()
    till: str = ""
    """Name of the till that parked it; empty for this one."""
    state: ParkedState = "here"


class SessionView(View, frozen=True, kw_only=True):
    """The till session; `totals` only where the operator may see them (blind count: not before it)."""

    state: SessionState | None
    """None where none is open."""
    number: int = 0
    business_date: str = ""
    opened_at: int = 0
    opened_by: str = ""
    currency: str = ""
    opening_float: int = 0
    totals: SessionTotals | None = None
    suspended_count: int = 0


class TillView(View, frozen=True, kw_only=True):
    """The window's frame and what it opens with."""

    store_name: str
    terminal_name: str
    operator: OperatorTile | None
    locked: bool
    session: SessionView
    sale: SaleView | None
    training: bool
    currency: str
    languages: tuple[str, ...]
    time_zone: str
    business_date: str
    language: str
    scheme: str
    text_scale: float
    auto_lock_s: int
    item_count: int
    """Items that can be scanned; 0 while the first catalogue is still on its way."""
    unprinted: int
    """Receipts that wait, failed, or may not have come out."""
    suspended_count: int = 0
    prints_slips: bool | None = None
    """Whether a slip is printed when a sale is suspended; None where there is no printer for it."""
    arrivals: int = 0
    """Counts up whenever goods, prices, settings or pictures came from the hub: what shows them asks anew."""


class Outcome(View, frozen=True, kw_only=True):
    """What a command did. Exactly one of: done (`ok`), refused (`notice`), or waiting for a person
    (`approval`, `age`, `weight`)."""

    ok: bool
    sale: SaleView | None = None
    """The open sale after the command; None where none is open."""
    line_id: str = ""
    """The line that was added or changed, to select and highlight."""
    change: ChangeView | None = None
    """Set when the command completed the sale."""
    notice: Notice | None = None
    approval: ApprovalRequest | None = None
    age: AgePrompt | None = None
    weight: WeightPrompt | None = None
    document_id: str = ""
    """The stock document that was begun or changed."""
    changed: frozenset[str] = frozenset()
    """Topics to ask anew: `till`, `session`, `journal`, `suspended`, `print`, `devices`, `sync`, `look`."""
