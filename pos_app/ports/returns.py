"""What the handlers need to know of receipts: this terminal's own and those of the store, as far as known."""

from __future__ import annotations

from typing import Protocol

import msgspec

from retail.sold_receipt import SoldReceipt


class KnownReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt with everything that is known here of what came back of it.

    Returns and cancellations made at this terminal count at once, those made elsewhere as of the last word
    from the hub; what both know counts once.
    """

    receipt: SoldReceipt
    own: bool
    """Sold at this terminal."""


class Receipts(Protocol):
    """Receipts of the whole store: this terminal's own from its records, the others as the hub sent them."""

    def get(self, txn_id: str) -> KnownReceipt | None: ...
    def by_number(self, number: int, *, training: bool) -> tuple[KnownReceipt, ...]:
        """Those whose number ends in this count (`S1-T2-000123`: 123), newest first."""
        ...

    def with_item(self, sku: str, limit: int, *, training: bool) -> tuple[KnownReceipt, ...]:
        """Those on which this item was sold, newest first."""
        ...

    def newest(self, limit: int, *, training: bool) -> tuple[KnownReceipt, ...]:
        """Newest first."""
        ...
