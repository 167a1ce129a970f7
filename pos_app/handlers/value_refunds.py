"""Handlers that give money back onto accounts: points that paid, a gift card that paid, store credit.

No right is needed to give: what an account gains is always accepted.
"""

from __future__ import annotations

from pos_app.card_back import card_takes
from pos_app.handlers.payment import take
from pos_app.points_back import points_due, receipts_of
from pos_app.promotion_choice import promotions_said
from pos_app.sale_view import priced
from pos_app.step import Step
from pos_app.views import Outcome
from retail.errors import RuleError
from retail.tender import Tender
from retail.transaction import Transaction


def give_points_back(step: Step, txn: Transaction) -> Outcome:
    """The points that paid for the goods, at what they were worth then; an account at a time."""
    total = priced(txn, step.config(), promotions_said(step, txn)).total
    given = {one.account_id for one in txn.tenders if one.kind == "points"}
    due = next((one for one in points_due(step, txn, total) if one.account_id not in given), None)
    if due is None:
        raise RuleError("no_points_due", "No points paid for these goods.")
    tender = Tender(
        payment_id=step.ids.new(),
        kind="points",
        amount=-due.amount,
        points=-due.points,
        account_id=due.account_id,
        at=step.clock.now(),
    )
    return take(step, txn.txn_id, tender)


def refund_to_credit(step: Step, txn: Transaction, left: int, account_id: str, amount: int | None) -> Outcome:
    """Add what goes back to the customer's store credit; `left` is below zero, `amount` above."""
    tender = Tender(
        payment_id=step.ids.new(),
        kind="store_credit",
        amount=_back(left, amount),
        account_id=account_id,
        at=step.clock.now(),
    )
    return take(step, txn.txn_id, tender)


def refund_to_card(step: Step, txn: Transaction, left: int, account_id: str, amount: int | None) -> Outcome:
    """Back to the gift card that paid (M4.5), never more in all than it paid; another card gets nothing."""
    receipts = receipts_of(step, txn)
    last4 = next(
        (one.last4 for receipt in receipts for one in receipt.tenders if one.account_id == account_id), ""
    )
    most = card_takes(txn, receipts, account_id)
    if most <= 0:
        raise RuleError(
            "card_did_not_pay", "This card did not pay for these goods. Give cash or store credit back."
        )
    wanted = _back(left, min(-left, most) if amount is None else amount)
    if -wanted > most:
        raise RuleError("card_paid_less", "This card paid less than that.", most=most)
    tender = Tender(
        payment_id=step.ids.new(),
        kind="gift_card",
        amount=wanted,
        account_id=account_id,
        last4=last4 or None,
        at=step.clock.now(),
    )
    return take(step, txn.txn_id, tender)


def _back(left: int, amount: int | None) -> int:
    """What goes back, below zero; RuleError "tender_sign" for nothing or less. `settle` checks the rest."""
    if amount is not None and amount <= 0:
        raise RuleError(
            "tender_sign", "A sale takes money in and a refund gives it back; the amount does not fit."
        )
    return left if amount is None else -amount
