"""The pool of units that may still be promised: how deliveries, sales, rights and reservations move it.

`web_pool + granted + reserved - oversold = on_hand - unavailable`, always; the pool is never negative, and
nothing is in it while anything is oversold (sync.md; docs/algorithms/stock.md with a worked table).
"""

from __future__ import annotations

import msgspec

from retail.errors import RuleError

COUNTED = "count"
RECEIVED = "receipt"
ADJUSTED = "adjustment"
SENT = "transfer_out"
ARRIVED = "transfer_in"
"""Reasons of the movements of a stock document."""
BEGUN = "begun"
"""Reason of the hub's movement that sets right what moved before anybody kept the stock of an item."""


class StockState(msgspec.Struct, frozen=True, kw_only=True):
    """Body of feed rows of kind `stock`, key sku, scope `stock:<store>`; only of SKUs whose stock is kept."""

    sku: str
    on_hand: int
    """Thousandths of the sales unit, as all quantities here."""
    unavailable: int
    """Of these, what is damaged."""
    available: int
    """What could still be promised to anyone: the pool."""
    tracked: bool = True
    seen: dict[str, str] = {}
    """Terminal → hybrid time of its newest op counted in here: a till adds its own later movements."""
    at: int
    """Hub's time of this picture."""


class IncomingLine(msgspec.Struct, frozen=True, kw_only=True):
    """Goods of one SKU under way."""

    sku: str
    quantity: int


class IncomingTransfer(msgspec.Struct, frozen=True, kw_only=True):
    """Body of feed rows of kind `transfer`, key transfer_id, scope `stock:<store>` of where the goods go.

    It is on hand nowhere; the row goes when the goods were booked in.
    """

    transfer_id: str
    from_store: str
    lines: tuple[IncomingLine, ...]
    reference: str = ""
    sent_at: int


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """Body of feed rows of kind `elsewhere`, key sku, scope `elsewhere`: what could be promised, by store."""

    at: int
    """When the newest of these figures came to be."""
    stores: dict[str, int]
    """store_id → thousandths; a store that has none is left out."""


class StoreName(msgspec.Struct, frozen=True, kw_only=True):
    """Body of feed rows of kind `store_name`, key store_id, scope `elsewhere`."""

    store_id: str
    name: str


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """What of a store's stock of one SKU is promised to nobody, or by how much too much was given away."""

    web_pool: int = 0
    oversold: int = 0

    @property
    def free(self) -> int:
        """Both as one figure: below zero where something is oversold."""
        return self.web_pool - self.oversold


def pool_of(free: int) -> Pool:
    """The pool where `free` is sellable less granted less reserved."""
    return Pool(web_pool=max(0, free), oversold=max(0, -free))


def moved(pool: Pool, delta: int, covered: int = 0) -> Pool:
    """Sellable stock moved by `delta`, of which `covered` came out of rights and reservations.

    Never refused: what the pool cannot give is oversold, and what comes in pays that off first.
    """
    return pool_of(pool.free + delta + covered)


def taken(pool: Pool, quantity: int) -> Pool:
    """A right or a reservation takes `quantity`. Raises `RuleError` (`not_enough`) where there is less."""
    if quantity <= 0:
        raise RuleError("quantity_invalid", "A promise is for something.")
    if quantity > pool.web_pool:
        raise RuleError(
            "not_enough", "There is not enough left to promise.", available=pool.web_pool, asked=quantity
        )
    return pool_of(pool.free - quantity)


def given_back(pool: Pool, quantity: int) -> Pool:
    """A right was settled or written off, or a reservation let go, with `quantity` not used."""
    if quantity < 0:
        raise RuleError("quantity_invalid", "Nothing less than nothing comes back.")
    return pool_of(pool.free + quantity)


def counted_delta(counted: int, expected: int) -> int:
    """What a count posts: never an absolute, so that what moved since is not undone (sync.md)."""
    return counted - expected
