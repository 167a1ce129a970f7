"""Read models of stock work: documents, goods on their way, and the rights that this till holds."""

from __future__ import annotations

from pos_app.views import View


class StockLineView(View, frozen=True, kw_only=True):
    """One item of a stock document; quantities are thousandths of the sales unit."""

    sku: str
    name: str
    unit: str
    quantity: int
    expected: int
    """Of a count: what should be there; of a transfer that arrives: what was sent. Else 0."""
    first: bool = False
    """Of a count: nobody kept stock of it until now, so there is nothing to compare with."""


class StoreView(View, frozen=True, kw_only=True):
    """Another store of the chain."""

    store_id: str
    name: str


class StockDocumentView(View, frozen=True, kw_only=True):
    """A count, a delivery, an adjustment, or one side of a transfer."""

    document_id: str
    kind: str
    """`count`, `receive`, `adjust`, `send` or `arrive`."""
    operator_name: str
    began_at: int
    posted_at: int | None
    """None while it is a draft."""
    reference: str = ""
    other_store: str = ""
    other_store_name: str = ""
    transfer_id: str = ""
    reason_id: str = ""
    outgoing: bool = False
    can_undo: bool = False
    line_count: int = 0
    lines: tuple[StockLineView, ...] = ()
    """Empty in a list of documents."""
    stores: tuple[StoreView, ...] = ()
    """Of a transfer: where it could go or come from, by name; empty in a list of documents."""


class TransferView(View, frozen=True, kw_only=True):
    """Goods on their way to this store."""

    transfer_id: str
    from_store: str
    from_name: str
    sent_at: int
    reference: str
    line_count: int


class StockWorkView(View, frozen=True, kw_only=True):
    """Drafts and what was posted last, and what is on its way here."""

    documents: tuple[StockDocumentView, ...] = ()
    transfers: tuple[TransferView, ...] = ()


class RightView(View, frozen=True, kw_only=True):
    """A right that this terminal holds or held."""

    grant_id: str
    kind: str
    subject: str
    name: str
    """Of the item; the account otherwise."""
    quantity: int
    left: int
    use_by: int
    state: str
