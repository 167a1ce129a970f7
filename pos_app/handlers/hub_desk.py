"""Brings what the hub answered to whoever asked: one table by the subject of the question."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.commands.hub_desk import HubAnswered
from pos_app.handlers import cart_answers, hand_off, rights, value_answers
from pos_app.outcomes import done
from pos_app.ports.hub_desk import HubAnswer, Question
from pos_app.step import Step
from pos_app.views import Outcome
from retail.cart import CartRequest

Taker = Callable[[Step, HubAnswer], Outcome]

TAKERS: dict[str, Taker] = {
    "stock": rights.answered,
    "points": value_answers.answered,
    "gift_card": value_answers.answered,
    "store_credit": value_answers.answered,
    "adopt": cart_answers.answered,
    "claim": cart_answers.answered,
    "release": cart_answers.answered,
    "share": hand_off.shared,
}
"""Who takes an answer, by `subject_of` its question."""


def subject_of(question: Question) -> str:
    """The act of a question about carts, the kind of the first right that was asked for, else nothing."""
    if isinstance(question, CartRequest):
        return question.act
    return question.asks[0].kind if question.asks else ""


def answered(step: Step, command: HubAnswered) -> Outcome:
    """Hand the answer on; one that nobody waits for changes nothing."""
    taker = TAKERS.get(subject_of(command.answer.question))
    return taker(step, command.answer) if taker else done(step)
