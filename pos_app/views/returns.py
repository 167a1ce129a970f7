"""Read models of the return screen. Amounts are minor units and positive: what was paid, what can go back."""

from __future__ import annotations

from pos_app.views import TenderView, View


class ReceiptFound(View, frozen=True, kw_only=True):
    """One receipt of a search."""

    txn_id: str
    receipt_no: str
    at: int
    business_date: str
    terminal: str
    """Which till of the store printed it, as on the receipt: `T2`."""
    currency: str
    total: int
    line_count: int
    first_items: tuple[str, ...] = ()
    reversed: bool = False
    """It was cancelled by a post-void: nothing of it can be returned."""
    all_returned: bool = False
    training: bool = False


class ReturnableLine(View, frozen=True, kw_only=True):
    """One line sold, and what is left of it."""

    line_id: str
    kind: str
    """`sale`, `department` or `deposit`; a deposit comes back with the line named in `parent`."""
    parent: str = ""
    sku: str
    name: str
    unit: str
    quantity_step: int
    """Thousandths: 1000 for goods sold by the piece, 1 for what is measured."""
    sold: int
    """Thousandths, as are the next three."""
    returned: int
    on_sale: int
    """What the open transaction takes back already."""
    left: int
    """What can still be picked: sold − returned − on_sale."""
    unit_price: int
    paid: int
    """What the customer paid for the whole line, all discounts taken off."""
    refund_left: int
    """What goes back for all that is left, without its deposit."""
    refund_one: int
    """What goes back for the next piece, or for all that is left of measured goods."""
    batch: str = ""
    serial: str = ""
    """With the batch, what tells apart the packs of one item."""


class ReturnableView(View, frozen=True, kw_only=True):
    """A receipt, and what can be returned of it as far as is known here."""

    txn_id: str
    receipt_no: str
    at: int
    business_date: str
    terminal: str
    own: bool
    """Sold at this terminal."""
    as_of: int | None
    """UTC milliseconds of the last word from the hub: later returns at other tills are not known here. None
    where it was not heard since the program started."""
    currency: str
    total: int
    reversed: bool = False
    training: bool = False
    tenders: tuple[TenderView, ...] = ()
    lines: tuple[ReturnableLine, ...] = ()
    stock_fates: tuple[str, ...] = ("back", "damaged", "none")


class ReturnQuote(View, frozen=True, kw_only=True):
    """What `ReturnLines` would give back for the picks asked about."""

    txn_id: str
    goods: int
    """Minor units for the goods themselves, as are the next two."""
    deposits: int
    """For the deposits that come with them."""
    total: int
    """Both: what the customer gets back."""
    lines: dict[str, int]
    """Minor units by the line picked, without its deposit."""
