"""Handlers that pay with points, gift cards and store credit: they ask the hub for a right to each."""

from __future__ import annotations

from pos_app.commands import loyalty as c
from pos_app.handlers.gift_cards import without_aim
from pos_app.handlers.payment import limits_settled, take, the_sale
from pos_app.handlers.value_refunds import give_points_back, refund_to_card, refund_to_credit
from pos_app.outcomes import changed_sale, done
from pos_app.ports.loyalty import ValueAsk
from pos_app.ports.rights import RightQuestion
from pos_app.promotion_choice import promotions_said
from pos_app.sale_view import priced, rounding_rule
from pos_app.step import Step
from pos_app.views import Outcome
from retail.errors import RuleError
from retail.gift_card import account_id_of, tidy_code
from retail.loyalty import LoyaltyProgram
from retail.loyalty_accrual import redeemable
from retail.rights import RightAsk, RightKind, RightsRequest
from retail.tender import Tender, TenderKind, settle
from retail.transaction import Transaction


def tender_gift_card(step: Step, command: c.TenderGiftCard) -> Outcome:
    """Pay with a gift card; where money goes back, give it onto the card."""
    code = tidy_code(without_aim(command.code))
    account_id = account_id_of(code)
    txn, left = _payable(step, command.txn_id)
    if left < 0:
        return refund_to_card(step, txn, left, account_id, command.amount)
    amount = _wanted(command.amount, left)
    return _ask(
        step,
        txn,
        ValueAsk(
            request_id=step.ids.new(),
            txn_id=txn.txn_id,
            kind="gift_card",
            account_id=account_id,
            quantity=amount,
            exact=command.amount is not None,
            last4=code[-4:],
            at=step.clock.now(),
        ),
    )


def refund_to_gift_card(step: Step, command: c.RefundToGiftCard) -> Outcome:
    """Give money back onto a card that paid for the goods."""
    txn, left = _payable(step, command.txn_id)
    if left > 0:
        raise RuleError("nothing_to_refund", "Nothing goes back in this sale.")
    return refund_to_card(step, txn, left, command.account_id, command.amount)


def tender_store_credit(step: Step, command: c.TenderStoreCredit) -> Outcome:
    """Pay with the customer's credit; where money goes back, add to it."""
    txn, left = _payable(step, command.txn_id)
    account_id = _customer(step, txn)
    if left < 0:
        return refund_to_credit(step, txn, left, account_id, command.amount)
    ask = ValueAsk(
        request_id=step.ids.new(),
        txn_id=txn.txn_id,
        kind="store_credit",
        account_id=account_id,
        quantity=_wanted(command.amount, left),
        exact=command.amount is not None,
        at=step.clock.now(),
    )
    return _ask(step, txn, ask)


def tender_points(step: Step, command: c.TenderPoints) -> Outcome:
    """Pay with the customer's points; where money goes back, give back those that paid."""
    txn, left = _payable(step, command.txn_id)
    if left < 0:
        return give_points_back(step, txn)
    program = program_of(step)
    account_id = _customer(step, txn)
    most = redeemable(left, left, program)
    points = most if command.points is None else command.points
    if points < max(1, program.min_redeem):
        least = max(1, program.min_redeem)
        raise RuleError("points_too_few", f"At least {least} points are redeemed at a time.", least=least)
    if points > most:
        raise _too_much()
    ask = ValueAsk(
        request_id=step.ids.new(),
        txn_id=txn.txn_id,
        kind="points",
        account_id=account_id,
        quantity=points,
        exact=command.points is not None,
        at=step.clock.now(),
    )
    return _ask(step, txn, ask)


def cancel_ask(step: Step, command: c.CancelAsk) -> Outcome:
    """Nobody waits any more: what is granted all the same is given back when the answer comes."""
    step.operator()
    step.uow.accounts.drop_ask(command.request_id)
    step.changed.add("payment")
    return done(step)


def ask_gift_card(step: Step, command: c.AskGiftCard) -> Outcome:
    """Ask how much is on a gift card."""
    step.operator()
    code = tidy_code(without_aim(command.code))
    return _ask_balance(step, (("gift_card", account_id_of(code)),), code[-4:])


def ask_account(step: Step, command: c.AskAccount) -> Outcome:
    """Ask how many points and how much credit a customer has now."""
    step.operator()
    account_id = step.uow.accounts.survivor(command.customer_id)
    return _ask_balance(step, (("points", account_id), ("store_credit", account_id)), "")


def program_of(step: Step) -> LoyaltyProgram:
    """The store's program. RuleError "no_loyalty"."""
    program = step.config().loyalty
    if program is None:
        raise RuleError("no_loyalty", "This store gives no points.")
    return program


