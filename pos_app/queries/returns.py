"""What the return screen looks up: receipts of the store, and what is left to return of one."""

from __future__ import annotations

from pos_app.commands.returns import ReturnPick
from pos_app.queries import Query
from pos_app.views.returns import ReceiptFound, ReturnableView, ReturnQuote


class FindReceipts(Query[tuple[ReceiptFound, ...]], frozen=True, kw_only=True):
    """Receipts of this store by number, its last digits, or an item's code or SKU; newest first.

    Without text the newest ones. In training mode training receipts of this terminal, else real ones only.
    """

    text: str = ""
    limit: int = 20


class ShowReturnable(Query[ReturnableView], frozen=True, kw_only=True):
    """What is left to return of a sale. `RuleError("receipt_unknown")` where it is not known here."""

    txn_id: str


class QuoteReturn(Query[ReturnQuote], frozen=True, kw_only=True):
    """What would go back for these picks, before anything is taken back; a pick counts up to what is left."""

    txn_id: str
    picks: tuple[ReturnPick, ...]
