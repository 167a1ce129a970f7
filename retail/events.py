"""The bodies of journal entries (ops): what happened at a terminal, as the hub receives it.

A body holds ids and amounts, never names, phones or addresses of customers (rule 10). Each kind has a
version; `retail.upcasters` brings old ones to today's.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from retail.consent import Consent
from retail.discount import Discount
from retail.loyalty import PointsEntry, ValueEntry
from retail.pricing import PricedLine
from retail.report import SessionTotals
from retail.rights import RightKind, RightSpent
from retail.session import CashMoveKind
from retail.tax import TaxGroup
from retail.tender import Settlement, Tender
from retail.transaction import Approval, Line, Transaction
from retail.upcasters import upcast


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fact came from (rule 11): carried by every op."""

    store_id: str
    terminal_id: str
    operator_id: str
    session_id: str = ""
    """Empty where no till session was open, as at a sign-in."""
    business_date: str = ""
    at: int
    local_time: str
    """Wall clock at the store with its offset, ISO 8601 (M5.1)."""
    channel: str = "store"
    touchpoint: str = "till"
    cart_id: str = ""
    customer_id: str | None = None
    offer_ids: tuple[str, ...] = ()
    consent_version: str | None = None
    program: str
    """Name and version of the program that made the op (M5.1)."""
    training: bool = False


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """A change of stock as a delta: never an absolute."""

    line_id: str
    sku: str
    delta: int
    """Thousandths of the sales unit; negative when goods leave."""
    reason: str = "sale"


class StockOverride(msgspec.Struct, frozen=True, kw_only=True):
    """Goods in the customer's hand that were sold without a right, by a supervisor's word (sync.md)."""

    line_id: str
    sku: str
    quantity: int
    """Thousandths of the unit."""
    available: int
    """What the till believed could still be promised."""
    as_of: int
    """UTC milliseconds of that belief."""


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """What every op body has."""

    origin: Origin


class SaleCompleted(Body, frozen=True, kw_only=True):
    """`sale.completed` and `sale.post_voided`: amounts as the customer saw them (rule 2)."""

    txn_id: str
    receipt_no: str
    currency: str
    lines: tuple[Line, ...]
    """All lines, voided ones too."""
    amounts: tuple[PricedLine, ...]
    """One for each live line, with the discounts allocated to it (M2.4)."""
    discounts: tuple[Discount, ...]
    tax_groups: tuple[TaxGroup, ...]
    total: int
    """What the sale costs, before cash rounding."""
    tax_total: int
    tenders: tuple[Tender, ...]
    settlement: Settlement
    movements: tuple[Movement, ...]
    approvals: tuple[Approval, ...] = ()
    age_confirmed: int = 0
    reverses: str = ""
    """In a post-void: txn_id of the sale that it cancels."""
    reverses_receipt_no: str = ""
    rights: tuple[RightSpent, ...] = ()
    """Parts of rights that this sale used up."""
    overrides: tuple[StockOverride, ...] = ()
    points: tuple[PointsEntry, ...] = ()
    values: tuple[ValueEntry, ...] = ()


class SaleVoided(Body, frozen=True, kw_only=True):
    """`sale.voided`: a transaction cancelled before it was complete; its lines stay on record."""

    txn_id: str
    currency: str
    lines: tuple[Line, ...]
    total: int
    reason_id: str = ""
    approvals: tuple[Approval, ...] = ()


class SaleParked(Body, frozen=True, kw_only=True):
    """`sale.suspended` and `sale.resumed`."""

    txn_id: str
    currency: str
    total: int
    line_count: int
    transaction: Transaction | None = None
    """When suspended: the whole of it, so that another terminal can go on with it."""


class TenderRemoved(Body, frozen=True, kw_only=True):
    """`tender.removed`: a tender was taken back before the sale was complete."""

    txn_id: str
    currency: str
    tender: Tender


class TrainingSwitched(Body, frozen=True, kw_only=True):
    """`training.switched`: training mode went on or off."""

    on: bool
    approvals: tuple[Approval, ...] = ()


class DeviceChanged(Body, frozen=True, kw_only=True):
    """`device.changed`: somebody said which device prints, scans, weighs, shows, or holds the cash."""

    device_id: str
    kind: str
    driver: str
    act: Literal["saved", "removed", "renamed"]
    approvals: tuple[Approval, ...] = ()


class SessionOpened(Body, frozen=True, kw_only=True):
    """`session.opened`."""

    number: int
    currency: str
    opening_float: int
    approvals: tuple[Approval, ...] = ()
    """A supervisor's word where the clock said an earlier day than the last business day."""


class SessionCounted(Body, frozen=True, kw_only=True):
    """`session.counted`: a count was declared; each one stays on record, also those that were taken back."""

    number: int
    currency: str
    counted: int


class SessionClosed(Body, frozen=True, kw_only=True):
    """`session.closed`: the Z report, numbered, once (M5.2)."""

    number: int
    totals: SessionTotals
    counted: int


class CashMoved(Body, frozen=True, kw_only=True):
    """`cash.moved`: float entry, cash pickup, paid in or paid out."""

    move_id: str
    move: CashMoveKind
    currency: str
    amount: int
    reason_id: str = ""
    note: str = ""
    approvals: tuple[Approval, ...] = ()


