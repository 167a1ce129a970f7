"""Stock work, all of it offline: a document is begun, filled by scanning, corrected, and posted once."""

from __future__ import annotations

from pos_app.commands import Command
from pos_app.ports.stock import DocumentKind


class BeginStockDocument(Command, frozen=True, kw_only=True):
    """Begin a draft. What it needs to be posted may also be said later."""

    kind: DocumentKind
    reference: str = ""
    """Number of the delivery note or the like; no personal data."""
    other_store: str = ""
    """Of a transfer."""
    transfer_id: str = ""
    """Of goods that arrive: which transfer, so that its lines are put in as sent."""
    reason_id: str = ""
    """Of an adjustment."""
    outgoing: bool = True
    """Of an adjustment: the goods leave."""


class SetStockHead(Command, frozen=True, kw_only=True):
    """Change what a draft says beside its lines; None leaves it."""

    document_id: str
    reference: str | None = None
    other_store: str | None = None
    reason_id: str | None = None
    outgoing: bool | None = None


class ScanStock(Command, frozen=True, kw_only=True):
    """A code of goods: one more of it, or what its barcode says it holds."""

    document_id: str
    raw: str
    quantity: int = 1_000


class AddStockItem(Command, frozen=True, kw_only=True):
    """An item picked from the search."""

    document_id: str
    sku: str
    quantity: int = 1_000


class SetStockQuantity(Command, frozen=True, kw_only=True):
    """Key the quantity of a line, thousandths; of a count 0 says that there is none."""

    document_id: str
    sku: str
    quantity: int


class RemoveStockLine(Command, frozen=True, kw_only=True):
    document_id: str
    sku: str


class UndoStockChange(Command, frozen=True, kw_only=True):
    """Take back the last change of a line."""

    document_id: str


class DropStockDocument(Command, frozen=True, kw_only=True):
    """Throw a draft away: nothing was posted."""

    document_id: str


class PostStockDocument(Command, frozen=True, kw_only=True):
    """Put the document on record: its movements happen now, once."""

    document_id: str
    reason_id: str = ""
    """Of an adjustment that does not say it yet."""