def ask_again(step: Step, ask: ValueAsk) -> None:
    """Ask the hub, under an id that is durable before it is sent."""
    request = RightsRequest(
        request_id=ask.request_id,
        asks=(RightAsk(kind=ask.kind, subject=ask.account_id, quantity=ask.quantity),),
    )
    step.uow.accounts.keep_ask(ask)
    _send(step, request, ask.txn_id)


def check_goods(txn: Transaction) -> None:
    """Refuse what accounts do not pay. RuleError "training_value", "sale_empty" or "gift_card_for_money"."""
    if txn.training:
        raise RuleError("training_value", "Points, gift cards and credit are not used in training.")
    if not txn.live_lines:
        raise RuleError("sale_empty", "There is nothing on this sale to pay for.")
    if any(line.kind == "gift_card" for line in txn.live_lines):
        raise RuleError("gift_card_for_money", "Gift cards are sold for cash or by card only.")


def open_amount(step: Step, txn: Transaction) -> int:
    """The exact rest to pay (or to give back, below zero), by the promotions that were told."""
    config = step.config()
    total = priced(txn, config, promotions_said(step, txn)).total
    return settle(total, txn.tenders, rounding_rule(txn, config)).remaining


def granted(step: Step, ask: ValueAsk, amount: int, points: int, grant_id: str, left: int | None) -> Outcome:
    """Take the tender that was asked for."""
    tender = Tender(
        payment_id=step.ids.new(),
        kind=_TENDERS[ask.kind],
        amount=amount,
        points=points,
        account_id=ask.account_id,
        last4=ask.last4 or None,
        grant_id=grant_id,
        left=left,
        at=step.clock.now(),
    )
    return take(step, ask.txn_id, tender)


_TENDERS: dict[RightKind, TenderKind] = {
    "points": "points",
    "gift_card": "gift_card",
    "store_credit": "store_credit",
}


def _payable(step: Step, txn_id: str) -> tuple[Transaction, int]:
    """The sale with its limits settled, and what is open on it: below zero where it goes back."""
    txn = the_sale(step, txn_id)
    check_goods(txn)
    settled = limits_settled(step, txn)
    if settled is not txn:
        step.uow.drafts.save(settled)
    left = open_amount(step, settled)
    if left == 0:
        raise RuleError("already_paid", "Everything is paid; no further tender is needed.")
    return settled, left


def _customer(step: Step, txn: Transaction) -> str:
    if txn.customer_id is None:
        raise RuleError("customer_needed", "Put the customer on the sale first.")
    return step.uow.accounts.survivor(txn.customer_id)


def _wanted(amount: int | None, left: int) -> int:
    """What to ask for; RuleError "tender_sign" or "tender_over"."""
    if amount is None:
        return left
    if amount <= 0:
        raise RuleError(
            "tender_sign", "A sale takes money in and a refund gives it back; the amount does not fit."
        )
    if amount > left:
        raise _too_much()
    return amount


def _too_much() -> RuleError:
    return RuleError(
        "tender_over", "The amount is larger than what is left to pay. Charge the rest, or less."
    )


def _ask(step: Step, txn: Transaction, ask: ValueAsk) -> Outcome:
    """One ask at a time for one account, and none that a tender has answered."""
    if any(one.txn_id == txn.txn_id and one.state == "asked" for one in step.uow.accounts.asks()):
        raise RuleError("ask_under_way", "The hub is being asked already. Wait a moment, or cancel that.")
    if any((one.kind, one.account_id) == (ask.kind, ask.account_id) for one in txn.tenders):
        raise RuleError("account_pays_already", "This pays already. Remove that payment first.")
    ask_again(step, ask)
    return changed_sale(step)


def _ask_balance(step: Step, subjects: tuple[tuple[RightKind, str], ...], last4: str) -> Outcome:
    request = RightsRequest(
        request_id=step.ids.new(),
        asks=tuple(RightAsk(kind=kind, subject=subject, quantity=0) for kind, subject in subjects),
    )
    for old in step.uow.accounts.asks():
        if not old.txn_id:
            step.uow.accounts.drop_ask(old.request_id)
    step.uow.rights.forget("")
    kind, account_id = subjects[0]
    ask = ValueAsk(
        request_id=request.request_id,
        txn_id="",
        kind=kind,
        account_id=account_id,
        quantity=0,
        last4=last4,
        at=step.clock.now(),
    )
    step.uow.accounts.keep_ask(ask)
    _send(step, request, "")
    return done(step)


def _send(step: Step, request: RightsRequest, txn_id: str) -> None:
    step.uow.rights.ask(RightQuestion(request=request, txn_id=txn_id, asked_at=step.clock.now()))
    step.ask(request)
    step.changed.add("payment")
