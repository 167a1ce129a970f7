"""What a completed sale enters in accounts: points earned, redeemed and taken back, gift cards and credit."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pos_app.points_back import points_due, receipts_of
from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import priced
from pos_app.step import Step
from pos_app.value_rights import spent_by
from retail.events import SaleCompleted
from retail.gift_card import reversed_values, value_entries
from retail.loyalty import PointsEntry
from retail.loyalty_accrual import clawed_back, entries_of_sale, redemption_entries, reversed_entries
from retail.loyalty_receipt import PointsNote
from retail.returns import facts_on
from retail.transaction import Transaction


def with_accounts(step: Step, txn: Transaction, body: SaleCompleted) -> SaleCompleted:
    """The record of a sale with the rights it spends and its entries in accounts; training has none."""
    if txn.training:
        return body
    rights = spent_by(txn)
    points = (
        *_earned(step, txn, body),
        *redemption_entries(txn.txn_id, txn.tenders, rights),
        *_taken_back(step, txn),
        *_given_back(step, txn, body.total),
    )
    values = value_entries(txn.txn_id, body.lines, body.amounts, txn.tenders)
    return replace(body, rights=(*body.rights, *rights), points=points, values=values)


def with_accounts_reversed(sold: SaleCompleted, body: SaleCompleted) -> SaleCompleted:
    """A post-void with the opposite of all that the sale entered in accounts."""
    return replace(
        body,
        points=reversed_entries(body.txn_id, sold.points),
        values=reversed_values(body.txn_id, sold.values),
    )


def would_earn(step: Step, txn: Transaction) -> int:
    """Points that the open sale earns as it stands; 0 without a customer or a program."""
    if txn.training or txn.customer_id is None:
        return 0
    program = step.config().loyalty
    if program is None:
        return 0
    account_id, tier_id = _account(step, txn.customer_id)
    done = priced(txn, step.config(), promotions_for(step, txn))
    entries = entries_of_sale(
        txn.txn_id,
        txn.live_lines,
        done.lines,
        txn.tenders,
        program,
        account_id,
        tier_id,
        step.clock.now(),
    )
    return sum(one.points for one in entries)


def points_note(step: Step, body: SaleCompleted) -> PointsNote | None:
    """How the customer's account stands now; None where there is no account, or the hub never told of it."""
    customer_id = body.origin.customer_id
    if body.origin.training or customer_id is None or step.config().loyalty is None:
        return None
    stands = step.uow.accounts.balance(customer_id, step.clock.now())
    if not stands.as_of:
        return None
    return PointsNote(points=stands.points, pending=stands.pending, credit=stands.credit, as_of=stands.as_of)


def _earned(step: Step, txn: Transaction, body: SaleCompleted) -> tuple[PointsEntry, ...]:
    program = step.config().loyalty
    if program is None or txn.customer_id is None:
        return ()
    account_id, tier_id = _account(step, txn.customer_id)
    return entries_of_sale(
        txn.txn_id, body.lines, body.amounts, txn.tenders, program, account_id, tier_id, body.origin.at
    )


def _account(step: Step, customer_id: str) -> tuple[str, str]:
    stands = step.uow.accounts.balance(customer_id, step.clock.now())
    return stands.account_id, stands.tier_id


def _taken_back(step: Step, txn: Transaction) -> Iterator[PointsEntry]:
    """Points that goods had earned which now come back, whoever brings them."""
    for receipt in receipts_of(step, txn):
        facts = facts_on(txn, receipt)
        for place, fact in enumerate(facts):
            before = (*receipt.returns, *facts[:place])
            yield from clawed_back(txn.txn_id, fact.line_id, receipt, fact, before)


def _given_back(step: Step, txn: Transaction, total: int) -> Iterator[PointsEntry]:
    """Points that paid for goods which now come back, where a tender gives them back."""
    tendered = {one.account_id for one in txn.tenders if one.kind == "points" and one.amount < 0}
    for due in points_due(step, txn, total) if tendered else ():
        if due.account_id in tendered:
            yield from due.entries
