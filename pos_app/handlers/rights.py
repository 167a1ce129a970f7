"""Handlers of rights to stock: what the hub answered, and what is looked after when it is heard again."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.commands.hub_desk import TendRights
from pos_app.handlers.cart_tending import tend_carts
from pos_app.outcomes import done
from pos_app.ports.hub_desk import HubAnswer
from pos_app.ports.rights import RightQuestion
from pos_app.step import Step
from pos_app.stock_rights import ask_again, ask_for, put_question, settle_unused
from pos_app.value_rights import settle_loose
from pos_app.views import Outcome
from retail.rights import RightAsk, RightsReply, RightsRequest


def answered(step: Step, answer: HubAnswer) -> Outcome:
    """The hub said what it grants, or could not be asked; the lines of the sale show it."""
    assert isinstance(answer.question, RightsRequest)  # noqa: S101 - the table of takers sees to it
    for told in answer.rights.answers if answer.rights else ():
        if told.right is not None:
            step.uow.rights.put(told.right)
    question = step.uow.rights.question(answer.question.request_id)
    if question is None:
        # The sale is over: what was granted to it goes back.
        settle_unused(step)
        return done(step)
    state = answer.unanswered or "answered"
    step.uow.rights.ask(
        replace(question, state=state, reply=answer.rights, code=answer.code, message=answer.message)
    )
    if answer.rights is not None:
        _take_what_there_is(step, question, answer.rights)
        _ask_for_the_rest(step, question, answer.rights)
    step.changed.add("stock")
    return done(step)


def _take_what_there_is(step: Step, question: RightQuestion, reply: RightsReply) -> None:
    """All was not to be had: ask for what is left, so that no more than needed is sold without a right."""
    txn = step.uow.drafts.current()
    less = tuple(
        RightAsk(kind="stock", subject=ask.subject, quantity=told.available)
        for ask, told in zip(question.request.asks, reply.answers, strict=False)
        if told.code == "not_enough" and 0 < told.available < ask.quantity
    )
    if less and txn is not None and txn.txn_id == question.txn_id:
        put_question(step, question.txn_id, less)


def _ask_for_the_rest(step: Step, question: RightQuestion, reply: RightsReply) -> None:
    """Of an answer that was lost the feed may have brought the right, and more was scanned since."""
    txn, now = step.uow.drafts.current(), step.clock.now()
    good = [one.subject for one in reply.answers if one.right is not None and one.right.use_by > now]
    if good and txn is not None and txn.txn_id == question.txn_id:
        ask_for(step, txn, good)


def tend(step: Step, command: TendRights) -> Outcome:
    """Give back what nothing uses, take off what others took; `again`: ask what had no answer, as after a
    restart or an outage."""
    if command.again:
        for question in step.uow.rights.unanswered():
            ask_again(step, question)
    settle_unused(step)
    # Of an answer that was lost only the feed brings the right: nobody waits for it any more.
    settle_loose(step)
    tend_carts(step, again=command.again)
    return done(step)