class NoSale(Body, frozen=True, kw_only=True):
    """`drawer.no_sale`: the drawer opened without a transaction."""

    reason_id: str
    approvals: tuple[Approval, ...] = ()


class OperatorSigned(Body, frozen=True, kw_only=True):
    """`operator.signed_in`, `operator.signed_out`, `operator.locked_out`."""


class Reprinted(Body, frozen=True, kw_only=True):
    """`receipt.reprinted`: a duplicate was asked for (M5.2)."""

    txn_id: str
    receipt_no: str


class ReportReprinted(Body, frozen=True, kw_only=True):
    """`report.reprinted`: a duplicate of a Z report was asked for (M5.2)."""

    number: int


class XReportTaken(Body, frozen=True, kw_only=True):
    """`report.x`: figures so far were read."""

    totals: SessionTotals


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a customer that was written, and when by the hybrid clock."""

    field: str
    hlc: str


class CustomerSaved(Body, frozen=True, kw_only=True):
    """`customer.saved`: fields of a customer were written; their values are personal data beside the op."""

    customer_id: str
    created: bool = False
    changes: tuple[FieldChange, ...]
    personal_hash: str
    """`retail.personal.personal_hash` of {field: value}."""


class CustomerConsented(Body, frozen=True, kw_only=True):
    """`customer.consented`: what a customer answered, switch by switch (M8.6)."""

    customer_id: str
    consents: tuple[Consent, ...]


class ReceiptEmailed(Body, frozen=True, kw_only=True):
    """`receipt.emailed`: a receipt shall go out by e-mail; the address is personal data beside the op."""

    txn_id: str
    receipt_no: str
    customer_id: str = ""
    personal_hash: str
    """`retail.personal.personal_hash` of {`address`: …}."""


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a count; the movement beside it is `counted - expected` (never an absolute, sync.md)."""

    sku: str
    counted: int
    expected: int
    """On hand at the feed's `feed_seq`, with this terminal's own later movements."""
    feed_seq: int
    first: bool = False
    """This terminal had not heard that stock is kept of it: `expected` is nothing to compare with, and what
    it sold between counting and posting is off `counted`."""


class StockMoved(Body, frozen=True, kw_only=True):
    """`stock.counted`, `stock.received`, `stock.adjusted`; `stock.sent` and `stock.arrived` of a transfer."""

    document_id: str
    movements: tuple[Movement, ...]
    counts: tuple[Counted, ...] = ()
    reason_id: str = ""
    reference: str = ""
    """Number of the delivery note or the like; no personal data."""
    other_store: str = ""
    """Of a transfer: where the goods go to or come from."""
    transfer_id: str = ""
    """Same on both sides of a transfer."""
    approvals: tuple[Approval, ...] = ()


class RightSettled(Body, frozen=True, kw_only=True):
    """`right.settled`: the holder gives back what it did not spend, and spends nothing of it again."""

    grant_id: str
    kind: RightKind
    subject: str
    unspent: int


class EpochBegun(Body, frozen=True, kw_only=True):
    """`epoch.begun`: this terminal's history goes on under another epoch."""

    epoch: str
    before: str
    why: Literal["fork", "rolled_back", "recovered"]
    seen_seq: int = 0
    """After a rollback: the entry up to which the journal is known to have come; 0 where nothing tells."""


BODIES: dict[str, type[Body]] = {
    "sale.completed": SaleCompleted,
    "sale.post_voided": SaleCompleted,
    "sale.voided": SaleVoided,
    "sale.suspended": SaleParked,
    "sale.resumed": SaleParked,
    "tender.removed": TenderRemoved,
    "training.switched": TrainingSwitched,
    "device.changed": DeviceChanged,
    "session.opened": SessionOpened,
    "session.counted": SessionCounted,
    "session.closed": SessionClosed,
    "cash.moved": CashMoved,
    "drawer.no_sale": NoSale,
    "operator.signed_in": OperatorSigned,
    "operator.signed_out": OperatorSigned,
    "operator.locked_out": OperatorSigned,
    "receipt.reprinted": Reprinted,
    "report.reprinted": ReportReprinted,
    "report.x": XReportTaken,
    "customer.saved": CustomerSaved,
    "customer.consented": CustomerConsented,
    "receipt.emailed": ReceiptEmailed,
    "stock.counted": StockMoved,
    "stock.received": StockMoved,
    "stock.adjusted": StockMoved,
    "stock.sent": StockMoved,
    "stock.arrived": StockMoved,
    "right.settled": RightSettled,
    "epoch.begun": EpochBegun,
}
"""Every kind of op and the struct of its body."""

VERSIONS: dict[str, int] = dict.fromkeys(BODIES, 1) | {
    "sale.completed": 3,
    "sale.post_voided": 3,
    "sale.voided": 3,
    "sale.suspended": 2,
    "sale.resumed": 2,
}
"""The version that this program writes, by kind. Version 2 of a sale has return lines, promotions, batch,
serial and expiry, version 3 rights, points and values; a body of an older version reads as one without them.
Version 2 of a suspended sale brings the sale itself."""


def read_body(kind: str, body: dict[str, Any], v: int) -> Body:
    """The typed body of an op of version `v`, brought to today's.

    Raises `KeyError` (unknown kind) or `msgspec.ValidationError` (bad body).
    """
    return msgspec.convert(upcast(kind, body, v, VERSIONS[kind]), BODIES[kind])
