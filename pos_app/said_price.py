"""What the payment screen said that the open sale costs, kept until money is taken."""

from __future__ import annotations

from typing import NamedTuple

from retail.promotion_book import PromotionBook
from retail.transaction import Transaction


class Said(NamedTuple):
    """A sale as the payment screen last showed it, and the promotions that its total was said with."""

    sale: Transaction
    book: PromotionBook

    def is_of(self, sale: Transaction) -> bool:
        """Whether it was said of this sale with these goods."""
        was = self.sale
        return (was.txn_id, was.lines, was.discounts) == (sale.txn_id, sale.lines, sale.discounts)
