"""What can be asked of the till about gift cards, points and store credit: sell, pay with, give back on."""

from __future__ import annotations

from pos_app.commands import Command
from retail.transaction import EntryMethod


class SellGiftCard(Command, frozen=True, kw_only=True):
    """Sell a gift card, or top one up: `code` as scanned or typed, `amount` in minor units.

    The code goes no further than the handler: what is kept is the account that it leads to and its last four.
    """

    code: str
    amount: int
    entry: EntryMethod = "scan"


class TenderGiftCard(Command, frozen=True, kw_only=True):
    """Pay with a gift card: asks the hub for a right, and becomes a tender when it is granted.

    `amount` in minor units; None: as much of the rest as the card has. Where money goes back: onto this card,
    if it paid for the goods.
    """

    txn_id: str
    code: str
    amount: int | None = None


class RefundToGiftCard(Command, frozen=True, kw_only=True):
    """Give money back onto a gift card that paid for the goods which come back; None: all that it may get."""

    txn_id: str
    account_id: str
    amount: int | None = None


class TenderPoints(Command, frozen=True, kw_only=True):
    """Pay with the points of the customer on the sale; None: as many as the sale can take.

    Asks the hub for a right; while it does not answer, as many as the store allows without one. Where money
    goes back: gives back the points that paid for the goods.
    """

    txn_id: str
    points: int | None = None


class TenderStoreCredit(Command, frozen=True, kw_only=True):
    """Pay with the store credit of the customer on the sale, or give money back onto it (no right needed)."""

    txn_id: str
    amount: int | None = None


class CancelAsk(Command, frozen=True, kw_only=True):
    """Wait no longer for an answer of the hub; a right that is granted all the same is given back."""

    request_id: str


class AskGiftCard(Command, frozen=True, kw_only=True):
    """Ask the hub how much is on a gift card; the answer stands in `ListValueAsks`."""

    code: str


class AskAccount(Command, frozen=True, kw_only=True):
    """Ask the hub how many points and how much credit a customer has now."""

    customer_id: str
