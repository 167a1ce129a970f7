"""What follows when the hub answered about points, gift cards and credit, or could not be asked."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.handlers.value_tenders import ask_again, check_goods, granted, open_amount, program_of
from pos_app.outcomes import done
from pos_app.permissions import ApprovalNeededError
from pos_app.ports.hub_desk import HubAnswer
from pos_app.ports.loyalty import Heard, ValueAsk
from pos_app.ports.rights import AskState, RightQuestion
from pos_app.step import Step
from pos_app.value_rights import settle_loose
from pos_app.views import Notice, Outcome
from retail.errors import RuleError
from retail.loyalty_accrual import redeemable
from retail.rights import RightAnswer, RightsReply, RightsRequest
from retail.transaction import Transaction

_WHY_NOT = {
    "rights_frozen": (
        "value_frozen",
        "The hub was restored and gives nothing out until all tills have reported. Take another payment.",
    ),
    "account_unknown": ("value_unknown", "The hub does not know this account. Take another payment."),
    "card_blocked": ("gift_card_blocked", "This gift card is blocked. Take another payment."),
}
_UNKNOWN_CARD = (
    "gift_card_unknown",
    "No gift card has this code. Check it on the card, or take another payment.",
)
_NO_BALANCE = {
    "account_unknown": ("balance_unknown", "The hub does not know this one. Nothing was entered on it yet."),
    "card_blocked": ("balance_blocked", "This gift card is blocked: nothing can be paid with it."),
}


def answered(step: Step, answer: HubAnswer) -> Outcome:
    """Keep what was granted and told, then take the tender, ask for less, or say why not.

    A right that nobody waits for any more is given back at once.
    """
    step.changed.add("payment")
    request = answer.question
    if not isinstance(request, RightsRequest):
        return done(step)
    ask = step.uow.accounts.ask(request.request_id)
    _on_record(step, request, answer, ask)
    if ask is None:
        settle_loose(step)
        return done(step)
    if not ask.txn_id:
        return _balance(step, ask, answer)
    return _for_sale(step, ask, answer)


def _for_sale(step: Step, ask: ValueAsk, answer: HubAnswer) -> Outcome:
    """Take the tender that waited, if its sale is still the one at hand."""
    step.uow.accounts.drop_ask(ask.request_id)
    txn = step.uow.drafts.current()
    if txn is None or txn.txn_id != ask.txn_id:
        settle_loose(step)
        return done(step)
    try:
        # Goods may have been added while the hub was asked.
        check_goods(txn)
        if answer.rights is not None:
            return _told(step, ask, answer.rights.answers[0], txn)
        return _unanswered(step, ask, answer, txn)
    except ApprovalNeededError as needed:
        # The goods changed while the hub was asked: the cashier pays again, and a supervisor is asked first.
        settle_loose(step)
        notice = Notice(code="approval_first", message=needed.request.message, tone="caution")
    except RuleError as error:
        settle_loose(step)
        params = {
            name: value if isinstance(value, int) else str(value) for name, value in error.params.items()
        }
        notice = Notice(code=error.code, message=error.message, tone="caution", params=params)
    return done(step, notice)


def _on_record(step: Step, request: RightsRequest, answer: HubAnswer, ask: ValueAsk | None) -> None:
    """Whatever becomes of it: what the hub said is kept, and it is not asked the same again."""
    if step.uow.rights.question(request.request_id) is not None:
        _close(step, request, answer, ask)
    for one in answer.rights.answers if answer.rights else ():
        if one.right is not None:
            step.uow.rights.put(one.right)
        if one.code in ("", "not_enough"):
            heard = Heard(available=one.available, at=_at(answer.rights))
            step.uow.accounts.hear(one.kind, one.subject, heard)


def _close(step: Step, request: RightsRequest, answer: HubAnswer, ask: ValueAsk | None) -> None:
    state: AskState = "answered" if answer.rights else "refused"
    question = RightQuestion(
        request=request,
        txn_id=ask.txn_id if ask else "",
        asked_at=ask.at if ask else step.clock.now(),
        state=state,
        reply=answer.rights,
        code=answer.code,
        message=answer.message,
    )
    step.uow.rights.ask(question)


def _at(reply: RightsReply | None) -> int:
    return reply.at if reply else 0


def _told(step: Step, ask: ValueAsk, said: RightAnswer, txn: Transaction) -> Outcome:
    if said.right is not None:
        return _with_right(step, ask, said.right.quantity, said.right.grant_id, said.available, txn)
    if said.code == "not_enough" and not ask.exact and _least(step, ask) <= said.available < ask.quantity:
        ask_again(step, replace(ask, request_id=step.ids.new(), quantity=said.available))
        return done(step)
    if said.code == "not_enough":
        return done(
            step,
            Notice(
                code=f"{ask.kind}_not_enough",
                message=f"There is not enough: {said.available} left. Take another payment for the rest.",
                tone="caution",
                # Points are counted, money is told in its currency.
                params={"available": said.available}
                | ({} if ask.kind == "points" else {"currency": txn.currency}),
            ),
        )
    code, message = _WHY_NOT.get(said.code, ("value_refused", said.message))
    if code == "value_unknown" and ask.kind == "gift_card":
        code, message = _UNKNOWN_CARD
    return done(step, Notice(code=code, message=message, tone="caution"))


def _least(step: Step, ask: ValueAsk) -> int:
    return max(1, program_of(step).min_redeem) if ask.kind == "points" else 1


def _with_right(
    step: Step, ask: ValueAsk, quantity: int, grant_id: str, available: int, txn: Transaction
) -> Outcome:
    """The tender; where goods went meanwhile only what is still open, and the rest of the right goes back."""
    open_now = max(0, open_amount(step, txn))
    if ask.kind == "points":
        worth = program_of(step).point_value
        points = min(quantity, open_now // worth)
        amount, rest = points * worth, quantity - points
    else:
        points, amount = 0, min(quantity, open_now)
        rest = quantity - amount
    if amount == 0:
        raise RuleError("already_paid", "Everything is paid; no further tender is needed.")
    return granted(step, ask, amount, points, grant_id, available + rest)


def _unanswered(step: Step, ask: ValueAsk, answer: HubAnswer, txn: Transaction) -> Outcome:
    """The hub does not answer: points within the store's cap, nothing else (M3.4)."""
    if ask.kind == "points" and answer.unanswered == "offline":
        program = program_of(step)
        cap = program.offline_cap - step.uow.accounts.unlicensed(ask.account_id)
        balance = step.uow.accounts.balance(ask.account_id, step.clock.now()).points
        most = redeemable(min(cap, balance), max(0, open_amount(step, txn)), program)
        points = min(most, ask.quantity)
        if points > 0 and not (ask.exact and points < ask.quantity):
            taken = granted(step, ask, points * program.point_value, points, "", None)
            return taken if points == ask.quantity else replace(taken, notice=_capped(points))
    notice = Notice(
        code="value_needs_hub",
        message="The hub does not answer, and this cannot be paid without it. Take another payment.",
        tone="caution",
        params={"kind": ask.kind},
    )
    return done(step, notice)


def _capped(points: int) -> Notice:
    """Why fewer points pay than the customer has."""
    return Notice(
        code="points_capped",
        message=f"The hub does not answer: no more than {points} points pay without it.",
        tone="caution",
        params={"points": points},
    )


def _balance(step: Step, ask: ValueAsk, answer: HubAnswer) -> Outcome:
    """A balance was asked for: it stands in the list of asks until it is dropped or the next is asked."""
    said = answer.rights.answers[0] if answer.rights else None
    if said is not None and not said.code:
        step.uow.accounts.keep_ask(replace(ask, state="answered"))
        return done(step)
    step.uow.accounts.drop_ask(ask.request_id)
    if said is None and ask.kind != "gift_card":
        notice = Notice(
            code="account_stands",
            message="The hub does not answer. What is shown is as old as it says.",
            tone="caution",
        )
    elif said is None:
        notice = Notice(
            code="balance_needs_hub",
            message="The hub does not answer, so nobody knows what is on it. Try again, or pay another way.",
            tone="caution",
        )
    else:
        code, message = _NO_BALANCE.get(said.code, ("balance_refused", said.message))
        notice = Notice(code=code, message=message, tone="caution")
    return done(step, notice)
