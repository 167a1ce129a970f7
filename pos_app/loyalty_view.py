"""Answers what screens ask about accounts: balances with their age, what can pay, what is being asked."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.card_back import card_takes
from pos_app.points_back import points_due, receipts_of
from pos_app.ports.loyalty import ValueAsk
from pos_app.promotion_choice import promotions_for
from pos_app.queries.loyalty import BalanceOf, ListValueAsks, ShowValuePayment
from pos_app.sale_view import priced, rounding_rule
from pos_app.step import Step
from pos_app.views import TenderView
from pos_app.views.loyalty import BalanceView, ValueAskView, ValuePaymentView
from retail.loyalty_accrual import redeemable
from retail.tender import settle
from retail.transaction import Transaction


def balance_of(step: Step, query: BalanceOf) -> BalanceView:
    """How her account stands. Raises `RuleError` where nobody is signed in."""
    step.operator()
    return balance_view(step, query.customer_id)


def balance_view(step: Step, customer_id: str) -> BalanceView:
    """The hub's last word with what this till did since."""
    stands, config = step.uow.accounts.balance(customer_id, step.clock.now()), step.config()
    tiers = config.loyalty.tiers if config.loyalty else ()
    return BalanceView(
        points=stands.points,
        pending=stands.pending,
        tier=next((tier.name for tier in tiers if tier.tier_id == stands.tier_id), ""),
        credit=stands.credit,
        currency=config.currency,
        next_expiry_at=stands.next_expiry_at,
        next_expiry_points=stands.next_expiry_points,
        as_of=stands.as_of,
        known=stands.as_of > 0,
    )


def value_asks(step: Step, _query: ListValueAsks) -> tuple[ValueAskView, ...]:
    """What is under way."""
    step.operator()
    return tuple(_ask(step, one) for one in step.uow.accounts.asks())


def value_payment(step: Step, _query: ShowValuePayment) -> ValuePaymentView:
    """How accounts can pay the open sale."""
    txn, config = step.transaction(), step.config()
    total = priced(txn, config, promotions_for(step, txn)).total
    left = settle(total, txn.tenders, rounding_rule(txn, config)).remaining
    asks = tuple(_ask(step, one) for one in step.uow.accounts.asks() if one.txn_id == txn.txn_id)
    sells_card = any(line.kind == "gift_card" for line in txn.live_lines)
    view = ValuePaymentView(
        txn_id=txn.txn_id,
        currency=txn.currency,
        refund=left < 0,
        allowed=not txn.training and not sells_card,
        customer=txn.customer_id is not None,
        asks=asks,
    )
    if not view.allowed:
        return view
    return _refunds(step, txn, total, view) if left < 0 else _pays(step, txn, left, view)


def _pays(step: Step, txn: Transaction, left: int, view: ValuePaymentView) -> ValuePaymentView:
    if txn.customer_id is None:
        return view
    stands, program = step.uow.accounts.balance(txn.customer_id, step.clock.now()), step.config().loyalty
    pay_already = {one.kind for one in txn.tenders}
    points = redeemable(stands.points, left, program) if program and "points" not in pay_already else 0
    worth = points * program.point_value if program else 0
    credit = 0 if "store_credit" in pay_already else max(0, stands.credit)
    return replace(view, points=points, points_amount=worth, credit=credit)


def _refunds(step: Step, txn: Transaction, total: int, view: ValuePaymentView) -> ValuePaymentView:
    given = {one.account_id for one in txn.tenders if one.kind == "points"}
    due = [one for one in points_due(step, txn, total) if one.account_id not in given]
    receipts = receipts_of(step, txn)
    cards = {
        one.account_id: TenderView(payment_id=one.account_id, kind=one.kind, amount=most, last4=one.last4)
        for receipt in receipts
        for one in receipt.tenders
        if one.kind == "gift_card" and (most := card_takes(txn, receipts, one.account_id)) > 0
    }
    return replace(
        view,
        points_due=sum(one.points for one in due),
        points_amount=sum(one.amount for one in due),
        gift_cards=tuple(cards.values()),
    )


def _ask(step: Step, ask: ValueAsk) -> ValueAskView:
    heard = step.uow.accounts.heard(ask.kind, ask.account_id) if ask.state == "answered" else None
    return ValueAskView(
        request_id=ask.request_id,
        kind=ask.kind,
        quantity=ask.quantity,
        last4=ask.last4,
        at=ask.at,
        pending=ask.state == "asked",
        available=heard.available if heard else 0,
        as_of=heard.at if heard else 0,
        currency=step.config().currency,
    )
