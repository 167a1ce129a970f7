"""Rights (escrow): what a terminal may spend without asking again; granted by the hub, journaled when used.

One kind of promise for everything that must not be spent twice: units of stock, points, money on a gift card
or store credit. A holder spends only its own; what is left comes back by a journaled settle, never by time
(sync.md, fact 5).
"""

from __future__ import annotations

from typing import Literal

import msgspec

RightKind = Literal["stock", "points", "gift_card", "store_credit"]
RightState = Literal["open", "settled", "written_off"]


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """A grant as the hub keeps it; body of feed rows of kind `right`, key grant_id, scope `terminal:<id>`."""

    grant_id: str
    kind: RightKind
    subject: str
    """SKU for stock, else the account."""
    quantity: int
    """Thousandths of the unit, points, or minor units."""
    spent: int = 0
    """What the hub has heard of; the terminal may know of more."""
    use_by: int
    """UTC milliseconds after which the terminal spends none of it; it stays granted until settled."""
    state: RightState = "open"


class RightSpent(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a right used up by a sale; stands in its journal body."""

    grant_id: str
    kind: RightKind
    subject: str
    quantity: int
    line_id: str = ""
    """Of stock: the line."""
    payment_id: str = ""
    """Of money and points: the tender."""


class RightAsk(msgspec.Struct, frozen=True, kw_only=True):
    """One wish; a quantity of 0 only asks how much there is."""

    kind: RightKind
    subject: str
    quantity: int


class RightsRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`POST /sync/v1/rights`: idempotent by `request_id`, which is kept before it is sent."""

    request_id: str
    asks: tuple[RightAsk, ...]


class RightAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one ask, in its order."""

    kind: RightKind
    subject: str
    right: Right | None = None
    """None where nothing was granted."""
    available: int = 0
    """What could be granted to anyone, after this grant."""
    code: str = ""
    """Why not: `not_enough`, `rights_frozen`, `account_unknown`, …; empty where granted or only asked."""
    message: str = ""


class RightsReply(msgspec.Struct, frozen=True, kw_only=True):
    """Answers in the order of the asks."""

    answers: tuple[RightAnswer, ...]
    at: int
    """Hub's time: how old a balance is."""
