"""Which promotions count for the open sale: those in force, until the first money freezes them."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.step import Step
from retail.pricing import Priced
from retail.promotion_book import PromotionBook
from retail.transaction import Transaction


def promotions_for(step: Step, txn: Transaction) -> PromotionBook:
    """What the sale is priced with at this moment, named in the language of receipts."""
    profile = step.config().profile
    language = profile.languages[0]
    if txn.promotions is not None:
        return PromotionBook(txn.promotions, language)
    return step.catalogue.promotions(step.clock.now(), profile.time_zone, language)


def promotions_said(step: Step, txn: Transaction) -> PromotionBook:
    """What the first money counts by: what the payment screen said, even where it ended meanwhile.

    Else a customer who was told 3.00 finds 0.57 more to pay, or less change, because an hour ended.
    """
    said = step.desk.said
    return said.book if said is not None and said.is_of(txn) else promotions_for(step, txn)


def with_frozen(txn: Transaction, priced: Priced, book: PromotionBook) -> Transaction:
    """The sale with those promotions kept that have to do with its goods: nobody pays another price than the
    one that was said when the first money was taken, however long the payment takes.
    """
    touched = {outcome.promotion_id for outcome in priced.outcomes}
    return replace(txn, promotions=tuple(one for one in book if one.promotion_id in touched))
