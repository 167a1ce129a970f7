"""What the handlers need of loyalty accounts, gift cards and store credit at this terminal."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from retail.rights import RightKind


class AccountBalance(msgspec.Struct, frozen=True, kw_only=True):
    """How a customer's account stands here: the hub's last word with what this till did since."""

    account_id: str
    points: int = 0
    pending: int = 0
    tier_id: str = ""
    credit: int = 0
    """Store credit, minor units."""
    next_expiry_at: int = 0
    next_expiry_points: int = 0
    as_of: int = 0
    """Hub's time of its word, UTC milliseconds; 0: it never said anything."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub answered last about an account: how much could be granted, and when that was."""

    available: int
    at: int


class ValueAsk(msgspec.Struct, frozen=True, kw_only=True):
    """A tender that waits for its right; durable before the hub is asked."""

    request_id: str
    txn_id: str
    """Empty where only the balance is asked for."""
    kind: RightKind
    account_id: str
    quantity: int
    """Asked for: points, or minor units; 0 for a balance."""
    most: int = 0
    """How much the sale could take; where the account has less, that much is asked anew."""
    exact: bool = False
    """The cashier keyed the amount: nothing less will do."""
    last4: str = ""
    at: int
    state: Literal["asked", "answered"] = "asked"
    """`answered`: a balance that was asked for and is there."""


class Accounts(Protocol):
    """Accounts of the store's customers, gift cards that were seen, and asks under way."""

    def survivor(self, customer_id: str) -> str:
        """The customer whom this one was merged into, at the end of the chain; herself where nobody."""
        ...

    def balance(self, account_id: str, now: int) -> AccountBalance: ...

    def unlicensed(self, account_id: str) -> int:
        """Points redeemed here without a right which the hub's word does not have in it yet."""
        ...

    def heard(self, kind: RightKind, account_id: str) -> Heard | None: ...

    def hear(self, kind: RightKind, account_id: str, heard: Heard) -> None:
        """Keep an answer; an older one changes nothing."""
        ...

    def asks(self) -> tuple[ValueAsk, ...]:
        """Those under way and answered balances, oldest first."""
        ...

    def ask(self, request_id: str) -> ValueAsk | None: ...
    def keep_ask(self, ask: ValueAsk) -> None: ...
    def drop_ask(self, request_id: str) -> None: ...
