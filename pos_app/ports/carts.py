"""What the handlers need of parked sales and shared carts at this terminal; `local_db` implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from retail.basket_qr import Basket
from retail.cart import CartRequest, ParkedSale, TerminalKey
from retail.transaction import Transaction

CartAskState = Literal["asked", "granted", "dropped"]


class CartAsk(msgspec.Struct, frozen=True, kw_only=True):
    """A question about a cart or a parked sale, on record before it is sent (docs/algorithms/carts.md)."""

    request: CartRequest
    state: CartAskState = "asked"
    """`granted`: the sale is this till's and waits to be opened. `dropped`: nobody waits for it any more, and
    what the hub may have given goes back."""
    at: int
    transaction: Transaction | None = None
    """When granted: the sale as it was parked."""
    basket: Basket | None = None
    """Of a scanned code: what is taken where the hub cannot say."""

    @property
    def subject(self) -> str:
        """What it is about: a transaction, a token or a cart."""
        return self.request.txn_id or self.request.token or self.request.cart_id


class Carts(Protocol):
    """The store's parked sales as the hub shows them, and this till's questions."""

    def at_hub(self) -> bool:
        """Whether this terminal belongs to a hub."""
        ...

    def parked(self) -> tuple[ParkedSale, ...]:
        """Of all terminals, oldest first, claimed ones too."""
        ...

    def parked_one(self, txn_id: str) -> ParkedSale | None: ...

    def terminal_keys(self) -> tuple[TerminalKey, ...]:
        """Of the store's terminals, for their basket codes."""
        ...

    def keep_ask(self, ask: CartAsk) -> None:
        """Insert or replace, by the request's id."""
        ...

    def drop_ask(self, request_id: str) -> None: ...

    def ask(self, request_id: str) -> CartAsk | None: ...

    def asks(self) -> tuple[CartAsk, ...]:
        """Oldest first."""
        ...

    def keep_own(self, txn_id: str) -> None:
        """This till went on with its parked sale without the hub: it is never dropped for another's claim."""
        ...

    def is_kept(self, txn_id: str) -> bool: ...

    def sold_here(self, line_ids: Sequence[str]) -> frozenset[str]:
        """Of these lines, those that this terminal sold."""
        ...
