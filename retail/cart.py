"""A cart that web, kiosk and till share: a map of lines by id, and how writers of it come to one result.

Remove wins for its line id, adding again is a new id; a quantity is the last writer's by hybrid clock; lines
are converted (sold) once (sync.md). The rules and a worked table are in docs/algorithms/carts.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.rights import Right
from retail.transaction import Transaction

TOKEN_PREFIX = "TBC1:"  # noqa: S105 - it says what kind of code follows
"""Before the token that a phone shows and a till scans."""
HANDED_OVER = "handed_over"
"""Reason of a sale that was voided because the customer took it along on a phone."""
CartState = Literal["open", "adopted", "converted", "abandoned"]


class CartLine(msgspec.Struct, frozen=True, kw_only=True):
    """One wish of a shopper; its price is never in the cart: the hub's or the till's at that moment."""

    line_id: str
    """UUIDv7, made where the line was made; the line of the sale that it becomes has the same id."""
    sku: str
    quantity: int
    """Thousandths of the unit."""
    stamp: str
    """Hybrid time of the last writing of the quantity."""
    removed: bool = False
    consumed_by: str = ""
    """txn_id of the sale that it became; empty while it waits."""


class Cart(msgspec.Struct, frozen=True, kw_only=True):
    """A shared cart; holds no personal data."""

    cart_id: str
    store_id: str
    state: CartState = "open"
    currency: str
    customer_id: str | None = None
    touchpoint: str = "web"
    """Where it was begun: web, kiosk or till (rule 11)."""
    lines: tuple[CartLine, ...] = ()
    created_at: int
    changed_at: int


class CartRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`POST /sync/v1/carts`: asks about shared carts and parked sales; idempotent by `request_id`.

    - `adopt`: take the cart that the scanned `token` stands for onto this till.
    - `share`: put `lines` into a shared cart (`cart_id`, made here) and get what opens it on a phone.
    - `claim`: take the suspended sale `txn_id`, which another terminal of the store may have parked; with
      `lines` (those that wait there, or in the basket code that names it) the hub also says whether all of
      them were sold already (`cart_gone`), or that it holds no such sale (`parked_unknown`).
    - `release`: give an adopted cart back, unsold.
    """

    request_id: str
    act: Literal["adopt", "share", "claim", "release"]
    token: str = ""
    cart_id: str = ""
    txn_id: str = ""
    lines: tuple[CartLine, ...] = ()
    customer_id: str | None = None


class CartReply(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub gave, or why not."""

    code: str = ""
    """`cart_gone` (sold, taken by another, given up), `cart_of_other_store`, …; empty where done."""
    message: str = ""
    cart: Cart | None = None
    transaction: Transaction | None = None
    """Of `claim`: the sale as it was suspended, less what was sold since."""
    sold: tuple[str, ...] = ()
    """Of `claim`: those of the lines that it named which were sold already."""
    rights: tuple[Right, ...] = ()
    """Of `adopt`: to what was held for the cart, so that nobody else's word is needed to sell it."""
    link: str = ""
    """Of `share`: the address that opens the cart on a phone; its secret stands behind the `#`."""
    at: int


class ParkedSale(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `parked` of scope `cart:<store>`, key txn_id: a suspended sale that any terminal may take."""

    txn_id: str
    terminal_id: str
    operator_id: str
    label: str
    currency: str
    total: int
    line_count: int
    suspended_at: int
    claimed_by: str = ""
    """Terminal that took it; it stays in the feed for a while, so that the others drop theirs."""


class TerminalKey(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `terminal_key` of scope `config:<store>`, key terminal_id: proves the basket codes it made."""

    terminal_id: str
    public_key: str
    """Ed25519, base64; terminals that were revoked have no row."""
    terminal_no: int = 0
    name: str = ""
    """What people call it; the number alone where it has no name."""
