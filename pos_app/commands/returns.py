"""Commands of returns and exchanges; each starts a sale if none is open, and `VoidLine` undoes it."""

from __future__ import annotations

import msgspec

from pos_app.commands import Command
from retail.transaction import StockFate


class ReturnPick(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one line of a receipt comes back, and where the goods go."""

    line_id: str
    """A line of the receipt; its deposit comes with it and is not picked by itself."""
    quantity: int
    """Thousandths, above zero and at most what is left of the line."""
    stock: StockFate = "back"


class ReturnLines(Command, frozen=True, kw_only=True):
    """Take goods of a receipt back, at what was paid for them (M2.4); with goods sold it is an exchange."""

    txn_id: str
    """The sale that is on the receipt."""
    picks: tuple[ReturnPick, ...]
    reason_id: str = ""


class ReturnWithoutReceipt(Command, frozen=True, kw_only=True):
    """Take an item back that nobody can show a receipt for: always a supervisor's word."""

    sku: str
    quantity: int = 1000
    """Thousandths, above zero."""
    unit_price: int | None = None
    """Minor units a sales unit; None for the price now in force."""
    reason_id: str = ""
    stock: StockFate = "back"
