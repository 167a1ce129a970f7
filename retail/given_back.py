"""How much of a receipt may go back to the gift card that paid it, whichever returns came before (M4.5)."""

from __future__ import annotations

from collections.abc import Iterable

from retail.paid import priced_of
from retail.sold_receipt import ReturnFact, SoldReceipt


def may_go_back(receipt: SoldReceipt, account_id: str, facts: Iterable[ReturnFact]) -> int:
    """Minor units for the goods of `facts`: what the card paid less what it got back, 0 where it has all.

    Nor more than was refunded for the goods themselves. What a return that took goods of several receipts
    gave to the card counts at each of them, up to what was refunded of that receipt. So all that a card gets
    back never adds up to more than it paid.
    """
    paid = sum(
        one.amount for one in receipt.tenders if one.kind == "gift_card" and one.account_id == account_id
    )
    earlier = sum(
        min(given, refunded(fact for fact in receipt.returns if fact.txn_id == txn_id))
        for txn_id, given in _given(receipt, account_id).items()
    )
    return max(0, min(paid - earlier, refunded(facts)))


def refunded(facts: Iterable[ReturnFact]) -> int:
    """The money that goods were worth when they came back, tax with it."""
    return sum(priced_of(fact.paid, "").total for fact in facts)


def _given(receipt: SoldReceipt, account_id: str) -> dict[str, int]:
    """What each earlier return gave to the account, by its transaction."""
    found: dict[str, int] = {}
    for fact in receipt.returns:
        for one in fact.given:
            if one.account_id == account_id:
                found[fact.txn_id] = found.get(fact.txn_id, 0) + one.amount
    return found
